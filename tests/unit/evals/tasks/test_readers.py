"""Data in the forms of BEIR, SQuAD, claim pairs and keys of time expressions; complaints name file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import EvalError
from evals.tasks.beir import read_beir
from evals.tasks.dates import read_expressions
from evals.tasks.squad import read_squad, span_in_body
from evals.tasks.verify import read_pairs

CORPUS = ['{"_id": "d1", "title": "산책로", "text": "한울천"}', '{"_id": "d/2"}']
QUERIES = ['{"_id": "q1", "text": "어디?"}', '{"_id": "q2", "text": "왜?"}', '{"_id": "q3", "text": "누가?"}']
QRELS = ["query-id\tcorpus-id\tscore", "q1\td1\t2", "q1\td/2\t0", "q2\td1\t0"]


def beir(folder: Path, corpus: list[str] = CORPUS, queries: list[str] = QUERIES, qrels: list[str] = QRELS) -> Path:
    (folder / "qrels").mkdir()
    for name, lines in {"corpus.jsonl": corpus, "queries.jsonl": queries, "qrels/test.tsv": qrels}.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_queries_without_a_relevant_document_are_left_out(tmp_path: Path) -> None:
    read = read_beir(beir(tmp_path))
    assert [(query.id, query.judged) for query in read.queries] == [("q1", {"d1": 2, "d/2": 0})]
    assert [(one.id, one.title, one.text) for one in read.documents] == [("d1", "산책로", "한울천"), ("d/2", "", "")]
    assert read.data.n == 1


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ({"corpus": ["{"]}, r"corpus\.jsonl:1 is not JSON"),
        ({"corpus": ["[]"]}, r"corpus\.jsonl:1 is not a JSON object"),
        ({"corpus": ['{"title": "가"}']}, r"corpus\.jsonl:1 has no _id that is text"),
        ({"queries": ['{"_id": "q1"}']}, r"queries\.jsonl:1 has no text that is text"),
        ({"qrels": ["head", "q1 d1 1"]}, r"test\.tsv:2 is not a query, a document and a whole number"),
        ({"qrels": ["head", "q1\td9\t1"]}, r"test\.tsv:2 judges the document d9"),
        ({"qrels": ["head", "q9\td1\t1"]}, r"calls no document relevant"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: dict[str, list[str]], complaint: str) -> None:
    with pytest.raises(EvalError, match=complaint):
        read_beir(beir(tmp_path, **bad))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"corpus\.jsonl cannot be read"):
        read_beir(tmp_path)


# ---------------------------------------------------------------- SQuAD


def squad(tmp_path: Path, paragraphs: list[object]) -> Path:
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"data": [{"title": "산책로", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_equal_paragraphs_are_one_document_and_unanswerable_questions_are_left_out(tmp_path: Path) -> None:
    asked = {"id": 1, "question": "무엇?", "answers": [{"answer_start": 0, "text": "한울천"}]}
    again = {"id": 2, "question": "또?", "answers": [{"answer_start": 0, "text": "한울천"}]}
    none = {"id": 3, "question": "왜?", "answers": []}
    text = "한울천이다."
    read = read_squad(squad(tmp_path, [{"context": text, "qas": [asked, none]}, {"context": text, "qas": [again]}]))
    assert len(read.documents) == 1
    assert [(one.id, one.document, one.golds) for one in read.questions] == [
        ("1", 0, ("한울천",)),
        ("2", 0, ("한울천",)),
    ]


@pytest.mark.parametrize("paragraphs", [[{"context": "가"}], ["가"], [{"qas": []}], [{"context": "가", "qas": [{}]}]])
def test_a_file_in_another_form_is_told(tmp_path: Path, paragraphs: list[object]) -> None:
    with pytest.raises(EvalError, match="paragraph 1 is not in SQuAD's form"):
        read_squad(squad(tmp_path, paragraphs))


@pytest.mark.parametrize(
    ("context", "start", "body", "span"),
    [
        ("강은 강이다", 3, "강은 강이다", (3, 4)),
        ("  강은\n\n 강이다", 7, "강은\n강이다", (3, 4)),
        ("강은 \n강", 0, "강은\n강", (0, 1)),
        ("강강강", 1, "강강강", (1, 2)),
    ],
)
def test_the_same_occurrence_of_an_answer_is_found_in_the_stored_body(
    context: str, start: int, body: str, span: tuple[int, int]
) -> None:
    assert span_in_body(context, start, "강", body) == span


def test_an_answer_over_a_lines_end_is_nowhere_in_the_body() -> None:
    assert span_in_body("강은 \n흐른다", 1, "은 \n흐", "강은\n흐른다") is None


# ---------------------------------------------------------------- claims and days


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"claim": "가", "evidence": "나", "label": "maybe"}', "label maybe"),
        ('{"claim": "가", "label": "neutral"}', "no evidence"),
        ('{"evidence": "나", "label": "neutral"}', "no claim"),
        ("", "holds no pair"),
    ],
)
def test_pairs_that_cannot_be_judged_are_named(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(EvalError, match=complaint):
        read_pairs(path)


@pytest.mark.parametrize(
    ("kind", "value", "values", "right"),
    [
        ("date", "2026-04-10", [{"kind": "date", "start": "2026-04-10", "end": "2026-04-10"}], True),
        ("date", "2026-04-10", [{"kind": "date", "start": "2026-04-11", "end": "2026-04-11"}], False),
        ("date", "2026-04-10", [{"kind": "month", "start": "2026-04-10", "end": "2026-04-10"}], False),
        ("date", "2026-04-10", [], False),
        ("month", "2026-04", [{"kind": "month", "start": "2026-04-01", "end": "2026-04-30"}], True),
        ("range", "2026-04-10/2026-04-12", [{"kind": "range", "start": "2026-04-10", "end": "2026-04-12"}], True),
        ("range", "2026-01~02", [{"kind": "range", "start": "2026-01-01", "end": "2026-02-28"}], True),
        ("date", None, [{"kind": "date", "start": None, "end": None}], True),
        ("date", None, [{"kind": "date", "start": "2026-04-10", "end": "2026-04-10"}], False),
    ],
)
def test_a_key_is_read_as_precisely_as_it_is_written(
    tmp_path: Path, kind: str, value: str | None, values: list[dict[str, str | None]], right: bool
) -> None:
    path = tmp_path / "cases.jsonl"
    line = {"id": "t1", "expr": "10일", "base": "2026-04-11", "base_is": "article", "kind": kind, "value": value}
    path.write_text(json.dumps(line), encoding="utf-8")
    ((expression,), _) = read_expressions(path)
    assert expression.right(list(values)) is right
