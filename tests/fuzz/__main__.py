"""``python -m tests.fuzz --seconds N [--seed S]``: find and keep files that break a reader.

A file breaks a reader if the reading ends in anything but a plan or one clear line: an internal error, a crash, a hang,
too much memory. The file is made smaller if that is easy, and kept in ``tests/regressions/``.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.isolation import reader
from extract.isolation.reader import Limits
from extract.options import DEFAULT
from tests.fuzz.mutations import mutated

PROJECT = Path(__file__).resolve().parents[2]
KEPT = PROJECT / "tests" / "regressions"
LIMITS = Limits(quiet=60, total=120, memory=1 << 30)
BROKEN = (errors.CRASHED, errors.TOO_SLOW, errors.TOO_MUCH_MEMORY)


def seeds() -> list[Path]:
    """Small valid files of the project in each format that is read without other programs."""
    found = [*(PROJECT / "samples").iterdir(), *(PROJECT / "tests" / "extract" / "data").iterdir()]
    endings = (".docx", ".pdf", ".html", ".md", ".txt", ".mht")
    return sorted(path for path in found if path.suffix in endings and path.stat().st_size < 400_000)


def problem(data: bytes, ending: str, folder: Path) -> str | None:
    """The failure in reading the file, None for a plan or a clear line."""
    path = folder / f"tệp{ending}"
    path.write_bytes(data)
    result = reader.read_guarded(path, DEFAULT, LIMITS)
    if not isinstance(result, ReadError) or result.reason not in BROKEN:
        return None
    notes = "".join(getattr(result, "__notes__", [])).strip()
    return notes or str(result)


def smaller(data: bytes, ending: str, folder: Path, until: float) -> bytes:
    """A text with pieces cut out as long as it still breaks the reader; packed formats stay unchanged."""
    if ending not in (".txt", ".md", ".html", ".mht"):
        return data
    size = len(data) // 2
    while size and time.monotonic() < until:
        for start in range(0, len(data), size):
            shorter = data[:start] + data[start + size :]
            if time.monotonic() < until and problem(shorter, ending, folder):
                data = shorter
                break
        else:
            size //= 2
    return data


def attempts(seed: int, endings: tuple[str, ...] = ()) -> Iterator[tuple[Path, bytes]]:
    """Damaged files without end, the same ones for the same seed."""
    chance = random.Random(seed)
    paths = [path for path in seeds() if not endings or path.suffix in endings]
    while True:
        path = chance.choice(paths)
        yield path, mutated(path.read_bytes(), chance)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--ending", action="append", default=[])
    given = parser.parse_args()
    print(f"seed {given.seed}")
    end = time.monotonic() + given.seconds
    told: dict[str, Path] = {}
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for source, data in attempts(given.seed, tuple(given.ending)):
            if time.monotonic() > end:
                break
            count += 1
            wrong = problem(data, source.suffix, Path(folder))
            # The place of the failure, without the line that names the value.
            key = "\n".join((wrong or "").splitlines()[-3:-1]) or wrong
            if not wrong or not key or key in told:
                continue
            data = smaller(data, source.suffix, Path(folder), time.monotonic() + 60)
            KEPT.mkdir(exist_ok=True)
            told[key] = KEPT / f"{sha256(data).hexdigest()[:12]}{source.suffix}"
            told[key].write_bytes(data)
            print(f"{told[key].name} (from {source.name})\n{wrong}\n", flush=True)
    print(f"{count} files, {len(told)} ways to break a reader")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
