"""Graded questions over the sample collection."""

from __future__ import annotations

from evals.cases.case import Case, CaseError, Support, load_cases

__all__ = ["Case", "CaseError", "Support", "load_cases"]
