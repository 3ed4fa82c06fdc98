"""What looks like a time and is none, or is another than it looks."""

from __future__ import annotations

from datetime import date

import pytest

from rag.korean.dates import find

BASE = date(2023, 6, 14)

NO_DAY = (
    "물가가 4.7% 올랐다", "1-2로 졌다", "12-3으로 이겼다", "경쟁률은 2:1이다", "3:10으로 패했다", "10:12 접전", "1일 1식 열풍",
    "1일 평균 30명이 찾는다", "제5차 총회", "전화 02-123-4567", "010-1234-5678로 문의", "3.11.6 버전", "주소는 192.168.0.1이다",
    "1위와 2위", "3개월 할부", "20대와 30대", "2박 3일 여행", "3일장을 치렀다", "20일선을 넘었다", "주5일제 도입", "30년 지기",
    "오늘날 우리는", "3시장에서", "그제야 알았다", "이날치 밴드", "당일치기 여행", "사퇴설을 부인했다", "설명을 했다",
    "올 사람은 온다", "4번째 협약", "11년 8개월 11일", "4년 13일", "5일 정도 걸린다", "기원전 2세기", "2세기 동안 이어진", "21세기병원", "이 주민들은", "그 날개", "7/30이 넘는 지분", "다음 두 분", "사흘만 빨라져도", "1,017일 동안의", "3,000년 역사", "5000년 역사", "1만2000년 전통", "6.25% 금리",
    "4.19포인트 하락", "12.12원 내렸다", "8.15달러", "5.18 하락한 지수", "K9 2대와 H100 5만장", "2600여곳", "이 시간 현재",
    "두 분 후보", "다음 사람", "지난 일은", "2021년생", "1990년대생", "제2024-12호", "번호 202407311", "사업비 2024억원",
    "2025명이", "금액 12345678원", "전주 한옥마을", "전달했다", "책을 내주고", "100일 기도", "1일권을 샀다", "5년, 10년의 미래",
    "3년 연속 우승", "10분의 1", "24시간 편의점", "초등학교와 말레이시아", "3월호 표지", "2021시즌", "하루하루", "설(說)이 돌았다",
    "매매가 늘었다", "반년보다 길다", "오후의 여유", "밤하늘", "동일한 사안", "기원전 57년", "차주에게 대출",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_DAY)
def test_no_day_is_found_in(text: str) -> None:
    assert [found for found in find(text, BASE) if found.dated] == []


LONGEST = (
    ("3일 전", "3일 전 국회에서"), ("3일", "3일 국회에서"), ("30일", "30일 전 직원이 모였다"), ("12일", "12일 전 세계가 놀랐다"),
    ("12일", "12일 경기도에서"), ("14일", "14일 후쿠시마 원전이"), ("올해", "올해 초등학교가 늘었다"), ("지난해", "지난해 말레이시아를"),
    ("내년", "내년 중국 방문"), ("지난해", "지난해 초과 세수"), ("올해 초", "올해 초 문을 열었다"), ("6년 만에", "6년 만에 회담"),
    ("지난 8일", "지난 8일 발표했다"), ("매주", "매주 회의를 연다"), ("지난 30여 년간", "지난 30여 년간 교류"), ("12일께", "12일께 도착"),
    ("5·18민주화운동", "5·18민주화운동 기념식"), ("3일 만에", "3일 만에 돌아왔다"), ("5일 이내", "5일 이내에 신고"),
    ("전날 밤", "전날 밤 내린 비"), ("2~3일 전", "2~3일 전 만났다"), ("14:50", "14:50에 도착"), ("5월 3·4·5일", "5월 3·4·5일 쉰다"),
)  # fmt: skip


@pytest.mark.parametrize(("expression", "text"), LONGEST, ids=[text for _, text in LONGEST])
def test_the_longest_expression_and_no_more_is_taken_of(expression: str, text: str) -> None:
    assert [found.text for found in find(text, BASE)] == [expression]


COUNTED = (
    ("10주년 기념", "ordinal"), ("3년째 동결", "since"), ("6년 만에 회담", "since"), ("2025학년도 정원", "ordinal"),
    ("월요일마다 연다", "set"), ("격주로 만난다", "set"), ("사흘간 열린", "duration"), ("3일 만에", "duration"),
    ("세월호 참사 9주기", "ordinal"), ("토·일요일 운영", "set"), ("매달 둘째·넷째 월요일은 쉰다", "set"), ("올해로 4회째", "ordinal"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), COUNTED, ids=[text for text, _ in COUNTED])
def test_counts_and_repetitions_are_not_the_day_of_anything(text: str, kind: str) -> None:
    (found,) = find(text, BASE)

    assert found.kind == kind
    assert not found.dated


def test_days_that_are_not_in_a_row_are_two_days() -> None:
    found = find("16·19일 열린다", BASE)

    assert [(one.text, one.start) for one in found] == [("16", date(2023, 6, 16)), ("19일", date(2023, 6, 19))]


def test_a_stretch_named_once_covers_the_next_in_the_list() -> None:
    assert [one.end for one in find("향후 5년, 10년", BASE)] == [date(2028, 6, 14), date(2033, 6, 14)]
