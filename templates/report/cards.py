"""One card for all findings of one place: what a reader of a report sees as one matter.

    review.findings ──▶ remarks (one for all upper plans) ──▶ cards (one for each place of the draft)

A target of the draft with "60%", "phấn đấu", fewer groups and another wage is one card with four points (a) to (d), one
pair of quotes and one suggestion. Findings about single words, marks and bases share a card by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from compare.model import Finding, Kind, Place, Review, Severity, Waiver
from extract.language import writing
from extract.model import Measure
from templates import texts, words
from templates.report.merging import (
    Remark,
    at_once,
    held,
    in_order,
    is_group,
    is_list,
    joins_card,
    message_of,
    remarks,
    suggestion_of,
    upper_of,
)
from templates.report.parties import Names, Size, names_of, size_of

HEADLINE = 160
"""Greatest number of letters of a headline."""
SUBJECTS = (140, 115, 95, 80, 70, 60, 50)
"""Greatest numbers of letters of a quote in a headline; the first with which it fits is taken."""
_SENTENCE = re.compile(r": (?=“|\(1\) )|\.(?: |$)(?![^“”]*”)")
"""What follows is left to the card: a second sentence, and the words around a slip; a quote is whole."""
_CLAUSE = re.compile(r"; (?![^()]*\))")
_BRACKET = re.compile(r" \([^()“”]*\)(?=\.?$|;).*")
"""A bracket behind a clause, and what follows it."""
_NOTE = re.compile(r" \([^()“”]*:[^()“”]*\)\.?$|\.$")  # the ground of a calculation
_DATE = re.compile(r"(số [^\s,;]+) ngày \d{1,2}/\d{1,2}/\d{4}")
_QUOTE = re.compile("“([^“”]*)”")
_PIECES = re.compile("(“[^“”]*”)")
_ONE_QUOTE = 3
"""Number of pieces of a wish with one quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One remark of a card."""

    remark: Remark
    """Its findings, one for each upper plan that asks the same."""
    message: str
    """The whole sentence, with short names."""
    brief: str
    """The sentence beside the quotes of the card, which it does not repeat."""
    wish: str
    """What is asked, without "Đề nghị" and the body, and without a full stop; "" where nothing is asked."""
    addressee: str | None
    """The body that is asked, with a short name; "" where the reviewer is, None where ``wish`` is a whole sentence."""
    condition: str = ""
    """What has to be so first ("Trường hợp dự thảo phải căn cứ Kế hoạch số 80,"); "" where it is asked in any case."""

    @property
    def first(self) -> Finding:
        """The finding whose words and draft place the point has."""
        return self.remark[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All findings of one place, the heaviest first."""

    points: tuple[Point, ...]
    headline: str
    """One line of at most ``HEADLINE`` letters, without a full stop."""
    suggestion: str
    """All wishes in one sentence that can be pasted into a letter; "" where nothing is asked."""
    title: str
    """The name of the rule of the first point."""
    leading: bool = False
    """It says that a file was given by mistake."""

    @property
    def first(self) -> Finding:
        """The heaviest finding."""
        return self.points[0].first

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of one remark side by side."""
        return tuple(finding for point in self.points for finding in point.remark)

    @property
    def severity(self) -> Severity:
        """The weight of the heaviest finding."""
        return self.first.severity

    @property
    def kind(self) -> Kind:
        """The kind of the heaviest finding."""
        return self.first.kind

    @property
    def waived(self) -> Waiver | None:
        """The waiver; a waived finding has a card of its own."""
        return self.first.waived

    @property
    def is_open(self) -> bool:
        """Whether it asks something of the draft: it is no note and not waived."""
        return self.waived is None and self.severity is not Severity.NOTE

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of its rules, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))

    @property
    def is_list(self) -> bool:
        """Whether its points are about different places, as slips of spelling are."""
        return is_list([point.remark for point in self.points])

    @property
    def draft(self) -> Place | None:
        """The sentence of the draft; None where it has none, and for a list."""
        if self.is_list:
            return None
        return next((finding.draft for finding in self.findings if finding.draft is not None), None)

    @property
    def upper(self) -> tuple[Place, ...]:
        """The places in the upper plans, each target once; empty for a list."""
        if self.is_list:
            return ()
        found: dict[object, Place] = {}
        for finding in self.findings:
            if finding.reference is not None:
                found.setdefault(upper_of(finding), finding.reference)
        return tuple(found.values())


def cards(review: Review, rules: Mapping[str, str] | None = None) -> tuple[Card, ...]:
    """The findings of a review as cards, in the order of a report.

    ``rules`` gives the Vietnamese name of each rule code. Cards on files given by mistake come first, then open ones by
    weight, then waived ones, then notes. Each finding is in exactly one card.
    """
    names = names_of(review)
    made = [
        _card(review, in_order(group, review.references), names, rules or {}) for group in _grouped(review)
    ]
    return tuple(sorted(made, key=lambda card: not card.leading))


def as_found(review: Review) -> list[tuple[Finding, ...]]:
    """The findings of a review by the cards on which a human decided: those of the machine, and each remark.

    In a report a point that was dismissed by itself has a card of its own; here it is a part of the machine's card.
    """
    known = {finding.id: finding for finding in review.findings}
    if not any(finding.is_dismissed or finding.decision for finding in review.findings):
        undecided = review
    else:
        undecided = replace(review, findings=tuple(map(_undecided, review.findings)))
    return [tuple(known[one.id] for remark in group for one in remark) for group in _grouped(undecided)]


def _undecided(finding: Finding) -> Finding:
    """A finding as the machine made it; a remark of a human's stays one."""
    if finding.decision is None or finding.is_remark:
        return finding
    waived = None if finding.is_dismissed else finding.waived
    suggestion = finding.suggestion if finding.proposed is None else finding.proposed
    return replace(finding, decision=None, waived=waived, suggestion=suggestion, proposed=None)


