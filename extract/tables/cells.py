"""The cell of a value, read as the end of the sentence that its row amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.grammar.directions import Setting, direction_of
from extract.grammar.marks import MarkKind, blanked, find_marks
from extract.grammar.measures import Context, measures_of
from extract.grammar.qualifiers import (
    bound_behind,
    clause_bound,
    clause_change,
    clause_effort,
    read_qualifiers,
)
from extract.grammar.quantities import RANK, TIMED, find_quantities
from extract.grammar.rates import YEARLY_BEHIND
from extract.grammar.subjects import condition_of, scope_of, subject_of
from extract.grammar.zeros import is_none, zero_measure
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.language.units import COUNTED_NOUNS, FREQUENCY_NOUNS, UNITS, canonical_unit, unit_kind
from extract.model import Better, Bound, Change, Document, Effort, Measure, TableCell
from extract.traced import Traced, anchor, concat, quote

_IN_BRACKETS = re.compile(
    r"\s*[(\[]\s*(?:(?:đvt|đơn vị tính|đơn vị)\s*:\s*)?([^()\[\]]+?)\s*[)\]]", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-–+•*]|[a-zđ]\)|\d+(?:\.\d+)*[.)](?=\s)|\d+(?:\.\d+)+(?=\s))\s*")
# "Mức giảm tỷ lệ hộ nghèo" is a decrease, although a noun comes first.
_CHANGE_HEAD = composed(r"^<<heads>>\s+(?=(?:tăng|giảm)\s)", heads=phrases("tables", "change", "heads"))
# "Số hộ nghèo giảm trong năm": the change stands behind its subject.
_CHANGE_BEHIND = composed(
    r"\s((?:tăng|giảm)(?:\s+<<behind>>)*)$", behind=phrases("tables", "change", "behind")
)
# "Chỉ tiêu 1: …"
_LABEL = composed(
    r"^\s*<<names>>\s+\d+(?:\.\d+)*\s*[:.]\s*(?=\S)",
    re.IGNORECASE,
    names=phrases("tables", "subject", "within", folded=False),
)
# "04/07 (57,1%)": a share behind its count.
_SHARE_BEHIND = re.compile(
    r"(?P<before>\D*)\d+\s?/\s?\d+[^()\d]*\((?P<share>[^()\d]*\d+(?:[,.]\d+)?\s*%)\s*\)"
)
_MADE_LAST = composed(r"\s(?P<verb><<verbs>>)$", verbs=phrases("quantities", "made", "verbs"))
_GLOSS = re.compile(r"\([^()]*\)")
# "4,5 (1)", "Tỷ lệ hộ nghèo(1)", "60*"
_NOTE_MARK = re.compile(r"(?<=\w)\s*(?:\(\d{1,2}\)|\*+)\s*$")
# "Số hộ …", "Tổng số lượt …", "Lượt khách …"
_COUNTED = composed(
    r"(?:(?:tổng\s+)?số\s+(?:lượng\s+)?(?P<noun><<nouns>>)|(?P<turns>lượt))(?!\w)", nouns=COUNTED_NOUNS
)
# The words without which the name of a row has no base: "mỗi năm", "từng xã", "/tháng", "xã nào cũng có".
_MAY_HAVE_BASE = composed(
    r"[/%]|nào\s+cũng|<<words>>",
    words=several(
        *(
            phrases("quantities", "per", f"{name}_{place}")
            for name in ("year", "month", "quarter", "week", "day", "each")
            for place in ("before", "after")
            if (name, place) != ("each", "after")
        )
    ),
)
_TIME_UNITS = phrases("quantities", "not_measure", "mean_units")
_HEADS, _BASE_NOUNS = phrases("quantities", "per", "heads"), phrases("quantities", "per", "base_nouns")
_RANKS = phrases("tables", "ranks", "names")
_CAPTION_UNIT = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*([^()\d,.;]{1,40})\)?\s*$", re.IGNORECASE)
# "Kết quả mỗi năm (tính bằng phần trăm trên tổng số đối tượng):"
_CAPTION_SHARE = composed(
    r"\(?(?:tính\s+)?(?:bằng|theo)\s+<<shares>>(?!\w)",
    shares=several(["phần trăm", "tỷ lệ %", "tỷ lệ phần trăm"]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The subject of a row or column: ``words`` without unit and time, ``unit`` from its brackets."""

    text: Traced
    words: str
    unit: str | None
    name: str = ""
    """The whole name without number and unit, as a quote says it."""
    due: str | None = None
    """The year or day that the name itself gives: "Bản có biển chỉ dẫn (xong trước năm 2023)"."""


