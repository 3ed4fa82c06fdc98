"""What an index's vendor raises, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rag.errors import GeungeoError, IndexDamaged


@contextmanager
def damage(index: str, doing: str) -> Iterator[None]:
    """Raises IndexDamaged for whatever the vendor raises."""
    try:
        yield
    except (GeungeoError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as exc:  # a panic in Rust arrives as a BaseException that cannot be imported by name
        reason = (str(exc) or type(exc).__name__).splitlines()[0]
        raise IndexDamaged(
            f"The {index} index failed while {doing} ({reason}): it is rebuilt at the next start."
        ) from exc
