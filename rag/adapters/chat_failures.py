"""What a vendor raised → our error, whether asking again may help, and whether the model is to blame.

Vendor traps: of openai's, HTML with status 200, a clean close and `choices: null` raise nothing at all, and bad JSON
raises no error of theirs. Their messages may repeat the key or the question, so none of them is passed on.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import openai
from langchain_core.exceptions import ModelConnectionError, ModelTimeoutError

from rag.adapters.chat_http import NotAStream, TooMuch
from rag.errors import ChatBusy, ChatCutShort, ChatError, ChatMalformed, ChatRejected, ChatTimeout, ChatUnavailable

UNREACHED = (openai.APIConnectionError, ModelConnectionError, ModelTimeoutError, OSError)
NONSENSE = (ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What reading a reply raises that has another shape than the protocol says."""
PASSING = frozenset({408, 409, 425, 429})  # and everything from 500
FOR_THIS_QUESTION = frozenset({400, 413, 422})
"""Another question may well be answered."""
SPENT = "insufficient_quota"  # comes as 429 and does not pass
_CODE = re.compile(r"[a-z][a-z_]{2,40}")
_HTTP_MODULES = ("httpx", "httpcore", "aiohttp", "requests", "urllib3")

REASONS: Mapping[int, str] = {
    400: "it does not accept the request",
    401: "it does not accept the key: check RAG_LLM_API_KEY",
    403: "it does not allow this with the key: check RAG_LLM_API_KEY",
    404: "it does not know the model or the address: check RAG_LLM_MODEL and RAG_LLM_BASE_URL",
    413: "the request is too long for it: lower RAG_LLM_CONTEXT",
    422: "it does not accept the request",
}
CUT: Mapping[str, str] = {
    "length": "reached the limit of its length: raise RAG_LLM_MAX_TOKENS",
    "content_filter": "was stopped by the model's content filter",
    "closed": "broke off",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """`passing`: asking again may help, `after` so many seconds where the model names them. `blame`: the model's, and
    not the question's or the reader's. `wanting`: it wants to be asked otherwise, which happens from now on."""

    error: ChatError
    passing: bool = False
    after: float | None = None
    blame: bool = True
    wanting: bool = False


def failure(exc: Exception, title: str, *, heard: bool, wanting: bool) -> Failure:
    """`title`: the model, for people. `heard`: whether text had come before."""
    status = _status(exc)
    if status is not None:
        return _refused(exc, status, title, wanting)
    if isinstance(exc, NotAStream):
        why = "it sent a web page: check RAG_LLM_BASE_URL, which mostly ends in /v1"
        return Failure(_caused(ChatMalformed(f"{title} gave no answer, {why}."), exc))
    if isinstance(exc, UNREACHED) or type(exc).__module__.startswith(_HTTP_MODULES):
        return cut_short(title, "closed", exc) if heard else _unreached(exc, title)
    if isinstance(exc, openai.APIError):
        failing = ChatUnavailable(f"{title} failed while it answered: try again in a moment.")
        return Failure(_caused(failing, exc), passing=True)
    if isinstance(exc, (*NONSENSE, TooMuch)):
        wrong = ChatMalformed(
            f"{title} sent what is not in its protocol's form: check RAG_LLM_BASE_URL and the server."
        )
        return Failure(_caused(wrong, exc))
    return Failure(_caused(ChatUnavailable(f"{title} failed in a way nobody foresaw ({type(exc).__name__})."), exc))


def time_over(title: str, exc: Exception, *, blame: bool) -> Failure:
    error = ChatTimeout(f"{title} did not answer in time: raise RAG_LLM_TIMEOUT, or ask a faster model.")
    return Failure(_caused(error, exc), blame=blame)


def nothing_said(title: str) -> Failure:
    return Failure(ChatMalformed(f"{title} said nothing: check RAG_LLM_MODEL and RAG_LLM_BASE_URL."))


def cut_short(title: str, reason: str, exc: Exception | None = None) -> Failure:
    """A connection that breaks is to blame; a limit or a filter that does its work is not."""
    error = ChatCutShort(f"The answer of {title[0].lower()}{title[1:]} {CUT[reason]}.", reason)
    return Failure(_caused(error, exc), blame=reason == "closed")


def _refused(exc: Exception, status: int, title: str, wanting: bool) -> Failure:
    code = getattr(exc, "code", None)
    spent = code == SPENT
    if status == 429 and not spent:
        busy = ChatBusy(f"{title} is asked too often: try again in a moment, or lower RAG_LLM_CONCURRENCY.")
        return Failure(_caused(busy, exc), passing=True, after=retry_after(exc))
    if (status in PASSING or status >= 500) and not spent:
        error = ChatUnavailable(f"{title} fails (status {status}): try again in a moment.")
        return Failure(_caused(error, exc), passing=True, after=retry_after(exc))
    why = "its quota is used up" if spent else REASONS.get(status, "it does not accept the request")
    named = f", {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    rejected = ChatRejected(f"{title} gave no answer, {why} (status {status}{named}).")
    return Failure(_caused(rejected, exc), blame=status not in FOR_THIS_QUESTION, wanting=wanting)


def _unreached(exc: Exception, title: str) -> Failure:
    error = ChatUnavailable(f"{title} cannot be reached: check RAG_LLM_BASE_URL and the server.")
    return Failure(_caused(error, exc), passing=True)


def _status(exc: Exception) -> int | None:
    """Of the reply, wherever a vendor keeps it; also of an error that came inside a stream."""
    response = getattr(exc, "response", None)
    kept = (getattr(exc, "status_code", None), getattr(response, "status_code", None), getattr(exc, "code", None))
    for value in kept:
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        if isinstance(number, int) and not isinstance(number, bool) and 400 <= number < 600:
            return number
    return None


def retry_after(exc: Exception) -> float | None:
    """Seconds, from a header that holds seconds or a date."""
    headers: Any = getattr(getattr(exc, "response", None), "headers", None) or {}
    value = headers.get("retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, seconds) if seconds == seconds else None  # not a number is no time


def _caused(error: ChatError, exc: Exception | None) -> ChatError:
    error.__cause__ = exc
    return error
