"""Mistakes that staff make and nobody sees, each as a function: the lines of a file in, the line of the mistake out."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

Make = Callable[[list[str], Random], "int | None"]
HAN = "\u4e00-\u9fff"
SIMPLIFIED = dict(
    zip(
        "國會說這點記鐘樓們來時開關變經東為過對實現發讀頁號機體離種",
        "国会说这点记钟楼们来时开关变经东为过对实现发读页号机体离种",
        strict=True,
    )
)
COMMENTS = ["<！-- 待查 -->", "<!— 待查 —>", "<!- 待查 -->"]
ENGLISH = "The harbour was built by those who came over the sea and stayed here."
LOADS = "background:url(https://a.example/b)"
RADICALS = {"一": "⼀", "人": "⼈", "水": "⽔", "火": "⽕", "山": "⼭", "手": "⼿", "門": "⾨", "大": "⼤", "小": "⼩"}
INVISIBLE = "\u200b\u200e\u202e\u00ad\ufeff\u2060"


class Kind(NamedTuple):
    """A kind of mistake: its name, the files it is made in, the codes by which it may be found, and what makes it. An
    `alone` one keeps other mistakes in files of the same sort from being found."""

    name: str
    files: str
    codes: tuple[str, ...]
    make: Make
    alone: bool = False


KINDS: list[Kind] = []


def kind(files: str, *codes: str, alone: bool = False) -> Callable[[Make], Make]:
    """Register a function as a kind of mistake."""

    def register(make: Make) -> Make:
        KINDS.append(Kind(make.__name__, files, codes, make, alone))
        return make

    return register


def edit(pattern: str, new: Callable[[re.Match[str], Random], str], prose: bool = True) -> Make:
    """Return what puts `new` in the place of one match of `pattern`, in a line of prose."""

    def make(lines: list[str], rng: Random) -> int | None:
        places = [
            (number, found)
            for number, line in enumerate(lines)
            if not prose or is_prose(lines, number)
            # The names of columns are no cells.
            for found in ([] if line.startswith("id,") else re.finditer(pattern, line))
        ]
        if not places:
            return None
        number, found = rng.choice(places)
        line = lines[number]
        lines[number] = line[: found.start()] + new(found, rng) + line[found.end() :]
        return number + 1

    return make


def is_prose(lines: list[str], number: int) -> bool:
    """Return whether a line is a paragraph of plain words."""
    line = lines[number]
    begins = re.match(rf"[{HAN}]|[A-Z][a-z]+ ", line)
    alone = all(not lines[at : at + 1] or not lines[at].strip() for at in (number - 1, number + 1))
    return bool(begins) and alone and len(line) > 30 and not re.search(r"[|<>`{:*]", line)


def fixed(text: str) -> Callable[[re.Match[str], Random], str]:
    return lambda found, rng: text


BETWEEN = f"(?<=[{HAN}])(?=[{HAN}])"
RUN = f"(?<=[{HAN}]{{6}})(?=[{HAN}]{{6}})"
CHINESE_LINES: dict[str, tuple[str, Callable[[re.Match[str], Random], str], tuple[str, ...]]] = {
    "simplified": (f"[{''.join(SIMPLIFIED)}]", lambda found, rng: SIMPLIFIED[found[0]], ("text-simplified",)),
    "half_width_comma": (f"(?<=[{HAN}])，(?=[{HAN}])", fixed(","), ("text-punctuation",)),
    "half_width_semicolon": (f"(?<=[{HAN}])；(?=[{HAN}])", fixed(";"), ("text-punctuation",)),
    "half_width_stop": (f"(?<=[{HAN}])。(?=[{HAN}])", fixed("."), ("text-punctuation",)),
    "half_width_question": (BETWEEN, fixed("?"), ("text-punctuation",)),
    "half_width_brackets": (BETWEEN, fixed("(另見附錄)"), ("text-punctuation",)),
    "three_dots": (BETWEEN, fixed("..."), ("text-punctuation",)),
    "three_stops": (BETWEEN, fixed("。。。"), ("text-punctuation",)),
    "hyphens": (BETWEEN, fixed("--"), ("text-punctuation",)),
    "straight_quotes": (f"(?<=[{HAN}])[{HAN}]{{4}}", lambda found, rng: f'"{found[0]}"', ("text-punctuation",)),
    "full_width_letters": (BETWEEN, lambda found, rng: rng.choice(["ＡＢＣ", "２０１１", "ｋｍ"]), ("text-width",)),
    "invisible": (BETWEEN, lambda found, rng: rng.choice(INVISIBLE), ("text-invisible",)),
    "no_break_space": (BETWEEN, fixed("\u00a0"), ("text-invisible",)),
    "radical": (f"[{''.join(RADICALS)}]", lambda found, rng: RADICALS[found[0]], ("text-radical",)),
    "compatibility": (BETWEEN, lambda found, rng: rng.choice("\uf901\uf92f\uf9dc"), ("text-compatibility",)),
    "private": (BETWEEN, lambda found, rng: chr(rng.randint(0xE000, 0xF000)), ("text-private", "text-character")),
    "replacement": (BETWEEN, fixed("\ufffd"), ("text-damaged",)),
    "gbk": (BETWEEN, fixed("锟斤拷"), ("text-damaged",)),
    "mojibake": (BETWEEN, lambda found, rng: rng.choice(["å®‰å…¨", "Ã©", "â€™"]), ("text-damaged",)),
    "open_bracket": (BETWEEN, lambda found, rng: rng.choice("「（《『"), ("text-bracket",)),
    "closing_bracket": (BETWEEN, lambda found, rng: rng.choice("」）》』"), ("text-bracket",)),
    "doubled_de": (f"(?<=[{HAN}])(?<![目標有鵠的])的(?![的確])", fixed("的的"), ("text-doubled",)),
    "doubled_mark": ("[，。](?=.)", lambda found, rng: found[0] * 2, ("text-doubled",)),
    "doubled_words": (f"(?<![{HAN}])([{HAN}])(?!\\1)[{HAN}]{{3}}", lambda found, rng: found[0] * 2, ("text-doubled",)),
    "space_inside": (RUN, fixed(" "), ("text-space",)),
    "space_before": (f"(?<=[{HAN}])(?=[，。])", fixed(" "), ("text-space",)),
    "open_strong": (BETWEEN, fixed("**"), ("text-markup",)),
    "open_tag": (BETWEEN, fixed("<b>"), ("text-markup",)),
    "published_comment": (
        "$",
        lambda found, rng: rng.choice(COMMENTS),
        ("text-markup",),
    ),
    "english_left": (
        "^.*$",
        fixed(ENGLISH),
        ("translation-english",),
    ),
    "thirteenth_month": (BETWEEN, fixed("2011 年 13 月 5 日"), ("text-date",)),
    "thirtieth_of_february": (BETWEEN, fixed("2011年2月30日"), ("text-date",)),
    "far_year": (BETWEEN, fixed("2911 年 3 月"), ("text-date",)),
    "handler": ("^.*$", lambda found, rng: f'<span onclick="go()">{found[0]}</span>', ("page-embedded",)),
    "script_link": ("$", fixed("[看](javascript:go)"), ("page-embedded",)),
    "style": (
        "^.*$",
        lambda found, rng: f'<span style="{LOADS}">{found[0]}</span>',
        ("page-embedded",),
    ),
}
ENGLISH_LINES: dict[str, tuple[str, Callable[[re.Match[str], Random], str], tuple[str, ...]]] = {
    "the_the": (r"\bthe\b", fixed("the the"), ("text-doubled",)),
    "of_of": (r"\bof\b", fixed("of of"), ("text-doubled",)),
    "space_before_comma": (r"(?<=[a-z]),", fixed(" ,"), ("text-space",)),
    "two_spaces": (r"(?<=[a-z]) (?=[a-z])", fixed("  "), ("text-space",)),
    "two_hyphens": (r"(?<=[a-z]) (?=[a-z])", fixed(" -- "), ("text-punctuation",)),
    "doubled_comma": (r"(?<=[a-z]),(?= )", fixed(",,"), ("text-doubled",)),
    "bracket": (r"(?<=[a-z] )(?=[a-z])", fixed("("), ("text-bracket",)),
    "quotation": (r"(?<=[a-z] )(?=[a-z])", fixed("“"), ("text-bracket",)),
    "soft_hyphen": (r"(?<=[a-z])(?=[a-z])", fixed("\u00ad"), ("text-invisible",)),
    "accent": (r"(?<=[a-z])(?=[a-z])", fixed("Ã©"), ("text-damaged",)),
    "chinese_comma": (r"(?<=[a-z]),(?= )", fixed("，"), ("text-punctuation", "translation-chinese")),
    "full_width": (r"(?<=[a-z] )(?=[a-z])", fixed("ＮＡＴＯ "), ("text-width",)),
    "unreal_day": (r"(?<=[a-z] )(?=[a-z])", fixed("February 30, 2011 "), ("text-date",)),
    "unclosed_strong": (r"(?<=[a-z] )(?=[a-z])", fixed("**"), ("text-markup",)),
}
for name, (pattern, new, codes) in CHINESE_LINES.items():
    KINDS.append(Kind(name, "docs/zh/*.md", codes, edit(pattern, new)))
for name, (pattern, new, codes) in ENGLISH_LINES.items():
    KINDS.append(Kind(name, "docs/en/*.md", codes, edit(pattern, new)))


@kind("docs/??/*.md", "text-markup")
def heading_without_space(lines: list[str], rng: Random) -> int | None:
    return edit("^## ", fixed("##"), prose=False)(lines, rng)


@kind("docs/zh/*.md", "text-markup")
def item_without_space(lines: list[str], rng: Random) -> int | None:
    return edit(r"^(-|\d\.) (?=[（\u4e00-\u9fff])", lambda found, rng: found[1], prose=False)(lines, rng)


@kind("docs/??/*.md", "text-cells")
def cell_too_many(lines: list[str], rng: Random) -> int | None:
    return edit(r"^\| (?![-:]).*\|$", lambda found, rng: f"{found[0]} x |", prose=False)(lines, rng)


@kind("docs/??/*.md", "text-cells")
def cell_too_few(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=[^-] )\| [^|-]+\|$", fixed("|"), prose=False)(lines, rng)


@kind("docs/??/*.md", "text-fence")
def open_fence(lines: list[str], rng: Random) -> int | None:
    lines += ["", "```", "x"]
    return len(lines) - 1


@kind("docs/??/*.md", "text-markup")
def quotation_goes_on(lines: list[str], rng: Random) -> int | None:
    places = [n for n, line in enumerate(lines) if re.match(r"> .*[.。]$", line) and lines[n + 1 : n + 2] == [""]]
    if not places:
        return None
    at = rng.choice(places) + 1
    lines[at] = "接著的一段話。"
    return at + 1


@kind("docs/en/*.md", "note-pair")
def lost_note(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=[.])\[\^(?:books|lin)\](?!:)", fixed(""), prose=False)(lines, rng)


@kind("docs/en/lights.md", "translation-number")
def number_in_note(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=^\[\^lin\]: )", fixed("In 1987 "), prose=False)(lines, rng)


@kind("docs/en/[fchl]*.md", "translation-number")
def number_in_description(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=^description: ).*$", fixed(f"Of the {rng.randint(21, 99)} ships"), prose=False)(lines, rng)


@kind("docs/en/[fchl]*.md", "translation-heading", "edition-heading")
def other_level(lines: list[str], rng: Random) -> int | None:
    return edit(r"^## (?=[A-Z])", fixed("### "), prose=False)(lines, rng)


@kind("docs/??/*.md", "page-key")
def misspelt_key(lines: list[str], rng: Random) -> int | None:
    meant = {"description": "descripton", "translation": "translaton", "template": "Template", "search": "serach"}
    return edit(f"^({'|'.join(meant)})(?=:)", lambda found, rng: meant[found[0]], prose=False)(lines, rng)


@kind("docs/??/*.md", "page-key")
def key_twice(lines: list[str], rng: Random) -> int | None:
    lines.insert(2, lines[1])
    return 3


@kind("docs/??/*.md", "page-draft")
def draft(lines: list[str], rng: Random) -> int | None:
    lines.insert(2, rng.choice(["draft: true", "published: false", "status: draft"]))
    return 3


@kind("docs/??/*.md", "quote-words", "quote-paragraph", "block-option")
def pull_quote(lines: list[str], rng: Random) -> int | None:
    quotes = [n for n, line in enumerate(lines) if line == "/// pull-quote"]
    if not quotes:
        return None
    at = rng.choice(quotes) + 1
    lines[at] = rng.choice(["    From: p-3", "    form: p-3", "    from: p-99", "    from: p-1", "    from: P-3"])
    return at  # the line that opens the block


@kind("docs/data/*.csv", "table-address")
def other_id(lines: list[str], rng: Random) -> int | None:
    return edit(r"^\d{4}-\d+(?=,)", lambda found, rng: f"{found[0]}{rng.randint(1, 9)}", prose=False)(lines, rng)


@kind("docs/data/*.csv", "table-address")
def swapped_ids(lines: list[str], rng: Random) -> int | None:
    places = [n for n in range(1, len(lines) - 2) if lines[n][:5] == lines[n + 1][:5]]
    if not places:
        return None
    at = rng.choice(places)
    (one, _, rest), (other, _, other_rest) = lines[at].partition(","), lines[at + 1].partition(",")
    lines[at : at + 2] = [f"{other},{rest}", f"{one},{other_rest}"]
    return at + 1


@kind("docs/data/*.csv", "table-id", alone=True)
def date_of_excel(lines: list[str], rng: Random) -> int | None:
    months = "Jan Feb Mar Apr May Jun".split()

    def new(found: re.Match[str], rng: Random) -> str:
        year, number = found[1], int(found[2])
        return rng.choice(
            [f"{year}/{number}/1", f"{months[number - 1]}-{year[2:]}", f"{number}月{year[2:]}日".rstrip("日")]
        )

    return edit(r"^(\d{4})-([1-6])(?=,)", new, prose=False)(lines, rng)


CELLS: dict[str, tuple[str, str, str]] = {
    "formula": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "=1+1", "table-spreadsheet"),
    "error": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "#REF!", "table-spreadsheet"),
    "name_error": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "#NAME?", "table-spreadsheet"),
    "short_number": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "1.2E+05", "table-spreadsheet"),
    "cell_date": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "Jan-92", "table-spreadsheet"),
    "chinese_cell": (r"(?<=,)[^,\n]+(?=,[^,\n]*$)", "運煤的輪船", "translation-chinese"),
    "english_cell": (f"(?<=,)[^,\n]*[{HAN}][^,\n]*(?=,)", "the moles of the old harbour", "translation-english"),
    "cell_space": (f"(?<=[{HAN}])(?=[{HAN}][^\n]*$)", "\u200b", "text-invisible"),
    "simplified_cell": (f"(?<=[{HAN}])(?=[{HAN}][^\n]*$)", "国", "text-simplified"),
    "added_tomorrow": ("(?<=,)$", "2999-01-01", "text-date"),
    "number_cell": (r"(?<=[a-z])(?=,[^,\n]*$)", " of 1987", "translation-number"),
}
for name, (pattern, text, code) in CELLS.items():
    KINDS.append(Kind(name, "docs/data/*.csv", (code,), edit(pattern, fixed(text), prose=False)))


@kind("docs/data/*.csv", "table-twice")
def row_twice(lines: list[str], rng: Random) -> int | None:
    rows = [n for n, line in enumerate(lines) if re.match(r"\d{4}-\d+,", line)]
    at = rng.choice(rows)
    key, _, rest = lines[at].partition(",")
    lines.insert(at + 1, f"{key[:4]}-{rng.randint(20, 99)},{rest}")
    return at + 2


@kind("docs/data/*.csv", "table-year")
def far_row(lines: list[str], rng: Random) -> int | None:
    at = max(n for n, line in enumerate(lines) if re.match(r"\d{4}-\d+,", line))
    lines.insert(
        at + 1, re.sub(r"^\d{4}-\d+,\d{4},", "2192-1,2192,", lines[at]).replace(lines[at].split(",")[3], "遠方的客船")
    )
    return at + 2


@kind("docs/data/datapackage.json", "table-key", alone=True)
def misspelt_part(lines: list[str], rng: Random) -> int | None:
    meant = {"notes": "note", "sources": "source", "description_en": "descripton_en", "editorial": "editoral"}
    names = "|".join(meant)
    return edit(f'(?<=")({names})(?=":)', lambda found, rng: meant[found[0]], prose=False)(lines, rng)


@kind("docs/data/datapackage.json", "table-key")
def part_twice(lines: list[str], rng: Random) -> int | None:
    places = [n for n, line in enumerate(lines) if re.search(r'"(?:title|title_en|label|name)": ".*",$', line)]
    at = rng.choice(places)
    lines.insert(at + 1, lines[at])
    return at + 2


PACKAGE: dict[str, tuple[str, str, str]] = {
    "chinese_title": (r'(?<="title_en": ")(?=[A-Z])', "港 ", "translation-chinese"),
    "simplified_title": (f'(?<="title": ")(?=[{HAN}])', "国", "text-simplified"),
    "number_in_caption": (r'(?<="description_en": ")(?=[A-Z])', "1987 ", "translation-number"),
    "open_title": (f'(?<="title": ")(?=[{HAN}])', "「", "text-bracket"),
}
for name, (pattern, text, code) in PACKAGE.items():
    KINDS.append(Kind(name, "docs/data/datapackage.json", (code,), edit(pattern, fixed(text), prose=False)))


@kind("mkdocs.yml", "configuration-key")
def setting_twice(lines: list[str], rng: Random) -> int | None:
    at = next(n for n, line in enumerate(lines) if line.startswith("nav:"))
    lines[at:at] = ["strict: true", "strict: false"]
    return at + 2


@kind("mkdocs.yml", "page-stray")
def lock_published(lines: list[str], rng: Random) -> int | None:
    at = next(n for n, line in enumerate(lines) if line.startswith("nav:"))
    lines.insert(at, rng.choice(['exclude_docs: ""', "exclude_docs: /drafts/", 'exclude_docs: "!/alignment.lock"']))
    return at + 1


@kind("mkdocs.yml", "text-simplified")
def simplified_setting(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=\{zh: )(?=[\u4e00-\u9fff]+.*, en: )", fixed("国"), prose=False)(lines, rng)


@kind("mkdocs.yml", "translation-number")
def number_in_title(lines: list[str], rng: Random) -> int | None:
    return edit(r"(?<=    title: \{zh: )[^,]*(?=, en: )", lambda found, rng: f"{found[0]} 1987 號", prose=False)(
        lines, rng
    )
