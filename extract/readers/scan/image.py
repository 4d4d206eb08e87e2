"""Images of pages (png, jpg, tiff, …) from scanners and telephones: every frame is a page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.pdf.paged import Page, document, recognised
from extract.readers.scan.recognition import PageImage

if TYPE_CHECKING:
    from PIL.Image import Image

_A4 = 842.0
"""Points of the longer side of a page whose image has no size, such as an image of a telephone."""
_LEAST_DPI, _MOST_DPI = 100, 1200
"""Plausible dots an inch of an image; other values (72, 96) are defaults that programs write."""
_MOST_FRAMES = 500
_SHOWN_DPI, _SHOWN_QUALITY = 150, 80
"""Dots an inch, and quality of JPEG, of an image that is shown."""


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Recognise the pages of an image file.

    Raises ``ReadError`` if the file is damaged, too large or without text, or if Tesseract is not installed.
    """
    with _opened(path, data) as image:
        pages = [_page(image, number) for number in range(1, getattr(image, "n_frames", 1) + 1)]
        if len(pages) > _MOST_FRAMES:
            raise ReadError(errors.TOO_LARGE, path.name)
        key = sha256(data).digest()

        def page_image(page: Page) -> PageImage:
            def render(dpi: int) -> Image:
                with _opened(path, data) as own:
                    return _drawn(own, page, dpi)

            own_key = key + page.number.to_bytes(4, "big")
            return PageImage(
                number=page.number, width=page.width, height=page.height, key=own_key, render=render
            )

        found = recognised(pages, [page.number for page in pages], page_image, path.name, options)
        kind = (image.format or "image").lower()
    if not any(page.lines for page in found.pages):
        raise ReadError(errors.NO_TEXT, path.name)
    return document(path, data, kind, found.pages, found.warnings)


def as_pdf(path: Path, data: bytes) -> bytes:
    """The frames of an image file as the pages of a PDF, upright, in the sizes that the boxes of ``read`` count in.

    Raises ``ReadError`` if the file is damaged or too large.
    """
    made = BytesIO()
    with _opened(path, data) as image:
        count = getattr(image, "n_frames", 1)
        if count > _MOST_FRAMES:
            raise ReadError(errors.TOO_LARGE, path.name)
        frames = (_drawn(image, _page(image, number), _SHOWN_DPI) for number in range(1, count + 1))
        next(frames).save(
            made, "PDF", resolution=_SHOWN_DPI, save_all=True, append_images=frames, quality=_SHOWN_QUALITY
        )
    return made.getvalue()


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[Image]:
    """Open an image; an error of Pillow becomes a ``ReadError``."""
    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            # For an image larger than a page at 600 dots an inch Pillow has only a warning.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Images.DecompressionBombWarning)
            with Images.open(BytesIO(data)) as image:
                yield image
    except (Images.DecompressionBombWarning, Images.DecompressionBombError) as error:
        raise ReadError(errors.TOO_LARGE, path.name) from error
    except ReadError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError) as error:
        # Pillow raises errors of many kinds for damaged files.
        raise ReadError(errors.DAMAGED_IMAGE, path.name) from error


def _page(image: Image, number: int) -> Page:
    """A page without lines yet; its size in points is that of the image, else of A4."""
    from PIL import ImageOps

    image.seek(number - 1)
    dots = image.info.get("dpi", (0, 0))
    turned = ImageOps.exif_transpose(image) if image.getexif().get(0x0112, 1) != 1 else image
    width, height = turned.size
    dpi = float(dots[0]) if isinstance(dots, tuple) and dots else 0.0
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        dpi = 72 * max(width, height) / _A4
    return Page(number=number, width=72 * width / dpi, height=72 * height / dpi, lines=[], grids=[])


def _drawn(image: Image, page: Page, dpi: int) -> Image:
    """The frame of a page, upright as the telephone was held, without transparency, at ``dpi`` dots an inch."""
    from PIL import Image as Images
    from PIL import ImageOps

    image.seek(page.number - 1)
    frame = ImageOps.exif_transpose(image)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        frame = frame.convert("RGBA")
        white = Images.new("RGBA", frame.size, "white")
        white.alpha_composite(frame)
        frame = white.convert("RGB")
    elif frame.mode not in ("L", "RGB"):
        frame = frame.convert("L" if frame.mode in ("1", "I;16", "I", "F") else "RGB")
    size = (max(1, round(page.width * dpi / 72)), max(1, round(page.height * dpi / 72)))
    return frame.resize(size, Images.Resampling.LANCZOS)
