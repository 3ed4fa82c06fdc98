"""Generations of a derived index: built in a folder of its own, then made current by one rename.

root/CURRENT      names the generation that serves
root/gen-7/       the index's own files
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_POINTER = "CURRENT"
_NAME = re.compile(r"gen-(\d+)")


class Generations:
    """The generations under one root folder. One process writes; any may read `current`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def current(self) -> Path | None:
        """The folder that serves, or None before the first `promote`."""
        try:
            name = (self._root / _POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        folder = self._root / name
        return folder if _NAME.fullmatch(name) and folder.is_dir() else None

    def start(self) -> Path:
        """A fresh empty folder beside the current one. What earlier attempts left behind goes."""
        self._root.mkdir(parents=True, exist_ok=True)
        self.sweep()
        last = max((int(match[1]) for folder in self._folders() if (match := _NAME.match(folder.name))), default=0)
        folder = self._root / f"gen-{last + 1}"
        folder.mkdir()
        return folder

    def promote(self, folder: Path) -> None:
        """Make a finished folder the current one, durably. The caller sweeps when nobody reads the old one."""
        sync_tree(folder)
        write_durably(self._root / _POINTER, f"{folder.name}\n".encode("ascii"))

    def sweep(self) -> None:
        """Delete every generation but the current one."""
        current = self.current()
        for folder in self._folders():
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [one for one in self._root.iterdir() if _NAME.match(one.name)] if self._root.is_dir() else []


def write_durably(path: Path, data: bytes) -> None:
    """Old content or new, never half: a new file, fsync, rename, fsync of the folder."""
    fresh = path.with_name(path.name + ".new")
    with open(fresh, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """fsync of a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    for file in files_under(folder):
        sync(file)
    for parent in (*(one for one in folder.rglob("*") if one.is_dir()), folder, folder.parent):
        sync(parent)


def files_under(folder: Path) -> Iterator[Path]:
    return (one for one in sorted(folder.rglob("*")) if one.is_file())


def size_of(folder: Path | None) -> int:
    """Bytes of all files; those that vanish meanwhile count nothing."""
    total = 0
    for file in files_under(folder) if folder else ():
        try:
            total += file.stat().st_size
        except FileNotFoundError:
            continue
    return total
