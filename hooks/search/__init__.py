"""The search: what can be found on each page, and what readers may type for it."""
