from __future__ import annotations

import pytest

from rag.articles.stamps import Label, label_of, moment, published_and_modified, stamps_in

SHOWN = [
    ("기사입력 : 2021년01월12일 15:13", Label.PUBLISHED, "2021-01-12T15:13:00+09:00"),
    ("최종수정 : 2021년10월13일 15:16", Label.MODIFIED, "2021-10-13T15:16:00+09:00"),
    ("2025년 04월 14일(월) 20:25 가가", None, "2025-04-14T20:25:00+09:00"),
    ("• 등록 2024-07-31 14:36:51", Label.PUBLISHED, "2024-07-31T14:36:51+09:00"),
    ("입력2025.05.15. 오후 8:00", Label.PUBLISHED, "2025-05-15T20:00:00+09:00"),
    ("입력 2024.01.21 (21:05)", Label.PUBLISHED, "2024-01-21T21:05:00+09:00"),
    ("2025.05.15 20:00 입력", Label.PUBLISHED, "2025-05-15T20:00:00+09:00"),
    ("승인 24.07.31 09:00", Label.PUBLISHED, "2024-07-31T09:00:00+09:00"),
    ("송고시간 2024/07/31 오전 12:10", Label.PUBLISHED, "2024-07-31T00:10:00+09:00"),
]


@pytest.mark.parametrize(("line", "label", "at"), SHOWN)
def test_a_time_of_the_head_is_read_with_its_label(line: str, label: Label | None, at: str) -> None:
    (stamp,) = stamps_in(line)
    assert (stamp.label, stamp.at.isoformat()) == (label, at)


@pytest.mark.parametrize(
    "line",
    ["12일 정오께 만났다", "승인 2024.02.30 10:00", "2024-13-01 10:00", "02-123-4567", "3.1 운동", "제2024-15호"],
)
def test_what_is_no_date_or_cannot_be_is_ignored(line: str) -> None:
    assert stamps_in(line) == ()


def test_two_times_on_a_line_keep_their_labels() -> None:
    stamps = stamps_in("입력 2025.06.17 19:05  수정 2025.06.18 05:57  댓글 0")
    published, modified = published_and_modified(stamps)
    assert published is not None
    assert modified is not None
    assert (published.isoformat(), modified.isoformat()) == ("2025-06-17T19:05:00+09:00", "2025-06-18T05:57:00+09:00")


def test_the_sites_own_clock_is_no_publication() -> None:
    assert published_and_modified(stamps_in("최종편집 2025-12-11 10:00")) == (None, None)


def test_an_unlabelled_time_counts_before_an_unlabelled_date() -> None:
    stamps = (*stamps_in("2025년 12월 11일 (목)"), *stamps_in("2025-12-09 08:30"))
    published, _ = published_and_modified(stamps)
    assert published is not None
    assert published.isoformat() == "2025-12-09T08:30:00+09:00"


def test_a_label_alone_on_its_line_is_known() -> None:
    assert (label_of("입력"), label_of("최종수정 :"), label_of("기사수정 안내문")) == (
        Label.PUBLISHED,
        Label.MODIFIED,
        None,
    )


FIELDS = [
    ("2025-05-15T20:00:52.000+0900", "2025-05-15T20:00:52+09:00"),
    ("2025-05-15T11:00:52Z", "2025-05-15T20:00:52+09:00"),
    ("2025-05-15 20:00:52", "2025-05-15T20:00:52+09:00"),
    ("20250515200052", "2025-05-15T20:00:52+09:00"),
    ("Thu, 15 May 2025 20:00:52 +0900", "2025-05-15T20:00:52+09:00"),
    ("2025. 5. 15. 오후 8:00", "2025-05-15T20:00:00+09:00"),
    (1747306852, "2025-05-15T20:00:52+09:00"),
    (1747306852000, "2025-05-15T20:00:52+09:00"),
]


@pytest.mark.parametrize(("value", "at"), FIELDS)
def test_a_time_in_a_field_is_read_in_every_form(value: object, at: str) -> None:
    found = moment(value)
    assert found is not None
    assert found.isoformat() == at


@pytest.mark.parametrize("value", ["", None, "0000-00-00 00:00:00", "2024-13-45", True, "어제", 5, "1년 전"])
def test_a_field_without_a_possible_time_gives_none(value: object) -> None:
    assert moment(value) is None
