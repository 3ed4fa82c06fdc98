"""What a sentence of an answer may say of the sentences it cites. Places, people and events are invented."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.claims import Verifier
from rag.answers.claims.grounds import Ground, evidence
from rag.answers.verify import Guard
from rag.domain import KST
from rag.korean.analysis import Analyser
from tests.unit.answers.grounds import PUBLISHED, article, cited

if TYPE_CHECKING:
    from rag.answers.reading import ArticleView

BODY = (
    "미르시는 10일 오후 2시 두레구 한터동 차량기지에서 트램 1호선 착공식을 열었다.",
    "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.",
    "강표본 미르시장은 “시민의 발이 될 것”이라고 말했다.",
    "미르시는 오는 18일 설명회를 열 예정이다.",
    "시민단체는 미르시가 예산을 낭비했다고 주장했다.",
    "협약 과제는 ▲광역버스 환승할인 ▲미르강 수질 관리 ▲청년 채용관 운영 등 3개다.",
    "이 사업에는 약 300명이 참여하고 40여 개 업체가 50% 이상을 맡는다.",
)
OPENED, COST, SPEECH, PLAN, ARGUED, LISTED, ROUGH = range(7)


@pytest.fixture(scope="module")
def view(analyser: Analyser) -> ArticleView:
    return article(analyser, *BODY)


@pytest.fixture(scope="module")
def guard(analyser: Analyser) -> Guard:
    return Guard(Verifier(analyser))


SAID = [
    (OPENED, f"표본일보는 “{BODY[OPENED]}”라고 보도했습니다."),
    (SPEECH, f"또 표본일보는 «{BODY[SPEECH]}»라고 보도했습니다."),
    (OPENED, f"2026년 3월 10일 보도: 표본일보는 “{BODY[OPENED]}”라고 보도했습니다."),
    (OPENED, f"기사는 “{BODY[OPENED]}”라고 보도했습니다.[1]"),
    (OPENED, "미르시는 10일 오후 2시 두레구 한터동 차량기지에서 트램 1호선 착공식을 열었습니다."),
    (OPENED, "네, 미르시는 2026년 3월 10일 오후 2시 한터동 차량기지에서 트램 1호선 착공식을 열었습니다."),
    (OPENED, "2026년 3월 10일 오후 2시(기사 표기: 10일 오후 2시)입니다."),
    (OPENED, "두레구 한터동 차량기지입니다."),
    (OPENED, "표본일보에 따르면 미르시는 10일 트램 1호선 착공식을 열었습니다."),
    (COST, "4986억원입니다."),
    (COST, "2026년 3월 10일 보도 기준으로 트램 1호선의 총사업비는 4,986억 원입니다."),
    (COST, "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둡니다."),
    (COST, "정거장은 19곳으로 나옵니다."),
    (SPEECH, "강표본 미르시장입니다."),
    (SPEECH, "강표본 미르시장은 “시민의 발이 될 것”이라고 밝혔습니다."),
    (PLAN, "미르시는 오는 18일 설명회를 열 예정입니다."),
    (PLAN, "미르시는 2026년 3월 18일(기사 표기: 오는 18일) 설명회를 열 예정입니다."),
    (PLAN, "미르시가 오는 18일 설명회를 열 예정이라고 보도됐습니다."),
    (ARGUED, "시민단체는 미르시가 예산을 낭비했다고 주장했습니다."),
    (LISTED, "기사에 나온 항목은 다음과 같습니다.\n1. 광역버스 환승할인\n2. 미르강 수질 관리\n3. 청년 채용관 운영"),
    (LISTED, "광역버스 환승할인, 미르강 수질 관리, 청년 채용관 운영입니다."),
    (ROUGH, "약 300명입니다."),
    (OPENED, "「미르 트램 첫 삽」은 표본일보 강표본 기자가 2026년 3월 10일 오후 6시에 보도한 기사입니다."),
]  # fmt: skip


@pytest.mark.parametrize(("index", "sentence"), SAID)
def test_what_the_cited_sentence_carries_may_be_said(
    guard: Guard, view: ArticleView, index: int, sentence: str
) -> None:
    assert guard.check(sentence, cited(view, index)).reasons == ()


NOT_SAID = [
    (OPENED, f"예시신문은 “{BODY[OPENED]}”라고 보도했습니다.", "speaker"),
    (OPENED, f"표본일보는 “{BODY[OPENED].replace('열었다', '열었었다')}”라고 보도했습니다.", "quotation"),
    (ARGUED, "표본일보는 “예산을 낭비했”라고 보도했습니다.", "quotation"),
    (OPENED, f"2026년 3월 11일 보도: 표본일보는 “{BODY[OPENED]}”라고 보도했습니다.", "date"),
    (OPENED, "예시신문에 따르면 미르시는 10일 트램 1호선 착공식을 열었습니다.", "name"),
    (OPENED, "2026년 3월 11일 오후 2시(기사 표기: 10일 오후 2시)입니다.", "date"),
    (OPENED, "2026년 3월 10일(기사 표기: 지난 10일)입니다.", "date"),
    (OPENED, "미르시는 10일 오후 2시 차량기지에서 트램 1호선 착공식을 열지 않았습니다.", "negation"),
    (COST, "986억원입니다.", "number"),
    (COST, "트램 1호선의 총사업비는 4986억원이며 정거장 91곳을 둡니다.", "number"),
    (ROUGH, "300명입니다.", "number"),
    (ROUGH, "50%입니다.", "number"),
    (ROUGH, "40개 업체입니다.", "number"),
    (SPEECH, "강표본 도지사입니다.", "office"),
    (PLAN, "미르시는 오는 18일 설명회를 열었습니다.", "modality"),
    (ARGUED, "미르시는 예산을 낭비했습니다.", "attribution"),
    (ARGUED, "네, 미르시가 예산을 낭비했습니다.", "attribution"),
    (LISTED, "기사에 나온 항목은 다음과 같습니다.\n1. 광역버스 환승할인\n2. 나래강 수질 관리", "name"),
    (OPENED, "「미르 트램 첫 삽」은 예시신문 강표본 기자가 2026년 3월 10일 오후 6시에 보도한 기사입니다.", None),
    (OPENED, "날씨가 맑고 바람이 시원합니다.", "support"),
]


@pytest.mark.parametrize(("index", "sentence", "code"), NOT_SAID)
def test_what_it_does_not_carry_is_refused_with_the_reason(
    guard: Guard, view: ArticleView, index: int, sentence: str, code: str | None
) -> None:
    verdict = guard.check(sentence, cited(view, index))

    assert not verdict.supported
    assert code is None or code in {reason.code for reason in verdict.reasons}
    assert all(reason.text.endswith("다.") for reason in verdict.reasons)


def test_several_citations_carry_a_sentence_together(guard: Guard, view: ArticleView) -> None:
    both = "미르시는 10일 트램 1호선 착공식을 열었고 정거장 19곳을 둔다."

    assert not guard.check(both, cited(view, OPENED)).supported
    assert guard.check(both, cited(view, OPENED, COST)).supported


def test_dates_count_from_the_article_that_each_is_in(guard: Guard, analyser: Analyser, view: ArticleView) -> None:
    later = article(analyser, "미르시는 8일 착공식을 미뤘다.", published=datetime(2026, 6, 10, tzinfo=KST), number=2)
    grounds = [*cited(view, PLAN), *cited(later)]

    assert guard.check("미르시는 2026년 6월 8일 착공식을 미뤘습니다.", grounds).supported
    assert [r.code for r in guard.check("미르시는 2026년 5월 8일 착공식을 미뤘습니다.", grounds).reasons] == ["date"]


@pytest.mark.parametrize("printed", ["강 시장은 다리를 놓지 않기로 했다.", "그는 다리를 놓지 않기로 했다."])
def test_whom_a_short_name_stands_for_may_be_named_where_it_is_given(
    guard: Guard, analyser: Analyser, printed: str
) -> None:
    grounds = cited(article(analyser, printed))
    full = "강표본 미르시장은 다리를 놓지 않기로 했습니다."

    assert guard.check(full, grounds, ["강표본 미르시장"]).supported
    assert not guard.check(full, grounds).supported
    assert not guard.check(full.replace("강표본", "윤견본"), grounds, ["강표본 미르시장"]).supported
    assert not guard.check(full.replace("놓지 않기로", "놓기로"), grounds, ["강표본 미르시장"]).supported


def test_what_the_question_has_wrong_may_only_be_denied(guard: Guard, view: ArticleView) -> None:
    grounds = cited(view, LISTED)
    corrected = "기사에는 ‘5개’가 아니라 ‘3개’로 나옵니다."

    assert guard.check(corrected, grounds, ["5개"]).supported
    assert not guard.check(corrected, grounds).supported
    assert not guard.check("기사에는 ‘3개’가 아니라 ‘5개’로 나옵니다.", grounds, ["3개"]).supported
    assert not guard.check("협약 과제는 5개입니다.", grounds, ["5개"]).supported


def test_nothing_may_be_said_without_a_citation(guard: Guard) -> None:
    assert [reason.code for reason in guard.check("착공식이 열렸습니다.", []).reasons] == ["evidence"]


def test_the_cited_text_is_not_analysed_again(view: ArticleView, analyser: Analyser) -> None:
    """The guard's own reading of a cited sentence comes from what is stored: its verifier sees the claim alone."""
    seen: list[str] = []

    class Watching(Analyser):
        def __init__(self) -> None:
            self._kiwi = analyser._kiwi

        def tokens(self, text: str, *, repair_typos: bool = False) -> tuple[object, ...]:  # type: ignore[override]
            seen.append(text)
            return super().tokens(text, repair_typos=repair_typos)

    claim = "미르시가 정거장을 19곳 둔다."
    assert Guard(Verifier(Watching())).check(claim, cited(view)).supported
    assert seen == [claim]


