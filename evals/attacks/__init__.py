"""Hostile Korean texts of our own, and what a model that obeys them would answer."""

from evals.attacks.attack import KINDS, Attack, AttackError, Carrier, Secrets, load_attacks

__all__ = ["KINDS", "Attack", "AttackError", "Carrier", "Secrets", "load_attacks"]
