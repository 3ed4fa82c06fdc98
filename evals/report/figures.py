"""How figures are written: `84.3 %`, `81.2–87.0`, `+1.2 pt`; and what changed since the baseline."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.record import Change, Metric, Sample, Summary

MINUS = "\u2212"
LABELS = {
    "em": "Exact match",
    "char_f1": "Character F1",
    "f1": "F1",
    "as_of_leakage": "as_of leakage",
    "risk_coverage_auc": "Risk–coverage AUC",
}
"""Metrics whose name does not become its label by itself."""
SPELT = {"ndcg": "nDCG", "mrr": "MRR"}
PASSED = "passed"
MARKS = {"better": "▲", "worse": "▼", "same": "="}
VERDICTS = {True: "Passed", False: "Failed", None: "Measured"}


_OWN = re.compile(r"(?<!\S)\S*[^\x00-\x7f]|(?<!\S)\S*\d")


@dataclass(frozen=True, slots=True)
class Unit:
    """How values of one unit are written, and changes of them. `scale` multiplies both."""

    scale: float
    digits: int
    value: str
    change: str


UNITS = {
    "share": Unit(100, 1, "{} %", "{} pt"),
    "score": Unit(1, 3, "{}", "{}"),
    "ms": Unit(1, 1, "{} ms", "{} ms"),
    "per_second": Unit(1, 1, "{}/s", "{}/s"),
    "count": Unit(1, 1, "{}", "{}"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A metric of the run beside what it was before."""

    name: str
    metric: Metric
    change: Change | None
    before: float | None
    """The baseline's value; None where it has none."""

    @property
    def label(self) -> str:
        return label(self.name)

    @property
    def verdict(self) -> str | None:
        """better, worse or same by the paired interval; None without a comparison."""
        return self.change.verdict if self.change else None

    @property
    def difference(self) -> float | None:
        """In the metric's own unit."""
        if self.change:
            return self.change.change
        return None if self.before is None else self.metric.value - self.before


def rows(summary: Summary, baseline: Summary | None) -> list[Row]:
    """Every metric of the run, headlines first, otherwise in the run's order."""
    changes: Mapping[str, Change] = summary.baseline.changes if summary.baseline else {}
    known = baseline.metrics if baseline else {}
    found = [_row(name, metric, changes.get(name), known.get(name)) for name, metric in summary.metrics.items()]
    return sorted(found, key=lambda row: not row.metric.headline)


def _row(name: str, metric: Metric, change: Change | None, earlier: Metric | None) -> Row:
    before = change.before if change else earlier.value if earlier else None
    return Row(name, metric, change, before)


def headlines(found: list[Row]) -> list[Row]:
    """The metrics that tell how good the run is: those marked so, or the first three. The share that passed leads."""
    chosen = [row for row in found if row.metric.headline] or found[:3]
    return sorted(chosen, key=lambda row: row.name != PASSED)


def label(name: str) -> str:
    """`article_hit@5` → `Article hit@5`."""
    words = name.replace("_", " ")
    for plain, spelt in SPELT.items():
        if words.startswith(plain):
            return words.replace(plain, spelt, 1)
        words = words.replace(plain, spelt)
    return LABELS.get(name) or words[:1].upper() + words[1:]


def value(number: float | None, unit: str) -> str:
    """`84.3 %`, `0.767`, `12.3 ms`, `84.2/s`; `–` for None and for what is no number."""
    if number is None or math.isnan(number):
        return "–"
    return UNITS[unit].value.format(_digits(number, UNITS[unit]))


def change(number: float | None, unit: str) -> str:
    """`+1.2 pt`, `−0.012`; `±0.0 pt` where nothing is left after rounding."""
    if number is None or math.isnan(number):
        return "–"
    shape = UNITS[unit]
    digits = _digits(abs(number), shape)
    sign = "±" if not digits.strip("0.,") else MINUS if number < 0 else "+"
    return shape.change.format(sign + digits)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """`81.2–87.0`, `−0.4 to +2.8` where a bound is negative; empty without bounds."""
    if low is None or high is None:
        return ""
    shape = UNITS[unit]
    if low < 0:
        return f"{_signed(low, shape)} to {_signed(high, shape)}"
    return f"{_digits(low, shape)}–{_digits(high, shape)}"


def milliseconds(number: float | None) -> str:
    """`850 ms`, `12.3 ms`, `2.4 s`."""
    if number is None or math.isnan(number):
        return "–"
    if number >= 1_000:
        return f"{number / 1_000:,.1f} s"
    return f"{number:.0f} ms" if number >= 100 else f"{number:.1f} ms"


def _digits(number: float, shape: Unit) -> str:
    return f"{number * shape.scale:,.{shape.digits}f}".replace("-", MINUS)


def _signed(number: float, shape: Unit) -> str:
    return f"{number * shape.scale:+,.{shape.digits}f}".replace("-", MINUS)


def kind_of(reason: str) -> str:
    """What reasons of one kind share: all before a colon, a number or a Korean word (`It lacks 42명.` → `It lacks`)."""
    before, colon, _ = reason.partition(":")
    shared = before if colon else _OWN.split(reason, maxsplit=1)[0]
    return shared.strip(" \"'“‘(") or "no reason given"


def counted(samples: list[Sample], key: Callable[[Sample], Iterator[str]]) -> dict[str, int]:
    """How many samples each key belongs to, the most frequent first."""
    counts: dict[str, int] = {}
    for sample in samples:
        for name in dict.fromkeys(key(sample)):
            counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def kinds_of(sample: Sample) -> Iterator[str]:
    """Kinds of reasons a sample failed for."""
    yield from map(kind_of, sample.reasons or ("",))


def misses(samples: Sequence[Sample], heads: Sequence[Row]) -> list[Sample]:
    """Samples that cannot fail by themselves and whose first headline metric is 0, with that as the reason."""
    names = [row.name for row in heads if row.metric.higher_is_better]
    found = []
    for sample in samples:
        name = next((name for name in names if name in sample.metrics), None)
        if sample.passed is None and name is not None and sample.metrics[name] == 0:
            found.append(replace(sample, reasons=(f"{label(name)}: 0",)))
    return found
