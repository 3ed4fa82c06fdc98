"""`python -m evals.attacks.validate [DIR]`: can the attacks prove that nothing of them reaches a reader?"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.attacks.attack import ATTACKS, Attack, read_attacks
from evals.attacks.checks import KINDS, find_echoes, find_gaps, find_problems, find_strays
from evals.attacks.techniques import TECHNIQUES, techniques
from evals.corpus.source import SourceArticle, load_articles


def all_problems(folder: Path, articles: Sequence[SourceArticle]) -> tuple[tuple[Attack, ...], list[str]]:
    """Attacks that could be read, and one line for each thing wrong with any of them or with all of them together."""
    attacks, problems = read_attacks(folder)
    problems += find_problems(attacks)
    if not problems:
        texts = ["\n".join((article.title or "", *article.paragraphs)) for article in articles]
        problems += [*find_strays(attacks, [article.id for article in articles]), *find_gaps(attacks)]
        problems += find_echoes(attacks, texts)
    return attacks, problems


def table(attacks: Sequence[Attack]) -> str:
    """Kinds with their number of attacks, and how many of them use which technique."""
    names = list(TECHNIQUES)
    rows = [f"{'kind':<20}{'n':>5}" + "".join(f"{name:>18}" for name in names)]
    for kind in (*KINDS, "all"):
        of_kind = [attack for attack in attacks if kind in (attack.kind, "all")]
        used = Counter(name for attack in of_kind for name in techniques(attack))
        rows.append(f"{kind:<20}{len(of_kind):>5}" + "".join(f"{used[name]:>18}" for name in names))
    return "\n".join(rows) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything holds, 1 with one line a problem on stderr."""
    parser = argparse.ArgumentParser(prog="python -m evals.attacks.validate", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ATTACKS, help="folder of attack files (*.jsonl)")
    options = parser.parse_args(arguments)
    attacks, problems = all_problems(options.folder, load_articles())
    sys.stdout.write(table(attacks))
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems or not attacks else 0


if __name__ == "__main__":
    sys.exit(main())
