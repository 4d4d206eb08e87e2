"""Files in the folder of a run beside the results: overview, tables, and the record of the run (``run.json``)."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from compare.survey.keys import Keys, KeysError, read_keys
from compare.survey.unit import Failure, Unit, UnitReview
from compare.survey.unit_json import failure_json, failure_of, from_json, to_json
from doichieu import __version__
from doichieu.messages import UserError
from doichieu.output import whole, write
from doichieu.runs.expected import Expected
from doichieu.runs.mapping import read_units
from doichieu.runs.setup import program
from doichieu.runs.store import Store

if TYPE_CHECKING:
    from compare.survey.overview import Overview
    from doichieu.runs.run import Result
    from templates.overview import Link

RUN = "run.json"
SCHEMA = "doichieu.run/1"
LEADER = "mot-trang.html"
"""The page of ten lines for a leader."""
FILES = ("index.html", LEADER, "matrix.xlsx", "results.csv", "results.parquet")
"""The files of an overview."""


_MANY = 200
"""Number of results from which a second process is worth its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The user's tables for the overview."""

    units: tuple[str, ...] | None = None
    keys: Keys | None = None
    told: str = ""
    """A fingerprint of both."""

    @classmethod
    def read(cls, units: Path | None, keys: Path | None) -> Tables:
        """Read the tables that are given; raises ``UserError`` for an invalid one."""
        given = [path for path in (units, keys) if path]
        told = hashlib.sha256(b"\0".join(path.read_bytes() for path in given)).hexdigest()
        try:
            shared_out_by = read_keys(keys) if keys else None
        except KeysError as error:
            raise UserError("batch.bad_keys", path=keys, reason=error) from error
        return cls(units=read_units(units) if units else None, keys=shared_out_by, told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Results to write an overview of: each a (folder, file, key), and the failures.

    ``above`` are the reviews of upper plans against those above them.
    """

    results: tuple[tuple[Store, str, str], ...]
    failures: tuple[Failure, ...]
    above: tuple[UnitReview, ...] = ()

    def units(self, out: Path) -> Iterator[tuple[UnitReview, str | None]]:
        """The results in the order of their files, read from disk one at a time at every call.

        Each comes with the relative path from ``out`` to its report, None without one.
        """
        for store, name, key in self.results:
            found = store.load(key)
            if found is not None:
                report = store.report(key)
                way = quote(Path(os.path.relpath(report, out)).as_posix()) if report else None
                yield (found if found.file == name else replace(found, file=name)), way


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The numbers of an overview: plans, conforming ones, and files that stand aside, came twice or are unreadable."""

    plans: int = 0
    conforming: int = 0
    aside: int = 0
    same: int = 0
    unreadable: int = 0

    @classmethod
    def of(cls, overview: Overview) -> Counted:
        """The numbers of an overview."""
        return cls(
            plans=len(overview.lines),
            conforming=sum(line.conforms for line in overview.lines),
            aside=len(overview.aside),
            same=len(overview.same),
            unreadable=len(overview.unreadable),
        )

    @property
    def files(self) -> int:
        """The number of all files."""
        return self.plans + self.aside + self.same + self.unreadable


def write_outputs(
    out: Path, result: Result, tables: Tables, tell: Callable[[Path], None] = lambda _: None
) -> tuple[bool, Counted]:
    """Write all files where some are missing or out of date; returns whether they were written, and their numbers.

    ``tell`` gets each file that was written under another name, since a program holds the old one open; the next run
    writes all of them anew.
    """
    kept = Kept(
        results=tuple((result.store, name, key) for name, key in result.keys if key not in result.without),
        failures=result.failures,
    )
    told = _fingerprint(kept, tables)
    before = _current(out, told)
    if before is not None:
        return False, before

    @cache
    def above() -> tuple[UnitReview, ...]:
        from compare.survey.chain import upper_reviews

        setup = result.setup
        return tuple(upper_reviews(setup.references, setup.settings, setup.rules))

    overview, beside = _write(out, kept, above, tables)
    counted = Counted.of(overview)
    for path in beside:
        tell(path)
    run = _run(result, "" if beside else told)
    run |= {"counted": asdict(counted), "above": [to_json(one) for one in above()]}
    write(out / RUN, _bytes(run))
    return True, counted


def rebuild(outs: Sequence[Path], target: Path, tables: Tables) -> tuple[int, tuple[str, ...]]:
    """Write the overview of the results of some folders into ``target``.

    Returns the number of plans that it counts, and the lines for a leader.
    """
    results: list[tuple[Store, str, str]] = []
    failures: list[Failure] = []
    above: dict[str, UnitReview] = {}
    for out in outs:
        try:
            data = json.loads((out / RUN).read_bytes())
            store = Store(out)
            results += [(store, one["name"], one["key"]) for one in data["files"] if one["key"]]
            failures += [failure_of(one) for one in data["failures"]]
            above |= {one["sha256"]: from_json(one) for one in data["above"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UserError("matrix.no_run", path=out) from error
    kept = Kept(results=tuple(results), failures=tuple(failures))
    overview, _ = _write(target, kept, lambda: tuple(above.values()), tables)
    from templates.overview import leader_lines

    lines = (f"{one.label}: {one.text}" if one.label else one.text for one in leader_lines(overview))
    return len(overview.lines), tuple(lines)


def _write(
    out: Path, kept: Kept, above: Callable[[], tuple[UnitReview, ...]], tables: Tables
) -> tuple[Overview, list[Path]]:
    """Write the overview; returns it and the files written under another name, since a program holds the old ones open.

    ``above`` makes ``Kept.above``. For many results another process writes the workbook, which takes as long as all
    else; it starts while ``above`` is made.
    """
    if len(kept.results) < _MANY:
        kept = replace(kept, above=above())
        workbook = _write_workbook(out, kept, tables)
        overview, beside = _write_tables_and_pages(out, kept, tables)
        return overview, [*workbook, *beside]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        pool.submit(_load_workbook)
        kept = replace(kept, above=above())
        waited = pool.submit(_write_workbook, out, kept, tables)
        overview, beside = _write_tables_and_pages(out, kept, tables)
        return overview, [*waited.result(), *beside]


def _load_workbook() -> None:
    """Load what the process for the workbook needs."""
    import xlsxwriter  # noqa: F401

    import templates.excel.matrix  # noqa: F401


def _write_workbook(out: Path, kept: Kept, tables: Tables) -> list[Path]:
    from templates.excel.matrix import MatrixWriter

    beside: list[Path] = []
    with whole(out / "matrix.xlsx", beside) as matrix, MatrixWriter(matrix) as book:
        overview, _ = _surveyed(out, kept, tables, book.add)
        book.close(overview)
    return beside


def _write_tables_and_pages(out: Path, kept: Kept, tables: Tables) -> tuple[Overview, list[Path]]:
    from compare.rules import RULES
    from templates.data.results import ResultsWriter
    from templates.overview import leader_page, overview_page

    beside: list[Path] = []
    with (
        whole(out / "results.csv", beside) as table,
        whole(out / "results.parquet", beside) as parquet,
        ResultsWriter(table, parquet) as writer,
    ):
        overview, reports = _surveyed(out, kept, tables, writer.add)
    link, day = _links(reports), date.today().isoformat()
    names = {code: rule.name for code, rule in RULES.items()}
    page = overview_page(overview, link=link, rules=names, day=day)
    write(out / "index.html", page.encode("utf-8", "backslashreplace"), beside)
    brief = leader_page(overview, link=link, day=day)
    write(out / LEADER, brief.encode("utf-8", "backslashreplace"), beside)
    return overview, beside


def _links(reports: Mapping[tuple[str, str], str]) -> Link:
    """The function that gives the path to the report of a plan, also of one that stands aside."""
    return lambda line: reports.get((line.file, line.sha256 or ""))


def _surveyed(
    out: Path, kept: Kept, tables: Tables, take: Callable[[UnitReview], None]
) -> tuple[Overview, dict[tuple[str, str], str]]:
    """The overview from one pass through the results, and the paths of the reports by (file, SHA-256)."""
    reports: dict[tuple[str, str], str] = {}

    def taken() -> Iterator[UnitReview]:
        for review, report in kept.units(out):
            if report is not None:
                # Two runs may each have a file of this name.
                reports[review.file, review.sha256] = report
            yield review

    return overview_of(taken(), kept.failures, above=kept.above, tables=tables, take=take), reports


def overview_of(
    reviews: Iterable[UnitReview],
    failures: Iterable[Failure],
    *,
    above: Iterable[UnitReview] = (),
    tables: Tables | None = None,
    take: Callable[[UnitReview], None] = lambda _: None,
) -> Overview:
    """The overview of some results; the tables name the expected units, else the official list does.

    ``take`` is called with each result that counts.
    """
    from compare.survey.surveying import Survey

    tables = tables or Tables()
    survey, expected = Survey(keys=tables.keys, above=above), Expected()
    for review in reviews:
        if survey.add(review):
            expected.add(review)
            take(review)
    units = expected.units() if tables.units is None else [Unit(name=name) for name in tables.units]
    return survey.close(failures, units)


def _run(result: Result, told: str) -> dict[str, Any]:
    """The record of a run, as ``run.json`` holds it."""
    setup = result.setup
    return {
        "schema": SCHEMA,
        "doichieu": __version__,
        "program": program(),
        "python": platform.python_version(),
        "system": platform.system(),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(result.seconds, 3),
        "made": result.made,
        "reused": len(result.keys) - result.made,
        "outputs": told,
        "settings": {
            "thresholds": {key: _plain(value) for key, value in asdict(setup.settings).items()},
            "select": list(setup.rules.select),
            "ignore": list(setup.rules.ignore),
            "severity": {code: str(grade) for code, grade in setup.rules.severity.items()},
            "waivers": len(setup.waivers),
            "revisions": str(setup.options.revisions),
        },
        "references": [{"name": plan.source.name, "sha256": plan.source.sha256} for plan in setup.references],
        "files": [{"name": name, "key": None if key in result.without else key} for name, key in result.keys],
        "failures": [failure_json(failure) for failure in result.failures],
    }


def _plain(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple) else value


def _fingerprint(kept: Kept, tables: Tables) -> str:
    """A hash of everything that the overview depends on."""
    names = [(name, key) for _, name, key in kept.results]
    return hashlib.sha256(repr((program(), names, kept.failures, tables.told)).encode()).hexdigest()


def _current(out: Path, told: str) -> Counted | None:
    """The numbers of the overview that is there; None where it is out of date or incomplete."""
    try:
        before = json.loads((out / RUN).read_bytes())
        counted = Counted(**before["counted"])
        if before["outputs"] != told:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return counted if all((out / name).is_file() for name in FILES) else None


def _bytes(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
