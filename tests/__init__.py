"""Tests through the real thing: real builds, a real browser, real validators."""
