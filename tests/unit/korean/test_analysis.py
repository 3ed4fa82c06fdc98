"""The one Kiwi pass: sentences, morphemes, and how they are stored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Analysis, Sentence, Token
from rag.korean.analysis import Analyser, check, decode, encode

BODY = (
    "가람시는 12일 트램 기본계획을 확정했다. 도하준 시장은 “시민의 발이 될 것이다. 예산은 걱정하지 않는다”고 말했다.\n"
    "○ 본회의에서는 중장기 계획이 발표되고, 의제들이 논의된다.\n"
    "올해로 4회째인 시상식도 열린다. '물빛 어워즈'에서는 ▲야간경관 ▲수질개선 두 분야를 시상한다."
)


def sentences(analysis: Analysis, text: str) -> list[str]:
    return [text[s.start : s.end] for s in analysis.sentences]


def test_a_quotation_of_two_sentences_stays_with_its_speaker(analyser: Analyser) -> None:
    found = sentences(analyser.analyse(BODY), BODY)
    assert "도하준 시장은 “시민의 발이 될 것이다. 예산은 걱정하지 않는다”고 말했다." in found


def test_a_sentence_never_crosses_a_paragraph(analyser: Analyser) -> None:
    assert all("\n" not in sentence for sentence in sentences(analyser.analyse(BODY), BODY))


def test_a_list_bullet_belongs_to_the_sentence_it_opens(analyser: Analyser) -> None:
    assert any(s.startswith("○ 본회의") for s in sentences(analyser.analyse(BODY), BODY))


def test_a_fragment_that_begins_with_a_particle_is_joined_to_what_it_belongs_to(analyser: Analyser) -> None:
    found = sentences(analyser.analyse(BODY), BODY)
    assert not any(s.startswith(("에서는", "▲")) for s in found)


def test_every_token_reads_as_printed_where_it_stands(analyser: Analyser) -> None:
    analysis = analyser.analyse(BODY)
    check(analysis, BODY)
    nouns = [t for t in analysis.tokens if t.tag == "NNP" and " " not in t.form]
    assert nouns
    assert all(BODY[t.start : t.end] == t.form for t in nouns)


@pytest.mark.parametrize("word", ["국민의힘", "열린민주당", "금투세", "달빛철도", "세계스마트시티기구"])
def test_the_user_dictionary_keeps_words_whole(analyser: Analyser, word: str) -> None:
    forms = [t.form.replace(" ", "") for t in analyser.tokens(f"{word}가 발표했다")]
    assert word in forms


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_any_text_gives_an_analysis_that_survives_storage(analyser: Analyser, text: str) -> None:
    analysis = analyser.analyse(text)
    check(analysis, text)
    assert decode(encode(analysis)) == analysis


def test_a_stored_analysis_of_another_format_is_refused() -> None:
    import zlib

    with pytest.raises(ValueError, match="format"):
        decode(zlib.compress(b"9 0\n\n"))


def test_an_analysis_with_a_sentence_outside_the_text_is_noticed() -> None:
    broken = Analysis((Token("가", "NNG", 0, 1, 5),), (Sentence(0, 9, 0, 1),))
    with pytest.raises(ValueError, match="outside"):
        check(broken, "가")
