"""The answer of a child, unpickled by its parent: a plan or an error, and nothing else."""

from __future__ import annotations

import io
import pickle
import sys
from enum import Enum
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import ReadError, Reason
from extract.isolation.child import NOTE
from extract.model import Document, Plan
from extract.pipeline import Reading


class Unpickler(pickle.Unpickler):
    """Makes only the classes of a plan: a child that a file has taken over can send a wrong plan, but no code."""

    _MODULES = ("extract.model", "extract.kinds", "extract.document", "extract.errors")
    _OTHERS = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("fractions", "Fraction")})

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in self._OTHERS:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        found = getattr(sys.modules[module], name, None) if module in self._MODULES else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"no part of a plan: {module}.{name}")


def _member(kind: object, name: str) -> Enum:
    """The member of an enum, as Python 3.11.0 to 3.11.3 pickle it; any other class is refused."""
    if not (isinstance(kind, type) and issubclass(kind, Enum)):
        raise pickle.UnpicklingError(f"no part of a plan: {name}")
    return kind[name]


def unpickled(data: bytes, path: Path) -> Plan | Reading | ReadError:
    """The plan, the document with its plan, or the error; any other answer counts as a crash."""
    try:
        result, notes = Unpickler(io.BytesIO(data)).load()
        if isinstance(result, Plan):
            return result
        first, second = result
        if isinstance(first, Document) and isinstance(second, Plan):
            return Reading(first, second)
        reason, where = first, second
        if not (isinstance(reason, Reason) and isinstance(where, str)):
            raise pickle.UnpicklingError("neither a plan nor a message")
    except Exception as error:
        failed = ReadError(errors.CRASHED, path.name)
        failed.add_note(repr(error)[:NOTE])
        return failed
    failed = ReadError(reason, where)
    for note in notes:
        failed.add_note(note)
    return failed
