"""Requests and responses, as the API documentation shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from rag.domain import Filters, Turn
from rag.moments import moment

MAX_QUESTION = 2_000
MAX_TURN = 20_000
MAX_TURNS = 50
MAX_CITED = 100


def _text(value: str) -> str:
    # JSON can spell half a surrogate pair, which no encoding can write again.
    value.encode("utf-8")
    return value


def _asked_at(value: object) -> object:
    return moment(value) if isinstance(value, str) else value


def _as_of(value: object) -> object:
    return moment(value, day_ends=True) if isinstance(value, str) else value


WRITABLE = AfterValidator(_text)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(Strict):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=MAX_TURN), WRITABLE]
    cited: Annotated[tuple[Annotated[str, Field(max_length=64), WRITABLE], ...], Field(max_length=MAX_CITED)] = ()
    """Article ids of the citations of an assistant's turn: a follow-up may cite them again."""


class FiltersIn(Strict):
    """What to narrow the collection to; days are inclusive."""

    published_after: date | None = None
    published_before: date | None = None
    publishers: Annotated[tuple[Annotated[str, WRITABLE], ...], Field(max_length=100)] = ()


class AskIn(Strict):
    """A question with what it depends on. Times without a zone are Asia/Seoul."""

    question: Annotated[str, Field(min_length=1, max_length=MAX_QUESTION), WRITABLE]
    history: Annotated[tuple[TurnIn, ...], Field(max_length=MAX_TURNS)] = ()
    asked_at: Annotated[datetime | None, BeforeValidator(_asked_at)] = None
    as_of: Annotated[datetime | None, BeforeValidator(_as_of)] = None
    filters: FiltersIn = FiltersIn()
    mode: Literal["auto", "extractive", "llm"] = "auto"

    model_config = ConfigDict(
        json_schema_extra={"example": {"question": "가람시장은 누구인가?", "asked_at": "2026-03-10T09:00:00+09:00"}}
    )

    def turns(self) -> tuple[Turn, ...]:
        return tuple(Turn(turn.role, turn.content, turn.cited) for turn in self.history)

    def narrowed(self) -> Filters:
        return Filters(self.filters.published_after, self.filters.published_before, self.filters.publishers)


class SentenceOut(BaseModel):
    """`judged`: what the second opinion says of it, 0..1, where there is one."""

    text: str
    citations: list[int]
    support: str
    judged: float | None = None


class CitationOut(BaseModel):
    """`quote` is the article's body from `start` to `end`: code points, end exclusive."""

    number: int
    article_id: str
    version: int
    title: str | None
    publisher: str | None
    reporters: list[str]
    published_at: str | None
    modified_at: str | None
    url: str | None
    quote: str
    start: int
    end: int
    also_reported_by: list[str]
    notice: str | None


class PeriodOut(BaseModel):
    start: str
    end: str
    text: str
    source: str


class SuggestionOut(BaseModel):
    article_id: str
    title: str | None
    publisher: str | None
    published_at: str | None


class IndexOut(BaseModel):
    articles: int
    newest_published_at: str | None
    updated_at: str | None


class UsageOut(BaseModel):
    """What the language model was asked for. `cost`: in the money of the server's prices; null where it has none."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None = None


class AnswerOut(BaseModel):
    """An answer; every sentence carries the numbers of its citations.

    `model`: the language model that was asked, whether or not its answer was used; null where none was.
    """

    id: str
    status: Literal["answered", "partial", "corrected", "abstained"]
    mode: str
    question: str
    standalone_question: str
    short_answer: str | None
    text: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    period: PeriodOut | None
    confidence: float
    basis_date: str | None
    notices: list[str]
    suggestions: list[SuggestionOut]
    index: IndexOut
    model: str | None = None
    usage: UsageOut | None = None
    timings_ms: dict[str, float]


class ArticleSummary(BaseModel):
    id: str
    version: int
    title: str | None
    publisher: str | None
    reporters: list[str]
    published_at: str | None
    modified_at: str | None
    url: str | None
    notices: list[str]


class ArticleOut(ArticleSummary):
    subtitles: list[str]
    paragraphs: list[str]
    captions: list[str]
    section: list[str]


class ArticlePage(BaseModel):
    """`next` continues the list as `?after=`; null at its end."""

    articles: list[ArticleSummary]
    next: str | None


class ProblemOut(BaseModel):
    """RFC 9457; `code` is stable, `detail` is one Korean sentence for readers."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    errors: list[dict[str, str]] | None = None
