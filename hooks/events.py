"""MkDocs' events; each hands its work to another module at once."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any, ClassVar, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks import staging
from hooks.blocks import PageContext
from hooks.checks import check_sources
from hooks.checks.output import check_site
from hooks.data.downloads import downloads
from hooks.editions.downloads import make_downloads
from hooks.editions.parallel import make_parallel_pages
from hooks.editions.revision import Revision, read_revision
from hooks.findings import Finding, SourceError
from hooks.labels import extension_labels
from hooks.pages import read_page, source_pages
from hooks.rendering import Alignment, align_pages, page_context, with_page
from hooks.search.index import SearchPage, read_search_page, write_index
from hooks.search.synonyms import NAME, read_synonyms
from hooks.translation.status import page_statuses

log = logging.getLogger("mkdocs.hooks.diptych")


class Build:
    """The build in hand: whether it is to be published, the folder for that, the data files, what can be found by
    searching, and the page being rendered."""

    publishes = False
    whole = False
    site: Path | None = None
    data: ClassVar[list[File]] = []
    searched: ClassVar[list[SearchPage]] = []
    page = PageContext()
    alignment: Alignment
    revision: Revision


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    Build.publishes = command != "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if is_first_language(config):
        docs = shown(Path(config.docs_dir))
        stop_at(check_sources(docs))
        Build.revision = revision(config)
        Build.alignment = align_pages(docs, config.markdown_extensions, config.mdx_configs)
        Build.whole = False
        Build.searched = []
        if Build.publishes:
            Build.site = Path(config.site_dir)
            config.site_dir = str(staging.staging_folder(Build.site))
    return config


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives the data files, and those made of them, one address in every language; the i18n plugin keeps them to the
    first."""
    if is_first_language(config):
        Build.data = [file for file in files if file.src_uri.startswith("data/")]
        made = downloads(shown(Path(config.docs_dir)) / "data")
        Build.data += [File.generated(config, f"data/{name}", content=content) for name, content in made.items()]
    for file in Build.data:
        if file.src_uri not in files.src_uris:
            files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    language = i18n(config).current_language
    path = shown(Path(str(page.file.abs_src_path)))
    source = read_page(path, language, page.file.src_uri.partition("/")[2])
    Build.page = page_context(source, shown(Path(config.docs_dir)), Build.alignment.get(source.name))
    Build.page.chinese = page.file.alternates["zh"].url_relative_to(page.file)  # type: ignore[attr-defined]
    config.mdx_configs.update(with_page(config.markdown_extensions, {}, Build.page))
    for name, options in extension_labels(language).items():
        config.mdx_configs[name] = config.mdx_configs.get(name, {}) | options
    return source.body


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    env.globals["translation_status"] = page_statuses(source_pages(Path(config.docs_dir)), Build.alignment)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    stop_at(Build.page.findings)
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if not page.meta.get("search", {}).get("exclude"):
        language = i18n(config).current_language
        Build.searched.append(read_search_page(output, page.url, language))
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs behind the i18n plugin, which builds the other languages in its own post-build event."""
    if is_first_language(config):
        site = Path(config.site_dir)
        write_index(site, Build.searched, read_synonyms(Path(config.docs_dir) / NAME))
        stop_at(make_parallel_pages(site, config.extra.get("chapters", [])) + check_site(site))
        # The preview leaves out what takes longer than a page to show.
        if Build.publishes and config.extra.get("slug"):
            make_editions(site, config)
        Build.whole = True


def on_build_error(error: Exception) -> None:
    Build.whole = False


def on_shutdown() -> None:
    if Build.site and Build.whole:
        staging.publish(Build.site)
        log.info("Published to %s", shown(Build.site))
    elif Build.site:
        staging.discard(Build.site)


def make_editions(site: Path, config: MkDocsConfig) -> None:
    if not Build.revision.known:
        log.info("The editions name no version: these are not the sources of a git commit, or they have changed since")
    try:
        make_downloads(site, config.extra["chapters"], config.extra["slug"], Build.revision)
    except SourceError as error:
        stop_at(error.findings)


def revision(config: MkDocsConfig) -> Revision:
    try:
        return read_revision(Path(config.config_file_path).parent, os.environ)
    except ValueError as error:
        raise PluginError(str(error)) from error


def is_first_language(config: MkDocsConfig) -> bool:
    return not i18n(config).building


def i18n(config: MkDocsConfig) -> Any:
    """Return the i18n plugin, which knows the language in hand; it has no types."""
    return config.plugins["i18n"]


def stop_at(findings: list[Finding]) -> None:
    if findings:
        raise PluginError("\n".join(["the sources have faults:", *map(str, findings)]))


def shown(path: Path) -> Path:
    """Return a path as somebody who stands in the project would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
