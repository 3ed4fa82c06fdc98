"""Prompts: what a chat model is told. Each is a file of the package `prompts`; prompts/README.md says how it is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, Literal, TypeGuard

import yaml

from rag.errors import PromptError
from rag.ports import ChatMessage

SUFFIX = ".md"
ABOUT = "README.md"
"""The one file of the folder that is no prompt."""

_FRONT = re.compile(r"---\n(?P<front>.*?)^---\n(?P<text>.*)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^##(?!#)[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_BRACE = re.compile(r"\{\{|\}\}|\{(?P<name>[a-z][a-z_]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file advises for the call it is made for; None: nothing."""

    temperature: float | None = None
    """0..2."""
    tokens: int | None = None
    """At most this many of answer, ≥ 1."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it was read and found right."""

    id: str
    version: int
    variables: tuple[str, ...]
    hints: Hints
    messages: tuple[ChatMessage, ...]
    """As they are written: `{name}` where a value goes, and braces doubled."""

    def render(self, /, **values: str) -> tuple[ChatMessage, ...]:
        """The messages that are sent. A value is inserted as it is, whatever it holds. Raises PromptError."""
        if missing := [name for name in self.variables if name not in values]:
            raise PromptError(f"The prompt file {self.id}{SUFFIX} needs a value for {_listed(missing)}.")
        if surplus := [name for name in values if name not in self.variables]:
            known = _listed(self.variables)
            raise PromptError(f"The prompt file {self.id}{SUFFIX} has no variable {_listed(surplus)}; it has {known}.")
        return tuple(replace(message, text=_filled(message.text, values)) for message in self.messages)


def load(prompt_id: str, folder: Traversable | None = None) -> Prompt:
    """`folder`: where the files are; None: those that came with the package. Raises PromptError."""
    return read(prompt_id, source(prompt_id, folder))


def catalogue(folder: Traversable | None = None) -> tuple[Prompt, ...]:
    """All there are, by id. Raises PromptError at the first that is not right."""
    return tuple(load(prompt_id, folder) for prompt_id in _ids(folder or files("prompts")))


def source(prompt_id: str, folder: Traversable | None = None) -> str:
    """The file as it is written. Raises PromptError where there is none, or it is not text."""
    place = folder or files("prompts")
    known = _ids(place)
    if prompt_id not in known:
        near = difflib.get_close_matches(prompt_id, known)
        advice = f"did you mean {' or '.join(near)}?" if near else f"there are {_listed(known)}."
        raise PromptError(f"There is no prompt {prompt_id}; {advice}")
    try:
        return place.joinpath(prompt_id + SUFFIX).read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        raise _wrong(prompt_id, "it is not text; save it as UTF-8") from exc


def _ids(place: Traversable) -> list[str]:
    names = (one.name for one in place.iterdir() if one.name.endswith(SUFFIX) and one.name != ABOUT)
    return sorted(name.removesuffix(SUFFIX) for name in names)


def read(prompt_id: str, written: str) -> Prompt:
    """The prompt that `written`, the text of the file `<prompt_id>.md`, holds. Raises PromptError: the first thing wrong."""
    match = _FRONT.fullmatch(written)
    if match is None:
        raise _wrong(prompt_id, "it does not begin with its keys; write them between two lines of ---")
    keys = _keys(prompt_id, match["front"])
    if keys["id"] != prompt_id:
        raise _wrong(prompt_id, f"id is {keys['id']!r}; the file has to be called as its id")
    messages = _messages(prompt_id, match["text"])
    variables = tuple(keys["variables"])
    _compare(prompt_id, variables, messages)
    return Prompt(prompt_id, keys["version"], variables, Hints(**keys.get("hints", {})), messages)


