"""A page image prepared for recognition: straight, evenly lit, without red stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

_MOST_SKEW, _STEP = 3.0, 0.25
"""Degrees: the largest skew that is searched for, and the step of the search."""
_LEAST_SKEW = 0.2
_SMALL = 900
"""Pixels of the longer side of the copy on which skew and light are measured."""
_COLOURED = 60
"""Difference between red and the other colours (0 to 255) from which ink is that of a stamp."""


def prepared(image: Image) -> Image:
    """The page in grey, straight, with white paper."""
    from PIL import Image as Images

    grey = evenly_lit(without_stamp(image))
    angle = skew(grey)
    if abs(angle) < _LEAST_SKEW:
        return grey
    return grey.rotate(angle, resample=Images.Resampling.BICUBIC, fillcolor=255)


def without_stamp(image: Image) -> Image:
    """The page in grey without red ink: the stamp of an office covers name and date of the signature."""
    import numpy as np
    from PIL import Image as Images

    if image.mode in ("1", "L", "LA", "I", "I;16", "F"):
        return image.convert("L")
    pixels = np.asarray(image.convert("RGB"))
    # An operation on whole colours is many times as quick as one along the axis of the colours.
    red, other = pixels[..., 0].astype(np.int16), np.maximum(pixels[..., 1], pixels[..., 2])
    grey = np.asarray(image.convert("L")).copy()
    grey[(red - other) > _COLOURED] = 255
    return Images.fromarray(grey)


def evenly_lit(image: Image) -> Image:
    """The page with shadows and yellowed paper made white, by the brightness around each pixel."""
    import numpy as np
    from PIL import Image as Images
    from PIL import ImageFilter

    small = image.copy()
    small.thumbnail((_SMALL, _SMALL))
    # The brightest pixel nearby is paper; letters are thinner than the filter is wide.
    paper = small
    for _ in range(4):  # four filters of 3 pixels are one of 9, in a third of the time
        paper = paper.filter(ImageFilter.MaxFilter(3))
    paper = paper.filter(ImageFilter.GaussianBlur(12))
    if np.asarray(paper).min() >= 240:
        return image
    light = np.asarray(paper.resize(image.size, Images.Resampling.BILINEAR)).astype(np.float32)
    even = np.asarray(image).astype(np.float32) * (255.0 / np.maximum(light, 40.0))
    return Images.fromarray(np.clip(even, 0, 255).astype(np.uint8))


def skew(image: Image) -> float:
    """The angle in degrees at which the rows of pixels differ most, as straight lines of text make them."""
    import numpy as np
    from PIL import Image as Images

    small = image.copy()
    small.thumbnail((_SMALL, _SMALL))
    dark = Images.fromarray((np.asarray(small) < 160).astype(np.uint8) * 255)
    if not dark.getbbox():
        return 0.0
    angles = np.arange(-_MOST_SKEW, _MOST_SKEW + _STEP / 2, _STEP)
    scores = [_sharpness(np.asarray(dark.rotate(float(angle)))) for angle in angles]
    best = float(angles[int(np.argmax(scores))])
    return best if max(scores) > 1.1 * scores[len(scores) // 2] else 0.0


def _sharpness(pixels: np.ndarray) -> float:
    rows = pixels.sum(axis=1, dtype="float64")
    return float(((rows[1:] - rows[:-1]) ** 2).sum())
