"""Tables for notebooks (pandas): one row a pair, a plan, a target; names of columns are stable."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.model import Review, Severity
from compare.standing import BY_LETTER, Standing
from compare.survey.overview import Batch, Group, Overview
from compare.survey.results import COLUMNS, Kind, cells
from compare.survey.unit import UnitReview, unit_review
from extract.frames import plan_frame
from extract.model import Plan

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {
    Kind.TEXT: "string",
    Kind.CHOICE: "category",
    Kind.WHOLE: "Int64",
    Kind.NUMBER: "float64",
    Kind.YES: "bool",
}


def frame(result: Plan | Review | UnitReview | Batch | Overview | Group) -> pd.DataFrame:
    """Give a result as a pandas table.

    Arguments:
        result: a plan (one row a measure of its targets and tasks), a review, the review of a unit or a batch (one row
            a pair, the columns of ``results.csv``, docs/results.md), an overview (one row a plan), or a group of an
            overview (one row a plan, one column a target, the standing in the cells).

    Returns:
        A table with columns of stable names. Numbers are floats, in the unit of their row (``unit``, ``upper_unit``,
        ``lower_unit``); shares are between 0 and 1.

    Raises:
        TypeError: the result is anything else.

    >>> from extract import read_plan
    >>> frame(read_plan("samples/a2-kh-tinh.docx"))[["target", "low", "unit", "deadline"]].head(2)
      target   low unit deadline
    0     t1  65.0    %     2025
    1     t2  40.0    %     2025
    """
    if isinstance(result, Plan):
        return plan_frame(result)
    if isinstance(result, Review):
        return review_frame(result)
    if isinstance(result, UnitReview):
        return results_frame([result])
    if isinstance(result, Batch):
        return results_frame(result.reviews)
    if isinstance(result, Overview):
        return units_frame(result)
    if isinstance(result, Group):
        return matrix_frame(result)
    raise TypeError(f"no table for {type(result).__name__}")


def review_frame(review: Review) -> pd.DataFrame:
    """One row a pair; the columns are those of ``results.csv``."""
    source = review.draft.source
    return results_frame([unit_review(review, file=source.name, sha256=source.sha256)])


def results_frame(reviews: Iterable[UnitReview]) -> pd.DataFrame:
    """One row a pair of all results; the columns are those of ``results.csv``."""
    import pandas as pd

    rows = [row for review in reviews for row in cells(review)]
    frame = pd.DataFrame.from_records(rows, columns=[column.name for column in COLUMNS])
    return frame.astype({column.name: _TYPES[column.kind] for column in COLUMNS})


_UNIT_COLUMNS = (
    "unit", "level", "province", "file", "plan_number", "conforms", "group", "rank", "due", "fits", "share",
    *map(str, Standing), "inherited", *map(str, Severity),
)  # fmt: skip


def units_frame(overview: Overview) -> pd.DataFrame:
    """One row a plan: what it can be held to (``due``), what fits (``fits``, ``share``), counts by standing, rank."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "unit": line.unit.name,
                "level": line.unit.level.value if line.unit.level else None,
                "province": line.unit.province,
                "file": line.file,
                "plan_number": line.number,
                "conforms": line.conforms,
                "group": number,
                "rank": line.rank,
                "due": line.due,
                "fits": line.fits,
                "share": line.fits / line.due if line.due else None,
                **{standing.value: line.count(standing) for standing in Standing},
                "inherited": len(line.inherited),
                **{severity.value: line.severities.get(severity, 0) for severity in Severity},
            }
            for number, group in enumerate(overview.groups)
            for line in group.lines
        ],
        columns=list(_UNIT_COLUMNS),
    )


def matrix_frame(group: Group) -> pd.DataFrame:
    """One row a plan, one column a target, named by (upper plan, number); the standing in the cells."""
    import pandas as pd

    columns = pd.MultiIndex.from_tuples(
        [(group.references[column.reference].name, column.number) for column in group.columns],
        names=["reference", "number"],
    )
    names_of = {letter: standing.value for letter, standing in BY_LETTER.items()}
    rows = [[names_of.get(letter) for letter in line.letters] for line in group.lines]
    names = pd.Index([line.unit.name for line in group.lines], name="unit")
    return pd.DataFrame(rows, index=names, columns=columns)


def totals_frame(overview: Overview) -> pd.DataFrame:
    """One row a total and a unit: what it gives, its fair share, what is lacking of all."""
    import pandas as pd

    columns = ["reference", "number", "text", "unit_of_count", "years", "wanted", "given", "short", "key", "unit",
               "amount", "fair"]  # fmt: skip
    rows = []
    for group in overview.groups:
        for total in group.totals:
            # All that is told of the whole is told once: the sum goes through all parts.
            whole = (
                group.references[total.reference].name, total.number, total.text, total.unit, total.years,
                float(total.wanted), float(total.given), float(total.short), total.key,
            )  # fmt: skip
            rows += [(*whole, part.unit, _float(part.amount), _float(part.fair)) for part in total.parts]
    return pd.DataFrame.from_records(rows, columns=columns)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
