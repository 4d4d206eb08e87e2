"""A review as a letter: main points on its first page, then a table with one row for each place of the draft.

Only what the drafter is asked for is in it: no rule codes, no severities, nothing that the reviewer has to settle. The
latter (a draft that may be issued already, passages that could not be read) is a comment beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from compare.model import Kind, Review, Severity
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Masthead
from templates.letter.laws import in_full
from templates.letter.office import Office, Stage
from templates.letter.rows import Asked, quoted_once, row_of
from templates.letter.stage import called, naming, renamed, stage_of, stage_reminders, told, whole_name
from templates.letter.view import Letter
from templates.numbering import in_order
from templates.report.cards import cards
from templates.report.conclusion import is_pressing, unread_of
from templates.report.merging import nearness
from templates.report.parties import Names, names_of, own_name
from templates.words import letters, phrase, table, word

MOST = 6
"""Greatest number of main points on the first page."""
_RUN = 3
"""Fewest numbers in a row that are told by the first and the last."""
_ABOUT = 180
"""Greatest number of letters of the summary under the number."""


def letter_of(
    review: Review,
    office: Office,
    rules: Mapping[str, str] | None = None,
    *,
    codes: bool = False,
    progress: str = "",
) -> Letter:
    """The letter on a review, sent by an office.

    Its table has all open cards that ask something of the drafter, each once, in the order of the draft. ``rules``
    gives the Vietnamese name of each rule code; ``codes``: each row has the codes of its rules; ``progress`` says what
    of an earlier letter was taken up, a whole sentence before the opinion.
    """
    found = in_order(review, cards(review, rules))
    counted = [one for one in found if is_pressing(one.card)]
    names = names_of(review)
    near = nearness(review.references)
    rows = tuple(row_of(number, one, names, near, codes=codes) for number, one in enumerate(found, 1))
    blank = word("official", "blank")
    stage = stage_of(review, office)
    named = naming(stage, review)
    words = {
        "sender": office.name or blank,
        "plan": own_name(review),
        "issuer": Names(documents=()).cut(review.draft.masthead.issuer or word("card", "drafter")),
        "blank": word("official", "short_blank"),
    }
    kind = _told(review, found, counted)
    others = tuple(_others(found, counted)) if counted else ()
    said = words | {"blank": blank, "count": writing.count(len(counted)), "kinds": _kinds(found)}
    letter = Letter(
        parent=(office.parent or blank).upper(),
        name=(office.name or blank).upper(),
        sender=words["sender"],
        number=phrase("official", "number", blank=words["blank"], symbol=office.symbol or words["blank"]),
        draft=subject_of(stage, review),
        about=told(stage, "about", kind, draft=subject_of(stage, review)),
        dated=phrase("official", "dated", place=office.place or words["blank"], blank=words["blank"]),
        addressees=office.addressees or (review.draft.masthead.issuer or blank,),
        reminders=tuple(_reminders(review, found, stage)),
        opening="",
        opinion=" ".join(filter(None, [progress, told(stage, kind, **said)])),
        points_title=told(stage, "points_title") if others else "",
        points=tuple(map(named, _points(found, counted, names, grouped=bool(others)))),
        others_title=word("official", "others_title") if others else "",
        others=others,
        closing=told(stage, "closing_agree" if kind in ("agree", "undecided") else "closing", kind, **words),
        attached=phrase("official", "attached", symbol=office.symbol or words["blank"], **words),
        table_title=told(stage, "table_title", kind),
        columns=(told(stage, "column_plan"), told(stage, "column_wish")),
        rows=tuple(renamed(row, named) for row in quoted_once(in_full(rows))),
        position=office.position or (blank,),
        signer=office.signer or blank,
        recipients=tuple(_recipients(office)),
    )
    return replace(letter, opening=_opening(stage, review, names, words, letter.told))


def _told(review: Review, found: Sequence[Asked], counted: Sequence[Asked]) -> str:
    """The key of the opinion as a whole."""
    if counted:
        upper = [bool(one.upper) for one in counted]
        key = "remarks" if all(upper) else "mixed" if any(upper) else "inner"
        return key if len(counted) <= MOST else f"{key}_many"
    if not _compared(review):
        return "undecided"
    if not found:
        return "agree"
    return "formal" if all(map(_is_formal, found)) else "minor"


def _compared(review: Review) -> bool:
    return any(not pair.is_void for pair in review.pairs)


def _is_formal(one: Asked) -> bool:
    return one.card.kind.value in table("official")["formal_kinds"]


def _kinds(slips: Sequence[Asked]) -> str:
    """What slips of writing are about, each kind once: "thể thức và chính tả"."""
    found = {point.first.kind.value for one in slips for point in one.points}
    return writing.listed([name for kind, name in table("official")["formal_kinds"].items() if kind in found])


def _reminders(review: Review, shown: Sequence[Asked], stage: Stage) -> Iterator[str]:
    """What has to be settled before the letter is signed."""
    if not _compared(review):
        yield word("official", "compared_none")
    yield from stage_reminders(review, stage)
    missed = [
        finding.message.rstrip(".")
        for finding in review.findings
        if finding.kind is Kind.FORM and finding.severity is Severity.NOTE and finding.waived is None
        if finding.suggestion
    ]
    if missed:
        # A note on form is about what reading may have lost: only the original tells.
        yield phrase("official", "missed", told="; ".join(dict.fromkeys(map(writing.uncapitalised, missed))))
    unread = unread_of(review)
    if unread:
        yield phrase("official", "unread", count=writing.count(len(unread)))
    anchors = [place.anchor for one in shown for place in (one.place, *one.upper) if place is not None]
    unsure = dict.fromkeys(number for anchor in anchors if anchor is not None for number in anchor.unsure)
    if unsure:
        numbers = ", ".join(f"“{number}”" for number in unsure)
        yield phrase("official", "unsure", numbers=numbers)


def _about(review: Review) -> str:
    """The draft with its subject in a few words and its unit: by its title, or by programme and period.

    Where both are too long it is the draft of its issuer.
    """
    head = review.draft.masthead
    named = (_of_unit(name, head) for name in (_titled(head), _subject(head)) if name)
    fitting = (name for name in named if len(name) <= _ABOUT)
    return next(fitting, phrase("official", "draft_of", **_kind_and_issuer(head)))


def _of_unit(name: str, head: Masthead) -> str:
    """The name of a draft with the unit of government that it is for."""
    unit = head.place or ""
    return name if fold(unit) in fold(name) else phrase("official", "of_unit", draft=name, unit=unit)


def _draft(review: Review) -> str:
    """The draft with its subject and its issuer."""
    head = review.draft.masthead
    of = _kind_and_issuer(head)
    named = _titled(head) or _subject(head)
    if named:
        return phrase("official", "by", draft=named, issuer=of["issuer"])
    if head.period:
        return phrase("official", "draft_period", period=_period(head), **of)
    return phrase("official", "draft_of", **of)


def _titled(head: Masthead) -> str:
    """The draft by its title; "" where that is in capitals, which no sentence holds."""
    title = " ".join((head.title or "").split())
    if not title[1:2].islower():
        return ""
    kind = _kind_and_issuer(head)["kind"]
    starts = head.kind is not None and title.casefold().startswith(kind.casefold())
    named = title if starts else f"{kind} {writing.uncapitalised(title)}"
    return f"{word('document', 'draft').lower()} {named}"


def _subject(head: Masthead) -> str:
    """The draft by what it carries out; "" where its programme is not known."""
    programme = " ".join((head.programme or "").split())
    if not programme[1:2].islower():
        return ""
    named = phrase("official", "carries_out", kind=_kind_and_issuer(head)["kind"], programme=programme)
    return " ".join(filter(None, [named, _period(head)]))


def _period(head: Masthead) -> str:
    return writing.years(head.period.start, head.period.end) if head.period else ""


def _kind_and_issuer(head: Masthead) -> dict[str, str]:
    return {
        "kind": head.kind or word("document", "unnamed").lower(),
        "issuer": head.issuer or word("card", "drafter"),
    }


def subject_of(stage: Stage, review: Review) -> str:
    """What the letter is about in a few words: the draft by its title, a signed plan by number, date and issuer."""
    return _about(review) if stage is Stage.DRAFT else writing.document(review.draft.masthead)


def _opening(stage: Stage, review: Review, names: Names, words: Mapping[str, str], behind: str) -> str:
    """The sentence that names every document in full, with the short name where the text ``behind`` it has that."""
    full = []
    for number, party in enumerate(review.references):
        whole, short = writing.document(party.masthead), names.of(number)
        full.append(called(whole, short, behind))
    is_draft = stage is Stage.DRAFT
    reply = phrase("official", "reply", blank=words["blank"], draft=_draft(review)) if is_draft else ""
    key = "opening" if full else "opening_alone"
    draft = "" if is_draft else whole_name(review, behind)
    return reply + told(stage, key, references=writing.listed(full), sender=words["sender"], draft=draft)


def _points(
    found: Sequence[Asked], counted: Sequence[Asked], names: Names, *, grouped: bool
) -> Iterator[str]:
    """The heaviest remarks, one line each, in the order of the draft, and one line for the others that count.

    Under a heading with a number (``grouped``) they have letters (điểm), else numbers (khoản).
    """
    main = _main(counted)
    lines = [one.line(names) for one in main]
    left = [number for number, one in enumerate(found, 1) if one in counted and one not in main]
    if left:
        lines.append(phrase("official", "left", count=writing.count(len(left)), rows=_rows(left)))
    marks = letters() if grouped else map(str, count(1))
    for at, (mark, text) in enumerate(zip(marks, lines, strict=False), 1):
        if len(lines) == 1:
            yield phrase("official", "only_point", text=text)
        elif grouped:
            yield phrase("official", "point" if at < len(lines) else "last_point", letter=mark, text=text)
        else:
            yield phrase("official", "clause", number=mark, text=text)


def _main(counted: Sequence[Asked]) -> list[Asked]:
    """The heaviest ``MOST`` remarks in their order."""
    kept = sorted(counted, key=lambda one: one.card.severity.rank)[:MOST]
    return [one for one in counted if one in kept]


def _others(found: Sequence[Asked], counted: Sequence[Asked]) -> Iterator[str]:
    """What asks for less than the points: further remarks and slips of writing, each with their rows of the table."""
    minor = [(number, one) for number, one in enumerate(found, 1) if one not in counted]
    slips = [(number, one) for number, one in minor if _is_formal(one)]
    rest = [number for number, one in minor if not _is_formal(one)]
    if rest:
        yield phrase("official", "rest", count=writing.count(len(rest)), rows=_rows(rest))
    if slips:
        places = sum(len(one.points) for _, one in slips)
        rows = _rows([number for number, _ in slips])
        kinds = _kinds([one for _, one in slips])
        yield phrase("official", "slips", kinds=kinds, count=writing.count(places), rows=rows)


def _rows(numbers: Sequence[int]) -> str:
    """Rows of the table by their numbers; a run of three or more by its ends."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) >= _RUN and list(numbers) == list(range(first, last + 1)):
        return phrase("official", "run", first=str(first), last=str(last))
    return phrase("official", "rows", rows=writing.listed([str(number) for number in numbers]))


def _recipients(office: Office) -> Iterator[str]:
    blanks = {key: word("official", key) for key in ("blank", "short_blank")}
    lines = office.recipients or [line.format(**blanks) for line in table("official")["recipients"]]
    for at, line in enumerate(lines, 1):
        key = "last_recipient" if at == len(lines) else "recipient"
        yield phrase("official", key, line=line.strip().strip("-;. "))
