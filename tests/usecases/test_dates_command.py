from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rag.cli import main
from rag.korean.dates import event_table


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["dates", *arguments], input=stdin)


def batch(*records: object) -> tuple[int, list[Any]]:
    text = "".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    result = run("--batch", "-", "--json", stdin=text)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_one_expression_is_shown_with_its_days() -> None:
    result = run("오는 18일과 지난달", "--base", "2026-03-01")

    assert result.exit_code == 0
    assert result.stdout == "오는 18일  date  2026-03-18\n지난달  month  2026-02-01 – 2026-02-28\n"


def test_without_a_base_a_relative_day_is_unresolved() -> None:
    assert run("어제").stdout == "어제  date  unresolved\n"


def test_what_holds_no_time_is_said_on_stderr() -> None:
    result = run("가람시", "--base", "2026-03-01")

    assert (result.stdout, result.stderr) == ("", "No time expression.\n")


def test_the_sentence_around_it_decides_between_past_and_future() -> None:
    past = run("30일", "--base", "2025-01-02", "--context", "30일 밝혔다", "--json")

    assert json.loads(past.stdout) == {
        "values": [{"kind": "date", "start": "2024-12-30", "end": "2024-12-30", "text": "30일"}]
    }


def test_a_base_that_is_no_day_is_a_usage_error() -> None:
    result = run("어제", "--base", "그제")

    assert result.exit_code == 2
    assert "base is not an ISO 8601 date or time." in result.stderr


def test_a_batch_is_answered_line_by_line_with_the_ids_given() -> None:
    code, lines = batch(
        {"id": "a", "expr": "12일", "context": "12일 만났다", "base": "2021-01-13", "base_is": "article"},
        {"id": 2, "expr": "매주 수요일", "base": "2026-03-01", "base_is": "article"},
        {"id": "c", "expr": "어제", "base": "2026-03-01T00:30:00+09:00", "base_is": "question"},
    )

    assert code == 0
    assert lines[0] == {
        "id": "a",
        "values": [{"kind": "date", "start": "2021-01-12", "end": "2021-01-12", "text": "12일"}],
    }
    assert lines[1]["values"][0]["kind"] == "set"
    assert lines[2]["values"][0]["start"] == "2026-02-28"


def test_a_bad_line_is_an_error_line_and_the_others_go_on() -> None:
    code, lines = batch(
        "[]\n",
        "{\n",
        {"id": "no expr", "base": "2026-03-01"},
        {"id": "base", "expr": "어제", "base": "그제"},
        {"id": "side", "expr": "어제", "base": "2026-03-01", "base_is": "both"},
        {"id": "good", "expr": "어제", "base": "2026-03-01"},
    )

    assert code == 1
    assert [line.get("error", "")[:26] for line in lines] == [
        "The line is not a JSON obj",
        "The line is not JSON: Expe",
        "The line has no expr.",
        "base is not an ISO 8601 da",
        "base_is is not article or ",
        "",
    ]
    assert [line["id"] for line in lines] == [None, None, "no expr", "base", "side", "good"]


def test_a_batch_needs_json_and_no_expression_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "dates.jsonl"
    file.write_text("", "utf-8")

    assert run("--batch", str(file)).exit_code == 2
    assert run("어제", "--batch", str(file), "--json").exit_code == 2
    assert run().exit_code == 2


def test_the_days_of_the_data_folder_are_known_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_DATA_DIR", str(tmp_path))
    (tmp_path / "events.tsv").write_text("day\t은파대교 ?붕괴\t\t2019-03-02\n", "utf-8")
    try:
        assert run("은파대교 붕괴").stdout == "은파대교 붕괴  date  2019-03-02\n"

        (tmp_path / "events.tsv").write_text("day\t은파대교 ?붕괴\t\t2019년\n", "utf-8")
        bad = run("은파대교 붕괴")
        assert bad.exit_code != 0
        assert "events.tsv line 1: a day is written 2026-03-01." in bad.stderr
        assert "Traceback" not in bad.stderr
    finally:
        event_table.use(())
