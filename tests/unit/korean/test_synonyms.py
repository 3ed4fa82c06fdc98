"""The table of everyday words: its form, and that every word in it is a term as texts and questions have them."""

from __future__ import annotations

import pytest

from rag.errors import SettingsError
from rag.korean.analysis import Analyser
from rag.korean.synonyms import CLOSE, LOOSE, parse_synonyms, parse_thesaurus, shipped_synonyms, shipped_thesaurus
from rag.korean.terms import terms

ROWS = [row for rows in shipped_synonyms().values() for row in rows]
NOUN_FRAMES = ("{}이 있다.", "{}가 있다.", "{}를 알렸다.", "{}에서 열렸다.", "{}")
VERB_FRAMES = ("{}", "{}고 있다.", "{}지 않았다.", "{}는다는 소식", "{}게 되나요?")
RARE_STEMS = {"꺾다", "헐다", "낡다", "앓다"}
"""Verbs whose stem is one syllable that hardly stands in other words."""


def frames(word: str) -> list[str]:
    verb = word.endswith("다") and len(word) > 1
    return [f.format(word[:-1] if verb and f != "{}" else word) for f in (VERB_FRAMES if verb else NOUN_FRAMES)]


@pytest.fixture(scope="module")
def read(analyser: Analyser) -> dict[str, frozenset[str]]:
    """Word of the table → the terms of texts that hold it."""
    words = {row.said for row in ROWS} | {form for row in ROWS for form, _ in row.printed}
    return {word: frozenset(t for text in frames(word) for t in terms(analyser.tokens(text))) for word in words}


def test_every_word_of_the_table_is_a_term_of_texts_that_hold_it(read: dict[str, frozenset[str]]) -> None:
    assert [word for word, found in read.items() if word not in found] == []


def test_the_table_covers_the_language_and_not_one_field_of_it() -> None:
    assert len(ROWS) >= 400


def test_no_printed_word_is_so_short_that_it_stands_in_others() -> None:
    printed = {form for row in ROWS for form, _ in row.printed} - RARE_STEMS
    assert [form for form in printed if len(form.removesuffix("다") if len(form) > 1 else form) < 2] == []


def test_a_word_of_one_syllable_that_is_many_things_says_what_stands_beside_it() -> None:
    many = {"불", "배", "표", "문", "차", "손", "상", "길", "다리", "비", "금", "병", "형", "밤"}
    assert [row.said for row in ROWS if row.said in many and not row.beside] == []


def test_no_row_names_its_own_word_or_is_written_twice() -> None:
    assert [row.said for row in ROWS if row.said in dict(row.printed)] == []
    keys = [(row.said, row.beside) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_close_words_weigh_more_than_loose_ones() -> None:
    (row,) = parse_synonyms(["# a comment", "", "죽다\t사망 숨지다\t희생\t\t몇 명이 죽었나요?"], "test")
    assert dict(row.printed) == {"사망": CLOSE, "숨지다": CLOSE, "희생": LOOSE}
    assert row.example == "몇 명이 죽었나요?"
    assert row.holds(frozenset())


def test_what_has_to_stand_beside_a_word_decides() -> None:
    (row,) = parse_synonyms(["삽\t착공\t\t첫"], "test")
    assert row.holds(frozenset({"첫", "삽"}))
    assert not row.holds(frozenset({"눈", "삽"}))


@pytest.mark.parametrize("line", ["죽다", "\t사망", "죽다\t\t", "죽다\t사망\t희생\t\t예\t더"])
def test_a_row_without_its_words_is_named(line: str) -> None:
    with pytest.raises(SettingsError, match=r"test line 2"):
        parse_synonyms(["삽\t착공", line], "test")


def test_the_thesaurus_is_read_from_what_readers_say_to_what_is_printed() -> None:
    rows = list(parse_thesaurus(["# a comment", "별세\t죽다\t돌아가다 죽다", "예산\t\t돈"], "test"))
    assert rows == [("죽다", "별세", CLOSE), ("돌아가다", "별세", LOOSE), ("돈", "예산", LOOSE)]


@pytest.mark.parametrize("line", ["별세", "\t죽다", "별세\t\t", "별세\t죽다\t떠나다\t더"])
def test_a_row_of_the_thesaurus_without_its_words_is_named(line: str) -> None:
    with pytest.raises(SettingsError, match=r"test line 2"):
        list(parse_thesaurus(["별세\t죽다", line], "test"))


def test_no_printed_word_of_the_thesaurus_is_so_short_that_it_stands_in_others() -> None:
    printed = {word for words in shipped_thesaurus().values() for word, _ in words} - RARE_STEMS
    assert [word for word in printed if len(word.removesuffix("다") if len(word) > 1 else word) < 2] == []
    assert [said for said, words in shipped_thesaurus().items() if said in dict(words)] == []
