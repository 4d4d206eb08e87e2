"""``doichieu.toml``: the decisions of an office for all its checks.

    waivers = "mien-tru.toml"       lexicons = ["tu-vung.toml"]
    registers = ["hieu-luc.toml"]   fail_on = "medium"
    corrections = "sua-so-lieu.toml"

    [rules]
    select = ["ALL"]                ignore = ["CT13", "TT"]
    [rules.severity]
    CT05 = "low"
    [thresholds]
    match = 0.4
    [office]
    name = "Sở Y tế"                position = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    [report]
    codes = true

The file is searched in the working folder and upwards. Relative paths in it start at its own folder. An error in it is
a ``compare.decisions.handwritten.HandwrittenError`` with its line and the nearest known word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from compare.decisions.corrections import ByHand, read_corrections
from compare.decisions.handwritten import HandwrittenError, Page, nearest, read_page
from compare.decisions.selection import Selection, names_of, nearest_name
from compare.decisions.settings import Settings
from compare.decisions.waivers import read_waivers
from compare.model import Severity, Waiver
from compare.rules import RULES
from compare.words.similarity import TOKENS
from doichieu.fail_on import FailOn
from doichieu.messages import catalogue
from extract.language import toml_tables
from templates.letter.office import Office, Stage

NAME = "doichieu.toml"

_TOP = (
    "fail_on",
    "waivers",
    "corrections",
    "lexicons",
    "registers",
    "rules",
    "thresholds",
    "office",
    "report",
)
_RULES = ("select", "ignore", "severity")
_REPORT = ("codes",)
_FILES = ("lexicons", "registers")
_OFFICE = {entry.name: "texts" if entry.default == () else "text" for entry in fields(Office)}
THRESHOLDS = tuple(entry.name for entry in fields(Settings) if entry.name not in _FILES)
_EXPECTED = {bool: "truth", int: "whole", float: "number", str: "text", tuple: "texts"}
_COMMENTED = re.compile(r"^[ \t]*#[ \t]*waivers[ \t]*=.*?(?=\r?$)", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_SLOT = "# {thresholds}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a run; ``path`` is their file, None without one; ``waivers`` is the file of waivers.

    ``corrections`` are the files of what reviewers corrected and paired by hand.
    """

    path: Path | None = None
    fail_on: FailOn = FailOn.HIGH
    settings: Settings = field(default_factory=Settings)
    rules: Selection = field(default_factory=Selection)
    waivers: Path | None = None
    corrections: tuple[Path, ...] = ()
    office: Office = field(default_factory=Office)
    codes: bool = False
    """Whether Word reports, letters and remarks in drafts have the codes of rules."""

    def accepted(self) -> tuple[Waiver, ...]:
        """The waivers of the file; raises ``HandwrittenError`` where it is missing or invalid."""
        if self.waivers is None:
            return ()
        if not self.waivers.is_file():
            raise HandwrittenError(self.path or self.waivers, "no_waivers", file=str(self.waivers))
        return read_waivers(self.waivers, RULES)

    def by_hand(self) -> ByHand:
        """The corrections and pins of the files; raises ``HandwrittenError`` where one is missing or invalid."""
        lost = next((path for path in self.corrections if not path.is_file()), None)
        if lost is not None:
            raise HandwrittenError(self.path or lost, "no_corrections", file=str(lost))
        found = [read_corrections(path) for path in self.corrections]
        return ByHand(
            corrections=tuple(one for hand in found for one in hand.corrections),
            pins=tuple(pin for hand in found for pin in hand.pins),
        )


def find(start: Path) -> Path | None:
    """The nearest ``doichieu.toml`` in a folder or above it; None without one."""
    folders = [start.resolve(), *start.resolve().parents]
    return next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)


def load(named: Path | None = None, *, off: bool = False, corrections: Sequence[Path] = ()) -> Config:
    """The configuration of a run: of the file named, else of the file found; the defaults where it is ``off``.

    Files of ``corrections`` are added to those that it names.
    """
    path = None if off else named or find(Path.cwd())
    known = read_config(path) if path else Config()
    return replace(known, corrections=(*known.corrections, *corrections))


def read_config(path: Path) -> Config:
    """The configuration in a file; raises ``HandwrittenError`` where it is invalid."""
    page = read_page(path)
    table = page.table
    page.check_keys(table, _TOP)
    waivers = page.path.parent / page.typed(table, "waivers", "text") if "waivers" in table else None
    by_hand = page.typed(table, "corrections", "text") if "corrections" in table else None
    return Config(
        path=path,
        fail_on=FailOn(_one_of(page, table, "fail_on", list(FailOn)))
        if "fail_on" in table
        else Config().fail_on,
        settings=_settings(page),
        rules=_selection(page),
        waivers=waivers,
        corrections=(page.path.parent / by_hand,) if by_hand else (),
        office=_office(page),
        codes=_codes(page),
    )


def _selection(page: Page) -> Selection:
    after = page.header("rules")
    table = _section(page, page.table, "rules", _RULES, after)
    names = names_of(RULES)
    chosen = {key: _names(page, table, key, names, after) for key in ("select", "ignore") if key in table}
    after = page.header("rules.severity")
    grades = page.section(table, "severity")
    severity = {
        _name(page, name, names, after): Severity(_one_of(page, grades, name, [*map(str, Severity)], after))
        for name in grades
    }
    return Selection(**chosen, severity=severity)


