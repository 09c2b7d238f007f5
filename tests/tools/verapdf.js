// Validates PDF files with veraPDF. Arguments are `standard=path`; prints a line for each failed check, and each argument
// after it was checked. Runs in Rhino, which knows no `for (const … of …)`. The jar has no JAXB, with which veraPDF reads
// its own rules, so they are read here.
"use strict";
const {ErrorArgumentImpl, Profiles} = org.verapdf.pdfa.validation.profiles;
const FILES = {
  ua1: "PDFUA-1.xml", "3a": "PDFA-3A.xml",
  ua2: "PDFUA-2-ISO32005.xml", wt1a: "WTPDF-1-0-Accessibility.xml", wt1r: "WTPDF-1-0-Reuse.xml",
};

org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
const foundry = org.verapdf.pdfa.Foundries.defaultInstance();
arguments.forEach(judge);

function judge(argument) {
  const [standard, path] = argument.split("=");
  const flavour = org.verapdf.pdfa.flavours.PDFAFlavour.byFlavourId(standard);
  const parser = foundry.createParser(new java.io.FileInputStream(path), flavour);
  const result = foundry.createValidator(readProfile(flavour, FILES[standard]), false).validate(parser);
  result.getTestAssertions().forEach(check => {
    print([path, standard, check.getRuleId().getClause(), check.getMessage(), check.getLocation().getContext()].join(": "));
  });
  if (!result.isCompliant()) print([path, standard, "does not conform"].join(": "));
  parser.close();
  print(`judged ${argument}`);
}

function readProfile(flavour, file) {
  const stream = foundry.getClass().getResourceAsStream(`/org/verapdf/pdfa/validation/${file}`);
  const document = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
  const rules = new java.util.HashSet(), variables = new java.util.HashSet();
  elements(document, "rule").forEach(rule => {
    const [id] = elements(rule, "id"), values = new java.util.ArrayList();
    elements(rule, "argument").forEach(argument => {
      values.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), argument.getAttribute("name"), null));
    });
    rules.add(Profiles.ruleFromValues(
      Profiles.ruleIdFromValues(flavour.getPart(), id.getAttribute("clause"), parseInt(id.getAttribute("testNumber"))),
      rule.getAttribute("object"), java.lang.Boolean.valueOf(rule.getAttribute("deferred")), rule.getAttribute("tags"),
      text(rule, "description"), text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), values),
      new java.util.ArrayList()));
  });
  elements(document, "variable").forEach(variable => {
    variables.add(Profiles.variableFromValues(
      variable.getAttribute("name"), variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
  });
  if (rules.size() === 0) throw new Error(`no rules in ${file}`);
  const details = Profiles.profileDetailsFromValues(file, file, "veraPDF", new java.util.Date(0));
  return Profiles.profileFromValues(flavour, details, "", rules, variables);
}

function elements(parent, name) {
  const list = parent.getElementsByTagName(name);
  return Array.from({length: list.getLength()}, (_, at) => list.item(at));
}

function text(parent, name) {
  return elements(parent, name)[0].getTextContent().trim();
}
