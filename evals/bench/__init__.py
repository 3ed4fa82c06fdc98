"""Measurements: how fast a collection is taken in, how fast it answers. Run them alone on the machine."""
