"""A plan as the bytes of a file, and back, equal.

    data = dump_plan(plan)
    load_plan(data) == plan

The file is JSON in UTF-8 that names its form ("doichieu.stored.plan/1"); a file of another form is refused. It holds
the whole model, unlike the contract for other programs (``templates.data.serialize``). Reading runs no code of the
file.
"""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from extract.codec import Codec, CodecError
from extract.model import Plan

T = TypeVar("T")

_CODEC = Codec(sparse=True)
"""Decimals are strings, so that they stay exact; empty defaults are left out."""


class StoredError(ValueError):
    """Bytes that are not what is asked for; the message is one Vietnamese sentence for the user.

    ``found`` is the form that the file names, "" where it names none.
    """

    def __init__(self, message: str, found: str = "") -> None:
        super().__init__(message)
        self.found = found


class Stored(Generic[T]):
    """The form of files that hold one dataclass: ``name`` with its version, such as "doichieu.stored.plan/1"."""

    def __init__(self, kind: type[T], name: str) -> None:
        self.name = name
        self._kind = kind

    def dump(self, value: T) -> bytes:
        """The file of a value. Equal values give equal bytes."""
        written = {"stored": self.name, "value": _CODEC.encode(value)}
        text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
        # UTF-8 cannot hold a lone surrogate, so its JSON escape is written.
        return text.encode("utf-8", "backslashreplace")

    def load(self, data: bytes) -> T:
        """The value of a file; raises ``StoredError`` for a file of another form or version, or a damaged one."""
        try:
            read = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise StoredError(f"Bản lưu bị hỏng, không đọc được ({self.name}).") from error
        found = read.get("stored") if isinstance(read, dict) else None
        if found != self.name:
            raise self._other(found if isinstance(found, str) else "")
        try:
            return _CODEC.decode(self._kind, read.get("value"))
        except (CodecError, TypeError, ValueError) as error:
            raise StoredError(
                f"Bản lưu bị hỏng, không đọc được ({self.name}): {error}.", self.name
            ) from error

    def _other(self, found: str) -> StoredError:
        kind = self.name.rpartition("/")[0]
        if found.rpartition("/")[0] == kind:
            told = (
                f"Bản lưu {found} do một phiên bản khác của chương trình ghi; phiên bản này đọc {self.name}."
            )
            return StoredError(told, found)
        return StoredError(f"Đây không phải là bản lưu {self.name}.", found)


PLANS: Stored[Plan] = Stored(Plan, "doichieu.stored.plan/1")
"""Stored plans."""


def dump_plan(plan: Plan) -> bytes:
    """A plan as bytes, about 80 kB for ten pages; equal plans give equal bytes."""
    return PLANS.dump(plan)


def load_plan(data: bytes) -> Plan:
    """The plan of ``dump_plan``, equal to it; raises ``StoredError``.

    >>> from extract import read_plan
    >>> plan = read_plan("samples/a5-kh-huyen-da-lung.txt")
    >>> load_plan(dump_plan(plan)) == plan
    True
    """
    return PLANS.load(data)
