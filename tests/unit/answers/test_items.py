"""Lists inside sentences and over several of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.items import across, listing

LISTS = (
    ("과제는 ▲환승할인 ▲수질 관리 ▲채용관 운영 등 3개다.", ("환승할인", "수질 관리", "채용관 운영"), 3, "3개"),
    ("권고는 ①제어반 상향 ②통신망 이중화 등 두 가지다.", ("제어반 상향", "통신망 이중화"), 2, "두 가지"),
    (
        "합의문에는 ▲위원회를 구성한다 ▲보고서를 낸다 ▲계약을 맺지 않는다 등 3개 조건이 담겼다.",
        ("위원회를 구성한다", "보고서를 낸다", "계약을 맺지 않는다"),
        3,
        "3개",
    ),
    (
        "수상 도시는 ▲야간경관 은파(아란국) ▲수질개선 바다미 ▲시민참여 나래(라온도)다.",
        ("야간경관 은파(아란국)", "수질개선 바다미", "시민참여 나래(라온도)"),
        None,
        "",
    ),
    (
        "깎인 예산은 ▲공사비 312억원 ▲미디어 외벽 58억원 ▲홍보비 등 95억원이다.",
        ("공사비 312억원", "미디어 외벽 58억원", "홍보비 등 95억원"),
        None,
        "",
    ),
    ("과제로는 ▲적조 예측 ▲작황 예측 ▲결함 검사 등 4건이 뽑혔다.", ("적조 예측", "작황 예측", "결함 검사"), 4, "4건"),
)


@pytest.mark.parametrize(("sentence", "items", "stated", "counted"), LISTS, ids=[row[0] for row in LISTS])
def test_a_list_with_the_number_that_it_states(
    sentence: str, items: tuple[str, ...], stated: int | None, counted: str
) -> None:
    found = listing(sentence)
    assert found is not None
    assert (found.items, found.stated, found.counted) == (items, stated, counted)
    assert found.sure is (stated is None or stated == len(items))
    assert found.partial is (stated is not None and stated > len(items))


@pytest.mark.parametrize(
    "sentence",
    [
        "위원회는 예산 합의에 따라 꾸려졌으며, 교통·회계 전문가 등 9명이 활동했다.",
        "도하준 시장은 착공식에 참석했다.",
        "값은 1,240원이다.",
    ],
)
def test_what_is_no_list(sentence: str) -> None:
    assert listing(sentence) is None


NUMBERED = ["위원회는 권고를 냈다.", "첫째, 제어반을 높인다.", "둘째, 통신망을 늘린다.", "보고서는 29일 나왔다."]


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_numbered_run_is_found_from_its_announcement_and_from_any_item(index: int) -> None:
    assert across(NUMBERED, index) == [(1, "제어반을 높인다"), (2, "통신망을 늘린다")]


@pytest.mark.parametrize(
    "sentences",
    [
        ["○ 버스 환승할인", "○ 수질 공동 관리"],
        ["1) 버스 환승할인", "2) 수질 공동 관리"],
        ["① 버스 환승할인", "② 수질 공동 관리"],
        ["첫 번째는 버스 환승할인", "두 번째는 수질 공동 관리"],
    ],
)
def test_marks_of_a_run(sentences: list[str]) -> None:
    assert across(sentences, 0) == [(0, "버스 환승할인"), (1, "수질 공동 관리")]


@pytest.mark.parametrize("index", [0, 3])
def test_one_mark_is_no_run(index: int) -> None:
    assert across(["첫째 날이 밝았다.", "비가 왔다.", "바람이 불었다.", "둘째 날도 그랬다."], index) == []


@given(st.lists(st.sampled_from(["환승할인", "수질 관리", "채용관 운영", "이용권 발행"]), min_size=2, max_size=6))
def test_items_are_verbatim_and_in_order(items: list[str]) -> None:
    found = listing(f"과제는 {' '.join(f'▲{item}' for item in items)} 등 {len(items)}개다.")
    assert found is not None
    assert list(found.items) == items
    assert found.sure


def test_between_bullets_an_item_may_be_a_long_clause() -> None:
    clause = "단일화 일정과 방식은 상호존중과 신뢰를 바탕으로 당원과 지지자들의 뜻을 받들어 두 당의 지도부와 협의해 함께 논의할 계획"
    found = listing(
        f"두 후보는 ▲이번 재보궐 선거는 시정의 앞날을 가를 중요한 선거 ▲개혁 세력은 힘을 하나로 모아 선거를 치러야 한다 ▲{clause}을 합의했다고 밝혔다."
    )
    assert found is not None
    assert found.items == (
        "이번 재보궐 선거는 시정의 앞날을 가를 중요한 선거",
        "개혁 세력은 힘을 하나로 모아 선거를 치러야 한다",
        clause,
    )


def test_what_says_when_is_no_part_of_the_first_item() -> None:
    found = listing("당장 16~17일 이틀간 푸른당·새길당·한빛당 등 3개 정당을 방문한다.")
    assert found is not None
    assert found.items == ("푸른당", "새길당", "한빛당")