def _grouped(review: Review) -> list[list[Remark]]:
    """The remarks on one place, or of one list, together."""
    found: list[list[Remark]] = []
    for remark in remarks(review):
        home = next((group for group in found if joins_card(remark, group)), None)
        if home is None:
            found.append([remark])
        else:
            home.append(remark)
    return found


def _card(review: Review, group: Sequence[Remark], names: Names, rules: Mapping[str, str]) -> Card:
    first = group[0][0]
    told = _points(review, group, names)
    title = rules.get(first.rule, "") or words.of(first.kind)
    return Card(
        points=told,
        headline=headline_of(told, title),
        suggestion=asking(*told),
        title=title,
        leading=first.id in review.leading and first.waived is None,
    )


def _points(review: Review, group: Sequence[Remark], names: Names) -> tuple[Point, ...]:
    beside = [_meant(place) for place in (group[0][0].reference, group[0][0].draft) if place is not None]
    items = [texts.quoted(place.text) for place in (group[0][0].reference,) if place is not None]
    seen = [*beside, *(_meant(remark[0].reference) for remark in group if remark[0].reference is not None)]
    asked: list[str] = []
    found: list[Point] = []
    said: dict[str, str] = {}
    every = at_once([_asked(review, names, remark) for remark in group])
    for remark, (condition, who, whole) in zip(group, every, strict=True):
        message = message_of(remark, review.references)
        if not remark[0].is_remark:
            message = names.fit(message, remark[0].kind)
        # The quotes beside the card tell the first target; another one in the same sentence is named.
        brief = message
        if not (is_list(group) or remark[0].is_remark):
            brief = texts.unquoted(_headless(message, [*beside, *items]), seen, beside)
        # Several findings of one sentence may ask for one change of it.
        if whole not in said:
            said[whole] = whole if remark[0].is_worded else texts.unquoted(whole, asked, asked[:1])
        wish = said[whole]
        found.append(
            Point(remark=remark, message=message, brief=brief, wish=wish, addressee=who, condition=condition)
        )
    return tuple(found)


def _meant(place: Place) -> str:
    measure = place.measure
    if measure is None:
        return place.text
    return writing.words(measure) if measure.cell is not None else measure.text


def _asked(review: Review, names: Names, remark: Remark) -> tuple[str, str | None, str]:
    """The condition of a suggestion, the body that it asks, and what it asks; a human's sentence stays whole."""
    suggestion = suggestion_of(remark, review.references).strip()
    if remark[0].is_worded:
        return "", None, suggestion
    condition, bare = held(names.fit(suggestion, remark[0].kind).removesuffix("."))
    start = words.word("card", "asked") + " "
    if not bare.startswith(start):
        return condition, None, bare
    bare = bare.removeprefix(start)
    issuer = Names(documents=()).cut(review.draft.masthead.issuer or words.word("card", "drafter"))
    whole = review.draft.masthead.issuer or issuer
    for name in (issuer, whole):
        if bare.startswith(name + " "):
            return condition, issuer, bare.removeprefix(name + " ")
    return condition, "", bare


