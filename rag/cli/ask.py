"""`rag ask`: one question, or a file of them."""

from __future__ import annotations

from datetime import datetime
from typing import IO

import click

from rag.cli.batch import answer_lines
from rag.cli.opened import opened
from rag.cli.output import paper, write_json
from rag.cli.streaming import ask_aloud
from rag.domain import Filters, Mode
from rag.moments import moment


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date or time, Asia/Seoul where no zone is given."""

    name = "time"

    def __init__(self, *, day_ends: bool = False) -> None:
        self.day_ends = day_ends

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return moment(str(value), day_ends=self.day_ends)
        except ValueError:
            self.fail(f"{value!r} is not a date or time such as 2025-04-14 or 2025-04-14T09:00:00+09:00.", param, ctx)


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="The answer as one line of JSON.")
@click.option("--asked-at", type=Moment(), help="When the question is asked; decides what 어제 means. Default: now.")
@click.option(
    "--as-of", type=Moment(day_ends=True), help="Answer as one could have at this time: nothing later is used."
)
@click.option("--after", type=Moment(), help="Only articles published on this day or later.")
@click.option("--before", type=Moment(), help="Only articles published on this day or earlier.")
@click.option("--publisher", "publishers", multiple=True, help="Only articles of this outlet; may be repeated.")
@click.option("--mode", type=click.Choice(["auto", "extractive", "llm"]), default="auto", show_default=True)
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8"),
    help="A JSON Lines file of {id, question, history?, asked_at?, as_of?}; - for standard input. Needs --json.",
)
@click.pass_context
def ask(
    ctx: click.Context,
    question: str | None,
    as_json: bool,
    asked_at: datetime | None,
    as_of: datetime | None,
    after: datetime | None,
    before: datetime | None,
    publishers: tuple[str, ...],
    mode: Mode,
    batch: IO[str] | None,
) -> None:
    """Answer QUESTION from the stored articles, with citations; on a terminal sentence by sentence.

    With --batch, one answer a line, in the order of the file and with the ids given there. A line that cannot be
    answered gives {"id", "error"}, and the exit code is 1 at the end.
    """
    if (question is None) == (batch is None):
        raise click.UsageError("Give a question, or --batch FILE --json.")
    if batch is not None and not as_json:
        raise click.UsageError("--batch needs --json.")
    filters = Filters(after.date() if after else None, before.date() if before else None, publishers)
    if batch is not None:
        with opened(ctx.obj) as app:
            complete = answer_lines(app, batch, asked_at=asked_at, as_of=as_of, filters=filters, mode=mode)
        ctx.exit(0 if complete else 1)
    with opened(ctx.obj) as app:
        if as_json:
            from rag.answers.shape import to_json

            answer = app.ask(question or "", asked_at=asked_at, as_of=as_of, filters=filters, mode=mode)
            write_json(to_json(answer))
        else:
            ask_aloud(app, paper(), question or "", asked_at=asked_at, as_of=as_of, filters=filters, mode=mode)
