"""Sentences cut into independent clauses, with their marks and named amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.marks import Mark, find_marks
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed, phrases, valued
from extract.model import Bound
from extract.traced import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An independent piece of a text; ``part`` tells that "trong đó" opened it.

    ``values`` are the spans of all its numbers with their qualifiers, ``references`` those of named amounts; neither
    belongs to a subject.
    """

    text: Traced
    part: bool
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...] = ()
    values: tuple[tuple[int, int], ...] = ()
    changes: bool = False
    """Whether one of the values is a change."""
    opens: bool = True
    """Whether it is the first of its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A requirement by a named amount, "… tối thiểu bằng mức lương cơ sở", from ``start`` to ``end``.

    ``bound`` is that of the words at span ``words`` ((-1, -1) without such words).
    """

    start: int
    end: int
    bound: Bound
    words: tuple[int, int]


_CUTS = re.compile(
    # "(i) … (ii) …" begin clauses of their own; the text in other brackets is not cut.
    r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)|[()]"
    r"|[,;.]?\s*(?<!\w)(?i:trong đó|trong (?:số|nhóm) (?:đó|này))(?!\w)[:,]?|;"
    # The end of a sentence, not of an abbreviation.
    rf"|\.(?=\s+{CAPITAL})(?<!TP\.)(?<!KT\.)(?<!TM\.)"
)
_PART = re.compile(r"trong (?:đó|số|nhóm)")
_BOUNDS = valued(
    {bound: phrases("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL}
)
# "… tối thiểu bằng mức lương cơ sở": a bound, a verb, a link, then a named amount.
_REFERENCE = composed(
    r"(?<!\w)(?:(?P<bound><<bounds>>)\s+)?(?:<<verbs>>\s+)?(?P<link><<links>>)\s+"
    r"(?:(?P<half>\d+%?)\s+)?(?P<name><<names>>)(?!\w)"
    r"|(?<!\w)(?P<bound2><<bounds>>)\s+(?P<name2><<names>>)(?!\w)",
    bounds=_BOUNDS,
    verbs=phrases("quantities", "references", "verbs"),
    links=phrases("quantities", "references", "links"),
    names=phrases("quantities", "references", "names"),
)
# The start of a requirement by reference behind a number: "… với mức phụ cấp", ", mức hỗ trợ".
_REFERENCE_HEAD = composed(
    r"(?:,\s|(?<=\s)với\s|(?<=\s)có\s|;)(?=<<things>>)|;",
    things=phrases("quantities", "references", "things"),
)
_CLAUSE_END = re.compile(r"[,;.]|$")
_LONGEST = 4000
"""Characters of a text that is read as a whole. A clause is read once for each of its values, which takes quadratic
time; the longest item of a plan has some 1,500 characters."""


def split_clauses(text: Traced) -> Iterator[Clause]:
    """Cut a text at ";", at the end of a sentence and before "trong đó" or "(i)", but not inside brackets."""
    start = 0
    while len(text) - start > _LONGEST:
        stop = start + _LONGEST
        cuts = (text.text.rfind(letter, start, stop) + 1 for letter in (";", ",", " "))
        stop = next((cut for cut in cuts if cut > start), stop)
        yield from _split(text[start:stop])
        start = stop
    yield from _split(text[start:] if start else text)


def _split(text: Traced) -> Iterator[Clause]:
    start, depth, part, opens = 0, 0, False, True
    for found in _CUTS.finditer(text.text):
        token = found.group()
        if token in "()":
            depth = max(0, depth + (1 if token == "(" else -1))
            continue
        # "(trong đó ít nhất 45% là phụ nữ)" is a part like any other.
        part_in_brackets = "trong" in fold(token) and text.text[: found.start()].rstrip().endswith("(")
        if depth and not part_in_brackets:
            continue
        if part_in_brackets:
            depth = 0
        if found.start() > start:
            yield _clause(text[start : found.start()], part, opens=opens)
            opens = token == "."
        if not token.startswith("("):
            part = _PART.search(fold(token)) is not None
        start = found.end()
    if start < len(text):
        yield _clause(text[start:], part, opens=opens)


def _clause(text: Traced, part: bool, *, opens: bool) -> Clause:
    marks = tuple(find_marks(text.text))
    return Clause(
        text=text, part=part, opens=opens, marks=marks, references=tuple(references(fold(text.text)))
    )


def _reference_start(folded: str, place: int) -> int:
    """The start of the requirement of a named amount: that of the clause, or behind the number before it."""
    number = max((found.end() for found in re.finditer(r"\d", folded[:place])), default=0)
    heads = [found.end() for found in _REFERENCE_HEAD.finditer(folded, number, place)]
    if heads or not number:
        return heads[-1] if heads else 0
    commas = [found.end() for found in re.finditer(r",\s|\svà\s", folded[number:place])]
    return number + commas[-1] if commas else number


def references(folded: str) -> Iterator[Reference]:
    """The requirements of a folded clause whose amount is named, not given as a number."""
    for found in _REFERENCE.finditer(folded):
        word = found["bound"] or found["bound2"]
        if found["half"] or (word is None and found["link"] not in ("bằng", "ngang bằng")):
            continue
        start = _reference_start(folded, found.start())
        end = _CLAUSE_END.search(folded, found.end())
        bound = _BOUNDS.get(word or "") or Bound.LEVEL
        words = found.span("bound" if found["bound"] else "bound2")
        yield Reference(start=start, end=end.start() if end else len(folded), bound=bound, words=words)
