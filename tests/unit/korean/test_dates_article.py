"""How the days of an article hang together: what 이날 refers to, whose month a bare day has, whose zone a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from rag.domain import KST
from rag.korean.dates import find, korean, resolve_article, with_wording

PUBLISHED = datetime(2023, 6, 14, 9, 30, tzinfo=KST)


def days(
    text: str, base: date | datetime | None = PUBLISHED, anchor: date | None = None
) -> list[date | datetime | None]:
    return [found.start for found in find(text, base, anchor=anchor)]


def test_this_day_is_the_last_day_spoken_of_and_not_the_day_of_publication() -> None:
    sentences = ["김 시장은 13일 바다마을을 찾았다.", "주민 40명이 나왔다.", "이날 김 시장은 상인들을 만났다."]

    found = resolve_article(sentences, PUBLISHED)

    assert [[one.start for one in line] for line in found] == [[date(2023, 6, 13)], [], [date(2023, 6, 13)]]


def test_words_for_the_days_around_move_along_with_the_story() -> None:
    found = resolve_article(["지난 8일 막을 올렸다.", "이튿날 비가 왔다.", "다음 날 다시 열렸다."], PUBLISHED)

    assert [line[0].start for line in found] == [date(2023, 6, 8), date(2023, 6, 9), date(2023, 6, 10)]


def test_this_day_is_the_day_of_publication_where_no_day_was_spoken_of() -> None:
    assert days("이날 개막했다.") == [date(2023, 6, 14)]


def test_this_day_is_the_anchor_where_one_is_given() -> None:
    assert days("이날 개막했다.", anchor=date(2023, 6, 2)) == [date(2023, 6, 2)]


def test_without_a_publication_day_only_full_dates_are_resolved() -> None:
    found = find("12일 만났고 오는 13일 다시 만난다. 2022년 5월 3일 협약을 맺었고 이날 발표했다.", None)

    assert [one.start for one in found] == [None, None, date(2022, 5, 3), date(2022, 5, 3)]
    assert [one.resolved for one in found] == [False, False, True, True]


def test_this_day_after_a_day_we_could_not_resolve_is_not_guessed() -> None:
    assert days("2022년 5월 3일 시작됐다. 12일 끝났다. 이날 만났다.", None) == [date(2022, 5, 3), None, None]


def test_a_bare_day_follows_the_tense_of_its_clause() -> None:
    assert days("28일 밝혔다") == [date(2023, 5, 28)]
    assert days("28일 문을 연다") == [date(2023, 6, 28)]
    assert days("3일 열릴 예정이다") == [date(2023, 7, 3)]
    assert days("3일 열렸다") == [date(2023, 6, 3)]


def test_a_plan_that_was_announced_leaves_the_day_to_nearness() -> None:
    assert days("김 시장은 13일 축제를 열 계획이라고 밝혔다") == [date(2023, 6, 13)]
    assert days("축제를 20일 연다고 14일 밝혔다") == [date(2023, 6, 20), date(2023, 6, 14)]


def test_what_is_quoted_does_not_lend_its_tense() -> None:
    assert days("김 시장은 12일 “가을에 다시 열겠다”고 말했다") == [date(2023, 6, 12)]


def test_a_day_the_month_does_not_have_is_never_moved_to_another_day() -> None:
    assert days("31일", date(2023, 3, 2)) == [None]
    assert days("31일 밝혔다", date(2023, 3, 2)) == [date(2023, 1, 31)]
    assert days("2023년 2월 30일") == [None]


def test_a_weekday_in_parentheses_chooses_the_month() -> None:
    assert days("30일(화) 열렸다") == [date(2023, 5, 30)]
    assert days("5일(수) 모인다") == [date(2023, 7, 5)]
    assert days("2일(금)") == [date(2023, 6, 2)]


def test_the_year_turns_with_the_tense() -> None:
    assert days("30일 밝혔다", date(2023, 1, 2)) == [date(2022, 12, 30)]
    assert days("12월 30일 발표했다", date(2023, 1, 5)) == [date(2022, 12, 30)]
    assert days("5일 연다", date(2023, 12, 28)) == [date(2024, 1, 5)]


def test_today_in_a_quotation_is_the_day_it_was_said() -> None:
    assert days("이 교수는 10일 강연에서 “오늘 자리를 잊지 않겠다”고 했다.") == [date(2023, 6, 10), date(2023, 6, 10)]
    assert days("오늘 밤부터 비가 온다.") == [date(2023, 6, 14)]


def test_a_bare_day_shares_the_month_named_before_it_in_the_sentence() -> None:
    assert days("지난 3월 5일 시작해 20일 끝났다.") == [date(2023, 3, 5), date(2023, 3, 20)]
    assert days("4월 3일과 10일 열렸다.") == [date(2023, 4, 3), date(2023, 4, 10)]


def test_the_news_of_the_day_does_not_share_the_month_of_the_story() -> None:
    assert days("지난 3월 5일 입건된 그는 13일 풀려났다.") == [date(2023, 3, 5), date(2023, 6, 13)]


def test_the_month_reaches_the_next_sentence_only_where_it_goes_on() -> None:
    went_on = resolve_article(["지난 3월 5일 시작했다.", "이어 20일 끝났다."], PUBLISHED)
    did_not = resolve_article(["지난 3월 5일 시작했다.", "20일 다른 일이 있었다."], PUBLISHED)

    assert went_on[1][0].start == date(2023, 3, 20)
    assert did_not[1][0].start == date(2023, 5, 20)


def test_the_same_period_is_the_period_spoken_of_a_year_before() -> None:
    found = find("올해 1분기 매출은 전년 동기보다 늘었다.", PUBLISHED)

    assert (found[1].start, found[1].end) == (date(2022, 1, 1), date(2022, 3, 31))


def test_what_has_happened_did_not_happen_on_a_day_to_come() -> None:
    sentences = ["14일 시청에서 협약을 맺었다.", "할인은 오는 7월 1일 시작한다.", "이날 시장은 사과문을 냈다."]
    assert resolve_article(sentences, PUBLISHED)[2][0].start == date(2023, 6, 14)
    assert resolve_article([*sentences[:2], "이날 축하 행사가 열린다."], PUBLISHED)[2][0].start == date(2023, 7, 1)
    assert resolve_article([*sentences[:2], "한편 시장은 이날 오후 3시 시장을 둘러본다."], PUBLISHED)[2][
        0
    ].start == datetime(2023, 6, 14, 15, tzinfo=KST)


def test_a_part_of_the_day_said_once_covers_the_next_hour_in_the_list() -> None:
    assert days("13일 오후 8시와 9시에 열렸다.") == [datetime(2023, 6, 13, h, tzinfo=KST) for h in (20, 21)]


def test_an_hour_that_the_words_give_for_another_place_does_not_touch_the_first() -> None:
    first, second = find("13일 오후 5시(현지시간 오전 9시) 발사됐다.", PUBLISHED)

    assert (first.start, first.finish) == (datetime(2023, 6, 13, 17, tzinfo=KST), 9)
    assert isinstance(second.start, datetime)
    assert (second.start.hour, second.start.tzinfo) == (9, None)


def test_what_is_counted_from_an_event_of_unknown_day_is_not_counted_from_the_base() -> None:
    assert [one.start for one in find("발사 40분 전 문제가 생겼다. 개막 사흘 전 취소됐다.", PUBLISHED)] == [None, None]


def test_a_month_half_a_year_off_is_not_moved_to_last_year_by_the_tense() -> None:
    assert days("훈련은 12월로 잡혔다.", date(2023, 4, 14)) == [date(2022, 12, 1)]
    assert days("훈련은 12월로 잡혔다.", date(2023, 10, 14)) == [date(2023, 12, 1)]


def test_a_forecast_looks_forward() -> None:
    assert days("비가 28일 그칠 것으로 예보했다.") == [date(2023, 6, 28)]


def test_a_title_or_a_surname_is_no_day() -> None:
    assert days("축제의 주제는 ‘백 년의 불빛, 내일의 항로’다. 설 대표의원과 단오름 선수가 왔다.") == []
    assert days("단오에는 씨름을 한다. 설 연휴에는 쉰다.", date(2023, 1, 14)) == [date(2023, 6, 22), date(2023, 1, 21)]


def test_words_before_an_apposition_mean_what_it_spells_out() -> None:
    assert days("광복 다음 해인 1946년 문을 열었다.") == [date(1946, 1, 1), date(1946, 1, 1)]


def test_later_in_the_past_counts_from_the_day_spoken_of() -> None:
    assert days("지난 5일 떠났다. 사흘 뒤 돌아왔다.") == [date(2023, 6, 5), date(2023, 6, 8)]
    assert days("지난 5일 떠났다. 사흘 뒤 돌아온다.") == [date(2023, 6, 5), date(2023, 6, 17)]


def test_local_time_is_that_of_the_place_where_it_happened() -> None:
    (found,) = find("김 시장은 12일 오후 4시(현지시간) 방콕 시청에서 연설했다.", PUBLISHED)

    assert found.start == datetime(2023, 6, 12, 16, tzinfo=timezone(timedelta(hours=7)))
    assert isinstance(found.start, datetime)
    assert found.start.utcoffset() == timedelta(hours=7)


def test_local_time_of_the_place_named_before_stands_where_none_follows() -> None:
    (found,) = find("백악관은 12일 오후 4시(현지시간) 중국을 비판했다.", PUBLISHED)

    assert isinstance(found.start, datetime)
    assert found.start.utcoffset() == timedelta(hours=-4)


def test_local_time_of_no_known_place_has_no_zone() -> None:
    (found,) = find("12일 오후 4시(현지시간) 개막했다.", PUBLISHED)

    assert isinstance(found.start, datetime)
    assert found.start.tzinfo is None
    assert found.start.hour == 16


def test_context_gives_the_tense_and_the_days_before() -> None:
    assert find("30일", date(2023, 1, 2), context="30일 밝혔다")[0].start == date(2022, 12, 30)
    assert find("30일에는", date(2023, 1, 2), context="문을 열 예정이다")[0].start == date(2023, 1, 30)
    (found,) = find("이날", PUBLISHED, context="지난 8일 열렸다. 이날 비가 왔다.")
    assert (found.start, found.begin, found.finish) == (date(2023, 6, 8), 0, 2)


def test_a_question_is_asked_on_its_day() -> None:
    (found,) = find("최근 바다마을 소식은?", PUBLISHED, base_is="question")

    assert (found.start, found.end, found.approximate) == (date(2023, 5, 15), date(2023, 6, 14), True)
    assert find("최근 바다마을 소식", PUBLISHED) == []


def test_that_time_in_a_question_is_the_anchor() -> None:
    assert find("그때 누가 왔나?", PUBLISHED, base_is="question", anchor=date(2023, 5, 1))[0].start == date(2023, 5, 1)
    assert find("그때 누가 왔나?", PUBLISHED, base_is="question")[0].start is None


def test_days_are_written_as_answers_say_them() -> None:
    assert korean(date(2021, 10, 18)) == "2021년 10월 18일"
    assert korean(date(2021, 10, 1), "month") == "2021년 10월"
    assert korean(date(2021, 1, 1), "year") == "2021년"
    assert korean(datetime(2021, 10, 18, 15, 30, tzinfo=KST), "minute") == "2021년 10월 18일 오후 3시 30분"
    assert korean(datetime(2021, 10, 18, 0, 0, tzinfo=KST), "minute") == "2021년 10월 18일 0시"
    assert korean(datetime(2021, 10, 18, 12, 0, tzinfo=KST), "minute") == "2021년 10월 18일 오후 12시"


def test_the_wording_of_the_article_is_kept_beside_the_day() -> None:
    said = {text: with_wording(find(text, PUBLISHED)[0]) for text in WORDINGS}

    assert said == WORDINGS


WORDINGS = {
    "오는 18일": "2023년 6월 18일(기사 표기: 오는 18일)",
    "2023년 6월 18일": "2023년 6월 18일",
    "16~17일": "2023년 6월 16일∼6월 17일(기사 표기: 16~17일)",
    "지난달": "2023년 5월(기사 표기: 지난달)",
    "지난해": "2022년(기사 표기: 지난해)",
    "지난해 11월부터 올해 2월까지": "2022년 11월∼2023년 2월(기사 표기: 지난해 11월부터 올해 2월까지)",
    "6년 만에": "6년 만에",
    "매주 수요일": "매주 수요일",
}
