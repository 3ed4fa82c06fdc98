"""Preparing pages: in this process when they are few, over several processes when they are many.

Processes, not threads: Kiwi builds its objects under the interpreter lock. Each process owns a Kiwi (~500 MB).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from rag.domain import AnalysedArticle, Outcome, PageReport, RawPage
from rag.ingest import Prepare, Preparer

FEW = 200  # pages under which starting processes costs more than it saves
CHUNK = 32
AHEAD = 3  # chunks in flight for each process

Prepared = AnalysedArticle | PageReport
Build = Callable[[], Preparer]

COLLECT_EVERY = 200  # chunks
_done: list[int] = []
"""Sizes of the chunks that this worker has prepared."""
_here: list[Preparer] = []
"""The preparer of this worker process, built once when it starts."""


def spread(here: Prepare, build: Build, processes: int | None = None) -> Prepare:
    """`here` for a few pages; beyond that `processes` (default: one a core) that each call `build` once."""
    count = processes or os.cpu_count() or 1

    def prepare(pages: Iterable[RawPage]) -> Iterator[Prepared]:
        iterator = iter(pages)
        first = list(islice(iterator, FEW))
        if len(first) < FEW:
            yield from here(first)
        else:
            yield from _pooled(chain(first, iterator), build, count)

    return prepare


def _pooled(pages: Iterable[RawPage], build: Build, count: int) -> Iterator[Prepared]:
    iterator = iter(pages)
    pool = _start(build, count)
    flying: deque[tuple[list[RawPage], Future[list[Prepared]]]] = deque()
    try:
        while True:
            while len(flying) < count * AHEAD and (chunk := list(islice(iterator, CHUNK))):
                flying.append((chunk, pool.submit(_prepare, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                waiting = [chunk, *(other for other, _ in flying)]
                flying.clear()
                pool.shutdown(wait=False)
                pool = _start(build, count)
                yield from _one_by_one(chain.from_iterable(waiting), build)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(pages: Iterable[RawPage], build: Build) -> Iterator[Prepared]:
    """After a process died: each page in a process of its own choosing, so that only the deadly page fails."""
    pool = _start(build, 1)
    for page in pages:
        try:
            yield from pool.submit(_prepare, [page]).result()
        except BrokenProcessPool:
            yield PageReport(page.source, Outcome.FAILED, reason="the process that prepared this page died")
            pool.shutdown(wait=False)
            pool = _start(build, 1)
    pool.shutdown(wait=True)


def _start(build: Build, count: int) -> ProcessPoolExecutor:
    # spawn: forking a process that runs index threads can deadlock the child
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(build,))


def _begin(build: Build) -> None:
    _here.append(build())
    # What is loaded stays: the collector need not walk through it. Pages leave no cycles behind, and the collector's
    # rounds through their many small values cost a tenth of the time; `_prepare` asks for one now and then.
    gc.collect()
    gc.freeze()
    gc.disable()


def _prepare(pages: Sequence[RawPage]) -> list[Prepared]:
    prepared = list(_here[-1](pages))
    _done.append(len(pages))
    if len(_done) % COLLECT_EVERY == 0:
        gc.collect()
    return prepared
