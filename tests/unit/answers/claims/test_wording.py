"""What of a sentence is our own wording, which ending it was printed with, and whose words it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.answers import phrases
from rag.answers.claims import fixed
from rag.answers.claims.statement import read
from rag.answers.claims.wording import said_in

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser


@pytest.mark.parametrize(("pattern", "example"), fixed.OPENINGS)
def test_an_opening_of_ours_is_no_claim(pattern: object, example: str) -> None:
    assert fixed.opened(example, ["표본일보"]).text == "트램이 열립니다."


@pytest.mark.parametrize(("pattern", "instead", "example", "left"), fixed.CLOSINGS)
def test_a_closing_of_ours_is_no_claim(pattern: object, instead: str, example: str, left: str) -> None:
    closed = fixed.closed(example)

    assert closed is not None
    assert closed[0] == left


def test_an_opening_tells_the_day_and_the_outlet_that_it_names() -> None:
    opened = fixed.opened("네, 2026년 3월 10일 표본일보 보도에 따르면 트램이 열립니다.")

    assert opened.said == (("day", "2026년 3월 10일"), ("outlet", "표본일보"))


def test_who_is_named_by_the_article_itself_is_left_in_the_claim() -> None:
    text = "경찰에 따르면 불이 꺼졌습니다."

    assert fixed.opened(text, ["표본일보"]).text == text


def test_a_fixed_sentence_is_known_by_its_gaps() -> None:
    assert fixed.gaps(phrases.LISTED) == ()
    assert fixed.gaps(phrases.NOT_COMPLETE.format(wording="12일", josa="로만")) == ("12일",)
    assert fixed.gaps("트램이 열립니다.") is None


@pytest.mark.parametrize(
    ("polite", "printed"),
    [
        ("시는 협약에 합의했습니다.", "시는 협약에 합의했다."),
        ("미술관이 열립니다.", "미술관이 열린다."),
        ("착공할 예정입니다.", "착공할 예정이다."),
        ("모두 4개입니다.", "모두 4개다."),
        ("시민이 혜택을 받습니다.", "시민이 혜택을 받는다."),
        ("차이가 큽니다.", "차이가 크다."),
        ("시는 문을 엽니다.", "시는 문을 연다."),
        ("차이가 없습니다.", "차이가 없다."),
        ("차이는 없습니다", "차이는없다."),
        ("“함께 가자”고 했습니다.", '"함께 가자"고 했다.'),
    ],
)
def test_a_sentence_in_hapnida_style_is_the_printed_one(polite: str, printed: str) -> None:
    assert said_in(polite, f"앞 문장이다. {printed} 뒤 문장이다.")


@pytest.mark.parametrize(
    ("polite", "printed"),
    [
        ("시는 협약에 합의했습니다.", "시는 협약에 합의했다는 말은 사실이 아니다."),
        ("시는 협약에 합의합니다.", "시는 협약에 합의했다."),
        ("시는 협약에 합의했습니다.", "도시는 협약에 합의했다."),
        ("", "시는 협약에 합의했다."),
    ],
)
def test_any_other_sentence_is_not(polite: str, printed: str) -> None:
    assert not said_in(polite, printed)


REPORTED = [
    ("시는 다리를 놓겠다고 밝혔다.", "놓", "announced"),
    ("경찰에 따르면 불이 꺼졌다.", "꺼지", "announced"),
    ("노조는 약속을 어겼다고 주장했다.", "어기", "argued"),
    ("그는 법을 어겼다는 의혹을 부인했다.", "어기", "argued"),
    ("강 시장은 “길을 넓히겠다”고 말했다.", "넓히", "argued"),
    ("시는 12일 문을 연 것으로 알려졌다.", "열", "heard"),
    ("시는 예산을 깎았지만 의회는 다리를 놓겠다고 밝혔다.", "깎", ""),
    ("수출이 늘었다는 점이 반갑다.", "늘", ""),
    ("시는 ‘길을 넓히다’ 전시를 열었다.", "넓히", ""),
    ("시는 다리를 놓았다.", "놓", ""),
]


@pytest.mark.parametrize(("text", "root", "kind"), REPORTED)
def test_what_somebody_is_made_to_say_is_told_from_what_the_text_says(
    analyser: Analyser, text: str, root: str, kind: str
) -> None:
    [frame] = [f for f in read(text, analyser.tokens, None).frames if f.root == root]

    assert frame.reported == kind
