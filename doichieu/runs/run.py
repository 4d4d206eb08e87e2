"""One run: find the files, check those without a result, keep the results."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from compare.survey.unit import Failure
from doichieu.messages import Catalogue, UserError
from doichieu.runs import scheduling, sources
from doichieu.runs.mapping import read_parents
from doichieu.runs.progress import Counts, Handed, Watch
from doichieu.runs.setup import key_of, pickled, setup_of, stands_on_top
from doichieu.runs.sources import SourceFile
from doichieu.runs.store import LIGHTEST, OLD, Store
from doichieu.runs.work import Job, Outcome, Setup, in_words, same, told
from extract.paths import reachable

if TYPE_CHECKING:
    from doichieu.config import Config
    from extract.isolation.reader import Cancelled
    from extract.options import Progress

UNPACKED = "unpacked"
"""The folder for the documents of archives, which is there while a run lasts."""
_KEY = 32
"""Letters of a key: half of a SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The request of the command line; ``endings`` are those of each unit's reports."""

    given: tuple[str, ...]
    against: tuple[Path, ...]
    out: Path
    config: Config
    endings: tuple[str, ...] = (".html",)
    map: Path | None = None
    jobs: int | None = None
    scheduler: str | None = None
    shared: bool = False
    revisions: str = "accepted"
    password: str | None = None
    reviews: bool = False
    """Whether the whole comparison is handed over with each result (``Handed.review``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of a run, by file in the order of names; ``made`` counts the files that were checked in this run."""

    store: Store
    keys: tuple[tuple[str, str], ...]
    """(file, key) of every file of the run."""
    without: frozenset[str]
    """Keys without a result."""
    failures: tuple[Failure, ...]
    setup: Setup
    made: int
    seconds: float
    heaviest: int
    conforming: int
    unused: tuple[str, ...]
    """Rows of the table of parents that fit no file and no unit."""
    cancelled: bool = False
    """Whether the run was cancelled: files that were not checked are in none of the lists above."""


@dataclass(slots=True, kw_only=True)
class _State:
    """The state of a run in progress."""

    counts: Counts
    failures: list[Failure]
    names: dict[str, str] = field(default_factory=dict)
    """Files by key, in the order of their names; the first of files with the same key."""
    without: set[str] = field(default_factory=set)
    used: set[str | None] = field(default_factory=set)
    """Rows of the table of parents that fit a file or a unit."""
    heaviest: int = LIGHTEST


