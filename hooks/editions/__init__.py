"""What is offered to take away, made from the manifest and the articles of a publication.

`offered` lists it, one entry a file; `manifest` says what the publication is, `publication` holds that with its text,
and `document/` has the text as one tree, which `pdf/` and `epub/` set. `tables`, `widths`, `colophon` and `palette` are
the same for all books.
`parallel` makes the side-by-side pages of the site, and `archive` packs the whole site: `offline` makes a page one of a
copy, `start` the file that readers open first. `web_app` makes the site one that a browser keeps.
"""
