"""The overview of a batch, made from the stored reviews: a matrix for the page, the HTML page and the workbook.

The folder ``batches/<id>/<form>`` ("machine" or "decided") has ``matrix.json``, ``index.html`` and ``matrix.xlsx``;
``fingerprint`` says what they were made from.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from compare.decision import Decision as Decided
from compare.decision import State as Stand
from compare.human.deciding import decided
from compare.human.remarks import Remark as Remarked
from compare.model import Review as Result
from compare.model import Severity
from compare.rules import RULES
from compare.survey.aside import Aside
from compare.survey.overview import Line, Overview
from compare.survey.unit import Failure, FailureKind, UnitReview, unit_review
from doichieu.desk.batches.standing import Entry, entries, fingerprint, folder
from doichieu.desk.config import DeskConfig
from doichieu.desk.store import packing
from doichieu.desk.store.models import Batch, DecisionState, FindingRow, Job, Review, Told
from doichieu.desk.texts import say
from doichieu.desk.work.kinds import Tell
from doichieu.runs.outputs import Tables, overview_of
from templates.report.chain import anchor

_KINDS = {
    Told.SAME: FailureKind.SAME,
    Told.PROGRAMME: FailureKind.OTHER_PROGRAMME,
    Told.PLACE: FailureKind.OTHER_PLACE,
}


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Write the files of one form of the overview."""
    batch = Batch.objects.get(pk=job.object)
    human = bool(job.detail.get("decided"))
    mark, found = fingerprint(batch, decided=human), entries(batch)
    out = Path(tempfile.mkdtemp(dir=DeskConfig.current().scratch))
    try:
        _write(batch, found, human, out, tell)
        out.joinpath("fingerprint").write_text(mark, encoding="ascii")
        place = folder(batch, decided=human)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        shutil.move(out, place)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    return lambda: None


def fail(job: Job, reason: str) -> None:
    """The job itself tells the reason."""
    del job, reason


def _write(batch: Batch, found: list[Entry], human: bool, out: Path, tell: Tell) -> None:
    from templates.excel.matrix import MatrixWriter
    from templates.overview import overview_page

    links: dict[str, str] = {}
    cells: dict[str, dict[str, str]] = {}
    failures = [_failure(one) for one in found if one.run is None and one.item.told != Told.UPPER]
    tables = Tables(units=tuple(batch.expected)) if batch.expected else None
    with MatrixWriter(out / "matrix.xlsx") as book:

        def results() -> Iterator[UnitReview]:
            for number, one in enumerate(found):
                tell(say("job.overview"), number, len(found))
                if one.run is None or one.review is None:
                    continue
                machine = packing.review_of(one.run.review or b"")
                result = _decided(machine, one.review) if human else machine
                sha256 = str(one.item.file_id)
                links[sha256] = str(one.review.pk)
                cells[sha256] = dict(_cards(result, one.run.pk))
                yield unit_review(result, file=one.item.name, sha256=sha256)

        overview = overview_of(results(), failures, tables=tables, take=book.add)
        book.close(overview)

    def link(line: Line | Aside) -> str | None:
        number = links.get(line.sha256 or "")
        return f"/ra-soat/{number}/" if number else None

    names = {code: rule.name for code, rule in RULES.items()}
    page = overview_page(overview, link=lambda _: None, rules=names, title=batch.name)
    out.joinpath("index.html").write_text(page, encoding="utf-8", errors="backslashreplace")
    told = _matrix(overview, link, names, batch.name, cells)
    out.joinpath("matrix.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _matrix(
    overview: Overview,
    link: Callable[[Line | Aside], str | None],
    names: Mapping[str, str],
    title: str,
    cells: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """What the page of the batch shows: the same ranking and heat map as the overview page, with links to cards."""
    from templates.overview.arrange import arrange_overview

    view = arrange_overview(overview, link=link, rules=names, title=title, day=None)
    by_file = {line.file: line.sha256 for line in overview.lines}
    told: list[dict[str, Any]] = [asdict(group) for group in view.groups]
    for group in told:
        for panel in group["panels"]:
            anchors = [head["anchor"] for head in panel["heads"]]
            for line in panel["lines"]:
                known = cells.get(by_file.get(line["file"], ""), {})
                line["cards"] = [known.get(one, "") for one in anchors]
    return {
        "sentence": view.sentence,
        "tiles": view.tiles,
        "legend": view.legend,
        "groups": told,
        "defects": [asdict(one) for one in view.defects],
        "absent": [unit.name for unit in overview.absent],
        "expected": overview.expected,
        "unlisted": list(overview.unlisted),
        "repeated": [list(one) for one in overview.repeated],
    }


def _failure(one: Entry) -> Failure:
    return Failure(
        file=one.item.name,
        reason=one.reason or one.word,
        sha256=str(one.item.file_id) if one.item.file_id else None,
        kind=_KINDS.get(Told(one.item.told), FailureKind.UNREADABLE),
        unit=one.item.unit or None,
        detail=one.reason,
    )


def _cards(result: Result, run: int) -> Iterator[tuple[str, str]]:
    """(anchor of a target, key of the card about it) of each pair with an open finding."""
    card = dict(FindingRow.objects.filter(run=run).values_list("key", "card__key"))
    keys = {finding.id: finding.key for finding in result.findings}
    counted: Counter[int] = Counter()
    for pair in result.pairs:
        plan = pair.reference.plan or 0
        counted[plan] += 1
        found = [card[keys[name]] for name in pair.findings if keys.get(name) in card]
        if found:
            yield anchor(result.references[plan].source.sha256, counted[plan]), found[0]


def _decided(result: Result, review: Review) -> Result:
    """The machine's result with what humans decided and remarked."""
    rows = review.decisions.exclude(state=DecisionState.OPEN).select_related("by")
    decisions = [
        Decided(
            fingerprint=row.fingerprint,
            state=Stand(row.state),
            author=str(row.by),
            date=row.at.date().isoformat(),
            reason=row.reason,
            sentence=row.sentence,
            note=row.note,
        )
        for row in rows
    ]
    remarks = [
        Remarked(
            text=row.text,
            severity=Severity(row.severity),
            author=str(row.by),
            date=row.at.date().isoformat(),
            sentence=row.sentence,
        )
        for row in review.remarks.filter(withdrawn=False).select_related("by")
    ]
    return decided(result, decisions, remarks)
