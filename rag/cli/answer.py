"""An answer on paper: the text, then every source with its quotation, outlet and date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rag.domain import KST, Answer, Citation, Status, StoredArticle

if TYPE_CHECKING:
    from rich.console import Console

UNDATED = "날짜 미상"
UNNAMED = "매체 미상"


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer for a reader: in Korean, sources below, numbers matching the text."""
    from rich.text import Text

    console.print()
    if answer.short_answer:
        console.print(Text(answer.short_answer, style="bold"))
        console.print()
    console.print(Text(answer.text))
    for notice in answer.notices:
        console.print(Text(f"※ {notice}", style="yellow"))
    for citation in answer.citations:
        console.print()
        _show_source(citation, console)
    if answer.status is Status.ABSTAINED and answer.suggestions:
        console.print()
        console.print(Text("가까운 기사", style="bold"))
        for stored in answer.suggestions:
            console.print(Text(f"  · {headline(stored)} ({imprint(stored)})"))
    console.print()
    console.print(Text(_footer(answer), style="dim"))


def headline(stored: StoredArticle) -> str:
    """The title, or the beginning of the body where a page had none."""
    article = stored.article
    return article.title or article.body[:40].replace("\n", " ") + "…"


def imprint(stored: StoredArticle) -> str:
    """Outlet and day: `표본일보 · 2025년 4월 14일`."""
    published = stored.article.published_at
    day = korean_day(published.astimezone(KST).date()) if published else UNDATED
    return f"{stored.article.publisher or UNNAMED} · {day}"


def korean_day(day: date) -> str:
    """`2025년 4월 14일`."""
    return f"{day.year}년 {day.month}월 {day.day}일"


def _show_source(citation: Citation, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    stored = citation.stored
    names = ", ".join(stored.article.reporters)
    by = f" · {names} 기자" if names else ""
    console.print(Text(f"[{citation.number}] {headline(stored)}", style="bold"))
    lines = [
        Text(f"{imprint(stored)}{by}", style="dim"),
        Text(_quoted(citation.quote), style="cyan"),
        *(Text(f"※ {notice}", style="yellow") for notice in stored.notices),
    ]
    if citation.also_reported_by:
        lines.append(Text(f"함께 보도: {', '.join(citation.also_reported_by)}", style="dim"))
    if stored.article.url:
        lines.append(Text(stored.article.url, style="dim"))
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 4), expand=False))


def _quoted(quote: str) -> str:
    return f"«{quote}»" if any(mark in quote for mark in '"“”') else f"“{quote}”"


def _footer(answer: Answer) -> str:
    basis = f"{korean_day(answer.basis_date)} 기사 기준 · " if answer.basis_date else ""
    return f"{basis}기사 {answer.index.articles:,}건에서 찾았습니다."
