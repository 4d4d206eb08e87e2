"""The pages of a PDF: their text layers, and the pages that must be recognised as images instead.

A text layer is not trusted if it has hardly any text on a page that is one large image (a scan with a stamp), if it is
behind the image (by the scanner's own recognition), if its letters do not make Vietnamese syllables (a font with a
broken letter table), or if a number has lost a digit.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import errors
from extract.errors import ReadError
from extract.language.numerals import lost_numbers
from extract.language.syllables import share_of_syllables
from extract.options import ReadOptions
from extract.readers.pdf.drawing import drawn, has_hidden_text
from extract.readers.pdf.fields import draw_fields
from extract.readers.pdf.lines import Line, PageText
from extract.readers.pdf.paged import Page
from extract.readers.pdf.tables import Tables
from extract.readers.pdf.turning import TURNS, turned_size
from extract.readers.plain import legacy
from extract.readers.scan.recognition import PageImage
from extract.traced import with_marks

if TYPE_CHECKING:
    from PIL.Image import Image

# pdfium must not be called from two threads at once.
PDFIUM = threading.Lock()

_SCAN_LETTERS = 300
"""Letters below which a page that is one large image is a scan with a stamp on it."""
_SCAN_SHARE = 0.5
"""Share of the page that a scan covers at least."""
_FEW_LETTERS = 20
"""Letters below which a page with a smaller image or many shapes has only a page number or a scanner's name."""
_STRANGE_SHARE = 0.03
"""Share of letters from foreign alphabets beyond which the font's letter table is broken."""
_TELLING, _LEAST_SYLLABLES = 25, 0.7
"""Telling number of words, and their least share of syllables; pages of real plans have 0.75 (with names and
abbreviations) to 1."""
_LEAST_ACCENTED = 0.06
"""Least share of letters with a mark: one in four in Vietnamese, near none from a scanner without Vietnamese data."""
# Letters that are not Latin, private code points and the replacement character.
_STRANGE = re.compile("[^\\W\\d_A-ʯḀ-ỿ]|[\ue000-\uf8ff\ufffd]")
_ACCENTED = re.compile("[\u00c0-\u01b0\u1ea0-\u1ef9]")
MOST_PAGES = 3000
_MOST_PIXELS = 60_000_000
"""Pixels of a drawn page at most; A3 at 600 dots an inch has 70 million, A4 at 300 has 9."""


