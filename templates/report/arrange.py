"""A review arranged for reading: findings by weight, pairs in rows, everything in Vietnamese words.

Nothing is judged here, and nothing of the review is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from compare.model import Complete, Finding, Kind, Pair, Place, Review, Severity, Verdict
from compare.registers.complete import name_of
from compare.standing import Standing
from extract.language import writing
from templates import texts, words
from templates.corrections import correction_lines
from templates.human import human_of
from templates.numbering import numbered
from templates.report.cards import Card, Point, asking_lines, cards
from templates.report.chain import anchor, chain_lines
from templates.report.conclusion import (
    doubted,
    is_held,
    is_open,
    is_pressing,
    is_soft,
    issued,
    parted,
    sentences,
    softened,
    standing,
    standing_word,
    standings,
    unread_of,
)
from templates.report.differences import difference_words
from templates.report.marking import Segment, mark, plain
from templates.report.merging import same_target
from templates.report.parties import Names, draft_view, names_of, reference_views
from templates.report.places import focus_of, place_words, subject_of, text_of, value_of, where_of
from templates.report.quotes import Answer, Missed, PointView, Quote, Row, Tile
from templates.report.reasons import reason
from templates.report.view import FindingView, Report

if TYPE_CHECKING:
    from compare.survey.unit import UnitReview

TOOL = "doichieu"


Cells = list[Pair | None]
"""The pairs of one row, one entry for every reference."""


def arrange(
    review: Review,
    rules: Mapping[str, str] | None = None,
    above: Sequence[UnitReview] = (),
    *,
    codes: bool = False,
    apart: bool = False,
) -> Report:
    """The report of a review.

    ``rules`` gives the Vietnamese name of each rule code. ``above`` are the reviews of upper plans against those above
    them, for targets that these have lost already. ``codes``: the Word report has the codes of rules. ``apart``: what
    rests on a plan that may not be the draft's basis is a report of its own, ``Report.held``.
    """
    sure, held = parted(review) if apart else (review, None)
    report = _Arranger(sure, rules or {}, review).report()
    if held is not None:
        report = replace(report, held=_Arranger(held, rules or {}, review, after=report).report())
    return replace(report, chain=tuple(chain_lines(sure, above)), codes=codes)


class _Arranger:
    """Holds the data that all parts of one report need: the parties, the rows, the order of the findings.

    ``review`` may be a part of the ``whole``; the numbers of its cards and rows then go on ``after`` another report.
    """

    def __init__(
        self, review: Review, rules: Mapping[str, str], whole: Review, after: Report | None = None
    ) -> None:
        self.review, self.whole = review, whole
        self.rules = rules
        self.draft = draft_view(review.draft)
        self.unsure = doubted(whole)
        self.references = tuple(
            replace(view, doubted=number in self.unsure)
            for number, view in enumerate(reference_views(review.references, names_of(whole)))
        )
        # A part has the columns of its own references only.
        self.columns = [
            number
            for number in range(len(self.references))
            if review is whole or (number in self.unsure) is (after is not None)
        ]
        grouped = _grouped(review.findings)
        all_rows = group(review.pairs, len(self.references), apart=grouped)
        rows = [[cells[number] for number in self.columns] for cells in all_rows]
        # Rows that ask nothing of the draft one by one come after all others.
        self.rows = sorted(rows, key=lambda cells: _is_aside(cells, grouped))
        self.aside = sum(_is_aside(cells, grouped) for cells in rows)
        self.cards = cards(review, rules)
        self.before, self.above = (len(after.findings), len(after.rows)) if after else (0, 0)
        self.of_card = {id(card): n for n, card in enumerate(numbered(review, self.cards), self.before + 1)}
        self.numbers = {f.id: self.of_card[id(card)] for card in self.cards for f in card.findings}
        self.open_ones = {finding.id for finding in review.findings if is_open(finding)}
        self.soft = softened(review)
        self.rows_of = self._rows_of()
        self.anchors = dict(self._anchors())

    def report(self) -> Report:
        review = self.review
        # What rests on doubted references is counted only in a part of its own.
        unsure = self.unsure if self.review is self.whole else frozenset()
        counts = standings(review, unsure)
        severities = Counter(
            card.severity for card in self.cards if card.waived is None and not is_held(card, unsure)
        )
        findings = tuple(self._finding(self.of_card[id(card)], card) for card in self.cards)
        sentence, results, rest = sentences(self.whole, self._counted())
        # A rule without a name is named by the kind of its findings.
        machine = [finding for finding in review.findings if not finding.is_remark]
        names = {finding.rule: words.of(finding.kind) for finding in machine} | dict(self.rules)
        return Report(
            draft=self.draft,
            references=tuple(self.references[number] for number in self.columns),
            conforms=review.conforms,
            drafter=next((p.addressee for c in self.cards for p in c.points if p.addressee), "")
            or Names(documents=()).cut(review.draft.masthead.issuer or ""),
            sentence=sentence,
            results=results,
            rest=rest,
            verdicts=tuple(self._tiles(counts, unsure)),
            severities=tuple(Tile(key=s, word=words.of(s), count=severities[s]) for s in Severity),
            findings=findings,
            rows=tuple(self._row(i, cells, findings) for i, cells in enumerate(self.rows, self.above + 1)),
            unread=tuple(
                Missed(
                    reason=unread.reason,
                    text=texts.quoted(unread.text),
                    file=unread.anchor.file if unread.anchor else "",
                    place=place_words(place.path, place.anchor, place.spot)
                    if place
                    else place_words((), unread.anchor),
                )
                for unread, place in unread_of(review)
            ),
            rules=tuple(sorted((code, name) for code, name in names.items() if code not in review.off)),
            off=tuple((code, names.get(code, "")) for code in review.off),
            regraded=tuple((code, names.get(code, ""), words.of(grade)) for code, grade in review.regraded),
            tool=TOOL,
            version=tool_version(),
            registers=registers_line(review.complete),
            reminders=tuple(filter(None, [issued(review.draft.masthead)])),
            corrections=tuple(
                correction_lines(
                    [
                        (view.short if view.upper else view.column, party)
                        for view, party in zip(
                            (self.draft, *self.references),
                            (review.draft, *review.references),
                            strict=True,
                        )
                    ],
                    review.pairs,
                    review.task_pins,
                )
            ),
        )

    def _counted(self) -> tuple[Card, ...]:
        """The cards that count: all, where no reference is doubted."""
        return cards(parted(self.whole)[0], self.rules) if self.unsure else self.cards

    def _tiles(self, counts: Mapping[Standing, int], unsure: Container[int]) -> Iterator[Tile]:
        """The number of pairs with each standing; those with a softer commitment apart from other partial ones."""
        softer = sum(
            standing(pair, self.open_ones) is Standing.PARTIAL and is_soft(pair, self.soft)
            for pair in self.review.pairs
            if not pair.is_void and (pair.reference.plan or 0) not in unsure
        )
        for told in Standing:
            count = counts[told] - (softer if told is Standing.PARTIAL else 0)
            yield Tile(key=told, word=standing_word(told), count=count)
            if told is Standing.PARTIAL and softer:
                yield Tile(key=told, word=words.word("standing", "soft"), count=softer)

    def _rows_of(self) -> dict[str, list[int]]:
        """The rows of each finding, by its id."""
        found: dict[str, list[int]] = {}
        for index, cells in enumerate(self.rows, self.above + 1):
            for name in dict.fromkeys(name for pair in _pairs(cells) for name in pair.findings):
                found.setdefault(name, []).append(index)
        return found

    def _rows(self, findings: Iterable[Finding]) -> tuple[int, ...]:
        """The rows of some findings, each once."""
        return tuple(sorted({row for finding in findings for row in self.rows_of.get(finding.id, ())}))

    def _anchors(self) -> Iterator[tuple[int, str]]:
        """The anchor of each pair, by its identity, since equal pairs are two; the overview of a run links to it."""
        counted: Counter[int] = Counter()
        for pair in self.review.pairs:
            plan = pair.reference.plan or 0
            counted[plan] += 1
            yield id(pair), anchor(self.review.references[plan].source.sha256, counted[plan])

    def _numbers(self, pairs: Iterable[Pair]) -> list[int]:
        """The numbers of the remarks on some pairs, each once."""
        names = (name for pair in pairs for name in pair.findings)
        return sorted({self.numbers[name] for name in names if name in self.numbers})

    def _quote(self, place: Place, segments: tuple[Segment, ...] | None = None) -> Quote:
        party = self.draft if place.plan is None else self.references[place.plan]
        return Quote(
            party=party,
            place=where_of(place),
            text=text_of(place),
            segments=segments if segments is not None else plain(text_of(place), focus_of(place)),
            at=place,
        )

    def _two(self, reference: Place | None, draft: Place | None) -> tuple[Quote | None, Quote | None]:
        """Both quotes, with their differing words marked."""
        if reference is None or draft is None:
            return (
                self._quote(reference) if reference is not None else None,
                self._quote(draft) if draft is not None else None,
            )
        left, right = mark(
            text_of(reference),
            text_of(draft),
            reference_focus=focus_of(reference),
            draft_focus=focus_of(draft),
        )
        return self._quote(reference, left), self._quote(draft, right)

    def _finding(self, index: int, card: Card) -> FindingView:
        upper, draft = self._quotes(card)
        human = human_of(card.findings)
        return FindingView(
            index=index,
            rule=", ".join(card.rules),
            title=card.title,
            severity=card.severity,
            severity_word=words.of(card.severity),
            headline=card.headline,
            points=tuple(
                self._point(letter, point)
                for letter, point in zip(words.letters(), card.points, strict=False)
            ),
            suggestion=card.suggestion,
            asked=asking_lines(*card.points),
            upper=upper,
            draft=draft,
            others=tuple(self._quote(place) for finding in card.findings for place in finding.others),
            waived=card.waived,
            clarify=human.unsure or (_is_unclear(card) and not self._is_weaker(card)),
            pressing=is_pressing(card),
            leading=card.leading,
            rows=self._rows(card.findings),
            basis=writing.capitalised(card.first.basis or words.word("document", "itself")),
            human=human,
        )

    def _is_weaker(self, card: Card) -> bool:
        """Whether a card that weighs something is about a target that does not reach the level asked for."""
        names = {finding.id for finding in card.findings if is_open(finding)}
        return any(
            pair.verdict is Verdict.WEAKER and names.intersection(pair.findings) for pair in self.review.pairs
        )

    def _quotes(self, card: Card) -> tuple[tuple[Quote, ...], Quote | None]:
        """The quotes of a card; the draft's is marked against the first upper plan."""
        if not card.upper:
            return (), self._quote(card.draft) if card.draft is not None else None
        pairs = [self._two(place, card.draft) for place in card.upper]
        return tuple(quote for quote, _ in pairs if quote is not None), pairs[0][1]

    def _point(self, letter: str, point: Point) -> PointView:
        finding = point.first
        place = finding.draft
        return PointView(
            letter=letter,
            rule=finding.rule,
            kind=finding.kind,
            title=finding.title or self.rules.get(finding.rule) or words.of(finding.kind),
            severity=finding.severity,
            severity_word=words.of(finding.severity),
            message=point.brief,
            whole=point.message,
            place=place_words(place.path, place.anchor, place.spot) if place is not None else "",
            rows=self._rows(point.remark),
            count=len(point.remark),
        )

    def _row(self, index: int, cells: Cells, findings: tuple[FindingView, ...]) -> Row:
        numbers = self._numbers(_pairs(cells))
        cards = [finding for number in numbers for finding in findings if finding.index == number]
        open_ones = [card for card in cards if card.waived is None]
        asked = tuple(f.index for f in open_ones if f.severity is not Severity.NOTE)
        worst = min((f.severity for f in open_ones), key=lambda s: s.rank, default=None)
        answers = tuple(self._answer(pair) if pair is not None else None for pair in cells)
        drafts: dict[tuple[str, str], Quote] = {}
        for quote in (quote for answer in answers if answer is not None for quote in answer.draft):
            # A quote is shown once, with the marks of the first pair it answers.
            drafts.setdefault((quote.text, quote.place), quote)
        return Row(
            index=index,
            subject=subject_of(_pairs(cells)[0].reference),
            cells=answers,
            draft=tuple(drafts.values()),
            severity=worst,
            severity_word=words.of(worst) if worst else "",
            suggestions=tuple(dict.fromkeys(f.suggestion for f in open_ones if f.suggestion)),
            findings=tuple(numbers),
            open_findings=asked,
            aside=index - self.above > len(self.rows) - self.aside,
        )

    def _answer(self, pair: Pair) -> Answer:
        places = pair.parts if len(pair.parts) > 1 else tuple(filter(None, [pair.draft]))
        quote, first = self._two(pair.reference, places[0] if places else None)
        assert quote is not None  # a pair always has a reference
        rest = (self._quote(place) for place in places[1:])
        told = standing(pair, self.open_ones)
        return Answer(
            anchor=self.anchors[id(pair)],
            quote=quote,
            draft=tuple([first, *rest] if first is not None else []),
            verdict=pair.verdict,
            standing=told,
            verdict_word=self._verdict_word(pair, told),
            differences=difference_words(pair),
            similarity=pair.similarity,
            rivals=tuple(self._quote(place) for place in (*pair.rivals, *pair.second)),
            why=reason(pair),
            perhaps=pair.perhaps,
            asked=value_of(pair.reference),
            given=tuple(map(value_of, places)),
        )

    def _verdict_word(self, pair: Pair, told: Standing) -> str:
        """The words for a verdict; a fitting value with an open finding sends the reader to it."""
        if pair.is_void:
            return words.word("aside", "void")
        numbers = sorted({self.numbers[name] for name in pair.findings if name in self.open_ones})
        kinds = (f.kind for f in self.review.findings if f.id in pair.findings and is_open(f))
        if told is Standing.INCOMPARABLE and numbers:
            key, kind = "see_kind", words.of(next(kinds))
        elif told is Standing.PARTIAL:
            key, kind = "see_soft" if is_soft(pair, self.soft) else "see", ""
        else:
            return words.of(pair.verdict)
        return words.phrase("standing", key, kind=kind, findings=", ".join(map(str, numbers)))


