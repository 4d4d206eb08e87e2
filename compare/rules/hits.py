"""Places and hits that the families of rules have in common."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from compare.model import Pair, Place, Severity
from compare.rules.base import Case, Hit
from compare.tasks.adapting import adapted, by, worded
from compare.tasks.duties import Duty
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import STOP, composed, phrases
from extract.language.units import FREQUENCIES
from extract.model import Measure, Period, Plan, Statement


def place_of(statement: Statement) -> Place:
    """A statement of the draft as a place."""
    return Place(
        plan=None,
        target=None,
        text=statement.text,
        measure=None,
        path=statement.path,
        anchor=statement.anchor,
        part="text",
    )


def times(places: Sequence[object]) -> str:
    """The number of places after a quote: " (02 chỗ)"; "" for one place."""
    return f" ({writing.count(len(places))} chỗ)" if len(places) > 1 else ""


def holding(plan: Plan, start: int, end: int) -> Statement | None:
    """The statement that contains the span ``start`` to ``end`` of the source; None without one."""
    for statement in plan.statements:
        if statement.anchor.start <= start and end <= statement.anchor.end:
            return statement
    return None


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentences of a text that hold the span ``start`` to ``end``, on one line and whole."""
    left = max((found.end() for found in _SENTENCE.finditer(text, 0, start)), default=0)
    right = next((found.start() for found in _SENTENCE.finditer(text, end)), len(text))
    return writing.clauses(text[left:right])


def around(text: str, start: int, end: int, room: int = 60) -> str:
    """The span ``start`` to ``end`` of a text with up to ``room`` characters before and after it, cut at words."""
    left, right = max(0, start - room), min(len(text), end + room)
    before, behind = text[left:start], text[end:right]
    if left:
        before = "… " + re.sub(r"^\S*\s", "", before)
    if right < len(text):
        behind = re.sub(r"\s\S*$", "", behind).rstrip(" -–,;:(") + " …"
    else:
        behind = behind.rstrip(" .;,:")
    return f"{before}{text[start:end]}{behind}".strip()


def statement_place(statement: Statement, plan: int | None = None) -> Place:
    """A statement about a task as a place; ``plan`` is the index of the reference, None for the draft."""
    return Place(
        plan=plan,
        target=None,
        text=statement.text,
        measure=None,
        path=statement.path,
        anchor=statement.anchor,
        part="tasks",
    )


def task_hit(
    case: Case, number: int, duties: Sequence[Duty], answer: Statement | None = None, **values: str
) -> Hit:
    """A hit about parts of one task of reference ``number``, with their text and their section.

    ``text`` quotes the reference; ``about`` has its words as the draft would write them, ``whole`` the same as it is
    asked for.
    """
    upper = case.references[number]
    where = writing.section(duties[0].path)
    own = "; ".join(adapted(duty.text, upper, case.draft) for duty in duties)
    whole = worded(own, duties[0].whole)
    return Hit(
        values={
            "issuer": writing.issuer(case.draft),
            "document": writing.document(upper.masthead),
            "where": f"{where} " if where else "",
            "text": "; ".join(writing.within(writing.quote(duty.text)) for duty in duties),
            "about": own,
            "whole": whole,
            "by": by(whole),
            **values,
        },
        reference=duties[0].place(number),
        draft=statement_place(answer) if answer else None,
    )


def titles_of(plan: Plan) -> dict[str, str]:
    """The titles of sections by their id."""
    return {section.id: section.title for section in plan.sections}


_SENTENCE = composed(r"<<stop>>\s+(?=[^\W\d_a-zđ])", stop=STOP)
_BEGINS = composed(r"(?<!\w)<<words>>\s+(?:năm\s+)?20\d\d", words=phrases("quantities", "start", "words"))
# "giai đoạn 2021 - 2025" is one time.
_RANGE = re.compile(r"20\d\d\s*[-–]\s*(?=20\d\d)")
_ROOM = 200
"""Most characters of a quote in a message; a suggestion, which is pasted, has it whole."""


class Facts(Mapping[str, str]):
    """The values that every sentence about a pair may use, each made when a sentence asks for it.

    ``subject`` quotes the reference and ``mine`` the draft, at some length; ``whole`` and ``own`` quote both complete,
    as a suggestion needs them. ``by`` and ``due`` are the time of ``subject`` and ``whole`` where the quote leaves it
    open, ``at`` the same for a value.
    """

    def __init__(self, case: Case, pair: Pair) -> None:
        self.draft, self.place, self.answer = case.draft, pair.reference, pair.draft
        self.reference = case.references[pair.reference.plan or 0]
        self.measure = pair.reference.measure
        self.period = case.draft.masthead.period
        self._made: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = _FACTS[name](self)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_FACTS)

    def __len__(self) -> int:
        return len(_FACTS)

    @cached_property
    def given(self) -> Measure | None:
        """The draft's measure, in the unit of the reference."""
        return _in_like_unit(self.answer.measure, self.measure) if self.answer else None

    def quoted(self, limit: int | None) -> str:
        """The reference's clause, at most ``limit`` characters of it."""
        return said(self.place, limit, self.period.end if self.period else None)


