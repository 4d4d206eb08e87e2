"""``matrix.xlsx``: the heat map, all pairs, all findings, the roll-up, failures and absent units.

Rows of pairs and findings are written as results come and go to disk at once, so that a country needs no more memory
than a district. Text is always text, as in ``templates.excel.workbook``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from compare.model import Severity, Verdict
from compare.standing import NO_PAIR, Standing
from compare.survey.overview import Group, Overview
from compare.survey.unit import Side, UnitReview
from extract.language import writing
from templates import words
from templates.excel.figures import Figures
from templates.excel.workbook import BODY, HEAD, OPTIONS, SEVERITY_FILLS, STAMP, cell_text
from templates.overview.heat import short
from templates.overview.matters import reason
from templates.overview.rolling import undecided_by

# Fills of the letters: the worse, the darker, as on the page.
FILLS = {
    Standing.MEETS: "#E6F4EA",
    Standing.EXCEEDS: "#D3ECDF",
    Standing.PARTIAL: "#F5EDC2",
    Standing.APPORTION: "#E9E8F7",
    Standing.INCOMPARABLE: "#F3CF7A",
    Standing.WEAKER: "#EE9A63",
    Standing.MISSING: "#DD6A58",
}
_FACTS = {"Hạng": 6, "Đơn vị": 26, "Tệp": 30, "Đạt": 9, "Phải đạt": 9, "Tỷ lệ đạt": 9}
"""Headings and widths of the columns before those of the targets."""
_FIRST = len(_FACTS)
"""Index of the first column of a target."""
MOST_TARGETS = 16_384 - _FIRST
"""Greatest number of targets, since Excel has 16,384 columns; the first line reports a cut."""
LAST_ROW = 1_048_576
"""Greatest number of rows in an Excel sheet; further rows go to another sheet."""
VERDICT_FILLS: Mapping[Verdict, str] = {
    verdict: FILLS[Standing(verdict.value)] for verdict in Verdict if verdict.value in FILLS
}
Cell = str | int | Decimal | None

_PAIRS = {
    "Đơn vị": 22, "Tệp": 24, "Văn bản cấp trên": 34, "Số": 6, "Vị trí (cấp trên)": 20, "Chỉ tiêu cấp trên": 52,
    "Yêu cầu": 22, "Thời hạn": 10, "Vị trí (kế hoạch)": 20, "Nội dung kế hoạch": 52, "Mức nêu": 22,
    "Thời hạn nêu": 10, "Nhận định": 22, "Mức độ": 13, "Quy tắc": 14,
}  # fmt: skip
_FINDINGS = {
    "Đơn vị": 22, "Tệp": 24, "Mức độ": 13, "Quy tắc": 9, "Nội dung": 70, "Kiến nghị": 60, "Văn bản cấp trên": 34,
    "Trích cấp trên": 44, "Trích kế hoạch": 44, "Chấp nhận (miễn trừ)": 30,
}  # fmt: skip
_TOTALS = {
    "Văn bản cấp trên": 34, "Số": 6, "Chỉ tiêu": 60, "Đơn vị tính": 14, "Cấp trên nêu": 14, "Số năm nêu": 10,
    "Quy về số năm": 10, "Mức quy về": 14, "Tổng các đơn vị": 14, "Còn thiếu": 12, "Chia theo": 16, "Đơn vị": 24,
    "Đơn vị nêu": 12, "Mức chia tham khảo": 14, "Thiếu so với mức tham khảo": 16,
}  # fmt: skip
_MEANS = {
    "Văn bản cấp trên": 34, "Số": 6, "Chỉ tiêu": 60, "Yêu cầu": 22, "Đơn vị nêu số": 12, "Tổng số đơn vị": 12,
    "Thấp nhất (%)": 12, "Cao nhất (%)": 12, "Bình quân (%)": 12, "Trọng số": 16, "Kết luận": 18,
    "Lý do chưa kết luận": 40,
}  # fmt: skip
_DEFECTS = {
    "Quy tắc": 9,
    "Loại": 30,
    "Mức độ": 13,
    "Số đơn vị": 10,
    "Số phát hiện": 12,
    "Đơn vị": 60,
    "Ví dụ": 70,
}
_UNCOUNTED = {"Tệp": 50, "Đơn vị": 24, "Loại": 20, "Lý do": 90, "SHA-256": 68}
_VERDICTS = {verdict: words.of(verdict) for verdict in Verdict}
_SEVERITIES = {severity: words.of(severity) for severity in Severity}


class MatrixWriter:
    """Takes results one by one, then the overview; a context manager that writes ``path`` when it is left."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        self._book: Any = xlsxwriter.Workbook(str(path), OPTIONS | {"constant_memory": True})
        self._book.set_properties({"created": STAMP, "title": "doichieu"})
        # The heat map is the first sheet, although it is written last.
        self._matrix = self._book.add_worksheet("Ma trận")
        self._head, self._body = self._book.add_format(HEAD), self._book.add_format(BODY)
        self._figures = Figures(self._book, BODY)
        self._pairs = _Sheet(self, "Cặp chỉ tiêu", _PAIRS, frozen=1)
        self._findings = _Sheet(self, "Phát hiện", _FINDINGS, frozen=1)

    def add(self, review: UnitReview) -> None:
        """Write the pairs and findings of one plan."""
        for row in _pairs(review):
            self._pairs.add(row)
        for row in _findings(review):
            self._findings.add(row)

    def close(self, overview: Overview) -> None:
        """Write the sheets that need all results."""
        HeatSheet(self._book, self._matrix).write(overview)
        for name, widths, rows in (
            ("Cộng dồn", _TOTALS, _totals(overview)),
            ("Tỷ lệ", _MEANS, _means(overview)),
            ("Tồn tại lặp lại", _DEFECTS, _defects(overview)),
            ("Chưa gửi", {"Đơn vị": 30, "Tỉnh": 30, "Mã": 10}, _absent(overview)),
            ("Tệp không tính", _UNCOUNTED, _uncounted(overview)),
        ):
            sheet = _Sheet(self, name, widths)
            for row in rows:
                sheet.add(row)
            sheet.finish()
        self._pairs.finish()
        self._findings.finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()


