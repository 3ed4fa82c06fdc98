"""The nouns of Geungeo. Frozen values, standard library only.

Offsets are code points into an article's body, end exclusive; the body is its paragraphs joined by one ``\\n``.
Times are timezone-aware; where a source gives no zone it is Asia/Seoul.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

KST = timezone(timedelta(hours=9), "KST")

if TYPE_CHECKING:
    Vector: TypeAlias = array[float]
else:
    Vector = array
# array('f'): float32, the shape every port speaks. Python 3.11 cannot subscript array when the program runs.


# ---------------------------------------------------------------- pages and articles


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it came: a file, or one record of a feed or a JSON Lines file."""

    source: str
    """Where it came from, for people and for recognising it again: an absolute path, `path#record`, or `-`."""
    content: bytes
    media_type: str
    """text/plain, text/html, text/markdown, application/json (one JSON object), application/xml (one feed entry)."""
    charset: str | None = None
    """Declared by the container (a feed's XML declaration, an HTTP header), if any."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says once the noise is gone. NFC, never edited after it is stored."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    subtitles: tuple[str, ...] = ()
    publisher: str | None = None
    reporters: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    url: str | None = None
    external_id: str | None = None
    """The source's own identifier (feed guid, JSON id)."""
    section: tuple[str, ...] = ()
    dateline: str | None = None
    captions: tuple[str, ...] = ()
    rights: str | None = None
    kind: str = "news"
    """news, or what the page calls itself: correction (정정보도), reply (반론보도), follow-up (추후보도)."""
    source: str = ""

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One version of an article in the store."""

    id: str
    version: int
    article: Article
    ingested_at: datetime
    notices: tuple[str, ...] = ()
    title_terms: str = field(default="", compare=False)
    """Lexical terms of its headlines, space-separated."""


# ---------------------------------------------------------------- analysis


class Token(NamedTuple):
    """A morpheme of one Kiwi pass. `start`/`end` are code points into the analysed text; `id` is Kiwi's."""

    form: str
    tag: str
    start: int
    end: int
    id: int


class Sentence(NamedTuple):
    """A sentence: a quotation and its attribution stay one sentence. `first`/`last`: its tokens, last exclusive."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Sentences and tokens of one text, from one pass."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article; the unit of retrieval."""

    ordinal: int
    start: int
    end: int
    terms: str
    """Lexical terms (morphemes), space-separated, a line a sentence, ready for a whitespace tokenizer."""
    vector: Vector | None
    """Unit length, or all zero where the text holds nothing to embed; None where it is made once the text is stored."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """All that one page gives: stored in one transaction or not at all."""

    article: Article
    page_digest: bytes
    """SHA-256 of the page and of the cleaning rules' version: the same digest needs no work."""
    analysis: bytes
    """The body's Analysis as `korean.analysis.encode` writes it."""
    title_terms: str
    passages: tuple[Passage, ...]
    embedding_model: str | None
    """Names the vectors; None where there are none yet."""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A live passage joined to its article: nothing else is ever shown."""

    id: int
    ordinal: int
    start: int
    end: int
    terms: str
    stored: StoredArticle


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of one page."""

    source: str
    outcome: Outcome
    article_id: str | None = None
    version: int | None = None
    title: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a batch."""

    pages: tuple[PageReport, ...]
    revision: int
    seconds: float

    def count(self, outcome: Outcome) -> int:
        return sum(1 for page in self.pages if page.outcome is outcome)

    @property
    def failed(self) -> tuple[PageReport, ...]:
        return tuple(page for page in self.pages if page.outcome is Outcome.FAILED)


# ---------------------------------------------------------------- the log and the indexes


class Change(NamedTuple):
    """One entry of the log: what the indexes have to do. Passage ids are never reused."""

    revision: int
    article_id: str
    added: tuple[int, ...]
    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """What the indexes are given of a passage."""

    id: int
    published_at: datetime | None
    title_terms: str
    title_bigrams: str
    terms: str
    bigrams: str
    vector: Vector | None = None
    """Given to vector indexes only."""


class VectorState(StrEnum):
    BUILDING = "building"
    READY = "ready"
    """Every live passage had its vector when this was noted."""
    ACTIVE = "active"
    """Questions are answered with them."""


@dataclass(frozen=True, slots=True)
class VectorSet:
    """The stored vectors of one embedding model."""

    model: str
    """Names the vectors: equal names are comparable."""
    setting: str
    """What RAG_EMBEDDING_MODEL says to get that model."""
    state: VectorState


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage id with a score. Lexical: BM25, ≥ 0. Semantic: cosine, −1..1."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """Counts of live things, and where the log stands."""

    articles: int
    versions: int
    passages: int
    revision: int
    newest_published_at: datetime | None
    updated_at: datetime | None
    size_bytes: int


# ---------------------------------------------------------------- questions


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive; `text` is the wording it came from."""

    start: date
    end: date
    text: str
    source: str = "question"
    """question or request."""

    @property
    def short(self) -> bool:
        """A day or a week: what happens then is told by a sentence that says so."""
        return (self.end - self.start).days < 7


