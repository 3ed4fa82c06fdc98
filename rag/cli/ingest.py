"""`rag ingest`: pages in, articles stored, and what became of each page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.cli.opened import Opener, opened
from rag.cli.output import margin, paper, write_json
from rag.domain import IngestReport, Outcome, PageReport
from rag.errors import DataFolderBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.bootstrap import Geungeo

PARTLY = 3
SHOWN_FAILURES = 50
Progress = Callable[[int, int | None, PageReport], None]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with what became of every page.")
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Store articles from files and folders; `-` reads standard input.

    Pages may be text as scraped, HTML, Markdown, JSON Lines, RSS or Atom. A page seen before costs nothing; a page
    that fails never stops the others.

    Exit code 0: every page is stored. 3: some pages failed, the rest are stored. 1: nothing was done.
    """
    files, stdin = _sources(paths)
    with _opened_beside(ctx.obj) as app, _progress(quiet=as_json) as progress:
        report = app.ingest(*files, stdin=stdin, progress=progress)
    if as_json:
        write_json(report_json(report))
    else:
        _show(report)
    if report.failed:
        ctx.exit(PARTLY)


def report_json(report: IngestReport) -> dict[str, object]:
    """Counts by outcome, the log's revision, seconds, and every page."""
    return {
        **{outcome.value: report.count(outcome) for outcome in Outcome},
        "revision": report.revision,
        "seconds": round(report.seconds, 3),
        "pages": [asdict(page) for page in report.pages],
    }


def _opened_beside(opener: Opener | None) -> Geungeo:
    """With the indexes; without them where a server owns them: it follows what is stored here."""
    try:
        return opened(opener)
    except DataFolderBusy as exc:
        app = opened(opener, own_indexes=False)
        margin().print(f"{exc} The articles are stored now, and it will find them within seconds.", soft_wrap=True)
        return app


def _sources(paths: tuple[str, ...]) -> tuple[list[str], bytes | None]:
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise click.ClickException(f"There is no file or folder {path}.")
    stdin = sys.stdin.buffer.read() if "-" in paths else None
    return [path for path in paths if path != "-"], stdin


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Ingesting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=margin(), transient=True) as bar:
        task = bar.add_task("ingest", total=None)

        def advance(done: int, total: int | None, page: PageReport) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def _show(report: IngestReport) -> None:
    from rich.table import Table

    table = Table("outcome", "pages", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for outcome in Outcome:
        table.add_row(outcome.value, str(report.count(outcome)))
    paper().print(table)
    remarks = margin()
    for page in report.failed[:SHOWN_FAILURES]:
        remarks.print(f"failed: {page.source}: {page.reason}", soft_wrap=True)
    if len(report.failed) > SHOWN_FAILURES:
        remarks.print(f"… and {len(report.failed) - SHOWN_FAILURES} more; --json names them all.")
    remarks.print(f"{len(report.pages)} pages in {report.seconds:.1f} s, revision {report.revision}.")
