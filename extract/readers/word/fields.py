"""Fields of Word: what they show is read, what they ask for is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_FALSE = {"0", "false", "off"}


class Fields:
    """The fields that are open where the walk stands; they nest."""

    __slots__ = ("_open", "silent")

    def __init__(self) -> None:
        # True while the result of a field is read, False in its instruction.
        self._open: list[bool] = []
        self.silent = False

    def meet(self, mark: _Element) -> str:
        """Take a ``w:fldChar``; what a form field shows, since it has no result to read, is given back."""
        kind = mark.get(W + "fldCharType")
        shown = ""
        if kind == "begin":
            shown = "" if self.silent else _shown(mark)
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()
        self.silent = not all(self._open)
        return shown

    def paragraph_ends(self) -> None:
        """An instruction that never ends must not swallow the rest of the document."""
        if self.silent:
            self._open = [True] * len(self._open)
            self.silent = False


def _shown(mark: _Element) -> str:
    """The box of a check box, the entry chosen in a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and state.get(_VAL) not in _FALSE else "☐"
    choice = mark.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(_VAL, "") for entry in choice.iterchildren(W + "listEntry")]
    chosen = choice.find(W + "result")
    chosen = choice.find(W + "default") if chosen is None else chosen
    index = "0" if chosen is None else chosen.get(_VAL, "0")
    known = index.isdecimal() and len(index) < 5 and int(index) < len(entries)
    return entries[int(index)] if known else ""
