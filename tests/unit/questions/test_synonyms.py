"""Everyday words are looked for in the words of news too; names and numbers are not. The table's examples are the tests."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.domain import KST, Keyword
from rag.korean.analysis import Analyser
from rag.korean.names import shipped_aliases, shipped_english
from rag.korean.synonyms import CLOSE, Synonym, parse_synonyms, shipped_synonyms
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding

ASKED = datetime(2026, 11, 21, 9, tzinfo=KST)
EXAMPLES = [row for rows in shipped_synonyms().values() for row in rows if row.example]


@pytest.fixture(scope="module")
def understanding(analyser: Analyser) -> Understanding:
    vocabulary = Vocabulary.of(shipped_aliases(), shipped_english(), shipped_synonyms())
    return Understanding(analyser, KiwiEmbedder(analyser), vocabulary)


def forms(understanding: Understanding, text: str) -> dict[str, dict[str, float]]:
    """Keyword → its forms."""
    return {k.form: dict(k.forms) for k in understanding.understand(text, asked_at=ASKED).keywords}


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.example)
def test_an_everyday_word_is_found_as_news_prints_it(understanding: Understanding, row: Synonym) -> None:
    printed, weight = row.printed[0]
    found = forms(understanding, row.example)[row.said]
    assert found[printed] >= weight
    assert found[row.said] == 1.0


def test_what_is_said_counts_more_than_what_stands_for_it(understanding: Understanding) -> None:
    for found in forms(understanding, "산사태로 죽은 주민과 다친 주민은 몇 명인가요?").values():
        assert all(weight <= CLOSE for form, weight in found.items() if weight < 1.0)


def test_it_goes_one_way(understanding: Understanding) -> None:
    assert "쏘다" not in forms(understanding, "위성은 어디에서 발사됐나요?")["발사"]


@pytest.mark.parametrize(
    ("question", "word", "not_meant"),
    [
        ("마당에서 잡초를 뽑는 까닭은 무엇인가요?", "뽑다", "채용"),
        ("눈을 치울 삽은 어디에 있나요?", "삽", "착공"),
        ("지구는 왜 돌아가나요?", "돌아가다", "가동"),
        ("편지에 우표를 붙여 보냈나요?", "붙이다", "합격"),
    ],
)
def test_another_meaning_of_the_word_is_left_alone(
    understanding: Understanding, question: str, word: str, not_meant: str
) -> None:
    assert not_meant not in forms(understanding, question)[word]


def test_nothing_stands_for_a_name_or_a_number(analyser: Analyser) -> None:
    rows = parse_synonyms(["walu\t총회", "8개\t과제", "과제\t사업"], "test")
    vocabulary = Vocabulary.of((), {}, {row.said: (row,) for row in rows})
    reader = Understanding(analyser, KiwiEmbedder(analyser), vocabulary)
    found = {k.form: k for k in reader.understand("WALU는 8개 과제에 합의했나요?", asked_at=ASKED).keywords}
    assert alone(found["walu"])
    assert found["walu"].proper
    assert alone(found["8개"])
    assert found["8개"].numeral
    assert dict(found["과제"].forms) == {"과제": 1.0, "사업": CLOSE}


def test_nothing_stands_for_a_crumb_of_a_name(understanding: Understanding) -> None:
    assert "회사" in understanding.vocabulary.synonyms
    found = forms(understanding, "솔달회사는 어디에 있나요?")["솔달회사"]
    assert set(found) == {"솔달회사", "회사"}


def alone(keyword: Keyword) -> bool:
    return [form for form, _ in keyword.forms] == [keyword.form]
