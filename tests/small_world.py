"""A few articles in memory with everything that answers questions about them, the language analysis included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.answers.claims import Verifier
from rag.answers.generate.writer import Writer
from rag.answers.matching import remembered
from rag.answers.verify import Guard
from rag.ask import Asking
from rag.domain import KST, Article
from rag.errors import PageError
from rag.follow import catch_up
from rag.ingest import Preparer
from rag.korean.analysis import Analyser
from rag.korean.names import shipped_aliases, shipped_english
from rag.ports import HtmlPage
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding
from rag.retrieval.candidates import Candidates
from tests.fakes_indexes import FakeArticleStore, FakeLexicalIndex, FakeVectorIndex

NOW = datetime(2026, 11, 21, 9, tzinfo=KST)


def news(number: int, published: datetime | None, title: str | None, *paragraphs: str, **fields: object) -> Article:
    given: dict[str, object] = {"publisher": "표본일보", "reporters": ("강표본",), "source": f"{number}.txt"}
    return Article(paragraphs, title=title, published_at=published, **(given | fields))  # type: ignore[arg-type]


TRAM = (
    news(
        1,
        datetime(2026, 3, 10, 18, tzinfo=KST),
        "가람 트램 1호선 첫 삽",
        "가람시는 10일 오후 2시 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었다.",
        "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.",
        "도하준 가람시장은 착공식에서 “시민의 발이 될 것”이라고 말했다.",
    ),
    news(
        2,
        datetime(2026, 10, 20, 18, tzinfo=KST),
        "가람 트램 총사업비 5560억원으로",
        "가람시 트램 1호선의 총사업비가 4986억원에서 5560억원으로 늘었다.",
        "가람시는 석축이 나온 구간을 비켜 가느라 공사비가 늘었기 때문이라고 20일 밝혔다.",
        publisher="예시신문",
    ),
)
"""A tramway begun, and what it came to cost."""


class Standing:
    """Port `Clock`, which stands still."""

    def now(self) -> datetime:
        return NOW


class NoHtml:
    def read(self, html: str) -> HtmlPage:
        raise PageError("no HTML in these tests")


def preparing(analyser: Analyser) -> Preparer:
    return Preparer(analyser, KiwiEmbedder(analyser), NoHtml())


def asking_of(analyser: Analyser, articles: Sequence[Article], writer: Writer | None = None) -> Asking:
    store, lexical, vectors = FakeArticleStore(), FakeLexicalIndex(), FakeVectorIndex()
    embedder = KiwiEmbedder(analyser)
    preparer = preparing(analyser)
    store.put([preparer.analysed(article, article.source.encode()) for article in articles])
    catch_up(store, (lexical, vectors))
    understanding = Understanding(analyser, embedder, Vocabulary.of(shipped_aliases(), shipped_english()))
    candidates = Candidates(lexical, vectors, partial(store.vectors, embedder.model))
    check = Guard(Verifier(analyser)).check
    similarity = remembered(analyser.similarity)
    return Asking(store, candidates, understanding, similarity, Standing(), check, writer=writer)
