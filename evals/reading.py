"""Files that an eval is given: read as UTF-8, and every complaint names file and line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from evals.errors import EvalError


def read_text(path: Path) -> str:
    """Raises EvalError where there is no such UTF-8 file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise EvalError(f"{path} cannot be read: {exc.strerror}.") from exc
    except UnicodeDecodeError as exc:
        raise EvalError(f"{path} is not UTF-8: byte {exc.start} cannot be decoded.") from exc


def records(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """`file:line` and the JSON object of every line that is not empty. Raises EvalError."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except ValueError as exc:
            raise EvalError(f"{place} is not JSON: {exc}.") from exc
        if not isinstance(record, dict):
            raise EvalError(f"{place} is not a JSON object.")
        yield place, record


def text_of(record: Mapping[str, object], field: str, place: str, default: str | None = None) -> str:
    """A field that must be text, or may be missing where there is a default. Raises EvalError."""
    value = record.get(field)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise EvalError(f"{place} has no {field} that is text.")
    return value


def digest(*paths: Path) -> str:
    """SHA-256 (hex) of the files' bytes, one after the other. Raises EvalError."""
    whole = hashlib.sha256()
    for path in paths:
        try:
            whole.update(path.read_bytes())
        except OSError as exc:
            raise EvalError(f"{path} cannot be read: {exc.strerror}.") from exc
    return whole.hexdigest()
