"""The job of one file: it is read and compared, and its report is written.

Each worker gets the shared data once, the rest comes with the job, and all results go back, so that a job can run in
any process on any machine.
"""

from __future__ import annotations

import atexit
import gc
import json
import multiprocessing
import pickle
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath

from compare.correcting import corrected
from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.lineage.choosing import Misfit, chosen, misfit
from compare.lineage.mistaken import is_empty, other_kind
from compare.model import Pin, Review, Waiver
from compare.reviewing import review
from compare.survey.chain import upper_reviews
from compare.survey.unit import Failure, FailureKind, UnitReview, unit_review
from compare.survey.unit_json import to_json
from doichieu.limits import TooSlowError, limited
from doichieu.messages import Catalogue
from doichieu.runs.mapping import Parents
from doichieu.runs.store import LIGHTEST
from extract import errors
from extract.errors import ReadError
from extract.isolation.reader import Reader
from extract.language import writing
from extract.model import Correction, Plan
from extract.options import ReadOptions
from templates.letter.office import Office

NO_PARENT = "no parent"
NO_PLAN = "no plan"
CRASHED = "crashed"
TOO_SLOW = "too slow"
TOO_LARGE = "too large"
_PASSING = (
    errors.MISSING,
    errors.REFUSED,
    errors.WRONG_PASSWORD,
    errors.NEEDS_OFFICE,
    errors.NEEDS_RECOGNITION,
)
"""Reasons that lie in the machine or in the request, not in the file."""
_MISFITS: Mapping[Misfit | None, FailureKind] = {
    Misfit.PROGRAMME: FailureKind.OTHER_PROGRAMME,
    Misfit.PLACE: FailureKind.OTHER_PLACE,
}
_TURN = threading.Lock()
_HANDED: dict[str, bytes] = {}
"""The pickled ``Setup`` by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Data that all files of a run share; ``endings`` are those of a unit's reports.

    ``references`` are corrected already; the ``corrections`` are for the drafts.
    """

    references: tuple[Plan, ...]
    settings: Settings
    rules: Selection
    waivers: tuple[Waiver, ...]
    options: ReadOptions
    endings: tuple[str, ...]
    today: str
    parents: Parents | None = None
    codes: bool = False
    office: Office = field(default_factory=Office)
    corrections: tuple[Correction, ...] = ()
    pins: tuple[Pin, ...] = ()

    reviews: bool = False
    """Whether each outcome has the whole comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One draft.

    ``content`` replaces ``path`` where a worker may not see it, ``plan`` where the draft was read already; ``setup`` is
    the name of the data handed to the worker.
    """

    key: str
    name: str
    sha256: str
    path: Path
    setup: str
    content: bytes | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of a file: a result as JSON with its reports (ending, content), or a failure."""

    unit: str = ""
    result: bytes = b""
    reports: tuple[tuple[str, bytes], ...] = ()
    conforms: bool = False
    heaviest: int = LIGHTEST
    leading: tuple[str, ...] = ()
    """The remarks on files given by mistake."""
    failure: Failure | None = None
    review: Review | None = None
    """The whole comparison, where the setup asks for it."""
    passing: bool = False
    """Whether a failure may pass by the next run without any change of the file."""


def check(job: Job) -> Outcome:
    """Check one file; errors of the file become failures.

    The threads of a Dask worker take turns, since a reader cannot be shared, and threads of one Python would be no
    faster.
    """
    with _TURN:
        setup = _setup(job.setup)
        outcome = checked(job, setup, _reader(setup.options).read, lambda: _above(job.setup))
        if ".docx" in setup.endings:
            gc.collect(1)  # a Word report leaves cycles that hold all its XML, 5 MB each
        return outcome


def checked(
    job: Job,
    setup: Setup,
    read: Callable[[Path], Plan | ReadError],
    above: Callable[[], Sequence[UnitReview]] = tuple,
) -> Outcome:
    """Check one file with the shared data.

    ``read`` opens it; ``above`` gives the reviews of references against those above them, for the reports.
    """
    start = time.perf_counter()
    try:
        plan = _plan(job, read)
    except Exception as error:
        return crashed(job, error)
    if isinstance(plan, ReadError):
        return failed(job, _reason(plan), passing=plan.reason in _PASSING)
    plan = corrected(plan, setup.corrections)
    head = plan.masthead
    headless = not (head.kind or head.issuer or head.level)
    if is_empty(plan) or (not plan.targets and (headless or other_kind(plan))):
        return failed(job, NO_PLAN)
    parents = setup.parents.of(job.name, head.place) if setup.parents else None
    if parents is None:
        parents = chosen(plan, setup.references)
    if not parents:
        return _unplaced(job, plan, setup.references)
    from templates.report.conclusion import leading

    upper = above()  # one for all drafts, and no part of what one of them may use
    try:
        with limited(worker=multiprocessing.parent_process() is not None):
            found = review(
                plan,
                [setup.references[index] for index in parents],
                setup.settings,
                rules=setup.rules,
                waivers=setup.waivers,
                pins=setup.pins,
                today=date.fromisoformat(setup.today),
            )
            reports = tuple((ending, _report(ending, found, upper, setup)) for ending in setup.endings)
            row = unit_review(found, file=job.name, sha256=job.sha256, seconds=time.perf_counter() - start)
            result = json.dumps(to_json(row), ensure_ascii=False).encode("utf-8", "backslashreplace")
    except TooSlowError:
        return failed(job, TOO_SLOW)
    except MemoryError:
        return failed(job, TOO_LARGE)
    except Exception as error:  # a bug on one plan must not stop the others
        return crashed(job, error)
    open_ones = [finding.severity.rank for finding in found.findings if finding.waived is None]
    return Outcome(
        unit=row.unit.name,
        result=result,
        reports=reports,
        conforms=found.conforms,
        heaviest=min(open_ones, default=LIGHTEST),
        leading=tuple(leading(found, notes=False)),
        review=found if setup.reviews else None,
    )


def _reason(error: ReadError) -> str:
    """The cause and the remedy; lists name the file beside them."""
    return f"{writing.capitalised(error.what)}. {error.todo}"


def _unplaced(job: Job, plan: Plan, references: Sequence[Plan]) -> Outcome:
    """The outcome of a plan that was read while none of the references is above it."""
    why, detail = misfit(plan, references) or (None, "")
    failure = Failure(
        file=job.name,
        reason=NO_PARENT,
        sha256=job.sha256,
        kind=_MISFITS.get(why, FailureKind.NO_PARENT),
        unit=plan.masthead.place,
        detail=detail,
    )
    return Outcome(failure=failure)


def in_words(failure: Failure, say: Catalogue) -> str:
    """The reason of a failure for the user; reasons from readers are sentences already."""
    reason = failure.reason
    if failure.kind is not FailureKind.UNREADABLE:
        return say(f"batch.{failure.kind}", name=failure.detail)
    if reason in (NO_PLAN, TOO_SLOW, TOO_LARGE):
        return say(f"batch.{reason.replace(' ', '_')}")
    if reason.startswith(CRASHED):
        return say("batch.crashed", detail=reason.removeprefix(CRASHED).strip())
    return reason


def same(name: str, sha256: str, first: str, say: Catalogue) -> Failure:
    """The failure of a file whose content is that of the file ``first``."""
    found = Failure(file=name, reason="", sha256=sha256, kind=FailureKind.SAME, detail=first)
    return replace(found, reason=in_words(found, say))


def told(failure: Failure, say: Catalogue) -> str:
    """The line of the console on a file without a result."""
    kind = failure.kind
    key = {FailureKind.UNREADABLE: "failed", FailureKind.SAME: "told_same"}.get(kind, "told_aside")
    return say(f"batch.{key}", name=failure.file, reason=failure.reason)


def failed(job: Job, reason: str, *, passing: bool = False) -> Outcome:
    """The outcome of a file without a result."""
    return Outcome(failure=Failure(file=job.name, reason=reason, sha256=job.sha256), passing=passing)


def crashed(job: Job, error: BaseException | None = None) -> Outcome:
    """The outcome of a file on which a worker crashed or the program failed."""
    detail = f" ({type(error).__name__}: {error})" if error else ""
    return failed(job, CRASHED + detail, passing=True)


def _report(ending: str, found: Review, above: Sequence[UnitReview], setup: Setup) -> bytes:
    from doichieu.output import report_in

    return report_in(ending.removeprefix("."), found, above=above, office=setup.office, codes=setup.codes)


def hand(name: str, setup: bytes) -> None:
    """Give a worker the data that all files of a run share, before its first job."""
    _HANDED[name] = setup


@lru_cache(maxsize=4)
def _setup(name: str) -> Setup:
    """The setup, unpickled once a worker."""
    setup: Setup = pickle.loads(_HANDED[name])
    # Everything loaded so far stays, and a plan is freed as a whole, so collections find little.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    return setup


@lru_cache(maxsize=4)
def _above(name: str) -> tuple[UnitReview, ...]:
    """The reviews of the references against those above them, once a worker."""
    setup = _setup(name)
    return upper_reviews(setup.references, setup.settings, setup.rules)


def _plan(job: Job, read: Callable[[Path], Plan | ReadError]) -> Plan | ReadError:
    if job.plan is not None:
        return job.plan
    if job.content is None:
        return read(job.path)
    with tempfile.TemporaryDirectory(prefix="doichieu-") as folder:
        # A reader recognises formats by file names too.
        path = Path(folder) / (PurePath(job.name).name or "x")
        path.write_bytes(job.content)
        return read(path)


@lru_cache(maxsize=1)
def _reader(options: ReadOptions) -> Reader:
    """The child process that reads for this worker and ends with it."""
    reader = Reader(options)
    atexit.register(reader.close)
    return reader
