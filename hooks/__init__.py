"""Everything that Diptych does beside MkDocs and the theme, in these rooms:

- `events`: MkDocs' events, each handed on at once; the only module that imports MkDocs.
- `blocks/`: Python-Markdown extensions, one block a module: element in, element out.
- `tables`, `table_package`, `table_rows`: the only readers of `docs/data`.
- `source/`: the extraction of the printed paper, split into pages and collated with them.
- `checks/`: sources or the built site in, findings out; one check a module.
- `pages`, `findings`, `labels`, `staging`: values in, values out.
"""