def _headless(text: str, quotes: Sequence[str]) -> str:
    """A message without its head "Chỉ tiêu “…” tại Kế hoạch số 80: ", beside the quote that the head repeats."""
    found = re.match(r"(?:[^“”:;,.]{0,20})“([^“”]*)”(?:\s[^“”:;,]*)?:\s+", text)
    if found is None or not texts.is_same(found[1], quotes):
        return text
    return writing.capitalised(text[found.end() :])


def asking(*points: Point) -> str:
    """All wishes of some points as one sentence; several have the letters of their points. "" without any."""
    return " ".join(asking_lines(*points))


def asking_lines(*points: Point) -> tuple[str, ...]:
    """The same, one line for the body that is asked and one for each lettered wish."""
    wishes: dict[tuple[tuple[str, str | None], str], list[str]] = {}
    for letter, point in zip(words.letters(), points, strict=False):
        if point.wish:
            wishes.setdefault(((point.condition, point.addressee), point.wish), []).append(letter)
    lines: list[str] = []
    for condition, addressee in dict.fromkeys(to for to, _ in wishes):
        mine = {wish: ", ".join(told) for (to, wish), told in wishes.items() if to == (condition, addressee)}
        asked = words.word("card", "asked_if" if condition else "asked")
        head = " ".join(filter(None, [condition, asked, addressee]))
        lines += [_ended(wish) for wish in mine] if addressee is None else _series(head, mine)
    return tuple(lines)


def _ended(wish: str) -> str:
    return wish if wish.endswith((".", "?", "!")) else f"{wish}."


def _series(head: str, wishes: Mapping[str, str]) -> list[str]:
    """Wishes, with the letter of each, after the body that is asked; equal beginnings are written once."""
    if len(wishes) == 1:
        return [f"{head} {next(iter(wishes))}."]
    pieces = [_PIECES.split(wish) for wish in wishes]
    if len(pieces[0]) > 1 and len({tuple(piece[::2]) for piece in pieces}) == 1:
        start, end = pieces[0][0], pieces[0][-1]
        between = ", " if len(pieces[0]) == _ONE_QUOTE else "; "
        return [f"{head} {start}{between.join([''.join(piece[1:-1]) for piece in pieces])}{end}."]
    told = [f"({letter}) {wish}" for wish, letter in wishes.items()]
    return [f"{head}:", *(f"{one};" for one in told[:-1]), f"{told[-1]}."]


def headline_of(
    points: Sequence[Point],
    title: str,
    *,
    most: int = HEADLINE,
    subjects: Sequence[int] = SUBJECTS,
    instead: str = "",
) -> str:
    """One line of at most ``most`` letters without a full stop.

    ``subjects`` are the numbers of letters of a quote, tried in turn. ``instead`` is a phrase for two values of any
    kind, with "{subject}", "{reference}" and "{draft}". Where nothing fits it is the title of the rule
    with the subject.
    """
    if is_list([point.remark for point in points]):
        count = sum(1 + len(point.first.others) for point in points)
        return texts.cut(words.phrase("card", "many", title=title, count=writing.count(count)), most)
    others = sum(point.first.severity is not Severity.NOTE for point in points[1:])
    tail = words.phrase("card", "more", count=writing.count(others)) if others else ""
    found = chain(
        (line for limit in subjects for line in _lines(points[0], title, limit, instead)),
        (_named(points[0], title, limit) for limit in subjects),
    )
    fitting = next((line for line in found if len(line) + len(tail) <= most), None)
    return (fitting or texts.cut(_named(points[0], title, subjects[-1]), most - len(tail))) + tail


