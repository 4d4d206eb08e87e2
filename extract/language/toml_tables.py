"""TOML tables of all packages: read once, checked, with the references between lists resolved.

    villages = ["thôn", "bản"]
    places = ["xã", "@villages", "@agencies.places.district"]

The item "@file.key.subkey" stands for all words of that list; "@key.subkey" is a list of the same file. A file is
looked for beside the one that refers to it, then in ``extract/language/lexicon``. ``compare.decisions.handwritten``
reads the files that users write; both know the same kinds of values (``KINDS``). A table that was read and checked is
kept as JSON in the user's cache folder, where the next run finds it in a tenth of the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

_LEXICON = "extract.language.lexicon"


class LexiconError(ValueError):
    """An error in a table that comes with the program; its text names the file, the key and the reason."""


class File(NamedTuple):
    """A file ``name``.toml of a package."""

    package: str
    name: str

    def __str__(self) -> str:
        return f"{self.package.replace('.', '/')}/{self.name}.toml"

    def error(self, keys: tuple[str, ...], problem: str) -> LexiconError:
        """Return the error for a problem with the value at ``keys``."""
        return LexiconError(f"{self}, {'.'.join(keys)}: {problem}")


def is_text(value: object) -> bool:
    """Whether a value is a text with a visible character."""
    return isinstance(value, str) and bool(value.strip())


def are_texts(value: object) -> bool:
    """Whether a value is a list of such texts."""
    return isinstance(value, list) and all(map(is_text, value))


KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": is_text,
    "texts": are_texts,
    "text_lists": lambda value: isinstance(value, list) and all(map(are_texts, value)),
    "table": lambda value: isinstance(value, dict),
    "tables": lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
    # A truth value is an int in Python but no number in TOML.
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "truth": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, date | str),
}
"""The test of each kind of value, by the name of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The keys that a table must have and those that it may have, each with the kind of its value."""

    needed: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of tables, all of one shape."""

    row: Row


@dataclass(frozen=True, slots=True)
class Each:
    """A table whose keys are data: its values are tables of one shape, or values of one kind."""

    value: Row | str


Shapes = Mapping[str, Rows | Each]
"""The shapes of values by their dotted keys ("year.individual")."""


def read(package: str, name: str, shapes: Shapes | None = None) -> dict[str, Any]:
    """Return the table of ``name``.toml in a package; the caller keeps it, as it is read anew at each call.

    Raises LexiconError for a missing file, invalid TOML, text that is not in Unicode form NFC, an empty text, a word
    that stands twice in a list, a reference to no list or in a circle, and a value without the shape in ``shapes``.
    """
    file = File(package, name)
    table: dict[str, Any] = _filled(file, (), as_written(file), ())
    for path, shape in (shapes or {}).items():
        keys = tuple(path.split("."))
        _check_shape(file, keys, value_at(file, table, *keys), shape)
    return table


@cache
def text(package: str, name: str) -> str:
    """Return the text of ``name``.toml in a package; raise LexiconError without such a file."""
    file = File(package, name)
    try:
        return files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"{file}: there is no such file") from error


def value_at(file: File, table: Mapping[str, Any], *keys: str) -> Any:
    """Return the value at ``keys`` of the table of a file; raise LexiconError without one."""
    value: Any = table
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            raise LexiconError(f"{file}: there is no {'.'.join(keys)}")
        value = value[key]
    return value


