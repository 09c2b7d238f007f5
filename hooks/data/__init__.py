"""The data tables: `docs/data` in; tables, their figures and their files out."""
