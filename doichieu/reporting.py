"""A review in one of the forms of a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu import output
from doichieu.messages import UserError

if TYPE_CHECKING:
    from compare.model import Review
    from compare.survey.unit import UnitReview


def report_in(
    form: str, review: Review, template: Path | None = None, above: Sequence[UnitReview] = ()
) -> bytes:
    """Give the report in one form, by the user's own template where it is of that form.

    ``above`` are the upper plans held against those above them: what they have lost already is told.
    """
    from compare.rules import RULES
    from templates import render

    names = {code: rule.name for code, rule in RULES.items()}
    if template is None or output.template_form(template) != form:
        return render(review, form, rules=names, above=above)
    try:
        return render(review, form, template=template, rules=names, above=above)
    except Exception as error:
        # The same review can be rendered with the built-in template: what fails is theirs.
        detail = " ".join(f"{type(error).__name__}: {error}".split())
        raise UserError("error.bad_template", path=template, detail=detail) from error
