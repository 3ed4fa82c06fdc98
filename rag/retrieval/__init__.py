"""Ranked lists: how two of them become one, and what the order owes to dates and to variety. Pure functions."""
