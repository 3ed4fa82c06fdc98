"""An answer on paper: the text, then every source with its quotation, outlet and date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from rag.domain import KST, Answer, Citation, Period, Status, StoredArticle
from rag.korean.particles import attach

if TYPE_CHECKING:
    from rich.console import Console

UNDATED = "날짜 미상"
UNNAMED = "매체 미상"
UNTITLED = "제목 미상"


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer for a reader: in Korean, sources below, numbers matching the text."""
    from rich.text import Text

    console.print()
    if answer.short_answer:
        console.print(Text(answer.short_answer, style="bold"))
        console.print()
    console.print(Text(answer.text))
    show_rest(answer, console)


def show_rest(answer: Answer, console: Console) -> None:
    """What follows the text: notices, sources, how it was made."""
    from rich.text import Text

    for notice in answer.notices:
        console.print(Text(f"※ {notice}", style="yellow"))
    if answer.question.period is not None:
        console.print(Text(f"※ {applied(answer.question.period)}", style="dim"))
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


def source_line(stored: StoredArticle) -> str:
    """`표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 18:00(수정 18:20)`: outlet, title, reporters, times in Seoul."""
    article = stored.article
    title = f"「{article.title}」" if article.title else UNTITLED
    names = f"{', '.join(article.reporters)} 기자" if article.reporters else None
    parts = (article.publisher or UNNAMED, title, names, _stamp(article.published_at, article.modified_at))
    return ", ".join(filter(None, parts))


def _stamp(published: datetime | None, modified: datetime | None) -> str:
    """A correction of the same day is given by its time alone."""
    if published is None:
        return UNDATED
    first = published.astimezone(KST)
    stamp = _moment(first)
    if modified is None or modified == published:
        return stamp
    last = modified.astimezone(KST)
    return f"{stamp}(수정 {last:%H:%M})" if last.date() == first.date() else f"{stamp}(수정 {_moment(last)})"


def _moment(moment: datetime) -> str:
    return f"{moment.year}. {moment.month}. {moment.day}. {moment:%H:%M}"


def applied(period: Period) -> str:
    """Which days the question was taken to mean, and how to ask about others."""
    first, last = korean_day(period.start), korean_day(period.end)
    days = first if first == last else f"{first}∼{last.removeprefix(f'{period.start.year}년 ')}"
    if period.source == "request":
        return f"요청한 기간({days})의 기사를 먼저 살폈습니다. 다른 기간은 --after와 --before로 정할 수 있습니다."
    return f"{attach(f'‘{period.text}’', '을/를')} {attach(days, '으로/로')} 보았습니다. 다른 기간이면 질문에 날짜를 적거나 --asked-at으로 질문한 날을 정해 주세요."


def _show_source(citation: Citation, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    stored = citation.stored
    console.print(Text(f"[{citation.number}] {source_line(stored)}", style="bold"))
    lines = [
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
    model = f"({answer.model})" if answer.model else ""
    return f"{basis}기사 {answer.index.articles:,}건에서 찾았습니다. · 방식 {answer.mode}{model}"
