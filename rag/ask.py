"""USE CASE: question → answer. Read this first: one named step a line."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rag.answers import phrases
from rag.answers.choosing import likeliest
from rag.answers.confidence import confidence
from rag.answers.draft import Draft
from rag.answers.evidence import Found, weigh
from rag.answers.extract import corrected, extract
from rag.answers.generate.writer import Writer, Writing
from rag.answers.joining import joined
from rag.answers.matching import Similarity
from rag.answers.reading import ArticleView, open_article
from rag.answers.verify import Check
from rag.domain import (
    Answer,
    Filters,
    Hit,
    Mode,
    Question,
    Sources,
    Status,
    Step,
    StoredArticle,
    StoreStatus,
    Turn,
    Usage,
)
from rag.errors import ChatRejected, InvalidQuestion
from rag.ports import ArticleStore, Clock, Reranker
from rag.questions.rewriting import taken, transcript
from rag.questions.understand import Understanding
from rag.recent import Recent
from rag.retrieval.candidates import Candidates
from rag.retrieval.keeping import cited_in, kept
from rag.retrieval.ranking import allowed, ranked
from rag.retrieval.reranking import reranked
from rag.retrieval.rescoring import rescored

CANDIDATES = 28  # passages asked of each index
RESCORED = 24  # passages looked into before they are ranked
READ = 10  # passages whose sentences are weighed
SUGGESTED = 3
SUGGESTION_SHARE = 0.25  # of the best hit's score: anything less is not near
STATUS_SECONDS = 1.0
VIEWS = 64  # opened articles remembered; versions never change


@dataclass(frozen=True, slots=True)
class Drafted:
    """`model` and `usage`: of the language model that was asked, also where its answer was not used."""

    draft: Draft
    mode: str = "extractive"
    model: str | None = None
    usage: Usage | None = None


@dataclass
class Asking:
    """The collaborators of a question. Thread-safe when they are."""

    store: ArticleStore
    candidates: Candidates
    understanding: Understanding
    similarity: Similarity
    clock: Clock
    check: Check
    """Passes every sentence of an answer, whoever wrote it."""
    reranker: Reranker | None = None
    writer: Writer | None = None
    """Writes with a language model, where one is set."""
    views: Recent[tuple[str, int], ArticleView] = field(default_factory=lambda: Recent(VIEWS))
    _counted: tuple[float, StoreStatus] | None = None

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Turn] = (),
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
        mode: Mode = "auto",
    ) -> Answer:
        """An answer, or one that abstains. Raises InvalidQuestion; in mode llm also ChatError, where no model answers."""
        steps = self.steps(text, history=history, asked_at=asked_at, as_of=as_of, filters=filters, mode=mode)
        return next(step for step in steps if isinstance(step, Answer))

    def steps(
        self,
        text: str,
        *,
        history: Sequence[Turn] = (),
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
        mode: Mode = "auto",
    ) -> Generator[Step, None, None]:
        """The same answer as it comes about; close the iterator to stop. The language model writes where there is one
        (`auto`), never (`extractive`), or else nothing is answered (`llm`)."""
        watch = _Watch()
        question = self.understanding.understand(
            text,
            history=history,
            asked_at=asked_at or self.clock.now(),
            as_of=as_of or asked_at,
            filters=_demanded(filters, as_of),
        )
        with self._writing(mode) as writing:
            question = self._standing_alone(question, history, writing)
            watch.lap("understand")
            yield from self._steps(question, cited_in(history) if question.leans else (), writing, mode, watch)

    def _steps(
        self, question: Question, cited: Sequence[str], writing: Writing | None, mode: Mode, watch: _Watch
    ) -> Generator[Step, None, None]:
        yield question
        hits = self.retrieve(question, cited=cited)
        watch.lap("retrieve")
        yield Sources(question, tuple({h.passage.stored.id: h.passage.stored for h in hits[:READ]}.values()))
        found = self.evidence(question, hits)
        drafted = yield from self._drafted(question, hits, found, writing, mode)
        if writing is not None and writing.upstream.asked:
            drafted = replace(drafted, model=writing.model, usage=writing.usage)
        yield self._answer(question, drafted, hits, watch)

    def _writing(self, mode: Mode) -> AbstractContextManager[Writing | None]:
        """With the model, where it is to write: whoever leaves, leaves it alone. Raises ChatError where a model is
        demanded that is not there."""
        if self.writer is None and mode == "llm":
            raise ChatRejected("No language model is set: give RAG_LLM_MODEL a name.")
        if self.writer is None or mode == "extractive" or (mode == "auto" and not self.writer.chat.available()):
            return nullcontext()
        return closing(self.writer.begin())

    def _standing_alone(self, question: Question, history: Sequence[Turn], writing: Writing | None) -> Question:
        """As the model would ask it without the conversation, where our rules leave it open and the model adds nothing."""
        if writing is None or not (question.unresolved or (writing.writer.completes_all and history)):
            return question
        written = writing.complete(question.text, transcript(history))
        whole = taken(written, question.text, history, self.understanding.analyser.tokens)
        if whole is None or whole == question.standalone:
            return question
        try:
            again = self.understanding.understand(
                whole, asked_at=question.asked_at, as_of=question.as_of, filters=question.filters
            )
        except InvalidQuestion:
            return question
        return replace(again, text=question.text, leans=True)

    def _drafted(
        self, question: Question, hits: Sequence[Hit], found: Sequence[Found], writing: Writing | None, mode: Mode
    ) -> Generator[Step, None, Drafted]:
        """By a rule where the question takes something for granted that is wrong; by the model; from the articles' own
        sentences."""
        draft = corrected(question, found, self.check)
        if draft is None and writing is not None and found:
            return (yield from self._composed(question, hits, found, writing, mode))
        draft = draft or extract(question, found, self.check)
        yield from _steps_of(draft)
        return Drafted(draft)

    def _composed(
        self, question: Question, hits: Sequence[Hit], found: Sequence[Found], writing: Writing, mode: Mode
    ) -> Generator[Step, None, Drafted]:
        """By the model, or instead of it where it fails or nothing that it wrote holds."""
        composition = writing.compose(question, found, hits[:READ], self.open(_articles(hits[:READ])), self.check)
        shown = 0
        for sentence in composition:
            yield from composition.draft.citations[shown:]
            shown = len(composition.draft.citations)
            yield sentence
        drafted = Drafted(composition.draft, "llm")
        if composition.draft.sentences or (composition.abstained and composition.failed is None):
            drafted.draft.short_answer, drafted.draft.confidence = _short(question, found, drafted.draft)
            return drafted
        if mode == "llm" and composition.failed is not None:
            raise composition.failed
        instead = extract(question, found, self.check)
        instead.notices.append(phrases.INSTEAD if composition.failed else phrases.NOTHING_LEFT)
        yield from _steps_of(instead)
        return Drafted(instead)

    def ask_from(self, text: str, passages: Sequence[int], *, asked_at: datetime | None = None) -> Answer:
        """An answer from these passages alone, which are known to hold it, or one that abstains. Raises InvalidQuestion."""
        watch = _Watch()
        question = self.understanding.understand(text, asked_at=asked_at or self.clock.now())
        watch.lap("understand")
        hits = [Hit(passage, 1.0) for passage in self.store.passages(passages)]
        watch.lap("retrieve")
        draft = extract(question, self.evidence(question, hits), self.check, trusting=True)
        return self._answer(question, Drafted(draft), hits, watch)

    def search(
        self,
        text: str,
        *,
        limit: int,
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
    ) -> list[Hit]:
        """At most `limit` of the passages that the question would be answered from. Raises InvalidQuestion."""
        question = self.understanding.understand(
            text,
            asked_at=asked_at or self.clock.now(),
            as_of=as_of or asked_at,
            filters=_demanded(filters, as_of),
        )
        return self.retrieve(question, max(limit, CANDIDATES))[:limit]

    def retrieve(self, question: Question, limit: int = CANDIDATES, cited: Sequence[str] = ()) -> list[Hit]:
        """Live, allowed passages, best first; the best of `cited` articles among those that are read."""
        found = self.found(question, limit)
        hits = rescored([*found, *self._beside(question, found, cited)], question)
        return kept(ranked(reranked(hits, question, self.reranker), question), cited, READ)

    def found(self, question: Question, limit: int) -> list[Hit]:
        """What the indexes list, live and allowed, best first by their words alone."""
        found = {one.id: one for one in self.candidates.of(question, limit)[: max(limit, RESCORED)]}
        live = self.store.passages(list(found))
        hits = [Hit(p, found[p.id].score, found[p.id].lexical, found[p.id].semantic) for p in live]
        return allowed(hits, question)

    def _beside(self, question: Question, found: Sequence[Hit], cited: Sequence[str]) -> list[Hit]:
        """Allowed passages of these articles that were not found."""
        if not cited:
            return []
        known = {hit.passage.id for hit in found}
        others = [passage for passage in self.store.passages_of(cited) if passage.id not in known]
        near = self.candidates.meanings(question, [passage.id for passage in others])
        return allowed([Hit(passage, 0.0, semantic=near.get(passage.id)) for passage in others], question)

    def evidence(self, question: Question, hits: Sequence[Hit]) -> list[Found]:
        """The sentences of the best passages, weighed."""
        read = hits[:READ]
        return weigh(question, read, self.open([hit.passage.stored for hit in read]), self.similarity)

    def open(self, articles: Iterable[StoredArticle]) -> Mapping[tuple[str, int], ArticleView]:
        """Article versions ready to be read, by id and version."""
        stored = {(one.id, one.version): one for one in articles}
        opened = self.views.get_all(stored)
        missing = self.store.analyses([key for key in stored if key not in opened])
        fresh = {key: open_article(stored[key], encoded) for key, encoded in missing.items()}
        self.views.add_all(fresh)
        return {**opened, **fresh}

    def _status(self) -> StoreStatus:
        """The store's counts, a second old at most: counting costs as much as searching."""
        now = time.monotonic()
        if self._counted is None or now - self._counted[0] > STATUS_SECONDS:
            self._counted = (now, self.store.status())
        return self._counted[1]

    def _answer(self, question: Question, drafted: Drafted, hits: Sequence[Hit], watch: _Watch) -> Answer:
        draft = drafted.draft
        suggestions = _suggestions(hits) if draft.status is Status.ABSTAINED else ()
        text = joined(draft.sentences)
        if draft.status is Status.ABSTAINED:
            text = f"{phrases.ABSTAINED} {phrases.NEAREST}" if suggestions else phrases.ABSTAINED
        index = self._status()
        watch.lap("answer")
        return Answer(
            id=_identity(question, text),
            status=draft.status,
            mode=drafted.mode,
            question=question,
            short_answer=draft.short_answer,
            text=text,
            sentences=tuple(draft.sentences),
            citations=tuple(draft.citations),
            confidence=draft.confidence,
            basis_date=_basis(draft),
            notices=tuple(dict.fromkeys((*draft.notices, *(n for c in draft.citations for n in c.stored.notices)))),
            suggestions=suggestions,
            index=index,
            timings_ms=watch.total(),
            model=drafted.model,
            usage=drafted.usage,
        )


