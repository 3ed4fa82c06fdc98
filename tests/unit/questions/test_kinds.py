"""What kind of answer a question asks for. The tables' examples are the tests."""

from __future__ import annotations

import pytest

from rag.domain import Kind
from rag.korean.nouns import RULES as NOUNS
from rag.korean.nouns import kind_of_noun
from rag.questions import english
from rag.questions.english import EnglishRule
from rag.questions.kinds import RULES, KindRule, kind_of, main_clause
from rag.questions.spelling import SLIPS, TABLE, Spelling, meant, mended


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_each_rule_is_the_first_to_match_its_example(rule: KindRule) -> None:
    assert kind_of(rule.example) is rule.kind


@pytest.mark.parametrize("rule", english.RULES, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_each_english_rule_is_the_first_to_match_its_example(rule: EnglishRule) -> None:
    assert kind_of(rule.example) is rule.kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [(example, rule.kind) for rule in NOUNS for example in rule.examples],
    ids=str,
)
def test_a_noun_stands_for_a_kind_of_answer(noun: str, kind: Kind) -> None:
    assert kind_of_noun(noun) is kind


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.example)
def test_slips_of_chat_are_read_as_they_are_meant(row: Spelling) -> None:
    assert meant(row.example) == row.reads


@pytest.mark.parametrize("row", SLIPS, ids=lambda row: row.example)
def test_slips_that_are_no_other_word_are_mended_letter_for_letter(row: Spelling) -> None:
    assert mended(row.example) == row.reads
    assert len(row.example) == len(row.reads)


@pytest.mark.parametrize(
    "text", ["두 도시를 잇나요", "햇살은 언제 비치나요", "구애 끝에 결혼했나요", "산타는 누구", "여기예요?"]
)
def test_words_that_are_no_slips_stay(text: str) -> None:
    assert mended(text) == text


