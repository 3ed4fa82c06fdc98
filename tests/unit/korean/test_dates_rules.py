"""Every table of the rules for time is its own test."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rag.korean.dates import asserted, batch, event_table, find, grammar, tense, words, zones
from rag.korean.dates.rules import RULES, Example

BASE = date(2023, 6, 14)  # a Wednesday
EXAMPLES = [pytest.param(example, id=example.text) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_rule_reads_its_example(example: Example) -> None:
    record = {"expr": example.text, "base": example.base, "base_is": example.base_is}
    (value,) = batch(record)["values"]

    assert (value["kind"], value["text"]) == (example.kind, example.text)
    assert (value["start"] or "", value["end"] or "") == (example.start, example.end)


@pytest.mark.parametrize("shape", asserted.SHAPES, ids=lambda shape: shape.example)
def test_what_is_known_to_be_a_time_is_read_as_a_whole_and_nowhere_else(shape: asserted.Shape) -> None:
    (found,) = find(shape.example, BASE)

    assert found.resolved
    assert found.text == shape.example.removesuffix("에")
    assert [
        one for one in find(f"{shape.example} 이야기가 오래 이어지며 사람들의 마음을 움직였다", BASE) if one.resolved
    ] == []


@pytest.mark.parametrize(("word", "offset"), words.DAYS.items())
def test_a_word_for_a_day_is_counted_from_the_base(word: str, offset: int) -> None:
    text = "어젯밤" if word == "어젯" else word
    (found,) = find(text, BASE)

    assert (found.start, found.text) == (BASE + timedelta(days=offset), text)
    assert found.approximate == (word in words.VAGUE_DAYS)


@pytest.mark.parametrize(("word", "offset"), words.ANAPHORIC_DAYS.items())
def test_a_word_for_a_day_just_spoken_of_is_counted_from_that_day(word: str, offset: int) -> None:
    found = find(f"5월 8일 문을 열었고 {word}", BASE)

    assert found[-1].start == date(2023, 5, 8) + timedelta(days=offset)


@pytest.mark.parametrize(("word", "offset"), words.YEARS.items())
def test_a_word_for_a_year_is_counted_from_the_base(word: str, offset: int) -> None:
    (found,) = find(word, BASE)

    assert (found.kind, found.start, found.end) == (
        "year",
        date(2023 + offset, 1, 1),
        date(2023 + offset, 12, 31),
    )


@pytest.mark.parametrize(("word", "offset"), [(w, n) for w, n in words.WEEKS.items() if w != "전주"])
def test_a_word_for_a_week_is_monday_to_sunday(word: str, offset: int) -> None:
    (found,) = find(word, BASE)

    monday = date(2023, 6, 12) + timedelta(weeks=offset)
    assert (found.start, found.end) == (monday, monday + timedelta(days=6))


@pytest.mark.parametrize(("word", "offset"), [(w, n) for w, n in words.MONTHS.items() if w != "전달"])
def test_a_word_for_a_month_is_counted_from_the_base(word: str, offset: int) -> None:
    (found,) = find(word, BASE)

    assert (found.kind, found.start) == ("month", date(2023, 6 + offset, 1))


@pytest.mark.parametrize(
    ("word", "days"), [(w, n) for w, n in words.NATIVE_DAYS.items() if w not in words.VAGUE_DAY_COUNTS]
)
def test_a_native_count_of_days_is_subtracted(word: str, days: int) -> None:
    (found,) = find(f"{word} 전", BASE)

    assert found.start == BASE - timedelta(days=days)


@pytest.mark.parametrize("cue", tense.CUES, ids=lambda cue: cue.example)
def test_a_cue_gives_its_example_its_tense(cue: tense.Cue) -> None:
    assert tense.after(cue.example, cue.example.index("일") + 1) is cue.tense


def test_every_row_of_the_events_has_days_that_exist() -> None:
    for row in event_table.table():
        if row.kind == "annual":
            assert event_table.annual_day(row, 2024) is not None, row
        else:
            assert date.fromisoformat(row.start) <= date.fromisoformat(row.end or row.start)


def test_every_election_falls_on_a_wednesday_or_thursday() -> None:
    votes = [row for row in event_table.table() if row.kind == "series" and row.name in ("총선", "지방선거")]

    assert {date.fromisoformat(row.start).weekday() for row in votes} <= {1, 2, 3}
    assert len(votes) == 17


def test_every_zone_can_be_loaded() -> None:
    for place, key in zones.places().items():
        if key != zones.SEVERAL:
            assert zones.zone("현지", f"12일(현지시간) {place} 시내에서", 0, 9) is not None, place


def test_patterns_are_compiled_once() -> None:
    assert grammar.calendar_pattern() is grammar.calendar_pattern()


def test_a_base_without_a_zone_is_korean_time() -> None:
    (found,) = find("2시간 뒤", datetime(2023, 6, 14, 23, 30))  # noqa: DTZ001 (the case is a time without a zone)

    assert isinstance(found.start, datetime)
    assert found.start.isoformat() == "2023-06-15T01:30:00+09:00"