class _Sheet:
    """A table with a frozen heading, a filter and coloured words; it continues on further sheets."""

    def __init__(self, writer: MatrixWriter, name: str, widths: Mapping[str, int], frozen: int = 0) -> None:
        self._writer, self._name, self._widths, self._frozen = writer, name, widths, frozen
        self._part = 1
        self._open()

    def _open(self) -> None:
        name = self._name if self._part == 1 else f"{self._name} ({self._part})"
        sheet = self._writer._book.add_worksheet(name)
        for column, (title, width) in enumerate(self._widths.items()):
            sheet.set_column(column, column, width, self._writer._body)
            sheet.write_string(0, column, title, self._writer._head)
        sheet.freeze_panes(1, self._frozen)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        self._sheet, self._row = sheet, 0

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row below the others."""
        if self._row + 1 == LAST_ROW:
            self.finish()
            self._part += 1
            self._open()
        self._row += 1
        _write(self._sheet, self._row, row, self._writer._figures)

    def finish(self) -> None:
        """Set filter and colours over all rows."""
        last = max(self._row, 1)
        self._sheet.autofilter(0, 0, last, len(self._widths) - 1)
        fills: Mapping[str, Mapping[Any, str]] = {"Nhận định": VERDICT_FILLS, "Mức độ": SEVERITY_FILLS}
        for column, title in enumerate(self._widths):
            for value, colour in fills.get(title, {}).items():
                format_ = self._writer._book.add_format({"bg_color": colour})
                rule = {
                    "type": "text",
                    "criteria": "begins with",
                    "value": words.of(value),
                    "format": format_,
                }
                self._sheet.conditional_format(1, column, last, column, rule)


def _write(sheet: Any, row: int, cells: Sequence[Cell], figures: Figures) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell_text(cell))
        elif cell is not None:
            sheet.write_number(row, column, cell, figures.number(cell))


def _pairs(review: UnitReview) -> Iterator[Sequence[Cell]]:
    empty = Side()
    for row in review.pairs:
        upper, lower = row.upper, row.lower or empty
        yield (
            review.unit.name, review.file, review.references[row.reference].name, row.number, upper.place, upper.text,
            upper.value, upper.deadline, lower.place, lower.text, lower.value, lower.deadline,
            _VERDICTS[row.verdict], _SEVERITIES[row.severity] if row.severity else None, " ".join(row.rules),
        )  # fmt: skip


def _findings(review: UnitReview) -> Iterator[Sequence[Cell]]:
    for one in review.findings:
        yield (
            review.unit.name, review.file, _SEVERITIES[one.severity], one.rule, one.message, one.suggestion,
            None if one.reference is None else review.references[one.reference].name, one.upper, one.lower, one.waived,
        )  # fmt: skip


def _totals(overview: Overview) -> Iterator[Sequence[Cell]]:
    for group in overview.groups:
        for one in group.totals:
            # Each of these properties sums over all parts, so it is read once.
            wanted, given, lacking = (writing.added(value) for value in (one.wanted, one.given, one.short))
            key = one.key or words.word("overview", "equal")
            for part in one.parts:
                yield (
                    group.references[one.reference].name, one.number, one.text, one.unit, one.asked, one.asked_years,
                    one.years, wanted, given, lacking, key, part.unit, _if_any(writing.added, part.amount),
                    _if_any(writing.rounded, part.fair), _if_any(writing.rounded, part.short),
                )  # fmt: skip


def _means(overview: Overview) -> Iterator[Sequence[Cell]]:
    for group in overview.groups:
        for one in group.means:
            why = undecided_by(one)
            mean = None if one.mean is None else writing.rounded(one.mean, one.wanted)
            yield (
                group.references[one.reference].name, one.number, one.text, one.value, one.counted, one.of, one.low,
                one.high, mean, one.key, words.word("rolled_up", one.outcome), why and words.word("undecided", why),
            )  # fmt: skip


def _defects(overview: Overview) -> Iterator[Sequence[Cell]]:
    for one in overview.defects:
        yield (
            one.rule, words.word("kind", one.kind), words.of(one.severity), one.units, one.findings,
            ", ".join(one.names), one.example,
        )  # fmt: skip


def _absent(overview: Overview) -> Iterator[Sequence[Cell]]:
    return ((unit.name, unit.province, unit.code) for unit in overview.absent)


def _uncounted(overview: Overview) -> Iterator[Sequence[Cell]]:
    """The files that the matrix does not count: set aside, sent twice, unreadable."""
    kinds = {kind: words.word("uncounted", kind) for kind in ("aside", "same", "unreadable")}
    for other in overview.aside:
        yield other.file, other.unit.name, kinds["aside"], reason(other), other.sha256
    for file, first in overview.same:
        yield file, None, kinds["same"], words.phrase("uncounted", "same_as", file=first), None
    for one in overview.unreadable:
        yield one.file, one.unit, kinds["unreadable"], one.reason, one.sha256


def _if_any(rule: Callable[[Decimal], Decimal], value: Decimal | None) -> Decimal | None:
    return None if value is None else rule(value)


class HeatSheet:
    """The heat map, with one block below the other for plans with different upper plans."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        small = {"font_name": "Times New Roman", "font_size": 10}
        self._head = book.add_format(HEAD | {"font_size": 10})
        self._turned = book.add_format(
            HEAD | {"font_size": 9, "rotation": 90, "bold": False, "valign": "bottom"}
        )
        self._name = book.add_format(small | {"border": 1})
        self._number = book.add_format(small | {"border": 1, "align": "center"})
        self._letter = book.add_format(small | {"border": 1, "align": "center", "bold": True})
        self._figures = Figures(book, small | {"border": 1, "align": "center"})
        self._row = 0

    def write(self, overview: Overview) -> None:
        """Write the blocks of all groups."""
        sheet = self._sheet
        for at, width in enumerate(_FACTS.values()):
            sheet.set_column(at, at, width)
        all_columns = max((len(group.columns) for group in overview.groups), default=1)
        widest = min(all_columns, MOST_TARGETS)
        sheet.set_column(_FIRST, _FIRST - 1 + widest, 4.3)
        legend = "; ".join(
            f"{words.word('letter', one.letter)} {words.word('standing_short', one.letter)}"
            for one in Standing
        )
        cut = words.phrase("matrix", "cut", shown=widest, all=all_columns) if all_columns > widest else ""
        sheet.write_string(0, 0, " ".join(filter(None, (cut, legend))))
        self._row = 1
        for group in overview.groups:
            self._group(group)
        if len(overview.groups) == 1:
            sheet.freeze_panes(3, 2)
            sheet.repeat_rows(1, 2)
            sheet.autofilter(2, 0, max(self._row - 2, 3), _FIRST - 1 + widest)
        for standing, colour in FILLS.items():
            rule = {"type": "text", "criteria": "begins with", "value": words.word("letter", standing.letter)}
            ground = self._book.add_format({"bg_color": colour})
            sheet.conditional_format(
                3, _FIRST, max(self._row, 3), _FIRST - 1 + widest, rule | {"format": ground}
            )
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)

    def _group(self, group: Group) -> None:
        sheet, bands = self._sheet, self._row
        columns = group.columns[:MOST_TARGETS]
        for at, column in enumerate(columns):
            if at == 0 or column.reference != columns[at - 1].reference:
                sheet.write_string(bands, _FIRST + at, cell_text(group.references[column.reference].name))
        sheet.set_row(bands + 1, 210)
        for at, text in enumerate(_FACTS):
            sheet.write_string(bands + 1, at, text, self._head)
        for at, column in enumerate(columns):
            text = cell_text(f"{column.number}. {short(column, 90)}")
            sheet.write_string(bands + 1, _FIRST + at, text, self._turned)
        self._row = bands + 2
        for line in (*group.above, *group.lines):
            if line.rank:
                sheet.write_number(self._row, 0, line.rank, self._number)
            sheet.write_string(self._row, 1, cell_text(line.unit.name), self._name)
            sheet.write_string(self._row, 2, cell_text(line.file), self._name)
            sheet.write_number(self._row, 3, line.fits, self._number)
            sheet.write_number(self._row, 4, line.due, self._number)
            share = writing.share(line.fits, line.due)
            if share is not None:
                sheet.write_number(self._row, 5, share / 100, self._figures.percent(share))
            for at, letter in enumerate(line.letters[: len(columns)]):
                if letter != NO_PAIR:
                    mark = words.word("letter", "inherited") if at in line.inherited else ""
                    sheet.write_string(
                        self._row, _FIRST + at, words.word("letter", letter) + mark, self._letter
                    )
            self._row += 1
        self._row += 1
