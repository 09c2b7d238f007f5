"""Every page stands in both languages, and that of the translation says what its text is."""

from __future__ import annotations

from hooks.checks.moved import TAKEN
from hooks.findings import Finding
from hooks.languages import LANG
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
    message = "is no page of a language: move it to docs/zh/ or docs/en/, with a name in `.md`"
    findings = [Finding(str(path), 0, "page-place", f"{message} that is not README.md") for path in strays]
    for page in sources.pages:
        if (place := page.name.removesuffix(".md").partition("/")[0]) in TAKEN:
            message = f"has an address that the site needs itself, {place}/: give it another name"
            findings.append(Finding(str(page.path), 0, "page-place", message))
        for other in LANG:
            if (other, page.name) not in there:
                message = f"has no counterpart {sources.docs / other / page.name}: write it"
                if other == sources.configuration.translation:
                    message += ", or only its front matter with `translation: pending`, which shows readers a notice"
                findings.append(Finding(str(page.path), 1, "page-pair", message))
        if page.language == sources.configuration.translation:
            findings += _check_translation(page)
        elif (status := page.meta.get("translation", "official")) != "official":
            message = f"is the original, and says `translation: {status}`: take the line away, or write `original:` in "
            message += "mkdocs.yml under `publication`"
            findings.append(Finding(str(page.path), 1, "page-translation", message))
    return findings


def _check_translation(page: SourcePage) -> list[Finding]:
    status = page.meta.get("translation")
    if status not in TRANSLATIONS:
        message = f"says `translation: {status}`" if status else "does not say what its text is"
        message += f": write `translation:` and one of {', '.join(TRANSLATIONS)} in its front matter"
    elif status == "pending" and page.body.strip():
        message = "is `translation: pending` and has text: write `translation: unofficial`"
    elif status != "pending" and not page.body.strip():
        message = f"is `translation: {status}` and has no text: write `translation: pending`"
    else:
        return []
    return [Finding(str(page.path), 1, "page-translation", message)]
