"""Settings → the wired application. The only importer of adapters.

What is loaded is loaded when it is asked for: worker processes come through here and need neither stores nor indexes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.bootstrap.application import Geungeo
    from rag.bootstrap.doctor import Finding

__all__ = ["Finding", "Geungeo"]


def __getattr__(name: str) -> Any:
    if name == "Geungeo":
        from rag.bootstrap.application import Geungeo

        return Geungeo
    if name == "Finding":
        from rag.bootstrap.doctor import Finding

        return Finding
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
