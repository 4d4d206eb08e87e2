"""Recognition of page images by Tesseract: pages in parallel, cached by content, with unsure numbers marked.

Every number is read twice: with the page, and again with its line cut out and sharpened. A number of low confidence,
with two different readings, or with letters among its digits is marked as unsure.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import errors
from extract.errors import ReadError
from extract.language.syllables import share_of_syllables
from extract.options import ReadOptions
from extract.readers.pdf.tables import grid_of
from extract.readers.pdf.turning import TURNS, Edges
from extract.readers.programs import run_program, tesseract
from extract.readers.scan.preparing import prepared
from extract.readers.scan.recognition import PageImage, RecognisedPage
from extract.readers.scan.repair import repaired
from extract.readers.scan.rules import without_rules
from extract.readers.scan.words import Found, digits_of, found_words, holds_number, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
SECONDS = 60.0
"""Wall-clock time for one reading of one page, which takes 2 to 4 seconds."""
_LANGUAGE = "vie"
_TELLING, _MAKES_SENSE = 12, 0.75
"""Words of a page, and the share of syllables among them, from which the page counts as upright."""
_PATIENCE = 45.0
"""Seconds after which no further turn of a page is tried; fewer than the wait for a sign of progress."""
_LEAST_INK = 0.004
"""Share of dark pixels of a page with a title and two lines; a full page has ten times as many."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""

_VERSION = 1
"""Version of the cached readings, to be changed with every change of this module that changes them."""


