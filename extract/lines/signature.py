"""Signer and recipients: the tail of a document.

    tail := "Nơi nhận:" ("- " recipient ";")* and, beside, above or below it:
            ("TM. ỦY BAN NHÂN DÂN")? ("KT. CHỦ TỊCH")? "PHÓ CHỦ TỊCH" "(đã ký)"? name

The two columns may follow each other, or alternate line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases

_ITEM = re.compile(r"^\s*[-–—+•]\s*")
_NEXT_ITEM = re.compile(r"[;.]\s*[-–—+•]\s+")
_AND_NEXT = re.compile(r";\s+(?![-–—+•])(?![^()]*\))")
_FOOTNOTE = re.compile(r"^\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[.)]?)\s*\S")
# "(Đã ký)", "Đã ký:", "(Ký tên, đóng dấu)"; without brackets "ký" may be a name.
_SIGNED = re.compile(r"[\[(][^\])]*\bký\b[^\])]*[\])]|đã ký\s*:?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:\s+[^\W\d_]+(?:['’][^\W\d_]+)?){1,5}")
# Capital letters of Vietnamese, which alternate with small letters in the last block.
_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
_TITLES = phrases("masthead", "capacities", folded=False).capitals()
_BODIES = phrases("masthead", "signing_bodies", folded=False).capitals()
_PROXIES = phrases("masthead", "proxies", folded=False)
# The name of a body that is not in the lexicon reaches to the end of the line.
_ONE_CAPACITY = composed(
    r"(?:<<proxy>>(?:\s*\.\s*|\s+)(?:<<titles>>|<<bodies>>)"
    rf"|<<proxy>>\s*\.\s*[{_UPPER}]{{2}}[{_UPPER}\s,&-]*$|<<titles>>)(?![^\W\d_])",
    proxy=_PROXIES,
    titles=_TITLES,
    bodies=_BODIES,
)
# One capacity or several, in capitals: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH".
_CAPACITY = composed(r"(?<!\w)<<one>>(?:\s*<<one>>)*", one=_ONE_CAPACITY)
_RECIPIENTS = composed(r"<<words>>\s*(?::|$|[-–])", words=phrases("masthead", "recipients"))
_DEGREES = composed(r"^(?:<<words>>(?:\s*[.,]?\s+|\.))+", words=phrases("masthead", "degrees", folded=False))
# "liên quan1"
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_])\d$")


def read_recipients(lines: Sequence[str]) -> tuple[str, ...]:
    """The recipients in the lines of a tail, without bullets and closing marks.

    >>> read_recipients(["Nơi nhận:", "- Như trên;", "- Lưu: VT."])
    ('Như trên', 'Lưu: VT')
    """
    items: list[str] = []
    listing = open_item = False
    for line in lines:
        text = _without_capacity(line)
        if is_recipients(text):
            listing, open_item = True, False
            text = re.sub(r"^[^:\-–]*[:\-–]?\s*", "", text, count=1)
            if text and not _ITEM.match(text):
                # "Nơi nhận: Như trên; Lưu: VT." has all recipients in one line, without bullets.
                *whole, text = _AND_NEXT.split(text)
                items.extend(whole)
                text = f"- {text}"
        if not listing or not text.strip():
            continue
        if _ITEM.match(text):
            items.extend(_NEXT_ITEM.split(_ITEM.sub("", text)))
            open_item = not text.rstrip().endswith((";", "."))
        elif open_item and not any(
            found(text) for found in (_FOOTNOTE.match, _SIGNED.fullmatch, is_signature, is_name)
        ):
            items[-1] = f"{items[-1]} {text}"
            open_item = not text.rstrip().endswith((";", "."))
    return tuple(item for item in (_plain(item) for item in items) if item)


def read_signer(lines: Sequence[str]) -> str | None:
    """The name below the last capacity in the lines of a tail; None without one.

    >>> read_signer(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)", "Lò Thị Mai"])
    'Lò Thị Mai'
    """
    signer, below = None, False
    for line in lines:
        found = _CAPACITY.search(line)
        text = line
        if found and (is_signature(line) or not line[: found.start()].strip() or below):
            below, signer, text = True, None, line[found.end() :]
        elif found:  # the two columns on one line: "- Bộ Y tế; KT. CHỦ TỊCH"
            below, signer, text = True, None, ""
        text = _SIGNED.sub("", text)
        if below and signer is None and is_name(text):
            signer = _without_degree(text)
    return signer


def is_recipients(text: str) -> bool:
    """Whether a paragraph opens the list of recipients: "Nơi nhận:"."""
    if "nhận" not in fold(text)[:40]:
        return False
    return bool(_RECIPIENTS.match(fold(_without_capacity(text)).strip(" *_")))


def is_signature(text: str) -> bool:
    """Whether a paragraph begins with a capacity: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"."""
    text = text.strip(" *_.")
    found = _CAPACITY.match(text)
    if not found:
        return False
    rest = text[found.end() :].strip()
    # No signature: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" above the bases of a decision is its authority.
    return (
        "." in found.group() or "/" in found.group() or not rest or (is_name(rest) and not starts_body(rest))
    )


def holds_capacity(text: str) -> bool:
    """Whether a line has a capacity anywhere, also behind a recipient: "- Bộ Y tế; KT. CHỦ TỊCH"."""
    return _CAPACITY.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a line is the name of a person: two to six words, each with a capital."""
    text = _without_degree(text)
    capitals = all(word[0].isupper() for word in text.split())
    return capitals and bool(_NAME.fullmatch(text)) and not _CAPACITY.match(text)


def _without_degree(text: str) -> str:
    return " ".join(_DEGREES.sub("", text.strip(" *_.")).split())


def _without_capacity(line: str) -> str:
    """A line without the piece of the signature column that a flat layout appends."""
    found = _CAPACITY.search(line)
    return line[: found.start()].rstrip() if found else line


def _plain(item: str) -> str:
    item = _FOOTNOTE_MARK.sub("", item.strip().rstrip(";.,/").strip())
    return " ".join(item.split())
