"""A review whose every document text tries to break the report that shows it."""

from __future__ import annotations

from dataclasses import replace

from compare.model import Finding, Pair, Place, Review
from extract.model import Unread

TEXTS = (
    "=1+1",
    "+84 912 là số của đường dây nóng",
    "-5+3 điểm",
    "@SUM(A1:A9)",
    "https://tinhmau.example/ke-hoach",
    "Số hộ < 5% & > 1% <script>alert(1)</script>",
    "{{ 7 * 7 }} {% for x in y %} {_{ {#",
    "chuông\x07 ống\x0b trang\x0c mất\ud800 nửa \x00 chữ\ufffe",
    "- dòng | hai\r\nba *bốn* _năm_ `sáu` [bảy](tám)",
    "x" * 40_000,
)


def poisoned(review: Review, text: str) -> Review:
    """The review with ``text`` in the place of every text of a document or a finding."""

    def place(old: Place | None) -> Place | None:
        return replace(old, text=text, path=("I", text)) if old is not None else None

    def pair(old: Pair) -> Pair:
        reference = replace(old.reference, text=text)
        return replace(old, reference=reference, draft=place(old.draft), parts=(), rivals=(reference,))

    def finding(old: Finding) -> Finding:
        return replace(
            old,
            message=text,
            suggestion=text,
            reference=place(old.reference),
            draft=place(old.draft),
        )

    head = replace(review.draft.masthead, title=text, issuer=text)
    source = replace(review.draft.source, name=text, warnings=(text,))
    return replace(
        review,
        draft=replace(review.draft, masthead=head, source=source),
        pairs=tuple(pair(old) for old in review.pairs),
        findings=tuple(finding(old) for old in review.findings),
        unread=(Unread(reason=text, text=text, anchor=None),),
    )