def recognise(pages: Sequence[PageImage], name: str, options: ReadOptions) -> list[RecognisedPage]:
    """Recognise all pages, in their order. Raises ``ReadError`` without Tesseract or its Vietnamese data."""
    program = tesseract()
    if program is None or not _has_language(program):
        raise ReadError(errors.NEEDS_RECOGNITION, name)
    _use(program)
    jobs = options.jobs or os.cpu_count() or 1
    done: dict[int, RecognisedPage] = {}
    open_: set[Future[RecognisedPage]] = set()

    def take(finished: set[Future[RecognisedPage]]) -> None:
        for future in finished:
            page = future.result()
            done[page.number] = page
            if options.progress:
                options.progress(name, len(done), len(pages))

    with ThreadPoolExecutor(jobs) as pool:
        for page in pages:
            kept = _kept(page, options)
            if kept is not None:
                done[page.number] = _page(page, kept, options)
                continue
            # Images are large: few of them are drawn in advance.
            while len(open_) > jobs:
                finished, open_ = wait(open_, return_when=FIRST_COMPLETED)
                take(finished)
            open_.add(pool.submit(_recognised, page, page.render(DPI), options))
        while open_:
            finished, open_ = wait(open_, return_when=FIRST_COMPLETED)
            take(finished)
    return [done[page.number] for page in pages]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The reading of a page, in pixels of the image turned by ``turn`` degrees, ``dpi`` to an inch.

    ``doubted`` are the indices of the numbers in ``words`` with two different readings, ``tables`` the cells of ruled
    tables.
    """

    words: list[Found]
    doubted: list[int]
    tables: list[list[Edges]]
    dpi: float
    turn: int = 0


def _recognised(page: PageImage, image: Image, options: ReadOptions) -> RecognisedPage:
    """Recognise one page, in a thread that mostly waits for Tesseract."""
    try:
        reading = _best_turn(image, 72 * image.width / page.width)
    except (RuntimeError, OSError):
        return RecognisedPage(number=page.number, lines=[], grids=[], failed=True)
    _keep(page, reading, options)
    return _page(page, reading, options)


def _best_turn(image: Image, dpi: float) -> _Reading:
    """The best reading of a page, which may lie on its side or head: that with the most Vietnamese words."""
    began = time.monotonic()
    first = found = _turned_reading(image, dpi, 0)
    few = len(first.words) < _TELLING
    if (_is_bare(image) if few else _sense(first) >= _MAKES_SENSE) or time.monotonic() - began > _PATIENCE:
        return first
    for turn in TURNS:
        other = _turned_reading(image, dpi, turn)
        if _sense(other) > _sense(found):
            found = other
        if len(found.words) >= _TELLING and _sense(found) >= _MAKES_SENSE:
            break
        if time.monotonic() - began > _PATIENCE:
            break
    return found


def _sense(reading: _Reading) -> float:
    """The share of Vietnamese in a reading (0 to 1), lowered for few words, which may be Vietnamese by chance."""
    share = share_of_syllables(" ".join(word.text for word in reading.words))
    return share * min(1.0, len(reading.words) / _TELLING)


def _is_bare(image: Image) -> bool:
    """Whether a page holds hardly any ink and so no more than a few words."""
    small = image.convert("L")
    small.thumbnail((600, 600))
    ink = sum(small.histogram()[:140])
    return ink < _LEAST_INK * small.width * small.height


def _turned_reading(image: Image, dpi: float, turn: int) -> _Reading:
    straight = prepared(image.rotate(-turn, expand=True) if turn else image)
    straight, tables = without_rules(straight, dpi)
    words = _read(straight, "--psm 4")
    doubted = sorted(_doubted(straight, words))
    return _Reading(words=words, doubted=doubted, tables=tables, dpi=dpi, turn=turn)


def _page(page: PageImage, reading: _Reading, options: ReadOptions) -> RecognisedPage:
    scale = 72 / reading.dpi
    lines = lines_of(reading.words, scale, options.confidence, set(reading.doubted))
    lines, repairs = repaired(lines)
    scaled = (
        [(scale * x0, scale * y0, scale * x1, scale * y1) for x0, y0, x1, y1 in cells]
        for cells in reading.tables
    )
    grids = sorted((grid for cells in scaled if (grid := grid_of(cells))), key=lambda grid: grid.top)
    return RecognisedPage(number=page.number, lines=lines, grids=grids, turn=reading.turn, repairs=repairs)


def _read(image: Image, how: str) -> list[Found]:
    import pytesseract

    # The form in which the page is handed over: to compress it as PNG takes half as long as to recognise it.
    image.format = "PPM"
    data: dict[str, list[Any]] = pytesseract.image_to_data(
        image, lang=_LANGUAGE, config=how, timeout=SECONDS, output_type=pytesseract.Output.DICT
    )
    return found_words(data)


def _doubted(image: Image, words: Sequence[Found]) -> Iterator[int]:
    """The indices of numbers with another reading once their line is cut out, sharpened and read again."""
    rows = sorted({word.line for word in words if holds_number(word.text)})
    if not rows:
        return
    boxes = [_box([word for word in words if word.line == row], image) for row in rows]
    strip, tops = _strip(image, boxes)
    again: list[list[str]] = [[] for _ in rows]
    for word in _read(strip, "--psm 6"):
        at = max((index for index, top in enumerate(tops) if top <= (word.top + word.bottom) / 2), default=0)
        again[at].append(digits_of(word.text))
    for row, second in zip(rows, again, strict=True):
        rest = list(second)
        for index, word in enumerate(words):
            if word.line != row or not holds_number(word.text):
                continue
            digits = digits_of(word.text)
            if digits in rest:
                rest.remove(digits)
            else:
                yield index


def _box(words: Sequence[Found], image: Image) -> Box:
    margin = 8
    return (
        max(0, int(min(word.left for word in words)) - margin),
        max(0, int(min(word.top for word in words)) - margin),
        min(image.width, int(max(word.right for word in words)) + margin),
        min(image.height, int(max(word.bottom for word in words)) + margin),
    )


def _strip(image: Image, boxes: Sequence[Box]) -> tuple[Image, list[int]]:
    """The lines one below the other, enlarged by a fifth and sharpened, and the top of each."""
    from PIL import Image as Images
    from PIL import ImageFilter

    grown, gap = 1.2, 24
    pieces = []
    for box in boxes:
        piece = image.crop(box)
        size = (max(1, round(piece.width * grown)), max(1, round(piece.height * grown)))
        pieces.append(piece.resize(size, Images.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(2, 120)))
    strip = Images.new(
        "L", (max(p.width for p in pieces) + 40, sum(p.height + gap for p in pieces) + gap), 255
    )
    tops, at = [], gap
    for piece in pieces:
        strip.paste(piece, (20, at))
        tops.append(at - gap // 2)
        at += piece.height + gap
    return strip, tops


# ---- the cache of recognised pages ---------------------------------------------------------------------------
def _place(page: PageImage, options: ReadOptions) -> Path | None:
    if options.cache is None:
        return None
    key = sha256(page.key + f"{_VERSION} {DPI} {_LANGUAGE} {engine()}".encode()).hexdigest()
    return options.cache / f"{key}.json"


def _kept(page: PageImage, options: ReadOptions) -> _Reading | None:
    """The cached reading of a page; None without one, or if its file is broken."""
    place = _place(page, options)
    if place is None:
        return None
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        words = [Found(**{**word, "line": tuple(word["line"])}) for word in kept["words"]]
        tables = [[(c[0], c[1], c[2], c[3]) for c in cells] for cells in kept["tables"]]
        return _Reading(
            words=words,
            doubted=list(kept["doubted"]),
            tables=tables,
            dpi=float(kept["dpi"]),
            turn=int(kept["turn"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _keep(page: PageImage, reading: _Reading, options: ReadOptions) -> None:
    """Write a reading to the cache, whole or not at all; a cache that cannot be written is no error."""
    place = _place(page, options)
    if place is None:
        return
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(reading), file, ensure_ascii=False)
        Path(draft).replace(place)


# ---- Tesseract ---------------------------------------------------------------------------------------------
@cache
def _has_language(program: Path) -> bool:
    return _LANGUAGE in _asked(program, "--list-langs").split()


@cache
def engine() -> str:
    """The version of Tesseract, on which the readings depend."""
    program = tesseract()
    return _asked(program, "--version").partition("\n")[0] if program else ""


def _asked(program: Path, question: str) -> str:
    try:
        done = run_program([program, question], seconds=20)
    except (OSError, RuntimeError):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")


def _use(program: Path) -> None:
    import pytesseract

    pytesseract.pytesseract.tesseract_cmd = str(program)
    # One thread for each page: more threads slow each other down.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
