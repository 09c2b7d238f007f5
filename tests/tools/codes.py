"""The page that explains every code of a finding, `CODES.md`, from `hooks/checks/codes.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.languages import LANG
from hooks.messages import codes

SAID = {
    "title": {"zh": "檢查代碼", "en": "The codes of findings"},
    "made": {
        "zh": "每一種檢查訊息的意思、例子與改法。這一頁由 `hooks/checks/codes.yml` 產生，請勿直接修改。",
        "en": "What each finding means, with an example, and what to write instead. This page is made from "
        "`hooks/checks/codes.yml`: change that.",
    },
    "hint": {"zh": "（提示）", "en": " (hint)"},
    "wrong": {"zh": "錯在哪裡：", "en": "What is wrong:"},
    "write": {"zh": "怎麼改：", "en": "Write instead:"},
    "example": {"zh": "例：", "en": "Example:"},
}
SIGNS = re.compile(r"(`[^`]*`)|([\\*_<>\[\]|])")


def codes_page() -> str:
    """Return the page, in both languages, with a heading a code."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# " + " · ".join(SAID["title"].values())
    yield from (f"\n{text}" for text in SAID["made"].values())
    for code, entry in codes().items():
        yield f"\n## {code}"
        for language in LANG:
            hint = SAID["hint"][language] * bool(entry.get("hint"))
            for name in ("wrong", "write"):
                yield f"\n**{SAID[name][language]}** {_shown(entry[language][name])}{hint * (name == 'wrong')}"
        examples = {str(entry[language]["example"]).rstrip("\n"): SAID["example"][language] for language in LANG}
        heads = [*examples.values()] if len(examples) > 1 else [" ".join(SAID["example"].values())]
        for head, example in zip(heads, examples, strict=True):
            yield f"\n{head}\n\n````text\n{example}\n````"


def _shown(text: str) -> str:
    """Return a text as Markdown prints it: only what is code in it is set as such."""
    return SIGNS.sub(lambda found: found[1] or f"\\{found[2]}", " ".join(text.split()))