def test_what_is_read_from_the_store_is_what_reading_the_text_gives(view: ArticleView, analyser: Analyser) -> None:
    read = Verifier(analyser).read("\n".join(BODY), PUBLISHED.date())
    stored = evidence(cited(view))

    assert [(v.number, v.unit, v.start) for v in stored.values] == [(v.number, v.unit, v.start) for v in read.values]
    assert [(d.text, d.start, d.begin) for d in stored.days] == [(d.text, d.start, d.begin) for d in read.days]
    assert [(f.root, f.state, f.negated) for f in stored.frames] == [(f.root, f.state, f.negated) for f in read.frames]


# ---------------------------------------------------------------- whatever the sentence

INDEXES = st.integers(0, len(BODY) - 1)


@given(index=INDEXES, others=st.lists(INDEXES, max_size=3), decomposed=st.booleans(), data=st.data())
def test_a_cited_sentence_itself_may_always_be_said(
    guard: Guard, view: ArticleView, index: int, others: list[int], decomposed: bool, data: st.DataObject
) -> None:
    grounds: list[Ground] = cited(view, index, *others)
    text = BODY[index]
    spaces = [i for i, c in enumerate(text) if c == " "]
    dropped = data.draw(st.sampled_from(spaces))
    for written in (text, text[:dropped] + text[dropped + 1 :], text.replace(" ", "  ")):
        claim = unicodedata.normalize("NFD", written) if decomposed else written
        assert guard.check(claim, grounds).supported


