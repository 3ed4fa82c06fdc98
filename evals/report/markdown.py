"""`report.md`: short tables for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from evals.record import Metric, Sample, Summary
from evals.report import figures
from evals.report.reading import shortened

MOST_FAILURES = 20
CELL = 120
"""Characters of a cell at most."""
SIGNS = {True: "✅", False: "❌", None: "⚪"}
# What Markdown or the HTML inside it would read as more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_MENTION = re.compile(r"@(?=[A-Za-z])")


def render_markdown(summary: Summary, samples: Sequence[Sample], baseline: Summary | None = None) -> str:
    """The verdict, the metrics, the groups, and the first failures."""
    parts = [
        _head(summary, samples),
        _reasons(summary),
        _metrics(summary, baseline),
        *_groups(summary, baseline),
        _failures([sample for sample in samples if sample.passed is False]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str, length: int = CELL) -> str:
    """Text as a cell of a table: one line, shortened, nothing in it read as markup, nobody called by it."""
    cell = _SPECIAL.sub(r"\\\1", shortened(" ".join(text.split()), length))
    return _MENTION.sub("@\u200b", cell)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    """A Markdown table; columns `numbers` stand to the right."""
    rule = ["---:" if at in numbers else "---" for at in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _head(summary: Summary, samples: Sequence[Sample]) -> str:
    judged = [sample for sample in samples if sample.passed is not None]
    passed = sum(sample.passed is True for sample in judged)
    commit = (summary.git.commit or "no commit")[:12] + (" with uncommitted changes" if summary.git.dirty else "")
    counts = f" · {passed:,} of {len(judged):,} passed" if judged else ""
    return (
        f"## {SIGNS[summary.passed]} {plain(summary.name)}: {figures.VERDICTS[summary.passed].lower()}\n\n"
        f"n {summary.data.n:,}{counts} · {plain(summary.data.name)} · {plain(commit)} · {plain(summary.run)}"
    )


def _reasons(summary: Summary) -> str:
    return "\n".join(f"- {plain(sentence, 300)}" for sentence in summary.failures)


def _metrics(summary: Summary, baseline: Summary | None) -> str:
    found = figures.rows(summary, baseline)
    compared = any(row.difference is not None for row in found)
    heads = ["Metric", "Value", "95 %", "n", *(["Before", "Change", "95 %"] if compared else [])]
    return table(heads, (_metric(row, compared) for row in found), numbers=range(1, 7)) if found else ""


def _metric(row: figures.Row, compared: bool) -> list[str]:
    metric, unit = row.metric, row.metric.unit
    name = f"**{plain(row.label)}**" if metric.headline else plain(row.label)
    cells = [name, figures.value(metric.value, unit), figures.interval(metric.low, metric.high, unit), f"{metric.n:,}"]
    if not compared:
        return cells
    mark = f"{figures.MARKS[row.verdict]} " if row.verdict else ""
    around = figures.interval(row.change.low, row.change.high, unit) if row.change else ""
    return [*cells, figures.value(row.before, unit), mark + figures.change(row.difference, unit), around]


def _groups(summary: Summary, baseline: Summary | None) -> Iterable[str]:
    names = [row.name for row in figures.headlines(figures.rows(summary, baseline))]
    for by, groups in summary.groups.items():
        columns = [name for name in names if any(name in metrics for metrics in groups.values())][:3]
        rows = [
            [plain(group), f"{max(metric.n for metric in metrics.values()):,}", *(_cell(metrics, c) for c in columns)]
            for group, metrics in sorted(groups.items())
            if metrics
        ]
        shown = table(
            [plain(by.capitalize()), "n", *(plain(figures.label(name)) for name in columns)], rows, numbers=range(1, 5)
        )
        yield f"<details><summary>By {escape(by)}</summary>\n\n{shown}\n\n</details>"


def _cell(metrics: Mapping[str, Metric], name: str) -> str:
    return figures.value(metrics[name].value, metrics[name].unit) if name in metrics else "–"


def _failures(failed: Sequence[Sample]) -> str:
    if not failed:
        return ""
    rows = [
        [plain(sample.id), plain(sample.question), plain(_got(sample)), plain(" · ".join(sample.reasons))]
        for sample in failed[:MOST_FAILURES]
    ]
    more = f"\n\n… and {len(failed) - MOST_FAILURES:,} more." if len(failed) > MOST_FAILURES else ""
    shown = table(["Sample", "Question", "Answer", "Why it failed"], rows)
    return f"<details><summary>{len(failed):,} failures</summary>\n\n{shown}{more}\n\n</details>"


def _got(sample: Sample) -> str:
    return sample.short_answer or sample.answer or sample.status or "–"
