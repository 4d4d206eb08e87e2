"""Reading of plans for a command: caches, progress on the terminal, a process for each file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.messages import Catalogue

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from extract.isolation.reader import Cancelled
    from extract.language.phrases import Pattern
    from extract.model import Plan
    from extract.options import Progress


def read_plans(
    paths: Sequence[Path],
    say: Catalogue,
    *,
    revisions: str,
    password: str | None,
    isolate: bool,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> list[Plan]:
    """The plans in files, in their order; the first file that cannot be read raises its ``ReadError``.

    ``isolate`` tells whether a child reads them, within limits on time and memory. ``progress`` replaces the display on
    the terminal; ``cancelled`` ends a reading that is isolated. ``meanwhile`` is called once, before the first plan is
    there; what it raises ends the reading.
    """
    from extract.errors import ReadError
    from extract.isolation import reader
    from extract.options import ReadOptions, Revisions

    with nullcontext(progress) if progress else _progress(say) as shown:
        options = ReadOptions(
            revisions=Revisions(revisions),
            password=password,
            cache=cache_folder() / "ocr",
            progress=shown,
        )
        beside = meanwhile if reader.cheap() else None
        if meanwhile and not beside:
            meanwhile()
        if not isolate:
            from extract import read_plan

            if beside:
                beside()

            return [read_plan(path, options) for path in paths]
        if beside:
            # The child needs them too, and inherits them.
            for step in _patterns("extract."):
                step()
        plans = []
        with reader.Reader(options, meanwhile=beside and _both(beside)) as guard:
            for path in paths:
                result = guard.read(path, cancelled=cancelled)
                if isinstance(result, ReadError):
                    raise result
                plans.append(result)
        return plans


def _both(first: Callable[[], object]) -> Callable[[Callable[[], bool]], None]:
    """What is done while a child reads: a function of the command, then all that the next steps load."""
    steps = chain((first,), _STEPS, _patterns())

    def work(is_awaited: Callable[[], bool]) -> None:
        # The first is done whatever happens; the second file finds the steps that the first left.
        for step in steps:
            step()
            if not is_awaited():
                return

    return work


def cache_folder() -> Path:
    """The folder of this user's caches on this system."""
    from platformdirs import user_cache_path

    return user_cache_path("doichieu", appauthor=False)


@contextmanager
def _progress(say: Catalogue) -> Iterator[Progress]:
    """A bar on a terminal, a line every ten pages elsewhere; nothing where no text recognition runs."""
    if sys.stderr.isatty():
        with _Bar(say) as bar:
            yield bar
    else:
        yield _lines(say)


def _lines(say: Catalogue) -> Progress:
    def told(name: str, done: int, total: int) -> None:
        if done == total or done % 10 == 0:
            print(say("reading.line", name=name, done=done, total=total), file=sys.stderr, flush=True)

    return told


class _Bar:
    """A progress bar that is made at the first page, since its library takes time to load."""

    def __init__(self, say: Catalogue) -> None:
        self._say = say
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Progress:
        return self._told

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    def _told(self, name: str, done: int, total: int) -> None:
        if self._bars is None:
            from rich.console import Console
            from rich.progress import Progress as Bars

            self._bars = Bars(console=Console(stderr=True), transient=True)
            self._bars.start()
        if name not in self._tasks:
            # Brackets in a file name must not be read as colours.
            label = self._say("reading.pages", name=name).replace("[", r"\[")
            self._tasks[name] = self._bars.add_task(label, total=total)
        self._bars.update(self._tasks[name], completed=done, total=total)


# ---- what is loaded while a child reads --------------------------------------------------------------------
def _modules() -> None:
    import templates.report.arrange  # noqa: F401


def _words() -> None:
    from compare.words import lexicon, table

    lexicon()
    for name in ("targets", "tasks", "spelling"):
        table(name)


def _registers() -> None:
    from compare.registers.reading import built_in

    for name in ("documents", "agencies", "districts"):
        built_in(name)


def _names() -> None:
    from compare.lineage import register as documents
    from compare.naming import register as names

    for kind in ("agencies", "places"):
        _ = names.register_of(kind, ()).pattern
    _ = documents.register_of(()).by_number


def _page() -> None:
    from templates.jinja import environment
    from templates.report.arrange import tool_version

    environment(autoescape=True, sandboxed=False).get_template("html/report.html")
    tool_version()


_STEPS = (_modules, _page, _words, _registers, _names)


# ---- patterns that the next check needs too ----------------------------------------------------------------
_PACKAGES = ("extract", "compare", "templates")
_MOST = 250
"""Patterns in the notes; one check needs some 140, and hardly others than the check before."""


def learn() -> None:
    """Note the patterns that this check has compiled: the next one compiles them while a child reads."""
    from extract.language.lexicon import compiled

    compiled.keep()
    before = _learnt()
    found = dict.fromkeys([*before, *(name for name, pattern in _named().items() if pattern.is_compiled)])
    if len(found) > _MOST:  # more than a check needs: what is needed now is learnt anew
        found = {}
    if len(found) != len(before):
        draft = _notes().with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(list(found)), encoding="utf-8")
            draft.replace(_notes())


def _patterns(package: str = "") -> Iterator[Callable[[], object]]:
    """One step for each pattern that earlier checks needed; what the comparison of plans needs hardly differs."""
    named = _named()
    for name in _learnt():
        if name in named and name.startswith(package):
            yield named[name].compile


def _learnt() -> list[str]:
    """The names in the notes of earlier checks, none where there are no notes."""
    with suppress(OSError, ValueError):
        names = json.loads(_notes().read_text(encoding="utf-8"))
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return []


def _notes() -> Path:
    return cache_folder() / "patterns.json"


def _named() -> dict[str, Pattern]:
    """The patterns of all modules that are loaded, by "module:name"."""
    from extract.language.phrases import Pattern

    return {
        f"{path}:{name}": value
        for path, module in list(sys.modules.items())
        if path.partition(".")[0] in _PACKAGES
        for name, value in vars(module).items()
        if isinstance(value, Pattern)
    }
