"""What a scripted model is asked, and what it may do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request for an answer. `number` counts from 0; `body` is all of what was sent."""

    number: int
    messages: tuple[Message, ...]
    body: Mapping[str, Any]

    @property
    def stream(self) -> bool:
        return self.body.get("stream") is True

    @property
    def wants_usage(self) -> bool:
        options = self.body.get("stream_options")
        return isinstance(options, dict) and options.get("include_usage") is True

    @property
    def last(self) -> str:
        """The text of the last message of the user."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")


@dataclass(frozen=True, slots=True)
class Piece:
    """`after`: seconds of silence before it is sent."""

    text: str
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Say:
    """An answer. `usage`: (prompt, completion) tokens; None: counted by `protocol.tokens`."""

    pieces: tuple[Piece, ...]
    finish_reason: str = "stop"
    usage: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Fault:
    """Break a rule; `name` is one of `faults.FAULTS`. `value`: what it takes, where it takes anything."""

    name: str
    value: float | str | None = None


Reply = Say | Fault
Script = Callable[[Request], Reply]


def say(text: str, *, letters: int = 4, first: float = 0.0, every: float = 0.0) -> Say:
    """The text in pieces of so many letters: `first` seconds before the first one, `every` before each of the others."""
    parts = [text[at : at + letters] for at in range(0, len(text), letters)]
    return Say(tuple(Piece(part, every if at else first) for at, part in enumerate(parts)))


def texts(messages: object) -> tuple[Message, ...]:
    """Of a request's `messages`. Raises ValueError when they are not in OpenAI's form."""
    if not isinstance(messages, list) or not messages:
        raise ValueError("'messages' must be a list that is not empty")
    return tuple(_message(one) for one in messages)


def _message(one: object) -> Message:
    if not isinstance(one, dict) or not isinstance(one.get("role"), str):
        raise ValueError("each message must be an object with a 'role'")
    content = one.get("content")
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if not isinstance(content, str):
        raise ValueError("each message must have 'content'")
    return Message(one["role"], content)
