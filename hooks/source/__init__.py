"""The extraction of a printed paper and the pages made of it: `split` writes drafts, `collate` compares the two."""
