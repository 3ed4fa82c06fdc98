"""What vendors raise → our errors, one sentence each."""

from __future__ import annotations

import email.utils
import json
import time
from typing import Any

import httpx2
import openai
import pytest

from rag.adapters.chat_failures import failure, retry_after
from rag.errors import ChatBusy, ChatCutShort, ChatError, ChatMalformed, ChatRejected, ChatUnavailable

SECRET = "sk-entirely-invented"
REQUEST = httpx2.Request("POST", "https://models.example/v1/chat/completions")


def refusal(status: int, headers: dict[str, str] | None = None, code: str | None = None) -> openai.APIStatusError:
    response = httpx2.Response(status, headers=headers, request=REQUEST)
    return openai.APIStatusError(f"Incorrect API key: {SECRET}", response=response, body={"code": code})


def in_stream(code: object) -> openai.APIError:
    """An error object that came as a piece of an answer."""
    return openai.APIError(f"It failed: {SECRET}", REQUEST, body={"code": code})


class OfAnotherVendor(Exception):
    def __init__(self, **about: Any) -> None:
        super().__init__(SECRET)
        self.__dict__.update(about)


class Nobodys(Exception):
    pass


@pytest.mark.parametrize(
    ("raised", "kind", "passing"),
    [
        (refusal(400), ChatRejected, False),
        (refusal(401), ChatRejected, False),
        (refusal(403), ChatRejected, False),
        (refusal(404, code="model_not_found"), ChatRejected, False),
        (refusal(418), ChatRejected, False),
        (refusal(408), ChatUnavailable, True),
        (refusal(429), ChatBusy, True),
        (refusal(429, code="insufficient_quota"), ChatRejected, False),
        (refusal(500), ChatUnavailable, True),
        (refusal(503), ChatUnavailable, True),
        (in_stream(429), ChatBusy, True),
        (in_stream("502"), ChatUnavailable, True),
        (in_stream(400), ChatRejected, False),
        (in_stream("server_error"), ChatUnavailable, True),
        (in_stream(None), ChatUnavailable, True),
        (openai.APIConnectionError(request=REQUEST), ChatUnavailable, True),
        (openai.APITimeoutError(request=REQUEST), ChatUnavailable, True),
        (httpx2.ReadError(SECRET), ChatUnavailable, True),
        (ConnectionResetError(SECRET), ChatUnavailable, True),
        (OfAnotherVendor(status_code=529), ChatUnavailable, True),
        (OfAnotherVendor(code=401), ChatRejected, False),
        (OfAnotherVendor(response=httpx2.Response(429)), ChatBusy, True),
        (OfAnotherVendor(code=True), ChatUnavailable, False),
        (json.JSONDecodeError(SECRET, "{", 0), ChatMalformed, False),
        (KeyError(SECRET), ChatMalformed, False),
        (AttributeError(SECRET), ChatMalformed, False),
        (Nobodys(SECRET), ChatUnavailable, False),
    ],
)
def test_whatever_is_raised_has_a_name_of_ours(raised: Exception, kind: type[ChatError], passing: bool) -> None:
    found = failure(raised, "The chat model m", heard=False, wanting=False)
    assert type(found.error) is kind
    assert found.passing is passing
    assert found.error.__cause__ is raised
    message = str(found.error)
    assert message.startswith("The chat model m")
    assert message.endswith(".")
    assert "\n" not in message
    assert SECRET not in message


def test_what_breaks_off_after_the_first_piece_is_cut_short() -> None:
    found = failure(httpx2.ReadError("gone"), "The chat model m", heard=True, wanting=False)
    assert isinstance(found.error, ChatCutShort)
    assert found.error.reason == "closed"
    assert str(found.error) == "The answer of the chat model m broke off."


def test_the_models_own_word_for_it_is_passed_on_when_it_is_one() -> None:
    said = str(failure(refusal(404, code="model_not_found"), "The chat model m", heard=False, wanting=False).error)
    assert "model_not_found" in said
    said = str(failure(refusal(404, code=SECRET), "The chat model m", heard=False, wanting=False).error)
    assert SECRET not in said


@pytest.mark.parametrize(
    ("header", "seconds"), [("2", 2.0), ("0.5", 0.5), ("-3", 0.0), ("soon", None), ("nan", None), ("", None)]
)
def test_how_long_to_wait_is_read(header: str, seconds: float | None) -> None:
    assert retry_after(refusal(429, {"retry-after": header})) == seconds


def test_how_long_to_wait_may_be_a_date() -> None:
    header = email.utils.formatdate(time.time() + 60, usegmt=True)
    wait = retry_after(refusal(429, {"retry-after": header}))
    assert wait is not None
    assert 50 < wait <= 60
    assert retry_after(refusal(429, {"retry-after": email.utils.formatdate(0, usegmt=True)})) == 0.0
    assert retry_after(refusal(429)) is None
    assert retry_after(Nobodys()) is None
