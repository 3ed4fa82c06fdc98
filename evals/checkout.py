"""Which code is measured: its version and, in a checkout, its commit."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from evals.record import Git

ROOT = Path(__file__).resolve().parent.parent


def git_state() -> Git:
    """The commit these files are from; none where they are not in a checkout of their own."""
    if not (ROOT / ".git").exists():
        return Git(None, dirty=False)
    commit = _git("rev-parse", "--short", "HEAD")
    return Git(commit or None, dirty=bool(commit) and bool(_git("status", "--porcelain")))


def runs_folder() -> Path:
    """Where runs are kept: beside this file in a checkout, else under the working directory."""
    return ROOT / "evals" / "runs" if (ROOT / ".git").exists() else Path("evals", "runs")


def run_name(now: datetime, git: Git) -> str:
    """`20261122T031500Z-1a2b3c4-dirty`."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{git.commit or 'nogit'}{'-dirty' * git.dirty}"


def package_version() -> str:
    return version("geungeo")


def _git(*arguments: str) -> str:
    """What git says, stripped; empty where it cannot be asked."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
