"""One answer to a graded question: every measure that applies to it, and why it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from evals.cases import Case
from evals.measures import answers, citing, ranking, texts
from evals.tasks.golds import Gold
from rag.domain import Answer, Status, StoredArticle

NEWEST = "latest_wins"
PREMISE = "false_premise"
ANSWERING = frozenset({Status.ANSWERED, Status.PARTIAL, Status.CORRECTED})
REFUSING = frozenset({Status.ABSTAINED})
MENDING = frozenset({Status.CORRECTED, Status.ABSTAINED})
DEPTHS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Given:
    """What a case got. `ranked` are ids of articles, best first; `stored` gives a cited version from the store."""

    case: Case
    golds: tuple[Gold, ...]
    answer: Answer
    ranked: tuple[str, ...]
    as_of: datetime
    stored: Callable[[str, int], StoredArticle]

    @property
    def allowed(self) -> frozenset[Status]:
        """The statuses that are right: a false premise is corrected or refused."""
        if self.case.category == PREMISE:
            return MENDING
        return ANSWERING if self.case.answerable else REFUSING

    @property
    def refused(self) -> bool:
        return self.answer.status is Status.ABSTAINED

    @property
    def demands_answer(self) -> bool:
        return self.case.answerable and self.case.category != PREMISE

    @property
    def said(self) -> str:
        """What is held against the key: nothing where the answer was refused, though its text may name something."""
        return "" if self.refused else answers.said(self.answer)


class Judgement(NamedTuple):
    """`reasons` is empty exactly when the case is passed."""

    metrics: Mapping[str, float]
    reasons: tuple[str, ...]


def judge(given: Given) -> Judgement:
    """All measures that apply to the case; it passes where no check that COUNTS complains."""
    metrics = {**found_articles(given), **cited_key(given)}
    reasons: list[str] = []
    for name, check in CHECKS.items():
        complaints = check(given)
        if complaints is None:
            continue
        metrics[name] = float(bool(complaints) if name in LESS_IS_BETTER else not complaints)
        if name in COUNTS:
            reasons += complaints
    return Judgement({**metrics, "passed": float(not reasons)}, tuple(reasons))


def found_articles(given: Given) -> Mapping[str, float]:
    """The retrieval measures, over the articles the case names; copies of one of them count as that one."""
    if not given.golds:
        return {}
    same = {one: gold.name for gold in given.golds for one in gold.ids}
    found = list(dict.fromkeys(same.get(one, one) for one in given.ranked))
    judged = {gold.name: 1 for gold in given.golds}
    metrics = {f"hit@{k}": float(not judged.keys().isdisjoint(found[:k])) for k in DEPTHS}
    metrics |= {"ndcg@10": ranking.ndcg(found, judged), "mrr@10": ranking.reciprocal_rank(found, judged)}
    if len(judged) > 1:
        metrics["gold_recall@10"] = ranking.recall(found, judged, 10)
        metrics["all_gold@10"] = float(metrics["gold_recall@10"] == 1)
    return metrics


def cited_key(given: Given) -> Mapping[str, float]:
    """What an answer cites against the sentences of the key."""
    if not given.demands_answer or given.refused:
        return {}
    return citing.against_key(given.answer.citations, [(gold.ids, gold.sentences) for gold in given.golds])


# ---------------------------------------------------------------- checks: complaints, or None where one does not apply

Complaints = list[str] | None


def _status(given: Given) -> Complaints:
    status = given.answer.status
    return [f"The status is {status.value}, not {' or '.join(sorted(given.allowed))}."] * (status not in given.allowed)


def _abstained(given: Given) -> Complaints:
    return None if given.case.answerable else ["It was answered."] * (not given.refused)


def _false_alarm(given: Given) -> Complaints:
    return ["It was refused."] * given.refused if given.demands_answer else None


def _contained(given: Given) -> Complaints:
    if not given.demands_answer or not given.case.gold_answers:
        return None
    return ["No right answer is in the answer."] * (not texts.contains(given.said, given.case.gold_answers))


def _must_include(given: Given) -> Complaints:
    if not given.demands_answer or not given.case.must_include:
        return None
    return _lacking(given)


def _lacking(given: Given) -> list[str]:
    missing = ["|".join(one) for one in given.case.must_include if not texts.contains(given.said, one)]
    return [f"The answer lacks {text}." for text in missing]


def _correct(given: Given) -> Complaints:
    """By a right answer as it stands, or by everything that the key demands of one."""
    if not given.demands_answer:
        return None
    if given.refused:
        return ["There is no answer."]
    contained, lacking = _contained(given), _must_include(given)
    return [] if contained == [] else lacking if lacking is not None else contained


def _must_not_include(given: Given) -> Complaints:
    if not given.case.must_not_include:
        return None
    return [f"The answer says {text}." for text in given.case.must_not_include if texts.contains(given.said, [text])]


def _source(given: Given) -> Complaints:
    if not given.golds or not given.answer.citations:
        return None
    gold = frozenset().union(*(one.ids for one in given.golds))
    right = any(citation.stored.id in gold for citation in given.answer.citations)
    return [] if right else ["None of the cited articles is one the key names."]


def _integrity(given: Given) -> Complaints:
    cited = given.answer.citations
    return [text for one in cited for text in answers.breaches(one, given.stored(one.stored.id, one.stored.version))]


def _leakage(given: Given) -> Complaints:
    return answers.leaks(given.answer, given.as_of)


def _fidelity(given: Given) -> Complaints:
    return None if given.refused else answers.unfounded(given.answer)


def _premise(given: Given) -> Complaints:
    if given.case.category != PREMISE:
        return None
    return _status(given) or ([] if given.refused else _lacking(given))


def _newest(given: Given) -> Complaints:
    """The key names the newest article first; the answer's basis is the date that is printed with it."""
    if given.case.category != NEWEST:
        return None
    cited = {citation.stored.id for citation in given.answer.citations}
    stale = ["The newest article is not cited."] * cited.isdisjoint(given.golds[0].ids)
    undated = ["The answer does not say as of when."] * (given.answer.basis_date is None)
    return [*(_correct(given) or ()), *(_must_not_include(given) or ()), *stale, *undated]


CHECKS: Mapping[str, Callable[[Given], Complaints]] = {
    "status": _status,
    "correct": _correct,
    "containment": _contained,
    "must_include": _must_include,
    "must_not_include": _must_not_include,
    "correct_source": _source,
    "integrity": _integrity,
    "leakage": _leakage,
    "fidelity": _fidelity,
    "abstained": _abstained,
    "false_alarm": _false_alarm,
    "false_premise": _premise,
    "latest_wins": _newest,
}
COUNTS = frozenset(
    {"status", "correct", "must_not_include", "correct_source", "integrity", "leakage", "fidelity", "false_premise"}
)
LESS_IS_BETTER = frozenset({"leakage", "false_alarm"})
