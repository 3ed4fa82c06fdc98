from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import KST
from rag.moments import moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-14", datetime(2025, 4, 14, tzinfo=KST)),
        (" 2025-04-14 ", datetime(2025, 4, 14, tzinfo=KST)),
        ("2025-04-14T20:25", datetime(2025, 4, 14, 20, 25, tzinfo=KST)),
        ("2025-04-14 20:25:10", datetime(2025, 4, 14, 20, 25, 10, tzinfo=KST)),
        ("2025-04-14T11:25:00Z", datetime(2025, 4, 14, 11, 25, tzinfo=UTC)),
        ("2025-04-14T11:25:00+00:00", datetime(2025, 4, 14, 11, 25, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_seoul(text: str, expected: datetime) -> None:
    assert moment(text) == expected
    assert moment(text).utcoffset() == expected.utcoffset()


def test_as_of_a_day_includes_the_day() -> None:
    assert moment("2025-04-14", day_ends=True) == datetime(2025, 4, 14, 23, 59, 59, tzinfo=KST)
    assert moment("2025-04-14T09:00", day_ends=True) == datetime(2025, 4, 14, 9, tzinfo=KST)


@pytest.mark.parametrize("text", ["", "어제", "2025-13-01", "2025-02-29", "14.04.2025", "2025-04-14T25:00"])
def test_what_is_not_a_time_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        moment(text)


zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=zones))  # noqa: DTZ001 the bounds are naive
def test_what_was_written_is_read_again(written: datetime) -> None:
    assert moment(written.isoformat()) == written
