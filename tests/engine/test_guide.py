"""The guide for staff says the same in both languages, and nothing that is not there; the forms beside it are such as
GitHub takes."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from hooks.citation.report import FIELD
from hooks.languages import LANG
from hooks.new.engine import PARTS, STARTED
from tests import ROOT
from tests.engine.test_codes import DOCUMENTED
from tests.tools import warm
from tests.tools.guide import GUIDES, HEADING, outside_of_blocks, read_guide, sections
from tests.tools.pictures.__main__ import FOLDER, draw, names

GITHUB = ROOT / ".github"
TEMPLATES = ROOT / "hooks" / "new" / "templates"
FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
# https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
KEYS = {"name", "description", "body", "assignees", "labels", "title", "type", "projects"}
ATTRIBUTES = {
    "markdown": {"value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "input": {"label", "description", "placeholder", "value"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
# GitHub shows a page of pictures of this size at once.
LARGEST = 60_000
HAN = re.compile("[\u4e00-\u9fff]")
# What may stand before the first dash of a code.
KINDS = {code.split("-")[0] for code in DOCUMENTED}


def test_both_languages_have_the_same_steps() -> None:
    zh, en = (read_guide(language) for language in LANG)
    assert [len(sign) for sign, _ in HEADING.findall(zh)] == [len(sign) for sign, _ in HEADING.findall(en)]
    for chinese, english in zip(sections(zh).values(), sections(en).values(), strict=True):
        # Names and reasons are in the language of who writes them.
        assert [step._replace(text=re.sub('"[^"]*"', '""', step.text)) for step in chinese] == [
            step._replace(text=re.sub('"[^"]*"', '""', step.text)) for step in english
        ]
    codes, others = (re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) for text in (zh, en))
    assert codes == others
    assert codes


@pytest.mark.parametrize("language", LANG)
def test_the_codes_of_the_guide_are_codes_and_hints_are_hints(language: str) -> None:
    text = read_guide(language)
    named = {*re.findall(r"`([a-z]+-[a-z-]+)`", outside_of_blocks(text))}
    assert len(named) > 10
    assert sorted(name for name in named - {*DOCUMENTED} if name.split("-")[0] in KINDS) == []
    said = [pair for steps in sections(text).values() for step in steps for pair in step.codes]
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", text, re.MULTILINE)
    said += [(code, bool(re.search(r"（提示）|\(hint\)", meaning))) for code, meaning in rows]
    assert [(code, hint) for code, hint in said if bool(DOCUMENTED[code].get("hint")) != hint] == []


@pytest.mark.parametrize("language", LANG)
def test_the_commands_of_the_guide_are_commands(language: str) -> None:
    text = read_guide(language)
    modules = {*re.findall(r"-m (hooks[\w.]*)", text)}
    assert modules
    assert [name for name in modules if not find_spec(name)] == []
    targets = {*re.findall(r"(?:^|`)make (\w+)", text, re.MULTILINE)}
    assert targets
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("language", LANG)
def test_the_links_of_the_guide_lead_somewhere(language: str) -> None:
    text = outside_of_blocks(read_guide(language))
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    # What a publication has of its own, it may have taken away.
    known = {*STARTED, *(f"#{_anchor(title)}" for _, title in HEADING.findall(text))}
    assert [link for link in links if link not in known and not (ROOT / link).is_file()] == []


def test_every_publication_gets_the_guide_and_its_readme_leads_to_it() -> None:
    for path in GUIDES.values():
        assert path.name in PARTS
    for name in ("CODEOWNERS.example", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE.md"):
        assert f".github/{name}" in STARTED
    for folder in (ROOT, TEMPLATES):
        for language, name in (("zh", "README.zh-TW.md"), ("en", "README.md")):
            assert f"]({GUIDES[language].name})" in (folder / name).read_text(encoding="utf-8")


# The pictures ---------------------------------------------------------------------------------------------------------

PICTURE = re.compile(r"!\[(.*?)\]\((\.github/pictures/guide/([\w-]+)\.webp)\)")


@pytest.mark.parametrize("language", LANG)
def test_the_pictures_of_the_guide_are_those_that_are_made(language: str) -> None:
    found = PICTURE.findall(read_guide(language))
    assert [
        (name, words) for words, _, name in found if len(words) < 20 or bool(HAN.search(words)) != (language == "zh")
    ] == []
    wanted = [name for name in names() if not name.endswith("-en" if language == "zh" else "-zh")]
    assert sorted(name for _, _, name in found) == sorted(wanted)
    assert {path.stem for path in FOLDER.iterdir()} == {*names()}
    assert [path for _, path, _ in found if not 0 < (ROOT / path).stat().st_size <= LARGEST] == []
    # They go where the guide goes.
    assert FOLDER.relative_to(ROOT).as_posix() in PARTS


@pytest.mark.site
def test_the_pictures_of_the_guide_can_be_made(tmp_path: Path, browser: Browser) -> None:
    drawn = dict(draw(tmp_path, browser, warm.build))
    assert [*drawn] == names()
    assert [name for name, picture in drawn.items() if not 5_000 < len(picture) <= LARGEST] == []


def _anchor(title: str) -> str:
    """Return the id that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


# The forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    form: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys() <= KEYS
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len({*ids}) > 0
    assert [name for name in ids if not re.fullmatch(r"[\w-]+", name)] == []
    for field in form["body"]:
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        assert {*field["attributes"]} <= ATTRIBUTES[field["type"]]
        assert field.get("validations", {}).keys() <= {"required"}
        if field["type"] in ("dropdown", "checkboxes"):
            assert len(field["attributes"]["options"]) == len({*map(str, field["attributes"]["options"])}) > 0
    labels = [field["attributes"]["label"] for field in fields]
    assert len(labels) == len({*labels})
    for said in (form["name"], form["description"], *labels):
        assert HAN.search(said), said
        assert re.search("[A-Za-z]{3}", said), said
    if path.stem == "erratum":
        assert FIELD in ids


def test_the_forms_have_names_of_their_own() -> None:
    names = [yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in FORMS]
    assert len(names) == len({*names})
    config = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
    if config.is_file():
        given = yaml.safe_load(config.read_text(encoding="utf-8"))
        assert given.keys() <= {"blank_issues_enabled", "contact_links"}
