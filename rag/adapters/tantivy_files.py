"""Are the files of a tantivy index the ones it wrote? tantivy itself notices a flipped bit only by chance.

Every segment file ends in a footer: JSON with the CRC-32 of what stands before it, the JSON's length and a magic
number, both as 32-bit little-endian integers.
"""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

_TAIL = struct.Struct("<II")
_MAGIC = 1337
_CHUNK = 1 << 20


def intact(folder: Path) -> bool:
    """Whether every segment that meta.json names has all its files, each with its checksum. About 1 GB/s."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
        files = [file for file in folder.iterdir() if file.stem.split(".")[0] in segments]
        stores = {file.stem.split(".")[0] for file in files if file.suffix == ".store"}
        return stores == segments and all(_checksum_holds(file) for file in files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _checksum_holds(file: Path) -> bool:
    size = file.stat().st_size
    with open(file, "rb") as data:
        data.seek(max(0, size - _TAIL.size))
        length, magic = _TAIL.unpack(data.read())
        end = size - _TAIL.size - length
        if magic != _MAGIC or end < 0:
            return False
        data.seek(end)
        expected = int(json.loads(data.read(length))["crc"])
        data.seek(0)
        found, left = 0, end
        while left and (piece := data.read(min(_CHUNK, left))):
            found, left = zlib.crc32(piece, found), left - len(piece)
    return left == 0 and found == expected
