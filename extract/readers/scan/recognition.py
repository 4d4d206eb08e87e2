"""The input and output of ``extract.readers.scan.ocr``, in a module of their own.

A file that needs no recognition need not load that module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.readers.pdf.lines import Line
from extract.readers.pdf.tables import Grid

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page to be recognised: its number from 1, its size in points, a hash of its content, and a function to draw it.

    ``render`` takes dots an inch; it is called in the caller's thread, one page at a time.
    """

    number: int
    width: float
    height: float
    key: bytes
    render: Callable[[int], Image]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """Lines and ruled tables in points from the top left corner of the page turned by ``turn`` degrees clockwise.

    ``lines`` is empty for a page without text; ``repairs`` lists the repaired words for the user; ``failed`` tells that
    the page took too long or could not be read.
    """

    number: int
    lines: list[Line]
    grids: list[Grid]
    turn: int = 0
    repairs: tuple[str, ...] = ()
    failed: bool = False

    @property
    def text(self) -> str:
        """The text of all lines."""
        return "\n".join(line.text for line in self.lines)
