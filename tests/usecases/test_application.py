"""The whole application with its real stores and indexes, over small folders of pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Geungeo
from rag.answers.shape import to_json
from rag.articles.passages import WHOLE
from rag.cli.samples import samples_folder
from rag.config import Settings
from rag.domain import Article, Outcome, Status
from rag.errors import ChatRejected, DataFolderBusy, ModelMismatch, NotFound

PAGE = """가람 트램 1호선 첫 삽
2026년 03월 10일(화) 18:00 가가
가람시는 10일 오후 2시 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었다.
트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.
도하준 가람시장은 “시민의 발이 될 것”이라고 말했다.
/강표본 기자 kang@pyobon.example
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "tram.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Geungeo]:
    with Geungeo.open(Settings(data_dir=tmp_path / "data")) as opened:
        yield opened


def outcomes(app: Geungeo, *paths: Path) -> list[Outcome]:
    return [page.outcome for page in app.ingest(*paths).pages]


def test_what_was_ingested_can_be_asked_about_at_once(app: Geungeo, pages: Path) -> None:
    app.ingest(pages)
    answer = app.ask("가람 트램 1호선 총사업비는 얼마인가요?")
    assert answer.short_answer == "4986억원"
    assert answer.citations[0].stored.article.publisher == "표본일보"


def test_the_same_folder_twice_changes_nothing(app: Geungeo, pages: Path) -> None:
    assert outcomes(app, pages) == [Outcome.ADDED]
    before = app.status()
    assert outcomes(app, pages) == [Outcome.UNCHANGED]
    after = app.status()
    assert {k: v for k, v in after.items() if k != "size_bytes"} == {
        k: v for k, v in before.items() if k != "size_bytes"
    }


def test_a_changed_page_is_a_new_version_of_the_same_article(app: Geungeo, pages: Path) -> None:
    app.ingest(pages)
    (pages / "tram.txt").write_text(PAGE.replace("4986억원", "5560억원"), encoding="utf-8")
    [report] = app.ingest(pages).pages
    assert (report.outcome, report.version) == (Outcome.UPDATED, 2)
    assert report.article_id is not None
    assert "4986억원" in app.article(report.article_id, 1).article.body
    answer = app.ask("가람 트램 1호선 총사업비는 얼마인가요?")
    assert answer.short_answer == "5560억원"
    assert answer.citations[0].stored.version == 2


def test_a_moved_page_is_the_same_article(app: Geungeo, pages: Path, tmp_path: Path) -> None:
    app.ingest(pages)
    shutil.copytree(pages, tmp_path / "elsewhere")
    app.ingest(tmp_path / "elsewhere")
    assert app.status()["articles"] == 1


