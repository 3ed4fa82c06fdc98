"""Text vectors from any server that speaks OpenAI's embeddings protocol.

Vendor traps: the client retries by itself and waits ten minutes, keeps reading as long as anything arrives, passes HTML
with status 200 through, and asks for base64, which other servers do not know. Through LangChain it also sends tokens
instead of text (`check_embedding_ctx_length`). So retries and the deadline are ours alone, and the body is read by us.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import openai

from rag.domain import Vector
from rag.errors import ModelUnavailable, SettingsError
from rag.ports import AnalysedText

SETTING = "RAG_EMBEDDING_MODEL"
QUERY_SECONDS = 10.0
DOCUMENTS_SECONDS = 120.0
"""For one request with all its retries."""
LONGEST_BYTES = 8_191
"""OpenAI reads so many tokens of a text, and a token is never shorter than a byte. Passages are a quarter of it."""
REQUEST_BYTES = 250_000
"""OpenAI takes 300,000 tokens at once."""
FIRST_PAUSE = 0.5
RETRIED = frozenset({408, 409, 429})  # and everything from 500


class OpenAIEmbedder:
    """Port `Embedder`. Thread-safe. `base_url` None: OpenAI itself, which needs a key. Raises SettingsError.

    `seconds`: (for a question, for a batch of passages), retries included.
    """

    needs_tokens = False

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        batch: int = 32,
        seconds: tuple[float, float] = (QUERY_SECONDS, DOCUMENTS_SECONDS),
    ) -> None:
        if not model:
            raise SettingsError(f"{SETTING}=openai: names no model; write openai:text-embedding-3-small, for example.")
        if api_key is None and base_url is None:
            raise SettingsError(f"{SETTING}=openai:{model} needs RAG_EMBEDDING_API_KEY (or OPENAI_API_KEY).")
        # Servers without keys are content with any. The rest of the vendor's environment is not ours to read.
        self._client = openai.OpenAI(
            api_key=api_key or "none", base_url=base_url or "https://api.openai.com/v1", max_retries=0
        )
        self._name = model
        self._batch = batch
        self._seconds = seconds
        self._dimension: int | None = None
        self.model = f"openai:{model}"

    def embed(self, texts: Sequence[AnalysedText], *, as_query: bool) -> list[Vector]:
        """Unit vectors. Raises ModelUnavailable when the server does not answer in time, or answers nonsense."""
        vectors: list[Vector] = []
        for some in _requests([_cut(one.text) for one in texts], self._batch):
            vectors += self._embedded(some, self._seconds[0 if as_query else 1])
        return vectors

    def _embedded(self, texts: list[str], seconds: float) -> list[Vector]:
        body = _persistently(lambda end: self._post(texts, end), time.monotonic() + seconds, self._failure)
        rows = self._rows(body, len(texts))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths > 0, lengths, 1)
        return [Vector("f", row.tobytes()) for row in rows]

    def _post(self, texts: list[str], end: float) -> bytes:
        left = max(0.001, end - time.monotonic())
        create = self._client.embeddings.with_streaming_response.create
        with create(model=self._name, input=texts, encoding_format="float", timeout=left) as response:
            return _read(response.iter_bytes(), end)

    def _rows(self, body: bytes, count: int) -> Any:
        try:
            data = sorted(json.loads(body)["data"], key=lambda one: int(one["index"]))
            rows = np.array([one["embedding"] for one in data], dtype=np.float32)
        except (ValueError, KeyError, TypeError) as exc:
            raise self._failure("its answer is not in OpenAI's form", exc) from exc
        if rows.ndim != 2 or len(rows) != count or [one["index"] for one in data] != list(range(count)):
            raise self._failure(f"it gave {len(rows)} vectors for {count} texts")
        if self._dimension is not None and rows.shape[1] != self._dimension:
            raise self._failure(f"it gave vectors of {rows.shape[1]} numbers after {self._dimension}")
        if not np.isfinite(rows).all():
            raise self._failure("it gave vectors that are no numbers")
        self._dimension = rows.shape[1]
        return rows

    def _failure(self, reason: str, error: Exception | None = None) -> ModelUnavailable:
        return ModelUnavailable(
            f"{SETTING}={self.model} at {self._client.base_url} failed, {reason}: check RAG_EMBEDDING_BASE_URL and the server."
        )


def _persistently(
    post: Callable[[float], bytes], end: float, failure: Callable[[str, Exception | None], ModelUnavailable]
) -> bytes:
    """The answer before `end`, however often it has to be asked for."""
    pause = FIRST_PAUSE
    while True:
        try:
            return post(end)
        except openai.APIStatusError as exc:
            wait = _after(exc, pause)
            if not _worth_retrying(exc) or time.monotonic() + wait > end:
                raise failure(f"status {exc.status_code}", exc) from exc
        except (openai.APIConnectionError, OSError) as exc:
            wait = pause
            if time.monotonic() + wait > end:
                raise failure(_plainly(exc), exc) from exc
        except openai.OpenAIError as exc:
            raise failure(type(exc).__name__, exc) from exc
        time.sleep(wait)
        pause *= 2


def _read(pieces: Iterator[bytes], end: float) -> bytes:
    """All of it. Raises OSError when it breaks off, or drips past the end: the vendor's timeout is for each piece."""
    body = bytearray()
    try:
        for piece in pieces:
            body += piece
            if time.monotonic() > end:
                break
        else:
            return bytes(body)
    except Exception as exc:
        raise ConnectionError("it breaks off") from exc
    raise TimeoutError("it drips")


def _worth_retrying(error: openai.APIStatusError) -> bool:
    spent = error.code == "insufficient_quota"  # comes as 429 and does not pass
    return not spent and (error.status_code in RETRIED or error.status_code >= 500)


def _after(error: openai.APIStatusError, pause: float) -> float:
    """Seconds that the server asks to wait, or our own pause."""
    try:
        return max(0.0, float(error.response.headers.get("retry-after", pause)))
    except ValueError:
        return pause


def _plainly(error: Exception) -> str:
    slow = isinstance(error, openai.APITimeoutError | TimeoutError)
    return "it does not answer in time" if slow else "it does not answer"


def _requests(texts: Sequence[str], batch: int) -> Iterator[list[str]]:
    """In order, as many together as one request may carry."""
    some: list[str] = []
    size = 0
    for text in texts:
        length = len(text.encode())
        if some and (len(some) == batch or size + length > REQUEST_BYTES):
            yield some
            some, size = [], 0
        some.append(text)
        size += length
    if some:
        yield some


def _cut(text: str) -> str:
    return text.encode()[:LONGEST_BYTES].decode(errors="ignore")
