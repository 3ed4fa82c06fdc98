"""A child process that looks at a copy of a Chroma folder which may be torn: it may crash, its parent does not.

`python -m rag.adapters.chroma_check FOLDER`: FOLDER holds chroma/ and the expected vectors. Exit status 0 when all is
well; 1 with one line on standard error when not; anything else is a crash, which says the same.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from rag.adapters.generations import size_of

SECONDS = 60.0
SECONDS_PER_VECTOR = 0.01
_SPARE_BYTES = 64 << 20


def sound(folder: Path, vectors: int) -> bool:
    """Whether the copy in `folder` holds what is expected, as a child of limited time and file size finds."""
    package = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "rag.adapters.chroma_check", str(folder)]
    try:
        done = subprocess.run(
            command, cwd=package, timeout=SECONDS + SECONDS_PER_VECTOR * vectors, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(folder: Path) -> int:
    # A torn index once grew link_lists.bin to 13 GB in a minute. Only here: a serving process has other files to write.
    limit = 3 * size_of(folder) + _SPARE_BYTES
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    from rag.adapters.chroma_collection import complaint
    from rag.adapters.chroma_expected import Expected
    from rag.adapters.chroma_home import open_client, open_collection

    expected = Expected(folder)
    client = open_client(folder / "chroma")
    wrong = complaint(open_collection(client), expected.total, expected.pieces())
    if wrong:
        sys.stderr.write(f"{wrong}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
