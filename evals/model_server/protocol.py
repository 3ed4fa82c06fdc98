"""The shapes of OpenAI's chat completions protocol, as bytes on the wire."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from evals.model_server.script import Message, Request, Say

CREATED = 1_700_000_000
DONE = b"data: [DONE]\n\n"
PING = b": keep-alive\n\n"


def tokens(text: str) -> int:
    """This server's own measure: two letters are a token."""
    return (len(text) + 1) // 2


def usage(request: Request, reply: Say) -> dict[str, int]:
    prompt, completion = reply.usage or (prompt_tokens(request.messages), tokens(reply.text))
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def prompt_tokens(messages: Sequence[Message]) -> int:
    return sum(tokens(message.text) for message in messages)


def chunk(request: Request, delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return _part(request, [choice], None)


def usage_chunk(request: Request, reply: Say) -> dict[str, Any]:
    return _part(request, [], usage(request, reply))


def _part(request: Request, choices: list[dict[str, Any]], used: dict[str, int] | None) -> dict[str, Any]:
    shape = _head(request, "chat.completion.chunk") | {"choices": choices}
    return shape | {"usage": used} if request.wants_usage else shape


def completion(request: Request, reply: Say) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}
    return _head(request, "chat.completion") | {"choices": [choice], "usage": usage(request, reply)}


def _head(request: Request, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{request.number}",
        "object": kind,
        "created": CREATED,
        "model": str(request.body.get("model", "")),
        "system_fingerprint": None,
    }


def error(message: str, kind: str = "invalid_request_error", code: str | None = None, param: str | None = None) -> Any:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def models(names: Sequence[str]) -> dict[str, Any]:
    data = [{"id": name, "object": "model", "created": CREATED, "owned_by": "geungeo"} for name in names]
    return {"object": "list", "data": data}


def event(shape: Any) -> bytes:
    """A server-sent event."""
    return b"data: " + encoded(shape) + b"\n\n"


def encoded(shape: Any) -> bytes:
    return json.dumps(shape, ensure_ascii=False).encode()
