"""A question's text → what it asks for."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.domain import KST, Keyword, Kind, Question, Turn
from rag.errors import InvalidQuestion
from rag.korean.analysis import Analyser
from rag.korean.names import parse_aliases, shipped_aliases, shipped_english
from rag.questions.english import is_english
from rag.questions.english_time import TIMES, TimePhrase, korean_time
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding

KOREAN = "가람시총회의장은누구언제어디몇명왜그거기 ?!.,~·‘’\u200bAIa1Ｗ９ㅋㅠ\u1100\u1161\u11a8é"
ASKED = datetime(2026, 11, 21, 9, tzinfo=KST)


@pytest.fixture(scope="module")
def understanding(analyser: Analyser) -> Understanding:
    groups = [*shipped_aliases(), *parse_aliases(["가람시|가람광역시"], "test")]
    return Understanding(analyser, KiwiEmbedder(analyser), Vocabulary.of(groups, shipped_english()))


def ask(understanding: Understanding, text: str, *history: Turn) -> Question:
    return understanding.understand(text, history=history, asked_at=ASKED)


def forms(question: Question) -> set[str]:
    return {form for keyword in question.keywords for form, _ in keyword.forms}


def keyword(question: Question, form: str) -> Keyword:
    return next(k for k in question.keywords if k.form == form)


def test_the_asking_itself_is_not_looked_for(understanding: Understanding) -> None:
    assert forms(ask(understanding, "트램 소식을 모두 알려 주세요")) == {"트램"}


def test_names_are_proper_and_rarer_than_common_nouns(understanding: Understanding) -> None:
    question = ask(understanding, "오세훈 시장은 누구를 만났나요?")
    assert keyword(question, "오세훈").proper
    assert keyword(question, "오세훈").rarity > 3 * keyword(question, "시장").rarity


def test_a_number_with_its_unit_is_one_keyword(understanding: Understanding) -> None:
    assert keyword(ask(understanding, "8개 과제에 합의했나요?"), "8개").numeral


def test_an_ordinal_in_words_is_a_number_that_has_to_be_found(understanding: Understanding) -> None:
    found = keyword(ask(understanding, "연합의 네 번째 총회는 언제 열렸나요?"), "4째")
    assert found.numeral
    assert {"4차", "4회"} <= {form for form, _ in found.forms}


def test_what_a_way_of_asking_means_is_the_relation_where_the_words_say_none(understanding: Understanding) -> None:
    assert ask(understanding, "인 융 씨가 베이징시장이 된 것은 언제인가요?").relation == "취임"
    assert ask(understanding, "총회 참가 신청은 언제 시작하나요?").relation != "취임"


def test_an_alias_is_another_form_that_counts_less(understanding: Understanding) -> None:
    found = dict(keyword(ask(understanding, "더불어민주당은 무엇을 정했나요?"), "더불어민주당").forms)
    assert found["더불어민주당"] > found["민주당"]


def test_a_slip_is_mended_beside_what_was_written(understanding: Understanding) -> None:
    assert {"총회", "총훼"} & forms(ask(understanding, "가람 총훼 장소")) >= {"총회"}


def test_missing_spaces_do_not_hide_the_words(understanding: Understanding) -> None:
    assert {"여의도", "집무실"} <= forms(ask(understanding, "강기정시장이여의도집무실에서일하는요일은?"))


def test_english_words_are_looked_for_in_korean_and_names_in_hangul(understanding: Understanding) -> None:
    question = ask(understanding, "When did the mayor of Garam open the tram?")
    assert question.kind is Kind.WHEN
    assert {"시장", "트램", "가람"} <= forms(question)


def test_days_are_a_period_and_not_words(understanding: Understanding) -> None:
    question = ask(understanding, "2024년 7월에 열린 회의는 무엇인가요?")
    assert question.period is not None
    assert (question.period.start.isoformat(), question.period.end.isoformat()) == ("2024-07-01", "2024-07-31")
    assert "2024" not in forms(question)


def test_a_clock_time_is_no_period(understanding: Understanding) -> None:
    assert ask(understanding, "도서관은 밤 10시까지 여나요?").period is None


def test_a_leaning_question_takes_over_what_it_leans_on(understanding: Understanding) -> None:
    history = (Turn("user", "가람총회는 언제 열리나요?"), Turn("assistant", "2025년 6월 18일에 열립니다.[1]"))
    question = ask(understanding, "그럼 거기에는 몇 명이 오나요?", *history)
    assert keyword(question, "총회").carried
    assert question.standalone == "가람총회에는 몇 명이 오나요?"


def test_a_question_that_stands_alone_takes_nothing_over(understanding: Understanding) -> None:
    history = (Turn("user", "바다미 등대축제는 언제인가요?"),)
    assert not any(k.carried for k in ask(understanding, "한결전자 공장의 투자액은 얼마인가요?", *history).keywords)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\u200b\u200b", "가\x00나", "가" * 2_001])
def test_what_is_no_question_is_refused_in_korean(understanding: Understanding, text: str) -> None:
    with pytest.raises(InvalidQuestion, match="질문"):
        ask(understanding, text)


def test_decomposed_letters_are_understood_like_composed_ones(understanding: Understanding) -> None:
    text = "가람시의회 의장은 누구인가요?"
    assert ask(understanding, unicodedata.normalize("NFD", text)).keywords == ask(understanding, text).keywords


def test_a_korean_question_with_a_latin_name_is_korean() -> None:
    assert not is_english("WeGO 총회 의장은 누구인가요?")
    assert is_english("Who met 노을찬 in Garam?")


@settings(max_examples=50, deadline=None)
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_is_understood_or_refused(understanding: Understanding, text: str) -> None:
    try:
        question = ask(understanding, text)
    except InvalidQuestion:
        return
    assert all(0 < k.rarity <= 1 for k in question.keywords)


@pytest.mark.parametrize("phrase", TIMES, ids=lambda phrase: phrase.example)
def test_english_days_are_read_as_the_korean_words_that_mean_them(phrase: TimePhrase) -> None:
    said = korean_time(f"What happened {phrase.example}?")
    assert said is not None
    assert said[0] == phrase.means


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("What did the council decide in July 2024?", "2024-07-01", "2024-07-31"),
        ("Who visited Garam last month?", "2026-10-01", "2026-10-31"),
        ("How many people came in 2023?", "2023-01-01", "2023-12-31"),
        ("What happened on 30 July 2024?", "2024-07-30", "2024-07-30"),
        ("Did it open yesterday?", "2026-11-20", "2026-11-20"),
    ],
)
def test_english_days_are_a_period(understanding: Understanding, question: str, start: str, end: str) -> None:
    period = ask(understanding, question).period
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_english_plurals_and_tenses_are_looked_up(understanding: Understanding) -> None:
    assert {"펌프", "고장", "침수"} <= forms(ask(understanding, "Why did the pumps fail when it flooded?"))


def test_names_in_latin_letters_are_those_of_the_table_of_names(understanding: Understanding) -> None:
    question = ask(understanding, "Who is Yin Yong and when does WeGO meet?")
    assert "인융" in dict(keyword(question, "yinyong").forms)
    assert "세계스마트시티기구" in dict(keyword(question, "wego").forms)
    assert keyword(question, "wego").proper
    assert "세계보건기구" not in forms(question)
    assert "세계보건기구" in forms(ask(understanding, "What did the WHO announce?"))


def test_a_full_name_is_a_name(understanding: Understanding) -> None:
    question = ask(understanding, "Which political party was lawmaker Kim Jin-ae a member of?")
    assert "김진애" in dict(keyword(question, "kim").forms)
    assert keyword(question, "kim").proper
    assert keyword(question, "kim").rarity > keyword(question, "의원").rarity
    assert {"정당", "소속"} <= forms(question)
    assert [t.form for t in question.asked.noun] == ["정당"]


def test_english_ordinals_are_counted_as_articles_count_them(understanding: Understanding) -> None:
    assert {"4회", "4차"} <= forms(ask(understanding, "In which year did the fourth general assembly take place?"))
    assert {"7회", "7차"} <= forms(ask(understanding, "Which city will host the 7th assembly?"))


def test_what_english_asks_of_the_thing_is_its_attribute(understanding: Understanding) -> None:
    question = ask(understanding, "What transfer fee did the club pay for the striker?")
    assert (question.attribute, question.focus) == ("이적료", ("원",))
    assert ask(understanding, "Which city will host the assembly?").attribute is None


def test_what_a_question_asks_for_is_kept(understanding: Understanding) -> None:
    question = ask(understanding, "총회에 참석하지 않은 도시는?")
    assert (question.kind, question.asked_noun, question.negated) == (Kind.WHERE, "도시", True)


@pytest.mark.parametrize(
    ("question", "kind", "noun"),
    [
        ("그 연구소장은 뭘 하자는 건데?", Kind.WHAT, ""),
        ("시장은 무엇을 약속했나요?", Kind.WHAT, ""),
        ("시장은 무슨 일정이 있나요?", Kind.WHAT, "일정"),
        ("총회 주제는 무엇인가요?", Kind.WHAT, "주제"),
    ],
)
def test_whoever_does_something_is_not_what_is_asked_for(
    understanding: Understanding, question: str, kind: Kind, noun: str
) -> None:
    asked = ask(understanding, question).asked
    assert (asked.kind, "".join(t.form for t in asked.noun[-1:])) == (kind, noun)


def test_numbered_names_stay_whole_where_spaces_are_put_in(understanding: Understanding) -> None:
    assert "1호선 " in ask(understanding, "가람트램1호선정거장몇개로정해졌어요").spaced + " "
    assert "2단계" in ask(understanding, "가람트램2단계구간은언제개통하나요").spaced


def test_days_that_are_asked_for_are_no_period(understanding: Understanding) -> None:
    assert ask(understanding, "며칠 뒤에 투표가 있나요?").period is None
    assert ask(understanding, "이틀 뒤에 투표가 있나요?").period is not None


def test_the_noun_asked_for_is_found_without_spaces(understanding: Understanding) -> None:
    assert ask(understanding, "강시장이여의도집무실에서일하는요일은?").asked_noun == "요일"


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=KOREAN, min_size=1, max_size=40))
def test_both_ways_of_writing_letters_are_one_question(understanding: Understanding, text: str) -> None:
    try:
        composed = ask(understanding, unicodedata.normalize("NFC", text))
    except InvalidQuestion:
        with pytest.raises(InvalidQuestion):
            ask(understanding, unicodedata.normalize("NFD", text))
        return
    assert ask(understanding, unicodedata.normalize("NFD", text)) == composed


@settings(max_examples=50, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["가람시", "총회는", "언제", "몇 명이", "왜", "그 사람은", "열리나요?", "2024년에"]),
        min_size=1,
        max_size=5,
    ),
    gaps=st.lists(
        st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u3000", "\u2003", " \u200b"]), min_size=6, max_size=6
    ),
)
def test_white_space_of_any_kind_is_a_space(understanding: Understanding, words: list[str], gaps: list[str]) -> None:
    spread = gaps[-1] + "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    assert ask(understanding, spread) == ask(understanding, " ".join(words))


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u3164", "\U000e0041", "\x07", "\u202e"])
def test_what_cannot_be_seen_changes_nothing(understanding: Understanding, hidden: str) -> None:
    assert ask(understanding, f"가람{hidden}총회는 언제 열리나요?") == ask(understanding, "가람총회는 언제 열리나요?")
