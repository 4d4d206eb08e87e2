"""Texts of the command line, in Vietnamese and in English, read from ``messages.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.language import toml_tables
from extract.language.toml_tables import File, Row

if TYPE_CHECKING:
    from compare.decisions.handwritten import HandwrittenError

DEFAULT = "vi"
LANGUAGES = ("vi", "en")
_FILE = File("doichieu", "messages")
_ENTRY = Row(needed=dict.fromkeys(LANGUAGES, "text"))
_ENGLISH = str.maketrans(",.", ".,")


class UserError(Exception):
    """An error that ends the run and that the user can mend: a key of the texts, and values to fill in."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All texts of one language: ``say("done.saved", path="a.html")`` fills ``{path}``."""

    lang: str
    texts: dict[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of ``key`` with its values; raises KeyError for an unknown key."""
        return self.texts[key].format(**values)

    def number(self, value: Decimal | int) -> str:
        """A number in the style of the language: 12,5 in Vietnamese, 12.5 in English."""
        from extract.language import writing

        text = writing.number(value)
        return text if self.lang == "vi" else text.translate(_ENGLISH)

    def list(self, family: str) -> dict[str, str]:
        """All texts under ``family``, by the rest of their key, in the order of the file."""
        start = family + "."
        return {key.removeprefix(start): text for key, text in self.texts.items() if key.startswith(start)}


@cache
def catalogue(lang: str) -> Catalogue:
    """The texts of one of the ``LANGUAGES``."""
    source = entries(toml_tables.read(*_FILE))
    return Catalogue(lang=lang, texts={key: entry[lang] for key, entry in source.items()})


def entries(tree: dict[str, Any], prefix: str = "") -> dict[str, dict[str, str]]:
    """The entries of nested tables by dotted key; an entry is a table with one string for each language.

    Raises ``LexiconError`` for an entry that lacks a language or has another one.
    """
    found: dict[str, dict[str, str]] = {}
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if all(isinstance(text, str) for text in value.values()):
            toml_tables.check_row(_FILE, tuple(key.split(".")), value, _ENTRY)
            found[key] = value
        else:
            found.update(entries(value, f"{key}."))
    return found


def told(error: HandwrittenError, say: Catalogue) -> str:
    """The error in the user's language, with its file and line."""
    values = dict(error.values)
    near = values.pop("near", "")
    if "expected" in values:
        values["expected"] = say(f"type.{values['expected']}")
    text = say(f"file.{error.reason}", **values)
    where = say("file.line", path=error.path, line=error.line) if error.line else str(error.path)
    return f"{where}: {text}" + (f" {say('file.near', near=near)}" if near else "")