def test_bad_files_fail_alone_each_with_its_reason(app: Geungeo, pages: Path) -> None:
    (pages / "a-empty.txt").write_bytes(b"")
    (pages / "b-binary.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "c-huge.html").write_bytes(b"<html>" + b"a" * 50_000_000)
    (pages / "d-deep.html").write_text("<div>" * 300 + "본문입니다." + "</div>" * 300, encoding="utf-8")
    (pages / "e-nobody.html").write_text("<html><title>제목</title><nav>메뉴</nav></html>", encoding="utf-8")
    (pages / "f-broken.jsonl").write_text('{"title": "가\n', encoding="utf-8")
    report = app.ingest(pages)
    assert report.count(Outcome.ADDED) == 1
    assert sorted(Path(page.source).name[0] for page in report.failed) == list("abcdef")
    assert all(page.reason and len(page.reason) < 200 for page in report.failed)
    assert app.status()["articles"] == 1
    assert app.ask("트램 1호선 총사업비는 얼마인가요?").short_answer == "4986억원"


def test_standard_input_is_a_page(app: Geungeo) -> None:
    [report] = app.ingest(stdin=PAGE.encode()).pages
    assert report.outcome is Outcome.ADDED


def test_progress_is_told_for_every_page(app: Geungeo, pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    told: list[int] = []
    app.ingest(pages, progress=lambda done, total, report: told.append(done))
    assert told == [1, 2]


def test_a_second_process_is_told_who_owns_the_folder(app: Geungeo) -> None:
    with pytest.raises(DataFolderBusy, match="process"):
        Geungeo.open(app.settings)


def test_beside_the_owner_articles_can_be_stored_and_the_owner_follows(app: Geungeo, pages: Path) -> None:
    with Geungeo.open(app.settings, own_indexes=False) as writer:
        writer.ingest(pages)
        with pytest.raises(DataFolderBusy):
            writer.ask("트램은 언제 착공했나요?")
    app.catch_up()
    assert app.ask("트램 1호선 총사업비는 얼마인가요?").short_answer == "4986억원"


def test_indexes_that_were_deleted_come_back(pages: Path, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with Geungeo.open(settings) as app:
        app.ingest(pages)
    shutil.rmtree(settings.data_dir / "chroma")
    shutil.rmtree(settings.data_dir / "tantivy")
    with Geungeo.open(settings) as app:
        assert app.ready()
        assert app.ask("트램 1호선 총사업비는 얼마인가요?").short_answer == "4986억원"


def test_reindexing_changes_no_answer(app: Geungeo, pages: Path) -> None:
    app.ingest(pages)
    before = to_json(app.ask("트램 1호선 착공식은 언제였나요?"))
    app.reindex()
    after = to_json(app.ask("트램 1호선 착공식은 언제였나요?"))
    assert before["citations"] == after["citations"]


def test_vectors_of_another_recipe_are_refused_and_made_anew_by_reindexing(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with Geungeo.open(settings) as app:
        app.ingest(pages)
    monkeypatch.setattr("rag.adapters.kiwi_embedder.RECIPE", 999)
    with pytest.raises(ModelMismatch, match="rag reindex"):
        Geungeo.open(settings)
    with Geungeo.open(settings, own_indexes=False) as beside:
        assert any(not finding.ok and "reindex" in str(finding.remedy) for finding in beside.doctor())
        beside.reindex()
        assert all(finding.ok for finding in beside.doctor())
    with Geungeo.open(settings) as app:
        assert app.ready()
        assert app.ask("트램 1호선 총사업비는 얼마인가요?").short_answer == "4986억원"


def test_articles_that_are_clean_already_are_stored_as_they_are(app: Geungeo) -> None:
    lines = ("제보 문의 02-000-0000", "솔빛 공장은 3월에 문을 연다.", "직원은 400명이다.")
    articles = [Article(lines, "한결전자 솔빛 공장", url=f"https://sample.example/{n}") for n in range(3)]
    app.add(articles, rules=WHOLE)
    assert [stored.article.paragraphs for stored in app.articles()] == [lines] * 3
    assert app.status()["passages"] == 3


def test_searching_gives_the_passages_best_first(app: Geungeo, pages: Path) -> None:
    app.ingest(pages)
    app.add([Article(("솔빛 공장은 3월에 문을 연다.",), "한결전자 솔빛 공장", url="https://sample.example/1")])
    hits = app.search("솔빛 공장은 언제 문을 여나요?", limit=5)
    assert hits[0].passage.stored.article.title == "한결전자 솔빛 공장"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(app.search("솔빛 공장", limit=1)) == 1


def test_the_doctor_finds_nothing_wrong_with_a_sound_collection(app: Geungeo, pages: Path) -> None:
    app.ingest(pages)
    assert all(finding.ok for finding in app.doctor())


def test_a_language_model_cannot_be_demanded_where_there_is_none(app: Geungeo) -> None:
    with pytest.raises(ChatRejected, match="language model"):
        app.ask("트램은 언제 착공했나요?", mode="llm")


def test_an_unknown_article_is_not_found(app: Geungeo) -> None:
    with pytest.raises(NotFound):
        app.article("art_0000000000000000")


def test_the_samples_are_stored_as_their_authors_wrote_them(app: Geungeo) -> None:
    folder = samples_folder()
    report = app.ingest(folder)
    assert not report.failed
    stored = {one.article.paragraphs: one.article for one in app.articles(limit=1000)}
    expected = [
        json.loads(line) for line in (folder.parent / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(expected) >= 60
    for truth in expected:
        article = stored[tuple(truth["paragraphs"])]
        assert article.title == truth["title"]
        assert article.publisher == truth["publisher"]
        assert not [noise for noise in truth["must_not_contain"] if noise in article.body]
    assert app.ask("가람시장은 누구인가?").short_answer == "도하준 가람시장"
    assert app.ask("화성 탐사선은 언제 발사되나요?").status is Status.ABSTAINED
