"""Models of sentence-transformers: loaded with our settings, and named so that equal names mean equal weights."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rag.errors import GeungeoError, MissingExtra, ModelUnavailable

T = TypeVar("T")

HUB_SECONDS = 10.0
_READ_WHOLE = 1 << 20  # bytes of a file up to which all of it is read for the fingerprint; of more, both ends
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """`device`: cpu, cuda, cuda:1, mps …, None for what is found; `dtype` of the weights; `batch`: texts at once."""

    device: str | None = None
    dtype: str = "float32"
    batch: int = 32


DEFAULTS = Choices()


@contextmanager
def vendor(setting: str, name: str, doing: str) -> Iterator[None]:
    """Raises MissingExtra, and ModelUnavailable for whatever the vendor raises."""
    try:
        yield
    except GeungeoError:
        raise
    except ImportError as exc:
        if exc.name in ("sentence_transformers", "torch", "transformers"):
            raise MissingExtra(f"{setting}={name}", "models") from exc
        raise ModelUnavailable(_sentence(setting, name, doing, exc)) from exc
    except Exception as exc:
        raise ModelUnavailable(_sentence(setting, name, doing, exc)) from exc


def _sentence(setting: str, name: str, doing: str, error: Exception) -> str:
    reason = (str(error) or type(error).__name__).strip().splitlines()[0].rstrip(".:")
    return (
        f"{setting}={name} cannot be {doing} ({reason}): check the name or path, the connection and RAG_MODELS_DEVICE."
    )


def load(kind: Callable[..., T], name: str, choices: Choices) -> T:
    """A model from a folder, from the cache, or else from the hub. No code from a model's repository is run."""
    given = {"device": choices.device, "model_kwargs": {"dtype": choices.dtype}, "trust_remote_code": False}
    if Path(name).expanduser().is_dir():
        return kind(str(Path(name).expanduser()), local_files_only=True, **given)
    try:
        # The cache first: its revision does not change by itself, and it needs no connection.
        return kind(name, local_files_only=True, **given)
    except (OSError, ValueError):
        from huggingface_hub import model_info

        model_info(name, timeout=HUB_SECONDS)  # says at once what loading would say after a minute of retries
        return kind(name, **given)


def identity(name: str, config: Any) -> str:
    """A path's last part or the hub's name, with the revision, or a digest of the files where there is none."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return f"{folder.resolve().name}@{_fingerprint(folder)}"
    revision = getattr(config, "_commit_hash", None)
    return f"{name}@{revision[:_DIGITS]}" if revision else name


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
        with open(file, "rb") as data:
            digest.update(data.read(_READ_WHOLE))
            if size > _READ_WHOLE:
                data.seek(-_READ_WHOLE, 2)
                digest.update(data.read())
    return digest.hexdigest()[:_DIGITS]
