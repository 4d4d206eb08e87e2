"""PDF with passwords: known, unknown, only of the owner, damaged."""

from __future__ import annotations

import hashlib

from extract import errors
from tests.hostile.cases import READ, REFUSED, hostile
from tests.hostile.pdf import MAP, TEXT, page, stream

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked(user: bytes) -> bytes:
    """A file encrypted by the first standard handler (40 bits, PDF 32000-1 7.6.3) with the password ``user``."""
    owner = _rc4(hashlib.md5((b"chu" + _PAD)[:32]).digest()[:5], (user + _PAD)[:32])
    rights = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5((user + _PAD)[:32] + owner + rights + b"0123456789abcdef").digest()[:5]

    def scrambled(number: int, data: bytes) -> bytes:
        own = hashlib.md5(key + number.to_bytes(3, "little") + b"\x00\x00").digest()[:10]
        return _rc4(own, data)

    identity = b"0123456789abcdef".hex()
    encrypt = (
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> /P -4 >>".encode()
    )
    return page(
        content=stream(scrambled(4, TEXT.encode())),
        map_=scrambled(6, MAP.encode()),
        more=[encrypt],
        trailer=f"/Encrypt 7 0 R /ID [<{identity}> <{identity}>]",
    )


@hostile("khóa.pdf", errors.LOCKED)
def _locked(_: str) -> bytes:
    return locked(b"bi mat")


@hostile("khóa sai.pdf", errors.WRONG_PASSWORD, password="khac")
def _wrong(_: str) -> bytes:
    return locked(b"bi mat")


@hostile("khóa đúng.pdf", READ, password="bi mat", says="60%")
def _right(_: str) -> bytes:
    return locked(b"bi mat")


@hostile("chỉ khóa sửa.pdf", READ, says="60%")
def _owner_only(_: str) -> bytes:
    """Anyone may read the file; only a change needs the password."""
    return locked(b"")


@hostile("khóa hỏng.pdf", REFUSED)
def _locked_damaged(_: str) -> bytes:
    return page(more=[b"<< /Filter /Standard /V 99 /R 99 /O (x) /U (y) /P (z) >>"], trailer="/Encrypt 7 0 R")