def _is_unclear(card: Card) -> bool:
    """Whether a card first needs an explanation: by its kind, or by the name of its rule."""
    known = words.table("clarify")
    return card.kind.value in known["kinds"] or any(told in card.title.casefold() for told in known["names"])


def group(pairs: Iterable[Pair], references: int, apart: Container[Place] = ()) -> list[Cells]:
    """Rows of pairs: pairs of different references with the same answer share a row, and so do equal missing targets.

    The first row with a free entry for the pair's reference takes it. Other pairs without an answer, those of targets
    ``apart``, and pairs with several items as answer have a row of their own.
    """
    rows: list[Cells] = []
    by_draft: dict[object, list[Cells]] = {}
    for pair in pairs:
        plan = pair.reference.plan or 0
        shared = pair.draft is not None and len(pair.parts) < 2
        lacking = pair.verdict is Verdict.MISSING and not pair.is_void and pair.reference not in apart
        known = shared or (pair.draft is None and lacking)
        alike = by_draft.setdefault(_identity(pair.draft), []) if known else []
        rest = (row for row in alike if row[plan] is None)
        row = next(
            (row for row in rest if shared or same_target(pair.reference, _pairs(row)[0].reference)), None
        )
        if row is None:
            row = [None] * references
            rows.append(row)
            alike.append(row)
        row[plan] = pair
    return rows


