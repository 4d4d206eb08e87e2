"""Pages of a document as pictures, and the places of its sentences on them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from doichieu.desk.config import DeskConfig
from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import Job, Reading
from doichieu.desk.store.named import named
from doichieu.desk.texts import say
from doichieu.desk.work.drawn import MEMORY
from doichieu.desk.work.kinds import AsideError, Tell, WorkError
from extract.isolation.watching import memory_of
from extract.readers import programs

_LONGEST = 300.0
"""Seconds for one file."""
_PATIENCE = 20.0
"""Seconds after which a file makes way for what somebody waits for."""
_LOOK = 0.2


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Draw the pages of a reading into the cache; without pages the text view is what there is."""
    reading = Reading.objects.select_related("file").get(pk=job.object)
    tell(say("job.drawing"))
    out = Path(tempfile.mkdtemp(dir=DeskConfig.current().scratch))
    try:
        if not _drawn(job, reading, out, tell):
            return lambda: None
        shutil.rmtree(out / "temp", ignore_errors=True)
        told = json.loads(out.joinpath("places.json").read_text(encoding="utf-8"))
        place = folder(reading)
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(out, place)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    return lambda: _keep(reading, told)


def fail(job: Job, reason: str) -> None:
    """The text view takes the place of the pages."""
    del job, reason


def folder(reading: Reading) -> Path:
    """Where the pictures of a reading are."""
    return DeskConfig.current().drawn / str(reading.pk)


def _keep(reading: Reading, told: dict[str, object]) -> None:
    sizes = told["sizes"]
    assert isinstance(sizes, list)
    Reading.objects.filter(pk=reading.pk).update(boxes=packing.pack(told), pages=len(sizes))


def _drawn(job: Job, reading: Reading, out: Path, tell: Tell) -> bool:
    """Have a child draw; whether there are pages."""
    if reading.plan is None or reading.text is None:
        return False
    document, plan = out / "document.json", out / "plan.json"
    document.write_bytes(zlib.decompress(reading.text))
    plan.write_bytes(zlib.decompress(reading.plan))
    with named(reading.file) as path:
        status = _watched([str(one) for one in (path, document, plan, out)], job, tell)
    document.unlink()
    plan.unlink()
    return status == 0


def _watched(arguments: list[str], job: Job, tell: Tell) -> int:
    """The exit status of the child; within limits, and with nothing of it left over.

    Raises:
        WorkError: it took too long, or too much memory.
        AsideError: it takes long, and something else waits.
    """
    windows = sys.platform == "win32"
    child = subprocess.Popen(
        [sys.executable, "-m", "doichieu.desk.work.drawn", *arguments],
        # Its end shows the child that the worker is gone.
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not windows,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if windows else 0,
    )
    begun = time.monotonic()
    try:
        while child.poll() is None:
            passed = time.monotonic() - begun
            if passed > _LONGEST:
                raise WorkError(say("job.too_slow_drawing"))
            if passed > _PATIENCE and queue.hurries(job):
                raise AsideError
            if memory_of(child.pid) > MEMORY:
                raise WorkError(say("job.too_large_drawing"))
            tell(say("job.drawing"))
            with suppress(subprocess.TimeoutExpired):
                child.wait(_LOOK)
        return child.returncode
    finally:
        # LibreOffice is of its group.
        if not windows or child.poll() is None:
            programs.end_group(child.pid)
        child.kill()
        if child.stdin:
            child.stdin.close()
        child.wait()