def _articles(hits: Sequence[Hit]) -> list[StoredArticle]:
    return [hit.passage.stored for hit in hits]


def _steps_of(draft: Draft) -> Iterator[Step]:
    """Each citation before the first sentence that has it."""
    shown = 0
    for sentence in draft.sentences:
        last = max((shown, *sentence.citations))
        yield from draft.citations[shown:last]
        shown = last
        yield sentence


def _short(question: Question, found: Sequence[Found], draft: Draft) -> tuple[str | None, float]:
    """The short answer that a sentence of the model's answer says too, and how sure the evidence is."""
    best = likeliest(question, found)
    if best is None:
        return None, 0.0
    said = "".join("".join(sentence.text for sentence in draft.sentences).split())
    shown = next((c.text for c in best.candidates[:1] if "".join(c.text.split()) in said), None)
    return shown, confidence(question, found, best)


def _demanded(filters: Filters, as_of: datetime | None) -> Filters:
    """Where `as_of` is demanded, an article without a date could be a later one."""
    return filters if as_of is None else replace(filters, undated=False)


def _suggestions(hits: Sequence[Hit]) -> tuple[StoredArticle, ...]:
    near = [hit for hit in hits if hit.score >= SUGGESTION_SHARE * hits[0].score]
    return tuple({hit.passage.stored.id: hit.passage.stored for hit in near}.values())[:SUGGESTED]


def _basis(draft: Draft) -> date | None:
    days = [p.date() for c in draft.citations if (p := c.stored.article.published_at)]
    return max(days, default=None)


def _identity(question: Question, text: str) -> str:
    seed = "\x1f".join((question.standalone, question.asked_at.isoformat(), text))
    return "ans_" + hashlib.sha256(seed.encode()).hexdigest()[:16]


class _Watch:
    """Milliseconds of each named step."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self._laps[step] = (now - self._last) * 1000
        self._last = now

    def total(self) -> dict[str, float]:
        return {**self._laps, "total": (self._last - self._start) * 1000}
