"""MkDocs' events; each hands its work to another module at once. The only module that imports MkDocs."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from hooks import staging
from hooks.alignment.requests import keep_recorded
from hooks.assets import is_asset, read_asset
from hooks.blocks.context import PageContext
from hooks.checks import check_sources
from hooks.citation.formatting import marked
from hooks.citation.pages import PLACE, Cited, cite_pages, make_citations
from hooks.configuration import Configuration
from hooks.data.downloads import table_files
from hooks.editions.changes import changed_blocks, site_nodes, template_ids
from hooks.editions.offered import downloads_list, make_editions
from hooks.editions.parallel import make_parallel_pages
from hooks.editions.revision import Revision, read_revision
from hooks.feed import feed_address, make_feeds
from hooks.findings import Finding, SourceError, in_words
from hooks.history import History, read_history
from hooks.history.changes import Changes, Mark, marks, read_changes
from hooks.languages import LANG, ROOT, Language
from hooks.messages import language_of
from hooks.metadata import make_head
from hooks.metadata.card import write_cards
from hooks.metadata.facts import Facts, read_facts
from hooks.moved import write_moved
from hooks.pages import SourcePage
from hooks.printed_pages import printed_pages
from hooks.reader_view import keep_in_reader_view
from hooks.records import records_list
from hooks.rendering import PageKey, labels, page_context
from hooks.search.index import SearchPage, read_search_page, write_index
from hooks.search.pages import describe_search, search_pages
from hooks.sources import Sources
from hooks.templates import CompiledTemplates, prepare
from hooks.translation.glossary import chinese_terms
from hooks.translation.status import page_statuses
from hooks.words import words
from hooks.words.dates import date_in_words

log = logging.getLogger("mkdocs.hooks.diptych")


@dataclass
class Build:
    """One build of both languages: its sources, their revision and history, what readers are told of that, the folder
    to publish (None in a preview), the one that is built in, the files that both share, what the heads of pages tell,
    what can be found by searching, and whether all of it has been written."""

    sources: Sources
    revision: Revision
    history: History
    changes: Changes
    site: Path | None = None
    staged: Path = Path()
    shared: list[File] = field(default_factory=list)
    facts: dict[Language, Facts] = field(default_factory=dict)
    searched: list[SearchPage] = field(default_factory=list)
    complete: bool = False
    templates: CompiledTemplates = field(default_factory=lambda: CompiledTemplates())

    @cached_property
    def made_pages(self) -> dict[PageKey, str]:
        """The text of each page that has no file, by its language and name: how to cite (`cite/summary.md`), and the
        search."""
        return {(language, name): text for language, name, text in cite_pages(self.sources)} | search_pages()

    @cached_property
    def citations(self) -> dict[PageKey, Cited]:
        """How each page is cited, by its language and name (`summary.md`)."""
        return make_citations(self.sources)

    @cached_property
    def marks(self) -> dict[tuple[Language, str, str], Mark]:
        """The blocks that are other than they were, by language, page and id."""
        return marks(self.changes)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of Chinese that are words to the publication."""
        return chinese_terms(self.sources.tables)

    def page(self, page: Page) -> SourcePage:
        """Return the source of a page of MkDocs."""
        return self.sources.page(page_key(page))


class Current:
    """The build that is going on, and whether it is one to be published."""

    publishes = False
    build: Build


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    Current.publishes = command != "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # Before any plugin, which may fail for what a check can say better.
    if is_first_language(config):
        root = Path(config.config_file_path).parent
        sources = Sources(shown(root), Configuration(settings(config)))
        if not Current.publishes and keep_recorded(sources):
            sources = Sources(shown(root), sources.configuration)
        stop_at(check_sources(sources, for_build=True))
        history = read_history(sources)
        build = Current.build = Build(sources, revision(root), history, read_changes(sources, history))
        if Current.publishes:
            build.site = Path(config.site_dir)
            try:
                build.staged = staging.staging_folder(build.site)
            except OSError as error:
                build.site = None
                stop = in_locale("checks.folder", error.filename, error.strerror)
                raise PluginError(stop) from error
            config.site_dir = str(build.staged)
    identity = Current.build.sources.configuration.identity(language(config))
    config.site_name, config.site_author = identity.title, identity.publisher
    config.site_description, config.copyright = identity.description, identity.rights
    return config


