"""Files in the folder of a run beside the results: overview, tables, and the record of the run (``run.json``)."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from compare.survey.keys import Keys, KeysError, read_keys
from compare.survey.unit import Failure, Unit, UnitReview
from compare.survey.unit_json import from_json, to_json
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

RUN = "run.json"
SCHEMA = "doichieu.run/1"
FILES = ("index.html", "matrix.xlsx", "results.csv", "results.parquet")
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


def write_outputs(
    out: Path, result: Result, tables: Tables, tell: Callable[[Path], None] = lambda _: None
) -> bool:
    """Write all files where some are missing or out of date; returns whether they were written.

    ``tell`` gets each file that was written under another name, since a program holds the old one open; the next run
    writes all of them anew.
    """
    kept = Kept(
        results=tuple((result.store, name, key) for name, key in result.keys if key not in result.without),
        failures=result.failures,
    )
    told = _fingerprint(kept, tables)
    if _is_current(out, told):
        return False
    from compare.survey.chain import upper_reviews

    setup = result.setup
    above = upper_reviews(setup.references, setup.settings, setup.rules)
    beside = _write(out, replace(kept, above=above), tables)
    for path in beside:
        tell(path)
    run = _run(result, "" if beside else told) | {"above": [to_json(one) for one in above]}
    write(out / RUN, _bytes(run))
    return True


def rebuild(outs: Sequence[Path], target: Path, tables: Tables) -> int:
    """Write the overview of the results of some folders into ``target``; returns the number of results."""
    results: list[tuple[Store, str, str]] = []
    failures: list[Failure] = []
    above: dict[str, UnitReview] = {}
    for out in outs:
        try:
            data = json.loads((out / RUN).read_bytes())
            store = Store(out)
            results += [(store, one["name"], one["key"]) for one in data["files"] if one["key"]]
            failures += [Failure(**one) for one in data["failures"]]
            above |= {one["sha256"]: from_json(one) for one in data["above"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UserError("matrix.no_run", path=out) from error
    kept = Kept(results=tuple(results), failures=tuple(failures), above=tuple(above.values()))
    _write(target, kept, tables)
    return len(results)


def _write(out: Path, kept: Kept, tables: Tables) -> list[Path]:
    """Write the overview; for many results another process writes the workbook, which takes as long as all else.

    Returns the files written under another name, since a program holds the old ones open.
    """
    if len(kept.results) < _MANY:
        return [*_write_workbook(out, kept, tables), *_write_tables_and_page(out, kept, tables)]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        workbook = pool.submit(_write_workbook, out, kept, tables)
        beside = _write_tables_and_page(out, kept, tables)
        return [*workbook.result(), *beside]


def _write_workbook(out: Path, kept: Kept, tables: Tables) -> list[Path]:
    from templates.excel.matrix import MatrixWriter

    beside: list[Path] = []
    with whole(out / "matrix.xlsx", beside) as matrix, MatrixWriter(matrix) as book:
        overview, _ = _surveyed(out, kept, tables, book.add)
        book.close(overview)
    return beside


def _write_tables_and_page(out: Path, kept: Kept, tables: Tables) -> list[Path]:
    from compare.rules import RULES
    from templates.data.results import ResultsWriter
    from templates.overview import overview_page

    beside: list[Path] = []
    with (
        whole(out / "results.csv", beside) as table,
        whole(out / "results.parquet", beside) as parquet,
        ResultsWriter(table, parquet) as writer,
    ):
        overview, reports = _surveyed(out, kept, tables, writer.add)
    page = overview_page(
        overview,
        link=lambda line: reports.get((line.file, line.sha256)),
        rules={code: rule.name for code, rule in RULES.items()},
        day=date.today().isoformat(),
    )
    write(out / "index.html", page.encode("utf-8", "backslashreplace"), beside)
    return beside


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
            take(review)
            yield review

    return overview_of(taken(), kept.failures, above=kept.above, tables=tables), reports


def overview_of(
    reviews: Iterable[UnitReview],
    failures: Iterable[Failure],
    *,
    above: Iterable[UnitReview] = (),
    tables: Tables | None = None,
) -> Overview:
    """The overview of some results; the tables name the expected units, else the official list does."""
    from compare.survey.surveying import Survey

    tables = tables or Tables()
    survey, expected = Survey(keys=tables.keys, above=above), Expected()
    for review in reviews:
        survey.add(review)
        expected.add(review)
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
        "failures": [asdict(failure) for failure in result.failures],
    }


def _plain(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple) else value


def _fingerprint(kept: Kept, tables: Tables) -> str:
    """A hash of everything that the overview depends on."""
    names = [(name, key) for _, name, key in kept.results]
    return hashlib.sha256(repr((program(), names, kept.failures, tables.told)).encode()).hexdigest()


def _is_current(out: Path, told: str) -> bool:
    try:
        before = json.loads((out / RUN).read_bytes())["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return before == told and all((out / name).is_file() for name in FILES)


def _bytes(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
