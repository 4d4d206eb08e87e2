"""Build the plans in prose layouts: ``python -m tests.layouts.build_prose [STEM …]``.

Each plan is written by hand in a module of its own. The files are committed; this runs only when a text changes. A PDF
needs LibreOffice.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.layouts import (
    build_prose_commune,
    build_prose_decision,
    build_prose_district,
    build_prose_gender,
    build_prose_numbered,
)

FILES = Path(__file__).parent / "files"
BUILDERS: dict[str, Callable[[Path], None]] = {
    "p6-quyet-dinh-nuoc-sach.docx": build_prose_decision.build,
    "p7-danh-so-tu-dong.docx": build_prose_numbered.build,
    "p8-ngat-dong-cung.txt": build_prose_district.build,
    "p9-muc-tieu-gioi.pdf": build_prose_gender.build,
    "p10-trang-cong-thong-tin.html": build_prose_commune.build,
}


def main(stems: list[str]) -> None:
    """Build the named plans, or all."""
    for name, build in BUILDERS.items():
        if not stems or name.split("-")[0] in stems:
            build(FILES / name)


if __name__ == "__main__":
    main(sys.argv[1:])
