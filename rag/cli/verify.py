"""`rag verify`: is a claim carried by its evidence? One, or a file of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import IO, TYPE_CHECKING

import click

from rag.cli.lines import each_line, named, text_of
from rag.cli.output import write_json

if TYPE_CHECKING:
    from rag.answers.claims import Verdict, Verifier


@click.command()
@click.argument("claim", required=False)
@click.option("--evidence", multiple=True, help="A text that should carry it; may be repeated.")
@click.option(
    "--base", type=click.DateTime(["%Y-%m-%d"]), help="The day from which relative dates in the evidence count."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8"),
    help="A JSON Lines file of {id, claim, evidence, base?}; - for standard input. Needs --json.",
)
@click.pass_context
def verify(
    ctx: click.Context,
    claim: str | None,
    evidence: tuple[str, ...],
    base: datetime | None,
    as_json: bool,
    batch: IO[str] | None,
) -> None:
    """Say whether CLAIM (Korean) is carried by the texts given as evidence, and if not, why.

    With --batch, one line of {"id", "supported", "score", "reasons": [{"code", "about", "text"}]} a line; evidence is a
    text or a list of them. A line that cannot be read gives {"id", "error"}, and the exit code is 1 at the end.
    """
    if (claim is None) == (batch is None):
        raise click.UsageError("Give a claim and --evidence, or --batch FILE --json.")
    if batch is not None:
        if not as_json:
            raise click.UsageError("--batch needs --json.")
        verifier = _verifier()
        ctx.exit(0 if each_line(batch, lambda record: verified(verifier, record)) else 1)
    if not evidence:
        raise click.UsageError("Give the text that should carry the claim: --evidence TEXT.")
    verdict = _verifier().check(claim or "", evidence, base=base.date() if base else None)
    if as_json:
        write_json(_shape(verdict))
    else:
        click.echo(f"{'supported' if verdict.supported else 'not supported'}  {verdict.score:.2f}")
        for reason in verdict.reasons:
            click.echo(f"  {reason.code}: {reason.text}")


def verified(verifier: Verifier, record: Mapping[str, object]) -> Mapping[str, object]:
    """One line of the file. Raises ValueError with a sentence."""
    given, claim = named(record), text_of(record, "claim")
    evidence = record.get("evidence")
    texts = [evidence] if isinstance(evidence, str) else evidence
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("evidence is neither a text nor a list of texts.")
    return {"id": given, **_shape(verifier.check(claim, texts, base=_day(record.get("base"))))}


def _day(value: object) -> date | None:
    try:
        return None if value is None else date.fromisoformat(str(value)[:10])
    except ValueError as exc:
        raise ValueError("base is not an ISO 8601 date.") from exc


def _verifier() -> Verifier:
    from rag.answers.claims import Verifier
    from rag.korean.analysis import Analyser

    return Verifier(Analyser())


def _shape(verdict: Verdict) -> dict[str, object]:
    reasons = [{"code": r.code, "about": r.about, "text": r.text} for r in verdict.reasons]
    return {"supported": verdict.supported, "score": round(verdict.score, 4), "reasons": reasons}
