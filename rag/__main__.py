"""`python -m rag`."""

from __future__ import annotations

from rag.cli import main

main(prog_name="rag")