def _wrong(prompt_id: str, what: str) -> PromptError:
    return PromptError(f"The prompt file {prompt_id}{SUFFIX} cannot be used: {what}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


# ---------------------------------------------------------------- front matter


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _names(value: object) -> bool:
    if not isinstance(value, list) or not all(isinstance(name, str) and _NAME.fullmatch(name) for name in value):
        return False
    return len(set(value)) == len(value)


def _warm(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 2


_HINTS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "temperature": (_warm, "a number from 0 to 2"),
    "tokens": (_whole, "a positive whole number"),
}
_KEYS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "id": (lambda value: isinstance(value, str), "the name of the file without .md"),
    "version": (_whole, "a positive whole number"),
    "variables": (_names, "a list of different names of small Latin letters and _"),
    "hints": (lambda value: isinstance(value, dict), "keys with their values"),
}
"""Key → what it has to pass, and what that is for people."""
_OPTIONAL = frozenset({"hints", *_HINTS})


def _keys(prompt_id: str, front: str) -> dict[str, Any]:
    try:
        found = yaml.safe_load(front)
    except yaml.YAMLError as exc:
        raise _wrong(prompt_id, "its keys are not YAML; write one `key: value` a line") from exc
    keys = _checked(prompt_id, found or {}, _KEYS)
    _checked(prompt_id, keys.get("hints", {}), _HINTS, "hints.")
    return keys


def _checked(
    prompt_id: str, found: object, table: Mapping[str, tuple[Callable[[object], bool], str]], within: str = ""
) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _wrong(prompt_id, "its keys are not YAML; write one `key: value` a line")
    if unknown := [str(key) for key in found if key not in table]:
        raise _wrong(prompt_id, f"there is no key {within}{unknown[0]}; there are {_listed(table)}")
    for key, (passes, wanted) in table.items():
        if key not in found and key not in _OPTIONAL:
            raise _wrong(prompt_id, f"the key {within}{key} is missing; it is {wanted}")
        if key in found and not passes(found[key]):
            raise _wrong(prompt_id, f"{within}{key} is {found[key]!r}; it has to be {wanted}")
    return found


# ---------------------------------------------------------------- text


def _messages(prompt_id: str, text: str) -> tuple[ChatMessage, ...]:
    """The parts under the headings. A system message only comes first; then user and assistant take turns, and the last
    word is the user's, for a model answers him."""
    before, *parts = _HEADING.split(text)
    if before.strip() or not parts:
        raise _wrong(prompt_id, "its text does not begin with a role; write a line ## system or ## user before it")
    messages = [
        ChatMessage(_role(prompt_id, role), body.strip()) for role, body in zip(parts[::2], parts[1::2], strict=True)
    ]
    if empty := next((one.role for one in messages if not one.text), None):
        raise _wrong(prompt_id, f"nothing is written under ## {empty}; write it, or leave the line out")
    roles = [one.role for one in messages]
    turns = roles[1:] if roles[0] == "system" else roles
    if "system" in turns or turns[-1:] != ["user"] or turns[0] != "user" or any(a == b for a, b in pairwise(turns)):
        raise _wrong(
            prompt_id,
            f"its roles are {_listed(roles)}; write system only first, then user and assistant in turn, and user last",
        )
    return tuple(messages)


def _role(prompt_id: str, heading: str) -> Literal["system", "user", "assistant"]:
    match heading:
        case "system" | "user" | "assistant":
            return heading
        case _:
            raise _wrong(prompt_id, f"## {heading} is no role; there are system, user and assistant")


def _compare(prompt_id: str, variables: tuple[str, ...], messages: tuple[ChatMessage, ...]) -> None:
    """Whether the names in the text are the variables, and every other brace is doubled."""
    found: set[str] = set()
    for message in messages:
        for brace in _BRACE.finditer(message.text):
            if brace["name"]:
                found.add(brace["name"])
            elif len(brace[0]) == 1:
                line = message.text.count("\n", 0, brace.start()) + 1
                raise _wrong(prompt_id, f"line {line} under ## {message.role} has a single {brace[0]}; double it")
    if unused := [name for name in variables if name not in found]:
        raise _wrong(prompt_id, f"variables has {_listed(unused)}, which the text does not use; take it out")
    if unnamed := sorted(found.difference(variables)):
        raise _wrong(prompt_id, f"variables lacks {_listed(unnamed)}, which the text uses; put it in")


def _filled(text: str, values: Mapping[str, str]) -> str:
    """One pass: what was inserted is not looked at again."""
    return _BRACE.sub(lambda brace: values[brace["name"]] if brace["name"] else brace[0][0], text)