def _lines(point: Point, title: str, limit: int, instead: str) -> Iterator[str]:
    """Headlines of one remark, the one that says most first; their quotes have at most ``limit`` letters."""
    finding = point.first
    upper = finding.reference.measure if finding.reference else None
    lower = finding.draft.measure if finding.draft else None
    if instead and finding.reference and any(told in point.brief for told in words.table("card")["computed"]):
        told = writing.uncapitalised(_before(_NOTE, point.brief))
        yield words.phrase("card", "about", subject=subject_of(finding.reference, limit), text=told)
    if finding.reference and upper is not None and lower is not None:
        sides = _sides(finding.kind, upper, lower)
        # A commitment may be softer by a condition, and a rise be computed, which the values do not tell.
        worded = finding.kind in (Kind.SOFTER_COMMITMENT, Kind.CHANGED_MEASURE)
        if sides is not None and (not worded or sides[1] in point.message):
            phrase = instead or _compared(finding.kind, upper, lower)
            yield phrase.format(
                subject=subject_of(finding.reference, limit), reference=sides[0], draft=sides[1]
            )
    headed = words.table("card")["headed"].get(finding.kind.value)
    if headed and upper is not None and upper.part and finding.draft is not None and lower is not None:
        yield headed.format(subject=subject_of(finding.draft, limit), text=writing.excerpt(upper, limit))
    if finding.kind.value in words.table("card")["titled"] and not is_group(finding):
        yield _named(point, title, limit)
    place = finding.reference if upper is not None else finding.draft if lower is not None else None
    if finding.kind is Kind.CHANGED_UNIT and lower is not None:
        place = finding.draft  # The total of an upper plan is none of the draft's.
    # "Chỉ tiêu này" is nobody's without a name before it.
    text = point.brief if place is not None else point.message
    brief = " ".join((text if size_of(finding.kind) is Size.WHOLE else _DATE.sub(r"\1", text)).split())
    sentence = _QUOTE.sub(
        lambda found: f"“{writing.quote(found[1], limit)}”", _before(_SENTENCE, " ".join(brief.split()))
    )
    for text in dict.fromkeys((sentence, _before(_BRACKET, sentence), _before(_CLAUSE, sentence))):
        if place is not None and point.brief != point.message:
            subject = subject_of(place, limit)
            yield words.phrase("card", "about", subject=subject, text=writing.uncapitalised(text))
        else:
            yield text


def _before(end: re.Pattern[str], text: str) -> str:
    """A text up to an end that does not stand within a quote."""
    found = end.search(_QUOTE.sub(lambda quote: f"“{'_' * len(quote[1])}”", text))
    return text[: found.start()] if found else text


def _compared(kind: Kind, upper: Measure, lower: Measure) -> str:
    """The phrase for two values of a kind; of a lesser value it says whether it is lower or higher."""
    phrases = words.table("card")["compared"]
    values = upper.low, lower.low
    comparable = (upper.unit, upper.per) == (lower.unit, lower.per) and None not in values
    if kind is not Kind.WEAKER_VALUE or not comparable or values[0] == values[1]:
        return str(phrases.get(kind.value, phrases["other"]))
    return str(phrases["lower" if (lower.low or 0) < (upper.low or 0) else "higher"])


def _named(point: Point, title: str, limit: int) -> str:
    """The title of the rule with what it is about: what is asked for, else the target, else what is said."""
    finding = point.first
    place = finding.reference or finding.draft
    targets = {(one.plan, one.target) for one in (finding.reference, *finding.others) if one is not None}
    if is_group(finding) and len(targets) > 1:
        return words.phrase("card", "targets", title=title, count=writing.count(1 + len(finding.others)))
    quote = _QUOTE.search(point.wish) if finding.kind.value in words.table("card")["titled"] else None
    asked = finding.about or (quote[1] if quote and not quote[1].startswith("…") else "")
    if asked:
        about = asked
    elif place is not None:
        about = subject_of(place, limit) if place.measure else texts.quoted(place.text)
    else:
        about = point.brief
    # A title that is the beginning of a sentence goes on without a colon.
    key = "lacks" if asked and title.startswith(words.word("document", "draft")) else "about"
    return words.phrase("card", key, subject=title, text=writing.quote(about, limit))


def _sides(kind: Kind, upper: Measure, lower: Measure) -> tuple[str, str] | None:
    """What the upper plan asks and what the draft gives, where the two differ in a few words."""
    if kind is Kind.LATER_DEADLINE and upper.deadline and lower.deadline:
        return writing.when(upper.deadline), writing.when(lower.deadline)
    is_valued = kind.value in words.table("card")["valued"]
    if lower.cell is not None and lower.unit is None and lower.per is None and upper.unit == "%":
        lower = replace(lower, unit="%")  # The head of the table has left out its sign.
    if is_valued and upper.low is not None and lower.low is not None:
        asked, given = writing.requirement(upper), writing.requirement(lower)
        return (asked, given) if asked != given else None
    return None


def subject_of(place: Place, limit: int) -> str:
    """The name of a target, cut, without the area of an upper body; the years before it go before it is cut."""
    assert place.measure is not None
    text = writing.subject(place.measure, texts.quoted(place.text))
    name = writing.without_area(text) if place.plan is not None else text
    cut = writing.quote(name, limit)
    whole = cut if cut == name else writing.quote(writing.without_time(name), limit)
    return writing.capitalised(whole.rstrip(" ,:"))
