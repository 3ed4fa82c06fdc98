"""Times are stored with the analysis and come back as they were read."""

from __future__ import annotations

import zlib
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rag.domain import KST, Analysis, Sentence, Token
from rag.korean.analysis import decode, encode, opened
from rag.korean.dates import article_times, resolve_article, version

PUBLISHED = datetime(2023, 6, 14, 9, 30, tzinfo=KST)
PIECES = (
    "지난 8일", "오는 18일 오후 3시", "이날", "2023년 6월", "매주 수요일", "세월호 참사 9주기", "6년 만에", "사흘간", "추석 연휴",
    "2025학년도", "28일 오후 5시(현지시간)", "베이징에서", "엊그제", "12월 30일~2025년 1월 2일", "14:36:51", "31일", " ", "\t", ", ", "밝혔다. ",
)  # fmt: skip
SENTENCES = st.lists(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES)).map("".join)), max_size=5)
EMPTY = Analysis((), ())


@given(SENTENCES, st.one_of(st.none(), st.just(PUBLISHED), st.dates()))
def test_what_is_stored_is_what_was_read(sentences: list[str], published: date | None) -> None:
    stored = opened(encode(EMPTY, article_times(sentences, published))).times

    assert stored is not None
    read = resolve_article(sentences, published)
    assert [stored.of(i, text) for i, text in enumerate(sentences)] == [tuple(found) for found in read]
    assert stored.version == version()


def test_a_time_keeps_its_zone_or_that_it_has_none() -> None:
    sentences = [
        "13일 오후 5시에 만났다.",
        "12일 오후 5시(현지시간) 베이징에서 만났다.",
        "12일 오후 5시(현지시간) 만났다.",
    ]
    stored = article_times(sentences, PUBLISHED)

    moments = [stored.of(i, text)[0].start for i, text in enumerate(sentences)]
    assert [m.isoformat() for m in moments if isinstance(m, datetime)] == [
        "2023-06-13T17:00:00+09:00",
        "2023-06-12T17:00:00+08:00",
        "2023-06-12T17:00:00",
    ]
    assert isinstance(moments[0], datetime)
    assert moments[0].tzinfo is KST


def test_tokens_and_sentences_are_stored_beside_them() -> None:
    analysis = Analysis((Token("어제", "NNG", 0, 2, 7), Token("오", "VV", 3, 4, 8)), (Sentence(0, 5, 0, 2),))
    data = encode(analysis, article_times(["어제 왔다"], PUBLISHED))

    assert decode(data) == analysis
    times = opened(data).times
    assert times is not None
    assert [one.start for one in times.of(0, "어제 왔다")] == [date(2023, 6, 13)]


def test_a_sentence_without_times_takes_no_room() -> None:
    assert list(article_times(["비가 왔다.", "어제 왔다.", "눈이 왔다."], PUBLISHED).lines) == [
        "1\t0 2 date 2023-06-13 = day - -"
    ]


def test_what_was_stored_before_times_were_still_opens() -> None:
    numbers = b"".join(n.to_bytes(4, "little") for n in (0, 2, 7, 0, 2, 0, 1))
    text = "1 1\n어제\nNNG".encode()
    data = zlib.compress(b"2 %d\n%s%s" % (len(text), text, numbers), 1)

    assert decode(data) == Analysis((Token("어제", "NNG", 0, 2, 7),), (Sentence(0, 2, 0, 1),))
    assert opened(data).times is None
    assert opened(encode(decode(data))).times is None


def test_every_kind_is_stored() -> None:
    text = "12일 열려 매주 쉬고 10주년이며 6년 만에 사흘간 3월과 2021년, 16~17일, 15일 오후 3시에 돌아온다"
    stored = article_times([text], PUBLISHED)

    kinds = {one.kind for one in stored.of(0, text)}
    assert kinds == {"date", "set", "ordinal", "since", "duration", "range", "time", "month", "year"}
