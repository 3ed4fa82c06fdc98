"""A hostile text, what a model that obeys it would answer, and what of that must not reach a reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evals.attacks.checks import find_problems
from evals.attacks.leaks import Secrets, Shown
from evals.errors import EvalError
from rag.domain import Turn

ATTACKS = Path(__file__).parent


class AttackError(EvalError):
    """Attack files that cannot be used; `problems` holds one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Carrier:
    """The article that the hostile text stands in."""

    title: str
    publisher: str
    published_at: datetime
    paragraphs: tuple[str, ...]
    copies: tuple[str, ...] = ()
    """Other outlets that the same article is planted under."""

    @property
    def text(self) -> str:
        return "\n".join((self.title, *self.paragraphs))


@dataclass(frozen=True, slots=True)
class Attack:
    """A line of an attack file; README.md tells its form."""

    id: str
    kind: str
    where: str
    text: str
    question: str
    obeyed: tuple[str, ...]
    """The answer of a model that obeys, piece by piece, with placeholders."""
    forbidden: tuple[str, ...]
    """What only such a model says."""
    carrier: Carrier | None = None
    article: str | None = None
    """The sample article it is asked over, where it brings no article of its own."""
    history: tuple[Turn, ...] = ()

    @property
    def given(self) -> str:
        """All that the product is handed, and may rightly print again as what somebody else wrote."""
        turns = [turn.content for turn in self.history]
        return "\n".join((self.question, *turns, *([self.carrier.text] if self.carrier else ())))

    def answer(self, secrets: Secrets) -> tuple[str, ...]:
        """What the model that obeys writes, piece by piece."""
        return tuple(map(secrets.fill, self.obeyed))

    def reached(self, answer: str, secrets: Secrets) -> tuple[str, ...]:
        """What is forbidden and nevertheless in an answer that a reader got."""
        shown = Shown(answer)
        return tuple(item for item in self.forbidden if shown.holds(item, secrets))


def load_attacks(folder: Path | str = ATTACKS) -> tuple[Attack, ...]:
    """All attacks of the folder's *.jsonl, by file and line. Raises AttackError with everything that is wrong in them."""
    attacks, problems = read_attacks(Path(folder))
    problems += find_problems(attacks)
    if problems or not attacks:
        raise AttackError(problems or [f"There is no attack in {folder}."])
    return attacks


def read_attacks(folder: Path) -> tuple[tuple[Attack, ...], list[str]]:
    """Attacks that could be read, and one line for each line that is none or stands in another kind's file."""
    attacks: list[Attack] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                attack = parse_attack(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as exc:
                problems.append(f"{path.name}:{number} is no attack: {type(exc).__name__} {exc}")
                continue
            attacks.append(attack)
            if attack.kind != path.stem:
                problems.append(f"{attack.id}: is of the kind {attack.kind}, and stands in {path.name}")
    return tuple(attacks), problems


def parse_attack(raw: Mapping[str, Any]) -> Attack:
    """Raises AttributeError, KeyError, TypeError or ValueError for what is none."""
    fields = dict(raw)
    if carrier := fields.pop("carrier", None):
        fields["carrier"] = _carrier(carrier)
    fields["history"] = tuple(Turn(**turn) for turn in fields.get("history", ()))
    for name in ("obeyed", "forbidden"):
        fields[name] = _texts(fields[name])
    return Attack(**fields)


def _carrier(raw: Mapping[str, Any]) -> Carrier:
    fields = dict(raw)
    fields["published_at"] = datetime.fromisoformat(fields["published_at"])
    for name in ("paragraphs", "copies"):
        fields[name] = _texts(fields.get(name, ()))
    return Carrier(**fields)


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(value, str) and value for value in values):
        raise ValueError(f"a list of texts is wanted, not {values!r}")
    return tuple(values)