class PdfFile:
    """An open PDF, to be closed; raises ``ReadError`` if it is damaged, locked or has too many pages."""

    def __init__(self, path: Path, data: bytes, options: ReadOptions) -> None:
        import pypdfium2 as pdfium

        self._path, self._data = path, data
        self._key = sha256(data).digest()
        self._tables = Tables(data, options.password)
        self.decoder: legacy.Decoder | None = None
        self.suspect: set[int] = set()
        """Pages, from 1, whose letters must be recognised."""
        self.slanted: list[int] = []
        """Pages with text that is not upright and was skipped."""
        self.bare: list[tuple[int, str]] = []
        """The page, from 1, and the text of each field or text box that the file gives no appearance for."""
        self.lost: list[int] = []
        """Pages, from 1, that are missing from the file."""
        with PDFIUM:
            try:
                self._pdf = pdfium.PdfDocument(data, password=options.password)
                self._count = len(self._pdf)
            except pdfium.PdfiumError as error:
                raise ReadError(_reason(error, options), path.name) from error
        if self._count > MOST_PAGES:
            self.close()
            raise ReadError(errors.TOO_LARGE, path.name)

    def close(self) -> None:
        """Close the file."""
        self._tables.close()
        with PDFIUM:
            self._pdf.close()

    @property
    def tables_failed(self) -> list[int]:
        """Pages, from 1, whose rules could not be read."""
        return self._tables.failed

    def pages(self) -> list[Page]:
        """All pages by their text layers; every page is closed before the next is opened."""
        found = []
        for number in range(1, self._count + 1):
            with self._opened(number) as page:
                filled, bare = draw_fields(page) if page is not None else (False, [])
                self.bare += [(number, text) for text in bare]
                if page is None:
                    self.lost.append(number)
                if not filled:
                    found.append(self._read(page, number) if page is not None else _blank(number))
            if not filled:
                continue
            with self._opened(number) as page:
                found.append(self._read(page, number) if page is not None else _blank(number))
        return self._decoded(found)

    def image(self, page: Page) -> PageImage:
        """The image of a page as shown, to be recognised."""

        def render(dpi: int) -> Image:
            with self._opened(page.number) as opened:
                width, height = opened.get_size()
                scale = min(dpi / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
                return opened.render(scale=scale, may_draw_forms=False).to_pil()  # type: ignore[no-any-return]

        width, height = turned_size(page.width, page.height, page.turn)
        key = self._key + page.number.to_bytes(4, "big")
        return PageImage(number=page.number, width=width, height=height, key=key, render=render)

    @contextmanager
    def _opened(self, number: int) -> Iterator[Any]:
        """Open a page of pdfium; None if it is missing from the file."""
        import pypdfium2 as pdfium

        with PDFIUM:
            try:
                page = self._pdf[number - 1]
            except pdfium.PdfiumError:
                page = None
            try:
                yield page
            finally:
                if page is not None:
                    page.close()

    def _read(self, page: Any, number: int) -> Page:
        text = PageText(page)
        if len(text.skipped) > text.letters:
            text = max((text, *(PageText(page, turn) for turn in TURNS)), key=lambda turned: turned.letters)
        ruled, covered, shapes = drawn(page, text.matrix)
        lines = text.lines
        share = covered / max(1.0, text.width * text.height)
        scanned = share > _SCAN_SHARE and (text.letters < _SCAN_LETTERS or has_hidden_text(page))
        if scanned or (text.letters < _FEW_LETTERS and (share > 0.02 or shapes > _SCAN_LETTERS)):
            self.suspect.add(number)
        if text.letters < _SCAN_LETTERS and number in self.suspect:
            # The text layer holds only the stamp of an electronic signature.
            lines = []
        if text.skipped.strip():
            self.slanted.append(number)
        grids = self._tables.grids(number - 1, text.turn) if ruled and lines else []
        return Page(
            number=number, width=text.width, height=text.height, lines=lines, grids=grids, turn=text.turn
        )

    def _decoded(self, pages: list[Page]) -> list[Page]:
        """The pages with old encodings converted to Unicode; pages whose letters make no sense become suspect."""
        texts: dict[str, list[str]] = {}
        for page in pages:
            for line in page.lines:
                for word in line.words:
                    texts.setdefault(word.font, []).append(word.text)
        self.decoder = legacy.decoder({font: " ".join(words) for font, words in texts.items()})
        if self.decoder is not None:
            pages = [
                replace(page, lines=[_in_unicode(line, self.decoder) for line in page.lines])
                for page in pages
            ]
        self.suspect.update(page.number for page in pages if is_strange(page.text))
        return pages


def _blank(number: int) -> Page:
    """The page without text for one that cannot be opened."""
    return Page(number=number, width=1.0, height=1.0, lines=[], grids=[])


def _reason(error: Exception, options: ReadOptions) -> errors.Reason:
    if "password" not in str(error).lower():
        return errors.DAMAGED_PDF
    return errors.WRONG_PASSWORD if options.password is not None else errors.LOCKED


def is_strange(text: str) -> bool:
    """Whether the letters of a page make no sense: a lost digit, a foreign alphabet, or no Vietnamese syllables."""
    if any(map(lost_numbers, text.splitlines())):
        return True
    text = with_marks(text)
    strange, accented = len(_STRANGE.findall(text)), len(_ACCENTED.findall(text))
    if strange and strange > _STRANGE_SHARE * max(1, _letters(text)):
        return True
    if len(text.split()) < _TELLING:
        return False
    # Letters are counted only where their share among all characters leaves a doubt.
    few = accented < _LEAST_ACCENTED * len(text) and accented < _LEAST_ACCENTED * _letters(text)
    return few or share_of_syllables(text) < _LEAST_SYLLABLES


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _in_unicode(line: Line, decoder: legacy.Decoder) -> Line:
    words = tuple(word._replace(text=decoder.decode(word.text, word.font)) for word in line.words)
    return replace(line, words=words)


def opened(path: Path, data: bytes, options: ReadOptions) -> closing[PdfFile]:
    """Open a PDF for a ``with`` statement."""
    return closing(PdfFile(path, data, options))
