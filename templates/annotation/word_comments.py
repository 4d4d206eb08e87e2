"""Word comments at the exact words: runs are split where a remark begins or ends, and keep their text and look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import errors
from extract.errors import ReadError
from extract.options import ReadOptions
from extract.readers.word.places import Place, places
from templates.annotation.notes import Note
from templates.texts import clean
from templates.word.fill import repacked

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R, _T, _RPR, _BOX = _W + "r", _W + "t", _W + "rPr", _W + "txbxContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def with_comments(path: Path, data: bytes, notes: Sequence[Note], options: ReadOptions, author: str) -> bytes:
    """The Word file with a comment for each note, by ``author`` where it has none of its own; raises ``ReadError``."""
    document = _opened(path, data)
    marker = _Marker(places(path, data, document.element, options))
    for note in notes:
        first, last = marker.runs(note.anchor.start, note.anchor.end)
        if first is not None and last is not None:
            _comment(document, first, last, note.paragraphs, clean(note.author or author))
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _opened(path: Path, data: bytes) -> Any:
    import docx

    try:
        return docx.Document(BytesIO(data))
    except Exception as error:
        # The reader accepts files that python-docx may not write (macros, Strict, locked files).
        raise ReadError(errors.NOT_ANNOTATED, path.name) from error


def _comment(document: Any, first: Any, last: Any, paragraphs: Sequence[str], author: str) -> None:
    from docx.text.run import Run

    initials = "".join(word[0] for word in author.split()).upper()
    comment = document.comments.add_comment(
        text="\n".join(map(clean, paragraphs)), author=author, initials=initials
    )
    # The date is dropped, so that the same review gives the same file.
    comment._comment_elm.attrib.pop(_W + "date", None)
    Run(first, document).mark_comment_range(Run(last, document), comment.comment_id)


class _Marker:
    """Finds the runs of a span of text, and splits the first and the last so that they hold nothing else."""

    def __init__(self, found: list[Place]) -> None:
        self._places = [place for place in found if place.element.getparent() is not None]

    def runs(self, start: int, end: int) -> tuple[_Element | None, _Element | None]:
        """The first and the last run between two offsets; None where no run can be marked."""
        self._cut(start)
        self._cut(end)
        inside = [place for place in self._places if place.start < end and place.end > start]
        found = [run for place in inside if (run := _run(place.element)) is not None]
        return (found[0], found[-1]) if found else (None, None)

    def _cut(self, at: int) -> None:
        """Make a run begin at an offset of the text."""
        index = bisect_right(self._places, at, key=lambda place: place.start) - 1
        if index < 0:
            return
        place = self._places[index]
        run = _run(place.element)
        if run is None or not place.exact or place.element.getparent() is not run or at >= place.end:
            return
        if place.start == at:
            _split_before(run, place.element)
        elif place.element.tag == _T:
            rest = _split_text(place.element, at - place.start)
            self._places[index] = replace(place, end=at)
            self._places.insert(index + 1, Place(element=rest, start=at, end=place.end, exact=True))
            _split_before(run, rest)


def _run(element: _Element) -> _Element | None:
    """The run to mark for an element: its own, or the one that holds its text box."""
    run: _Element | None = None
    for above in element.iterancestors():
        if above.tag == _BOX:
            run = None  # A comment cannot stand within a text box.
        elif above.tag == _R and run is None:
            run = above
    return run


def _split_text(text: _Element, at: int) -> _Element:
    """Split a text in two and return the second, which is placed after the first."""
    rest = deepcopy(text)
    text.text, rest.text = (text.text or "")[:at], (text.text or "")[at:]
    rest.tail = None
    for part in (text, rest):
        part.set(_SPACE, "preserve")
    text.addnext(rest)
    return rest


def _split_before(run: _Element, child: _Element) -> None:
    """Split a run in two of the same look, so that the second begins with ``child``."""
    before = [other for other in child.itersiblings(preceding=True) if other.tag != _RPR]
    if not before:
        return
    second = deepcopy(run)
    for other in list(second):
        if other.tag != _RPR:
            second.remove(other)
    for other in [child, *child.itersiblings()]:
        second.append(other)
    second.tail = None
    run.addnext(second)
