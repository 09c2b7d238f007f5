"""Everything that Diptych does beside MkDocs and the theme, in these rooms:

- `events`: MkDocs' events, each handed on at once; the only module that imports MkDocs.
- `alignment/`: which block is which in both languages, and what is out of date; `translation_status` counts it.
- `blocks/`: Python-Markdown extensions, one block a module: element in, element out.
- `tables`, `table_package`, `table_rows`, `table_ids`: the only readers of `docs/data`.
- `figures`, `data_downloads`: a table as a drawing, and as files to take away.
- `source/`: the extraction of the printed paper, split into pages and collated with them.
- `editions/`: a built site in, files out: the side-by-side pages, PDF, EPUB, and the ZIP of the whole site.
- `checks/`: sources or the built site in, findings out; one check a module.
- `search`, `synonyms`, `variants`: the search index, and what readers may type for the words of the text.
- `glossary`, `numbers`: the terms that a text names and the numbers that it gives, in either language.
- `pages`, `rendering`, `pairs`, `findings`, `files`, `labels`, `staging`: values in, values out.
"""
