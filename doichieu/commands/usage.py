"""Help pages and usage errors in the user's language.

Parameters carry keys of ``messages.toml`` instead of texts. A page is built here from the parameters, without the
library's own formatter, which speaks English and costs time to load.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

from doichieu.messages import Catalogue, UserError

WIDEST = 100
COLUMN = 30


class Command(TyperCommand):
    """A command with its own help page and its own error for an extra argument."""

    allow_extra_args = True

    def invoke(self, ctx: Any) -> Any:
        """Run the command; raises ``UserError`` where words are left over."""
        if ctx.args:
            raise UserError("usage.extra", words=" ".join(ctx.args), command=ctx.command_path)
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page of this command."""
        formatter.write(page(ctx))


class Group(TyperGroup):
    """The program itself, with its own help page and its own error for an unknown command."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page of the program."""
        formatter.write(page(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with; raises ``UserError`` for an unknown one."""
        if self.get_command(ctx, args[0]) is None:
            raise _no_command(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def page(ctx: Any) -> str:
    """The help page of the command of ``ctx``: usage, description, parameters, commands."""
    say: Catalogue = ctx.find_root().obj
    width = min(shutil.get_terminal_size().columns, WIDEST) - 1
    parts = [_usage(ctx, say), textwrap.fill(say(ctx.command.help), width)]
    params = [param for param in ctx.command.get_params(ctx) if not getattr(param, "hidden", False)]
    for kind in ("argument", "option"):
        rows = [(_names(param, say), _about(param, say)) for param in params if param.param_type_name == kind]
        parts.append(_table(say(f"help.{kind}s"), rows, width))
    parts.append(_table(say("help.commands"), _commands(ctx, say), width))
    return "\n\n".join(part for part in parts if part) + "\n"


def _usage(ctx: Any, say: Catalogue) -> str:
    """The usage line: ``Usage: doichieu check [OPTIONS] DRAFT --against REF``."""
    words = [say("help.usage"), ctx.command_path, say("help.any_options")]
    for param in ctx.command.params:
        if param.param_type_name == "argument":
            words.append(name_of(param, say) if param.required else f"[{name_of(param, say)}]")
        elif param.required:
            words.append(f"{param.opts[0]} {name_of(param, say)}")
    if isinstance(ctx.command, TyperGroup):
        words.append(say("help.any_command"))
    return " ".join(words)


def name_of(param: Any, say: Catalogue) -> str:
    """The placeholder of a parameter's value, or its choices where these are few."""
    metavar: str = param.metavar or ""
    return say(metavar) if metavar.startswith("name.") else metavar


def _names(param: Any, say: Catalogue) -> str:
    if param.param_type_name == "argument":
        return name_of(param, say)
    names = [*param.opts, *param.secondary_opts]
    return f"{', '.join(names)} {name_of(param, say)}".rstrip()


def _about(param: Any, say: Catalogue) -> str:
    if "--help" in param.opts:
        return say("help.help")
    mark = f" {say('help.required')}" if param.required and param.param_type_name == "option" else ""
    return say(param.help) + mark


def _commands(ctx: Any, say: Catalogue) -> list[tuple[str, str]]:
    if not isinstance(ctx.command, TyperGroup):
        return []
    return [(name, say(command.short_help or "")) for name, command in ctx.command.commands.items()]


def _table(title: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    """Two columns under a title; a name too long for its column gets a line of its own."""
    lines = []
    for name, text in rows:
        wrapped = textwrap.wrap(text, width - COLUMN)
        head = f"  {name}"
        if len(head) > COLUMN - 2:
            lines.append(head)
            head = ""
        lines += [f"{left:<{COLUMN}}{right}" for left, right in zip([head], wrapped[:1], strict=True)]
        lines += [" " * COLUMN + right for right in wrapped[1:]]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _no_command(name: str, known: Sequence[str]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        return UserError("usage.no_command_but", name=name, near=near[0])
    return UserError("usage.no_command", name=name)


def explain(error: Any, say: Catalogue) -> str:
    """The error of a typed command, in one line.

    The error is recognised by the name of its class, since the module of the class changes between releases of the
    library.
    """
    return f"{_explanation(error, say)} {_see_help(error, say)}".rstrip()


def _explanation(error: Any, say: Catalogue) -> str:
    kind = type(error).__name__
    param = getattr(error, "param", None)
    if kind == "MissingParameter" and param is not None:
        return say("usage.missing", name=_names(param, say))
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        key = "usage.no_option_but" if near else "usage.no_option"
        return say(key, name=error.option_name, near=near)
    if kind == "BadOptionUsage":
        return say("usage.no_value", name=error.option_name)
    if kind == "BadParameter" and param is not None and "|" in (param.metavar or ""):
        return say("usage.bad_value", name=param.opts[0], choices=param.metavar.replace("|", ", "))
    return say("usage.other", detail=error.format_message())


def _see_help(error: Any, say: Catalogue) -> str:
    ctx = getattr(error, "ctx", None)
    return say("usage.see_help", command=ctx.command_path) if ctx else ""
