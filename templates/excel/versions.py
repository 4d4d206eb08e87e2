"""Two versions of one plan as a workbook: "Tổng hợp", "Ý kiến rà soát", "Chỉ tiêu, nhiệm vụ"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates import words
from templates.excel.workbook import Sheet, Table, workbook_of

if TYPE_CHECKING:
    from templates.report.quotes import Quote
    from templates.versions import VersionsView

_REMARKS = {
    "STT": 6, "Tình trạng": 24, "Mức độ": 14, "Mã quy tắc": 10, "Quy tắc": 28, "Nội dung": 60, "Kiến nghị": 60,
    "Bản cũ: trích": 46, "Bản mới: trích": 46,
}  # fmt: skip
_ITEMS = {
    "STT": 6, "Thay đổi": 20, "Loại": 12, "Mức": 34, "Bản cũ: trích": 56, "Bản cũ: vị trí": 24, "Bản mới: trích": 56,
    "Bản mới: vị trí": 24,
}  # fmt: skip


def versions_workbook(view: VersionsView) -> bytes:
    """The workbook; the sheet of remarks only where the versions were checked against plans above."""
    sheets: dict[str, Sheet] = {"Tổng hợp": (_summary(view), {"Nội dung": 34, "Giá trị": 90})}
    if view.remarks is not None:
        sheets["Ý kiến rà soát"] = (_remarks(view), _REMARKS)
    sheets["Chỉ tiêu, nhiệm vụ"] = (_items(view), _ITEMS)
    return workbook_of(sheets)


def _summary(view: VersionsView) -> Table:
    lines: list[tuple[str, object]] = [("Lưu ý", view.doubt)] if view.doubt else []
    lines += [("Tiếp thu", view.progress)] if view.progress and not view.doubt else []
    for key, party in (("old", view.old), ("new", view.new)):
        lines += [
            (words.word("versions", key), party.full),
            ("Tệp", f"{party.file} (SHA-256 {party.sha256})"),
        ]
    lines += [(party.column, f"{party.full} ({party.file})") for party in view.references]
    lines += [(f"Ý kiến: {tile.word}", tile.count) for tile in view.remark_tiles]
    lines += [(f"Chỉ tiêu, nhiệm vụ: {tile.word}", tile.count) for tile in view.tiles]
    lines += [("Lưu ý", "Kết quả do máy so sánh, cần người rà soát xác nhận.")]
    return [{"Nội dung": name, "Giá trị": value} for name, value in lines]


def _remarks(view: VersionsView) -> Table:
    told = [(word, remark) for _, word, members in view.remarks or () for remark in members]
    return [
        {
            "STT": number,
            "Tình trạng": word,
            "Mức độ": remark.severity_word,
            "Mã quy tắc": remark.rule,
            "Quy tắc": remark.rule_name,
            "Nội dung": remark.message,
            "Kiến nghị": remark.suggestion,
            "Bản cũ: trích": _text(remark.old),
            "Bản mới: trích": _text(remark.new),
        }
        for number, (word, remark) in enumerate(told, 1)
    ]


def _items(view: VersionsView) -> Table:
    told = [(word, change) for _, word, members in view.changes for change in members]
    return [
        {
            "STT": number,
            "Thay đổi": word,
            "Loại": change.what,
            "Mức": "\n".join(change.measures),
            "Bản cũ: trích": _text(change.old),
            "Bản cũ: vị trí": change.old.place if change.old else "",
            "Bản mới: trích": _text(change.new),
            "Bản mới: vị trí": change.new.place if change.new else "",
        }
        for number, (word, change) in enumerate(told, 1)
    ]


def _text(quote: Quote | None) -> str:
    return quote.text if quote else ""
