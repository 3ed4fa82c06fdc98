"""The five real pages and the graded questions over them, where GEUNGEO_DATA names them."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rag import Geungeo
from rag.answers.shape import to_json
from rag.config import Settings
from rag.domain import Turn

_LOOSE = re.compile(r"[\s‘’“”\"'·,.()]")


@pytest.fixture(scope="module")
def pages(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Geungeo.open(Settings(data_dir=tmp_path_factory.mktemp("graded"))) as app:
        assert not app.ingest(graded_data / "seeds").failed
        yield app


def loose(text: str) -> str:
    return _LOOSE.sub("", text.lower())


def contains(case: dict[str, Any], said: str) -> bool:
    text = loose(said)
    if any(loose(gold) in text for gold in case["gold_answers"]):
        return True
    wanted = [[loose(one) for one in alternatives.split("|")] for alternatives in case["must_include"]]
    return bool(wanted) and all(any(one in text for one in alternatives) for alternatives in wanted)


def test_the_five_pages_are_stored_exactly(pages: Geungeo, graded_data: Path) -> None:
    stored = {Path(one.article.source).name: one.article for one in pages.articles(limit=10)}
    for truth in json.loads((graded_data / "seeds_expected.json").read_text(encoding="utf-8"))["articles"]:
        article = stored[truth["file"]]
        assert hashlib.sha256(article.body.encode()).hexdigest() == truth["body_sha256"]
        assert (article.title, article.publisher) == (truth["title"], truth["publisher"])
        assert list(article.reporters) == [reporter["name"] for reporter in truth["reporters"]]
        published = article.published_at and article.published_at.isoformat()
        assert published == truth["published_at"]
        assert not [noise for noise in truth["must_not_contain"] if noise in article.body]


def test_the_graded_questions_are_answered_well_enough(pages: Geungeo, graded_data: Path) -> None:
    lines = (graded_data / "questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    sources = {one.id: Path(one.article.source).name for one in pages.articles(limit=10)}
    contained, right_source, cited = [], [], []
    for case in map(json.loads, lines):
        asked_at = datetime.fromisoformat(case["asked_at"]) if "asked_at" in case else None
        history = [Turn(turn["role"], turn["content"]) for turn in case["history"]]
        answer = pages.ask(case["question"], history=history, asked_at=asked_at)
        for citation in answer.citations:
            article = pages.article(citation.stored.id, citation.stored.version).article
            assert article.body[citation.start : citation.end] == citation.quote
            assert article == citation.stored.article
        shape = to_json(answer)
        if case["type"] == "boilerplate_trap":
            assert shape["status"] == "abstained", case["id"]
        if case["answerable"] and not case["history"]:
            contained.append(contains(case, f"{shape['short_answer']} {shape['text']}"))
            gold = {support["file"] for support in case["support"]}
            cited.append(bool(answer.citations))
            right_source.append(bool({sources[c.stored.id] for c in answer.citations} & gold))
    assert sum(contained) / len(contained) >= 0.75
    assert sum(right_source) / sum(cited) >= 0.9