class Run:
    """A batch whose references are read once; ``go`` may be called again when files have arrived."""

    def __init__(
        self,
        asked: Asked,
        say: Catalogue,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Read the references; ``progress`` and ``cancelled`` as for ``extract.isolation.reader.Reader.read``.

        Without ``progress`` the recognition of scans is shown on the terminal. Raises ``ReadError`` for a reference
        that cannot be read, or when it is cancelled.
        """
        from doichieu.reading import cache_folder, read_plans
        from extract.options import ReadOptions, Revisions

        self._asked, self._say = asked, say
        plans = read_plans(
            asked.against,
            say,
            revisions=asked.revisions,
            password=asked.password,
            isolate=True,
            progress=progress,
            cancelled=cancelled,
        )
        # Text recognition uses one process for each worker, so that all together are as many as the cores.
        options = ReadOptions(
            revisions=Revisions(asked.revisions),
            password=asked.password,
            jobs=1,
            cache=cache_folder() / "ocr",
        )
        today = date.today().isoformat()
        self._parents = read_parents(asked.map, asked.against) if asked.map else None
        self._setup = setup_of(
            asked.config, plans, options, asked.endings, today, self._parents, reviews=asked.reviews
        )
        settings = asked.config.settings
        self._key = key_of(self._setup, [*settings.lexicons, *settings.registers])
        self._pickled = pickled(self._setup)
        # The name differs from the key: workers also need data that changes no result (forms of reports, a password).
        self._name = hashlib.sha256(self._pickled).hexdigest()

    def find(self) -> tuple[list[SourceFile], list[Failure]]:
        """The present files of the run, and failures for what cannot be opened."""
        asked = self._asked
        left_out = [*asked.against, asked.out, *([asked.map] if asked.map else [])]
        # A reference may also be a draft: a province's plan is above its districts and below the nation.
        above = {path.resolve() for path in asked.against}
        files, failures = sources.find(
            asked.given,
            leave_out=[path for path in left_out if path.resolve() not in above],
            unpacked=asked.out / UNPACKED,
            say=self._say,
        )
        plans = self._setup.references
        return [file for file in files if not stands_on_top(file.sha256, plans)], failures

    def seen(self) -> frozenset[tuple[str, int, int]]:
        """(path, size, time of change) of the present files, without opening them."""
        return frozenset(sources.seen(self._asked.given, self._asked.out))

    def go(self, watch: Watch | None = None) -> Result:
        """Check the files without a result and return the result of the run.

        ``watch`` gets every result as it is there, and may cancel the run between two plans. Raises ``UserError`` where
        there is no file.
        """
        try:
            return self._gone(watch or Watch())
        finally:
            # What archives held is in the results; the next run unpacks what has changed.
            shutil.rmtree(self._asked.out / UNPACKED, ignore_errors=True)

    def _gone(self, watch: Watch) -> Result:
        start = time.perf_counter()
        files, failures = self.find()
        if not files and not failures:
            raise UserError("batch.nothing", given=", ".join(self._asked.given))
        store = Store(self._asked.out)
        state = _State(counts=Counts(total=len(files)), failures=failures)
        jobs = self._left(files, store, state, watch)
        watch.progress(state.counts)
        left = {key for _, key in jobs}
        if jobs:
            opened = scheduling.opener(self._asked.scheduler, self._asked.jobs, self._name, self._pickled)
            for job, outcome in scheduling.run(self._jobs(jobs), opened, watch.cancelled):
                left.discard(job.key)
                self._take(store, job, outcome, state, watch)
        rows = self._parents.rows if self._parents else ()
        old = store.put_away(key for key in state.names if key not in state.without)
        if old:
            watch.tell(self._say("batch.old_reports", count=self._say.number(old), path=store.units / OLD))
        return Result(
            store=store,
            keys=tuple((name, key) for key, name in state.names.items() if key not in left),
            without=frozenset(state.without),
            failures=tuple(sorted(state.failures, key=lambda failure: failure.file)),
            setup=self._setup,
            made=len(jobs) - len(left),
            seconds=time.perf_counter() - start,
            heaviest=state.heaviest,
            conforming=state.counts.conforming,
            unused=() if left else tuple(row for row in rows if row not in state.used),
            cancelled=bool(left),
        )

    def _take(self, store: Store, job: Job, outcome: Outcome, state: _State, watch: Watch) -> None:
        """Keep an outcome and hand it over."""
        failure = self._keep(store, job, outcome, state.counts, watch.tell)
        state.heaviest = min(state.heaviest, outcome.heaviest)
        state.used.add(self._row_of(job.name, outcome.unit))
        for message in outcome.leading:
            watch.tell(self._say("batch.mistaken", name=job.name, message=message))
        if failure is not None:
            state.without.add(job.key)
            state.failures.append(failure)
            watch.tell(told(failure, self._say))
        watch.handed(
            Handed(
                file=job.name,
                key=job.key,
                sha256=job.sha256,
                unit=outcome.unit,
                conforms=outcome.conforms,
                heaviest=outcome.heaviest,
                leading=outcome.leading,
                failure=failure,
                review=outcome.review,
            )
        )
        watch.progress(state.counts)

    def _left(
        self, files: Sequence[SourceFile], store: Store, state: _State, watch: Watch
    ) -> list[tuple[SourceFile, str]]:
        """Files without a result, each with its key; the state takes the others, and they are handed over."""
        left: list[tuple[SourceFile, str]] = []
        counts = state.counts
        for file in files:
            key = self._key_of(file)
            if key in state.names:
                failure = same(file.name, file.sha256, state.names[key], self._say)
                state.failures.append(failure)
                counts.done += 1
                counts.aside += 1
                watch.handed(Handed(file=file.name, key=key, sha256=file.sha256, failure=failure))
                continue
            state.names[key] = file.name
            state.used.add(self._row_of(file.name))
            kept = store.summary(key, self._setup.endings)
            if kept is None:
                left.append((file, key))
                continue
            counts.done += 1
            counts.kept += 1
            counts.conforming += kept.conforms
            state.used.add(self._row_of(file.name, kept.unit))
            state.heaviest = min(state.heaviest, kept.heaviest)
            before = kept.failure and replace(kept.failure, file=file.name, sha256=file.sha256)
            if before is not None:
                counts.fail(before)
                state.without.add(key)
                state.failures.append(before)
            watch.handed(
                Handed(
                    file=file.name,
                    key=key,
                    sha256=file.sha256,
                    unit=kept.unit or "",
                    conforms=kept.conforms,
                    heaviest=kept.heaviest,
                    failure=before,
                    kept=True,
                )
            )
        return left

    def _row_of(self, file: str, unit: str | None = None) -> str | None:
        return self._parents.row_of(file, unit) if self._parents else None

    def _key_of(self, file: SourceFile) -> str:
        parents: object = ""
        if self._parents is not None:
            # A file without a row may belong to a unit with one, which is known only after reading.
            parents = self._parents.of(file.name) or sorted(self._parents.rows.items())
        told = f"{self._key}/{file.sha256}/{parents}"
        return hashlib.sha256(told.encode()).hexdigest()[:_KEY]

    def _jobs(self, left: Sequence[tuple[SourceFile, str]]) -> Iterator[Job]:
        send = (self._asked.scheduler or "").startswith(("tcp://", "tls://")) and not self._asked.shared
        for file, key in left:
            yield Job(
                key=key,
                name=file.name,
                sha256=file.sha256,
                path=reachable(file.path.resolve()),
                content=reachable(file.path).read_bytes() if send else None,
                setup=self._name,
            )

    def _keep(
        self, store: Store, job: Job, outcome: Outcome, counts: Counts, tell: Callable[[str], None]
    ) -> Failure | None:
        counts.done += 1
        failure = outcome.failure
        if failure is None:
            for path in store.save(job.key, outcome.unit, outcome.result, outcome.reports):
                tell(self._say("batch.beside", path=path))
            counts.conforming += outcome.conforms
            return None
        counts.fail(failure)
        failure = replace(failure, reason=in_words(failure, self._say))
        if not outcome.passing:
            store.fail(job.key, failure)
        return failure
