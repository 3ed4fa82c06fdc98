from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from evals.cases.case import CASES, cases_by_file, load_cases
from evals.drafting import KINDS
from evals.drafting.cli import new_cases
from evals.drafting.drafts import PER_ARTICLE, Row, draft_cases
from evals.drafting.swaps import grown, replaced
from evals.errors import EvalError
from rag.korean.analysis import Analyser
from rag.korean.numbers import same_number
from tests.unit.evals.drafting.newsroom import ARTICLES, newsroom, stored


def drafts(analyser: Analyser, *kinds: str, seed: int = 0) -> list[Row]:
    return draft_cases(newsroom(analyser), count=50, kinds=kinds or KINDS, seed=seed)


@pytest.mark.parametrize("kind", KINDS)
def test_every_draft_follows_the_schema_and_says_that_it_is_one(analyser: Analyser, kind: str) -> None:
    validator = Draft202012Validator(json.loads((CASES / "case.schema.json").read_text(encoding="utf-8")))
    rows = drafts(analyser, kind)

    assert rows
    for row in rows:
        assert list(validator.iter_errors(row)) == []
        assert row["draft"] is True
        assert row["note"].startswith("draft: ")


def test_the_same_seed_draws_the_same_questions_and_another_seed_others(analyser: Analyser) -> None:
    assert drafts(analyser) == drafts(analyser)
    assert drafts(analyser) != drafts(analyser, seed=1)


def test_kinds_take_turns_and_no_article_fills_the_list(analyser: Analyser) -> None:
    rows = drafts(analyser)
    articles = Counter(item["article"] for row in drafts(analyser, "factoid") for item in row["support"])

    assert {row["category"].partition("_")[0] for row in rows} >= {"factoid", "unanswerable", "near"}
    assert max(articles.values()) == PER_ARTICLE
    assert [row["id"] for row in rows] == [f"draft-{number:03}" for number in range(1, len(rows) + 1)]


def test_support_is_verbatim_and_holds_the_right_answer(analyser: Analyser) -> None:
    for row in drafts(analyser, "factoid"):
        (support,) = row["support"]
        assert support["sentence"] in ARTICLES[support["article"]]
        assert any(gold in support["sentence"] for gold in row["gold_answers"]) or "년" in row["gold_answers"][0]


def test_what_cannot_be_answered_is_asked_before_its_article_appeared(analyser: Analyser) -> None:
    rows = drafts(analyser, "unanswerable")

    for row in rows:
        article = row["note"].removeprefix("draft: ").partition(",")[0]
        assert datetime.fromisoformat(row["as_of"]) < datetime.fromisoformat(ARTICLES[article][0])


def test_a_fact_that_an_earlier_article_tells_too_can_be_answered(analyser: Analyser) -> None:
    later = stored(analyser, "art_one", "2026-03-10T18:00:00+09:00", ARTICLES["art_tram"][1])
    earlier = stored(
        analyser, "art_two", "2026-03-01T18:00:00+09:00", "가람시가 마루구 한터동 차량기지에서 트램 착공식을 연다."
    )

    assert len(draft_cases([later], count=5, kinds=["unanswerable"])) == 1
    assert draft_cases([later, earlier], count=5, kinds=["unanswerable"]) == []


def test_a_wrong_premise_is_nowhere_in_its_article_and_the_true_one_is_the_answer(analyser: Analyser) -> None:
    for seed in range(5):
        for row in drafts(analyser, "false_premise", seed=seed):
            article = " ".join(ARTICLES[row["support"][0]["article"]])
            wrong = row["note"].removeprefix("draft: says ").partition(", the article")[0]
            assert wrong in row["question"]
            assert wrong not in article
            assert not any(gold in row["question"] for gold in row["gold_answers"])


def test_a_near_miss_is_about_a_name_of_the_same_kind_from_another_article(analyser: Analyser) -> None:
    rows = drafts(analyser, "near_miss")
    said = " ".join(text for texts in ARTICLES.values() for text in texts)

    for row in rows:
        now, was = row["note"].removeprefix("draft: about ").partition(";")[0].split(" in place of ")
        assert now in row["question"]
        assert was not in row["question"]
        assert now in said
        assert now[-1] == was[-1] or len(now) == len(was) == 3


def test_a_name_takes_the_particle_that_fits_it() -> None:
    assert (
        replaced("가람시는 언제 가람시와 다솜군을 찾았나요?", "가람시", "솔빛군")
        == "솔빛군은 언제 솔빛군과 다솜군을 찾았나요?"
    )
    assert replaced("가람시의 가람시청", "가람시", "나래군") == "나래군의 나래군청"


@given(st.integers(1, 10**7), st.booleans(), st.integers(0, 99))
def test_a_swapped_number_is_another_number_of_the_same_shape(number: int, commas: bool, seed: int) -> None:
    digits = f"{number:,}" if commas else str(number)
    another = grown(digits, Random(seed))

    assert not same_number(f"{digits}명", f"{another}명")
    assert ("," in another) <= commas


def test_drafts_are_left_out_until_somebody_has_reviewed_them(tmp_path: Path, analyser: Analyser) -> None:
    first, second = draft_cases(newsroom(analyser), count=2)
    reviewed = {key: value for key, value in second.items() if key != "draft"}
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in (first, reviewed))
    (tmp_path / "ours.jsonl").write_text(lines, encoding="utf-8")

    assert [case.id for case in load_cases(tmp_path)] == [second["id"]]
    assert [case.id for _, case in cases_by_file(tmp_path, drafts=True)] == [first["id"], second["id"]]


@pytest.mark.slow
def test_the_command_reads_files_as_ingestion_does_and_writes_a_new_file(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text(
        "".join(
            json.dumps({"title": f"표본 {name}", "published_at": texts[0], "body": "\n\n".join(texts[1:])}, ensure_ascii=False) + "\n"
            for name, texts in ARTICLES.items()
        ),
        encoding="utf-8",
    )  # fmt: skip
    out = tmp_path / "drafts.jsonl"
    command = [str(pages), "--count", "4", "--out", str(out)]
    runner = CliRunner()

    done = runner.invoke(new_cases, command, catch_exceptions=False)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == f"4 drafts to review in {out}\n"
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == [
        "draft-001", "draft-002", "draft-003", "draft-004",
    ]  # fmt: skip


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "drafts.jsonl"
    out.write_text("reviewed by hand", encoding="utf-8")
    done = CliRunner().invoke(new_cases, ["--out", str(out)])

    assert isinstance(done.exception, EvalError)
    assert str(done.exception) == f"{out} is there already; name a new file."
    assert out.read_text(encoding="utf-8") == "reviewed by hand"
