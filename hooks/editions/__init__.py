"""Editions of a finished site: site folder in, file out; one format a module, none of which knows MkDocs."""
