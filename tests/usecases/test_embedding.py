"""Vectors of stored passages: made where they are missing, the same whenever they are made, kept, and made once."""

from __future__ import annotations

import pytest

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.articles.passages import WHOLE, PassageRules, with_headline
from rag.domain import Article, Vector
from rag.embedding import TOGETHER, PassageVectors
from rag.ingest import Preparer
from rag.korean.analysis import Analyser
from rag.ports import AnalysedText, HtmlReader, Store
from tests.fakes_indexes import (
    FakeArticleStore,
    FakeEmbedder,
    FakeVectorIndex,
    analysed,
    embedded_index,
    news,
    no_analyser,
    vector_of,
)

ARTICLE = Article(
    (
        "한결전자는 솔빛 공장이 3월에 문을 연다고 10일 밝혔다. 직원은 400명이다.",
        "“지역과 함께 크겠다”고 도하준 가람시장이 말했다. 공장은 2026년 2월에 다 지어졌다.",
        "가람시는 도로를 넓히고 버스를 늘린다. 총사업비는 4986억원이다.",
    ),
    "한결전자 솔빛 공장 3월 가동",
    subtitles=("직원 400명",),
)


def vectors(store: Store, embedder: FakeEmbedder) -> PassageVectors:
    return PassageVectors(store, embedder.model, lambda: embedder, no_analyser)


class Listening(FakeEmbedder):
    """Remembers what it was given to read."""

    def __init__(self) -> None:
        super().__init__("listening-8")
        self.read: list[str] = []

    def embed(self, texts: list[AnalysedText], *, as_query: bool) -> list[Vector]:  # type: ignore[override]
        assert not as_query
        self.read += [one.text for one in texts]
        return super().embed(texts, as_query=as_query)


@pytest.mark.parametrize("rules", [PassageRules(limit=60), PassageRules(limit=120), WHOLE])
def test_kiwis_vectors_are_the_same_made_with_the_article_or_later(analyser: Analyser, rules: PassageRules) -> None:
    embedder = KiwiEmbedder(analyser)
    reader: HtmlReader = None  # type: ignore[assignment]  # articles are clean already
    at_once = Preparer(analyser, embedder, reader, rules).analysed(ARTICLE, b"d")
    store = FakeArticleStore()
    store.put([Preparer(analyser, None, reader, rules).analysed(ARTICLE, b"d")])
    ids = store.live_ids(0, 100)
    made = PassageVectors(store, embedder.model, lambda: embedder, lambda: analyser).of(ids)
    assert [made[number] for number in ids] == [passage.vector for passage in at_once.passages]
    assert len(ids) == (1 if rules is WHOLE else len(at_once.passages))


def test_a_passage_is_read_under_its_headline() -> None:
    store, embedder = FakeArticleStore(), Listening()
    store.put(
        [
            analysed(news(1, "글 하나.", subtitles=("부제",)), model=None),
            analysed(news(2, "글 둘.", title=None), model=None),
        ]
    )
    vectors(store, embedder).complete()
    assert embedder.read == ["제목1\n부제\n글 하나.", "글 둘."]
    assert with_headline(news(1, title=None), "글.") == "글."


def test_what_is_there_is_not_made_again() -> None:
    store, embedder = FakeArticleStore(), FakeEmbedder()
    store.put([analysed(news(1)), analysed(news(2), model=None)])
    ids = store.live_ids(0, 10)
    assert len(vectors(store, embedder).of(ids)) == 4
    assert embedder.embedded == 2
    vectors(store, embedder).of(ids)
    vectors(store, embedder).complete()
    assert embedder.embedded == 2


def test_making_goes_on_where_it_was_stopped() -> None:
    store, first, second = FakeArticleStore(), FakeEmbedder(), FakeEmbedder()
    store.put([analysed(news(number), model=None) for number in range(TOGETHER)])

    class Stop(Exception):
        pass

    def stop(name: str, done: int, total: int) -> None:
        assert (done, total) == (TOGETHER, 2 * TOGETHER)
        raise Stop

    with pytest.raises(Stop):
        vectors(store, first).complete(stop)
    vectors(store, second).complete()
    assert first.embedded == second.embedded == TOGETHER
    assert store.without_vector(first.model, 0, 10) == []


def test_an_article_that_goes_meanwhile_is_left_out() -> None:
    store, embedder = FakeArticleStore(), FakeEmbedder()
    store.put([analysed(news(1), model=None), analysed(news(2), model=None)])
    ids = store.live_ids(0, 10)
    store.delete(store.passages(ids[:1])[0].stored.id)
    assert list(vectors(store, embedder).of(ids)) == ids[2:]
    index = FakeVectorIndex()
    indexed = [store.indexed(ids[2:])]
    embedded_index(index, store, embedder).rebuild(2, indexed)
    assert index.count() == 2


def test_a_model_agrees_with_its_own_vectors_and_with_no_others() -> None:
    store, embedder = FakeArticleStore(), FakeEmbedder("one-8")
    assert vectors(store, embedder).agrees()
    store.put([analysed(news(1, "글."), model=None)])
    assert vectors(store, embedder).agrees()
    vectors(store, embedder).complete()
    assert vectors(store, embedder).agrees()

    class Impostor(FakeEmbedder):
        def embed(self, texts: list[AnalysedText], *, as_query: bool) -> list[Vector]:  # type: ignore[override]
            return [vector_of(one.text, model="somebody else") for one in texts]

    assert not vectors(store, Impostor("one-8")).agrees()
    assert not vectors(store, FakeEmbedder("one-8", dimension=16)).agrees()
