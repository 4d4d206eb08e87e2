"""Tracked changes: the elements that belong to the chosen text, and the number of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.language import writing
from extract.options import Revisions

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSERTED = frozenset(W + name for name in ("ins", "moveTo", "cellIns"))
DELETED = frozenset(W + name for name in ("del", "moveFrom", "cellDel"))
_DELETED_TEXT = frozenset({W + "delText"})
_PR, _TR, _RPR = W + "pPr", W + "tr", W + "rPr"
_INS, _DEL, _FROM, _TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
_FORMATS = tuple(W + name for name in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"))
_CELLS = {W + "cellIns": _INS, W + "cellDel": _DEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The text before or after the changes, to which elements of the tags in ``gone`` do not belong."""

    gone: frozenset[str]
    before: bool

    def lacks(self, properties: _Element | None) -> bool:
        """Whether the paragraph mark, row or cell with these properties is absent in this view."""
        return properties is not None and any(child.tag in self.gone for child in properties)

    def formatting(self, properties: _Element | None) -> _Element | None:
        """``w:pPr``, ``w:rPr`` or ``w:tcPr`` as it is in this view."""
        if not self.before or properties is None:
            return properties
        change = properties.find(properties.tag + "Change")
        if change is None:
            return properties
        # A change without old properties inside means that there were none.
        return next(change.iterchildren(properties.tag), change)


_VIEWS: Mapping[Revisions, View] = {
    Revisions.ACCEPTED: View(gone=DELETED | _DELETED_TEXT, before=False),
    Revisions.ORIGINAL: View(gone=INSERTED, before=True),
}


def view(revisions: Revisions) -> View:
    """The view for an option."""
    return _VIEWS[revisions]


def told(roots: Iterable[_Element], revisions: Revisions) -> tuple[str, ...]:
    """A warning with the number of changes and the text that was read; empty without changes."""
    counts = [0, 0, 0, 0]
    for root in roots:
        for index, count in enumerate(_counted(root)):
            counts[index] += count
    names = ("chỗ thêm", "chỗ xóa", "chỗ di chuyển", "chỗ đổi định dạng")
    parts = ", ".join(
        f"{writing.count(count)} {name}" for count, name in zip(counts, names, strict=True) if count
    )
    if not parts:
        return ()
    read = "trước khi sửa" if revisions is Revisions.ORIGINAL else "khi chấp nhận mọi thay đổi"
    return (f"Văn bản còn {writing.count(sum(counts))} vết sửa (Track Changes): {parts}; đã đọc như {read}.",)


def _counted(root: _Element) -> tuple[int, int, int, int]:
    """The numbers of changes as a reader sees them: inserted, deleted, moved, formatted."""
    seen = {_INS: 0, _DEL: 0, _FROM: 0, _TO: 0}
    rows = _changed_rows(root, seen)
    for change in root.iter(_INS, _DEL, _FROM, _TO, *_CELLS):
        if rows and any(row in rows for row in change.iterancestors(_TR)):
            continue
        if _shows(change):
            seen[_CELLS.get(change.tag, change.tag)] += 1
    formats = sum(1 for _ in root.iter(*_FORMATS))
    return seen[_INS], seen[_DEL], max(seen[_FROM], seen[_TO]), formats


def _changed_rows(root: _Element, seen: dict[str, int]) -> set[_Element]:
    """The inserted and deleted rows, each counted in ``seen`` as one change."""
    rows = set()
    for properties in root.iter(W + "trPr"):
        kind = next((child.tag for child in properties if child.tag in (_INS, _DEL)), None)
        row = properties.getparent()
        if kind is not None and row is not None and row not in rows:
            rows.add(row)
            seen[kind] += 1
    return rows


def _shows(change: _Element) -> bool:
    """Whether a change counts by itself: it has content, or is that of a paragraph mark or a cell."""
    parent = change.getparent()
    if parent is None or len(change):
        return parent is not None
    if change.tag in _CELLS:
        return True
    if parent.tag != _RPR:
        # A new list number counts as formatting; other changes are not visible.
        return False
    properties = parent.getparent()
    if properties is None or properties.tag != _PR:
        return False
    # The change of a paragraph mark and that of the end of its paragraph are one change.
    last = properties.getparent()
    return last is None or not len(last) or last[-1].tag != change.tag
