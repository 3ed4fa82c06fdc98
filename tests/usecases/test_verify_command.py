from __future__ import annotations

import json

from click.testing import CliRunner, Result

from rag.cli import main

EVIDENCE = "미르시는 18일 두레공원에 나무 300그루를 심었다."


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments], input=stdin)


def test_a_batch_says_of_every_claim_whether_and_why() -> None:
    records: list[object] = [
        {"id": "a", "claim": "미르시는 두레공원에 나무 300그루를 심었습니다.", "evidence": EVIDENCE},
        {"id": 2, "claim": "미르시는 두레공원에 나무 500그루를 심었다.", "evidence": ["다른 글이다.", EVIDENCE]},
        {"id": "c", "claim": "미르시는 2026년 3월 18일 나무를 심었다.", "evidence": EVIDENCE, "base": "2026-03-19"},
        {"id": "d", "claim": "나무", "evidence": [1]},
        {"id": "e", "evidence": EVIDENCE},
        {"id": "f", "claim": "나무", "evidence": EVIDENCE, "base": "그제"},
        [],
    ]

    result = run("--batch", "-", "--json", stdin="".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))

    honest, false, dated, *bad = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert (honest["id"], honest["supported"], honest["reasons"]) == ("a", True, [])
    assert (false["id"], false["supported"]) == (2, False)
    assert 0 <= false["score"] < 0.5 <= honest["score"] <= 1
    assert false["reasons"][0] == {
        "code": "number",
        "about": "500그루",
        "text": "‘500그루’는 근거에 없는 숫자입니다.",
    }
    assert dated["supported"]
    assert [line["error"] for line in bad] == [
        "evidence is neither a text nor a list of texts.",
        "The line has no claim.",
        "base is not an ISO 8601 date.",
        "The line is not a JSON object.",
    ]


def test_one_claim_is_answered_for_people() -> None:
    result = run("미르시는 나무 500그루를 심었다.", "--evidence", EVIDENCE)

    assert result.exit_code == 0
    verdict, *reasons = result.stdout.splitlines()
    assert verdict.startswith("not supported  0.")
    assert reasons == ["  number: ‘500그루’는 근거에 없는 숫자입니다."]


def test_a_command_line_without_claim_evidence_or_json_is_a_usage_error() -> None:
    assert run().exit_code == 2
    assert run("나무").exit_code == 2
    assert run("--batch", "-").exit_code == 2
    assert run("나무", "--batch", "-", "--json").exit_code == 2
