"""Excel files; document text is always text, so that "=1+1" and "@SUM" are shown, never calculated."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from compare.model import Severity, Verdict
from extract.model import Plan
from templates import words
from templates.data.listing import COLUMNS, rows
from templates.texts import clean

if TYPE_CHECKING:
    from templates.report.quotes import Quote, Row
    from templates.report.view import FindingView, Report

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LIMIT = 32_000
"""Greatest length of a text; Excel holds 32,767 characters in a cell and drops a longer text completely."""
STAMP = datetime(2021, 1, 1)
"""A fixed date of creation, so that the same review gives the same file."""
BODY = {"text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 11}
HEAD = BODY | {"bold": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#DDE6EE"}

# Pale fills that stay readable in print; the cell always holds the word itself.
# The first matching word decides, so the verdict that needs most attention comes first.
SEVERITY_FILLS: Mapping[StrEnum | str, str] = {
    Severity.CRITICAL: "#F0B8AE",
    Severity.HIGH: "#F7D4CE",
    Severity.MEDIUM: "#FCEBC5",
    Severity.LOW: "#F5F2DC",
    Severity.NOTE: "#EDEDED",
}
_FILLS: Mapping[str, Mapping[StrEnum | str, str]] = {
    "Nhận định": {
        Verdict.MISSING: "#F7D4CE",
        Verdict.WEAKER: "#F7D4CE",
        Verdict.INCOMPARABLE: "#FCEBC5",
        "xem nội dung": "#F5F2DC",
        Verdict.APPORTION: "#E3E3F5",
        Verdict.MEETS: "#DDEFDD",
        Verdict.EXCEEDS: "#CFE8E4",
        Verdict.OUT_OF_PERIOD: "#EDEDED",
    },
    "Mức độ": SEVERITY_FILLS,
}
Table = Sequence[Mapping[str, object]]
Sheet = tuple[Table, Mapping[str, int]]
_FINDING_WIDTHS = {
    "Số": 6, "Mức độ": 14, "Mã quy tắc": 12, "Quy tắc": 28, "Tóm tắt": 46, "Nội dung": 60, "Kiến nghị": 60,
    "Văn bản cấp trên": 26, "Cấp trên: trích": 46, "Cấp trên: vị trí": 26, "Dự thảo: trích": 46,
    "Dự thảo: vị trí": 26, "Đã chấp nhận (miễn trừ)": 34,
}  # fmt: skip

_HUMAN_WIDTHS = {"Người nêu": 14, "Người rà soát": 46}
"""Columns of a review on which a human has decided something."""


def review_workbook(report: Report) -> bytes:
    """The workbook of a review: "Tổng hợp", "Bảng đối chiếu" (one row for each draft measure) and "Phát hiện"."""
    return workbook_of(
        {
            "Tổng hợp": (_summary(report), {"Nội dung": 34, "Giá trị": 90}),
            "Bảng đối chiếu": (_comparison(report), _comparison_widths(report)),
            "Phát hiện": (_findings(report), _FINDING_WIDTHS | (_HUMAN_WIDTHS if _has_human(report) else {})),
        }
    )


def plan_to_xlsx(plan: Plan) -> bytes:
    """A workbook with one sheet, one row for each measure of the plan."""
    widths = dict.fromkeys(COLUMNS, 14) | {"STT": 6, "Vị trí": 30, "Nội dung": 60, "Yêu cầu": 40}
    widths |= {"Đối tượng đo": 40, "Phạm vi": 30, "Chủ trì": 24, "Phối hợp": 30, "Từ": 9, "Đến": 9}
    table = [{name: _plain(value) for name, value in zip(COLUMNS, row, strict=True)} for row in rows(plan)]
    return workbook_of({"Chỉ tiêu, nhiệm vụ": (table or [dict.fromkeys(COLUMNS, "")], widths)})


def _plain(value: object) -> object:
    """A Decimal as an Excel number; other values unchanged."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def workbook_of(sheets: Mapping[str, Sheet]) -> bytes:
    """A workbook with a table and the widths of its columns for each sheet."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS | {"in_memory": True}) as book:
        book.set_properties({"created": STAMP, "title": "doichieu"})
        for name, (table, widths) in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table, 1):
                for column, title in enumerate(widths):
                    value = row.get(title)
                    sheet.write(number, column, cell_text(value) if isinstance(value, str) else value)
            _dress(book, sheet, len(table), widths)
    return out.getvalue()


def cell_text(value: str) -> str:
    """A text without forbidden characters, cut to the limit of a cell."""
    text = clean(value)
    return text if len(text) <= _LIMIT else text[:_LIMIT] + "…"


def _dress(book: Any, sheet: Any, count: int, widths: Mapping[str, int]) -> None:
    """Set frozen and repeated headings, filter, widths, wrapped text, and colours of verdicts and severities."""
    head, body = book.add_format(HEAD), book.add_format(BODY)
    last_row, last_column = max(count, 1), len(widths) - 1
    for column, (title, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width, body)
        sheet.write_string(0, column, title, head)
        for value, colour in _FILLS.get(title, {}).items():
            word = words.of(value) if isinstance(value, StrEnum) else value
            rule = {"type": "text", "criteria": "containing", "value": word, "stop_if_true": True}
            rule["format"] = book.add_format({"bg_color": colour})
            sheet.conditional_format(1, column, last_row, column, rule)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _summary(report: Report) -> Table:
    lines: list[tuple[str, object]] = [("Kết luận", report.conclusion)]
    for party in report.parties:
        lines += [
            (party.column, party.full),
            ("Trích yếu", party.about),
            ("Tệp", f"{party.file} (SHA-256 {party.sha256})"),
        ]
        lines += [("Cảnh báo khi đọc tệp", warning) for warning in party.warnings]
    lines += [(f"Nhận định: {tile.word}", tile.count) for tile in report.verdicts]
    lines += [(f"Mức độ: {tile.word}", tile.count) for tile in report.severities]
    lines += [("Cần kiểm tra", text) for text in report.reminders]
    lines += [("Phần chưa đọc được", missed.line) for missed in report.unread]
    lines += [("Thay đổi quy tắc", line) for line in report.rule_changes]
    lines += [("Người rà soát sửa, ghép tay", line) for line in report.corrections]
    lines += [
        ("Công cụ", f"{report.tool} {report.version}".strip()),
        *([("Danh mục", report.registers)] if report.registers else []),
        ("Lưu ý", "Kết quả do máy đối chiếu, cần người rà soát xác nhận."),
    ]
    return [{"Nội dung": key, "Giá trị": value} for key, value in lines]


def _comparison_widths(report: Report) -> dict[str, int]:
    widths = {"STT": 6, "Chỉ tiêu": 34}
    for party in (*report.references, report.draft):
        widths |= {f"{party.column}: trích": 46, f"{party.column}: vị trí": 24}
    return widths | {
        "Chênh lệch": 36,
        "Nhận định": 22,
        "Mức độ": 13,
        "Kiến nghị": 46,
        "Phát hiện": 11,
        "Vì sao ghép": 46,
    }


def _comparison(report: Report) -> Table:
    return [_comparison_row(report, row) for row in report.rows]


def _comparison_row(report: Report, row: Row) -> dict[str, object]:
    cells: dict[str, object] = {"STT": row.index, "Chỉ tiêu": row.subject}
    for party, answer in zip(report.references, row.cells, strict=True):
        cells |= _sides(party.column, [answer.quote] if answer else [])
    return (
        cells
        | _sides(report.draft.column, row.draft)
        | {
            "Chênh lệch": "\n".join(row.difference_words),
            "Nhận định": "\n".join(row.verdict_words),
            "Mức độ": row.severity_word,
            "Kiến nghị": "\n".join(row.suggestions),
            "Phát hiện": ", ".join(map(str, row.findings)),
            "Vì sao ghép": "\n".join(row.reasons),
        }
    )


def _sides(column: str, quotes: Iterable[Quote]) -> dict[str, object]:
    found = list(quotes)
    return {
        f"{column}: trích": "\n".join(quote.text for quote in found),
        f"{column}: vị trí": "\n".join(quote.place for quote in found),
    }


def _has_human(report: Report) -> bool:
    return any(finding.human for finding in report.findings)


def _findings(report: Report) -> Table:
    found = sorted(report.findings, key=lambda finding: finding.index)
    if not _has_human(report):
        return [_finding_row(finding) for finding in found]
    return [_finding_row(finding) | _human_row(finding) for finding in found]


def _human_row(finding: FindingView) -> dict[str, object]:
    """Who says it, machine or human, and what a human has decided."""
    human = finding.human
    state = [human.badge] if human.dismissed or human.unsure else []
    who = words.word("human", "person" if human.remark else "machine")
    return {"Người nêu": who, "Người rà soát": "\n".join([*state, *human.lines])}


def _finding_row(finding: FindingView) -> dict[str, object]:
    upper = finding.listed or finding.upper
    return {
        "Số": finding.index,
        "Mức độ": finding.severity_word,
        "Mã quy tắc": finding.rule,
        "Quy tắc": "\n".join(name for _, name in finding.rules if name),
        "Tóm tắt": finding.headline,
        "Nội dung": "\n".join(finding.lines),
        "Kiến nghị": finding.suggestion,
        "Văn bản cấp trên": "\n".join(dict.fromkeys(quote.party.name for quote in upper)),
        "Cấp trên: trích": "\n".join(quote.text for quote in upper),
        "Cấp trên: vị trí": "\n".join(quote.place for quote in upper),
        "Dự thảo: trích": finding.draft.text if finding.draft else "",
        "Dự thảo: vị trí": "\n".join(finding.places),
        "Đã chấp nhận (miễn trừ)": finding.accepted,
    }
