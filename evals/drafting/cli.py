"""`rag eval new-cases`: questions drafted from articles, for a person to review."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evals.drafting import KINDS

if TYPE_CHECKING:
    from rag.cli.opened import Opener
    from rag.domain import Analysis, StoredArticle


@click.command("new-cases")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=40, show_default=True, type=click.IntRange(1, 999), help="How many, at most.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated.")
@click.option("--seed", default=0, show_default=True, help="Another seed draws other questions.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A new file; stdout when not given.")
@click.pass_context
def new_cases(
    ctx: click.Context, paths: tuple[Path, ...], count: int, kinds: tuple[str, ...], seed: int, out: Path | None
) -> None:
    """Draft graded questions from the articles of PATHS, or from the collection of RAG_DATA_DIR.

    Each line is marked as a draft: read it, mend it, and take "draft" out of it. `rag eval suite` leaves drafts out.
    """
    from evals.drafting.drafts import draft_cases
    from evals.errors import EvalError
    from rag.cli.output import margin

    if out is not None and out.exists():
        raise EvalError(f"{out} is there already; name a new file.")
    rows = draft_cases(_articles(ctx.obj, paths), count=count, kinds=kinds or KINDS, seed=seed)
    if not rows:
        raise EvalError("No sentence of these articles turns into a question that reads well; add more articles.")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if out is None:
        click.echo(lines, nl=False)
    else:
        out.write_text(lines, encoding="utf-8")
    margin().print(f"{len(rows)} drafts to review" + (f" in {out}" if out else ""), soft_wrap=True)


def _articles(opener: Opener | None, paths: tuple[Path, ...]) -> list[tuple[StoredArticle, Analysis]]:
    """Articles of the paths, read as `rag ingest` reads them; of the collection in use where there are none."""
    from evals.collection import throw_away
    from evals.drafting.facts import read_collection
    from rag import Geungeo
    from rag.cli.opened import opened

    if not paths:
        with opened(opener, own_indexes=False) as app:
            return list(read_collection(app))
    with throw_away(partial(Geungeo.open, own_indexes=False)) as app:
        app.ingest(*paths)
        return list(read_collection(app))
