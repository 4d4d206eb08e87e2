"""The time of one plan by stage, and the least time for its file.

Each stage is a list of functions, wrapped while plans are read, compared and written in one process, so that every
figure is the program's own. Time in a stage inside another one counts for the inner stage only.
"""

from __future__ import annotations

import importlib
import json
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from compare import review
from compare.rules import RULES
from compare.survey.unit import unit_review
from compare.survey.unit_json import to_json
from extract import read_plan
from extract.model import Plan

STAGES: dict[str, tuple[str, ...]] = {
    "read the file": ("extract.pipeline.read_document",),
    "clean": ("extract.pipeline.clean",),
    "masthead, citations": ("extract.pipeline.read_masthead", "extract.pipeline.find_citations"),
    "outline": (
        "extract.pipeline.build_outline",
        "extract.pipeline.passages_of",
        "extract.pipeline.statements_of",
    ),
    "targets": ("extract.pipeline.find_targets",),
    "tasks": ("extract.pipeline.find_tasks",),
    "pair": ("compare.targets.pairing.Pairing.__init__", "compare.targets.pairing.Pairing.align"),
    "align tasks": ("compare.reviewing.align_tasks",),
    "judge": ("compare.reviewing.judge",),
    "rules": ("compare.reviewing._findings",),
    "render HTML": ("templates.render",),
    "rows to JSON, write": ("benchmarks.stages.written",),
}
OTHER = "all else"
NAMES = {code: rule.name for code, rule in RULES.items()}


class _Clock:
    """Seconds by stage; time counts for the innermost running stage."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open = [OTHER]
        self._now = now
        self._last = now()

    def switch(self) -> None:
        """Add the time since the last switch to the running stage."""
        now = self._now()
        self.seconds[self._open[-1]] += now - self._last
        self._last = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of the block for the stage ``name``."""
        self.switch()
        self._open.append(name)
        try:
            yield
        finally:
            self.switch()
            self._open.pop()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same function with its time counted."""

        def run(*args: Any, **named: Any) -> Any:
            with self.stage(name):
                return work(*args, **named)

        return run


def written(result: Any, path: Path) -> None:
    """Write the kept result of a plan to disk."""
    path.write_text(json.dumps(to_json(result), ensure_ascii=False), encoding="utf-8")


def stages(files: Sequence[Path], references: Sequence[Plan]) -> dict[str, float]:
    """Milliseconds a plan by stage, over all files, after a few files of warm-up."""
    with tempfile.TemporaryDirectory() as folder:
        clock = _Clock()
        for number, names in enumerate((files[:5], files)):
            with ExitStack() as patches:
                if number:
                    clock = _Clock()
                    _wrap(clock, patches)
                for path in names:
                    _one(path, references, Path(folder))
        clock.switch()
    return {name: clock.seconds[name] / len(files) * 1000 for name in (*STAGES, OTHER)}


def clocked(work: Callable[[], object]) -> dict[str, float]:
    """Processor seconds of some work by stage: a busy machine hardly changes them."""
    with ExitStack() as patches:
        clock = _Clock(time.process_time)
        _wrap(clock, patches)
        clock.switch()
        clock.seconds.clear()
        work()
        clock.switch()
    return dict(clock.seconds)


def _wrap(clock: _Clock, patches: ExitStack) -> None:
    for stage, targets in STAGES.items():
        for target in targets:
            module, _, name = target.rpartition(".")
            owner: Any
            try:
                owner = importlib.import_module(module)
            except ModuleNotFoundError:
                module, _, kind = module.rpartition(".")
                owner = getattr(importlib.import_module(module), kind)
            patches.enter_context(patch.object(owner, name, clock.timed(stage, getattr(owner, name))))


def _one(path: Path, references: Sequence[Plan], folder: Path) -> None:
    import benchmarks.stages as here
    import templates

    found = review(read_plan(path), references)
    (folder / "x.html").write_bytes(templates.render(found, "html", rules=NAMES))
    here.written(unit_review(found, file=path.name, sha256=""), folder / "x.json")


def floor(files: Sequence[Path]) -> float:
    """Milliseconds a plan only to unpack and parse the main parts of the same Word files."""
    from lxml import etree

    for started in (False, True):
        begin = time.perf_counter()
        for path in files if started else files[:5]:
            with zipfile.ZipFile(path) as archive:
                for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
                    if name in archive.namelist():
                        etree.fromstring(archive.read(name))
    return (time.perf_counter() - begin) / len(files) * 1000
