"""What the server answers when it is started by hand: a name → a script."""

from __future__ import annotations

from collections.abc import Mapping

from evals.model_server.faithful import faithful
from evals.model_server.faults import FAULTS
from evals.model_server.liar import liar
from evals.model_server.script import Fault, Reply, Request, Say, Script, say

FIRST, EVERY = 0.5, 0.04
"""Seconds before the first piece of an answer and before each of the others: about a hosted model's pace."""


def echo(request: Request) -> Reply:
    """What the user said last."""
    return say(request.last)


def paced(script: Script, first: float = FIRST, every: float = EVERY) -> Script:
    """The same answers, not all at once."""

    def answer(request: Request) -> Reply:
        reply = script(request)
        return say(reply.text, first=first, every=every) if isinstance(reply, Say) else reply

    return answer


MODES: Mapping[str, Script] = {"echo": echo, "faithful": faithful, "liar": liar(), "slow": paced(faithful)}


def names() -> list[str]:
    """Modes, then faults."""
    return [*MODES, *FAULTS]


def script(name: str) -> Script | Reply:
    """Of a mode or a fault. Raises KeyError."""
    return Fault(name) if name in FAULTS else MODES[name]
