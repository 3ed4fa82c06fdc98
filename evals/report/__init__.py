"""A run, told to people: a page to read, a table for a pull request, and a file for the build server."""

from __future__ import annotations

from evals.report.html import render_html
from evals.report.junit import render_junit
from evals.report.markdown import render_markdown

__all__ = ["render_html", "render_junit", "render_markdown"]
