from __future__ import annotations

import pytest

from rag.articles.bylines import head_byline, inline_tail, tail_byline
from rag.articles.people import clean_names

HEADS = [
    ("[가람=견본통신] 조견본 기자 = 첫 문장이다.", ("조견본",), "견본통신", "가람"),
    ("[서울=뉴스핌]박공식 기자 = 첫 문장이다.", ("박공식",), "뉴스핌", "서울"),
    ("[서울=뉴스핌] 고인원 기자= 첫 문장이다.", ("고인원",), "뉴스핌", "서울"),
    ("(서울=연합뉴스) 홍길동 김철수 기자 = 첫 문장이다.", ("홍길동", "김철수"), "연합뉴스", "서울"),
    ("(워싱턴=AP/뉴시스) 첫 문장이다.", (), "뉴시스", "워싱턴"),
    ("[라온타임스 표하늘 기자] 첫 문장이다.", ("표하늘",), "라온타임스", None),
    ("[표본일보=윤슬아 기자] 첫 문장이다.", ("윤슬아",), "표본일보", None),
    ("[OSEN=잠실, 이인환 기자] 첫 문장이다.", ("이인환",), "OSEN", None),
    ("【서울=뉴시스】홍길동 기자 = 첫 문장이다.", ("홍길동",), "뉴시스", "서울"),
    ("[서울신문] 첫 문장이다.", (), "서울신문", None),
    ("부산=홍길동 기자 = 첫 문장이다.", ("홍길동",), None, "부산"),
]


@pytest.mark.parametrize(("line", "reporters", "publisher", "dateline"), HEADS)
def test_an_opening_byline_is_read_and_cut_off(
    line: str, reporters: tuple[str, ...], publisher: str | None, dateline: str | None
) -> None:
    found = head_byline(line)
    assert found is not None
    byline, rest = found
    assert (byline.reporters, byline.publisher, byline.dateline) == (reporters, publisher, dateline)
    assert rest == "첫 문장이다."


@pytest.mark.parametrize(
    "line",
    [
        "[단독] 가람시가 새 노선을 낸다.",
        "[사진=뉴스핌] 개막식",
        "(가칭) 가람재단이 문을 연다.",
        "홍길동 기자가 현장을 찾았다.",
        "[앵커] 눈이 내립니다.",
    ],
)
def test_other_brackets_are_no_byline(line: str) -> None:
    assert head_byline(line) is None


TAILS = [
    ("/정병호 기자 a@b.example", ("정병호",)),
    ("/신현정기자 god@b.example", ("신현정",)),
    ("withu@b.example", ()),
    ("yooksa@", ()),
    ("순천, 광양 구현모 기자 a@b.example", ("구현모",)),
    ("[홍길동 기자 / a@b.example]", ("홍길동",)),
    ("글=홍길동 기자, 사진=김철수 기자", ("홍길동",)),
    ("사회부 정병호 기자", ("정병호",)),
    ("이보배 한경닷컴 객원기자 a@b.example", ("이보배",)),
    ("홍길동 선임기자 김영희 기자", ("홍길동", "김영희")),
    ("◎공감언론 뉴시스 hong@newsis.com", ()),
    ("KBS 뉴스 홍길동입니다.", ("홍길동",)),
    ("온라인뉴스팀", ()),
]


@pytest.mark.parametrize(("line", "reporters"), TAILS)
def test_a_closing_byline_is_read(line: str, reporters: tuple[str, ...]) -> None:
    byline = tail_byline(line)
    assert byline is not None
    assert byline.reporters == reporters


@pytest.mark.parametrize(
    "line",
    [
        "기자 질문에 답했다.",
        "홍길동 기자가 썼다.",
        "서울 광장",
        "가람시장 도하준",
        "기자회견이 열렸다.",
        "문의는 전화로 한다. a@b.example",
        "정치부 기자였던 그는 시인이 됐다.",
    ],
)
def test_lines_that_say_something_else_are_no_closing_byline(line: str) -> None:
    assert tail_byline(line) is None


def test_a_byline_glued_to_the_last_sentence_is_cut_off() -> None:
    for tail in ("/홍길동 기자 a@b.example", " 홍길동 기자 a@b.example", "<홍길동 기자>", " a@b.example"):
        found = inline_tail(f"시장은 “그렇다”고 말했다.{tail}")
        assert found is not None
        assert found[0] == "시장은 “그렇다”고 말했다."


def test_a_sentence_about_reporters_keeps_its_end() -> None:
    assert inline_tail("그는 답하지 않았다. 현장에는 많은 기자") is None
    assert inline_tail("신고는 전자우편으로 받는다. 주소는 help@garam.example 이다.") is None


AUTHORS = [
    ("박준석 기자 외 1명", ("박준석",)),
    ("김철수·이영희 기자", ("김철수", "이영희")),
    ("가람 홍길동기자 a@b.example", ("홍길동",)),
    ("https://www.facebook.example/page", ()),
    ("표본일보", ()),
    ("한국일보, 구현모", ("구현모",)),
    ("Kim Minji", ("Kim Minji",)),
]


@pytest.mark.parametrize(("text", "names"), AUTHORS)
def test_an_author_field_names_people_only(text: str, names: tuple[str, ...]) -> None:
    assert clean_names(text) == names