def _grouped(findings: Iterable[Finding]) -> set[Place]:
    """The places of findings about a whole missing period."""
    return {
        place
        for finding in findings
        if finding.kind is Kind.MISSING_PERIOD
        for place in (finding.reference, *finding.others)
        if place is not None
    }


def _is_aside(cells: Cells, grouped: set[Place]) -> bool:
    """Whether the row asks nothing of the draft by itself."""
    return all(
        pair.draft is None
        and (
            pair.verdict is Verdict.OUT_OF_PERIOD
            or pair.is_void
            or (pair.verdict is Verdict.MISSING and pair.reference in grouped)
        )
        for pair in _pairs(cells)
    )


def _identity(draft: Place | None) -> object:
    return (draft.target, draft.text, draft.measure, draft.anchor) if draft is not None else None


def _pairs(cells: Cells) -> list[Pair]:
    return [pair for pair in cells if pair is not None]


@cache
def tool_version() -> str:
    """The version for the foot of every report; "" where the program is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(TOOL)
    except PackageNotFoundError:  # run from a folder that was never installed
        return ""


def registers_line(complete: Iterable[Complete]) -> str:
    """The sentence on the days to which the registers are complete, for the foot of every report; "" for none.

    >>> registers_line([Complete(register="documents", day="2026-09-30")])
    'Danh mục dùng để kiểm tra được cập nhật đến: văn bản 30/9/2026.'
    """
    told = []
    for one in complete:
        register, day = name_of(one.register), writing.date(one.day)
        told.append(words.phrase("registers", "own" if one.own else "one", register=register, day=day))
    return words.phrase("registers", "line", told="; ".join(told)) if told else ""
