"""`rag status`, `rag doctor`, `rag reindex`: for whoever runs it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from rag.cli.opened import opened
from rag.cli.output import margin, paper, write_json

if TYPE_CHECKING:
    from rich.table import Table

AS_JSON = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


PARTS = {"indexes": ("index", "name"), "vectors": ("vectors", "model")}
"""Lists within the status → what one of their rows is called, and which of its fields names it."""


@click.command()
@AS_JSON
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """How much is stored, and whether the indexes have caught up."""
    with opened(ctx.obj, own_indexes=False) as app:
        found = app.status()
    if as_json:
        write_json(found)
        return
    console = paper()
    console.print(_rows((name, value) for name, value in found.items() if name not in PARTS))
    for part, (what, name) in PARTS.items():
        rows = found.get(part)
        for row in rows if isinstance(rows, Sequence) else ():
            if isinstance(row, Mapping):
                rest = ", ".join(f"{key} {_text(value)}" for key, value in row.items() if key != name)
                console.print(f"{what} {row.get(name)}: {rest}")


@click.command()
@AS_JSON
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Show the effective settings (secrets masked) and check everything; exit code 1 when something is wrong."""
    with opened(ctx.obj, own_indexes=False) as app:
        settings, findings = app.settings.describe(), app.doctor()
    if as_json:
        write_json({"settings": settings, "findings": [asdict(finding) for finding in findings]})
    else:
        console = paper()
        console.print(_rows((name, value) for name, value in settings.items()))
        console.print()
        for finding in findings:
            console.print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name}: {finding.detail}")
            if finding.remedy and not finding.ok:
                console.print(f"      → {finding.remedy}")
    if not all(finding.ok for finding in findings):
        ctx.exit(1)


@click.command()
@click.pass_context
def reindex(ctx: click.Context) -> None:
    """Rebuild every index from the stored articles; the old ones serve until the new ones are verified.

    After a change of RAG_EMBEDDING_MODEL it makes the new model's vectors first. That works beside a running server, which
    answers with the old model until the new index stands. Interrupted, it goes on where it was.
    """
    console = margin()

    def tell(name: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            console.print(f"{name} {done:,} of {total:,}" if total else name, end="\r")

    with opened(ctx.obj, own_indexes=False) as app:
        app.reindex(tell)
    console.print("The indexes are rebuilt.")


def _rows(rows: Iterable[tuple[str, object]]) -> Table:
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in rows:
        table.add_row(name, _text(value))
    return table


def _text(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
