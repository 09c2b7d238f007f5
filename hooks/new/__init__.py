"""Starts another publication: texts in, a folder out that builds, checks and tests at once; and renews its engine."""
