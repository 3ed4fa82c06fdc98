"""How a source and the applied period are printed for a reader of `rag ask`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rag.cli.answer import applied, source_line
from rag.domain import KST, Article, Period, StoredArticle

AT = datetime(2026, 3, 10, 14, 50, tzinfo=KST)
WHOLE: dict[str, object] = {
    "title": "트램 첫 삽",
    "publisher": "표본일보",
    "reporters": ("강표본",),
    "published_at": AT,
}

SOURCES: tuple[tuple[dict[str, object], str], ...] = (
    ({}, "표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 14:50"),
    (
        {"modified_at": AT.replace(hour=15, minute=6)},
        "표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 14:50(수정 15:06)",
    ),
    (
        {"modified_at": AT.replace(day=11, hour=9, minute=0)},
        "표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 14:50(수정 2026. 3. 11. 09:00)",
    ),
    ({"modified_at": AT}, "표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 14:50"),
    ({"published_at": AT.astimezone(UTC)}, "표본일보, 「트램 첫 삽」, 강표본 기자, 2026. 3. 10. 14:50"),
    ({"reporters": ("강표본", "나예시")}, "표본일보, 「트램 첫 삽」, 강표본, 나예시 기자, 2026. 3. 10. 14:50"),
    ({"title": None, "published_at": None}, "표본일보, 제목 미상, 강표본 기자, 날짜 미상"),
    ({"publisher": None, "reporters": ()}, "매체 미상, 「트램 첫 삽」, 2026. 3. 10. 14:50"),
)


@pytest.mark.parametrize(("fields", "line"), SOURCES, ids=[line for _, line in SOURCES])
def test_a_source_names_outlet_title_reporter_and_times(fields: dict[str, object], line: str) -> None:
    article = Article(("글이다.",), **(WHOLE | fields))  # type: ignore[arg-type]
    assert source_line(StoredArticle("a", 1, article, AT)) == line


def test_the_period_is_told_with_its_wording_and_how_to_change_it() -> None:
    told = applied(Period(date(2024, 7, 1), date(2024, 7, 31), "지난달"))
    assert told.startswith("‘지난달’을 2024년 7월 1일∼7월 31일로 보았습니다.")
    assert "--asked-at" in told


def test_one_day_is_no_span_and_a_demanded_period_says_so() -> None:
    day = date(2024, 7, 1)
    assert applied(Period(day, day, "어제")).startswith("‘어제’를 2024년 7월 1일로 보았습니다.")
    assert applied(Period(day, day, "2024-07-01", "request")).startswith("요청한 기간(2024년 7월 1일)의")
