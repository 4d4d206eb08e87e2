"""A run for other programs: many plans checked without a folder of results and without a console."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from compare.correcting import corrected
from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.model import Pin, Waiver
from compare.reviewing import review
from compare.survey.chain import upper_reviews
from compare.survey.overview import Batch
from compare.survey.unit import Failure, UnitReview
from compare.survey.unit_json import from_json
from doichieu.messages import DEFAULT as VIETNAMESE
from doichieu.messages import catalogue
from doichieu.runs import scheduling
from doichieu.runs.outputs import overview_of
from doichieu.runs.setup import pickled, stands_on_top
from doichieu.runs.sources import sha256_of
from doichieu.runs.work import CRASHED, Job, Outcome, Setup, checked, in_words, same
from extract.isolation import reader
from extract.model import Correction, Plan
from extract.options import DEFAULT, ReadOptions
from extract.pipeline import read_plan

_MOST = 61
"""Greatest number of processes that Windows can wait for at once."""
Draft = str | os.PathLike[str] | Plan


def batch(
    drafts: Iterable[Draft],
    references: Iterable[Draft],
    settings: Settings | None = None,
    *,
    rules: Selection | None = None,
    waivers: Sequence[Waiver] = (),
    corrections: Sequence[Correction] = (),
    pins: Sequence[Pin] = (),
    options: ReadOptions = DEFAULT,
    jobs: int | None = 1,
    today: date | None = None,
) -> Batch:
    """Check many plans, as ``doichieu batch`` does, and return the results instead of writing them.

    Arguments:
        drafts: file names, paths or plans that were read already. A draft that is the topmost of the references is
            passed over, so that all files of a folder may be given.
        references: the plans above, of one province or of several, in the same forms. Each draft is compared with those
            that it cites, else those of its programme and province.
        settings, rules, waivers, corrections, pins, today: as for ``review`` and ``corrected``.
        options: how files are read, as for ``read_plan``.
        jobs: the number of processes that check; None: one a core. 1 checks in this process, which needs no guard in
            the calling script. For more than 1 new processes import that script, which must call this below
            ``if __name__ == "__main__":``. Files are always read in a child with limits on time and memory.

    Returns:
        The review of each unit in the order of the drafts, and the overview of all; amounts are in the units of their
        rows, ``seconds`` is the time a plan took. A draft that cannot be read or compared is a ``Failure`` with its
        reason in Vietnamese and stops nothing; so is a second file of the same content.

    Raises:
        ReadError: a reference cannot be read.
        HandwrittenError: a file that the settings name is invalid.
        RuntimeError, TypeError, ValueError: no process starts; one name where many are meant; ``jobs`` below 1.

    >>> found = batch(
    ...     ["samples/a3-kh-huyen-khe-vang.docx", "samples/a5-kh-huyen-da-lung.txt", "samples/none.docx"],
    ...     ["samples/a2-kh-tinh.docx"],
    ... )
    >>> [(line.rank, line.unit.name, line.fits, line.due) for line in found.overview.lines]
    [(1, 'huyện Khe Vằng', 10, 10), (2, 'huyện Đá Lũng', 6, 10)]
    >>> [failure.file for failure in found.failures]
    ['none.docx']
    """
    _refuse(drafts, references, jobs)
    setup = Setup(
        references=tuple(corrected(_plan(one, options), corrections) for one in references),
        settings=settings or Settings(),
        rules=rules or Selection(),
        waivers=tuple(waivers),
        options=options,
        endings=(),
        today=(today or date.today()).isoformat(),
        corrections=tuple(corrections),
        pins=tuple(pins),
    )
    return _run(drafts, setup, min(jobs or os.cpu_count() or 1, _MOST))


def _plan(given: Draft, options: ReadOptions) -> Plan:
    return given if isinstance(given, Plan) else read_plan(given, options)


def _refuse(drafts: object, references: object, jobs: int | None) -> None:
    if any(isinstance(given, str | os.PathLike | Plan) for given in (drafts, references)):
        raise TypeError("drafts and references are each a list of file names, paths or plans")
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")


def _run(drafts: Iterable[Draft], setup: Setup, number: int) -> Batch:
    uppers, settings = setup.references, setup.settings
    if uppers and (settings.lexicons or settings.registers):
        # An error in the user's own files is raised once, not for each draft.
        review(uppers[0], (), settings, rules=setup.rules)
    found: dict[int, UnitReview | Failure] = {}
    tasks = list(_tasks(drafts, uppers, found))
    for job, outcome in _outcomes(tasks, setup, number):
        found[int(job.key)] = _result(outcome)
    results = [found[at] for at in sorted(found)]
    reviews = tuple(one for one in results if isinstance(one, UnitReview))
    failures = [one for one in results if isinstance(one, Failure)]
    above = upper_reviews(uppers, settings, setup.rules)
    return Batch(reviews=reviews, overview=overview_of(reviews, failures, above=above))


def _tasks(
    drafts: Iterable[Draft], uppers: Sequence[Plan], found: dict[int, UnitReview | Failure]
) -> Iterator[Job]:
    """A job for each draft, with its index as key; results that need no job go to ``found``."""
    given = [one if isinstance(one, Plan) else Path(one) for one in drafts]
    names = Counter(one.name for one in given if isinstance(one, Path))
    first: dict[str, str] = {}
    for at, one in enumerate(given):
        if isinstance(one, Plan):
            job = Job(
                key=str(at), name=one.source.name, sha256=one.source.sha256, path=Path(), setup="", plan=one
            )
        else:
            name = one.name if names[one.name] == 1 else one.as_posix()
            job = Job(key=str(at), name=name, sha256=_content(one), path=one, setup="")
        if stands_on_top(job.sha256, uppers):
            continue
        if job.sha256 in first:
            found[at] = same(job.name, job.sha256, first[job.sha256], catalogue(VIETNAMESE))
            continue
        if job.sha256:
            first[job.sha256] = job.name
        yield job


def _content(path: Path) -> str:
    """The SHA-256 of a file; "" where it cannot be opened, which its reader reports better."""
    try:
        return sha256_of(path)
    except (OSError, ValueError):
        return ""


def _outcomes(tasks: Sequence[Job], setup: Setup, number: int) -> Iterator[tuple[Job, Outcome]]:
    if number == 1 or not tasks:
        yield from _here(tasks, setup)
        return
    # Text recognition uses one process for each worker, so that all together are as many as the workers.
    options = replace(setup.options, progress=None, jobs=setup.options.jobs or 1)
    handed = pickled(replace(setup, options=options))
    name = sha256(handed).hexdigest()
    opened = scheduling.opener(None, min(number, len(tasks)), name, handed)
    may_start = False
    for job, outcome in scheduling.run((replace(job, setup=name) for job in tasks), opened):
        if outcome.failure is not None and outcome.failure.reason == CRASHED and not may_start:
            _try(opened)
        may_start = True
        yield job, outcome


def _try(opened: scheduling.Opened) -> None:
    """Raise RuntimeError where workers cannot start at all, in contrast to a file that crashes its worker."""
    try:
        with opened() as (executor, _):
            executor.submit(int).result()
    except BrokenProcessPool as error:
        raise RuntimeError(
            "no process could be started; a script that calls batch with more than one job must do so below "
            'if __name__ == "__main__":'
        ) from error


def _here(tasks: Sequence[Job], setup: Setup) -> Iterator[tuple[Job, Outcome]]:
    """The outcomes of all jobs in this process; a child reads the files."""
    with reader.Reader(setup.options) as guarded:
        yield from ((job, checked(job, setup, guarded.read)) for job in tasks)


def _result(outcome: Outcome) -> UnitReview | Failure:
    if outcome.failure is None:
        return from_json(json.loads(outcome.result))
    failure = outcome.failure
    reason = in_words(failure, catalogue(VIETNAMESE))
    return replace(failure, reason=reason, sha256=failure.sha256 or None)
