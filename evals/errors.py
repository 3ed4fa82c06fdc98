"""The one error of the evals."""

from __future__ import annotations

from rag.errors import GeungeoError


class EvalError(GeungeoError):
    """Something an eval was given cannot be used; the message says what, and where in it."""
