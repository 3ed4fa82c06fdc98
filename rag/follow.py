"""USE CASE: log → indexes. Each index remembers the last revision it applied; replaying is idempotent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.domain import IndexedPassage
from rag.errors import IndexDamaged, ModelMismatch
from rag.ports import ArticleStore, Index

BATCH = 500
"""Log entries applied at once."""
WALK = 1_000
"""Passages read at once when an index is rebuilt or verified."""

Progress = Callable[[str, int, int], None]
"""(name of the index, passages done, passages in all)."""


def catch_up(
    store: ArticleStore,
    indexes: Sequence[Index],
    *,
    batch: int = BATCH,
    progress: Progress = lambda name, done, total: None,
) -> None:
    """Bring every index to the log's end. One without a revision, or with one the log does not know, is rebuilt.

    Raises IndexDamaged where an index can neither take the changes nor be rebuilt, ModelMismatch, StoreError.
    """
    for index in indexes:
        if not _follows(store, index):
            rebuild(store, index, progress)
    while step := _next_step(store, indexes, batch):
        for index in step.behind:
            _apply(store, index, step, progress)


def rebuild(store: ArticleStore, index: Index, progress: Progress = lambda name, done, total: None) -> None:
    """Build the index anew from the store. What changes meanwhile is applied by the next `catch_up`."""
    revision = store.status().revision  # read before the walk: later entries are applied again, which does no harm
    index.rebuild(revision, _walk(store, index.name, progress))


def verify(store: ArticleStore, index: Index, progress: Progress = lambda name, done, total: None) -> bool:
    """Whether the index holds exactly the live passages and finds them. Catch up first, and store nothing meanwhile."""
    return index.verify(_walk(store, index.name, progress))


def lag(store: ArticleStore, index: Index) -> int | None:
    """Log entries that the index has still to apply; None when it has to be rebuilt."""
    try:
        revision = index.revision()
    except ModelMismatch:
        return None
    behind = store.status().revision - revision if revision is not None else -1
    return behind if behind >= 0 else None


@dataclass(frozen=True, slots=True)
class _Step:
    """What brings the hindmost indexes to `revision`."""

    revision: int
    behind: Sequence[Index]
    upserts: Sequence[IndexedPassage]
    removed: Sequence[int]


def _follows(store: ArticleStore, index: Index) -> bool:
    revision = index.revision()
    if not revision:
        return revision == 0
    # A store restored from a backup, or begun anew, counts its revisions and its passages again.
    return [change.revision for change in store.changes(revision - 1, 1)] == [revision]


def _next_step(store: ArticleStore, indexes: Sequence[Index], batch: int) -> _Step | None:
    revisions = {index: revision for index in indexes if (revision := index.revision()) is not None}
    if not revisions:
        return None
    last = min(revisions.values())
    # No further than the next index, so that from there on both take the same steps and the store is read once.
    limit = min((revision for revision in revisions.values() if revision > last), default=None)
    changes = [one for one in store.changes(last, batch) if limit is None or one.revision <= limit]
    if not changes:
        return None
    added = {number for change in changes for number in change.added}
    removed = {number for change in changes for number in change.removed}
    behind = [index for index, revision in revisions.items() if revision == last]
    # What was added and removed again is not live, so the store leaves it out.
    return _Step(changes[-1].revision, behind, store.indexed(sorted(added)), sorted(removed))


def _apply(store: ArticleStore, index: Index, step: _Step, progress: Progress) -> None:
    try:
        index.apply(step.revision, step.upserts, step.removed)
    except ModelMismatch:
        raise
    except IndexDamaged:
        if index.revision() is not None:
            raise  # it is where it was, and takes the same step at the next call
        rebuild(store, index, progress)


def _walk(store: ArticleStore, name: str, progress: Progress) -> Iterator[Sequence[IndexedPassage]]:
    total, done, last = store.status().passages, 0, 0
    progress(name, done, total)
    while ids := store.live_ids(last, WALK):
        yield store.indexed(ids)
        last, done = ids[-1], done + len(ids)
        progress(name, done, total)
