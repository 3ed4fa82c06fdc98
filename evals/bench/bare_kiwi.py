"""The control of the ingestion benchmark: nothing but Kiwi's sentence splitter over the same text."""

from __future__ import annotations

import importlib
import multiprocessing
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_kiwi: list[Any] = []
"""Each worker's own analyser, loaded once by `_load`."""


@dataclass(frozen=True, slots=True)
class BarePass:
    """One pass over all bodies; seconds include loading the model in every process."""

    seconds: float
    sentences: int


def bare_pass(bodies: Sequence[str], processes: int) -> BarePass:
    """Split every body with tokens, in `processes` fresh interpreters that share the work in chunks."""
    begun = time.perf_counter()
    # spawn: what a server's worker does, and forked Kiwi threads would hang.
    with multiprocessing.get_context("spawn").Pool(processes, initializer=_load) as pool:
        counts: Iterable[int] = pool.imap_unordered(_count_sentences, bodies, chunksize=32)
        sentences = sum(counts)
    return BarePass(time.perf_counter() - begun, sentences)


def _load() -> None:
    # By name, because outside korean/ only this control speaks to Kiwi, and it must not go through our own analyser.
    _kiwi.append(importlib.import_module("kiwipiepy").Kiwi())


def _count_sentences(body: str) -> int:
    return len(_kiwi[0].split_into_sents(body, return_tokens=True))
