"""The table of days that have a name: events.tsv as it ships, and the rows that an operator adds to it.

A data folder may hold an events.tsv of its own, in the same columns: its rows come first. They are in force for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from rag.errors import SettingsError
from rag.korean.dates import calendar, words

SERIES = ("총선", "대선", "지방선거", "재보궐", "수능")
"""Names that rows of the kind series may have."""
KINDS = ("day", "series", "annual")
_ANNUAL = re.compile(
    r"(?:(?P<lunar>lunar )?(?P<month>\d\d)-(?P<day>\d\d)|(?P<of>\d\d)-(?P<nth>[1-5]|last)-(?P<weekday>[월화수목금토일])|easter)"
    r"(?: (?P<shift>[+-]\d{1,3}))?"
)
_own: list[Row] = []
_changes = [0]


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    name: str
    """A regular expression (of a series: its name)."""
    number: str
    start: str
    end: str


def table() -> tuple[Row, ...]:
    """The rows in force, an operator's first."""
    return _table(_changes[0])


def changes() -> int:
    """How often the table has changed in this process: what is made from it is remembered under this number."""
    return _changes[0]


def fingerprint() -> str:
    """Of an operator's rows; empty where there are none."""
    return f"{crc32(repr([astuple(row) for row in _own]).encode()):08x}" if _own else ""


def own() -> tuple[Row, ...]:
    return tuple(_own)


def use(rows: Sequence[Row]) -> None:
    """Put these rows before those that ship, instead of any that were put there before."""
    if list(rows) != _own:
        _own[:] = rows
        _changes[0] += 1


def read(path: Path) -> tuple[Row, ...]:
    """The rows of an operator's file; none where there is no such file. Raises SettingsError naming the file and line."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(f"{path} cannot be read: {exc}.") from exc
    return tuple(parse(text.splitlines(), str(path)))


def parse(lines: Sequence[str], source: str = "events.tsv") -> list[Row]:
    """Rows of a table. Raises SettingsError naming the line."""
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = Row(*[cell.strip() for cell in [*line.split("\t"), "", "", "", ""][:5]])
        if problem := _problem(row):
            raise SettingsError(f"{source} line {number}: {problem}.")
        rows.append(row)
    return rows


def _problem(row: Row) -> str:
    """What is wrong with a row, in words; empty for a good one."""
    if row.kind not in KINDS or not row.name or not row.start:
        return "expected kind (day, series or annual), name, number and a day, separated by tabs"
    if row.kind == "series" and row.name not in SERIES:
        return f"a series is one of {', '.join(SERIES)}"
    try:
        if row.kind != "series" and re.compile(row.name).match("") is not None:
            return "the name may be empty"
    except re.error as exc:
        return f"the name is no regular expression ({exc})"
    if row.kind != "series" and not row.name[0].isalnum():
        return "the name begins neither with a letter nor with a digit"
    return _wrong_day(row)


def _wrong_day(row: Row) -> str:
    if row.kind == "annual":
        match = _ANNUAL.fullmatch(row.start)
        fits = match is not None and (not match["month"] or calendar.day(2024, int(match["month"]), int(match["day"])))
        return "" if fits else "the day of every year is MM-DD, lunar MM-DD, MM-3-목 or easter, and may end in +1 or -1"
    try:
        start, end = date.fromisoformat(row.start), date.fromisoformat(row.end or row.start)
    except ValueError:
        return "a day is written 2026-03-01"
    return "" if start <= end else "it ends before it begins"


def annual_day(row: Row, year: int) -> date | None:
    """The day of an annual row in a year; None where the year has none."""
    match = _ANNUAL.fullmatch(row.start)
    if match is None:
        return None
    if match["month"]:
        found = (calendar.lunar if match["lunar"] else calendar.day)(year, int(match["month"]), int(match["day"]))
    elif match["nth"]:
        nth = -1 if match["nth"] == "last" else int(match["nth"])
        found = calendar.weekday_of_month(year, int(match["of"]), nth, words.WEEKDAYS[match["weekday"]])
    else:
        found = calendar.easter(year)
    return calendar.shift(found, int(match["shift"])) if found and match["shift"] else found


@lru_cache(maxsize=1)
def _shipped() -> tuple[Row, ...]:
    return tuple(parse((files("rag.korean.dates") / "events.tsv").read_text(encoding="utf-8").splitlines()))


@lru_cache(maxsize=2)
def _table(change: int) -> tuple[Row, ...]:
    return (*_own, *_shipped())
