"""An article's days are settled when it is stored, by the rules and rows of events in force then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from rag.answers.reading import ArticleView, open_article
from rag.bootstrap import Geungeo
from rag.bootstrap.preparing import preparer
from rag.config import Settings
from rag.domain import KST, Article, StoredArticle
from rag.errors import SettingsError
from rag.korean.analysis import Analyser, opened
from rag.korean.dates import event_table

PUBLISHED = datetime(2023, 6, 14, 9, 30, tzinfo=KST)
ARTICLE = Article(
    (
        "도하준 가람시장은 지난 8일 은파대교를 찾았다. 이날 은파대교 붕괴 사고의 유가족을 만났다.",
        "축제는 12일부터 사흘간 열렸다.",
    ),
    title="은파대교",
    published_at=PUBLISHED,
)
ROW = "day\t은파대교 ?붕괴\t\t2019-03-02\n"


@pytest.fixture(autouse=True)
def _no_rows_are_left() -> Iterator[None]:
    yield
    event_table.use(())


def prepared(analyser: Analyser, article: Article = ARTICLE, rows: str = "") -> bytes:
    prepare = preparer(analyser, embeds=False, events=event_table.parse(rows.splitlines()))
    return prepare.analysed(article, b"1").analysis


def view(encoded: bytes, article: Article = ARTICLE) -> ArticleView:
    return open_article(StoredArticle("a1", 1, article, PUBLISHED), encoded)


def starts(opened_view: ArticleView) -> list[object]:
    return [one.start for index in range(len(opened_view.sentences)) for one in opened_view.times(index)]


def test_what_is_stored_holds_the_days_of_every_sentence(analyser: Analyser) -> None:
    encoded = prepared(analyser)

    assert opened(encoded).times is not None
    assert starts(view(encoded)) == [date(2023, 6, 8), date(2023, 6, 8), date(2023, 6, 12)]


def test_without_a_day_of_publication_no_relative_day_is_stored(analyser: Analyser) -> None:
    undated = replace(ARTICLE, published_at=None)

    assert set(starts(view(prepared(analyser, undated), undated))) == {None}


def test_rows_of_an_operator_are_in_force_when_pages_are_prepared(analyser: Analyser) -> None:
    encoded = prepared(analyser, rows=ROW)

    assert date(2019, 3, 2) in starts(view(encoded))


def test_what_was_stored_under_other_rows_is_read_anew(analyser: Analyser) -> None:
    before = prepared(analyser)
    event_table.use(event_table.parse([ROW]))

    assert date(2019, 3, 2) in starts(view(before))


def test_opening_a_data_folder_reads_its_rows_and_names_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "events.tsv").write_text(ROW, encoding="utf-8")
    with Geungeo.open(Settings(data_dir=tmp_path), own_indexes=False):
        assert [row.start for row in event_table.own()] == ["2019-03-02"]

    (tmp_path / "events.tsv").write_text("day\t은파대교\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"events\.tsv line 1: expected kind"):
        Geungeo.open(Settings(data_dir=tmp_path), own_indexes=False)
