from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.corpus.build import build, differences, main, write
from evals.corpus.source import NoiseStory, SourceError, load_articles, load_noise
from tests.unit.evals.samples import ARTICLE, MARGIN

NOISE = [*MARGIN.whole, *MARGIN.cut]
COLLECTION = [
    ARTICLE,
    replace(ARTICLE, id="well-02", layout="environment"),
    replace(ARTICLE, id="well-03", layout="rss"),
    replace(ARTICLE, id="well-04", layout="rss"),
    replace(ARTICLE, id="well-05", layout="rss", publisher="예시신문"),
]


def test_building_twice_gives_the_same_bytes() -> None:
    first, second = build(COLLECTION, NOISE), build(COLLECTION, NOISE)
    assert first.pages == second.pages
    assert first.index == second.index


def test_articles_of_one_outlet_share_a_feed() -> None:
    made = build(COLLECTION, NOISE)
    assert sorted(made.pages) == ["pyobon-feed.xml", "well-01.txt", "well-02.txt", "yesi-feed.xml"]
    rows = [json.loads(line) for line in made.index.decode().splitlines()]
    assert [(row["id"], row["file"], row.get("record")) for row in rows] == [
        ("well-01", "well-01.txt", None),
        ("well-02", "well-02.txt", None),
        ("well-03", "pyobon-feed.xml", "well-03"),
        ("well-04", "pyobon-feed.xml", "well-04"),
        ("well-05", "yesi-feed.xml", "well-05"),
    ]


def test_a_stray_story_that_no_page_shows_is_an_error() -> None:
    with pytest.raises(SourceError, match="콩국수"):
        build([ARTICLE], [*MARGIN.whole, NoiseStory("콩국수 축제", "콩국수 축제가 열린다. 손님은 ...")])


def test_what_is_written_does_not_differ_and_old_files_go(tmp_path: Path) -> None:
    made = build(COLLECTION, NOISE)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "gone.txt").write_text("옛 기사", encoding="utf-8")
    write(made, tmp_path)
    assert not (tmp_path / "pages" / "gone.txt").exists()
    assert differences(made, tmp_path) == []


def test_a_page_edited_by_hand_is_found(tmp_path: Path) -> None:
    made = build(COLLECTION, NOISE)
    write(made, tmp_path)
    (tmp_path / "pages" / "well-01.txt").write_text("고친 기사", encoding="utf-8")
    (tmp_path / "pages" / "new.txt").write_text("새 기사", encoding="utf-8")
    (tmp_path / "expected.jsonl").unlink()
    assert differences(made, tmp_path) == ["expected.jsonl", "pages/new.txt", "pages/well-01.txt"]


def test_the_committed_pages_are_what_the_sources_give() -> None:
    assert main(["--check"]) == 0


def test_stray_stories_are_never_articles() -> None:
    bodies = ["\n".join([article.title or "", *article.paragraphs]) for article in load_articles()]
    assert [s.title for s in load_noise() if any(s.title in body or s.mark in body for body in bodies)] == []


def test_sources_that_break_the_schema_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "- {id: a-1, layout: wire, publisher: 표본일보, title: 제목, published_at: null, paragraphs: [짧다]}\n"
        "- {id: a-2, layout: papyrus, publisher: 표본일보, title: 제목, published_at: null, paragraphs: []}\n",
        encoding="utf-8",
    )
    with pytest.raises(SourceError) as caught:
        load_articles(tmp_path)
    assert {problem.partition(":")[0] for problem in caught.value.problems} == {"bad.yaml #1", "bad.yaml #2"}


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    fields = "id: a-1, layout: plain, publisher: 표본일보, title: null, published_at: null"
    one = f"- {{{fields}, paragraphs: [가람시가 우물을 판다, 나래시도 우물을 판다]}}\n"
    (tmp_path / "twice.yaml").write_text(one * 2, encoding="utf-8")
    with pytest.raises(SourceError, match="a-1 is taken"):
        load_articles(tmp_path)
