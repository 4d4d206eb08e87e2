"""The commands about rules and the decisions of an office on them: ``rules``, ``config``, ``init``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import output
from doichieu.messages import Catalogue, UserError
from doichieu.output import show_table

if TYPE_CHECKING:
    from compare.rules import Rule

OK = 0
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
    """The error for an unknown code, with the nearest one."""
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


COMMANDS: Mapping[str, Callable[..., int]] = {
    "rules": rules_command,
    "init": init_command,
    "config": config_command,
}
