"""Write the plans whose targets or tasks stand in tables: ``python -m tests.layouts.build_tables [name …]``."""

from __future__ import annotations

import sys

from tests.layouts.making import HERE, write


def main(names: list[str]) -> None:
    """Each source in ``sources/`` becomes a file of every format; all of them where none is named."""
    for path in sorted((HERE / "sources").glob("*.txt")):
        if not names or path.stem in names:
            write(path.stem, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
