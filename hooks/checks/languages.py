"""Every page stands in both languages, and that of the translation says what its text is."""

from __future__ import annotations

from hooks.checks.moved import TAKEN
from hooks.findings import Finding
from hooks.languages import LANG
from hooks.messages import say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True

# The endings by which MkDocs takes a file for a page.
ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
TRANSLATIONS = ("official", "unofficial", "pending")


def check(sources: Sources) -> list[Finding]:
    """Return `page-pair` for a page that lacks its counterpart, `page-translation` for one that hides its status, and
    `page-place` for a file that MkDocs takes for a page and that is none of a language, or whose address has another
    use."""
    there = {(page.language, page.name) for page in sources.pages}
    known = {page.path for page in sources.pages if page.path.name != "README.md"}
    strays = [path for path in sorted(sources.docs.rglob("*.*")) if path.suffix in ENDINGS and path not in known]
    findings = [Finding(str(path), 0, "page-place", say("page-place/language")) for path in strays]
    for page in sources.pages:
        if (place := page.name.removesuffix(".md").partition("/")[0]) in TAKEN:
            message = say("page-place/taken", place=place)
            findings.append(Finding(str(page.path), 0, "page-place", message))
        for other in LANG:
            if (other, page.name) not in there:
                may_wait = other == sources.configuration.translation
                path = sources.docs / other / page.name
                message = say("page-pair/pending" if may_wait else "page-pair/original", path=path)
                findings.append(Finding(str(page.path), 1, "page-pair", message))
        if page.language == sources.configuration.translation:
            findings += _check_translation(page)
        elif (status := page.meta.get("translation", "official")) != "official":
            message = say("page-translation/original", status=status)
            findings.append(Finding(str(page.path), 1, "page-translation", message))
    return findings


def _check_translation(page: SourcePage) -> list[Finding]:
    status = page.meta.get("translation")
    if status not in TRANSLATIONS:
        message = say("page-translation/lacks", known=TRANSLATIONS)
        if status:
            message = say("page-translation/unknown", status=status, known=TRANSLATIONS)
    elif status == "pending" and page.body.strip():
        message = say("page-translation/text")
    elif status != "pending" and not page.body.strip():
        message = say("page-translation/none", status=status)
    else:
        return []
    return [Finding(str(page.path), 1, "page-translation", message)]
