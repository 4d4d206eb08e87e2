"""The task of one file: read, compared, its report written. What all files share is handed to each worker once, the
rest comes with the task, and everything it has found goes back: so it can be done in any process on any machine.
"""

from __future__ import annotations

import atexit
import gc
import json
import pickle
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.lineage.choosing import chosen
from compare.model import Review, Waiver
from compare.reviewing import review
from compare.survey.chain import upper_reviews
from compare.survey.unit import Failure, UnitReview, unit_review
from compare.survey.unit_json import to_json
from doichieu.messages import Catalogue
from doichieu.runs.mapping import Parents
from doichieu.runs.store import LIGHTEST
from extract import errors
from extract.errors import ReadError
from extract.isolation.reader import Reader
from extract.model import Plan
from extract.options import ReadOptions

NO_PARENT = "no parent"
NO_PLAN = "no plan"
CRASHED = "crashed"
_PASSING = (
    errors.MISSING,
    errors.REFUSED,
    errors.WRONG_PASSWORD,
    errors.NEEDS_OFFICE,
    errors.NEEDS_RECOGNITION,
)
"""What is wrong with the machine, or with how it was asked, not with the file."""
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is the same for all files of a run. ``endings`` are those of the reports of a unit."""

    references: tuple[Plan, ...]
    settings: Settings
    rules: Selection
    waivers: tuple[Waiver, ...]
    options: ReadOptions
    endings: tuple[str, ...]
    today: str
    parents: Parents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One draft. ``content`` takes the place of ``path`` where a worker may not see it, ``plan`` where it was read
    already; ``setup`` names what was handed to the worker."""

    key: str
    name: str
    sha256: str
    path: Path
    setup: str
    content: bytes | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a file: a result as JSON with the reports (ending, content), or a failure."""

    unit: str = ""
    result: bytes = b""
    reports: tuple[tuple[str, bytes], ...] = ()
    conforms: bool = False
    heaviest: int = LIGHTEST
    failure: Failure | None = None
    passing: bool = False
    """Whether a failure may be none the next time, with nothing changed in the file."""


def check(job: Job) -> Outcome:
    """Do one file. Nothing that is wrong with it is raised.

    A worker of Dask may have several threads: they take turns, since a reader is not to be shared, and threads of one
    Python would be no faster.
    """
    with _TURN:
        setup = _setup(job.setup)
        return checked(job, setup, _reader(setup.options).read, lambda: _above(job.setup))


def checked(
    job: Job,
    setup: Setup,
    read: Callable[[Path], Plan | ReadError],
    above: Callable[[], Sequence[UnitReview]] = tuple,
) -> Outcome:
    """Do one file with what all share; ``read`` opens it, ``above`` gives the references held against one another, for
    the reports."""
    start = time.perf_counter()
    try:
        plan = _plan(job, read)
    except Exception as error:
        return crashed(job, error)
    if isinstance(plan, ReadError):
        return failed(job, str(plan), passing=plan.reason in _PASSING)
    head = plan.masthead
    if not plan.targets and not (head.kind or head.issuer or head.level):
        return failed(job, NO_PLAN)
    parents = setup.parents.of(job.name, head.place) if setup.parents else None
    if parents is None:
        parents = chosen(plan, setup.references)
    if not parents:
        return failed(job, NO_PARENT)
    try:
        found = review(
            plan,
            [setup.references[index] for index in parents],
            setup.settings,
            rules=setup.rules,
            waivers=setup.waivers,
            today=date.fromisoformat(setup.today),
        )
        reports = tuple((ending, _report(ending, found, above())) for ending in setup.endings)
        row = unit_review(found, file=job.name, sha256=job.sha256, seconds=time.perf_counter() - start)
    except Exception as error:  # a mistake of the program on one plan must not take the others with it
        return crashed(job, error)
    open_ones = [finding.severity.rank for finding in found.findings if finding.waived is None]
    return Outcome(
        unit=row.unit.name,
        result=json.dumps(to_json(row), ensure_ascii=False).encode("utf-8", "backslashreplace"),
        reports=reports,
        conforms=found.conforms,
        heaviest=min(open_ones, default=LIGHTEST),
    )


def in_words(reason: str, say: Catalogue) -> str:
    """The reason of a failure for the user; what the readers say is a sentence already."""
    if reason in (NO_PARENT, NO_PLAN):
        return say(f"batch.{reason.replace(' ', '_')}")
    if reason.startswith(CRASHED):
        return say("batch.crashed", detail=reason.removeprefix(CRASHED).strip())
    return reason


def failed(job: Job, reason: str, *, passing: bool = False) -> Outcome:
    """There is no result, and why."""
    return Outcome(failure=Failure(file=job.name, reason=reason, sha256=job.sha256), passing=passing)


def crashed(job: Job, error: BaseException | None = None) -> Outcome:
    """A worker came down with a file, or the program made a mistake on it."""
    detail = f" ({type(error).__name__}: {error})" if error else ""
    return failed(job, CRASHED + detail, passing=True)


def _report(ending: str, found: Review, above: Sequence[UnitReview]) -> bytes:
    from doichieu.output import report_in

    return report_in(ending.removeprefix("."), found, above=above)


_HANDED: dict[str, bytes] = {}
"""Pickled ``Setup`` by name."""


def hand(name: str, setup: bytes) -> None:
    """Give a worker what all files of a run share, before its first task."""
    _HANDED[name] = setup


@lru_cache(maxsize=4)
def _setup(name: str) -> Setup:
    """Opened once a worker."""
    setup: Setup = pickle.loads(_HANDED[name])
    # What was loaded until here stays; a plan is gone as a whole, so there is little to look for.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    return setup


@lru_cache(maxsize=4)
def _above(name: str) -> tuple[UnitReview, ...]:
    """The references held against one another, once a worker."""
    setup = _setup(name)
    return upper_reviews(setup.references, setup.settings, setup.rules)


def _plan(job: Job, read: Callable[[Path], Plan | ReadError]) -> Plan | ReadError:
    if job.plan is not None:
        return job.plan
    if job.content is None:
        return read(job.path)
    with tempfile.TemporaryDirectory(prefix="doichieu-") as folder:
        # A reader tells kinds of files by their names too.
        path = Path(folder) / (PurePath(job.name).name or "x")
        path.write_bytes(job.content)
        return read(path)


@lru_cache(maxsize=1)
def _reader(options: ReadOptions) -> Reader:
    """The child that reads for this worker; it ends with it."""
    reader = Reader(options)
    atexit.register(reader.close)
    return reader