def subject_from(text: Traced, above: str = "") -> Subject:
    """The subject that a cell names; ``above`` is the subject of the row that a sub-row belongs to."""
    name, unit = without_unit(_NOTE_MARK.sub("", _LABEL.sub("", _BULLET.sub("", text.text))))
    times = [mark for mark in find_marks(name) if mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD)]
    glosses = [gloss.span() for gloss in _GLOSS.finditer(name)]
    cut_out = [
        next((gloss for gloss in glosses if gloss[0] < mark.start < gloss[1]), (mark.start, mark.end))
        for mark in times
    ]
    found = subject_of(name, (0, len(name)), cut_out)
    if found.count("(") > found.count(")"):
        # The bracket at the end of "Số xã đạt chuẩn (lũy kế)" belongs to the words.
        found += ")"
    due = [mark.date or str(mark.year) for mark in times if mark.kind is MarkKind.DEADLINE and mark.year]
    said = " ".join(f"{above} {name}".split()).rstrip(" .;:,")
    return Subject(
        text=text,
        words=f"{above} {found}".strip(),
        unit=unit,
        name=said,
        due=due[0] if len(due) == 1 else None,
    )


# "Số đơn vị đạt chuẩn (xã, phường)"
_COUNTS = re.compile(r"(?:tổng\s+)?số\s")
_PLACES = several(*(phrases("agencies", "places", level) for level in ("commune", "district", "village")))


def without_unit(name: str) -> tuple[str, str | None]:
    """A name and the unit in its brackets.

    >>> without_unit("Tỷ lệ hộ nghèo (%)")
    ('Tỷ lệ hộ nghèo', '%')
    """
    for found in _IN_BRACKETS.finditer(name):
        if is_unit(found[1]):
            return (name[: found.start()] + name[found.end() :]).strip(), found[1]
        first, comma, rest = found[1].partition(",")
        if comma and is_unit(first) and (_COUNTS.match(fold(name)) or fold(rest).strip() not in _PLACES):
            # "(xã, cộng dồn)": a unit, and how it is counted; in "Cụm dân cư văn hóa (thôn, bản)" whom the name means.
            return f"{name[: found.start()]} ({rest.strip()}){name[found.end() :]}", first.strip()
        if share := re.match(r"%\s+(?=[^\W\d])", found[1]):
            # "(% số hộ)": a share, and of what.
            return f"{name[: found.start()]} ({found[1][share.end() :]}){name[found.end() :]}", "%"
    bare = re.match(r"%\s+(?=\w)", name)
    return (name[bare.end() :], "%") if bare else (name, None)


def unit_of_caption(caption: tuple[str, ...]) -> str | None:
    """The unit above a table ("Đơn vị tính: %"); None without one."""
    for text in reversed(caption):
        found = _CAPTION_UNIT.search(text)
        if found:
            return found[1].strip()
        if _CAPTION_SHARE.search(fold(text)):
            return "%"
    return None


def whole_unit(text: str) -> str:
    """A unit whose words a narrow column broke anywhere, with the words behind its strokes whole again.

    >>> whole_unit("triệu đồng/ngư ời/năm")
    'triệu đồng/người/năm'
    """
    first, *bases = " ".join(text.split()).split("/")
    known = _whole_bases()
    return "/".join([first, *(known.get(fold(base).replace(" ", ""), base) for base in bases)])


@cache
def _whole_bases() -> dict[str, str]:
    """The words that may stand behind a stroke, by their letters alone."""
    words = ("năm", *_HEADS.words, *_BASE_NOUNS.words, *FREQUENCY_NOUNS)
    return {word.replace(" ", ""): word for word in words}


def is_money(unit: str) -> bool:
    """Whether a unit is one of money alone: "triệu đồng", not "triệu đồng/người"."""
    return unit_kind(canonical_unit(unit), None) == "money"


def is_unit(text: str) -> bool:
    """Whether words in brackets are a unit of the lexicon, or "%" or "‰"."""
    folded = fold(text).strip()
    first = re.split(r"\s*/", folded)[0]
    return first in UNITS or first in _TIME_UNITS or bool(re.fullmatch(r"[%‰]", first))


