"""Pictures: bombs of pixels, circles of pages, cut files."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

from extract import errors
from tests.hostile.cases import LIMITED, READ, REFUSED, hostile

ANY = (READ, REFUSED, *LIMITED)


def png(width: int, height: int, data: bytes, before: bytes = b"") -> bytes:
    """A PNG of one bit a pixel with this declared size, whatever its data."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(kind: str, *frames: Image.Image) -> bytes:
    target = BytesIO()
    more = {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 else {}
    frames[0].save(target, kind, **more)
    return target.getvalue()


def drawn(text: str = "") -> Image.Image:
    image = Image.new("L", (400, 200), 255)
    ImageDraw.Draw(image).text((20, 20), text, fill=0)
    return image


@hostile("bom điểm ảnh.png", errors.TOO_LARGE)
def _bomb(_: str) -> bytes:
    """Two thousand million pixels in a file of 300 kB."""
    return png(50_000, 50_000, zlib.compress(bytes(6251 * 50_000), 1))


@hostile("cỡ nói dối.png", REFUSED, *LIMITED)
def _lying(_: str) -> bytes:
    return png(2_000_000_000, 2_000_000_000, zlib.compress(bytes(100)))


@hostile("cỡ không.png", REFUSED)
def _zero(_: str) -> bytes:
    return png(0, 0, zlib.compress(b""))


@hostile("dải hẹp.png", *ANY)
def _strip(_: str) -> bytes:
    return png(60_000, 1, zlib.compress(bytes(7501)))


@hostile("chú thích nén.png", *ANY)
def _text(_: str) -> bytes:
    content = b"a\x00\x00" + zlib.compress(bytes(300_000_000), 1)
    chunk = (
        len(content).to_bytes(4, "big") + b"zTXt" + content + zlib.crc32(b"zTXt" + content).to_bytes(4, "big")
    )
    return png(50, 50, zlib.compress(bytes(7 * 50 + 50)), chunk)


@hostile("cắt.jpg", *ANY)
def _half(_: str) -> bytes:
    data = saved("JPEG", drawn("60%"))
    return data[: len(data) // 2]


@hostile("chỉ có đầu.jpg", REFUSED)
def _head(_: str) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF"


@hostile("nhiều trang.tif", *ANY)
def _pages(_: str) -> bytes:
    return saved("TIFF", *[drawn() for _page in range(2)])


@hostile("trang đi vòng.tif", *ANY)
def _circle(_: str) -> bytes:
    """The directory of the first page names itself as the next page."""
    data = bytearray(saved("TIFF", drawn()))
    start = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[start : start + 2], "little")
    data[start + 2 + 12 * count : start + 6 + 12 * count] = start.to_bytes(4, "little")
    return bytes(data)


@hostile("thẻ nói dối.tif", REFUSED, *LIMITED)
def _tags(_: str) -> bytes:
    tags = b"".join(struct.pack("<HHII", tag, 4, 0xFFFFFFF, 0xFFFFFF) for tag in (256, 257, 273, 279))
    return b"II*\x00\x08\x00\x00\x00\x04\x00" + tags + bytes(4)


@hostile("nhiều khung.gif", *ANY)
def _frames(_: str) -> bytes:
    return saved("GIF", *[Image.new("L", (20, 20), shade % 250) for shade in range(600)])


@hostile("khung khổng lồ.gif", REFUSED, *LIMITED)
def _giant(_: str) -> bytes:
    return b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02D\x01\x00;"


@hostile("rác.webp", REFUSED)
def _webp(_: str) -> bytes:
    return b"RIFF\xff\xff\xff\x7fWEBPVP8 " + bytes(range(256)) * 4


@hostile("rác.bmp", REFUSED, *LIMITED)
def _bitmap(_: str) -> bytes:
    head = struct.pack("<IIIIiiHHIIiiII", 54 + 16, 0, 54, 40, 2**30, -(2**30), 1, 32, 0, 0, 0, 0, 0, 0)
    return b"BM" + head[:52] + bytes(16)


@hostile("trắng.png", REFUSED)
def _white(_: str) -> bytes:
    return saved("PNG", Image.new("L", (300, 300), 255))
