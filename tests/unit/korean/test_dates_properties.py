"""What holds for any text: nothing is raised, offsets are exact, a range never ends before it starts."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import KST
from rag.korean.dates import TimeExpression, batch, find, korean, resolve_article, with_wording

PIECES = (
    "2023년", "13월", "6월", "31일", "12일", "지난", "오는", "이날", "다음 해", "같은 달", "전년 동기", "올해", "초", "말", "주", "금요일", "(화)",
    "오전", "밤", "25시", "3시", "30분", "정오", "~", "·", "부터", "까지", "3", "9999", "년", "개월", "전", "뒤", "만에", "째", "간", "추석",
    "설 연휴", "5.18", "총선", "제21대", "대선", "매주", "음력", "(현지시간)", "베이징에서", "“", "”", " ", ".", "\n", "0000", "2000년대",
    "12:30", "세기", "사흘간", "로부터", "사이", "과", "이천이십사년", "칠월", "3:20 pm", "GMT", "반", "7/30", "이맘때", "부활절", "주말", "T", "Z", "+09:00", "20231301", "’99년", "학년도 수능", "밝혔다", "예정이다", "향후", "최근", "백", "분기", "10000년 전",
)  # fmt: skip
BASES = st.one_of(
    st.none(),
    st.dates(),
    st.datetimes(timezones=st.just(KST), min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 28)),  # noqa: DTZ001
)
SOUP = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def holds(text: str, found: list[TimeExpression]) -> None:
    position = 0
    for one in found:
        assert position <= one.begin < one.finish <= len(text)
        assert text[one.begin : one.finish] == one.text
        assert one.text == one.text.strip()
        assert (one.start is None) == (one.end is None)
        if isinstance(one.start, datetime) and isinstance(one.end, datetime):
            assert (one.start.tzinfo is None) == (one.end.tzinfo is None)
            assert one.start <= one.end
        elif one.start is not None and one.end is not None:
            assert not isinstance(one.start, datetime)
            assert not isinstance(one.end, datetime)
            assert one.start <= one.end
        assert with_wording(one)
        position = one.finish


@given(st.one_of(st.text(), SOUP), BASES, st.sampled_from(["article", "question"]))
def test_any_text_is_read_with_exact_offsets(text: str, base: date | None, base_is: str) -> None:
    holds(text, find(text, base, base_is="question" if base_is == "question" else "article"))


@given(SOUP, SOUP, BASES)
def test_any_context_is_read_with_exact_offsets(text: str, context: str, base: date | None) -> None:
    holds(text, find(text, base, context=context))
    holds(text, find(text, base, context=f"{context} {text} {context}"))


@given(st.lists(st.one_of(st.text(max_size=40), SOUP), max_size=6), BASES)
def test_the_sentences_of_any_article_are_read_with_exact_offsets(sentences: list[str], base: date | None) -> None:
    for sentence, found in zip(sentences, resolve_article(sentences, base), strict=True):
        holds(sentence, found)


@given(st.integers(1, 12), st.integers(1, 31), BASES, st.sampled_from(["", " 열렸다", " 열린다", " 열릴 예정이다"]))
def test_a_day_of_a_month_is_that_day_or_none(month: int, number: int, base: date | None, tail: str) -> None:
    for text in (
        f"{month}월 {number}일",
        f"지난 {month}월 {number}일",
        f"올해 {month}월 {number}일",
        f"내년 {month}월 {number}일",
    ):
        start = find(text + tail, base)[0].start

        assert start is None or (start.month, start.day) == (month, number)


@given(st.integers(1, 28), st.integers(1, 40), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_day_and_a_length_are_as_many_days(number: int, length: int, base: date) -> None:
    (found,) = find(f"{number}일부터 {length}일간 열린다", base)

    assert isinstance(found.start, date)
    assert isinstance(found.end, date)
    assert (found.start.day, (found.end - found.start).days + 1) == (number, length)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), BASES)
def test_a_date_spelled_out_is_the_date_in_figures(day: date, base: date | None) -> None:
    text = f"{spelled(day.year)}년 {MONTHS.get(day.month, spelled(day.month))}월 {spelled(day.day)}일"
    (found,) = find(text, base)

    assert (found.start, found.text) == (day, text)


MONTHS = {6: "유", 10: "시"}


def spelled(number: int) -> str:
    """2015 as 이천십오."""
    said = [(int(figure), unit) for figure, unit in zip(f"{number:04d}", ("천", "백", "십", ""), strict=True)]
    return "".join("일이삼사오육칠팔구"[n - 1] * (n > 1 or not unit) + unit for n, unit in said if n)


FORMS = (
    "{d.year}년 {d.month}월 {d.day}일", "{d.year}년{d.month}월{d.day}일", "{d.year}.{d.month}.{d.day}.", "{d.year}. {d.month}. {d.day}.",
    "{d:%Y-%m-%d}", "{d:%Y/%m/%d}", "{d:%Y.%m.%d}", "{d:%Y%m%d}", "{d.year}년 {d.month:02d}월 {d.day:02d}일",
)  # fmt: skip
AROUND = ("{}", "행사는 {}에 열렸다.", "({})", "“{}” 라고", "서울, {}")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS), st.sampled_from(AROUND), BASES)
def test_a_full_date_is_found_in_any_form_and_needs_no_base(
    day: date, form: str, around: str, base: date | None
) -> None:
    if "%Y%m%d" in form and around == AROUND[1]:
        around = "{}"  # eight digits before a particle may be any number
    written = form.format(d=day)
    (found,) = find(around.format(written), base)

    assert (found.kind, found.start, found.end, found.text) == ("date", day, day, written)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), st.integers(-11, 13))  # noqa: DTZ001
def test_a_full_time_is_found_in_iso_form(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    (found,) = find(aware.isoformat(), None)

    assert (found.kind, found.start) == ("time", aware)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_an_answer_says_is_read_back_as_the_same_day(day: date) -> None:
    (found,) = find(korean(day), None)

    assert (found.start, with_wording(found)) == (day, korean(day))


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(1, 31))
def test_a_past_day_is_before_and_a_coming_day_after(base: date, number: int) -> None:
    before, after = find(f"지난 {number}일", base)[0].start, find(f"오는 {number}일", base)[0].start

    assert before is not None and after is not None  # noqa: PT018
    assert before < base < after
    assert before.day == after.day == number


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(1, 31))
def test_a_bare_day_is_nearest_or_unresolved(base: date, number: int) -> None:
    start = find(f"{number}일", base)[0].start

    assert start is None or (start.day == number and abs((start - base).days) <= 16)


def test_a_batch_line_says_iso_days_and_a_bad_base_is_an_error() -> None:
    record = {"id": "x1", "expr": "16~17일", "base": "2023-06-14", "base_is": "article"}
    assert batch(record) == {
        "id": "x1",
        "values": [{"kind": "range", "start": "2023-06-16", "end": "2023-06-17", "text": "16~17일"}],
    }
    assert batch({"id": 2, "expr": "어제", "base": None})["values"][0]["start"] is None
    timed = {"expr": "2시간 전", "base": "2023-06-14T09:30:00+09:00", "base_is": "question"}
    assert batch(timed)["values"][0]["start"] == "2023-06-14T07:30+09:00"
    with pytest.raises(ValueError, match="isoformat"):
        batch({"expr": "어제", "base": "yesterday.."})


@pytest.mark.parametrize(
    "unit", ["12일 ", "지난 ", "2023년 6월 ", "“오늘 ", "1·", "0", "이날 밝혔다. ", "(현지시간)", "매주 ", "12:30:"]
)
def test_a_long_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        runs = []
        for _ in range(3):
            started = time.process_time()
            find(text, date(2023, 6, 14))
            runs.append(time.process_time() - started)
        return min(runs)

    seconds(1_000)
    assert seconds(16_000) < 16 * max(seconds(4_000), 0.01)
