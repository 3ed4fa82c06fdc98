"""One rule of a table: a pattern over one line, with a line that it takes and one that it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

WHOLE_LIMIT = 200
"""A whole-line rule looks at no longer line (characters): buttons and footers are short, sentences may be long."""

WINDOW = 240
"""How many characters at either end of a line the other rules look at: every rule is linear, and bounded."""


_STATEMENT = re.compile(r"[가-힣](?<!니)다\.?[\"”’')]?$")


class Window(Enum):
    """Which part of the line a rule reads."""

    WHOLE = "whole"
    HEAD = "head"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class LineRule:
    """WHOLE: the pattern must match the whole line. HEAD: its beginning. TAIL: anywhere in its end.

    A whole-line rule never takes a plain statement (`…했다.`): sites speak to their readers in `…니다`.
    """

    name: str
    pattern: re.Pattern[str]
    example: str
    counter: str
    window: Window = Window.WHOLE

    def match(self, line: str) -> re.Match[str] | None:
        if self.window is Window.WHOLE:
            if len(line) > WHOLE_LIMIT or is_statement(line):
                return None
            return self.pattern.fullmatch(line)
        if self.window is Window.HEAD:
            return self.pattern.match(line[:WINDOW])
        return self.pattern.search(line[-WINDOW:])


def is_statement(line: str) -> bool:
    """A plain statement, which no whole-line rule takes."""
    return bool(_STATEMENT.search(line[-4:]))


def words(text: str) -> frozenset[str]:
    """The white-space separated words of a table."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a table, separated by upright strokes."""
    return tuple(phrase.strip() for phrase in text.replace("\n", " ").split("|") if phrase.strip())


def first_rule(rules: Sequence[LineRule], line: str) -> LineRule | None:
    """The first rule of a table that takes the line."""
    whole = len(line) <= WHOLE_LIMIT and not is_statement(line)
    for rule in rules:
        if rule.window is Window.WHOLE:
            if whole and rule.pattern.fullmatch(line):
                return rule
        elif rule.match(line):
            return rule
    return None
