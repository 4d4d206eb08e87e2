"""Places of targets: sections of targets, general aims, the designs of a scheme, the rest of a plan without those."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Measure, Role
from extract.structure.outline import Outline
from extract.structure.passages import Passage
from extract.traced import Traced

_AIMS = phrases("outline", "general_aims")
_REQUIREMENTS = phrases("outline", "requirements")
_WORK_FAULTS = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("outline", "work_faults"))
_DESIGNS = phrases("outline", "designs")
_REPORTING = phrases("outline", "reporting")
_ANNOUNCING = composed(r"(?<!\w)<<words>>[\s:]*$", words=phrases("outline", "announcing"))
_COUNTED_BELOW = phrases("outline", "counted_below")
# "Bảng 2. Các chỉ tiêu chủ yếu", "Biểu số 1: …"
_CAPTION = composed(r"<<words>>\s+(?:số\s+)?\d{1,2}(?!\w)", words=phrases("outline", "captions"))
_EXPLAINING = composed(r"\W*<<words>>(?:\s[^:.;\d]{1,40})?:\s", words=phrases("outline", "explanations"))
_LEAST_SUBJECT = 3


class Standing(Enum):
    """Kinds of places of a target."""

    SECTION = auto()
    """A section of targets; general aims in a plan without one."""
    AIM = auto()
    """General aims (mục tiêu chung) beside a section of targets."""
    REQUIREMENT = auto()
    """Requirements (mục đích, yêu cầu): what there is to be none of is a target."""
    DESIGN = auto()
    """A section "Định hướng …" or "Quy hoạch …": its numbers are targets, its items without a number are not."""
    LOOSE = auto()
    """Elsewhere in a plan without a section of targets."""


def standing_of(passage: Passage, outline: Outline, *, has_section: bool) -> Standing | None:
    """The kind of place of a passage; None for a place without targets."""
    if passage.role is Role.TARGETS or (passage.role is Role.OBJECTIVES and not has_section):
        return Standing.SECTION
    if passage.role is Role.OBJECTIVES:
        if any(map(_AIMS.match, _headings(passage, outline))):
            return Standing.AIM
        return Standing.REQUIREMENT if any(map(_REQUIREMENTS.match, _headings(passage, outline))) else None
    if passage.role is Role.OTHER and any(map(_DESIGNS.match, _headings(passage, outline))):
        return Standing.DESIGN
    return Standing.LOOSE if passage.role in (Role.OTHER, Role.TASKS) and not has_section else None


def _headings(passage: Passage, outline: Outline) -> Iterator[str]:
    """The folded headings above a passage."""
    for step in outline.ancestors(passage.node)[1 if passage.is_heading else 0 :]:
        head = outline.nodes[step].head
        if head is not None:
            yield fold(head.text)


def states(passage: Passage, measure: Measure) -> bool:
    """Whether a measure of a stem or heading is a target of its own: "Đến năm 2025 có 40 vườn ươm, cụ thể:".

    "100% cơ sở:" is the first piece of a sentence, "gồm 05 chỉ tiêu:" a count of the items.
    """
    if measure.unit in _COUNTED_BELOW:
        return False
    whole = _ANNOUNCING.search(fold(passage.text.text)) is not None
    return whole or len(measure.subject.split()) >= _LEAST_SUBJECT


def is_required(measure: Measure) -> bool:
    """Whether a measure of a section of requirements says what there is to be none of, and not how to work."""
    none = measure.unit is None and measure.low == measure.high == 0
    return none and not _WORK_FAULTS.search(fold(measure.subject))


def without_announcing(text: Traced) -> Traced:
    """A stem without the words that announce its items: "…, cụ thể:"."""
    found = _ANNOUNCING.search(fold(text.text))
    return text[: found.start()] if found else text


def reports(text: str) -> bool:
    """Whether a text reports on past months."""
    return _REPORTING.search(fold(text)) is not None


def is_caption(text: str) -> bool:
    """Whether a text is the name of a table or picture: "Bảng 2. Các chỉ tiêu chủ yếu"."""
    return _CAPTION.match(fold(text)) is not None


def explains(text: str) -> bool:
    """Whether an item tells how others are measured or read, and asks nothing: "Cách tính: mỗi tiêu chí …"."""
    return _EXPLAINING.match(fold(text)) is not None
