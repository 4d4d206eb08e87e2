"""Word files protected by a password: opened with msoffcrypto, within a bound of time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from extract import errors
from extract.errors import ReadError

MAGIC = b"\xd0\xcf\x11\xe0"
"""First bytes of the container of a protected file."""
_MOST_ROUNDS = 1_000_000
"""Rounds of hashing that a file may ask for; Word writes 100,000, and a million take about a second."""


def unlocked(path: Path, data: bytes, password: str | None) -> bytes:
    """The .docx within a protected file.

    Raises ``ReadError`` when no password or a wrong one is given, or when the container is damaged.
    """
    if not password:
        raise ReadError(errors.LOCKED, path.name)
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    opened = BytesIO()
    try:
        container = msoffcrypto.OfficeFile(BytesIO(data))
        if isinstance(container.info.get("spinValue"), int) and container.info["spinValue"] > _MOST_ROUNDS:
            raise ReadError(errors.TOO_SLOW, path.name)
        container.load_key(password=password, verify_password=True)
        container.decrypt(opened)
    except ReadError:
        raise
    except InvalidKeyError as error:
        raise ReadError(errors.WRONG_PASSWORD, path.name) from error
    except Exception as error:
        # The library raises whatever a damaged container makes it stumble over.
        raise ReadError(errors.DAMAGED_DOCX, path.name) from error
    return opened.getvalue()
