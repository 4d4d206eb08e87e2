"""The letters and the ink under the rectangles of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Target, Task
from extract.options import DEFAULT
from extract.pipeline import Reading, read
from extract.placing import printing
from extract.placing.matching import folded
from extract.placing.pages import PageLetters, page_letters
from extract.placing.places import Spot, places
from extract.placing.printing import printed
from extract.readers.word.office import PDF
from tests.office import Office

if TYPE_CHECKING:
    from PIL.Image import Image

_ROOM = 1e-4


def letters_under(pages: Sequence[PageLetters], spots: Sequence[Spot]) -> str:
    """The letters in the rectangles, in the order of the PDF within each."""
    found = []
    for spot in spots:
        page = pages[spot.page - 1]
        for letter, (x0, y0, x1, y1) in zip(page.text, page.edges, strict=True):
            across, down = (x0 + x1) / 2, (y0 + y1) / 2
            if x1 > x0 and _within(spot.x0, across, spot.x1) and _within(spot.y0, down, spot.y1):
                found.append(letter)
    return "".join(found)


def _within(low: float, place: float, high: float) -> bool:
    return low - _ROOM <= place <= high + _ROOM


def ink(image: Image, spot: Spot) -> float:
    """The share of all ink of a page that is in a rectangle."""
    grey = image.convert("L")
    width, height = grey.size
    edges = (spot.x0 * width, spot.y0 * height, spot.x1 * width, spot.y1 * height)
    inside = grey.crop((int(edges[0]), int(edges[1]), int(edges[2]) + 1, int(edges[3]) + 1))
    return sum(inside.histogram()[:128]) / sum(grey.histogram()[:128])


def opened(png: bytes) -> Image:
    from PIL import Image as Images

    return Images.open(BytesIO(png))


def printed_at_once(paths: Iterable[Path], office: Office, folder: Path) -> dict[Path, bytes]:
    """The files as ``printed`` gives them."""
    office.start()
    sources: dict[str, dict[Path, Path]] = {}
    for number, path in enumerate(paths):
        data = path.read_bytes()
        content, ending = printing._for_office(path, data, printing._kind(path, data), DEFAULT)
        source = folder / f"{number}.{ending}"
        source.write_bytes(content)
        sources.setdefault(ending, {})[path] = source
    found: dict[Path, bytes] = {}
    for ending, alike in sources.items():
        made = office.saved_files(office.program, list(alike.values()), PDF, folder / ending)
        found.update(zip(alike, (one.read_bytes() for one in made), strict=True))
    return found


class Placed:
    """The measures of a file on its pages: how many are exactly under their rectangles, in part, or nowhere."""

    def __init__(self, path: Path, pdf: bytes | None = None) -> None:
        self.reading: Reading = read(path)
        self.pdf = printed(path) if pdf is None else pdf
        document, plan = self.reading
        items: list[Target | Task] = [*plan.targets, *plan.tasks]
        self.measures = [one for item in items for one in item.measures]
        self.spots = places(document, self.measures, self.pdf)
        pages = page_letters(self.pdf)
        self.under = [letters_under(pages, spots) for spots in self.spots]

    @property
    def exact(self) -> int:
        """Measures with their own letters under their rectangles, and no others."""
        return sum(
            sorted(folded(one.text).letters) == sorted(folded(text).letters)
            for one, text in zip(self.measures, self.under, strict=True)
        )

    @property
    def lost(self) -> int:
        """Measures without a rectangle."""
        return sum(not spots for spots in self.spots)
