"""Write the plans with targets or tasks in tables: ``python -m tests.layouts.build_tables [name …]``."""

from __future__ import annotations

import sys

from tests.layouts.making import HERE, write


def main(names: list[str]) -> None:
    """Write a file of every format for each named source in ``sources/``, by default for all."""
    for path in sorted((HERE / "sources").glob("*.txt")):
        if not names or path.stem in names:
            write(path.stem, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
