"""The office that sends letters: its table of the ``doichieu.toml`` in the folder of the desk, filled in once."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from doichieu.desk.config import DeskConfig, write_privately
from templates.letter.office import Office, Stage

_TABLES = re.compile(r"(?m)^[ \t]*\[(?:office|report)\][^\n]*(?:\n(?![ \t]*\[)[^\n]*)*\n?")
LISTS = tuple(entry.name for entry in fields(Office) if entry.default == ())
"""The blanks of several lines."""


class UnreadableError(Exception):
    """The file is no valid TOML; the message says where."""


@dataclass(frozen=True)
class Sender:
    """Who sends, and whether papers have the codes of rules."""

    office: Office = field(default_factory=Office)
    codes: bool = False

    def plain(self) -> dict[str, Any]:
        """As an event keeps it, and as the file has it."""
        told = {entry.name: getattr(self.office, entry.name) for entry in fields(Office)}
        return {key: list(value) if key in LISTS else value for key, value in told.items()}

    @property
    def is_known(self) -> bool:
        """Whether a letter has a sender."""
        return bool(self.office.name)


def makes_pdf() -> bool:
    """Whether the worker can make a PDF of a Word file: it has looked for LibreOffice; True where it has not yet."""
    try:
        return bool(json.loads(DeskConfig.current().programs.read_text(encoding="utf-8"))["libreoffice"])
    except (OSError, ValueError, KeyError, TypeError):
        return True


def note_programs(*, libreoffice: bool) -> None:
    """Write what the worker has found, where that has changed."""
    if makes_pdf() != libreoffice or not DeskConfig.current().programs.exists():
        write_privately(DeskConfig.current().programs, json.dumps({"libreoffice": libreoffice}))


def path() -> Path:
    """The file of settings of this desk."""
    return DeskConfig.current().folder / "doichieu.toml"


def sender() -> Sender:
    """Who sends; raises ``UnreadableError``."""
    told = _table(_text())
    return Sender(
        office=_office(told.get("office")), codes=bool((told.get("report") or {}).get("codes", False))
    )


def keep(new: Sender) -> None:
    """Write who sends; everything else in the file stays. Raises ``UnreadableError``, and ``OSError``."""
    rest = _TABLES.sub("", _text()).rstrip()
    lines = [rest, ""] if rest else []
    lines.append("[office]")
    lines += [f"{key} = {_quoted(value)}" for key, value in new.plain().items() if value]
    lines += ["", "[report]", f"codes = {_quoted(new.codes)}"]
    text = "\n".join(lines) + "\n"
    _table(text)
    write_privately(path(), text)


def _office(told: Any) -> Office:
    """The office of a table, without what no letter can hold."""
    given = told if isinstance(told, dict) else {}
    values: dict[str, Any] = {}
    for entry in fields(Office):
        value = given.get(entry.name)
        if entry.name in LISTS and isinstance(value, list):
            values[entry.name] = tuple(map(str, value))
        elif entry.name == "stage" and value not in list(Stage):
            continue
        elif entry.name not in LISTS and isinstance(value, str):
            values[entry.name] = value
    return Office(**values)


def _text() -> str:
    try:
        return path().read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(str(error)) from error


def _table(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(str(error)) from error


def _quoted(value: object) -> str:
    # U+007F is the one character that JSON leaves unchanged and TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