class Kind(StrEnum):
    """What a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    WHY = "why"
    HOW = "how"
    HOW_MANY = "how_many"
    YES_NO = "yes_no"
    LIST = "list"
    COMPARE = "compare"
    TIMELINE = "timeline"
    SUMMARY = "summary"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation; role is user or assistant."""

    role: str
    content: str
    cited: tuple[str, ...] = ()
    """Ids of the articles that an assistant's turn cited."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a request narrows the collection to."""

    published_after: date | None = None
    published_before: date | None = None
    publishers: tuple[str, ...] = ()
    undated: bool = True
    """Whether articles without a date may be evidence, where the request names no days."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """One thing the question names, with every form under which an article may print it."""

    form: str
    """The lexical term as written."""
    forms: tuple[tuple[str, float], ...]
    """Terms that count as this keyword → how much (0..1]: as written 1, a repaired spelling or an alias less."""
    rarity: float
    """0..1: how much finding it says; proper names and rare words near 1."""
    morpheme: int = 0
    """Kiwi's id for soft matching, 0 for none."""
    proper: bool = False
    """A name, a Latin word or a number: an article that lacks it is about something else."""
    numeral: bool = False
    """A number with its unit (2호, 8개): another number is another thing."""
    topic: bool = False
    """Names what the question is about rather than what it asks of it: a name, or an early word."""
    carried: bool = False
    """Taken over from an earlier turn, not from this question."""
    near: tuple[tuple[str, float], ...] = ()
    """More terms like `forms`, by which no passage is looked for: they only tell the sentences of those found apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to stand where the question has its interrogative."""

    kind: Kind
    """WHO, WHEN, WHERE, HOW_MANY, WHY, HOW or WHAT: finer than the form of the answer, for a list may be one of names."""
    noun: tuple[Token, ...] = ()
    """The noun that names it: 대학 of `어느 대학을`, 이름 of `이름은 무엇`, 연도 of `… 연도는?`."""
    interrogative: str = ""
    """누구, 언제, 몇, … as the dictionary has it; empty where the question ends with its topic."""
    particle: str = ""
    """What follows the interrogative: 를 of `누구를`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: enough to retrieve and to choose evidence, without looking at any article."""

    text: str
    standalone: str
    kind: Kind
    asked_at: datetime
    as_of: datetime | None = None
    period: Period | None = None
    filters: Filters = Filters()
    keywords: tuple[Keyword, ...] = ()
    bigrams: Mapping[str, float] = field(default_factory=dict)
    """Character bigrams of the words that matter → weight."""
    compounds: tuple[str, ...] = ()
    """Terms of adjacent nouns joined: they help to find, but their parts are the keywords."""
    said: tuple[str, ...] = ()
    """Every term of the question as it was asked, those that carry the asking too: they count a little."""
    several: bool = False
    """Asks two things at once (언제 … 어느 도시가 …)."""
    focus: tuple[str, ...] = ()
    """What the interrogative asks to be counted or chosen: 명 of `몇 명`, 도시 of `어느 도시`, 인물 of `…한 인물은?`; of an
    amount only units (인구 → 명)."""
    asked_noun: str | None = None
    """The noun of what is asked for: 대학 of `어느 대학을`, 총사업비 of `총사업비는?`; None where a whole fact is asked for."""
    negated: bool = False
    """The question denies its predicate: `참석하지 않은 도시는?`."""
    attribute: str | None = None
    """The lexical term of what is asked of the thing: 비용 of `드는 비용은 얼마인가요?`."""
    relation: str | None = None
    """The lexical term of what is said of it, the last word that says much: 졸업 of `어느 대학을 졸업했나요?`."""
    wants_latest: bool = False
    """Asked about the present (현재, 지금, 최근 발표된): the newest article wins."""
    spaced: str = ""
    """The text with its words apart: what `tokens` are counted in."""
    tokens: tuple[Token, ...] = ()
    """Its morphemes: what it takes for granted is compared with the articles."""
    asked: Asked = Asked(Kind.WHAT)
    vector: Vector | None = None
    leans: bool = False
    """It takes something over from the conversation."""
    unresolved: bool = False
    """It still leans on the conversation: our rules do not tell what it points at or leaves out."""

    @property
    def weights(self) -> dict[str, float]:
        """Lexical term → weight for the index."""
        found: dict[str, float] = dict.fromkeys(self.said, 0.3)
        found |= dict.fromkeys(self.compounds, 0.5)
        for keyword in self.keywords:
            scale = 0.5 if keyword.carried else 1.0
            for form, weight in keyword.forms:
                found[form] = max(found.get(form, 0.0), weight * scale)
        return found


