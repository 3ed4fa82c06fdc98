"""The thread that keeps the indexes at the log's end while the application runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from rag.follow import catch_up
from rag.ports import ArticleStore, Index

POLL_SECONDS = 1.0  # how soon articles that another process committed are picked up

_log = logging.getLogger(__name__)


class Following:
    """Follows the log in the background. `wake` after a commit; `caught_up` waits; `stop` before closing the indexes.

    `between` is called after each round that went well.
    """

    def __init__(
        self, store: ArticleStore, indexes: Sequence[Index], between: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self.indexes = indexes
        """To be exchanged while `turn` is held."""
        self._between = between
        self._wake = threading.Event()
        self._stop = threading.Event()
        self.turn = threading.Lock()
        """Held while the indexes are written: whoever rebuilds them takes it."""
        self._thread = threading.Thread(target=self._run, name="geungeo-following", daemon=True)
        self._failure: Exception | None = None

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def caught_up(self) -> None:
        """Return when every index has applied the log as it stands now. Raises what applying raised."""
        with self.turn:
            catch_up(self._store, self.indexes)

    def stop(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.wait(POLL_SECONDS)
            self._wake.clear()
            if self._stop.is_set():
                return
            try:
                self.caught_up()
                self._between()
            except Exception as error:  # noqa: BLE001 - the thread must outlive a passing fault; readiness shows the lag meanwhile
                if repr(error) != repr(self._failure):
                    _log.error("indexes cannot follow the log: %s", error)
                self._failure = error
            else:
                self._failure = None