FORMAL = {
    "가람총회의 의장은 누구인가요?": Kind.WHO,
    "기공식은 언제 열렸습니까?": Kind.WHEN,
    "발인은 언제입니까?": Kind.WHEN,
    "개막식은 어디에서 열립니까?": Kind.WHERE,
    "총회의 주제는 무엇이었습니까?": Kind.WHAT,
    "시의회는 왜 예산안을 부결했습니까?": Kind.WHY,
    "펌프는 어떻게 고쳤습니까?": Kind.HOW,
    "총사업비는 얼마입니까?": Kind.HOW_MANY,
    "반대표는 몇 표였습니까?": Kind.HOW_MANY,
    "요금도 오릅니까?": Kind.YES_NO,
    "파업을 정말 했습니까?": Kind.YES_NO,
    "우승자를 전부 적어 주십시오.": Kind.LIST,
    "두 해의 영업이익을 비교해 주십시오.": Kind.COMPARE,
    "사설을 간단히 요약해 주십시오.": Kind.SUMMARY,
    "사건의 경과를 정리해 주십시오.": Kind.TIMELINE,
    "이 기사를 쓴 기자는 누구입니까?": Kind.ARTICLE,
}
INFORMAL = {
    "의장 누구야?": Kind.WHO,
    "둘이 앞으로 어떻게 지내자고 했어? 한 줄로": Kind.HOW,
    "트램 소식 한 줄로": Kind.SUMMARY,
    "열리고 나서 몇 년이 흐른 뒤인가요?": Kind.HOW_MANY,
    "그 일이 있은 지 며칠이 지났나요?": Kind.HOW_MANY,
    "시장은 무슨 일정을 소화하나요?": Kind.WHAT,
    "총회 일정은?": Kind.WHEN,
    "누가 이겼어?": Kind.WHO,
    "개통 언제 해?": Kind.WHEN,
    "며칠부터 하는데?": Kind.WHEN,
    "어디서 해?": Kind.WHERE,
    "주제가 뭐야": Kind.WHAT,
    "왜 미뤘대?": Kind.WHY,
    "어떻게 뽑는데?": Kind.HOW,
    "돈 얼마 들었어?": Kind.HOW_MANY,
    "무료야?": Kind.YES_NO,
    "예산안이 통과됐다고?": Kind.YES_NO,
    "시장 이름이 뭐였지?": Kind.WHAT,
    "요금이 올랐어?": Kind.YES_NO,
    "그거 진짜야?": Kind.YES_NO,
    "내용 좀 요약해 봐": Kind.SUMMARY,
}
CLIPPED = {
    "의장 누구?": Kind.WHO,
    "의장은?": Kind.WHO,
    "총사업비는?": Kind.HOW_MANY,
    "총사업비": Kind.HOW_MANY,
    "개통일은?": Kind.WHEN,
    "개최지는?": Kind.WHERE,
    "장소는요?": Kind.WHERE,
    "이유는?": Kind.WHY,
    "늦어진 이유": Kind.WHY,
    "선정 방법은?": Kind.HOW,
    "주제는?": Kind.WHAT,
    "종류는?": Kind.LIST,
    "참가 도시 명단": Kind.LIST,
    "축제 주제": Kind.WHAT,
    "에너지저장장치란?": Kind.WHAT,
}
COLLOQUIAL = {
    "시장이 뭐래": Kind.WHAT,
    "그거 어케 됨": Kind.HOW,
    "몇 명임": Kind.HOW_MANY,
    "가람축제 ㅇㅇ 언제함": Kind.WHEN,
    "이름이 모야": Kind.WHAT,
    "왜케 늦어졌어 ㅠㅠ": Kind.WHY,
    "얼마래?": Kind.HOW_MANY,
    "경기 이김?": Kind.YES_NO,
    "몇대몇?": Kind.HOW_MANY,
    "어디래? 짧게 좀": Kind.WHERE,
    "누구임 ㅋㅋ": Kind.WHO,
    "그거 맞음?": Kind.YES_NO,
    "개통했음?": Kind.YES_NO,
    "돈 얼마나 들었대요?": Kind.HOW_MANY,
}
MISSPELT = {
    "둘이 언재 만낫나": Kind.WHEN,
    "창립일은 언젠가요": Kind.WHEN,
    "본사는 어딘가요?": Kind.WHERE,
    "의장은 누군가요": Kind.WHO,
    "주제가 무었인가요": Kind.WHAT,
    "몇게나 팔렸나": Kind.HOW_MANY,
    "몇 일에 열리나": Kind.WHEN,
    "본사 어딨나요?": Kind.WHERE,
    "얼만큼 올랐어": Kind.HOW_MANY,
}
UNSPACED = {
    "가람트램총사업비는얼마인가요": Kind.HOW_MANY,
    "의장은누구예요": Kind.WHO,
    "개통은언제해요": Kind.WHEN,
    "정거장몇개로정해졌어요": Kind.HOW_MANY,
    "강시장이집무실에서일하는요일은?": Kind.WHEN,
    "개막식은어디서열리나요": Kind.WHERE,
}
INDIRECT = {
    "몇 명이 참가했는지 알려 줘": Kind.HOW_MANY,
    "언제 열리는지 궁금합니다": Kind.WHEN,
    "의장이 누구인지 말해 주세요": Kind.WHO,
    "총사업비가 궁금합니다": Kind.HOW_MANY,
    "개막 날짜를 알고 싶습니다": Kind.WHEN,
    "왜 미뤄졌는지 설명해 주세요": Kind.WHY,
    "미뤄진 이유를 알려 주세요": Kind.WHY,
    "공사 방식을 설명해 줘": Kind.HOW,
    "요금이 오르는지 알려 줘": Kind.YES_NO,
    "통과 여부를 알려 주세요": Kind.YES_NO,
    "개최지를 말해 줘": Kind.WHERE,
    "노조를 이끄는 사람 이름을 알려 주세요.": Kind.WHAT,
    "저자를 알려 줘": Kind.WHO,
    "트램 소식 좀 알려 줘": Kind.SUMMARY,
    "가람총회에 대해 자세히 알려 주세요": Kind.SUMMARY,
    "우승자들을 알려 주세요": Kind.LIST,
    "도시별 예산을 알려 주세요": Kind.LIST,
    "모레 시장은 무슨 일정이 있나요?": Kind.WHAT,
    "예로 든 것을 정부별로 알려 주세요": Kind.LIST,
    "소식을 개월별로 보지 말고 요약해 주세요": Kind.SUMMARY,
    "합의 내용을 알려 주세요": Kind.WHAT,
    "상생협약을 설명해 줘": Kind.SUMMARY,
    "가람 트램 소식": Kind.SUMMARY,
}
EMBEDDED = {
    "1500원으로 올렸다는데 얼마야?": Kind.HOW_MANY,
    "10개 과제에 합의했다는데 몇 번째가 인공지능인가요?": Kind.HOW_MANY,
    "시장이 물러났다던데 후임은 누구예요?": Kind.WHO,
    "매출이 늘었는데도 이익이 왜 줄었나요?": Kind.WHY,
    "몇 명이 다쳤는지 밝힌 사람은 누구인가요?": Kind.WHO,
    "얼마가 드는지 언제 발표했나요?": Kind.WHEN,
    "확정됐다는데 사실인가요?": Kind.YES_NO,
    "자동이 안 됐다던데 그럼 어떻게 내렸나요?": Kind.HOW,
}
ENCYCLOPAEDIC = {
    "의장의 임기는 몇 년인가?": Kind.HOW_MANY,
    "등대를 처음 설계한 인물은?": Kind.WHO,
    "등대를 처음 설계한 사람의 이름은?": Kind.WHAT,
    "총회가 처음 열린 곳은?": Kind.WHERE,
    "총회가 처음 열린 도시는?": Kind.WHERE,
    "연합이 만들어진 해는?": Kind.WHEN,
    "연합이 만들어진 때는?": Kind.WHEN,
    "이 다리는 무엇으로 불리는가?": Kind.WHAT,
    "축제에서 금지된 것은?": Kind.WHAT,
    "의원의 수는?": Kind.HOW_MANY,
    "참가자 가운데 학생의 비율은?": Kind.HOW_MANY,
    "그가 졸업한 대학은?": Kind.WHAT,
    "시장이 나온 대학은 어디인가?": Kind.WHAT,
    "가람군의 인구는 얼마인가?": Kind.HOW_MANY,
    "다리가 무너진 원인은?": Kind.WHY,
    "그는 어떤 사람인가?": Kind.WHAT,
    "어느 의원이 반대했나?": Kind.WHO,
    "어느 도시가 선정되었는가?": Kind.WHERE,
    "무슨 요일에 쉬는가?": Kind.WHEN,
    "가람시에서 가장 큰 시장은 어디인가?": Kind.WHERE,
}
TRAPS = {
    "누구나 탈 수 있나요?": Kind.YES_NO,
    "언제든지 환불되나요?": Kind.YES_NO,
    "시간을 비교적 적게 쓴 사람은 누구인가요?": Kind.WHO,
    "왜곡 보도를 한 곳은 어디인가요?": Kind.WHERE,
    "공사는 몇 년이나 걸리나요?": Kind.HOW_MANY,
    "축제는 며칠 동안 열리나요?": Kind.HOW_MANY,
    "축제는 며칠에 열리나요?": Kind.WHEN,
    "개통이 몇 년이나 늦어졌나요?": Kind.HOW_MANY,
    "공사는 몇 년에 걸쳐 이뤄졌나요?": Kind.HOW_MANY,
    "이 법은 무엇을 위해 만들어졌나요?": Kind.WHY,
    "어느 시장에서 조사했나요?": Kind.WHERE,
    "그는 무슨 일을 했나요?": Kind.WHAT,
    "요금은 어떻게 되나요?": Kind.HOW_MANY,
    "일정은 어떻게 되나요?": Kind.WHEN,
    "어떤 시설이 있나요?": Kind.LIST,
    "그러면 급행버스가 더 낫다는 결론인가요?": Kind.YES_NO,
    "8개 사항을 모두 알려 주세요.": Kind.LIST,
    "모두 몇 명인가요?": Kind.HOW_MANY,
}
ENGLISH = {
    "Who won the marathon?": Kind.WHO,
    "How many cities joined?": Kind.HOW_MANY,
    "How long will the line be?": Kind.HOW_MANY,
    "Which provinces had the governor signed agreements with?": Kind.LIST,
    "Which province will host it?": Kind.WHERE,
    "What transfer fee did the club pay?": Kind.HOW_MANY,
    "Where was the agreement signed?": Kind.WHERE,
    "In what year was the union founded?": Kind.WHEN,
    "Did the council pass the budget?": Kind.YES_NO,
    "What are the seven tasks?": Kind.LIST,
    "Why was the concert cancelled?": Kind.WHY,
    "How did they open the gate?": Kind.HOW,
    "What is the theme of the festival?": Kind.WHAT,
}
_ALL = (
    FORMAL, INFORMAL, CLIPPED, COLLOQUIAL, MISSPELT, UNSPACED, INDIRECT, EMBEDDED, ENCYCLOPAEDIC, TRAPS, ENGLISH,
)  # fmt: skip


@pytest.mark.parametrize(("question", "kind"), [row for table in _ALL for row in table.items()])
def test_people_ask_in_many_ways(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


def test_what_is_said_before_the_question_is_not_asked() -> None:
    assert main_clause("10개 과제에 합의했다는데 몇 번째가 먼저인가요?") == "몇 번째가 먼저인가요?"
    assert main_clause("비용은 얼마인가요?") == "비용은 얼마인가요?"