def add_made_pages(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are made, as if each had a file: the i18n plugin takes pages for those of a language by
    that."""
    for folder, name in Current.build.made_pages:
        source = f"{folder}/{name}"
        if source not in files.src_uris:
            place = config.docs_dir, config.site_dir, config.use_directory_urls
            files.append(File(source, *place, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


@event_priority(-200)
def share_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives pictures, data files, what is made of these, and whatever else both languages share, one address in every
    language; the i18n plugin keeps them to the first."""
    build, sources = Current.build, Current.build.sources
    if is_first_language(config):
        build.shared = [file for file in files if is_shared(file, config)]
        if sources.package:
            made = table_files(sources.package, sources.tables, sources.text(sources.package.path))
            for file in build.shared:
                if file.src_uri.startswith("data/"):
                    name = file.src_uri.removeprefix("data/")
                    file.content_bytes = made.pop(name, b"") or sources.read(sources.docs / file.src_uri)
            build.shared += [File.generated(config, f"data/{name}", content=made[name]) for name in made]
    for file in build.shared:
        if file.src_uri not in files.src_uris:
            files.append(file)
    return files


@event_priority(-200)
def keep_own_assets(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out the scripts, styles and pictures of the theme, and puts this project's own together."""
    own, *theirs = config.theme.dirs
    for file in list(files):
        asset = read_asset(Path(own), file.src_uri) if file.src_dir == own and is_asset(file.src_uri) else ""
        if asset:
            file.content_string = asset
        elif file.src_dir in theirs or asset is None:
            files.remove(file)
    return files


on_files = CombinedEvent(add_made_pages, share_files, keep_own_assets)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    sections = [item for item in nav.items if isinstance(item, Section)]
    while sections:
        section = sections.pop()
        section.title = Current.build.sources.configuration.group_title(section.title, language(config))
        sections += [item for item in section.children or [] if isinstance(item, Section)]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return Current.build.made_pages.get(page_key(page)) or Current.build.page(page).text


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page_key(page) in Current.build.made_pages:
        config.mdx_configs["hooks.blocks"] = {"page": PageContext()}
        return ""
    source, sources = Current.build.page(page), Current.build.sources
    context = page_context(
        source,
        sources.configuration.original,
        sources.tables,
        sources.read,
        sources.package,
        sources.alignment.get(source.name),
    )
    context.template_ids = template_ids(sources, source)
    alternates = page.file.alternates  # type: ignore[attr-defined]
    context.changed = changed_blocks(
        Current.build.marks, source, sources.tables, lambda name: address(files, name, page)
    )
    context.terms = Current.build.terms
    context.original = alternates[context.original_language].url_relative_to(page.file)
    config.mdx_configs["hooks.blocks"] = {"page": context}
    config.mdx_configs.update(labels(source.language, config.mdx_configs))
    return source.body


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    sources = Current.build.sources
    prepare(env, Current.build.templates)
    configuration, current = sources.configuration, language(config)
    Current.build.facts = Current.build.facts or read_facts(sources, Current.build.history)
    env.globals.update(
        configuration=configuration,
        identity=configuration.identity(current),
        publishes=Current.publishes,
        words=words(current, configuration.original),
        date_in_words=date_in_words,
        words_in=partial(words, original=configuration.original),
        translation_status=page_statuses(sources),
        history=Current.build.history,
        page_head=partial(make_head, Current.build.facts[current]),
        opensearch=describe_search(configuration, current),
        feed=feed_address(configuration, Current.build.history, current),
        printed_pages=printed_pages(sources, current),
        changes=site_nodes(Current.build.changes, sources, current),
        citations=Current.build.citations,
        records=records_list(configuration.slug, current),
        placeholder=PLACE,
        marked=partial(marked, language=current),
        downloads_list=downloads_list(sources, current),
    )
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if not page.meta.get("search", {}).get("exclude"):
        Current.build.searched.append(read_search_page(output, page.url, page_key(page)[0]))
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs after the i18n plugin, which builds the other languages in its own post-build event."""
    build = Current.build
    if is_first_language(config):
        site = Path(config.site_dir)
        write_index(site, build.searched, build.sources.synonyms)
        alignment = build.sources.alignment
        make_parallel_pages(site, {name: alignment[name] for name in build.sources.configuration.chapters})
        write_moved(site, build.sources, config.theme.get_env().get_template("moved.html").render)
        write_feeds(site, build)
        for found in filter(None, (describe_search(build.sources.configuration, language) for language in LANG)):
            (site / found.address).write_bytes(found.content)
        keep_in_reader_view(site)
        offer(site, build)
        build.complete = True


def on_build_error(error: Exception) -> None:
    if hasattr(Current, "build"):
        Current.build.complete = False


def on_shutdown() -> None:
    site = Current.build.site if hasattr(Current, "build") else None
    if site and Current.build.complete:
        staging.publish(site, Current.build.staged)
        log.info("Published to %s", shown(site))
    elif site:
        staging.discard(Current.build.staged)


def write_feeds(site: Path, build: Build) -> None:
    feeds = make_feeds(build.sources, build.history)
    for address, content in feeds.items():
        (site / address).write_bytes(content)
    if not feeds:
        log.info(
            "No feeds are written: nobody knows when the text was published, or where; they need git and `site_url`"
        )


def address(files: Files, name: str, page: Page) -> str:
    """Return the way from a page to one of the same language; "" where there is none of that name."""
    file = files.get_file_from_path(f"{page_key(page)[0]}/{name}")
    return file.url_relative_to(page.file) if file else ""


def offer(site: Path, build: Build) -> None:
    if build.site and not build.revision.known:
        log.info("The editions name no version: these are not the sources of a git commit, or they have changed since")
    try:
        if build.site:
            write_cards(site, build.sources)
        # The preview leaves out what takes longer than a page to show.
        make_editions(site, build.sources, build.revision, build.changes, files=build.site is not None)
    except SourceError as error:
        stop_at(error.findings)
    except RuntimeError as error:
        raise PluginError(in_locale("checks.books", error)) from error


def revision(root: Path) -> Revision:
    try:
        return read_revision(root, os.environ)
    except ValueError as error:
        raise PluginError(in_locale("checks.epoch", error)) from error


def settings(config: MkDocsConfig) -> dict[str, Any]:
    """Return the configuration as `mkdocs.yml` has it: MkDocs has read it, and taken plugins and extensions apart."""
    extensions = [{name: config.mdx_configs.get(name, {})} for name in config.markdown_extensions]
    return {**config, "markdown_extensions": extensions, "plugins": list(config.plugins)}


def page_key(page: Page) -> PageKey:
    """Return the language and name of a page by its file, `en/summary.md`."""
    folder, _, name = page.file.src_uri.partition("/")
    return folder, name  # type: ignore[return-value]


def is_shared(file: File, config: MkDocsConfig) -> bool:
    """Say whether a file of the publication stands beside the folders of the languages."""
    in_language = file.src_uri.partition("/")[0] in LANG
    return (
        file.src_dir == config.docs_dir
        and not in_language
        and file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    )


def is_first_language(config: MkDocsConfig) -> bool:
    return "i18n" not in config.plugins or not i18n(config).building


def language(config: MkDocsConfig) -> Language:
    """Return the language that is built; the i18n plugin names none when it begins with the first."""
    return ROOT if is_first_language(config) else i18n(config).current_language


def i18n(config: MkDocsConfig) -> Any:
    """Return the i18n plugin, which knows the language that is built; it has no types."""
    return config.plugins["i18n"]


def stop_at(findings: list[Finding]) -> None:
    if findings:
        said = language_of(os.environ)
        raise PluginError(f"{words(said)['checks.stop']}\n{in_words(findings, said)}")


def in_locale(key: str, *values: object) -> str:
    """Return a message for staff in the language of the locale."""
    return words(language_of(os.environ))[key].format(*values)


def shown(path: Path) -> Path:
    """Return a path as somebody who stands in the project would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
