"""Lines joined to paragraphs: hard-wrapped text, headings over several lines, phrases broken by a page end.

A line continues in the next one by these rules:

* a next line that opens with a label begins a new paragraph, unless its dash is the middle of a name
  ("kinh tế / - xã hội");
* a next line that opens with a small letter or a figure continues; one with a capital continues only if the
  line before could not have held its first word (it is *full*), or cannot end there (it ends with "của"),
  or both are written in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import quantiles

from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several, table
from extract.lines.bases import is_recital
from extract.lines.labels import Rank, read_label
from extract.lines.signature import is_recipients
from extract.traced import Paragraph, join

_ENDS = re.compile(r"[.;:!?…]['\"”’)]*$")
_WORD = re.compile(r"\S+")
_CONNECTORS = composed(r"(?<!\w)<<words>>$", words=phrases("layout", "connectors"))
_KINDS = phrases("layout", "document_kinds")
_SIGNATURE = phrases("layout", "signature_starts")
_HEAD_NAMES = several(
    phrases("masthead", "mottos"), phrases("masthead", "motto_pieces"), phrases("masthead", "signing_bodies")
)
# "PHẠM" over "VI": a syllable of letters that also are a Roman number.
_ROMAN_SYLLABLES = table(several, "layout", "roman_syllables")
_DASHED_NAMES = table(several, "layout", "dashed_names")
_DASHED_END = composed(r"(?<!\w)<<words>>$", words=_DASHED_NAMES)
_RULE = re.compile(r"[|_=*~\-–—\s]+")
_NARROWEST = 40
"""Characters at which a page is wrapped at least; a few shorter lines that continue are no measure of the others."""
_LONGEST = 5000
"""Characters of a paragraph at most; joining each further line would read the whole paragraph again."""


def join_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join the lines of one paragraph."""
    lines = _with_fullness(paragraphs)
    found: list[Paragraph] = []
    previous: Paragraph | None = None
    for line in lines:
        if previous is not None and not previous.closed and goes_on(found[-1], previous, line):
            found[-1] = replace(
                found[-1], text=join(found[-1].text, line.text), style=found[-1].style, full=line.full
            )
        else:
            found.append(line)
        previous = line
    return found


