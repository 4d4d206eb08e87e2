"""The texts: both languages, equal fields, and every key of the code."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

import doichieu
from doichieu.commands.plans import app
from doichieu.messages import LANGUAGES, catalogue, entries

PACKAGE = Path(doichieu.__file__).parent
ENTRIES = entries(tomllib.loads((PACKAGE / "messages.toml").read_text(encoding="utf-8")))
# say("check.saved"  and  UserError("error.overwrite"
USED = re.compile(r'(?:say|UserError)\(\s*"([a-z_]+\.[a-z_.]+)"')


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", ENTRIES)
def test_every_text_has_both_languages_with_the_same_fields(key: str) -> None:
    entry = ENTRIES[key]
    assert set(entry) == set(LANGUAGES)
    assert all(text.strip() for text in entry.values())
    assert fields(entry["vi"]) == fields(entry["en"])


def test_every_key_of_the_code_is_known() -> None:
    used = {key for path in PACKAGE.glob("*.py") for key in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert used <= set(ENTRIES)


def test_every_help_text_is_a_key() -> None:
    program: Any = typer.main.get_command(app)
    groups = (program, program.commands["registers"])
    for command in (program, *(command for group in groups for command in group.commands.values())):
        assert command.help in ENTRIES
        for param in command.params:
            assert param.help in ENTRIES
            assert (param.metavar or "|").partition("name.")[0] or param.metavar in ENTRIES
    assert all(command.short_help in ENTRIES for group in groups for command in group.commands.values())


def test_every_severity_and_verdict_has_a_word() -> None:
    from compare.model import Severity, Verdict

    say = catalogue("vi")
    assert set(say.list("severity")) == set(Severity)
    assert set(say.list("verdict")) == {*Verdict, "partial"}


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue("vi")("error.nothing_of_the_kind")


@pytest.mark.parametrize(("lang", "texts"), [("vi", ["12,5", "3.321"]), ("en", ["12.5", "3,321"])])
def test_numbers_follow_the_language(lang: str, texts: list[str]) -> None:
    say = catalogue(lang)
    assert [say.number(Decimal("12.50")), say.number(3321)] == texts
