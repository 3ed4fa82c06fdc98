"""Passages: runs of whole sentences."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.articles.passages import WHOLE, PassageRules, cut
from rag.domain import Sentence


def of_lengths(lengths: list[int]) -> list[Sentence]:
    spans, at = [], 0
    for length in lengths:
        spans.append(Sentence(at, at + length, 0, 0))
        at += length + 1
    return spans


def test_passages_share_one_sentence() -> None:
    ranges = cut(of_lengths([120] * 10))
    assert len(ranges) > 1
    assert all(after[0] == before[1] - 1 for before, after in pairwise(ranges))


def test_a_long_sentence_is_not_repeated() -> None:
    assert cut(of_lengths([450, 450, 450])) == [(0, 1), (1, 2), (2, 3)]


def test_a_short_tail_joins_the_passage_before() -> None:
    assert cut(of_lengths([230, 230, 40])) == [(0, 3)]


def test_a_whole_document_is_one_passage() -> None:
    assert cut(of_lengths([300] * 9), WHOLE) == [(0, 9)]


def test_no_sentence_no_passage() -> None:
    assert cut([]) == []


@given(st.lists(st.integers(1, 900), min_size=1, max_size=60))
def test_every_sentence_is_in_a_passage_and_none_grows_without_end(lengths: list[int]) -> None:
    spans, rules = of_lengths(lengths), PassageRules()
    ranges = cut(spans, rules)
    assert {i for first, last in ranges for i in range(first, last)} == set(range(len(spans)))
    for first, last in ranges[:-1]:
        assert last - first == 1 or spans[last - 1].end - spans[first].start <= rules.limit + max(lengths)
    assert [r[0] for r in ranges] == sorted(r[0] for r in ranges)
