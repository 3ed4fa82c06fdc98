"""`rag eval verify`: does the verifier support the claims that their evidence carries, and no others?"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.errors import EvalError
from evals.outcome import Outcome
from evals.progress import track
from evals.reading import digest, records, text_of
from evals.record import Data, Metric, Quote, Sample
from evals.statistics import bootstrap
from evals.summing import figure, mean
from rag.answers.claims import Verdict, Verifier
from rag.errors import ChatError
from rag.korean.analysis import Analyser
from rag.ports import Judge

SUPPORTED: Mapping[str, bool] = {
    "entailment": True,
    "supported": True,
    "neutral": False,
    "contradiction": False,
    "not supported": False,
}
"""Label → whether the claim is to be supported."""

CARRIED = 0.5
"""What a second opinion has to be more than."""
ADVISORY = 0.85
"""Balanced accuracy under which a second opinion had better only be told."""

Check = Callable[[str, Sequence[str]], Verdict]


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    claim: str
    evidence: tuple[str, ...]
    label: str


def read_pairs(path: Path) -> tuple[tuple[Pair, ...], Data]:
    """Of a JSON Lines file of {claim, evidence, label, id?}. Raises EvalError naming file and line."""
    pairs = tuple(_pair(record, place) for place, record in records(path))
    if not pairs:
        raise EvalError(f"{path} holds no pair of a claim and its evidence.")
    return pairs, Data(path.stem, digest(path), len(pairs))


def measure(pairs: Sequence[Pair], data: Data, check: Check | None = None, judge: Judge | None = None) -> Outcome:
    """Check every claim; by default with the verifier that `rag verify` uses. `judge`: the second opinion to be measured
    beside it; a claim of which the chat model has none is left out of its figures."""
    rules = check or Verifier(Analyser()).check
    samples = tuple(_checked(pair, rules) for pair in track(pairs, "Checking"))
    if judge is not None:
        samples = tuple(_seconded(*both, judge) for both in track(list(zip(samples, pairs, strict=True)), "Judging"))
    judged = [sample for sample in samples if "judge_correct" in sample.metrics]
    confusion = Counter((sample.category, sample.status) for sample in samples)
    options: dict[str, object] = {
        "confusion": {f"{label} → {verdict}": n for (label, verdict), n in sorted(confusion.items())}
    }
    if judge is not None:
        options["judge"] = judge.name
    return Outcome(
        "verify",
        f"verify-{data.name}",
        data,
        samples,
        extra={
            **balanced(samples),
            **balanced(judged, "judge_correct", "judge_"),
            **balanced(judged, "both_correct", "both_"),
        },
        options=options,
    )


def balanced(samples: Sequence[Sample], correct: str = "correct", of: str = "") -> Mapping[str, Metric]:
    """The recall of either verdict, and their mean, where both are asked for. `of`: what their names begin with."""
    right = {wanted: [s.metrics[correct] for s in samples if s.answerable is wanted] for wanted in (True, False)}
    if not all(right.values()):
        return {}
    shares = {wanted: len(samples) / (2 * len(values)) for wanted, values in right.items()}
    weighted = [shares[sample.answerable] * sample.metrics[correct] for sample in samples]
    name = f"{of}balanced_accuracy"
    return {
        name: figure(name, sum(weighted) / len(weighted), len(weighted), bootstrap(weighted), "bootstrap"),
        f"{of}supported_recall": mean(f"{of}supported_recall", right[True]),
        f"{of}refused_recall": mean(f"{of}refused_recall", right[False]),
    }


def second(sample: Sample, support: float) -> Mapping[str, float]:
    """What the second opinion, 0..1, is worth beside the rules', and together with it: it may only add doubt."""
    rules, judge = sample.status == "supported", support > CARRIED
    return {
        "judge_correct": float(judge is sample.answerable),
        "judge_agreement": float(judge is rules),
        "both_correct": float((rules and judge) is sample.answerable),
    }


def _seconded(sample: Sample, pair: Pair, judge: Judge) -> Sample:
    """Raises ModelUnavailable."""
    try:
        support = judge.support(pair.evidence, pair.claim)
    except ChatError:
        return sample
    return replace(sample, metrics={**sample.metrics, **second(sample, support)})


def _pair(record: Mapping[str, object], place: str) -> Pair:
    label = text_of(record, "label", place)
    if label not in SUPPORTED:
        raise EvalError(f"{place} has the label {label}, which is none of {', '.join(SUPPORTED)}.")
    given = record.get("evidence")
    evidence = [given] if isinstance(given, str) else given
    if not isinstance(evidence, list) or not all(isinstance(text, str) for text in evidence):
        raise EvalError(f"{place} has no evidence that is a text or a list of texts.")
    name = record.get("id", record.get("guid", place))
    return Pair(str(name), text_of(record, "claim", place), tuple(evidence), label)


def _checked(pair: Pair, check: Check) -> Sample:
    begun = time.perf_counter()
    verdict = check(pair.claim, pair.evidence)
    ms = (time.perf_counter() - begun) * 1000
    wanted = SUPPORTED[pair.label]
    right = verdict.supported is wanted
    why = [reason.text for reason in verdict.reasons] or [f"It was supported, with the score {verdict.score:.2f}."]
    return Sample(
        pair.id,
        pair.label,
        pair.claim,
        answerable=wanted,
        status="supported" if verdict.supported else "refused",
        gold=(pair.label,),
        evidence=tuple(Quote("", None, text) for text in pair.evidence),
        metrics={"correct": float(right)},
        passed=right,
        reasons=() if right else tuple(why),
        ms=round(ms, 3),
    )
