"""What every article store promises: one suite for the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from rag.adapters import identity, sql_rows, sql_schema
from rag.adapters.identity import KeyKind, canonical_url, keys
from rag.adapters.sql import SqlArticleStore
from rag.domain import KST, Article, Outcome, StoredArticle
from rag.errors import NotFound, StoreError
from rag.ports import ArticleStore, Store
from tests.fakes_indexes import MODEL, NOW, FakeArticleStore, StandingClock, analysed, news


def put(store: ArticleStore, *articles: Article) -> list[tuple[Outcome, str]]:
    reports = store.put([analysed(article) for article in articles])
    return [(report.outcome, str(report.article_id)) for report in reports]


def only(store: ArticleStore, article: Article) -> str:
    [(outcome, article_id)] = put(store, article)
    assert outcome is Outcome.ADDED
    return article_id


FULL = Article(
    paragraphs=("첫 문단 \u3000 끝.", "둘째\n줄이 있는 문단"),
    title="제목 ‘따옴표’",
    subtitles=("부제 하나", "부제 둘"),
    publisher="표본일보",
    reporters=("강표본", "조견본"),
    published_at=datetime(2025, 4, 14, 20, 25, 7, 123_456, tzinfo=KST),
    modified_at=datetime(2025, 4, 15, 1, 0, tzinfo=timezone(timedelta(hours=-5))),
    url="https://pyobon.example/a?id=1",
    external_id="guid-1",
    section=("사회", "지역"),
    dateline="[가람=견본통신]",
    captions=("사진 설명",),
    rights="ⓒ 표본일보",
    kind="correction",
    source="/pages/full.html",
)


def test_an_article_comes_back_exactly_as_it_was_put(store: ArticleStore) -> None:
    stored = store.article(only(store, FULL))
    assert stored == StoredArticle(stored.id, 1, FULL, NOW)
    assert {field.name for field in fields(Article)} == set(FULL.__slots__)
    assert stored.article.published_at is not None
    assert stored.article.published_at.isoformat() == "2025-04-14T20:25:07.123456+09:00"


FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1900, 2100))
TIMES = st.none() | st.datetimes(FIRST, LAST, timezones=st.sampled_from([KST, UTC]))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    st.builds(
        Article,
        paragraphs=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
        title=st.none() | TEXTS,
        subtitles=st.lists(TEXTS, max_size=2).map(tuple),
        publisher=st.none() | TEXTS,
        reporters=st.lists(TEXTS, max_size=2).map(tuple),
        published_at=TIMES,
        modified_at=TIMES,
        url=st.none() | TEXTS,
        external_id=st.none() | TEXTS,
        section=st.lists(TEXTS, max_size=2).map(tuple),
        dateline=st.none() | TEXTS,
        captions=st.lists(TEXTS, max_size=2).map(tuple),
        rights=st.none() | TEXTS,
        kind=TEXTS,
        source=TEXTS,
    )
)
def test_every_article_survives_being_a_row(article: Article) -> None:
    assert sql_rows.decode_article(sql_rows.encode_article(article)) == article


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{tmp_path / 'a.db'}", clock=StandingClock())
    naive = news(1, published_at=datetime(2025, 1, 1), title=None)  # noqa: DTZ001
    with pytest.raises(StoreError, match="without a zone"):
        store.put([analysed(naive)])
    store.close()


# ---------------------------------------------------------------- put, versions, the log


def test_a_batch_is_added_and_the_same_batch_changes_nothing(store: ArticleStore) -> None:
    batch = [news(number) for number in range(3)]
    assert [outcome for outcome, _ in put(store, *batch)] == [Outcome.ADDED] * 3
    revision = store.status().revision
    assert [outcome for outcome, _ in put(store, *batch)] == [Outcome.UNCHANGED] * 3
    assert store.status().revision == revision
    assert store.put([]) == []


def test_a_corrected_article_is_a_new_version_and_the_old_text_stays_readable(store: ArticleStore) -> None:
    article_id = only(store, news(1))
    [report] = store.put([analysed(news(1, "바로잡은 문단이다."))])
    assert (report.outcome, report.article_id, report.version) == (Outcome.UPDATED, article_id, 2)
    assert store.article(article_id).article.body == "바로잡은 문단이다."
    assert store.article(article_id, 1).article.body.startswith("기사1 첫째")
    assert store.article(article_id, 2) == store.article(article_id)
    with pytest.raises(NotFound):
        store.article(article_id, 3)


def test_only_the_current_versions_passages_are_live(store: ArticleStore) -> None:
    only(store, news(1))
    before = store.live_ids(0, 100)
    put(store, news(1, "바로잡은 문단이다."))
    after = store.live_ids(0, 100)
    assert len(before) == 2
    assert len(after) == 1
    assert not set(before) & set(after)
    assert store.passages(before) == []
    assert store.indexed(before) == []
    assert [one.id for one in store.indexed(after)] == after


def test_the_same_article_twice_in_one_batch_is_taken_in_order(store: ArticleStore) -> None:
    reports = store.put([analysed(news(1)), analysed(news(1, "고친 글.")), analysed(news(1, "고친 글."))])
    assert [report.outcome for report in reports] == [Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED]
    assert len({report.article_id for report in reports}) == 1
    assert store.status().articles == 1
    assert len(store.live_ids(0, 100)) == 1
    first, second = store.changes(0, 10)
    assert second.removed == first.added
    assert store.article(str(reports[0].article_id), 1).article.body.startswith("기사1")


def test_the_same_page_twice_in_one_batch_is_one_article(store: ArticleStore) -> None:
    reports = store.put([analysed(news(1)), analysed(news(1))])
    assert [report.outcome for report in reports] == [Outcome.ADDED, Outcome.UNCHANGED]
    assert store.status().passages == 2


def test_passage_ids_of_one_version_are_contiguous_and_never_used_again(store: ArticleStore) -> None:
    article_id = only(store, news(1, "가.", "나.", "다."))
    [first] = store.changes(0, 10)
    assert list(first.added) == list(range(first.added[0], first.added[0] + 3))
    store.delete(article_id)
    put(store, news(2))
    assert min(store.live_ids(0, 100)) > max(first.added)


def test_the_log_tells_what_to_add_and_what_to_remove(store: ArticleStore) -> None:
    article_id = only(store, news(1))
    put(store, news(1, "고친 글."))
    store.delete(article_id)
    log = store.changes(0, 100)
    assert [change.revision for change in log] == [1, 2, 3]
    assert {change.article_id for change in log} == {article_id}
    assert [(change.added, change.removed) for change in log] == [
        (log[0].added, ()),
        (log[1].added, log[0].added),
        ((), log[1].added),
    ]
    assert store.changes(2, 100) == log[2:]
    assert store.changes(0, 2) == log[:2]
    assert store.changes(3, 100) == []


def test_the_same_text_analysed_otherwise_replaces_its_passages_only(store: Store) -> None:
    article_id = only(store, news(1))
    before = store.live_ids(0, 10)
    again = replace(analysed(news(1)), title_terms="다른 규칙")
    [report] = store.put([again])
    assert (report.outcome, report.version) == (Outcome.UNCHANGED, 1)
    assert store.article(article_id).version == 1
    after = store.live_ids(0, 10)
    assert not set(before) & set(after)
    assert store.changes(1, 10)[0].removed == tuple(before)
    assert {one.title_terms for one in store.indexed(after)} == {"다른 규칙"}
    assert [store.vectors(MODEL, after)[number] for number in after] == [one.vector for one in again.passages]
    assert store.vectors(MODEL, before) == {}


def test_a_page_is_known_while_its_article_is_at_the_version_it_gave(store: ArticleStore) -> None:
    first, second = analysed(news(1)), analysed(news(1, "고친 글."))
    [report] = store.put([first])
    assert store.known_pages([first.page_digest, second.page_digest]) == {first.page_digest: (report.article_id, 1)}
    store.put([second])
    assert store.known_pages([first.page_digest, second.page_digest]) == {second.page_digest: (report.article_id, 2)}
    store.delete(str(report.article_id))
    assert store.known_pages([first.page_digest, second.page_digest]) == {}
    assert store.known_pages([]) == {}


def test_another_page_of_an_unchanged_article_becomes_known(store: ArticleStore) -> None:
    only(store, news(1))
    other = analysed(news(1, source="/elsewhere/1.html"), page=b"another menu around the same article")
    assert store.put([other])[0].outcome is Outcome.UNCHANGED
    assert other.page_digest in store.known_pages([other.page_digest])


# ---------------------------------------------------------------- withdrawing


def test_a_withdrawn_article_is_gone_everywhere(store: ArticleStore) -> None:
    article_id, kept = only(store, news(1)), only(store, news(2))
    ids = [one for one in store.live_ids(0, 10) if store.passages([one])[0].stored.id == article_id]
    revision = store.delete(article_id)
    assert revision == store.status().revision == 3
    for version in (None, 1):
        with pytest.raises(NotFound):
            store.article(article_id, version)
    assert [stored.id for stored in store.articles()] == [kept]
    assert store.passages(ids) == []
    assert store.indexed(ids) == []
    assert store.analyses([(article_id, 1)]) == {}
    assert store.status().articles == 1


def test_what_is_not_there_cannot_be_withdrawn(store: ArticleStore) -> None:
    article_id = only(store, news(1))
    store.delete(article_id)
    for missing in (article_id, "art_0000000000000000"):
        with pytest.raises(NotFound, match=missing):
            store.delete(missing)
    assert store.status().revision == 2


def test_an_article_that_returns_keeps_its_id_and_takes_a_new_version_number(store: ArticleStore) -> None:
    article_id = only(store, news(1))
    store.delete(article_id)
    [report] = store.put([analysed(news(1, "다른 글."))])
    assert (report.outcome, report.article_id, report.version) == (Outcome.ADDED, article_id, 2)
    assert store.article(article_id).article.body == "다른 글."
    with pytest.raises(NotFound):
        store.article(article_id, 1)


# ---------------------------------------------------------------- reading


def test_passages_come_in_the_order_asked_for_with_their_article(store: ArticleStore) -> None:
    put(store, news(1), news(2))
    ids = store.live_ids(0, 10)
    asked = [ids[2], 999_999, ids[0]]
    found = store.passages(asked)
    assert [one.id for one in found] == [ids[2], ids[0]]
    for one in found:
        assert one.stored == store.article(one.stored.id)
        assert one.stored.article.body[one.start : one.end].split() == one.terms.split()
    assert store.passages([]) == []


def test_passages_of_an_article_are_those_of_its_current_version(store: ArticleStore) -> None:
    first, second, _ = (one for _, one in put(store, news(1), news(2), news(3)))
    put(store, news(1, "고친 글이다.", "새 문단이다."))
    found = store.passages_of([second, "art_unknown", first])
    assert [one.id for one in found] == sorted(one.id for one in found)
    assert {one.stored.id for one in found} == {first, second}
    assert {one.stored.version for one in found if one.stored.id == first} == {2}
    assert found == store.passages([one.id for one in found])
    store.delete(second)
    assert {one.stored.id for one in store.passages_of([first, second])} == {first}
    assert store.passages_of([]) == []


def test_indexed_passages_hold_all_an_index_needs(store: ArticleStore) -> None:
    article = news(1, "서울 시장은 말했다.", "")
    put(store, article)
    first, second = store.indexed(store.live_ids(0, 10)[::-1])
    assert first.id < second.id
    assert first.terms == "서울 시장은 말했다."
    assert first.title_terms == "제목1"
    assert first.bigrams.split() == ["서울", "시장", "장은", "말했", "했다"]
    assert first.published_at == article.published_at
    assert first.vector is second.vector is None


def test_live_ids_are_walked_in_pieces(store: ArticleStore) -> None:
    put(store, *[news(number) for number in range(5)])
    walked: list[int] = []
    while piece := store.live_ids(walked[-1] if walked else 0, 3):
        assert len(piece) <= 3
        walked += piece
    assert walked == sorted(set(walked))
    assert len(walked) == store.status().passages == 10


def test_articles_are_listed_newest_first_and_page_by_page(store: ArticleStore) -> None:
    day = datetime(2025, 1, 1, tzinfo=KST)
    articles = [news(number, published_at=day + timedelta(days=number // 2)) for number in range(6)]
    put(store, *articles, news(6, published_at=None), news(7, published_at=None))
    everything = store.articles()
    order = [(stored.article.published_at, stored.id) for stored in everything]
    dated = [(at, one) for at, one in order if at]
    assert dated == sorted(dated, key=lambda pair: (-pair[0].timestamp(), pair[1]))
    assert [at for at, _ in order[6:]] == [None, None]
    paged: list[str] = []
    while page := store.articles(after=paged[-1] if paged else None, limit=3):
        paged += [stored.id for stored in page]
    assert paged == [stored.id for stored in everything]


def test_analyses_are_returned_as_they_were_given(store: ArticleStore) -> None:
    article_id = only(store, news(1))
    put(store, news(1, "고친 글."))
    found = store.analyses([(article_id, 2), ("art_none", 1)])
    assert found == {(article_id, 2): analysed(news(1, "고친 글.")).analysis}


def test_status_counts_what_is_live(store: ArticleStore) -> None:
    empty = store.status()
    assert (empty.articles, empty.versions, empty.passages, empty.revision) == (0, 0, 0, 0)
    assert empty.newest_published_at is None
    assert empty.updated_at is None
    put(store, news(1), news(2), news(3, published_at=None))
    put(store, news(1, "고친 글."))
    status = store.status()
    assert (status.articles, status.versions, status.passages, status.revision) == (3, 4, 5, 4)
    assert status.newest_published_at == news(2).published_at
    assert status.updated_at == NOW
    assert status.size_bytes > 0


def test_two_threads_may_write_and_read_at_once(sql: SqlArticleStore) -> None:
    errors: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 10):
                put(sql, news(number))
                sql.passages(sql.live_ids(0, 50))
        except BaseException as error:  # noqa: BLE001 - it is looked at in the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(10 * number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sql.status().articles == 30
    log = sql.changes(0, 100)
    assert [change.revision for change in log] == list(range(1, 31))
    assert len({number for change in log for number in change.added}) == 60


# ---------------------------------------------------------------- which article is it?

URLS = [
    ("https://www.pyobon.example/a/1", "http://m.pyobon.example/a/1/", True),
    ("https://pyobon.example/a/1?utm_source=x&idxno=7#top", "https://pyobon.example/a/1?idxno=7&fbclid=y", True),
    ("https://pyobon.example/a?b=1&a=2", "https://PYOBON.example:443/a?a=2&b=1", True),
    ("https://pyobon.example/기사/1", "https://pyobon.example/%EA%B8%B0%EC%82%AC/1", True),
    ("https://pyobon.example/a/1", "https://pyobon.example/a/2", False),
    ("https://pyobon.example/a?idxno=1", "https://pyobon.example/a?idxno=2", False),
    ("https://pyobon.example/a", "https://news.pyobon.example/a", False),
    ("https://pyobon.example/A", "https://pyobon.example/a", False),
]


@pytest.mark.parametrize(("one", "other", "same"), URLS)
def test_one_address_is_one_article(one: str, other: str, same: bool) -> None:
    assert (canonical_url(one) == canonical_url(other)) is same


@pytest.mark.parametrize(
    "front", ["https://www.pyobon.example/", "https://pyobon.example", "#top", "a/1", "http://[", ""]
)
def test_a_front_page_or_a_scrap_is_no_address(front: str) -> None:
    assert canonical_url(front) is None


@pytest.mark.parametrize("parameter", identity.TRACKING, ids=lambda parameter: parameter.name)
def test_tracking_parameters_are_no_part_of_the_address(parameter: identity.TrackingParameter) -> None:
    assert canonical_url(parameter.example) == "example.com/a"


def test_an_articles_id_does_not_depend_on_where_it_lay() -> None:
    here, there = news(1, source="/one/a.txt"), news(1, source="/other/b.txt")
    varieties: list[dict[str, Any]] = [{}, {"url": None}, {"url": None, "title": None}]
    for changes in varieties:
        strongest = [
            next(key for key in keys(replace(one, **changes)) if key.kind is not KeyKind.PAGE) for one in (here, there)
        ]
        ids = [key.article_id for key in strongest]
        assert ids[0] == ids[1]
        assert ids[0].startswith("art_")
        assert len(ids[0]) == 20


BARE: dict[str, Any] = {"title": None, "publisher": None, "published_at": None, "url": None}
LONG = "가나다라마바사아자차카타파하 거너더러머버서어저처커터퍼허 고노도로모보소오조초코토포호"
SAME = [
    ("address", news(1), news(1, "새 글", title="새 제목", source="/b"), True),
    ("address, other id", news(1, external_id="a"), news(1, "새 글", external_id="b", source="/b"), True),
    ("id", news(1, url=None, external_id="7"), news(1, "새", url=None, title="새", external_id="7", source="/b"), True),
    ("head", news(1, url=None), news(1, "새 글", url=None, source="/b"), True),
    ("head, spaced otherwise", news(1, url=None), news(1, "새 글", url=None, title=" 제목 1", source="/b"), True),
    ("head, other outlet", news(1, url=None), news(1, "새 글", url=None, publisher="예시신문", source="/b"), False),
    ("head, other day", news(1, url=None), news(2, "새 글", url=None, title="제목1"), False),
    ("head, other address", news(1), news(1, "새 글", url="https://pyobon.example/other", source="/b"), False),
    ("head, other id", news(1, url=None, external_id="a"), news(1, "새", url=None, external_id="b"), False),
    ("path", news(1, **BARE), news(1, "아주 다른 글", **BARE), True),
    ("path, other address", news(1), news(2, source="/pages/1.txt"), False),
    ("record of a file, another text", news(1, **BARE, source="/f#1"), news(2, **BARE, source="/f#1"), False),
    ("record of a file, same text", news(1, LONG, **BARE, source="/f#1"), news(1, LONG + "!", **BARE, source="/f#1"),
     True),
    ("text", news(1, "한 글", **BARE), news(1, "한  글", **BARE, source="/elsewhere"), True),
    ("text, other outlet", news(1, "한 글", url=None), news(2, "한 글", url=None, publisher="예시신문"), False),
    ("file name, half the text", news(1, LONG, **BARE), news(1, LONG + " 덧", **BARE, source="/b/1.txt"), True),
    ("file name, another text", news(1, LONG, **BARE), news(1, LONG[::-1], **BARE, source="/b/1.txt"), False),
    ("half the text, other name", news(1, LONG, **BARE), news(1, LONG + " 덧", **BARE, source="/b/2.txt"), False),
    ("unnamed outlet's id, other file", news(1, url=None, publisher=None, external_id="1", source="/a#1"),
     news(2, url=None, publisher=None, external_id="1", source="/b#1"), False),
    ("unnamed outlet's id, same file", news(1, url=None, publisher=None, external_id="1", source="/a#1"),
     news(2, url=None, publisher=None, external_id="1", source="/a#9"), True),
    ("standard input is no path", news(1, **BARE, source="-"), news(2, **BARE, source="-"), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_a_page_is_recognised_by_its_keys(sql: SqlArticleStore, one: Article, other: Article, same: bool) -> None:
    first = only(sql, one)
    [(outcome, second)] = put(sql, other)
    assert (second == first) is same
    assert outcome is (Outcome.UPDATED if same else Outcome.ADDED)
    assert sql.article(first).article == (other if same else one)
    assert sql.article(second).article == other


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("one", "other", "same"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_a_page_is_recognised_within_its_batch(sql: SqlArticleStore, one: Article, other: Article, same: bool) -> None:
    (_, first), (_, second) = put(sql, one, other)
    assert (second == first) is same


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_all_keys_are_remembered_not_only_the_newest(sql: SqlArticleStore) -> None:
    article_id = only(sql, news(1, url=None))
    assert put(sql, news(1, "새 글")) == [(Outcome.UPDATED, article_id)]
    assert put(sql, news(9, "또 새 글", url="https://pyobon.example/news/1")) == [(Outcome.UPDATED, article_id)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_two_copies_of_one_article_do_not_take_turns(sql: SqlArticleStore) -> None:
    rich, poor = news(1), news(1, source="/copies/1.txt", **BARE)
    older = news(1, "옛 글", source="/archive/1.html")
    put(sql, older)
    put(sql, poor)
    put(sql, rich)
    settled = sql.article(put(sql, rich)[0][1])
    for _ in range(2):
        assert [outcome for outcome, _ in put(sql, older, rich, poor)] == [Outcome.UNCHANGED] * 3
    assert sql.article(settled.id) == settled
    pages = [analysed(one).page_digest for one in (older, rich, poor)]
    assert len(sql.known_pages(pages)) == 3


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_page_that_is_taken_back_is_an_update(sql: SqlArticleStore) -> None:
    put(sql, news(1))
    put(sql, news(1, "고친 글."))
    assert put(sql, news(1))[0][0] is Outcome.UPDATED


# ---------------------------------------------------------------- SQL's own promises


def test_what_was_acknowledged_is_there_after_opening_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = SqlArticleStore(url, clock=StandingClock())
    article_id = only(store, FULL)
    store.close()
    again = SqlArticleStore(url, clock=StandingClock())
    assert again.article(article_id).article == FULL
    assert put(again, FULL) == [(Outcome.UNCHANGED, article_id)]
    again.close()


def test_sqlite_keeps_what_it_acknowledges_through_a_power_cut(tmp_path: Path) -> None:
    engine = sql_schema.open_engine(f"sqlite:///{tmp_path / 'articles.db'}")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    engine.dispose()
    assert found == expected


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    SqlArticleStore(url, clock=StandingClock()).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 999"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer Geungeo"):
        SqlArticleStore(url, clock=StandingClock())


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "articles.db").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="could not be opened"):
        SqlArticleStore(f"sqlite:///{tmp_path / 'articles.db'}", clock=StandingClock())
    with pytest.raises(StoreError, match="could not be opened"):
        SqlArticleStore(f"sqlite:///{tmp_path / 'nowhere' / 'articles.db'}", clock=StandingClock())


def test_a_batch_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{tmp_path / 'a.db'}", clock=StandingClock())
    broken = news(2, "반쪽 글자 \ud800")
    with pytest.raises(StoreError, match="could not be written"):
        store.put([analysed(news(1)), replace(analysed(news(2)), article=broken)])
    assert store.status().articles == store.status().revision == 0
    assert put(store, news(1))[0][0] is Outcome.ADDED
    store.close()


def test_no_byte_of_a_withdrawn_text_stays_in_the_files(tmp_path: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{tmp_path / 'articles.db'}", clock=StandingClock())
    canaries = [f"canary{number:04d}canary" for number in range(100)]
    put(
        store,
        *[news(n, *[f"{canary} {part}" for part in range(30)], title=canary) for n, canary in enumerate(canaries)],
    )
    put(store, *[news(n, f"{canary} again", title=canary) for n, canary in enumerate(canaries)])
    put(store, *[news(1_000 + number) for number in range(20)])
    assert any(b"canary0042canary" in file.read_bytes() for file in tmp_path.iterdir())
    for stored in store.articles(limit=1_000):
        if "canary" in stored.article.body:
            store.delete(stored.id)
    assert store.status().articles == 20
    left = [file.name for file in tmp_path.iterdir() if b"canary" in file.read_bytes()]
    store.close()
    assert left == []


@pytest.mark.postgres
def test_two_machines_never_skip_each_others_revisions(postgres_url: str) -> None:
    stores = [SqlArticleStore(postgres_url, clock=StandingClock()) for _ in range(3)]
    seen: list[int] = []
    done = threading.Event()

    def follow() -> None:
        reader = SqlArticleStore(postgres_url, clock=StandingClock())
        while True:
            last = done.is_set()
            seen.extend(change.revision for change in reader.changes(seen[-1] if seen else 0, 7))
            if last and not reader.changes(seen[-1], 1):
                break
        reader.close()

    def write(store: SqlArticleStore, first: int) -> None:
        for number in range(first, first + 20):
            put(store, news(number))

    follower = threading.Thread(target=follow)
    writers = [threading.Thread(target=write, args=(store, 100 * at)) for at, store in enumerate(stores)]
    for thread in (follower, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    follower.join()
    for store in stores:
        store.close()
    assert seen == list(range(1, 61))


@settings(max_examples=50)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_batch_with_repetitions_ends_like_the_articles_one_by_one(numbers: list[int]) -> None:
    fake = FakeArticleStore()
    folder = tempfile.TemporaryDirectory()
    store = SqlArticleStore(f"sqlite:///{folder.name}/articles.db", clock=StandingClock())
    batch = [analysed(news(number % 3, f"글 {number}")) for number in numbers]
    fake.put(batch)
    store.put(batch)
    assert store.changes(0, 1_000) == fake.changes(0, 1_000)
    assert store.live_ids(0, 1_000) == fake.live_ids(0, 1_000)
    assert replace(store.status(), size_bytes=0) == replace(fake.status(), size_bytes=0)
    store.close()
    folder.cleanup()
