"""What the tests are made with: books, sites, browsers, validators, and what reads their output."""