def join_broken_names(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Names that a line end broke, also between paragraphs: "ỦY" over "BAN NHÂN DÂN", "PHẠM" over "VI"."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        before = found[-1] if found else None
        if (
            before is not None
            and before.table == paragraph.table
            and _breaks_name(before.text.text, paragraph.text.text)
        ):
            found[-1] = replace(before, text=join(before.text, paragraph.text), full=paragraph.full)
        else:
            found.append(paragraph)
    return found


def _breaks_name(text: str, rest: str) -> bool:
    ends = None if " " in rest.strip() else _ROMAN_SYLLABLES.get(fold(rest))
    if ends is not None and fold(text).split()[-1] in ends:
        return True
    if not text.isupper() or not rest.isupper() or len(text.split()) > 2:
        return False
    return _HEAD_NAMES.match(fold(f"{text} {rest}")) is not None and _HEAD_NAMES.match(fold(rest)) is None


def goes_on(so_far: Paragraph, line: Paragraph, following: Paragraph) -> bool:
    """Whether ``following`` continues the paragraph ``so_far``, whose last line is ``line``."""
    if so_far.table != following.table or following.label or len(so_far.text) > _LONGEST:
        return False
    if _stands_alone(so_far, following):
        return False
    text, rest = line.text.text, following.text.text
    label = read_label(rest)
    if label is not None and label.rank is Rank.ARABIC and label.length == len(rest) and int(label.name) > 50:
        # No label: "… Chương trình / 135." ends a sentence, and no list has so many items.
        label = None
    if label is not None:
        return label.rank is Rank.DASH and _inside_name(so_far.text.text, rest, line.full)
    if _is_bare_label(so_far.text.text):
        return True
    # "(một) nhân viên" continues as "một nhân viên" does.
    if rest.lstrip("(“")[:1].islower() and not text.isupper() and not _ENDS.search(text):
        return True
    if rest[0].islower() and not text.isupper():
        return True
    if _differs(so_far.style.bold, following.style.bold) or following.indented:
        return False
    if rest[0].islower() or rest[0] in ",;.)%”" or (rest[0].isdigit() and not text.endswith(".")):
        return True
    if _ENDS.search(text):
        return bool(line.full) and following.indented is not None
    if _CONNECTORS.search(fold(so_far.text.text[-60:])) or text[-1] in ",(-–/“":
        return True
    if text.isupper() and rest.isupper():
        return not _is_masthead_line(text, rest)
    return bool(line.full) and not so_far.text.text.isupper()


def join_over_pages(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join a long paragraph that ends in the middle of a phrase to the next one, which begins with a small letter."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        before = found[-1] if found else None
        if (
            before is not None
            and before.table is None
            and paragraph.table is None
            and not paragraph.label
            and paragraph.text.text[0].islower()
            and 40 <= len(before.text) <= _LONGEST
            and not _ENDS.search(before.text.text)
            and not before.text.text.isupper()
            and not _differs(before.style.bold, paragraph.style.bold)
            and read_label(paragraph.text.text) is None
        ):
            found[-1] = replace(before, text=join(before.text, paragraph.text))
        else:
            found.append(paragraph)
    return found


def _with_fullness(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Set ``full`` where the reader has not, by the widths of the lines that certainly continue."""
    open_lines = [
        index for index, paragraph in enumerate(paragraphs) if not paragraph.closed and paragraph.full is None
    ]
    if len(open_lines) < 8:
        return list(paragraphs)
    certain = {
        index
        for index in open_lines
        if index + 1 < len(paragraphs)
        and paragraphs[index + 1].text.text[0].islower()
        and read_label(paragraphs[index + 1].text.text) is None
    }
    opening = {index for index in certain if _opens(paragraphs, index)}
    first = [len(paragraphs[index].text) for index in opening]
    later = [len(paragraphs[index].text) for index in certain - opening]
    limits = {True: _width(first or later), False: _width(later or first)}
    lines = list(paragraphs)
    for index in open_lines:
        if index + 1 == len(paragraphs):
            break
        text, following = paragraphs[index].text.text, paragraphs[index + 1].text.text
        word = _WORD.search(following)
        needed = len(text) + 1 + (len(word.group()) if word else 0)
        before = lines[index - 1] if index else None
        continues = (
            before is not None
            and not _opens(paragraphs, index)
            and (index - 1 in certain or bool(before.full) or _is_bare_label(before.text.text))
        )
        lines[index] = replace(lines[index], full=needed > limits[not continues])
    return lines


def _opens(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line certainly begins a paragraph: it has a label, or the line before ends a sentence."""
    text = paragraphs[index].text.text
    if index == 0 or read_label(text) is not None:
        return True
    before = paragraphs[index - 1].text.text
    return text[0].isupper() and bool(_ENDS.search(before)) and not _is_bare_label(before)


def _width(lengths: Sequence[int]) -> float:
    """The usual width of a wrapped line in characters, the ninth decile."""
    if len(lengths) < 2:
        # Without a line that certainly continues, no line is full.
        return float(max(lengths[0], _NARROWEST)) if lengths else float("inf")
    return max(quantiles(lengths, n=10)[-1], _NARROWEST)


def _stands_alone(so_far: Paragraph, following: Paragraph) -> bool:
    """Whether one of two lines is a document kind, a drawing, a basis or a signature: never joined."""
    text, rest = so_far.text.text, following.text.text
    if rest[:1].isupper() and is_recital(rest) and (is_recital(text) or fold(rest).startswith("căn cứ ")):
        return True
    if rest[:1].isupper() and is_recipients(rest):
        return True
    if fold(text).strip(" .:") in _KINDS and text[:1].isupper():
        return True
    # The kind below the date of a masthead; in a title in capitals it may be a word of the title.
    if rest.isupper() and not text.isupper() and fold(rest).strip(" .:") in _KINDS:
        return True
    if (_RULE.fullmatch(text) and not _is_bare_label(text)) or _RULE.fullmatch(rest):
        return True
    return any(_SIGNATURE.match(fold(side)) and len(side) < 60 for side in (text, rest) if side[:1].isupper())


def _is_masthead_line(text: str, rest: str) -> bool:
    """Whether two lines in capitals are separate lines of a masthead: motto and issuer, or a body and its parent."""
    motto = ("cộng hòa", "độc lập")
    if starts_body(text) and starts_body(rest):
        return True
    return fold(rest).startswith(motto) or (fold(text).startswith(motto) and "việt nam" in fold(text))


def _is_bare_label(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.length >= len(text) and label.rank not in (Rank.PART, Rank.CHAPTER)


def _inside_name(text: str, rest: str, full: bool | None) -> bool:
    """Whether "… kinh tế" and "- xã hội …" are the two halves of a name."""
    if _ENDS.search(text):
        return False
    head = _DASHED_END.search(fold(text))
    if head and fold(rest).lstrip("-– ").startswith(_DASHED_NAMES[head.group()].words):
        return True
    return bool(full) and text[-1] not in ",)" and not rest[1:].lstrip()[:1].isupper()


def _differs(left: bool | None, right: bool | None) -> bool:
    return left is not None and right is not None and left != right
