"""How templates are read: compiled once for both languages, and without the indent that serves whoever edits them."""

from __future__ import annotations

import re

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.ext import Extension


def prepare(environment: Environment, compiled: CompiledTemplates) -> None:
    """Have templates taken from `compiled`, and printed without indent."""
    environment.add_extension(WithoutIndent)
    environment.bytecode_cache = compiled


class WithoutIndent(Extension):
    """Takes the indent off each line of a template. What a page holds of Markdown, `<pre>` included, is not touched."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"(?m)^[ \t]+", "", source)


class CompiledTemplates(BytecodeCache):
    """Templates that one language has compiled, for the other to take."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()
