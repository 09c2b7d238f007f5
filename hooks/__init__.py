"""Everything that Diptych does beside MkDocs and the theme, in these rooms:

- `engine.yml`: what the configuration of every publication inherits.
- `events`: MkDocs' events, a few lines each; one `Build` a build. The only module that imports MkDocs.
- `configuration`, `sources`, `pages`: a folder in, every file of the publication out, each read once.
- `pictures`: which picture files may be shown, and how large one is.
- `rendering`: converts each page for print, and says what the site's conversion must know.
- `words/`: every word that a reader sees, in both languages; `languages` says which they are.
- `blocks/`: the blocks that staff write and the passes over a page's elements, in one list, `ORDER`.
- `data/`: the tables: package, rows, ids, schema, figure, and the files to download.
- `alignment/`: which block is which in both languages; what is out of date; what a request records and asks.
- `translation/`: glossary, numerals, pairs of texts, exceptions, status.
- `citation/`: how the publication, each page and each passage is cited: items, styles, records, the pages that say so.
- `history/`: what has changed since publication, and when.
- `metadata/`: what the head of each page tells search engines, link previews, reference managers and catalogues.
- `feed`: the Atom feeds of that.
- `moved`: what leads on from the old addresses of pages that have moved.
- `printed_pages`: the list of the pages of the printed edition.
- `reader_view`: what keeps the whole text of a page in the reader views of browsers.
- `search/`: the index, synonyms, other spellings, and the page of the search.
- `source/`: the printed text, split into pages and collated with them.
- `editions/`: manifest and text in, books and archives out; `offered` lists them.
- `records/`: what libraries and registries take in of the publication; `RECORDS` lists the formats.
- `checks/`: sources in, findings out; one check a module, `codes.yml` explains every code.
- `new/`: starts another publication, and puts a newer engine in the place of an older one.
- `assets`, `templates`: scripts and stylesheets put together, templates compiled once; none with what serves only us.
- `findings`, `messages`: what is wrong and where; how that is said in either language.
- `staging`: the folder that is built in.
"""
