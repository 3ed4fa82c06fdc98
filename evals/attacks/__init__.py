"""Hostile Korean texts of our own, and what a model that obeys them would answer."""

from evals.attacks.attack import Attack, AttackError, Carrier, load_attacks
from evals.attacks.leaks import Secrets

__all__ = ["Attack", "AttackError", "Carrier", "Secrets", "load_attacks"]
