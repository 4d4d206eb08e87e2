"""A reference among the citations of a draft: under its own number, with a slip, or replaced by another document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from compare.model import Place, Severity
from compare.registers.provinces import same_province
from compare.registers.unit_names import kinds_of
from compare.targets.items import Same
from compare.words import Lexicon, lexicon
from compare.words.similarity import terms
from extract.kept import kept
from extract.language import writing
from extract.language.document_numbers import Number, match_number
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.model import Citation, CitationRole, Level, Masthead, Plan

_UNITS = {
    # Some cities are of the level of a province.
    Level.PROVINCE: several(kinds_of(Level.PROVINCE), ["thành phố"]),
    Level.DISTRICT: kinds_of(Level.DISTRICT),
    Level.COMMUNE: kinds_of(Level.COMMUNE),
}
_KIND_AT_END = composed(r"\s+<<kinds>>$", kinds=several(*_UNITS.values()))
_LOOKALIKES = str.maketrans({"–": "-", "ð": "đ"})


@kept(1_000)
def plain(text: str | None) -> str:
    """A document number without blanks, case, leading zeros and look-alike signs.

    >>> plain("Số 09/KH-UBND"[3:]) == plain("9 /KH–UBND")
    True
    """
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", fold(text or "")).translate(_LOOKALIKES))


@lru_cache(maxsize=4096)
def parsed(text: str) -> Number | None:
    """The parts of a document number; None where its form is not known."""
    return match_number(text, 0)


@lru_cache(maxsize=4096)
def loose(text: str | None) -> tuple[str, ...]:
    """Digits and abbreviations of a number, without year, marks and separators: the parts that most slips leave.

    >>> loose("112/2021/QĐ-TTg") == loose("112-QĐ/TTG")
    True
    """
    number = parsed("".join((text or "").split()))
    if number is None:
        return (plain(text),)
    digits = re.match(r"[\d.]+[a-z]?", number.text)
    parts = tuple(fold(part).replace("&", "").replace("đ", "d") for part in number.parts)
    return ((digits.group().lstrip("0") if digits else ""), *parts)


def year_of(text: str) -> int | None:
    """The year within a number: 2020 in "30/2020/NĐ-CP"."""
    number = parsed("".join(text.split()))
    return number.year if number else None


def own_numbers(masthead: Masthead) -> set[str]:
    """The plain numbers of a document and of its carrier."""
    carrier = masthead.carrier
    return {plain(number) for number in (masthead.number, carrier.number if carrier else None) if number}


def own_dates(masthead: Masthead) -> set[str]:
    """The ISO dates of a document and of its carrier."""
    carrier = masthead.carrier
    return {date for date in (masthead.date, carrier.date if carrier else None) if date}


def cited_as(draft: Plan, reference: Plan) -> Citation | None:
    """The citation of the reference under its own number; None without one. Places must agree where both are known."""
    numbers = own_numbers(reference.masthead)
    for citation in draft.citations:
        if plain(citation.number) in numbers and not _other_place(citation, reference.masthead):
            return citation
    return None


def _other_place(citation: Citation, masthead: Masthead) -> bool:
    own = masthead.province if masthead.level is Level.PROVINCE else masthead.place
    return bool(citation.place and own and fold(citation.place) != fold(own))


def rival(draft: Plan, reference: Plan) -> Citation | None:
    """The citation of another document of the reference's kind, level and programme; None without one."""
    masthead = reference.masthead
    if masthead.level in (None, Level.NATIONAL):
        return None
    for citation in draft.citations:
        if (
            fold(citation.kind or "") in _own_kinds(masthead)
            and _of_level(citation, masthead)
            and _same_matter(draft, citation, masthead)
        ):
            return citation
    return None


def _national_slip(draft: Plan, reference: Plan) -> Citation | None:
    """A citation that means a national reference under a wrong number.

    Another decision of the Prime Minister for the same programme does not count as one: there are many.
    """
    masthead = reference.masthead
    if masthead.level is not Level.NATIONAL:
        return None
    dates, numbers = own_dates(masthead), {loose(number) for number in own_numbers(masthead)}
    years = {int(date[:4]) for date in dates}
    for citation in draft.citations:
        year = year_of(citation.number) or int((citation.date or "0")[:4])
        same_number = loose(citation.number) in numbers and year in years
        same_day = citation.date in dates and bool(citation.about) and _same_matter(draft, citation, masthead)
        if fold(citation.kind or "") in _own_kinds(masthead) and (same_number or same_day):
            return citation
    return None


