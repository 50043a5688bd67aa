"""Guides that others gathered, read from files the user has: one shape per file, each exposed as `SHAPE`."""
