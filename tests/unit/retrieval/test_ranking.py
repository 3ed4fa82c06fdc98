"""What the order of hits owes to dates and to variety."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from rag.domain import Filters, Hit, Kind, Period, Question, StoredPassage
from rag.retrieval.ranking import PER_ARTICLE, allowed, ranked
from tests.fakes_indexes import NOW, at
from tests.fakes_retrieval import hit

ASKED = Question("트램", "트램", Kind.WHAT, NOW)
STORY = "가람시 트램 착공식 열다 시민 환영 도하준 시장 말하다 정거장"


def ids(hits: list[Hit]) -> list[int]:
    return [one.passage.id for one in hits]


def test_the_better_score_stands_first_and_ties_go_by_id() -> None:
    assert ids(ranked([hit(3, 0.5), hit(1, 0.4), hit(2, 0.5)], ASKED)) == [2, 3, 1]


def test_what_was_published_in_the_period_rises() -> None:
    asked = replace(ASKED, period=Period(date(2025, 1, 1), date(2025, 1, 31), "1월"))
    inside, outside = hit(1, 0.5, published=at(2025, 1, 20)), hit(2, 0.55, published=at(2024, 1, 20))
    assert ids(ranked([outside, inside], asked)) == [1, 2]


def test_the_newest_rises_only_when_the_present_is_asked_for() -> None:
    old, new = hit(1, 0.52, published=at(2024, 1, 1)), hit(2, 0.5, published=at(2025, 1, 1))
    assert ids(ranked([old, new], ASKED)) == [1, 2]
    assert ids(ranked([old, new], replace(ASKED, wants_latest=True))) == [2, 1]


def test_one_article_does_not_fill_the_list() -> None:
    many = [hit(n, 0.9 - n / 100, article="one", terms=f"말{n} 글{n}") for n in range(1, 9)]
    other = hit(20, 0.1, article="other", terms="딴말")
    assert ids(ranked([*many, other], ASKED)) == [1, 2, 3, 4, 20]
    assert PER_ARTICLE == 4


def test_copies_of_a_wire_story_come_after_everything_else() -> None:
    copies = [hit(n, 0.9, article=f"copy {n}", terms=STORY) for n in (1, 2, 3)]
    other = hit(9, 0.2, article="other", terms="트램 노선 반대 주민 모이다")
    assert ids(ranked([*copies, other], ASKED)) == [1, 9, 2, 3]


def test_a_story_that_differs_in_a_number_is_no_copy() -> None:
    first, corrected = (
        hit(n, 0.9, article=f"v{n}", terms=f"{STORY} {count}") for n, count in ((1, "19곳"), (2, "20곳"))
    )
    other = hit(9, 0.2, article="other", terms="딴말")
    assert ids(ranked([first, corrected, other], ASKED)) == [1, 2, 9]


@pytest.mark.parametrize(
    ("filters", "as_of", "expected"),
    [
        (Filters(), None, [1, 2, 3]),
        (Filters(), at(2025, 1, 15), [1, 3]),
        (Filters(undated=False), at(2025, 1, 15), [1]),
        (Filters(published_after=date(2025, 1, 2)), None, [2]),
        (Filters(published_before=date(2025, 1, 1)), None, [1]),
        (Filters(publishers=("예시신문",)), None, []),
    ],
)
def test_what_the_request_excludes_is_left_out(filters: Filters, as_of: datetime | None, expected: list[int]) -> None:
    hits = [hit(1, 0.9, published=at(2025, 1, 1)), hit(2, 0.8, published=at(2025, 2, 1)), hit(3, 0.7, published=None)]
    assert ids(allowed(hits, replace(ASKED, filters=filters, as_of=as_of))) == expected


def test_nothing_is_lost_or_made_up() -> None:
    hits = [hit(n, n / 10, article=f"a{n}", terms=STORY if n % 2 else f"말{n}") for n in range(1, 9)]
    assert sorted(ids(ranked(hits, ASKED))) == sorted(ids(hits))
    assert all(isinstance(one.passage, StoredPassage) for one in ranked(hits, ASKED))
