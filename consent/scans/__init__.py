"""Signed paper coming back: brought in bulk, split into pages, read, and each attached to its form."""
