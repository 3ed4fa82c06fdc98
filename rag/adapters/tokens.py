"""Tokens by tiktoken, and a bound by bytes where its vocabulary cannot be had.

Vendor trap: tiktoken downloads a vocabulary when it is first used, without a limit of time, into the folder that
TIKTOKEN_CACHE_DIR names or the system's folder for temporary files.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import tiktoken
from tiktoken.model import encoding_name_for_model

SECONDS = 5.0
"""For a vocabulary to arrive. One that comes later is used from then on."""

_log = logging.getLogger(__name__)


class TiktokenCounter:
    """Port `TokenCounter`. `model`: as RAG_LLM_MODEL has it; models of which tiktoken does not know are bounded.

    Nothing is loaded before the first count, or `prepare`. Thread-safe.
    """

    def __init__(
        self, model: str, *, seconds: float = SECONDS, load: Callable[[str], tiktoken.Encoding] = tiktoken.get_encoding
    ) -> None:
        self._name = encoding_name(model)
        self._model = model
        self._seconds = seconds
        self._load = load
        self._encoding: tiktoken.Encoding | None = None
        self._lock = threading.Lock()
        self._begun = False
        self._arrived = threading.Event()
        self._waited = False

    @property
    def exact(self) -> bool:
        return self._ready() is not None

    def count(self, text: str) -> int:
        encoding = self._ready()
        return bound(text) if encoding is None else len(encoding.encode(text, disallowed_special=()))

    def prepare(self) -> None:
        """Begin to load, and do not wait."""
        with self._lock:
            if not self._begun:
                self._begun = True
                threading.Thread(target=self._fetch, name="vocabulary", daemon=True).start()

    def _ready(self) -> tiktoken.Encoding | None:
        if self._encoding is None and not self._waited:
            self.prepare()
            self._arrived.wait(self._seconds)
            self._say_once()
        return self._encoding

    def _say_once(self) -> None:
        with self._lock:
            if self._encoding is None and not self._waited:
                _log.warning(
                    "Tokens of %s are not counted but bounded by bytes, so that less evidence fits: %s.",
                    self._model,
                    "its vocabulary cannot be had; TIKTOKEN_CACHE_DIR may name a folder that holds it"
                    if self._name
                    else "tiktoken does not know its vocabulary",
                )
            self._waited = True

    def _fetch(self) -> None:
        try:
            self._encoding = self._load(self._name) if self._name else None
        except Exception as exc:  # noqa: BLE001 - whatever it is, there is a bound instead
            _log.debug("no vocabulary: %s", type(exc).__name__)
        self._arrived.set()


def bound(text: str) -> int:
    """At least as many as there are: no token is shorter than a byte, and some vocabularies put a space before all."""
    return len(text.encode("utf-8", "surrogatepass")) + 1 if text else 0


def encoding_name(model: str) -> str | None:
    """The vocabulary of a model of OpenAI, with or without `openai:` or `openai/` before its name."""
    plain = model.removeprefix("openai:").removeprefix("openai/")
    try:
        return encoding_name_for_model(plain)
    except KeyError:
        return None
