"""`python -m evals.planting [--seed N] [--show KIND] [--without-base | --written]`: how the check of claims does on planted
changes, or on sentences as a language model writes them."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

from evals.planting import Planted, planted
from evals.planting.written import Told, told, written
from rag.answers.claims import Verdict, Verifier
from rag.korean.analysis import Analyser

STRICT = frozenset({"number", "date", "name", "quotation"})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.planting", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", help="print the mistakes of this kind")
    parser.add_argument(
        "--without-base",
        action="store_true",
        help="as `rag verify` does, which knows no dates of publication and lets announcements be told as facts",
    )
    parser.add_argument(
        "--written", action="store_true", help="check the sentences of written.jsonl against their articles"
    )
    options = parser.parse_args(arguments)
    analyser = Analyser()
    if options.written:
        _report_written(*told(analyser, written()), options.show)
        return 0
    verifier = Verifier(analyser)
    cases = [c for c in planted(analyser, options.seed) if not (options.without_base and c.kind == "date form")]
    plain = options.without_base
    began = time.perf_counter()
    checked = [
        (c, verifier.check(c.claim, c.evidence, base=None if plain else c.base, attributed=not plain)) for c in cases
    ]
    seconds = time.perf_counter() - began
    _report(checked, seconds)
    for case, verdict in checked:
        if options.show == case.kind and verdict.supported != case.honest:
            _write(f"\n{case.id} {verdict.score:.2f} {[(r.code, r.about) for r in verdict.reasons]}")
            _write(f"  {case.claim}\n  {case.original}")
    return 0


def _report(checked: Sequence[tuple[Planted, Verdict]], seconds: float) -> None:
    refused: dict[tuple[bool, str], Counter[bool]] = defaultdict(Counter)
    for case, verdict in checked:
        refused[case.honest, case.kind][not verdict.supported] += 1
    for honest, title in ((False, "changes refused"), (True, "honest refused")):
        total: Counter[bool] = Counter()
        for (side, kind), count in refused.items():
            if side is honest:
                total += count
                _write(f"{title:16} {kind:12} {count[True]:5} of {count.total():5}  {count[True] / count.total():7.2%}")
        _write(f"{title:16} {'all':12} {total[True]:5} of {total.total():5}  {total[True] / total.total():7.2%}\n")
    _write(f"{1000 * seconds / len(checked):.2f} ms a check")


def _report_written(found: Sequence[Told], seconds: float, show: str | None) -> None:
    right: dict[tuple[bool, str], Counter[bool]] = defaultdict(Counter)
    for one in found:
        for kind in (one.written.kind, "all"):
            right[one.written.honest, kind][one.verdict.supported is one.written.honest] += 1
        if show in ("all", one.written.kind) and one.verdict.supported is not one.written.honest:
            _write(f"\n{one.verdict.score:.2f} {[(r.code, r.about) for r in one.verdict.reasons]}")
            _write(f"  {one.written.claim}\n  {' '.join(one.written.evidence)}")
    for (honest, kind), count in sorted(
        right.items(), key=lambda item: (not item[0][0], item[0][1] == "all", item[0][1])
    ):
        title = "honest released" if honest else "twins refused"
        _write(f"{title:16} {kind:12} {count[True]:5} of {count.total():5}  {count[True] / count.total():7.2%}")
    _write(f"{1000 * seconds / len(found):.2f} ms a check")


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