def words_at(file: File, table: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """Return the list of words at ``keys`` of the table of a file; raise LexiconError without one."""
    value = value_at(file, table, *keys)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise file.error(keys, "a list of words is expected")
    return tuple(value)


def check_row(file: File, keys: tuple[str, ...], table: object, row: Row) -> None:
    """Raise LexiconError for a table that lacks a key, has an unknown key, or has a value of another kind."""
    if not isinstance(table, dict):
        raise file.error(keys, "a table is expected")
    kinds = {**row.needed, **row.may}
    for key in row.needed:
        if key not in table:
            raise file.error(keys, f"there is no {key}")
    for key, value in table.items():
        if key not in kinds:
            raise file.error(keys, f"unknown key {key}; known are {', '.join(kinds)}")
        _check_kind(file, (*keys, key), value, kinds[key])


def _check_shape(file: File, keys: tuple[str, ...], value: Any, shape: Rows | Each) -> None:
    if not KINDS["tables" if isinstance(shape, Rows) else "table"](value):
        raise file.error(
            keys, "a list of tables is expected" if isinstance(shape, Rows) else "a table is expected"
        )
    if isinstance(shape, Rows):
        for number, entry in enumerate(value):
            check_row(file, (*keys, str(number)), entry, shape.row)
        return
    for key, entry in value.items():
        if isinstance(shape.value, Row):
            check_row(file, (*keys, key), entry, shape.value)
        else:
            _check_kind(file, (*keys, key), entry, shape.value)


def _check_kind(file: File, keys: tuple[str, ...], value: object, kind: str) -> None:
    if not KINDS[kind](value):
        raise file.error(keys, f"{kind} is expected")


@cache
def as_written(file: File) -> dict[str, Any]:
    """Return the table of a file with its references unresolved; texts are checked, shapes are not."""
    written = text(*file)
    place = _place(file, written)
    with suppress(OSError, ValueError):
        kept = json.loads(place.read_bytes(), object_hook=_dated)
        if isinstance(kept, dict):
            return kept
    table = _checked(file, written)
    _keep(place, table)
    return table


def _checked(file: File, written: str) -> dict[str, Any]:
    import tomllib

    for number, line in enumerate(written.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            raise LexiconError(f"{file}, line {number}: text is not in Unicode form NFC")
    try:
        table = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from error
    for keys, value in _leaves(table, ()):
        _check_texts(file, keys, value)
    return table


# ---- tables kept for the next run --------------------------------------------------------------------------
_DATE = "@date"


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("doichieu", appauthor=False) / "tables"


def _place(file: File, written: str) -> Path:
    """Where the table of a file is kept: the name tells its text and this module, which has checked it."""
    told = hashlib.sha256(_OWN + written.encode()).hexdigest()[:32]
    return _folder() / f"{file.package}.{file.name}-{told}.json"


def _keep(place: Path, table: dict[str, Any]) -> None:
    """Keep a table in place of that of an older text; a folder that cannot be used costs only the time."""
    draft = place.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError, TypeError):
        content = json.dumps(table, ensure_ascii=False, default=_written_date).encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        for old in place.parent.glob(f"{place.name.rpartition('-')[0]}-*.json"):
            old.unlink(missing_ok=True)
        draft.replace(place)


def _written_date(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(value)
    return {_DATE: value.isoformat()}


def _dated(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DATE]) if _DATE in found else found


def _own() -> bytes:
    with suppress(OSError):
        return Path(__file__).read_bytes()
    return b""


_OWN = _own()


def _leaves(value: object, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every value that is no table with its keys, and each list and table inside a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*keys, key))
        return
    yield keys, value
    if isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, dict | list):
                yield from _leaves(inner, (*keys, str(number)))


def _check_texts(file: File, keys: tuple[str, ...], value: object) -> None:
    words = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    words = [word for word in words if isinstance(word, str)]
    if not are_texts(words):
        raise file.error(keys, "an empty word")
    _refuse_twice(file, keys, words)


def _refuse_twice(file: File, keys: tuple[str, ...], words: list[str]) -> None:
    if len(set(words)) < len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise file.error(keys, f"stands twice: {', '.join(twice)}")


def _filled(
    file: File, keys: tuple[str, ...], value: Any, way: tuple[tuple[File, tuple[str, ...]], ...]
) -> Any:
    """Return a value with its references replaced by words; ``way`` holds the lists that led here."""
    if isinstance(value, dict):
        return {key: _filled(file, (*keys, key), inner, way) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    own = [item for item in value if isinstance(item, str) and not item.startswith("@")]
    if len(own) == len(value):
        return own
    filled: list[Any] = []
    for number, item in enumerate(value):
        if not is_reference(item):
            filled.append(_filled(file, (*keys, str(number)), item, way))
            continue
        words = _words_of(file, keys, item, (*way, (file, keys)))
        _refuse_twice(file, keys, [*own, *words])
        # Two referenced lists may share a word.
        filled += [word for word in words if word not in filled]
    return filled


def is_reference(item: object) -> bool:
    """Whether an item of a list stands for the words of another list."""
    return isinstance(item, str) and item.startswith("@")


def _words_of(
    file: File, keys: tuple[str, ...], reference: str, way: tuple[tuple[File, tuple[str, ...]], ...]
) -> list[str]:
    there, path = target(file, reference)
    if (there, path) in way:
        circle = " → ".join(".".join((one.name, *place)) for one, place in (*way, (there, path)))
        raise file.error(keys, f"{reference} leads back to itself: {circle}")
    try:
        found = words_at(there, as_written(there), *path)
    except LexiconError as error:
        raise file.error(keys, f"{reference} is no list of words ({error})") from error
    words: list[str] = _filled(there, path, list(found), way)
    return words


def target(file: File, reference: str) -> tuple[File, tuple[str, ...]]:
    """Return the file and the keys that a reference in ``file`` means; the list need not exist."""
    first, *rest = reference[1:].split(".")
    if first in as_written(file):
        return file, (first, *rest)
    beside = files(file.package).joinpath(f"{first}.toml").is_file()
    return File(file.package if beside else _LEXICON, first), tuple(rest)
