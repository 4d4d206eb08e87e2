"""TOML files that users write; an error in one names its line and the nearest known word.

Configuration, waivers and the user's own words are read through a ``Page``. A problem is a ``HandwrittenError``, which
holds data only; the application has the texts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from extract.language.toml_tables import KINDS

_LINE = re.compile(r"at line (\d+)")


class HandwrittenError(ValueError):
    """A problem in a user's file: ``reason`` is a short code such as "unknown_key", ``values`` holds its facts.

    ``line`` counts from 1; None where the problem has no single line.
    """

    def __init__(self, path: Path, reason: str, *, line: int | None = None, **values: str) -> None:
        where = f"{path}, line {line}" if line else str(path)
        told = ", ".join(f"{name} {value}" for name, value in values.items() if value)
        super().__init__(f"{where}: {reason.replace('_', ' ')} ({told})")
        self.path = path
        self.reason = reason
        self.line = line
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file with its text and its parsed table."""

    path: Path
    text: str
    table: dict[str, Any]

    def line(self, word: str, after: int = 1) -> int | None:
        """The first line from ``after`` on, counted from 1, that has the word outside comments; None without one."""
        for number, line in enumerate(self.text.splitlines(), 1):
            told = not line.lstrip().startswith("#") and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line)
            if number >= after and told:
                return number
        return None

    def header(self, table: str) -> int:
        """The line of ``[table]``, counted from 1; 1 where there is none."""
        found = re.search(rf"^[ \t]*\[\s*{re.escape(table)}\s*\]", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    def problem(self, reason: str, word: str, after: int = 1, **values: str) -> HandwrittenError:
        """A problem at the line of ``word``."""
        return HandwrittenError(self.path, reason, line=self.line(word, after), **values)

    def check_keys(self, table: Mapping[str, Any], known: Iterable[str], after: int = 1) -> None:
        """Raise ``HandwrittenError`` for a key that is not known."""
        names = list(known)
        for key in table:
            if key not in names:
                raise self.problem("unknown_key", key, after, key=key, near=nearest(key, names))

    def typed(self, table: Mapping[str, Any], key: str, expected: str, after: int = 1) -> Any:
        """The value of a key, checked for the type ``expected`` (a key of ``KINDS``); raises ``HandwrittenError``."""
        value = table[key]
        if not KINDS[expected](value):
            raise self.problem("wrong_type", key, after, key=key, expected=expected)
        return value

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """The list of texts of a key; empty where the key is absent."""
        return tuple(self.typed(table, key, "texts")) if key in table else ()

    def section(self, table: Mapping[str, Any], key: str) -> dict[str, Any]:
        """The table of a key; empty where the key is absent."""
        return dict(self.typed(table, key, "table")) if key in table else {}

    def files(self, table: Mapping[str, Any], key: str) -> tuple[Path, ...]:
        """The files of a key, relative to the folder of this file; raises ``HandwrittenError`` for an absent one."""
        paths = tuple(self.path.parent / name for name in self.texts(table, key))
        for name, path in zip(self.texts(table, key), paths, strict=True):
            if not path.is_file():
                raise self.problem("no_file", name, key=key, file=str(path))
        return paths


def read_page(path: Path) -> Page:
    """Read a TOML file in UTF-8, with or without a byte order mark; raises ``HandwrittenError``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HandwrittenError(path, "not_utf8") from error
    except OSError as error:
        raise HandwrittenError(path, "unreadable", detail=error.strerror or type(error).__name__) from error
    return page_of(path, text)


def page_of(path: Path, text: str) -> Page:
    """The page of a file whose text is known already; raises ``HandwrittenError`` for invalid TOML."""
    try:
        return Page(path=path, text=text, table=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        detail = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise HandwrittenError(
            path, "syntax", line=int(found[1]) if found else None, detail=detail
        ) from error
    except (RecursionError, ValueError) as error:
        # Brackets in brackets without end, or a number of thousands of digits.
        what = "lồng quá sâu" if isinstance(error, RecursionError) else "số quá dài"
        raise HandwrittenError(path, "syntax", line=None, detail=what) from error


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant; "" where none is near.

    >>> nearest("ct5", ["CT02", "CT05"])
    'CT05'
    """
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), list(by_folded), n=1)
    return by_folded[found[0]] if found else ""
