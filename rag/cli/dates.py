"""`rag dates`: what a time expression means, or a file of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

import click

from rag.cli.lines import each_line, named, text_of
from rag.cli.output import write_json

BASES = ("article", "question")


@click.command()
@click.argument("expr", required=False)
@click.option("--base", help="When it was written or asked: 2026-03-01, or with a time. Without it 어제 has no day.")
@click.option("--base-is", type=click.Choice(BASES), default="article", show_default=True)
@click.option("--context", help="The sentence that holds EXPR: its tense and the days before it count.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8"),
    help="A JSON Lines file of {id, expr, context?, base, base_is}; - for standard input. Needs --json.",
)
@click.pass_context
def dates(
    ctx: click.Context,
    expr: str | None,
    base: str | None,
    base_is: str,
    context: str | None,
    as_json: bool,
    batch: IO[str] | None,
) -> None:
    """Resolve every time expression in EXPR (Korean), an article's against its publication, a question's against now.

    The data folder may hold an events.tsv with days of its own; a bad row of it is an error.

    With --batch, one line of {"id", "values": [{"kind", "start", "end", "text"}]} a line; `end` is inclusive. A line
    that cannot be read gives {"id", "error"}, and the exit code is 1 at the end.
    """
    if (expr is None) == (batch is None):
        raise click.UsageError("Give an expression, or --batch FILE --json.")
    _use_events()
    if batch is not None:
        if not as_json:
            raise click.UsageError("--batch needs --json.")
        ctx.exit(0 if each_line(batch, resolved) else 1)
    record = {"id": None, "expr": expr, "context": context, "base": base, "base_is": base_is}
    try:
        found = _values(record)
    except ValueError as exc:
        raise click.BadParameter(str(exc), ctx, param_hint="--base") from exc
    if as_json:
        write_json({"values": found["values"]})
    else:
        _show(found)


def _use_events() -> None:
    """Those of the data folder too. Raises SettingsError."""
    from rag.config import Settings
    from rag.korean.dates import event_table

    event_table.use(event_table.read(Settings().data_dir / "events.tsv"))


def resolved(record: Mapping[str, object]) -> Mapping[str, object]:
    """One line of the file. Raises ValueError with a sentence."""
    named(record)
    text_of(record, "expr")
    if record.get("base_is", "article") not in BASES:
        raise ValueError("base_is is not article or question.")
    if not isinstance(record.get("context"), str | None):
        raise ValueError("context is not text.")
    return _values(record)


def _values(record: Mapping[str, object]) -> dict[str, list[dict[str, str | None]]]:
    from rag.korean.dates import batch

    base = record.get("base")
    if not isinstance(base, str | None):
        raise ValueError("base is not an ISO 8601 date or time.")
    try:
        return batch(record)
    except ValueError as exc:
        raise ValueError("base is not an ISO 8601 date or time.") from exc


def _show(found: Mapping[str, list[dict[str, str | None]]]) -> None:
    if not found["values"]:
        click.echo("No time expression.", err=True)
    for value in found["values"]:
        start, end = value["start"] or "unresolved", value["end"]
        span = start if end in {start, None} else f"{start} – {end}"
        click.echo(f"{value['text']}  {value['kind']}  {span}")
