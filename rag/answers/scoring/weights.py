"""Learned weights: one readable table for each model, a name and a number a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


REMEMBERED = 8_192  # sets of labels whose weights are remembered


Kinds = tuple[str, ...]
"""What a question is of: its kind, and `news` where it is put to dated articles rather than to an encyclopaedia."""


class Weights:
    """A linear model over named features. A name may stand alone and once more for a kind, as `kind|name`; they add up."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table
        self._kinds: dict[Kinds, dict[str, float]] = {}
        self._groups: dict[tuple[Kinds, str, tuple[str, ...]], Floats] = {}

    def of(self, kinds: Kinds, name: str) -> float:
        known = self._kinds.setdefault(kinds, {})
        value = known.get(name)
        if value is None:
            value = known[name] = self._table.get(name, 0.0) + sum(
                self._table.get(f"{kind}|{name}", 0.0) for kind in kinds
            )
        return value

    def among(self, kinds: Kinds, group: str, labels: Sequence[str]) -> Floats:
        """The weight of each label of a group, whose names are `group=label`."""
        key = (kinds, group, tuple(labels))
        known = self._groups.get(key)
        if known is None:
            if len(self._groups) >= REMEMBERED:
                self._groups.clear()
            known = self._groups[key] = np.array([self.of(kinds, f"{group}={label}") for label in labels])
        return known


class Features:
    """Named features of `size` things. `numbers`: name → a value for each; `groups`: name → (labels, the place of each thing's
    label among them)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.numbers: dict[str, Floats] = {}
        self.groups: dict[str, tuple[Sequence[str], Ints]] = {}

    def scores(self, weights: Weights, kinds: Kinds) -> Floats:
        total = np.zeros(self.size)
        for name, values in self.numbers.items():
            total += weights.of(kinds, name) * values
        for name, (labels, places) in self.groups.items():
            total += weights.among(kinds, name, labels)[places]
        return total


@cache
def shipped(name: str) -> Weights:
    """sentences, spans or confidence."""
    return Weights(table(name))


@cache
def table(name: str) -> Mapping[str, float]:
    text = (files("rag.answers.scoring") / f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}
