"""Regular expressions with the instructions that an earlier run compiled them to, kept in the user's cache folder.

The expressions of the lexicon are long: to compile those that one check needs takes a seventh of its time, to load
what they were compiled to a fortieth of that. ``re`` has no way to keep a compiled expression, so what it hands to its
engine is kept. Nothing depends on it: an expression that is not kept, a Python whose ``re`` is made otherwise and a
folder that cannot be used cost only the time.
"""

from __future__ import annotations

import hashlib
import importlib
import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_MOST = 600
"""Expressions in the file at most; a check and the reading of all formats need some 300."""
_SIGNED = hashlib.sha256().digest_size
_Key = tuple[str, int]

_compiled: dict[_Key, bytes] = {}
"""What this process has compiled and the file lacks."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_compiled.clear)  # that is the parent's to keep


def compiled(expression: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The compiled expression, as of ``re.compile``; raises ``re.error`` for one that is none."""
    key = (expression, int(flags))
    with suppress(Exception):
        engine = importlib.import_module("_sre")
        told = _kept().get(key)
        if told is None:
            told = _compiled[key] = marshal.dumps(_instructions(expression, key[1]))
        found: re.Pattern[str] = engine.compile(expression, *marshal.loads(told))
        return found
    return re.compile(expression, flags)


def keep() -> None:
    """Keep what this process has compiled, for the next run; what others kept meanwhile stays."""
    if not _compiled:
        return
    _kept.cache_clear()
    known = {**_kept(), **_compiled}
    if len(known) > _MOST:  # those of older versions: what is needed now is kept anew
        known = dict(_compiled)
    _compiled.clear()
    content = marshal.dumps(known)
    draft = _file().with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(hashlib.sha256(content).digest() + content)
        draft.replace(_file())


def _instructions(expression: str, flags: int) -> tuple[Any, ...]:
    """What ``re`` hands to its engine for an expression: flags, instructions, groups and their names."""
    parser, compiler = importlib.import_module("re._parser"), importlib.import_module("re._compiler")
    parsed = parser.parse(expression, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    instructions = list(map(int, compiler._code(parsed, flags)))
    return flags | state.flags, instructions, state.groups - 1, dict(state.groupdict), tuple(names)


@cache
def _kept() -> dict[_Key, bytes]:
    """What the file holds; nothing where it is damaged."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        written = _file().read_bytes()
        if hashlib.sha256(written[_SIGNED:]).digest() == written[:_SIGNED]:
            found = marshal.loads(written[_SIGNED:])
            return found if isinstance(found, dict) else {}
    return {}


def _file() -> Path:
    """Another file for each Python, whose instructions differ."""
    from platformdirs import user_cache_path

    told = hashlib.sha256(f"{sys.version} {sys.byteorder}".encode()).hexdigest()[:16]
    return user_cache_path("doichieu", appauthor=False) / f"patterns-{told}.bin"