@given(index=INDEXES, data=st.data(), polite=st.booleans())
def test_a_changed_digit_is_always_refused(
    guard: Guard, view: ArticleView, index: int, data: st.DataObject, polite: bool
) -> None:
    text = BODY[index]
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return
    at = data.draw(st.sampled_from(digits))
    changed = text[:at] + data.draw(st.sampled_from([d for d in "123456789" if d != text[at]])) + text[at + 1 :]
    claim = changed.replace("열었다.", "열었습니다.").replace("예정이다.", "예정입니다.") if polite else changed

    assert not guard.check(claim, cited(view, index)).supported
    assert not guard.check(f"표본일보는 “{changed}”라고 보도했습니다.", cited(view, index)).supported


@given(index=INDEXES, data=st.data())
def test_a_quotation_with_another_letter_is_refused(
    guard: Guard, view: ArticleView, index: int, data: st.DataObject
) -> None:
    text = BODY[index]
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from([c for c in "가나다라" if c != text[at]])) + text[at + 1 :]

    assert not guard.check(f"표본일보는 «{changed}»라고 보도했습니다.", cited(view, index)).supported


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_check(guard: Guard, view: ArticleView, text: str) -> None:
    assert 0 <= guard.check(text, cited(view, OPENED), [text]).score <= 1