def cell_measures(
    cell: Traced,
    subject: Subject,
    unit: str | None,
    context: Context,
    document: Document,
    *,
    column: str = "",
    place: str | None = None,
    part: bool = False,
) -> Iterator[Measure]:
    """The measures of one cell, usually one; none for "x", "-" or a blank. ``column`` names the cell in a quote."""
    if not re.search(r"\d", cell.text):
        if is_none(fold(cell.text)):
            yield _zero(cell, subject, context, document, column=column, part=part)
            return
        if unit not in (None, "%") or not _is_share(fold(cell.text)):
            return
    cell = cell.sub(_NOTE_MARK, "").strip()
    said = _as_said(cell, unit or _counted(subject.words))
    named = TableCell(
        name=subject.name or subject.words,
        unit=unit if said.text != cell.text else None,
        column=column,
        value=" ".join(cell.text.split()),
    )
    subject, own_bound = _bounded(subject)
    folded = blanked(fold(subject.words), find_marks(subject.words))
    change = clause_change(_CHANGE_HEAD.sub("", folded)) or _change_behind(folded)
    found = _value_of(said.text, context, subject.words if TIMED.search(fold(said.text)) else "")
    for measure in found or _timed(cell, unit, context):
        if measure.low is None:
            continue
        own = _own_words(measure, said.text, cell.text, unit)
        measure = replace(measure, unit=_unit_of_cell(measure, unit))
        bound = (own_bound or clause_bound(folded)) if measure.bound.value == "level" else None
        measure = replace(
            measure,
            subject=f"{subject.words} ({own})" if own else subject.words,
            bound=bound or measure.bound,
            change=measure.change or change,
            condition=_condition(subject.words, measure),
            part=part,
        )
        per = _per(measure, subject.words, said.text)
        listed = scope_of(subject.words)
        piece = concat(sorted([subject.text, cell], key=lambda text: text.start))
        yield replace(
            _directed(measure, _verb_first(folded)),
            text=quote(document, piece),
            anchor=anchor(document, piece),
            effort=clause_effort(folded) or measure.effort
            if measure.effort is Effort.PLAIN
            else measure.effort,
            baseline_year=measure.baseline_year or _baseline(subject.words),
            per=per,
            each=measure.each or per == "unit",
            scope=(place,) if place else listed if len(listed) > 2 else (),
            cell=named,
        )


def _bounded(subject: Subject) -> tuple[Subject, Bound | None]:
    """A subject without the bound at its end, and that bound: "Tỷ lệ hộ nghèo (không cao hơn)"."""
    found = bound_behind(fold(subject.words))
    if found is None:
        return subject, None
    bound, place = found
    words = f"{subject.words[: place.start]} {subject.words[place.stop :]}".strip()
    return replace(subject, words=words), bound


def _own_words(measure: Measure, said: str, cell: str, unit: str | None) -> str:
    """What a value of several in one cell is for: of "≤ 5 toàn tỉnh; ≤ 20 toàn vùng" the places; else ""."""
    if said == cell or unit is None or ";" not in cell:
        return ""
    return " ".join(fold(measure.subject).removeprefix(fold(unit)).split()).strip(" ,.")


def _is_share(folded: str) -> bool:
    """Whether a cell says nothing but a share in words: "một nửa", "ít nhất hai phần ba", "toàn bộ"."""
    found = find_quantities(folded, (), bare=True)
    if len(found) != 1 or found[0].unit != "%":
        return False
    around = read_qualifiers(folded, found[0].start, found[0].end, floor=0, ceiling=len(folded))
    return not (folded[: around.start] + folded[around.end :]).strip(" .;,")


def _zero(
    cell: Traced, subject: Subject, context: Context, document: Document, *, column: str, part: bool
) -> Measure:
    """The measure of a row "Tảo hôn" with a cell "Không để xảy ra"."""
    zero = zero_measure(
        concat(sorted([subject.text, cell.strip()], key=lambda text: text.start)),
        document,
        subject=subject.words,
        due=str(context.period.end) if context.period else None,
        effort=context.effort or Effort.PLAIN,
        condition=condition_of(subject.words),
        part=part,
    )
    name = subject.name or subject.words
    return replace(zero, cell=TableCell(name=name, unit=None, column=column, value=cell.text.strip()))


def _condition(subject: str, measure: Measure) -> str | None:
    """The condition in the name of the row, and that of the cell: "1,5 km/năm, nếu bố trí được vốn"."""
    found = [one for one in (condition_of(subject), measure.condition) if one]
    return "; ".join(dict.fromkeys(found)) or None


def _counts(measure: Measure) -> bool:
    return unit_kind(measure.unit, measure.per) == "count"


def _directed(measure: Measure, name: str) -> Measure:
    """The measure with the direction that its row tells."""
    if measure.unit == RANK and measure.change is None:
        return replace(measure, better=Better.LOWER, unsure=False)
    found = direction_of(name, measure.bound, measure.change, Setting(), counted=_counts(measure))
    is_lower = measure.change is None and measure.better is Better.LOWER
    better = Better.LOWER if is_lower else found.better
    return replace(measure, better=better, unsure=measure.unsure and not found.sure)


def _value_of(said: str, context: Context, about: str) -> tuple[Measure, ...]:
    """The measures of the words of a cell, whose quotes and places the caller sets.

    ``about`` is the name of the row, which decides only whether a number of days or years is a time.
    """
    return measures_of(said, replace(context, about=about))


