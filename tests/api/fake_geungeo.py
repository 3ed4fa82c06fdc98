"""An application in memory with two invented articles, for tests of the doors: what goes in, and what comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, cast

from rag.bootstrap import Finding, Geungeo
from rag.config import Settings
from rag.domain import (
    KST,
    Answer,
    AnswerSentence,
    Article,
    Citation,
    Filters,
    IngestReport,
    Kind,
    Outcome,
    PageReport,
    Question,
    Sources,
    Status,
    Step,
    StoredArticle,
    StoreStatus,
    Turn,
    Usage,
)
from rag.errors import DataFolderBusy, InvalidQuestion, NotFound

QUOTE = "가람시는 10일 오후 2시 마루구 한터동에서 트램 1호선 착공식을 열었다."
TRAM = StoredArticle(
    "art_0000000000000001",
    2,
    Article(
        paragraphs=("머리말이다.", QUOTE),
        title="가람 트램 1호선 첫 삽",
        publisher="표본일보",
        reporters=("강표본",),
        published_at=datetime(2026, 3, 10, 19, 12, tzinfo=KST),
        url="https://pyobon.example/article/1",
    ),
    datetime(2026, 3, 11, tzinfo=UTC),
    ("개통 시기를 바로잡습니다.",),
)
UNTITLED = StoredArticle(
    "art_0000000000000002", 1, Article(paragraphs=("제목도 날짜도 없는 글이다.",)), datetime(2026, 3, 12, tzinfo=UTC)
)
COUNTS = StoreStatus(2, 3, 4, 5, TRAM.article.published_at, datetime(2026, 3, 12, tzinfo=UTC), 4096)


@dataclass
class FakeGeungeo:
    """Answers what holds 트램 from the first article, refuses to read an empty question, abstains from the rest."""

    settings: Settings = field(default_factory=Settings)
    stored: tuple[StoredArticle, ...] = (TRAM, UNTITLED)
    failure: Exception | None = None
    """Raised by whatever is asked of it."""
    interrupted: bool = False
    """Whether somebody presses Ctrl-C after the first sentence."""
    streams_closed: int = 0
    is_ready: bool = True
    owned_by_another: bool = False
    model: str | None = None
    """The language model that writes its answers."""
    findings: tuple[Finding, ...] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    ingested: list[tuple[tuple[str, ...], bytes | None]] = field(default_factory=list)
    opened_with: list[bool] = field(default_factory=list)
    warmed_up: bool = False
    closed: int = 0

    def opener(self, own_indexes: bool) -> Geungeo:
        self.opened_with.append(own_indexes)
        if self.owned_by_another and own_indexes:
            raise DataFolderBusy("The data folder is in use by process 7 (rag serve).")
        return self.as_geungeo()

    def as_geungeo(self) -> Geungeo:
        return cast(Geungeo, self)

    def __enter__(self) -> FakeGeungeo:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self.closed += 1

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
        mode: str = "auto",
    ) -> Answer:
        self._fail()
        if not question.strip():
            raise InvalidQuestion("질문이 비어 있습니다.")
        self.asked.append(
            {"question": question, "history": tuple(history), "asked_at": asked_at, "as_of": as_of}
            | {"filters": filters, "mode": mode}
        )
        now = asked_at or datetime(2026, 3, 12, tzinfo=KST)
        understood = Question(question, question, Kind.WHEN, now, as_of=as_of, filters=filters)
        if "트램" not in question:
            return _abstained(understood)
        answer = _answered(understood, self.stored[0])
        return answer if self.model is None else _written(answer, self.model)

    def ask_stream(self, question: str, **options: Any) -> Generator[Step, None, None]:
        answer = self.ask(question, **options)
        try:
            yield answer.question
            yield Sources(answer.question, self.stored)
            for sentence in answer.sentences:
                yield from (answer.citations[number - 1] for number in sentence.citations)
                yield sentence
                if self.interrupted:
                    raise KeyboardInterrupt
            yield answer
        finally:
            self.streams_closed += 1

    async def aask(self, question: str, **rest: Any) -> Answer:
        return self.ask(question, **rest)

    def ingest(
        self,
        *paths: str | os.PathLike[str],
        stdin: bytes | None = None,
        progress: Callable[[int, int | None, PageReport], None] | None = None,
    ) -> IngestReport:
        self._fail()
        self.ingested.append((tuple(str(path) for path in paths), stdin))
        pages = tuple(_page(str(path)) for path in paths)
        for done, page in enumerate(pages, start=1):
            if progress is not None:
                progress(done, len(pages), page)
        return IngestReport(pages, 7, 0.25)

    def articles(self, after: str | None, limit: int) -> list[StoredArticle]:
        self._fail()
        ids = [stored.id for stored in self.stored]
        first = ids.index(after) + 1 if after else 0
        return list(self.stored[first : first + limit])

    def article(self, article_id: str, version: int | None = None) -> StoredArticle:
        self._fail()
        for stored in self.stored:
            if stored.id == article_id and version in (None, stored.version):
                return stored
        raise NotFound(f"There is no article {article_id}.")

    def status(self) -> dict[str, object]:
        self._fail()
        return {"articles": 2, "indexes": [{"name": "lexical", "revision": 5, "lag": 0}]}

    def doctor(self) -> list[Finding]:
        return list(self.findings)

    def reindex(self, progress: Callable[..., None] | None = None) -> None:
        self._fail()

    def warm_up(self) -> None:
        self.warmed_up = True

    def ready(self) -> bool:
        return self.is_ready

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def _page(path: str) -> PageReport:
    if "bad" in path:
        return PageReport(path, Outcome.FAILED, reason="Nothing but white space.")
    return PageReport(path, Outcome.ADDED, TRAM.id, 1, TRAM.article.title)


def _answered(question: Question, stored: StoredArticle) -> Answer:
    start = stored.article.body.index(QUOTE)
    citation = Citation(1, stored, QUOTE, start, start + len(QUOTE), ("예시신문",))
    return Answer(
        id="ans_1",
        status=Status.ANSWERED,
        mode="extractive",
        question=question,
        short_answer="2026년 3월 10일",
        text=f"{QUOTE}[1]",
        sentences=(AnswerSentence(QUOTE, (1,), "quoted"),),
        citations=(citation,),
        basis_date=date(2026, 3, 10),
        notices=("이 기사에는 정정보도가 있습니다.",),
        suggestions=(),
        index=COUNTS,
        timings_ms={"total": 1.0},
    )


def _written(answer: Answer, model: str) -> Answer:
    """The same as if a model had written it."""
    sentences = tuple(replace(one, support="verified", judged=0.75) for one in answer.sentences)
    return replace(answer, mode="llm", sentences=sentences, model=model, usage=Usage(2, 300, 40, 0.0005))


def _abstained(question: Question) -> Answer:
    return Answer(
        id="ans_2",
        status=Status.ABSTAINED,
        mode="extractive",
        question=question,
        short_answer=None,
        text="가지고 있는 기사에서는 확인되지 않습니다.",
        sentences=(),
        citations=(),
        basis_date=None,
        notices=(),
        suggestions=(TRAM, UNTITLED),
        index=COUNTS,
        timings_ms={"total": 1.0},
    )
