// For Rhino: judges PDF files by veraPDF. Arguments are `standard=path`; prints a line for each failed check, and each
// argument once it is judged. The jar has no JAXB to read veraPDF's own rules with, so that is done here.
var validation = Packages.org.verapdf.pdfa.validation
var Profiles = validation.profiles.Profiles
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour
var FILES = { ua1: "PDFUA-1.xml", "2a": "PDFA-2A.xml" }

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance()
for each (var argument in arguments) {
  var [standard, path] = argument.split("=")
  var flavour = Flavour.byFlavourId(standard)
  var parser = foundry.createParser(new java.io.FileInputStream(path), flavour)
  var result = foundry.createValidator(readProfile(flavour, FILES[standard]), false).validate(parser)
  for each (var check in result.getTestAssertions().toArray()) {
    print([path, standard, check.getRuleId().getClause(), check.getMessage(), check.getLocation().getContext()].join(": "))
  }
  if (!result.isCompliant()) print([path, standard, "does not conform"].join(": "))
  parser.close()
  print("judged " + argument)
}

function readProfile(flavour, file) {
  var stream = foundry.getClass().getResourceAsStream("/org/verapdf/pdfa/validation/" + file)
  var text = String(new java.lang.String(stream.readAllBytes(), "UTF-8"))
  var profile = new XML(text.replace(/^<\?xml[^>]*\?>\s*|xmlns="[^"]*"/g, ""))
  var rules = new java.util.HashSet()
  for each (var rule in profile.rules.rule) {
    var values = new java.util.ArrayList()
    for each (var value in rule.error.arguments.argument) {
      values.add(validation.profiles.ErrorArgumentImpl.fromValues(String(value), String(value.@name), null))
    }
    rules.add(Profiles.ruleFromValues(
      Profiles.ruleIdFromValues(flavour.getPart(), String(rule.id.@clause), parseInt(rule.id.@testNumber)),
      String(rule.@object), rule.@deferred == "true" ? java.lang.Boolean.TRUE : java.lang.Boolean.FALSE, String(rule.@tags),
      String(rule.description), String(rule.test), Profiles.errorFromValues(String(rule.error.message), values),
      new java.util.ArrayList()))
  }
  var variables = new java.util.HashSet()
  for each (var variable in profile.variables.variable) {
    variables.add(Profiles.variableFromValues(
      String(variable.@name), String(variable.@object), String(variable.defaultValue), String(variable.value)))
  }
  var details = Profiles.profileDetailsFromValues(file, file, "veraPDF", new java.util.Date(0))
  if (rules.size() === 0) throw "verapdf.js: finds no rules in " + file
  return Profiles.profileFromValues(flavour, details, "", rules, variables)
}
