"""What holds for every publication: on the stock book, and over the pages that the configuration names."""
