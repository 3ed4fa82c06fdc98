"""A run and its reports in one folder."""

from __future__ import annotations

from pathlib import Path

from evals.errors import EvalError
from evals.record import Run, write_run
from evals.report import render_html, render_junit, render_markdown


def keep_run(root: Path, run: Run) -> Path:
    """Write the run under `root`, for programs and for people; its folder. Raises EvalError."""
    folder = write_run(root, run)
    reports = {
        "report.html": render_html(run.summary, run.samples),
        "report.md": render_markdown(run.summary, run.samples),
        "junit.xml": render_junit(run.summary, run.samples),
    }
    try:
        for name, text in reports.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as exc:
        raise EvalError(f"The reports cannot be written to {folder}: {exc.strerror}.") from exc
    return folder
