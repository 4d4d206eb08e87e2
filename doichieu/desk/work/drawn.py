"""The child that draws: pages as pictures and the places of sentences on them, in a process that a bad file may kill.

    python -m doichieu.desk.work.drawn FILE DOCUMENT PLAN OUT

DOCUMENT and PLAN are stored JSON. OUT gets ``1.png``, ``2.png``, …, and ``places.json``: {"sizes": [[width, height]],
"boxes": {"start-end": [[page, x0, y0, x1, y1]]}}, with fractions of the page as shown.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import Anchor, Plan, Target, Task
    from extract.placing.places import Quoted

MOST = 400
"""Pages that are drawn at most."""
_DPI = 110
MEMORY = 2 << 30
"""Bytes of the child, and of each program that it starts."""
_WRITTEN = 1 << 30
"""Bytes of one file."""
_SECONDS = 600
"""Processor time."""
NOT_SHOWN = 3
"""Exit status for a file whose pages cannot be shown."""


def main(file: str, document_file: str, plan_file: str, out: str) -> int:
    """Draw one file."""
    _settle(Path(out))
    from doichieu.desk.store.packing import DOCUMENTS
    from extract.errors import ReadError
    from extract.model import Anchor
    from extract.placing.pages import page_image, page_sizes
    from extract.placing.places import places
    from extract.placing.printing import printed
    from extract.stored import load_plan

    document = DOCUMENTS.load(Path(document_file).read_bytes())
    plan = load_plan(Path(plan_file).read_bytes())
    folder = Path(out)
    try:
        pdf = printed(Path(file))
        sizes = page_sizes(pdf)
    except ReadError as error:
        print(error.message("vi"), file=sys.stderr)
        return NOT_SHOWN
    wanted = list(_wanted(plan))
    found = places(document, wanted, pdf)
    boxes = {}
    for one, spots in zip(wanted, found, strict=True):
        anchor = one if isinstance(one, Anchor) else one.anchor
        if spots and anchor:
            boxes[f"{anchor.start}-{anchor.end}"] = [[s.page, s.x0, s.y0, s.x1, s.y1] for s in spots]
    shown = sizes[:MOST]
    for number in range(1, len(shown) + 1):
        folder.joinpath(f"{number}.png").write_bytes(page_image(pdf, number, _DPI))
    told = {"sizes": [[size.width, size.height] for size in shown], "boxes": boxes}
    folder.joinpath("places.json").write_text(json.dumps(told), encoding="utf-8")
    return 0


def _wanted(plan: Plan) -> Iterator[Quoted | Anchor]:
    """Everything that a finding may quote: targets, tasks, measures, citations and every sentence."""
    items: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
    for item in items:
        yield item
        yield from item.measures
    for group in (plan.citations, plan.sections, plan.statements):
        yield from (one.anchor for one in group)


def _settle(out: Path) -> None:
    """Bound memory, time and files where the system does it; keep what is temporary below OUT; end with the worker."""
    from extract.readers import programs

    programs.stay_in_group()
    temporary = out / "temp"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    os.environ.update(TMPDIR=str(temporary), TEMP=str(temporary), TMP=str(temporary))
    threading.Thread(target=_watch, args=(out,), daemon=True).start()
    if sys.platform == "win32":
        return
    import resource

    bounds = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _WRITTEN), (resource.RLIMIT_CPU, _SECONDS)]
    if sys.platform == "linux":
        bounds.append((resource.RLIMIT_DATA, MEMORY))
    for which, bound in bounds:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (bound, bound))


def _watch(out: Path) -> None:
    """End with the worker, which holds the standard input open: one that was killed cannot end its child."""
    from extract.readers import programs

    while os.read(0, 1024):
        pass
    shutil.rmtree(out, ignore_errors=True)
    programs.end_group(os.getpid())
    os._exit(1)


if __name__ == "__main__":
    sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).parent]
    sys.exit(main(*sys.argv[1:]))