def _timed(cell: Traced, unit: str | None, context: Context) -> Iterator[Measure]:
    """The measures of a cell in a column of "ngày": a value there, though in a sentence "1,5 ngày" is a time."""
    if unit:
        for measure in _value_of(_as_said(cell, None).text, context, ""):
            yield replace(measure, unit=canonical_unit(unit))


def is_made(name: str) -> bool:
    """Whether the name of a row ends with a verb of making or supplying: "Số lớp tập huấn mở"."""
    return _MADE_LAST.search(fold(name)) is not None


def _verb_first(name: str) -> str:
    """The name of a row as a sentence begins: "nhà vệ sinh hộ nghèo xây mới" → "xây mới nhà vệ sinh hộ nghèo"."""
    found = _MADE_LAST.search(name)
    return f"{found['verb']} {name[: found.start()]}" if found else name


def _as_said(cell: Traced, unit: str | None) -> Traced:
    """The value with its unit, as in a sentence; the unit's letters have the offset of the value."""
    share = re.fullmatch(r"(\d+)\s?/\s?\d+", cell.text)
    if share:
        # "8/12" in a column of "xã": 8 of 12, of which 8 is the value.
        cell = cell[: len(share[1])]
    elif behind := _SHARE_BEHIND.fullmatch(cell.text):
        return concat([cell[: behind.end("before")], cell[behind.start("share") : behind.end("share")]])
    found = find_quantities(cell.text, find_marks(cell.text), bare=True)
    if not found or any(_has_unit(quantity.unit, unit) for quantity in found):
        return cell
    if unit is None:
        # A number without a unit counts only behind a verb.
        return concat([Traced("đạt ", (cell.start,) * 4), cell])
    pieces, start = [], 0
    for quantity in found:
        pieces.append(cell[start : quantity.number_end].strip())
        pieces.append(Traced(f" {unit.lower()}", (pieces[-1].end - 1,) * (len(unit) + 1)))
        start = quantity.number_end - (quantity.unit is not None)
    return concat([*pieces, cell[start:]])


def _has_unit(own: str | None, unit: str | None) -> bool:
    """Whether a value in a cell names its unit; not that of "≤ 20 toàn vùng" in a column of "thứ bậc"."""
    return own is not None and (unit is None or unit_kind(own, None) != "count" or own in UNITS)


def _unit_of_cell(measure: Measure, unit: str | None) -> str | None:
    """The unit of a measure in a column of ``unit``: an unlisted noun of several words is kept whole."""
    if unit is None or measure.unit is None or measure.unit in UNITS:
        return measure.unit
    name = _GLOSS.sub("", fold(unit)).partition("/")[0].partition(",")[0].strip()
    if _RANKS.fullmatch(name):
        return RANK
    return name if name.startswith(f"{measure.unit} ") else measure.unit


def _counted(words: str) -> str | None:
    """What "Số hộ …", "Lượt khách …" counts, where the table tells no unit."""
    found = _COUNTED.match(fold(words))
    return found["noun"] or found["turns"] if found else None


def _change_behind(folded: str) -> Change | None:
    # "Lượng nước dùng, mức cắt giảm so với 2020": a baseline stands behind the change.
    found = _CHANGE_BEHIND.search(folded.rstrip("\x00 "))
    return clause_change(found[1]) if found else None


def _per(measure: Measure, words: str, said: str) -> str | None:
    """The base of a cell's number: as the cell says itself, else the name of its row."""
    if base := measure.per or _base(words, measure):
        return base
    if measure.change is not None and YEARLY_BEHIND.search(fold(said)):
        return "year"
    if not _MAY_HAVE_BASE.search(fold(f"{words} {(measure.unit or '').strip('%')}")):
        return None
    return _per_of_name(words, measure.unit, measure.change)


@lru_cache(maxsize=1_000)
def _per_of_name(words: str, unit: str | None, change: Change | None) -> str | None:
    """The base that the name of a row tells, as a sentence of the same words would: "… trồng mới mỗi năm"."""
    said = _CHANGE_HEAD.sub("", fold(words)) if change else f"{words}: đạt"
    sentence = f"{said} 2 {unit or ''}".rstrip()
    found = measures_of(sentence, Context(period=None, plan=None))
    asked = [measure.per for measure in found if measure.low == 2 and measure.per]
    return asked[-1] if asked and not asked[-1].isdigit() else None


def _base(subject: str, measure: Measure) -> str | None:
    """The base of a rate that the subject names: "Số bác sĩ trên 10.000 dân"."""
    if unit_kind(measure.unit, None) not in ("count", "plain"):
        return None
    return next((mark.base for mark in find_marks(subject) if mark.kind is MarkKind.RATE), None)


def _baseline(subject: str) -> int | None:
    return next((mark.year for mark in find_marks(subject) if mark.kind is MarkKind.BASELINE), None)
