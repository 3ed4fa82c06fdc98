"""Short names and pronouns: who is meant, and that nobody is meant where two could be."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.answers.coreference import named_people, resolved_names
from rag.answers.reading import ArticleView, open_article
from rag.domain import KST, Article, StoredArticle
from rag.korean.analysis import Analyser, encode

NOW = datetime(2026, 3, 10, 18, tzinfo=KST)

RESOLVED = (
    (
        ("도하준 가람시장은 10일 착공식을 열었다.", "도 시장은 “시민의 발이 될 것”이라고 말했다."),
        {"도 시장": "도하준 가람시장"},
    ),
    (
        ("강나래 가람시장은 10일 착공식을 열었다.", "강시장은 “시민의 발이 될 것”이라고 말했다."),
        {"강시장": "강나래 가람시장"},
    ),
    (
        ("담마루(77) 씨는 소품 680점을 기증했다.", "담 씨는 “물려받은 것을 돌려준다”고 했다."),
        {"담 씨": "담마루 씨"},
    ),
    (
        ("마르텐 올리베 은파시장이 가람을 찾았다.", "올리베 시장은 25일 돌아간다."),
        {"올리베 시장": "마르텐 올리베 은파시장"},
    ),
    (
        ("모단우 전 바다미시 항만국장이 22일 법원에 나왔다.", "모 전 국장은 혐의를 부인했다."),
        {"모 전 국장": "모단우 전 바다미시 항만국장"},
    ),
    (("서이안 라온도지사가 협약에 서명했다.", "그는 이날 나래시도 찾았다."), {"그": "서이안 라온도지사"}),
    (("가람시는 10일 착공식을 열었다.", "시는 2030년 개통할 계획이다."), {"시": "가람시"}),
    (("한결전자는 25일 공장을 착공했다.", "이 회사는 1400명을 뽑는다."), {"회사": "한결전자"}),
    (("누리별바이오는 2상 결과를 냈다.", "회사 측은 “뚜렷한 차이”라고 설명했다."), {"회사": "누리별바이오"}),
    (
        ("마루구 민관합동조사위원회는 29일 보고서를 냈다.", "위원회는 정비 소홀을 원인으로 꼽았다."),
        {"위원회": "마루구 민관합동조사위원회"},
    ),
    (
        ("구나린 바다미시장은 “바다가 맑아졌다”고 말했다.", "이어 “내년에도 하겠다”고 덧붙였다."),
        {"": "구나린 바다미시장"},
    ),
)

LEFT_ALONE = (
    # two people of one surname and office
    ("도하준 가람시장과 도나리 은파시장이 만났다.", "도 시장은 “반갑다”고 말했다."),
    # two mayors, not a mayor called 두
    ("두나경 가람시장과 서이안 은파시장이 만났다.", "두 시장은 악수했다."),
    # nobody named before
    ("착공식은 10일 열렸다.", "도 시장은 참석하지 않았다."),
    # the name stands in full
    ("도하준 가람시장이 참석했다.", "도하준 가람시장은 “기쁘다”고 말했다."),
    # two cities, neither of them a subject
    ("협약은 가람시와 은파시의 일이다.", "시는 내년에 시작한다."),
    # what was quoted is not what the article calls somebody
    ("도하준 가람시장이 참석했다.", "축하객은 “도 시장은 부지런하다”라는 펼침막을 들었다."),
    # 역시, 정도 are no places
    ("역시 정도가 문제였다.", "도는 대책을 냈다."),
)


def view_of(analyser: Analyser, *sentences: str) -> ArticleView:
    body = " ".join(sentences)
    stored = StoredArticle("a", 1, Article((body,), published_at=NOW), NOW)
    return open_article(stored, encode(analyser.analyse(body)))


@pytest.mark.parametrize(("sentences", "names"), RESOLVED)
def test_a_short_name_stands_for_the_full_one_before_it(
    analyser: Analyser, sentences: tuple[str, ...], names: dict[str, str]
) -> None:
    assert dict(resolved_names(view_of(analyser, *sentences), 1)) == names


@pytest.mark.parametrize("sentences", LEFT_ALONE)
def test_nobody_is_named_where_it_is_not_sure_who_is_meant(analyser: Analyser, sentences: tuple[str, ...]) -> None:
    assert dict(resolved_names(view_of(analyser, *sentences), 1)) == {}


def test_the_first_mention_is_the_one_with_the_office(analyser: Analyser) -> None:
    view = view_of(analyser, "도하준 가람시장이 왔다.", "도하준 시장은 웃었다.", "도 시장은 떠났다.")
    assert resolved_names(view, 2)["도 시장"] == "도하준 가람시장"


def test_people_are_found_once_and_remembered(analyser: Analyser) -> None:
    view = view_of(analyser, "도하준 가람시장과 백다온 나래시장이 만났다.")
    assert [p.full for p in named_people(view)] == ["도하준 가람시장", "백다온 나래시장"]
    assert named_people(view) is named_people(view)
    assert resolved_names(view, 0) is resolved_names(view, 0)


@pytest.mark.parametrize(("sentences", "names"), RESOLVED)
def test_a_full_name_is_printed_in_the_article_in_that_order(
    analyser: Analyser, sentences: tuple[str, ...], names: dict[str, str]
) -> None:
    for full in names.values():
        place = 0
        for word in full.split():
            place = sentences[0].index(word, place)
