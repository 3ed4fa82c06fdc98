"""Checking a claim against the quotations it rests on: `Verifier.check`."""

from __future__ import annotations

from rag.answers.claims.verdict import Reason, Verdict
from rag.answers.claims.verifier import Verifier

__all__ = ["Reason", "Verdict", "Verifier"]
