"""A review as a letter: main points on its first page, then a table with one row for each place of the draft.

Only what the drafter is asked for is in it: no rule codes, no severities, nothing that the reviewer has to settle. The
latter (a wrong file, passages that could not be read) stands in brackets above the text until a human removes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compare.model import Place, Review, Severity
from extract.language import writing
from templates.letter.office import Office
from templates.letter.rows import Asked, asked, row_of
from templates.letter.view import Letter
from templates.report.cards import cards, letters
from templates.report.conclusion import leading
from templates.report.parties import Names, Size, names_of
from templates.words import phrase, table, word

MOST = 6
"""Greatest number of main points on the first page."""
FEW = 4
"""Greatest number of them where lighter ones are among them."""
_SLIPS = 4
"""Greatest number of slips of writing that the text names."""
_ABOUT = 110
"""Greatest number of letters of the summary under the number."""
_HEAVY = (Severity.CRITICAL, Severity.HIGH)
_COUNTED = (*_HEAVY, Severity.MEDIUM)


def letter_of(review: Review, office: Office, rules: Mapping[str, str] | None = None) -> Letter:
    """The letter on a review, sent by an office.

    Its table has the open cards of severity critical, high or medium, each once, in the order of the draft; where there
    is none, those of severity low. ``rules`` gives the Vietnamese name of each rule code.
    """
    found = _in_order(review, list(asked(cards(review, rules))))
    counted = [one for one in found if one.card.severity in _COUNTED]
    slips = [one for one in found if one not in counted and _is_formal(one)]
    names = names_of(review)
    shown = counted or found
    rows = tuple(row_of(number, one, names) for number, one in enumerate(shown, 1))
    blank = word("official", "blank")
    words = {
        "sender": office.name or blank,
        "issuer": Names(documents=()).cut(review.draft.masthead.issuer or word("card", "drafter")),
        "blank": word("official", "short_blank"),
    }
    told = _told(review, found, counted)
    return Letter(
        parent=(office.parent or blank).upper(),
        name=(office.name or blank).upper(),
        sender=words["sender"],
        number=phrase("official", "number", blank=words["blank"], symbol=office.symbol or words["blank"]),
        about=phrase("official", "about", draft=_draft(review, most=_ABOUT)),
        dated=phrase("official", "dated", place=office.place or words["blank"], blank=words["blank"]),
        addressees=office.addressees or (review.draft.masthead.issuer or blank,),
        warnings=tuple(_warnings(review, shown, names)),
        opening=_opening(review, names, words),
        opinion=phrase("official", told, **words | {"blank": blank}),
        points=tuple(_points(counted, names)),
        others=tuple(_others(counted, slips if counted else [])),
        closing=phrase("official", "closing_agree" if told in ("agree", "undecided") else "closing", **words),
        attached=phrase("official", "attached", symbol=office.symbol or words["blank"], **words),
        rows=rows,
        position=office.position or (blank,),
        signer=office.signer or blank,
        recipients=tuple(_recipients(office)),
    )


def _told(review: Review, found: Sequence[Asked], counted: Sequence[Asked]) -> str:
    """The key of the opinion as a whole."""
    if counted:
        return "remarks" if any(one.upper for one in counted) else "inner"
    if not _compared(review):
        return "undecided"
    if not found:
        return "agree"
    return "formal" if all(map(_is_formal, found)) else "minor"


def _compared(review: Review) -> bool:
    return any(not pair.is_void for pair in review.pairs)


def _is_formal(one: Asked) -> bool:
    return one.card.kind.value in table("official")["formal_kinds"]


def _warnings(review: Review, shown: Sequence[Asked], names: Names) -> Iterator[str]:
    """What has to be settled before the letter is signed."""
    found = [names.cut(text, Size.NAMED) for text in leading(review, notes=False)]
    if not _compared(review) and not found:
        found.append(word("official", "compared_none"))
    if review.unread:
        found.append(phrase("official", "unread", count=writing.count(len(review.unread))))
    anchors = [place.anchor for one in shown for place in (one.place, *one.upper) if place is not None]
    unsure = dict.fromkeys(number for anchor in anchors if anchor is not None for number in anchor.unsure)
    if unsure:
        numbers = ", ".join(f"“{number}”" for number in unsure)
        found.append(phrase("official", "unsure", numbers=numbers))
    for text in found:
        yield phrase("official", "warning", text=text)


def _draft(review: Review, most: int | None = None) -> str:
    """The draft by kind and title; by kind and issuer where the title is in capitals or longer than ``most``."""
    head = review.draft.masthead
    kind = head.kind or word("document", "unnamed").lower()
    issuer = head.issuer or word("card", "drafter")
    title = " ".join((head.title or head.programme or "").split())
    if title[1:2].islower():
        title = (
            title if head.kind and title.casefold().startswith(kind.casefold()) else f"{kind} {_small(title)}"
        )
        named = f"{word('document', 'draft').lower()} {title}"
        if most is None:
            return phrase("official", "by", draft=named, issuer=issuer)
        if len(named) <= most:
            return named
    if head.period and most is None:
        period = writing.years(head.period.start, head.period.end)
        return phrase("official", "draft_period", kind=kind, period=period, issuer=issuer)
    return phrase("official", "draft_of", kind=kind, issuer=issuer)


def _small(title: str) -> str:
    return writing.uncapitalised(title)


def _opening(review: Review, names: Names, words: Mapping[str, str]) -> str:
    """The sentence that names every document in full, with the short name used from there on."""
    named = []
    for number, party in enumerate(review.references):
        full, short = writing.document(party.masthead), names.of(number)
        named.append(full if short == full else phrase("official", "called", full=full, short=short))
    reply = phrase("official", "reply", blank=words["blank"], draft=_draft(review))
    key = "opening" if named else "opening_alone"
    return reply + phrase("official", key, references=writing.listed(named), sender=words["sender"])


def _points(counted: Sequence[Asked], names: Names) -> Iterator[str]:
    """The heaviest remarks, one line each, in the order of the draft."""
    shown = _main(counted)
    for at, (letter, one) in enumerate(zip(letters(), shown, strict=False), 1):
        text = one.line(names)
        key = "only_point" if len(shown) == 1 else "point" if at < len(shown) else "last_point"
        yield phrase("official", key, letter=letter, text=text)


def _main(counted: Sequence[Asked]) -> list[Asked]:
    """At most ``MOST`` remarks in their order: all heavy ones first, lighter ones up to ``FEW``."""
    heavy = sum(one.card.severity in _HEAVY for one in counted)
    kept = sorted(counted, key=lambda one: one.card.severity.rank)[: min(MOST, max(heavy, FEW))]
    return [one for one in counted if one in kept]


def _others(counted: Sequence[Asked], slips: Sequence[Asked]) -> Iterator[str]:
    left = len(counted) - len(_main(counted))
    if left:
        yield phrase("official", "rest", count=writing.count(left))
    wishes = [point.wish for one in slips for point in one.points]
    if wishes:
        told = "; ".join(wishes[:_SLIPS])
        if len(wishes) > _SLIPS:
            told = phrase("official", "more_slips", wishes=told)
        yield phrase("official", "slips", wishes=told)


def _recipients(office: Office) -> Iterator[str]:
    blanks = {key: word("official", key) for key in ("blank", "short_blank")}
    lines = office.recipients or [line.format(**blanks) for line in table("official")["recipients"]]
    for at, line in enumerate(lines, 1):
        key = "last_recipient" if at == len(lines) else "recipient"
        yield phrase("official", key, line=line.strip().strip("-;. "))


def _in_order(review: Review, found: Sequence[Asked]) -> list[Asked]:
    """The remarks in the order of the draft; one on something missing follows the answer to the target before it."""
    answers: dict[int, list[tuple[int, int]]] = {}
    for pair in review.pairs:
        upper, draft = _start(pair.reference), _start(pair.draft)
        if upper is not None and draft is not None:
            answers.setdefault(pair.reference.plan or 0, []).append((upper, draft))

    def key(one: Asked) -> tuple[float, int, int, int]:
        own = _start(one.place)
        if own is not None:
            return own, 0, 0, 0
        upper = next(iter(one.upper), None)
        at = _start(upper)
        if upper is None or at is None:
            return float("inf"), 1, 0, 0
        before = [
            pair for pair in answers.get(upper.plan or 0, ()) if pair[0] <= at and upper.part == "targets"
        ]
        return (max(before)[1] if before else float("inf")), 1, upper.plan or 0, at

    return sorted(found, key=key)


def _start(place: Place | None) -> int | None:
    return place.anchor.start if place is not None and place.anchor is not None else None
