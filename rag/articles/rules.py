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

    A whole-line rule never takes a plain statement (`…했다.`): sites speak to their readers in `…니다`, articles do not.
    """

    name: str
    pattern: re.Pattern[str]
    example: str
    counter: str
    window: Window = Window.WHOLE

    def match(self, line: str) -> re.Match[str] | None:
        if self.window is Window.WHOLE:
            if len(line) > WHOLE_LIMIT or _STATEMENT.search(line[-4:]):
                return None
            return self.pattern.fullmatch(line)
        if self.window is Window.HEAD:
            return self.pattern.match(line[:WINDOW])
        return self.pattern.search(line[-WINDOW:])


def first_rule(rules: Sequence[LineRule], line: str) -> LineRule | None:
    """The first rule of a table that takes the line."""
    for rule in rules:
        if rule.match(line):
            return rule
    return None
