"""Where candidates come from: everything, a window that is demanded, a period that is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rag.domain import Filters, IndexedPassage, Keyword, Kind, Period, Question, Vector
from rag.korean.terms import bigrams
from rag.retrieval.candidates import Candidates
from tests.fakes_indexes import NOW, FakeLexicalIndex, FakeVectorIndex, at, unit

TRAM = (Keyword("트램", (("트램", 1.0),), 0.5),)


def passage(number: int, day: date | None, angle: float, terms: str = "딴말") -> IndexedPassage:
    published = None if day is None else at(day.year, day.month, day.day)
    vector = unit([1.0, angle, 0, 0, 0, 0, 0, 0])
    return IndexedPassage(number, published, "", "", terms, " ".join(bigrams(terms)), vector)


class World:
    """Both indexes over some passages; counts what is read from the store."""

    def __init__(self, passages: Sequence[IndexedPassage], narrow: int = 100) -> None:
        self.lexical, self.vectors = FakeLexicalIndex(), FakeVectorIndex()
        self.lexical.rebuild(1, [passages])
        self.vectors.rebuild(1, [passages])
        self.held = {one.id: one.vector for one in passages if one.vector}
        self.read: list[int] = []
        self.candidates = Candidates(self.lexical, self.vectors, self.stored, narrow)

    def stored(self, ids: Sequence[int]) -> Mapping[int, Vector]:
        self.read += ids
        return {one: self.held[one] for one in ids if one in self.held}

    def ids(self, question: Question, limit: int = 10) -> list[int]:
        return [one.id for one in self.candidates.of(question, limit)]


def asked(**fields: object) -> Question:
    vector = unit([1.0, 0, 0, 0, 0, 0, 0, 0])
    question = Question("트램", "트램", Kind.WHAT, NOW, keywords=TRAM, bigrams={"트램": 1.0}, vector=vector)
    return replace(question, **fields)  # type: ignore[arg-type]


JANUARY = [passage(n, date(2025, 1, n), n / 10) for n in range(1, 21)]


def test_both_indexes_give_candidates() -> None:
    world = World([passage(1, None, 9.0, "트램"), passage(2, None, 0.1)])
    assert set(world.ids(asked())) == {1, 2}
    assert world.read == []


def test_a_narrow_window_is_scored_exactly_however_far_down_the_whole_list_it_lies() -> None:
    world = World(JANUARY)
    days = Filters(published_after=date(2025, 1, 18), published_before=date(2025, 1, 19))
    assert world.ids(asked(filters=days), limit=3) == [18, 19]


def test_a_vector_is_read_once() -> None:
    world = World(JANUARY)
    days = Filters(published_after=date(2025, 1, 18))
    world.ids(asked(filters=days))
    world.ids(asked(filters=days))
    assert sorted(world.read) == [18, 19, 20]


def test_a_wide_window_is_what_is_left_of_a_longer_list() -> None:
    world = World(JANUARY, narrow=5)
    found = world.ids(asked(filters=Filters(published_after=date(2025, 1, 6))), limit=3)
    assert found == [6, 7, 8]
    assert world.read == []


def test_nothing_later_than_as_of_is_a_candidate() -> None:
    world = World([*JANUARY, passage(30, None, 0.0)])
    assert set(world.ids(asked(as_of=at(2025, 1, 3)))) == {1, 2, 3, 30}
    assert set(world.ids(asked(as_of=at(2025, 1, 3), filters=Filters(undated=False)))) == {1, 2, 3}


def test_a_named_period_adds_candidates_and_excludes_none() -> None:
    crowd = [passage(n, date(2024, 1, 1), n / 100, "트램") for n in range(1, 13)]
    then = passage(50, date(2025, 6, 10), 5.0, "트램 노선 주민 설명회 시청 강당")
    world = World([*crowd, then])
    june = Period(date(2025, 6, 1), date(2025, 6, 30), "6월")
    assert 50 not in world.ids(asked(), limit=5)
    found = world.ids(asked(period=june), limit=5)
    assert 50 in found
    assert len(found) > 1


def test_what_is_named_does_not_reach_past_as_of() -> None:
    world = World(JANUARY)
    period = Period(date(2025, 1, 1), date(2025, 1, 31), "1월")
    assert max(world.ids(asked(period=period, as_of=at(2025, 1, 5)), limit=20)) == 5


def test_no_vector_and_no_words_find_nothing() -> None:
    assert World(JANUARY).ids(asked(vector=None, keywords=(), bigrams={})) == []