# ---------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved, live passage. `score` is the fused rank score, > 0, comparable within one question only."""

    passage: StoredPassage
    score: float
    lexical: float | None = None
    semantic: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    number: int
    stored: StoredArticle
    quote: str
    start: int
    end: int
    also_reported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    text: str
    citations: tuple[int, ...]
    support: str
    """quoted: the sentence holds its quotation verbatim. verified: checked against its quotations."""
    judged: float | None = None
    """What the second opinion says, 0..1: how surely the quotations carry it. None where there is none."""


Mode = Literal["auto", "extractive", "llm"]
"""Who is to write: the language model where it can, nobody but the articles, or the model or else nobody."""


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    CORRECTED = "corrected"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was asked for. `calls`: requests sent to it, retries included; tokens as it counted them, or
    our own count where it does not."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    """In the money of the prices; None where no prices are set."""

    def __add__(self, other: Usage) -> Usage:
        """Without a cost: that is of a whole."""
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens, in whatever currency."""

    prompt: float
    completion: float

    def of(self, usage: Usage) -> Usage:
        """The same usage with its cost."""
        spent = usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion
        return replace(usage, cost=spent / 1_000_000)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as every door gives it; the JSON shape is made in `rag.answers.shape`."""

    id: str
    status: Status
    mode: str
    question: Question
    short_answer: str | None
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    basis_date: date | None
    notices: tuple[str, ...]
    suggestions: tuple[StoredArticle, ...]
    index: StoreStatus
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 1.0
    """0..1: how likely the best sentence answers the question, also where it was not given."""
    model: str | None = None
    """The language model that was asked, if one was, whether or not its answer was used."""
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found for a question, before it is answered. Best first."""

    question: Question
    articles: tuple[StoredArticle, ...]


Step = Question | Sources | Citation | AnswerSentence | Answer
"""What a streamed answer is made of, in this order: the question understood, the sources, then each sentence after the
citations that it is the first to use, then the whole answer, which counts."""