def standing_for(draft: Plan, reference: Plan) -> Citation | None:
    """The citation that stands for a reference: under its own number, under a wrong one, or of another document."""
    return _standing_for(Same(draft), Same(reference), lexicon())


@lru_cache(maxsize=8)
def _standing_for(draft: Same, reference: Same, words: Lexicon) -> Citation | None:
    # Several rules ask for the same one, some for each citation; the user's own words decide too.
    del words
    plans = draft.plan, reference.plan
    return cited_as(*plans) or rival(*plans) or _national_slip(*plans)


def _own_kinds(masthead: Masthead) -> set[str]:
    kinds = (masthead.kind, masthead.carrier.kind if masthead.carrier else None)
    return {fold(kind) for kind in kinds if kind}


def _of_level(citation: Citation, masthead: Masthead) -> bool:
    issuer = fold(citation.issuer or "")
    if not issuer.startswith(("ủy ban nhân dân", "ubnd")):
        return False
    place = fold(citation.place or issuer)
    kinds = _UNITS.get(masthead.level or Level.PROVINCE)
    return kinds is not None and any(kind in place or kind in issuer for kind in kinds.words)


def _same_matter(draft: Plan, citation: Citation, masthead: Masthead) -> bool:
    """Whether a citation may be about the reference's programme; one that names no subject may."""
    matter = set(terms(masthead.programme or masthead.title or ""))
    if not matter or not citation.about:
        return True
    said = set(terms(f"{citation.about} {citation.kind or ''}"))
    # "thực hiện Chương trình này" means the draft's own programme.
    own = set(terms(draft.masthead.programme or ""))
    generic = len(said) < 4
    return len(matter & said) >= 0.5 * len(matter) or (generic and len(matter & own) >= 0.5 * len(matter))


def is_slip(citation: Citation, masthead: Masthead) -> bool:
    """Whether a citation with another number still means the reference: same date and place, or the same digits."""
    if _other_place(citation, masthead) or not own_numbers(masthead):
        return False
    if masthead.level is Level.NATIONAL:
        return True
    digits = re.match(r"\d+", plain(citation.number))
    same = any(digits and number.startswith(digits.group() + "/") for number in own_numbers(masthead))
    return citation.date in own_dates(masthead) or same


def misspelt(citation: Citation, masthead: Masthead) -> str | None:
    """The reference's number where a citation has its digits and letters, but wrong marks or an extra year.

    None for any other citation.
    """
    if _other_place(citation, masthead):
        return None
    numbers = [masthead.number, masthead.carrier.number if masthead.carrier else None]
    for number in filter(None, numbers):
        if loose(number) == loose(citation.number) and plain(number) != plain(citation.number):
            return number
    return None


def may_be(citation: Citation, masthead: Masthead) -> bool:
    """Whether a citation of the right body may mean a document that has no number yet."""
    return not own_numbers(masthead) and not _other_place(citation, masthead)


def is_told(draft: Plan, references: Iterable[Plan], citation: Citation) -> bool:
    """Whether a citation stands for a reference under a wrong number, which CC01 or CC03 reports."""
    return any(
        standing_for(draft, plan) is citation
        and cited_as(draft, plan) is not citation
        and not may_be(citation, plan.masthead)
        for plan in references
    )


def of_other_province(draft: Plan, reference: Plan) -> bool:
    """Whether draft and reference belong to different provinces, as far as both name one."""
    own, upper = draft.masthead.province, reference.masthead.province
    return bool(own and upper) and not same_province(own or "", upper or "", draft.masthead.date)


def settled(draft: Plan, references: Iterable[Plan]) -> Iterator[Citation]:
    """Citations that stand for a reference, rightly or with a slip, so that no other rule reports them again."""
    for plan in references:
        found = standing_for(draft, plan)
        if found is not None:
            yield found


def softened(citation: Citation, severity: Severity | None = None) -> Severity | None:
    """The severity of a finding on a citation: low for a mere mention, and where the text recognition was unsure.

    None keeps the rule's own severity.
    """
    sure = citation.role is CitationRole.BASIS and not citation.anchor.unsure
    return severity if sure else Severity.LOW


def citation_place(citation: Citation, plan: int | None = None) -> Place:
    """The place of a citation; ``plan`` is the index of the reference that cites, None for the draft."""
    return Place(
        plan=plan,
        target=None,
        text=writing.citation(citation),
        measure=None,
        path=(),
        anchor=citation.anchor,
        part="citations",
    )


def reference_place(index: int, plan: Plan) -> Place:
    """The masthead of a reference as a place."""
    return Place(
        plan=index,
        target=None,
        text=writing.document(plan.masthead),
        measure=None,
        path=(),
        anchor=None,
        part="masthead",
    )