def _settings(page: Page) -> Settings:
    after = page.header("thresholds")
    table = _section(page, page.table, "thresholds", THRESHOLDS, after)
    values: dict[str, Any] = {}
    for key in table:
        kind = type(getattr(Settings(), key))
        value = page.typed(table, key, _EXPECTED[kind], after)
        if key == "tokens":
            _one_of(page, table, key, list(TOKENS), after)
        # An int may stand for a float, a list for a tuple.
        values[key] = kind(value)
        try:
            Settings(**{key: values[key]})
        except ValueError as error:
            raise page.problem("out_of_range", key, after, key=key, value=str(value)) from error
    lexicons, registers = (page.files(page.table, key) for key in _FILES)
    return Settings(**values, lexicons=lexicons, registers=registers)


def _office(page: Page) -> Office:
    after = page.header("office")
    table = _section(page, page.table, "office", tuple(_OFFICE), after)
    values: dict[str, Any] = {}
    for key in table:
        value = page.typed(table, key, _OFFICE[key], after)
        if key == "stage" and value:
            value = _one_of(page, table, key, list(Stage), after)
        values[key] = tuple(value) if isinstance(value, list) else value
    return Office(**values)


def _codes(page: Page) -> bool:
    after = page.header("report")
    table = _section(page, page.table, "report", _REPORT, after)
    return bool(page.typed(table, "codes", "truth", after)) if "codes" in table else Config().codes


def _section(
    page: Page, table: Mapping[str, Any], name: str, known: tuple[str, ...], after: int
) -> dict[str, Any]:
    """A table of the file; a key that belongs above all tables gets an error of its own."""
    section = page.section(table, name)
    for key in section:
        if key not in known and key in _TOP:
            raise page.problem("misplaced_key", key, after, key=key, table=name)
    page.check_keys(section, known, after)
    return section


def _names(page: Page, table: Mapping[str, Any], key: str, known: list[str], after: int) -> tuple[str, ...]:
    return tuple(_name(page, name, known, after) for name in page.texts(table, key))


def _name(page: Page, name: str, known: list[str], after: int) -> str:
    """A code, a family or "ALL", in capitals; raises ``HandwrittenError`` for an unknown one."""
    if name.strip().upper() not in known:
        raise page.problem("unknown_rule", name, after, code=name, near=nearest_name(name, known))
    return name.strip().upper()


def _one_of(page: Page, table: Mapping[str, Any], key: str, choices: Sequence[str], after: int = 1) -> str:
    value = str(page.typed(table, key, "text", after))
    if value not in choices:
        near = nearest(value, choices)
        raise page.problem(
            "bad_value", key, after, key=key, value=value, choices=", ".join(choices), near=near
        )
    return value


def as_toml(config: Config) -> str:
    """The settings in force as a configuration file, with absolute paths."""
    lines = [f"fail_on = {quoted(config.fail_on)}"]
    if config.waivers:
        lines.append(f"waivers = {quoted(str(config.waivers.resolve()))}")
    lines += [f"corrections = {quoted(str(path.resolve()))}" for path in config.corrections]
    for key in _FILES:
        paths = [str(path.resolve()) for path in getattr(config.settings, key)]
        lines.append(f"{key} = {quoted(paths)}")
    lines += ["", "[rules]", f"select = {quoted(list(config.rules.select))}"]
    lines.append(f"ignore = {quoted(list(config.rules.ignore))}")
    if config.rules.severity:
        lines += ["", "[rules.severity]"]
        lines += [f"{name} = {quoted(str(grade))}" for name, grade in config.rules.severity.items()]
    told = {key: getattr(config.office, key) for key in _OFFICE if getattr(config.office, key)}
    if told:
        lines += ["", "[office]"]
        lines += [f"{key} = {quoted(value)}" for key, value in told.items()]
    lines += ["", "[report]", f"codes = {quoted(config.codes)}"]
    lines += ["", "[thresholds]"]
    lines += [f"{key} = {quoted(getattr(config.settings, key))}" for key in THRESHOLDS]
    return "\n".join(lines) + "\n"


def quoted(value: object) -> str:
    """A value in TOML; strings, lists of strings and numbers look as in JSON."""
    # U+007F is the one character that JSON leaves unchanged and TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def naming_waivers(text: str, name: str) -> str:
    """The text of a configuration that names no file of waivers, with a line that does; comments stay.

    The line takes the place of the same line in a comment, else it comes before the first table.

    >>> naming_waivers("# của Phòng\\n[rules]\\nignore = []\\n", "mien-tru.toml").splitlines()
    ['# của Phòng', 'waivers = "mien-tru.toml"', '', '[rules]', 'ignore = []']
    """
    line = f"waivers = {quoted(name)}"
    found = _COMMENTED.search(text)
    if found and not _TABLE.search(text, 0, found.start()):
        return text[: found.start()] + line + text[found.end() :]
    table = _TABLE.search(text)
    at = table.start() if table else len(text)
    before = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + "\n"
    gap = "\n" if table else ""
    return f"{before}{line}\n{gap}{text[at:]}"


def config_template() -> str:
    """The text of a configuration file that explains every key and changes nothing until it is edited."""
    text = toml_tables.text("doichieu", "starting")
    words = catalogue("vi").list("threshold")
    lines = (f"# {words[key]}\n# {key} = {quoted(getattr(Settings(), key))}\n" for key in THRESHOLDS)
    return text.replace(_SLOT, "".join(lines))
