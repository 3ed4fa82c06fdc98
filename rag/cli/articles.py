"""`rag articles`: what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rag.cli.answer import headline, imprint
from rag.cli.opened import opened
from rag.cli.output import paper, write_json
from rag.domain import StoredArticle

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

PAGE = 200


@click.group()
def articles() -> None:
    """Stored articles."""


@articles.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", type=click.IntRange(min=1), help="At most this many; default: all.")
@click.pass_context
def list_articles(ctx: click.Context, as_json: bool, limit: int | None) -> None:
    """Every stored article, newest publication first."""
    from rag.answers.shape import article_to_json

    with opened(ctx.obj, own_indexes=False) as app:
        for stored in _all(app, limit):
            if as_json:
                write_json(article_to_json(stored))
            else:
                click.echo(f"{stored.id}  {imprint(stored)}  {headline(stored)}")


@articles.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--version", type=click.IntRange(min=1), help="An earlier version; default: the current one.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_context
def show_article(ctx: click.Context, article_id: str, version: int | None, as_json: bool) -> None:
    """One article, whole."""
    from rag.answers.shape import article_to_json

    with opened(ctx.obj, own_indexes=False) as app:
        stored = app.article(article_id, version)
    if as_json:
        write_json(article_to_json(stored))
    else:
        _show(stored)


def _all(app: Geungeo, limit: int | None) -> Iterator[StoredArticle]:
    after, left = None, limit
    while left is None or left > 0:
        wanted = PAGE if left is None else min(PAGE, left)
        page = app.articles(after, wanted)
        yield from page
        if len(page) < wanted:
            return
        after, left = page[-1].id, left and left - len(page)


def _show(stored: StoredArticle) -> None:
    from rich.text import Text

    console, article = paper(), stored.article
    console.print(Text(headline(stored), style="bold"))
    for subtitle in article.subtitles:
        console.print(Text(subtitle))
    by = f" · {', '.join(article.reporters)} 기자" if article.reporters else ""
    console.print(Text(f"{imprint(stored)}{by} · {stored.id} v{stored.version}", style="dim"))
    for notice in stored.notices:
        console.print(Text(f"※ {notice}", style="yellow"))
    for paragraph in article.paragraphs:
        console.print()
        console.print(Text(paragraph))
