"""What standards say of the data in a page, as packages carry it: the types of schema.org, the schema of sitemaps."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree

from tests import MODULES

TSC = MODULES / "typescript" / "bin" / "tsc"
TYPES = MODULES / "schema-dts" / "dist" / "schema"
# Strict types leave no property that its type does not have.
OPTIONS = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2023",
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
]
# The schema wants to know every element, and those of XHTML stand in none that can be had without a network.
SITEMAP = f"""<schema xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9"
    schemaLocation="{(MODULES / "sitemap" / "schema" / "sitemap.xsd").as_uri()}"/>
  <import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{{}}"/>
</schema>"""
XHTML = """<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
  <element name="link">
    <complexType>
      <attribute name="rel" fixed="alternate" use="required"/>
      <attribute name="hreflang" type="language" use="required"/>
      <attribute name="href" type="anyURI" use="required"/>
    </complexType>
  </element>
</schema>"""


def faults_of_nodes(documents: Iterable[dict[str, Any]], folder: Path) -> str:
    """Return what TypeScript says of JSON-LD by the types of schema.org (`schema-dts`): properties that a type does not
    have, and values that a property does not take. A node without a type stands for a person or an organization."""
    lines = [f'import type {{ Graph, Thing, WithContext }} from "{TYPES}";']
    for number, document in enumerate(documents):
        kind = "Graph" if "@graph" in document else "WithContext<Thing>"
        lines.append(f"export const document{number}: {kind} = {json.dumps(_typed(document), ensure_ascii=False)};")
    path = folder / "documents.ts"
    path.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(["node", str(TSC), *OPTIONS, str(path)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def faults_of_sitemap(sitemap: Path, folder: Path) -> list[str]:
    """Return what the schema of sitemaps.org finds wrong in a sitemap that says its alternates as Google asks."""
    (folder / "xhtml.xsd").write_text(XHTML, encoding="utf-8")
    schema = etree.XMLSchema(etree.XML(SITEMAP.format((folder / "xhtml.xsd").as_uri())))
    schema.validate(etree.parse(str(sitemap)))
    return [str(error) for error in schema.error_log]


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if isinstance(value, dict):
        typed = {name: _typed(one) for name, one in value.items()}
        return {"@type": "Person"} | typed if typed.keys() == {"name"} else typed
    return value