_FACTS: Mapping[str, Callable[[Facts], str]] = {
    "issuer": lambda of: writing.issuer(of.draft),
    "document": lambda of: writing.document(of.reference.masthead),
    "subject": lambda of: of.quoted(_ROOM),
    "whole": lambda of: of.quoted(None),
    "wanted": lambda of: writing.wanted(of.measure) if of.measure else "",
    "asked": lambda of: writing.requirement(of.measure) if of.measure else "",
    "by": lambda of: _time(of.measure, of["subject"], of.period),
    "due": lambda of: _time(of.measure, of["whole"], of.period),
    "at": lambda of: _at(of.measure, of.period),
    "given": lambda of: writing.requirement(of.given) if of.given else "",
    "given_amount": lambda of: writing.given(of.given) if of.given else "",
    "mine": lambda of: said(of.answer, _ROOM) if of.answer else "",
    "own": lambda of: said(of.answer) if of.answer else "",
}


class _Over(Mapping[str, str]):
    """Values over others, which they replace where both have a name; nothing is made before it is asked for."""

    def __init__(self, above: Mapping[str, str], below: Mapping[str, str]) -> None:
        self._above, self._below = above, below

    def __getitem__(self, name: str) -> str:
        found = self._above.get(name)
        return self._below[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._below), **dict.fromkeys(self._above)})

    def __len__(self) -> int:
        return len({*self._below, *self._above})


def said(place: Place, limit: int | None = None, until: int | None = None) -> str:
    """The clause of a place that holds its measure, the whole item without one, fit for quotation marks."""
    if place.measure is None:
        return writing.quote(place.text, limit) if limit else writing.clauses(place.text)
    return writing.excerpt(place.measure, limit, item=place.text, until=until)


def _in_like_unit(answer: Measure | None, asked: Measure | None) -> Measure | None:
    """The draft's measure with the sign of per cent that the head of its table may have left out."""
    bare = answer is not None and answer.cell is not None and answer.unit is None and answer.per is None
    return replace(answer, unit="%") if bare and answer and asked and asked.unit == "%" else answer


def _time(measure: Measure | None, quote: str, period: Period | None) -> str:
    """The time of a measure behind a quote that does not name it, or names several; "" where none is asked for."""
    if measure is None or not measure.deadline or not quote or not _is_due(measure, period):
        return ""
    year, named = int(measure.deadline[:4]), writing.years_named(quote)
    if year not in named and f"/{year}" not in quote:
        return "" if _BEGINS.search(fold(quote)) else f" đến {writing.when(measure.deadline)}"
    return of_several(measure, quote, period)


def of_several(measure: Measure, quote: str, period: Period | None = None) -> str:
    """The year of a measure behind a quote that names it and others in ``period``: " (mốc năm 2025)"; else ""."""
    if measure.cell is not None:
        return ""  # Its column tells the year.
    year, named = int((measure.deadline or "0")[:4]), writing.years_named(_RANGE.sub("", quote))
    others = [other for other in named if other != year]
    several = any(other > year or period is None or other in period for other in others)
    return f" (mốc năm {year})" if year in named and several else ""


def _at(measure: Measure | None, period: Period | None) -> str:
    """The time by which a value is asked for: " vào năm 2025"."""
    if measure is None or not measure.deadline or not _is_due(measure, period):
        return ""
    return f" {'vào' if len(measure.deadline) == 4 else 'đến'} {writing.when(measure.deadline)}"


def _is_due(measure: Measure, period: Period | None) -> bool:
    """Whether a measure has a time by which the draft can reach it; what is done each year has none."""
    if not measure.deadline or measure.per in FREQUENCIES:
        return False
    return period is None or int(measure.deadline[:4]) <= period.end


def pair_hit(case: Case, index: int, pair: Pair, severity: Severity | None = None, **values: str) -> Hit:
    """A hit about the pair at ``index``, with its facts and further values."""
    return Hit(
        values=_Over(values, Facts(case, pair)),
        pair=index,
        reference=pair.reference,
        draft=pair.draft,
        severity=severity,
    )


def telling(hit: Hit, **values: str) -> Hit:
    """The hit with further values, which stand for those of the same name."""
    return replace(hit, values=_Over(values, hit.values))