# ---------------------------------------------------------------- sentences as they are told


TOLD_BODY = (
    "한편 강 시장은 지난해 11월 트램을 놓겠다고 밝혔다.",
    "시는 오는 18일 다리를 놓는다.",
    "이에 따라 예산은 1년 전 344억원에서 218억원으로 줄었다.",
    "경찰에 따르면 불은 10분 만에 꺼졌다.",
    "시는 다리를 고칠 예정이라고 밝혔다.",
)
MAYOR = "강표본 미르시장"
TOLD = [
    (0, "강 시장(강표본 미르시장)은 2025년 11월 트램을 놓겠다고 밝혔습니다.", MAYOR),
    (0, "- 2026년 3월 10일(표본일보): 강 시장(강표본 미르시장)은 2025년 11월 트램을 놓겠다고 밝혔습니다.", MAYOR),
    (0, f"표본일보는 “{TOLD_BODY[0]}”라고 보도했습니다(강 시장은 강표본 미르시장).", MAYOR),
    (1, "미르시는 2026년 3월 18일 다리를 놓을 예정이라고 보도됐습니다.", "미르시"),
    (1, "- 2026년 3월 18일(2026년 3월 10일 보도): 미르시는 다리를 놓을 예정이라고 보도됐습니다.", "미르시"),
    (2, "- 예산: 218억원. 이에 따라 예산은 2025년 344억원에서 218억원으로 줄었습니다.", "예산"),
    (2, "218억원입니다(2026년 3월 10일 보도 기준).", ""),
    (2, "2026년 3월 10일 보도 기준으로 예산은 218억원입니다.", ""),
    (3, "- 2026년 3월 10일 보도: 경찰에 따르면 불은 10분 만에 꺼졌습니다.", ""),
    (3, "표본일보에 따르면 경찰은 불이 10분 만에 꺼졌다고 밝혔습니다.", ""),
]


@pytest.fixture(scope="module")
def told(analyser: Analyser) -> ArticleView:
    return article(analyser, *TOLD_BODY, number=3)


@pytest.mark.parametrize(("index", "sentence", "fact"), TOLD)
def test_a_sentence_told_with_its_names_and_days_in_full_may_be_said(
    guard: Guard, told: ArticleView, index: int, sentence: str, fact: str
) -> None:
    assert guard.check(sentence, cited(told, index), [fact]).reasons == ()


NOT_TOLD = [
    (0, "강 시장(윤견본 미르시장)은 2025년 11월 트램을 놓겠다고 밝혔습니다.", MAYOR),
    (0, "강 시장은 2025년 11월 트램을 놓았습니다.", MAYOR),
    (0, "강 시장은 2024년 11월 트램을 놓겠다고 밝혔습니다.", MAYOR),
    (1, "미르시는 2026년 3월 19일 다리를 놓을 예정이라고 보도됐습니다.", "미르시"),
    (1, "나래시는 2026년 3월 18일 다리를 놓을 예정이라고 보도됐습니다.", "미르시"),
    (1, "- 2026년 3월 17일(2026년 3월 10일 보도): 미르시는 다리를 놓을 예정이라고 보도됐습니다.", "미르시"),
    (2, "- 예산: 344억원. 예산은 2025년 218억원에서 344억원으로 줄었습니다.", "예산"),
    (2, "218억원입니다(2026년 3월 11일 보도 기준).", ""),
    (2, "- 화성 탐사선: 예산은 218억원으로 줄었습니다.", ""),
    (3, "불은 10분 만에 꺼졌습니다.", ""),
    (3, "불은 10분 만에 꺼졌다.", ""),
    (4, "시는 다리를 고칠 예정입니다.", ""),
    (3, "나래시에 따르면 불은 10분 만에 꺼졌습니다.", ""),
]


@pytest.mark.parametrize(("index", "sentence", "fact"), NOT_TOLD)
def test_a_sentence_told_otherwise_is_refused(
    guard: Guard, told: ArticleView, index: int, sentence: str, fact: str
) -> None:
    assert not guard.check(sentence, cited(told, index), [fact] if fact else []).supported
