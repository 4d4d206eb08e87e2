"""The commands about rules and the decisions of an office on them: ``rules``, ``config``, ``init``, ``waive``."""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import output
from doichieu.messages import Catalogue, UserError
from doichieu.output import show_table

if TYPE_CHECKING:
    from compare.rules import Rule

OK = 0
WAIVERS = "mien-tru.toml"
"""The file for waivers where no configuration names one."""

ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="name.config", help="config.file")]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="config.off")]


def rules_command(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="name.rule", help="rules.code")] = None,
) -> int:
    """List the rules, or explain one."""
    from compare.rules import RULES

    say: Catalogue = ctx.obj
    if code is None:
        headings = [say(f"rules.col_{name}") for name in ("code", "name", "severity")]
        rows = [[rule.code, rule_name(rule, say), _severity(rule, say)] for rule in RULES.values()]
        show_table(say("rules.title"), headings, rows)
        typer.echo(say("rules.hint"))
        return OK
    rule = rule_of(code)
    typer.echo(f"{rule.code} {rule_name(rule, say)}\n")
    facts = {"kind": str(rule.kind), "col_severity": _severity(rule, say), "rationale": rule.rationale}
    facts |= {"example": rule.example, "answer": rule.answer}
    for key, text in facts.items():
        typer.echo(f"{say(f'rules.{key}')}: {text}")
    typer.echo("\n" + say("rules.living", code=rule.code))
    return OK


def rule_of(code: str) -> Rule:
    """The rule of a code; raises ``UserError`` for an unknown one."""
    from compare.rules import RULES

    rule = RULES.get(code.upper())
    if rule is None:
        raise _no_rule(code)
    return rule


def rule_name(rule: Rule, say: Catalogue) -> str:
    """The name of a rule in the language of the messages."""
    return rule.name_en if say.lang == "en" else rule.name


def _severity(rule: Rule, say: Catalogue) -> str:
    return say(f"severity.{rule.severity}")


def _no_rule(code: str) -> UserError:
    from compare.decisions.selection import nearest_name
    from compare.rules import RULES

    near = nearest_name(code, RULES)
    return (
        UserError("error.no_rule_but", code=code, near=near)
        if near
        else UserError("error.no_rule", code=code)
    )


def config_command(ctx: typer.Context, config: ConfigOption = None, no_config: NoConfigOption = False) -> int:
    """Print the settings in force, in the form of a configuration file."""
    from compare.rules import RULES
    from doichieu.config import as_toml, load

    say: Catalogue = ctx.obj
    known = load(config, off=no_config)
    known.accepted()
    off = known.rules.off(RULES)
    typer.echo("# " + (say("config.from", path=known.path) if known.path else say("config.none")))
    typer.echo("# " + (say("config.rules_off", codes=", ".join(off)) if off else say("config.all_rules")))
    typer.echo(as_toml(known), nl=False)
    return OK


def init_command(ctx: typer.Context) -> int:
    """Write a configuration file in which every key is explained; an existing one is never touched."""
    from doichieu.config import NAME, config_template

    path = Path(NAME)
    if path.exists():
        raise UserError("error.exists", path=path)
    output.write(path, output.as_bytes(config_template()))
    typer.echo(ctx.obj("done.saved", path=path))
    return OK


def waive_command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="name.rule", help="waive.code")],
    quote: Annotated[str, typer.Option("--quote", metavar="name.quote", help="waive.quote")],
    reason: Annotated[str, typer.Option("--reason", metavar="name.reason", help="waive.reason")],
    author: Annotated[
        str | None, typer.Option("--author", metavar="name.author", help="waive.author")
    ] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="name.date", help="waive.expires")
    ] = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Add a waiver to the file of waivers, which is created if needed."""
    from compare.decisions.waivers import SHORTEST, is_short, read_waivers
    from compare.rules import RULES
    from doichieu.config import load, quoted

    say: Catalogue = ctx.obj
    rule = RULES.get(code.strip().upper())
    if rule is None:
        raise _no_rule(code)
    if is_short(quote):
        raise UserError("file.short_quote", least=SHORTEST)
    for name, text in (("--reason", reason), ("--author", author or getpass.getuser())):
        if not text.strip():
            raise UserError("usage.no_value", name=name)
    last = _day(expires) if expires else None
    known = load(config, off=no_config)
    path = known.waivers or Path(WAIVERS)
    texts = {"rule": rule.code, "quote": quote, "reason": reason, "author": author or getpass.getuser()}
    lines = [f"{key} = {quoted(_plain(text))}" for key, text in texts.items()]
    lines.append(f"date = {date.today().isoformat()}")
    lines += [f"expires = {last}"] if last else []
    old = ""
    if path.exists():
        # An invalid file is not extended.
        read_waivers(path, RULES)
        old = path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n\n"
    output.write(path, output.as_bytes(f"{old}[[waiver]]\n" + "\n".join(lines)))
    typer.echo(say("waive.done", code=rule.code, path=path))
    if known.waivers is None:
        typer.echo(say("waive.not_named", path=path.name))
    return OK


def _plain(text: str) -> str:
    """A text that a file can hold: composed letters, no lone surrogate."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())


def _day(text: str) -> str:
    """An ISO date, from an ISO date or from the Vietnamese "31/12/2026"."""
    parts = text.strip().split("/")
    iso = "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) == 3 else text.strip()
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError as error:
        raise UserError("file.not_a_date", key="--expires", value=text) from error


COMMANDS: Mapping[str, Callable[..., int]] = {
    "rules": rules_command,
    "waive": waive_command,
    "init": init_command,
    "config": config_command,
}
