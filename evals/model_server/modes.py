"""What the server answers when it is started by hand: a name → a script."""

from __future__ import annotations

from collections.abc import Mapping

from evals.model_server.faults import FAULTS
from evals.model_server.script import Fault, Reply, Request, Script, say


def echo(request: Request) -> Reply:
    """What the user said last."""
    return say(request.last)


MODES: Mapping[str, Script] = {"echo": echo}


def names() -> list[str]:
    """Modes, then faults."""
    return [*MODES, *FAULTS]


def script(name: str) -> Script | Reply:
    """Of a mode or a fault. Raises KeyError."""
    return Fault(name) if name in FAULTS else MODES[name]
