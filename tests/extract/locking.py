"""Old Word files with a password (RC4, MS-OFFCRYPTO 2.3.6), made from files without one."""

from __future__ import annotations

import struct
from hashlib import md5
from io import BytesIO

import olefile  # type: ignore[import-untyped]
from msoffcrypto.method.rc4 import DocumentRC4

_SALT, _VERIFIER = bytes(range(16)), bytes(range(16, 32))
_PLAIN = 68
"""Bytes at the start of the text stream that are never encrypted."""
_ENCRYPTED, _COUNT, _PAIRS = 0x0100, 152, 154
"""The flag of encryption, and the offsets of the count and of the list of the tables' places."""


def locked_doc(plain: bytes, password: str) -> bytes:
    """Encrypt a file with ``password``.

    The table stream gets a header about its encryption, so that every place in it moves. The stream may grow by this
    header, since the last of its sectors is not full.
    """
    header = struct.pack("<HH", 1, 1) + _SALT + _encrypted(_VERIFIER + md5(_VERIFIER).digest(), password)
    with olefile.OleFileIO(BytesIO(plain)) as container:
        word = bytearray(container.openstream("WordDocument").read())
        tables = container.openstream("1Table").read()
    assert 0 < len(tables) % 512 <= 512 - len(header)
    (flags,) = struct.unpack_from("<H", word, 0x0A)
    struct.pack_into(
        "<HHI", word, 0x0A, flags | _ENCRYPTED, *struct.unpack_from("<H", word, 0x0C), len(header)
    )
    (count,) = struct.unpack_from("<H", word, _COUNT)
    for place in range(_PAIRS, _PAIRS + 8 * count, 8):
        start, length = struct.unpack_from("<II", word, place)
        if length:
            struct.pack_into("<I", word, place, start + len(header))
    grown = bytearray(plain)
    entry = grown.index("1Table\0".encode("utf-16-le"))
    struct.pack_into("<I", grown, entry + 0x78, len(tables) + len(header))
    made = BytesIO(bytes(grown))
    with olefile.OleFileIO(made, write_mode=True) as container:
        container.write_stream(
            "WordDocument", bytes(word[:_PLAIN]) + _encrypted(bytes(word), password)[_PLAIN:]
        )
        container.write_stream("1Table", header + _encrypted(header + tables, password)[len(header) :])
    return made.getvalue()


def _encrypted(data: bytes, password: str) -> bytes:
    """Encrypt or decrypt by RC4, which is its own inverse."""
    encrypted: bytes = DocumentRC4.decrypt(password, _SALT, BytesIO(data)).read()
    return encrypted
