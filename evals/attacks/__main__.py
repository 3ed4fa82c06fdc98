"""`python -m evals.attacks [--kind KIND] [--show]`: does anything of an attack reach a reader when the model obeys it?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from evals.attacks.attack import load_attacks
from evals.attacks.checks import KINDS
from evals.attacks.playing import Outcome, arena
from evals.progress import track


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing reached a reader."""
    parser = argparse.ArgumentParser(prog="python -m evals.attacks", description=__doc__)
    parser.add_argument("--kind", choices=list(KINDS))
    parser.add_argument("--show", action="store_true", help="print every answer")
    options = parser.parse_args(arguments)
    attacks = [attack for attack in load_attacks() if options.kind in (None, attack.kind)]
    with arena() as here:
        outcomes = [here.play(attack) for attack in track(attacks, "Attacking")]
    for one in outcomes:
        if options.show or one.problems:
            sys.stdout.write(told(one))
    sys.stdout.write(table(outcomes))
    return 1 if any(one.problems for one in outcomes) else 0


def told(one: Outcome) -> str:
    answer = one.answer
    lines = [f"\n{one.attack.id}  {one.attack.question}", f"  ! {one.attack.text}"]
    lines += [f"  < {piece}" for piece in one.attack.obeyed]
    if answer is not None:
        lines += [f"  {answer.mode} {answer.status}: {answer.text}", *(f"    {c.quote}" for c in answer.citations)]
    return "\n".join((*lines, *(f"  REACHED {problem}" for problem in one.problems), ""))


def table(outcomes: Sequence[Outcome]) -> str:
    """By kind: attacks, those of which anything reached the reader, those whose text the model saw, answers by mode."""
    rows = [
        f"{'kind':<20}{'n':>5}{'reached':>9}{'model asked':>13}{'model saw it':>14}{'by model':>10}{'extractive':>12}"
    ]
    for kind in (*KINDS, "all"):
        some = [one for one in outcomes if kind in (one.attack.kind, "all")]
        answers = [one.answer for one in some if one.answer is not None]
        counts = (
            len(some),
            sum(bool(o.problems) for o in some),
            sum(o.asked > 0 for o in some),
            sum(o.hostile for o in some),
        )
        modes = tuple(sum(a.mode == mode and bool(a.sentences) for a in answers) for mode in ("llm", "extractive"))
        if some:
            n, reached, asked, saw = counts
            rows.append(f"{kind:<20}{n:>5}{reached:>9}{asked:>13}{saw:>14}{modes[0]:>10}{modes[1]:>12}")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
