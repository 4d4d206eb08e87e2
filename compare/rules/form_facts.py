"""What the rules of form ask of a draft: whose form it follows, and how much its file still tells of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Severity
from extract.language.lexicon import CAPITAL, fold
from extract.model import Part, Plan, Statement

_WORD_FORMATS = ("docx", "doc", "odt", "rtf")
"""Formats that keep all lines of a document; a page, a scan or bare text may have lost some."""
_STATE = re.compile(
    r"ủy ban|sở|phòng|bộ|chính phủ|thủ tướng|hội đồng nhân dân|văn phòng|chi cục|thanh tra|công an"
)


def of_the_state(plan: Plan) -> bool:
    """Whether Nghị định 30/2020/NĐ-CP rules its form; documents of the Party and of associations follow others."""
    issuer = fold(plan.masthead.issuer or "")
    return bool(_STATE.match(issuer)) and "ủy ban mặt trận" not in issuer and "ủy ban kiểm tra" not in issuer


def is_whole(plan: Plan) -> bool:
    """Whether what the text does not show is not there either, as far as the format tells."""
    return plan.source.format in _WORD_FORMATS


def softer(plan: Plan) -> Severity:
    """The weight of a line that is not there: low, and a note where reading may have lost it."""
    return Severity.LOW if is_whole(plan) else Severity.NOTE


def parts(plan: Plan, *wanted: Part) -> Iterator[Statement]:
    """The statements of some parts, in order."""
    return (statement for statement in plan.statements if statement.part in wanted)


def head(plan: Plan) -> Iterator[Statement]:
    """The masthead, up to the line of the kind; what is behind the title belongs to no masthead."""
    for statement in plan.statements:
        if statement.part not in (Part.HEAD, Part.CARRIER):
            return
        if statement.part is Part.HEAD:
            yield statement


CAPITALS = rf"{CAPITAL}(?:{CAPITAL}|\s)*"
