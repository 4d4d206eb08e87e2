"""Footnotes and endnotes in the order of their references, with their marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.readers.word.numbering import format_number

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
KINDS = ("footnote", "endnote")
REFERENCES = {f"{W}{kind}Reference": kind for kind in KINDS}
_FALSE = {"0", "false", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """The counting of marks: the number format, the first number, whether each section begins anew."""

    format: str
    start: int = 1
    by_section: bool = False


_USUAL = {"footnote": _Form(format="decimal"), "endnote": _Form(format="lowerRoman")}


class NoteMarks:
    """The marks in order: call ``refer`` for each, ``section_ends`` for each section; then read ``referred``."""

    def __init__(
        self, document: _Element, settings: _Element | None, parts: Mapping[str, _Element | None]
    ) -> None:
        """``parts``: the roots of footnotes and endnotes by kind."""
        self.referred: list[tuple[_Element, str | None, bool]] = []
        """(note, its mark as shown, whether the mark was typed by hand)"""
        self._notes = {
            (kind, note.get(W + "id", "")): note
            for kind, root in parts.items()
            if root is not None
            for note in root.iterchildren(W + kind)
        }
        self._section = 0
        self._forms: list[dict[str, _Form]] = []
        self._counts = dict.fromkeys(KINDS, 0)
        if not self._notes:
            return
        usual = _forms(settings, _USUAL)
        # The properties of a section are at its end.
        for section in document.iter(W + "sectPr"):
            parent = section.getparent()
            if parent is not None and parent.tag != W + "sectPrChange":
                self._forms.append(_forms(section, usual))
        self._forms = self._forms or [usual]

    def section_ends(self) -> None:
        """Take the end of a section."""
        self._section += 1
        for kind in KINDS if self._forms else ():
            if self._form(kind).by_section:
                self._counts[kind] = 0

    def refer(self, reference: _Element, typed: str | None) -> None:
        """Take a reference in the text; a mark that is ``typed`` by hand is not counted."""
        kind = REFERENCES[reference.tag]
        # A second reference to a note would only repeat it.
        note = self._notes.pop((kind, reference.get(W + "id", "")), None)
        if note is None:
            return
        if typed is None:
            form = self._form(kind)
            label = format_number(form.start + self._counts[kind], form.format)
            self._counts[kind] += 1
            self.referred.append((note, label or None, False))
        else:
            self.referred.append((note, typed.strip() or None, True))

    def _form(self, kind: str) -> _Form:
        return self._forms[min(self._section, len(self._forms) - 1)][kind]


def is_typed(reference: _Element) -> bool:
    """Whether the mark is typed in the text behind the reference."""
    return reference.get(W + "customMarkFollows", "0") not in _FALSE


def _forms(properties: _Element | None, usual: Mapping[str, _Form]) -> dict[str, _Form]:
    found = dict(usual)
    for kind in KINDS:
        given = None if properties is None else properties.find(f"{W}{kind}Pr")
        for child in () if given is None else given:
            value = child.get(_VAL, "")
            if child.tag == W + "numFmt":
                found[kind] = replace(found[kind], format=value)
            elif child.tag == W + "numStart" and value.isdecimal() and len(value) < 6:
                found[kind] = replace(found[kind], start=int(value))
            elif child.tag == W + "numRestart":
                found[kind] = replace(found[kind], by_section=value == "eachSect")
    return found
