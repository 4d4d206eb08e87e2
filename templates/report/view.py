"""The nouns of a report, from which the HTML, Word, Excel and Markdown forms are filled.

A template can use the names below (``report.conclusion``, ``finding.message`` …); ``templates.report.arrange`` fills
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Kind, Severity, Verdict, Waiver
from extract.language import writing
from templates import texts, words
from templates.human import NOBODY, HumanView
from templates.report.chain import ChainLine
from templates.report.quotes import Answer, Missed, PartyView, PointView, Quote, Row, Tile

HEAVIEST = 5
"""Greatest number of matters on the first screen, with those on files given by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One card: all remarks on one place of the draft, with one pair of quotes and one suggestion.

    ``headline`` says it in one line. ``upper`` are the quotes of upper plans, ``others`` further places of a grouped
    finding, ``rows`` its rows of the comparison table. ``title`` is the name of the rule of its first remark.
    ``asked`` is the suggestion in lines. ``leading``: a file was given by mistake. ``basis`` is the clause of law, or
    the draft itself, where no upper plan is quoted. ``human`` is what a human has said of it. ``pressing``: the draft
    has to be changed or explained, as the conclusion counts; ``clarify``: it first has to be made clear.
    """

    index: int
    rule: str
    title: str
    severity: Severity
    severity_word: str
    headline: str
    points: tuple[PointView, ...]
    suggestion: str
    asked: tuple[str, ...]
    upper: tuple[Quote, ...]
    draft: Quote | None
    others: tuple[Quote, ...]
    waived: Waiver | None
    clarify: bool
    leading: bool
    rows: tuple[int, ...]
    basis: str = ""
    human: HumanView = NOBODY
    pressing: bool = False

    def __str__(self) -> str:
        return self.headline

    @property
    def held(self) -> bool:
        """Whether it rests on doubted upper plans alone."""
        return not self.leading and bool(self.upper) and all(quote.party.doubted for quote in self.upper)

    @property
    def line(self) -> str:
        """The headline as a sentence."""
        return self.headline if self.headline.endswith("…") else f"{self.headline}."

    @property
    def rule_name(self) -> str:
        """``title``, as older templates call it."""
        return self.title

    @property
    def kind(self) -> str:
        """``title``, as older templates call it."""
        return self.title

    @property
    def message(self) -> str:
        """All remarks in one text, lettered where there are several."""
        return " ".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each remark, such as "(a) Dự thảo nêu …", then the notes; a single one without a letter."""
        notes = [words.phrase("card", "note", text=point.message) for point in self._notes]
        return (*self.remarks, *notes)

    @property
    def remarks(self) -> tuple[str, ...]:
        """``lines`` without the notes of a card that asks something of the draft."""
        told = [point for point in self.points if point not in self._notes]
        if len(told) == 1:
            return (told[0].message,)
        return tuple(f"({point.letter}) {point.message}" for point in told)

    @property
    def _notes(self) -> tuple[PointView, ...]:
        open_one = self.severity is not Severity.NOTE
        return tuple(point for point in self.points if point.is_note and open_one)

    @property
    def detail(self) -> tuple[str, ...]:
        """``lines``, where the headline does not say it all."""
        alone = len(self.points) == 1 and self.points[0].message.rstrip(".") == self.headline
        return () if alone else self.lines

    @property
    def whole(self) -> str:
        """All remarks in one text with their quotes, for a place where the card shows none."""
        return " ".join([point.whole for point in self.points])

    @property
    def rules(self) -> tuple[tuple[str, str], ...]:
        """(code, name) of its rules, each once."""
        return tuple(dict.fromkeys((point.rule, point.title) for point in self.points))

    @property
    def places(self) -> tuple[str, ...]:
        """The places in the draft: of its sentence, or of each remark of a list."""
        told = [self.draft.place] if self.draft else [point.place for point in self.points]
        return tuple(dict.fromkeys(place for place in told if place))

    @property
    def accepted(self) -> str:
        """The reason, author and date of its waiver; "" without one."""
        waiver = self.waived
        if waiver is None:
            return ""
        return words.phrase(
            "waived",
            "until" if waiver.expires else "by",
            reason=waiver.reason,
            author=waiver.author,
            date=writing.date(waiver.date),
            expires=writing.date(waiver.expires or ""),
        )

    @property
    def reference(self) -> Quote | None:
        """The quote of the first upper plan."""
        return self.upper[0] if self.upper else None

    @property
    def also(self) -> tuple[Quote, ...]:
        """The quotes of further targets of upper plans."""
        return self.upper[1:]

    @property
    def upper_names(self) -> str:
        """The names of the upper plans, such as "Kế hoạch số 80/KH-UBND (Tỉnh)"."""
        return writing.listed([quote.party.titled for quote in self.upper])

    @property
    def listed(self) -> tuple[Quote, ...]:
        """All places of a grouped finding in upper plans, each once; empty for a finding about one place."""
        if not any(quote.upper for quote in self.others):
            return ()
        found = (
            (quote.party.column, quote.told or (quote.text, quote.place), quote)
            for quote in (*self.upper, *self.others)
        )
        each = {(column, told): quote for column, told, quote in found}
        # Those of one plan stand together, the first plan's first.
        columns = list(dict.fromkeys(column for column, _ in each))
        return tuple(quote for wanted in columns for (column, _), quote in each.items() if column == wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The content of a report.

    ``findings`` are cards. ``sentence`` opens the conclusion, ``results`` are its counts, ``rest`` what else a reader
    must know. ``rules`` are (code, name) of the rules that ran, ``off`` of those that the user turned off;
    ``regraded`` are (code, name, severity) of those whose severity the user changed. ``chain`` are targets that an
    upper plan has lost already. ``drafter`` is the body that is asked, with a short name. ``registers`` tells the days
    to which the registers are complete, ``corrections`` what reviewers corrected and paired by hand, a line each.
    ``codes``: forms for the drafter have codes of rules. ``reminders`` are for the reviewer alone. ``held`` is the
    report of what rests on references that may not be the draft's, where that is kept apart: it counts for nothing.
    """

    draft: PartyView
    references: tuple[PartyView, ...]
    drafter: str
    conforms: bool
    sentence: str
    results: str
    rest: str
    verdicts: tuple[Tile, ...]
    severities: tuple[Tile, ...]
    findings: tuple[FindingView, ...]
    rows: tuple[Row, ...]
    unread: tuple[Missed, ...]
    rules: tuple[tuple[str, str], ...]
    off: tuple[tuple[str, str], ...]
    regraded: tuple[tuple[str, str, str], ...]
    tool: str
    version: str
    chain: tuple[ChainLine, ...] = ()
    registers: str = ""
    corrections: tuple[str, ...] = ()
    codes: bool = False
    reminders: tuple[str, ...] = ()
    held: Report | None = None

    @property
    def documents(self) -> tuple[PartyView, ...]:
        """All references, those that may not be the draft's behind the others."""
        return (*self.references, *(self.held.references if self.held else ()))

    @property
    def parties(self) -> tuple[PartyView, ...]:
        """The draft, then all references."""
        return (self.draft, *self.documents)

    @property
    def held_title(self) -> str:
        """What is said of the references that may not be the draft's; "" without any."""
        if self.held is None:
            return ""
        documents = writing.listed([party.short for party in self.held.references])
        return words.phrase("aside", "held", documents=documents)

    @property
    def heading(self) -> str:
        """The draft in the title of a report; with number, date and signer it may be issued, and is no "dự thảo"."""
        draft, told = words.word("document", "draft").lower(), self.draft.heading
        return told if self.reminders or told.startswith(draft) else f"{draft} {told}"

    @property
    def conclusion(self) -> str:
        """The conclusion in a few sentences."""
        return self.sentence + self.results + self.rest

    @property
    def leading(self) -> tuple[FindingView, ...]:
        """Remarks on files given by mistake, which stand before everything else."""
        return tuple(finding for finding in self.findings if finding.leading)

    @property
    def heaviest(self) -> tuple[FindingView, ...]:
        """The heaviest matters of the draft itself, as many as fit on a first screen."""
        return self.asking[: HEAVIEST - min(len(self.leading), 2)]

    @property
    def further(self) -> int:
        """The number of open matters beyond the first screen."""
        return len(self.asking) - len(self.heaviest)

    @property
    def asking(self) -> tuple[FindingView, ...]:
        """All findings that ask something of the draft, in their order; none on files or of doubted plans."""
        kept = (f for f in self.findings if f.severity is not Severity.NOTE and not f.waived)
        return tuple(f for f in kept if not f.leading and not f.held)

    @property
    def comments(self) -> tuple[FindingView, ...]:
        """``asking`` by their numbers, which are those of the letter's table."""
        return tuple(sorted(self.asking, key=lambda finding: finding.index))

    @property
    def numbering_line(self) -> str:
        """The sentence on the numbers of the matters."""
        return words.word("aside", "numbering")

    @property
    def plain_notes(self) -> tuple[FindingView, ...]:
        """``notes`` without those that only the original decides."""
        return tuple(finding for finding in self.notes if finding not in self.to_check)

    @property
    def groups(self) -> tuple[tuple[str, tuple[FindingView, ...]], ...]:
        """(word, findings) for every severity from critical to low that has any, waived ones left out."""
        kept = ((s, self._of(s)) for s in Severity if s is not Severity.NOTE)
        return tuple((words.of(severity), found) for severity, found in kept if found)

    @property
    def notes(self) -> tuple[FindingView, ...]:
        """Findings that ask nothing of the draft."""
        return self._of(Severity.NOTE)

    @property
    def rule_changes(self) -> tuple[str, ...]:
        """The user's changes of rules, for the foot of every report; empty without any."""
        off = "; ".join(f"{code} {name}".strip() for code, name in self.off)
        graded = "; ".join(
            words.phrase("rules", "grade", rule=f"{code} {name}".strip(), severity=severity)
            for code, name, severity in self.regraded
        )
        told = (("off", off), ("regraded", graded))
        return tuple(words.phrase("rules", key, rules=text) for key, text in told if text)

    @property
    def waived(self) -> tuple[FindingView, ...]:
        """Findings that a human has accepted."""
        return tuple(finding for finding in self.findings if finding.waived)

    @property
    def unsuitable(self) -> tuple[FindingView, ...]:
        """Findings to correct (part IV.2 of the Word report)."""
        return tuple(f for f in self.asking if f.pressing and not f.clarify)

    @property
    def wrong(self) -> tuple[FindingView, ...]:
        """``unsuitable`` behind the remarks on files that may not be the draft's basis."""
        return (*self.leading, *self.unsuitable)

    @property
    def unclear(self) -> tuple[FindingView, ...]:
        """All other findings: those to explain, and the minor ones."""
        return (*self.explaining, *self.minor)

    @property
    def explaining(self) -> tuple[FindingView, ...]:
        """Findings to explain (part IV.3 of the Word report): together with ``unsuitable`` what the letter names."""
        return tuple(f for f in self.asking if f.pressing and f.clarify)

    @property
    def minor(self) -> tuple[FindingView, ...]:
        """Findings that need no change before the draft is issued (part IV.4 of the Word report)."""
        return tuple(f for f in self.asking if not f.pressing)

    @property
    def agreeing(self) -> tuple[Row, ...]:
        """Rows in which some reference is met without an open finding."""
        return tuple(row for row in self.rows if row.agreeing and not row.is_split)

    @property
    def agreeing_line(self) -> str:
        """The targets met, with their rows, and apart those that miss another plan's level; "" without any."""
        found = self.agreeing
        rows = texts.runs([row.agreeing_name for row in found])
        count = writing.count(sum(len(row.agreeing) for row in found))
        lines = writing.count(len(found))
        told = [self._in_annex("agreeing", count=count, lines=lines, rows=rows)] if found else []
        apart = [row for row in self.rows if row.agreeing and row.is_split]
        if apart:
            count = writing.count(sum(len(row.agreeing) for row in apart))
            rows = texts.runs([str(row.index) for row in apart])
            told.append(self._in_annex("agreeing_split" if found else "split", count=count, rows=rows))
        return " ".join(told)

    @property
    def annexes(self) -> dict[str, str]:
        """The Roman numbers of the annexes of the Word report; those without content are left out, one alone has ""."""
        dismissed = any(finding.human.dismissed for finding in self.waived)
        there = (("comments", bool(self.asking)), ("comparison", bool(self.rows)), ("dismissed", dismissed))
        names = [name for name, is_there in there if is_there]
        return dict(zip(names, ("I", "II", "III") if len(names) > 1 else ("",), strict=False))

    def _in_annex(self, key: str, **values: str) -> str:
        """A phrase that names the comparison table."""
        annex = f"{words.word('aside', 'annex')} {self.annexes['comparison']}".strip()
        return words.phrase("aside", key, annex=annex, **values)

    @property
    def asked(self) -> str:
        """What is asked of the drafter in one sentence that refers to Phụ lục I; "" where nothing is."""
        count = len(self.asking)
        drafter = self.drafter or words.word("card", "drafter")
        return words.phrase("aside", "asked", drafter=drafter, count=writing.count(count)) if count else ""

    @property
    def proposals(self) -> tuple[str, ...]:
        """The proposals of a report (part V), never none: on the files, then on the draft."""
        files = tuple(finding.suggestion for finding in self.leading if finding.suggestion)
        if self.asked or files:
            return (*files, *filter(None, [self.asked]))
        compared = any(tile.count for tile in self.verdicts)
        drafter = self.drafter or words.word("card", "drafter")
        return (words.phrase("aside", "issue" if compared else "not_compared", drafter=drafter),)

    @property
    def main_rows(self) -> tuple[Row, ...]:
        """The rows of the comparison table proper."""
        return tuple(row for row in self.rows if not row.aside)

    @property
    def aside_rows(self) -> tuple[Row, ...]:
        """The rows after the others: outside the draft's period, of a period that it leaves out, or not compared."""
        return tuple(row for row in self.rows if row.aside)

    @property
    def aside_title(self) -> str:
        """The title of these rows, such as "Chỉ tiêu ngoài giai đoạn của dự thảo (14)"."""
        kinds = [answer.verdict for row in self.aside_rows for answer in row.answers]
        order = (Verdict.OUT_OF_PERIOD, Verdict.MISSING, Verdict.INCOMPARABLE)
        counts = [(kind, kinds.count(kind)) for kind in order]
        return "; ".join(
            words.phrase("aside", kind, count=writing.number(count)) for kind, count in counts if count
        )

    @property
    def to_check(self) -> tuple[FindingView, ...]:
        """Notes with a request: only the original tells whether something is missing, or reading has lost it."""
        return tuple(finding for finding in self.notes if finding.suggestion and not finding.held)

    @property
    def note_lines(self) -> tuple[str, ...]:
        """The notes, with one line for all notes of a kind in the comparison table."""
        kept = [f for f in self.findings if not f.waived and not f.held and f not in self.to_check]
        # A doubt of the machine about its own pairing is nothing for a paper that is signed.
        noted = [
            (f, point)
            for f in kept
            for point in f.points
            if point.is_note and point.kind is not Kind.LOW_CONFIDENCE
        ]
        split = {row.index for row in self.rows if row.is_split}
        lines: dict[str, str] = {}
        for finding, point in noted:
            if not point.rows or finding.others:
                lines[point.whole] = point.whole
                continue
            alike = [p for f, p in noted if p.title == point.title and not f.others]
            rows = sorted({row for one in alike for row in one.rows})
            if point.kind is Kind.EXCEEDED:
                # What is more than one plan asks for, but less than another does, exceeds nothing.
                rows = [row for row in rows if row not in split]
            lines[point.title] = self._note_line(point, rows) if rows else ""
        return tuple(filter(None, lines.values()))

    def _note_line(self, point: PointView, rows: Sequence[int]) -> str:
        """One line for all notes of a kind, with their rows."""
        told = texts.runs([str(row) for row in rows])
        if point.kind is not Kind.APPORTION:
            return self._in_annex("note", title=point.title, count=writing.count(len(rows)), rows=told)
        areas = words.table("aside")["areas"]
        columns = [a.quote.party.column for row in self.rows if row.index in rows for a in row.answers]
        named = dict.fromkeys(str(areas.get(column, areas["other"])) for column in columns)
        return self._in_annex("apportion", areas=", ".join(named), rows=told)

    @property
    def uncertain(self) -> tuple[Answer, ...]:
        """Pairs that are only perhaps ones, or with a rival candidate as near as the chosen answer."""
        return tuple(answer for row in self.rows for answer in row.answers if answer.rivals or answer.perhaps)

    @property
    def doubts(self) -> int:
        """The number of things that a human has to look at because the machine could not decide or read."""
        return len(self.unread) + len(self.uncertain) + sum(len(party.warnings) for party in self.parties)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """All suggestions that are not waived, each once, the heaviest first."""
        ordered = sorted((*self.unsuitable, *self.unclear, *self.notes), key=lambda f: f.severity.rank)
        return tuple(dict.fromkeys(f.suggestion for f in ordered if f.suggestion))

    def _of(self, severity: Severity) -> tuple[FindingView, ...]:
        return tuple(f for f in self.findings if f.severity is severity and not f.waived)
