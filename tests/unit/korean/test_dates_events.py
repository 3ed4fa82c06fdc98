"""Days that have a name: those that move, and those that an operator adds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.korean.dates import event_table, find, version
from rag.korean.dates.calendar import easter

BASE = date(2025, 6, 10)


@pytest.fixture(autouse=True)
def _no_rows_are_left() -> Iterator[None]:
    yield
    event_table.use(())


MOVING = {
    "2025년 부활절": date(2025, 4, 20), "2024년 추수감사절": date(2024, 11, 28), "2024년 블랙프라이데이": date(2024, 11, 29),
    "2025년 섣달그믐": date(2025, 1, 28), "2025년 성년의 날": date(2025, 5, 19), "올해 추석": date(2025, 10, 6),
    "2025년 서해수호의 날": date(2025, 3, 28),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), MOVING.items())
def test_a_day_that_moves_is_that_of_its_year(text: str, day: date) -> None:
    (found,) = find(text, BASE)

    assert (found.text, found.start, found.named) == (text, day, True)


def test_easter_is_a_sunday_in_spring() -> None:
    known = {2000: date(2000, 4, 23), 2019: date(2019, 4, 21), 2024: date(2024, 3, 31), 2038: date(2038, 4, 25)}

    assert {year: easter(year) for year in known} == known
    assert {day.weekday() for year in range(1583, 2300) if (day := easter(year))} == {6}


def own(tmp_path: Path, text: str) -> tuple[event_table.Row, ...]:
    path = tmp_path / "events.tsv"
    path.write_text(text, encoding="utf-8")
    return event_table.read(path)


def test_an_operators_rows_are_read_beside_ours(tmp_path: Path) -> None:
    event_table.use(own(tmp_path, "# ours\nday\t은파대교 ?붕괴\t\t2019-03-02\nannual\t가람 ?시민의 ?날\t\t10-3-토\n"))

    assert [one.start for one in find("은파대교 붕괴 5주기", BASE)] == [date(2024, 3, 2)]
    assert [one.start for one in find("지난 가람 시민의 날", BASE)] == [date(2024, 10, 19)]
    assert [one.start for one in find("한글날", BASE)] == [date(2025, 10, 9)]


def test_the_rows_of_an_operator_come_first(tmp_path: Path) -> None:
    event_table.use(own(tmp_path, "annual\t한글날\t\t10-08\n"))

    assert [one.start for one in find("한글날", BASE)] == [date(2025, 10, 8)]


def test_a_series_takes_rows_of_an_operator(tmp_path: Path) -> None:
    event_table.use(own(tmp_path, "series\t재보궐\t\t2027-04-07\n"))

    assert [one.start for one in find("다음 재보궐 선거", date(2027, 1, 10))] == [date(2027, 4, 7)]


def test_other_rows_are_another_version_of_the_rules(tmp_path: Path) -> None:
    before = version()
    event_table.use(own(tmp_path, "day\t은파대교 ?붕괴\t\t2019-03-02\n"))
    with_rows = version()
    event_table.use(())

    assert before != with_rows
    assert version() == before


def test_without_a_file_there_are_no_rows(tmp_path: Path) -> None:
    assert event_table.read(tmp_path / "events.tsv") == ()


BAD = {
    "day\tonly a name": "expected kind",
    "feast\t은파제\t\t10-01": "expected kind",
    "day\t은파제\t\t2019-02-30": "a day is written 2026-03-01",
    "day\t은파제\t\t2019-03-02\t2019-03-01": "ends before it begins",
    "day\t은파(제\t\t2019-03-02": "no regular expression",
    "day\t(?:은파제)?\t\t2019-03-02": "may be empty",
    "day\t[은가]파제\t\t2019-03-02": "neither with a letter nor with a digit",
    "day\t(?:가람 )?은파제\t\t2019-03-02": "neither with a letter nor with a digit",
    "annual\t은파제\t\t13-01": "the day of every year",
    "annual\t은파제\t\t10월 1일": "the day of every year",
    "series\t은파제\t3\t2019-03-02": "a series is one of",
}


@pytest.mark.parametrize(("line", "why"), BAD.items())
def test_a_bad_row_is_named_in_one_sentence(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(SettingsError, match=rf"events.tsv line 2: .*{why}") as caught:
        own(tmp_path, f"# a comment\n{line}\n")

    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "events.tsv").write_bytes(b"\xb0\xa1\xff")

    with pytest.raises(SettingsError, match="cannot be read"):
        event_table.read(tmp_path / "events.tsv")
