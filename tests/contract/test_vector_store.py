"""What every store promises about vectors: one suite for the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from rag.adapters import sql_schema
from rag.adapters.sql import SqlArticleStore
from rag.domain import Vector, VectorSet, VectorState
from rag.ports import Store
from tests.fakes_indexes import MODEL, StandingClock, analysed, news, vector_of

OTHER = "other-8"


def other(number: int) -> Vector:
    return vector_of(f"글 {number}", model=OTHER)


def states(store: Store) -> dict[str, VectorState]:
    return {one.model: one.state for one in store.vector_sets()}


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles of two passages each, with vectors in use."""
    store.put([analysed(news(1)), analysed(news(2))])
    store.begin_vectors(MODEL, "fake")
    store.activate_vectors(MODEL)
    return store


def test_a_new_store_has_vectors_of_no_model(store: Store) -> None:
    assert store.vector_sets() == []
    assert store.finish_vectors(MODEL)
    store.drop_vectors()


def test_vectors_that_come_with_an_article_are_kept_exactly(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    expected = [passage.vector for number in (1, 2) for passage in analysed(news(number)).passages]
    assert [filled.vectors(MODEL, ids)[number] for number in ids] == expected
    assert filled.vectors(OTHER, ids) == {}
    assert filled.vectors(MODEL, []) == {}


def test_an_article_may_come_without_vectors(store: Store) -> None:
    store.put([analysed(news(1), model=None)])
    ids = store.live_ids(0, 10)
    assert store.vectors(MODEL, ids) == {}
    assert store.without_vector(MODEL, 0, 10) == ids
    store.add_vectors(MODEL, {ids[1]: vector_of("둘")})
    assert store.without_vector(MODEL, 0, 10) == ids[:1]


def test_vectors_of_two_models_stand_beside_each_other(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    before = filled.vectors(MODEL, ids)
    filled.begin_vectors(OTHER, "another")
    filled.add_vectors(OTHER, {number: other(number) for number in ids})
    assert filled.vectors(OTHER, ids) == {number: other(number) for number in ids}
    assert filled.vectors(MODEL, ids) == before
    assert states(filled) == {MODEL: VectorState.ACTIVE, OTHER: VectorState.BUILDING}


def test_what_lacks_a_vector_is_walked_in_pieces(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    filled.add_vectors(OTHER, {ids[1]: other(ids[1])})
    assert filled.without_vector(OTHER, 0, 2) == [ids[0], ids[2]]
    assert filled.without_vector(OTHER, ids[2], 2) == [ids[3]]
    assert filled.without_vector(MODEL, 0, 10) == []


def test_a_set_is_ready_only_when_nothing_lacks_a_vector(filled: Store) -> None:
    filled.begin_vectors(OTHER, "another")
    [*most, last] = filled.live_ids(0, 10)
    filled.add_vectors(OTHER, {number: other(number) for number in most})
    assert not filled.finish_vectors(OTHER)
    assert states(filled)[OTHER] is VectorState.BUILDING
    filled.add_vectors(OTHER, {last: other(last)})
    assert filled.finish_vectors(OTHER)
    assert filled.vector_sets() == [
        VectorSet(MODEL, "fake", VectorState.ACTIVE),
        VectorSet(OTHER, "another", VectorState.READY),
    ]


def test_beginning_again_goes_on_where_it_was(filled: Store) -> None:
    filled.begin_vectors(OTHER, "another")
    first = filled.live_ids(0, 1)
    filled.add_vectors(OTHER, {first[0]: other(first[0])})
    filled.begin_vectors(OTHER, "another name for it")
    assert len(filled.without_vector(OTHER, 0, 10)) == 3
    assert VectorSet(OTHER, "another name for it", VectorState.BUILDING) in filled.vector_sets()


def test_beginning_a_third_gives_up_the_second_and_never_the_one_in_use(filled: Store) -> None:
    filled.begin_vectors(OTHER, "another")
    filled.begin_vectors("third-8", "third")
    assert states(filled) == {MODEL: VectorState.ACTIVE, "third-8": VectorState.BUILDING}
    filled.begin_vectors(MODEL, "fake")
    assert states(filled) == {MODEL: VectorState.ACTIVE}


def test_the_set_in_use_is_one_and_the_vectors_of_others_can_be_dropped(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    filled.begin_vectors(OTHER, "another")
    filled.add_vectors(OTHER, {number: other(number) for number in ids})
    filled.activate_vectors(OTHER)
    assert states(filled) == {OTHER: VectorState.ACTIVE}
    assert len(filled.vectors(MODEL, ids)) == 4
    filled.drop_vectors()
    assert filled.vectors(MODEL, ids) == {}
    assert len(filled.vectors(OTHER, ids)) == 4


def test_vectors_that_are_being_made_are_not_dropped(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    filled.begin_vectors(OTHER, "another")
    filled.add_vectors(OTHER, {ids[0]: other(ids[0])})
    filled.drop_vectors()
    assert len(filled.vectors(OTHER, ids)) == 1
    assert len(filled.vectors(MODEL, ids)) == 4


def test_a_vector_of_a_passage_that_is_gone_is_left_out_and_one_that_is_there_stays(filled: Store) -> None:
    [first, *_, last] = filled.live_ids(0, 10)
    filled.delete(filled.passages([last])[0].stored.id)
    filled.add_vectors(OTHER, {first: other(first), last: other(last), 999_999: other(9)})
    assert filled.vectors(OTHER, [first, last, 999_999]) == {first: other(first)}
    filled.add_vectors(OTHER, {first: other(7)})
    assert filled.vectors(OTHER, [first]) == {first: other(first)}


def test_a_withdrawn_article_takes_the_vectors_of_every_model_with_it(filled: Store) -> None:
    ids = filled.live_ids(0, 10)
    filled.begin_vectors(OTHER, "another")
    filled.add_vectors(OTHER, {number: other(number) for number in ids})
    filled.delete(filled.passages(ids[:1])[0].stored.id)
    for model in (MODEL, OTHER):
        assert filled.vectors(model, ids).keys() == set(ids[2:])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_two_processes_that_make_the_same_vectors_do_not_disturb_each_other(sql: SqlArticleStore, url: str) -> None:
    sql.put([analysed(news(number), model=None) for number in range(20)])
    ids = sql.live_ids(0, 100)

    def make() -> None:
        store = SqlArticleStore(url, clock=StandingClock())
        for number in ids:
            store.add_vectors(OTHER, {number: other(number)})
        store.close()

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sql.vectors(OTHER, ids) == {number: other(number) for number in ids}


OLD_VECTORS = (
    "DROP TABLE passage_vector",
    "DROP TABLE vector_set",
    "CREATE TABLE passage_vector (passage_id BIGINT NOT NULL, model TEXT NOT NULL, vector {blob} NOT NULL, "
    "CONSTRAINT passage_vector_pkey PRIMARY KEY (passage_id))",
    "UPDATE schema_version SET version = 1",
)


def test_a_store_of_the_first_schema_keeps_everything(url: str) -> None:
    store = SqlArticleStore(url, clock=StandingClock())
    store.put([analysed(news(1)), analysed(news(2))])
    ids = store.live_ids(0, 10)
    before = store.vectors(MODEL, ids)
    store.close()
    engine = sql_schema.open_engine(url)
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT passage_id, model, vector FROM passage_vector")).mappings().all()
        for statement in OLD_VECTORS:
            blob = "BYTEA" if engine.dialect.name == "postgresql" else "BLOB"
            connection.execute(text(statement.format(blob=blob)))
        for row in rows:
            connection.execute(text("INSERT INTO passage_vector VALUES (:passage_id, :model, :vector)"), dict(row))
    engine.dispose()
    for _ in range(2):  # the second opening finds nothing to do
        store = SqlArticleStore(url, clock=StandingClock())
        assert store.vectors(MODEL, ids) == before
        assert store.vector_sets() == [VectorSet(MODEL, "kiwi", VectorState.ACTIVE)]
        store.add_vectors(OTHER, {ids[0]: other(ids[0])})
        assert store.vectors(OTHER, ids) == {ids[0]: other(ids[0])}
        store.close()


def test_vectors_are_still_there_after_opening_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = SqlArticleStore(url, clock=StandingClock())
    store.put([analysed(news(1))])
    store.begin_vectors(MODEL, "fake")
    ids = store.live_ids(0, 10)
    before = store.vectors(MODEL, ids)
    store.close()
    again = SqlArticleStore(url, clock=StandingClock())
    assert again.vectors(MODEL, ids) == before
    assert states(again) == {MODEL: VectorState.BUILDING}
    again.close()
