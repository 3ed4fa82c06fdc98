"""Prompt files; see README.md for their format."""
