"""What an EPUB says beside the publication's own words, in its language."""

from __future__ import annotations

from datetime import date

from hooks.languages import Language

# Not from the clock's locale, which differs from machine to machine.
MONTHS = "January February March April May June July August September October November December"
WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "contents": "目錄",
        "pages": "印刷版頁碼",
        "landmarks": "導覽",
        "cover": "封面",
        "cover_text": "封面：深藍底，題《{title}》，{publisher}。",
        "colophon": "版權頁",
        "notes": "編者註",
        "publisher": "出版",
        "version": "版本",
        "version_unknown": "不明（製作時無版本紀錄）",
        "version_changed": "{}（另有尚未登錄的更動）",
        "date": "日期",
        "day": "{0.year} 年 {0.month} 月 {0.day} 日",
        "address": "網址",
        "printed": "《{title}》印刷版",
        "accessibility": "全書為可重新編排的文字，附目錄、標題層級與語言標記；資料表為結構化表格，"
        "編註雙向連結，封面附替代文字。",
        "accessibility_pages": "印刷版各頁起始處標有頁碼。",
    },
    "en": {
        "contents": "Contents",
        "pages": "Pages of the printed edition",
        "landmarks": "Landmarks",
        "cover": "Cover",
        "cover_text": "Cover: {title}, {publisher}, on deep blue.",
        "colophon": "Colophon",
        "notes": "Editor’s notes",
        "publisher": "Publisher",
        "version": "Version",
        "version_unknown": "unknown (made without a record of versions)",
        "version_changed": "{}, with changes not yet recorded",
        "date": "Date",
        "day": "{month} {0.day}, {0.year}",
        "address": "Address",
        "printed": "{title}, printed edition",
        "accessibility": "The whole text can be reflowed, with a table of contents, nested headings and its languages"
        " marked; data tables are structured, notes lead to the text and back, and the cover is described.",
        "accessibility_pages": "Marks show where the pages of the printed edition begin.",
    },
}


def day_in_words(iso: str, language: Language) -> str:
    """Return an ISO 8601 date as a reader of the language writes it."""
    day = date.fromisoformat(iso)
    return WORDS[language]["day"].format(day, month=MONTHS.split()[day.month - 1])
