"""A review arranged for reading: findings by weight, pairs in rows, everything in Vietnamese words.

Nothing is judged here, and nothing of the review is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from compare.model import Finding, Pair, Party, Place, Review, Severity, Verdict
from extract.model import Masthead
from templates import words
from templates.differences import difference_words
from templates.marking import Segment, mark, plain
from templates.places import place_words
from templates.view import Answer, FindingView, Missed, PartyView, Quote, Report, Row, Tile

TOOL = "doichieu"
_HEAVY = (Severity.CRITICAL, Severity.HIGH)
_MET = (Verdict.MEETS, Verdict.EXCEEDS)

Cells = list[Pair | None]
"""The pairs of one row, one place for every reference."""


def arrange(review: Review, rules: Mapping[str, str] | None = None) -> Report:
    """The report of a review. ``rules`` gives the Vietnamese name of each rule code."""
    return _Arranger(review, rules or {}).report()


class _Arranger:
    """Holds what all parts of one report need: the parties, the rows, the order of the findings."""

    def __init__(self, review: Review, rules: Mapping[str, str]) -> None:
        self.review = review
        self.rules = rules
        self.draft = _party(review.draft, words.word("document", "draft"))
        self.references = _references(review.references)
        self.rows = group(review.pairs, len(review.references))
        self.ordered = sorted(review.findings, key=_order)
        self.by_id = {finding.id: (i, finding) for i, finding in enumerate(self.ordered, 1)}

    def report(self) -> Report:
        review = self.review
        verdicts = Counter(pair.verdict for pair in review.pairs)
        severities = Counter(f.severity for f in review.findings if f.waived is None)
        # A rule nobody gave a name goes by what it finds.
        names = {finding.rule: words.of(finding.kind) for finding in review.findings} | dict(self.rules)
        return Report(
            draft=self.draft,
            references=self.references,
            conforms=review.conforms,
            conclusion=conclusion(review),
            verdicts=tuple(Tile(key=v, word=words.of(v), count=verdicts[v]) for v in Verdict),
            severities=tuple(Tile(key=s, word=words.of(s), count=severities[s]) for s in Severity),
            findings=tuple(self._finding(i, finding) for i, finding in enumerate(self.ordered, 1)),
            rows=tuple(self._row(i, cells) for i, cells in enumerate(self.rows, 1)),
            unread=tuple(
                Missed(
                    reason=unread.reason,
                    text=words.quoted(unread.text),
                    file=unread.anchor.file if unread.anchor else "",
                    place=place_words((), unread.anchor),
                )
                for unread in review.unread
            ),
            rules=tuple(sorted(names.items())),
            tool=TOOL,
            version=_version(),
        )

    @cached_property
    def rows_of(self) -> dict[str, tuple[int, ...]]:
        """The rows each finding belongs to."""
        found: dict[str, list[int]] = {}
        for index, cells in enumerate(self.rows, 1):
            for name in dict.fromkeys(name for pair in _pairs(cells) for name in pair.findings):
                found.setdefault(name, []).append(index)
        return {name: tuple(rows) for name, rows in found.items()}

    def _quote(self, place: Place, segments: tuple[Segment, ...] | None = None) -> Quote:
        party = self.draft if place.plan is None else self.references[place.plan]
        return Quote(
            party=party,
            place=place_words(place.path, place.anchor),
            text=words.quoted(place.text),
            segments=segments if segments is not None else plain(words.quoted(place.text), _focus(place)),
        )

    def _two(self, reference: Place | None, draft: Place | None) -> tuple[Quote | None, Quote | None]:
        """Both quotes, with the words marked in which they differ."""
        if reference is None or draft is None:
            return (
                self._quote(reference) if reference is not None else None,
                self._quote(draft) if draft is not None else None,
            )
        left, right = mark(
            words.quoted(reference.text),
            words.quoted(draft.text),
            reference_focus=_focus(reference),
            draft_focus=_focus(draft),
        )
        return self._quote(reference, left), self._quote(draft, right)

    def _finding(self, index: int, finding: Finding) -> FindingView:
        reference, draft = self._two(finding.reference, finding.draft)
        return FindingView(
            index=index,
            rule=finding.rule,
            rule_name=self.rules.get(finding.rule, ""),
            kind=words.of(finding.kind),
            severity=finding.severity,
            severity_word=words.of(finding.severity),
            message=finding.message,
            suggestion=finding.suggestion or "",
            reference=reference,
            draft=draft,
            others=tuple(self._quote(place) for place in finding.others),
            waived=finding.waived,
            clarify=finding.kind.value in words.table("clarify")["kinds"],
            rows=self.rows_of.get(finding.id, ()),
        )

    def _row(self, index: int, cells: Cells) -> Row:
        known = [self.by_id[name] for pair in _pairs(cells) for name in pair.findings if name in self.by_id]
        found = sorted(dict(known).items())
        open_ones = [finding for _, finding in found if finding.waived is None]
        worst = min((f.severity for f in open_ones), key=lambda s: s.rank, default=None)
        answers = tuple(self._answer(pair) if pair is not None else None for pair in cells)
        drafts: dict[tuple[str, str], Quote] = {}
        for quote in (quote for answer in answers if answer is not None for quote in answer.draft):
            # One quote is shown once, with the marks of the first pair it answers.
            drafts.setdefault((quote.text, quote.place), quote)
        return Row(
            index=index,
            subject=_subject(_pairs(cells)[0].reference),
            cells=answers,
            draft=tuple(drafts.values()),
            severity=worst,
            severity_word=words.of(worst) if worst else "",
            suggestions=tuple(dict.fromkeys(f.suggestion for f in open_ones if f.suggestion)),
            findings=tuple(number for number, _ in found),
        )

    def _answer(self, pair: Pair) -> Answer:
        places = pair.parts if len(pair.parts) > 1 else tuple(filter(None, [pair.draft]))
        quote, first = self._two(pair.reference, places[0] if places else None)
        assert quote is not None  # a pair always has its reference
        rest = (self._quote(place) for place in places[1:])
        return Answer(
            quote=quote,
            draft=tuple([first, *rest] if first is not None else []),
            verdict=pair.verdict,
            verdict_word=words.of(pair.verdict),
            differences=difference_words(pair),
            similarity=pair.similarity,
            rivals=tuple(self._quote(place) for place in pair.rivals),
        )


def group(pairs: Iterable[Pair], references: int) -> list[Cells]:
    """Pairs of different references that one draft measure answers stand in one row.

    The first row with a free place for the pair's reference takes it; pairs without an answer, or
    answered by several items, have a row of their own.
    """
    rows: list[Cells] = []
    by_draft: dict[object, list[Cells]] = {}
    for pair in pairs:
        plan = pair.reference.plan or 0
        shared = pair.draft is not None and len(pair.parts) < 2
        alike = by_draft.setdefault(_identity(pair.draft), []) if shared else []
        row = next((row for row in alike if row[plan] is None), None)
        if row is None:
            row = [None] * references
            rows.append(row)
            alike.append(row)
        row[plan] = pair
    return rows


def _order(finding: Finding) -> tuple[int, int]:
    """As a report shows them: what is open by weight, what is waived, then the notes."""
    place = 1 if finding.waived else 2 if finding.severity is Severity.NOTE else 0
    return place, finding.severity.rank


def _identity(draft: Place | None) -> object:
    return (draft.target, draft.text, draft.measure, draft.anchor) if draft is not None else None


def _pairs(cells: Cells) -> list[Pair]:
    return [pair for pair in cells if pair is not None]


def _focus(place: Place) -> str | None:
    return words.quoted(place.measure.text) if place.measure is not None else None


def _subject(place: Place) -> str:
    """A name for a row; the quote beside it has the whole text."""
    measure = place.measure
    text = (measure.subject or measure.text) if measure else place.text
    return words.first_upper(words.cut(words.quoted(text)))


def _references(parties: Sequence[Party]) -> tuple[PartyView, ...]:
    """Columns are named by level; two references of one level also by their number."""
    levels = [words.level_word(party.masthead) for party in parties]
    return tuple(
        _party(party, level if levels.count(level) == 1 else f"{level} ({_short(party, index)})")
        for index, (party, level) in enumerate(zip(parties, levels, strict=True), 1)
    )


def _short(party: Party, index: int) -> str:
    return party.masthead.number or str(index)


def _party(party: Party, column: str) -> PartyView:
    head, source = party.masthead, party.source
    return PartyView(
        column=column,
        name=words.document_name(head),
        full=words.document_name(head, full=True),
        heading=_heading(head),
        number=head.number or words.word("document", "no_number"),
        date=words.day(head.date) if head.date else "",
        issuer=head.issuer or "",
        title=head.title or head.programme or "",
        period=_period(head),
        file=source.name,
        format=source.format,
        pages=str(source.pages) if source.pages is not None else "",
        sha256=source.sha256,
        warnings=source.warnings,
    )


def _heading(head: Masthead) -> str:
    """Such as "dự thảo Kế hoạch thực hiện Chương trình …": a title in capitals stays as it is."""
    kind = head.kind or words.word("document", "unnamed")
    title = " ".join((head.title or head.programme or "").split())
    if title[1:2].islower():
        title = title[0].lower() + title[1:]
    name = title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    if head.number:
        name = f"{words.document_name(head)} {title}"
    draft = words.word("document", "draft").lower()
    return " ".join([draft, name] if head.is_draft or not head.number else [name]).strip()


def _period(head: Masthead) -> str:
    if head.period is None:
        return ""
    years = sorted({head.period.start, head.period.end})
    return "-".join(map(str, years))


def conclusion(review: Review) -> str:
    """The whole review in one sentence, and one more if something could not be read."""
    due = [pair for pair in review.pairs if pair.verdict is not Verdict.OUT_OF_PERIOD]
    open_ones = [f for f in review.findings if f.waived is None and f.severity is not Severity.NOTE]
    heavy = sum(f.severity in _HEAVY for f in open_ones)
    values = {
        "pairs": words.padded(len(review.pairs)),
        "references": words.padded(len(review.references)),
        "heavy": words.padded(heavy),
        "rest": words.padded(len(open_ones)),
        "due": words.padded(len(due)),
        "met": words.padded(sum(pair.verdict in _MET for pair in due)),
        "unread": words.padded(len(review.unread)),
    }
    middle = "clean" if not open_ones else "heavy" if heavy else "light"
    keys = ["start", middle, "answered", "end"] if review.pairs else ["nothing"]
    if not review.pairs and open_ones:
        keys = ["nothing", "others"]
    if review.unread:
        keys.append("unread")
    return "".join(words.phrase("conclusion", key, **values) for key in keys)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(TOOL)
    except PackageNotFoundError:  # run from a folder that was never installed
        return ""
