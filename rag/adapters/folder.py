"""The data folder belongs to one process: two embedded Chromas on one path lose vectors without a word."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from rag.domain import KST
from rag.errors import DataFolderBusy, StoreError

_LOCK = "owner.lock"
_TRIES = 10
_PAUSE_SECONDS = 0.02
_LONGEST_COMMAND = 200


class Ownership:
    """Holds the folder until `release`, or until the process dies."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def release(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class DataFolder:
    """A folder that one process may own and any may look at."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def own(self) -> Ownership:
        """Raises DataFolderBusy, naming the owner; StoreError where the folder cannot be written."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            file = open(self._path / _LOCK, "a+", encoding="utf-8")  # noqa: SIM115 - held for the owner's life
        except OSError as exc:
            raise StoreError(f"The data folder {self._path} cannot be written: {exc.strerror}.") from exc
        if not _locked(file):
            file.close()
            raise DataFolderBusy(
                f"The data folder {self._path} is used by {_described(self._path / _LOCK)}: "
                "stop it, ask it, or set RAG_DATA_DIR to another folder."
            )
        file.truncate(0)
        command = shlex.join(sys.argv)[:_LONGEST_COMMAND]
        json.dump({"pid": os.getpid(), "command": command, "started_at": _now()}, file)
        file.flush()
        os.fsync(file.fileno())
        return Ownership(file)

    def owner(self) -> str | None:
        """Who owns the folder, for people: `process 123 (rag serve), since …`; None where nobody does."""
        try:
            with open(self._path / _LOCK, encoding="utf-8") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _described(self._path / _LOCK)
        except OSError:
            return None
        return None


def _locked(file: IO[str]) -> bool:
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE_SECONDS)  # somebody may only be looking who owns it
        else:
            return True
    return False


def _described(lock: Path) -> str:
    try:
        owner = json.loads(lock.read_text(encoding="utf-8"))
        return f"process {owner['pid']} ({owner['command']}), since {owner['started_at']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _now() -> str:
    return datetime.now(KST).isoformat(sep=" ", timespec="seconds")
