"""`rag eval` from the command line, over a handful of invented articles and the real stores and indexes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evals.cases import CaseError, Support
from evals.record import read_run
from evals.tasks.cases import chosen
from evals.tasks.golds import Library
from evals.tasks.verify import measure, read_pairs
from rag.answers.claims import Verifier
from rag.cli import main
from rag.errors import ChatError
from rag.korean.analysis import Analyser
from tests.fakes_chat import FakeJudge
from tests.unit.evals.answered import CASE as OWN
from tests.unit.evals.answered import SECOND
from tests.unit.evals.answered import WALK as WALK_STORED

WALK = "솔내시는 2026년 4월 18일 한울천 산책로를 열었다. 총사업비는 18억원이다."
LIBRARY = "두레군 별빛도서관은 2026년 5월 2일 문을 연다. 관장은 나누리 씨다."
QUAY = "새벽항 여객 터미널은 2026년 9월에 완공된다. 공사비는 310억원이다."
TEXTS = {"d1": ("한울천 산책로 열려", WALK), "d2": ("", LIBRARY), "d3": ("새벽항 터미널", QUAY), "d4": ("빈 글", "")}
QUERIES = {"q1": ("한울천 산책로 총사업비는 얼마인가요?", "d1"), "q2": ("별빛도서관 관장은 누구인가요?", "d2")}
CASE = {
    "id": "own-001",
    "question": "한울천 산책로의 총사업비는 얼마인가요?",
    "category": "money",
    "answerable": True,
    "gold_answers": ["18억 원"],
    "support": [{"article": "walk", "sentence": "총사업비는 18억원이다."}],
    "must_include": ["18억"],
}
PAGE = f"""한울천 산책로 열려
2026년 04월 19일(일) 09:00 표본일보
{WALK}
/강표본 기자 kang@pyobon.example
"""


def run(tmp_path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["eval", *arguments, "--runs", str(tmp_path / "runs")])


def data(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def lines(path: Path, rows: list[Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "own-task"
    lines(folder / "corpus.jsonl", [{"_id": name, "title": t, "text": text} for name, (t, text) in TEXTS.items()])
    lines(folder / "queries.jsonl", [{"_id": name, "text": text} for name, (text, _) in QUERIES.items()])
    (folder / "qrels").mkdir()
    rows = [f"{name}\t{document}\t1" for name, (_, document) in QUERIES.items()]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]), encoding="utf-8")
    return folder


def test_retrieval_finds_whole_documents_and_prints_one_object(tmp_path: Path, beir: Path) -> None:
    found = data(run(tmp_path, "retrieval", "--beir", str(beir), "--json"))
    names = ["ndcg@10", "recall@1", "recall@3", "recall@5", "recall@10", "recall@50", "mrr@10"]
    assert [found[name] for name in names] == [1.0] * 7
    assert found["n"] == 2
    assert found["queries_per_second"] > 0
    assert found["intervals"]["ndcg@10"][2] == 2

    kept = read_run(tmp_path / "runs" / found["run"])
    assert [sample.ranked[0].article_id for sample in kept.samples] == ["d1", "d2"]
    assert list(kept.summary.curves["recall"][0]) == [1, 1.0]
    assert (tmp_path / "runs" / found["run"] / "report.html").is_file()


def test_retrieval_says_in_one_sentence_what_is_wrong_with_a_file(tmp_path: Path, beir: Path) -> None:
    (beir / "queries.jsonl").write_text('{"_id": "q1"\n', encoding="utf-8")
    result = run(tmp_path, "retrieval", "--beir", str(beir))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {beir / 'queries.jsonl'}:1 is not JSON: ")
    assert not result.stdout


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    def asked(name: str, question: str, text: str, answer: str) -> dict[str, Any]:
        return {"id": name, "question": question, "answers": [{"answer_start": text.index(answer), "text": answer}]}

    paragraphs = [
        {"context": WALK, "qas": [asked("a", "한울천 산책로 총사업비는 얼마인가요?", WALK, "18억원")]},
        {"context": QUAY, "qas": [asked("b", "새벽항 여객 터미널 공사비는 얼마인가요?", QUAY, "310억원"), {**asked(
            "c", "??", QUAY, "310억원")}]},
    ]  # fmt: skip
    path = tmp_path / "own-squad.json"
    path.write_text(json.dumps({"data": [{"title": "강과 바다", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("gold_passage", [pytest.param(False, marks=pytest.mark.slow), True])
def test_answers_are_measured_and_a_question_of_no_words_is_a_miss(
    tmp_path: Path, squad: Path, gold_passage: bool
) -> None:
    flags = ["--gold-passage"] * gold_passage
    found = data(run(tmp_path, "qa", "--squad", str(squad), "--json", *flags))
    names = ["sentence_accuracy", "containment", "em", "char_f1", "answered"]
    assert [round(found[name], 3) for name in names] == [0.667] * 5
    assert found["name"] == "qa-own-squad" + "-gold" * gold_passage
    assert ("correct_source" in found) is not gold_passage


def test_a_newsroom_asks_its_own_cases_of_its_own_articles(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "walk.txt").write_text(PAGE, encoding="utf-8")
    lines(tmp_path / "cases" / "own.jsonl", [CASE])
    unanswerable = "- {id: own-002, question: '새벽항 등대는 몇 층인가요?', category: none, answerable: false}\n"
    (tmp_path / "cases" / "more.yaml").write_text(unanswerable, encoding="utf-8")
    where = ["--cases", str(tmp_path / "cases"), "--articles", str(tmp_path / "pages")]

    found = data(run(tmp_path, "suite", *where, "--json"))
    assert (found["n"], found["passed"], found["correct"], found["abstained"]) == (2, 1.0, 1.0, 1.0)
    assert found["hit@1"] == found["correct_source"] == found["integrity"] == 1.0
    kept = read_run(tmp_path / "runs" / found["run"])
    assert set(kept.summary.groups["category"]) == {"money", "none"}


def test_cases_are_chosen_by_category_or_file(tmp_path: Path) -> None:
    lines(tmp_path / "one.jsonl", [CASE, {**CASE, "id": "own-003", "category": "people"}])
    lines(tmp_path / "two.jsonl", [{**CASE, "id": "own-004"}])
    for name, expected in (("money", ["own-001", "own-004"]), ("one", ["own-001", "own-003"]), (None, None)):
        cases, described = chosen(tmp_path, name)
        assert [case.id for case in cases] == (expected or ["own-001", "own-003", "own-004"])
        assert described.n == len(cases)


def test_articles_are_known_by_many_names_and_by_their_sentences() -> None:
    library = Library([WALK_STORED])
    support = Support("lost", SECOND)
    for name in ("art_walk", "https://pyobon.example/walk", "한울천 산책로 열려", "lost"):
        (gold,) = library.golds(replace(OWN, support=(replace(support, article=name),)))
        assert (gold.name, set(gold.ids)) == (name, {"art_walk"})


def test_a_case_whose_article_is_not_stored_is_named() -> None:
    with pytest.raises(CaseError, match=r"walk-001: no stored article is lost or holds its sentence\."):
        Library([WALK_STORED]).golds(replace(OWN, support=(Support("lost", "어디에도 없는 문장이다."),)))


def test_a_name_that_no_case_has_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "suite", "no_such_category")
    assert result.exit_code == 1
    assert "There is no graded question of the category or file no_such_category" in result.stderr


def test_claims_are_judged_by_their_labels(tmp_path: Path, analyser: Analyser) -> None:
    rows = [
        {"id": 1, "claim": "산책로에 18억원이 들었다.", "evidence": WALK, "label": "entailment"},
        {"id": 2, "claim": "산책로에 27억원이 들었다.", "evidence": [WALK], "label": "contradiction"},
    ]
    lines(tmp_path / "pairs.jsonl", rows)
    metrics = measure(*read_pairs(tmp_path / "pairs.jsonl"), Verifier(analyser).check).run().summary.metrics
    assert (metrics["balanced_accuracy"].value, metrics["refused_recall"].value, metrics["correct"].n) == (1.0, 1.0, 2)


def test_a_second_opinion_is_measured_beside_the_rules(tmp_path: Path, analyser: Analyser) -> None:
    false = {"claim": "산책로에 27억원이 들었다.", "evidence": [WALK], "label": "contradiction"}
    rows = [
        {"id": 1, "claim": "산책로에 18억원이 들었다.", "evidence": WALK, "label": "entailment"},
        {"id": 2, **false},
        {"id": 3, **false, "claim": "산책로에 28억원이 들었다."},
        {"id": 4, **false, "claim": "산책로에 99억원이 들었다."},
    ]
    lines(tmp_path / "pairs.jsonl", rows)
    opinions: dict[str, float | ChatError] = {"18": 0.5, "27": 0.9, "28": 0.1, "99": ChatError("no word")}
    judge = FakeJudge(lambda claim: opinions[claim.split()[1][:2]])
    run = measure(*read_pairs(tmp_path / "pairs.jsonl"), Verifier(analyser).check, judge).run()
    found = {name: (round(metric.value, 3), metric.n) for name, metric in run.summary.metrics.items()}
    assert found["balanced_accuracy"] == (1.0, 4)
    assert found["judge_balanced_accuracy"] == (0.25, 3)
    assert found["judge_agreement"] == (0.333, 3)
    assert (found["both_supported_recall"], found["both_refused_recall"]) == ((0.0, 1), (1.0, 2))
    assert run.summary.settings["judge"] == "fake-judge"


def test_two_runs_are_compared_and_one_becomes_the_baseline(tmp_path: Path) -> None:
    row = {"id": "t1", "expr": "어제", "base": "2026-04-11", "base_is": "article", "kind": "date"}
    found = []
    for name, value in (("right", "2026-04-10"), ("wrong", "2026-04-09")):
        lines(tmp_path / name / "days.jsonl", [{**row, "value": value}])
        folder = tmp_path / f"runs-{name}"
        arguments = ["eval", "dates", "--cases", str(tmp_path / name / "days.jsonl"), "--runs", str(folder), "--json"]
        result = CliRunner().invoke(main, arguments)
        found.append(str(folder / data(result)["run"]))

    compared = data(CliRunner().invoke(main, ["eval", "compare", *found, "--json"]))
    assert compared["changes"]["resolved"]["verdict"] == "worse"
    table = CliRunner().invoke(main, ["eval", "compare", *found]).stdout
    assert table.split()[-8:] == ["resolved", "1.0000", "0.0000", "-1.0000", "-1.0000", "–", "-1.0000", "worse"]


def test_help_names_every_eval() -> None:
    shown = CliRunner().invoke(main, ["eval", "--help"]).stdout
    for name in ("retrieval", "qa", "suite", "verify", "dates", "compare", "gate", "baseline", "new-cases"):
        assert f"\n  {name} " in shown
