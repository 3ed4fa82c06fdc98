"""What every test starts from: no settings of the machine it runs on, and Hypothesis that repeats itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _settings_of_this_machine_are_not_seen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("RAG_") or name == "OPENAI_API_KEY"]:
            patch.delenv(name)
        patch.setenv("RAG_ENV_FILE", os.devnull)
        yield


@pytest.fixture(scope="session")
def graded_data() -> Path:
    """The folder GEUNGEO_DATA names: real pages and graded questions that are not part of this repository."""
    folder = os.environ.get("GEUNGEO_DATA")
    if not folder:
        pytest.skip("GEUNGEO_DATA is not set: the real pages are not part of this repository")
    return Path(folder)


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """One Kiwi for all tests: loading it takes seconds."""
    from rag.korean.analysis import Analyser

    return Analyser()
