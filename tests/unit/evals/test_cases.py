from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import evals
from evals.cases import CaseError, load_cases
from evals.cases.validate import article_problems, find_problems, main, table
from evals.corpus.source import load_articles, load_noise
from evals.weekdays import wrong_weekdays
from tests.unit.evals.samples import ARTICLE

GOOD: Mapping[str, Any] = {
    "id": "well-001",
    "question": "가람시는 우물을 몇 곳 되살리나요?",
    "category": "factoid_how_many",
    "answerable": True,
    "asked_at": "2026-03-20T09:00:00+09:00",
    "gold_answers": ["7곳"],
    "support": [{"article": "well-01", "sentence": "가람시가 메워졌던 옛 우물 7곳을 연말까지 되살린다."}],
    "must_include": ["7 곳|일곱 곳"],
    "must_not_include": ["2곳"],
}
ARTICLES = {"well-01": ARTICLE}
EVALS = Path(evals.__file__).parent


def problems_of(folder: Path, *rows: Mapping[str, Any]) -> list[str]:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
    return find_problems(folder, ARTICLES)[1]


def test_a_case_that_is_true_to_its_article_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"category": "riddle"}, "is not one of"),
        ({"support": []}, "answerable and has no support"),
        ({"gold_answers": []}, "has no gold answer"),
        ({"answerable": False}, "not answerable and has support"),
        ({"support": [{"article": "well-09", "sentence": "가람시가"}]}, "no article well-09"),
        ({"support": [{"article": "well-01", "sentence": "8곳을 되살린다"}]}, "0 paragraphs"),
        ({"support": [{"article": "well-01", "sentence": "복원"}]}, "2 paragraphs"),
        ({"as_of": "2026-03-08T09:00:00+09:00"}, "published after as_of"),
        ({"asked_at": "2026-03-08T09:00:00+09:00"}, "published after asked_at"),
        ({"must_include": ["8곳|여덟 곳"]}, "in no gold answer"),
        ({"must_not_include": ["7"]}, "part of a gold answer"),
        ({"question": "2026년 3월 9일(화)에 우물을 몇 곳?"}, "3월 9일(화) has the wrong weekday"),
        ({"asked_at": "어제"}, "cases.jsonl:1"),
    ],
)
def test_what_is_wrong_with_a_case_is_said(change: Mapping[str, Any], problem: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, dict(GOOD) | dict(change))
    assert found
    assert any(problem in line for line in found)


def test_an_id_used_twice_is_said_once(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD, GOOD) == ["well-001: id is used 2 times"]


def test_cases_are_read_with_their_alternatives_and_times(tmp_path: Path) -> None:
    problems_of(tmp_path, dict(GOOD) | {"history": [{"role": "user", "content": "우물 소식?"}]})
    (case,) = load_cases(tmp_path)
    assert case.must_include == (("7 곳", "일곱 곳"),)
    assert case.articles == ("well-01",)
    assert case.history[0].content == "우물 소식?"
    assert case.asked_at is not None
    assert case.asked_at.utcoffset() is not None


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text("\n" + json.dumps({"id": "x"}), encoding="utf-8")
    with pytest.raises(CaseError, match=r"cases\.jsonl:2"):
        load_cases(tmp_path)


def test_the_table_counts_categories(tmp_path: Path) -> None:
    problems_of(tmp_path, GOOD, dict(GOOD) | {"id": "well-002"})
    assert table(load_cases(tmp_path)).splitlines()[1].split() == ["factoid_how_many", "2", "2"]


def test_an_article_that_corrects_nothing_known_is_said() -> None:
    assert article_problems([replace(ARTICLE, corrects="none-01")]) == [
        "well-01: refers to none-01, which is no article"
    ]


def test_the_committed_cases_are_true_to_the_committed_articles() -> None:
    assert main([]) == 0


def test_what_a_trap_asks_for_stands_in_a_margin_and_in_no_article() -> None:
    noise = " ".join(story.text for story in load_noise())
    bodies = " ".join(text for article in load_articles() for text in article.paragraphs)
    traps = [case for case in load_cases() if case.category == "boilerplate_trap"]
    assert traps
    assert [case.id for case in traps if not all(text in noise for text in case.must_not_include)] == []
    assert [case.id for case in traps if all(text in bodies for text in case.must_not_include)] == []


def test_a_folder_without_cases_is_not_valid(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1


PUBLISHED = date(2025, 9, 25)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("24일(수) 오후", []),
        ("24일(목) 오후", ["24일(목)"]),
        ("다음 달 2일(목)부터", []),
        ("다음 달 2일(월)부터", ["다음 달 2일(월)"]),
        ("지난달 31일(일)", []),
        ("2025년 9월 25일 목요일", []),
        ("2025년 9월 25일 금요일", ["2025년 9월 25일 금요일"]),
        ("12월 25일(금)에도", []),
        ("12월 25일(월)에도", ["12월 25일(월)"]),
        ("12일 수요가 늘어", []),
    ],
)
def test_weekdays_are_held_against_the_calendar(text: str, wrong: list[str]) -> None:
    assert wrong_weekdays(text, PUBLISHED) == wrong


def test_without_a_publication_only_full_dates_are_checked() -> None:
    assert wrong_weekdays("24일(목), 2025년 9월 24일(목)", None) == ["2025년 9월 24일(목)"]


@pytest.mark.parametrize("name", ["training", "heldout"])
def test_the_questions_beside_the_gate_are_true_to_their_articles(name: str) -> None:
    assert main([str(EVALS / name)]) == 0


def test_articles_that_questions_bring_along_are_known(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    article = {
        "id": "own-a01",
        "publisher": "표본일보",
        "title": "옛 우물",
        "published_at": "2026-03-12T09:00:00+09:00",
        "url": "https://www.pyobon.example/1",
        "paragraphs": ["가람시가 옛 우물 7곳을 되살린다."],
    }
    (tmp_path / "articles" / "own.jsonl").write_text(json.dumps(article), encoding="utf-8")
    case = dict(GOOD) | {"support": [{"article": "own-a01", "sentence": "가람시가 옛 우물 7곳을 되살린다."}]}
    (tmp_path / "own.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    (tmp_path / "articles" / "own.jsonl").unlink()
    assert main([str(tmp_path)]) == 1
