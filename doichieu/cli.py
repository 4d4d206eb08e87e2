"""Entry point: language, exit status, and one clear line for every error.

Exit status: 0 nothing found at or above the bound, 1 something found, 2 the run failed.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import typer

from doichieu.commands.plans import app
from doichieu.commands.usage import explain
from doichieu.messages import DEFAULT, LANGUAGES, Catalogue, UserError, catalogue

OK, FAILED = 0, 2
_UTF_8 = 65001
"""The code page of UTF-8 in Windows."""
# The library's status for Ctrl+C.
INTERRUPTED = 130


def _hoist(argv: Sequence[str]) -> tuple[list[str], str, bool]:
    """Move ``--lang`` and ``--debug`` to the front, so that they may stand anywhere, and return their values too.

    The language is needed before the command line is parsed, for the help and for errors of usage.
    """
    front: list[str] = []
    rest = list(argv)
    end = rest.index("--") if "--" in rest else len(rest)
    place = 0
    while place < end:
        size = {"--debug": 1, "--lang": 2}.get(rest[place], 1 if rest[place].startswith("--lang=") else 0)
        front += rest[place : place + size]
        del rest[place : place + size]
        end -= size
        place += 0 if size else 1
    told = [word.removeprefix("--lang=") for word in front if word not in ("--lang", "--debug")]
    lang = next((word for word in [*told, os.environ.get("DOICHIEU_LANG", "")] if word in LANGUAGES), DEFAULT)
    return [*front, *(rest or ["--help"])], lang, "--debug" in front


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit status; every failure is one line on standard error."""
    args, lang, debug = _hoist(argv)
    say = catalogue(lang)
    try:
        command: Any = typer.main.get_command(_part(args))
        status = command.main(args=args, prog_name="doichieu", standalone_mode=False, obj=say)
    except Exception as error:
        if debug:
            raise
        typer.echo(say("error.line", message=_in_one_line(_told(error, say))), err=True)
        return FAILED
    if status == INTERRUPTED:
        typer.echo(say("error.interrupted"), err=True)
        return FAILED
    return int(status or OK)


def _part(args: Sequence[str]) -> typer.Typer:
    """The program with no other command than the one asked for: to build all takes longer than to read one plan."""
    place = 0
    while args[place] in ("--lang", "--debug") or args[place].startswith("--lang="):
        place += 2 if args[place] == "--lang" else 1
        if place >= len(args):
            return app
    part = copy(app)
    part.registered_commands = [one for one in app.registered_commands if one.name == args[place]]
    part.registered_groups = []
    return part if part.registered_commands else app


def _in_one_line(text: str) -> str:
    """A text without line breaks and control characters, which names and words of a file may hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _told(error: Exception, say: Catalogue) -> str:
    """The message of an error, in one line."""
    if isinstance(error, UserError):
        return say(error.key, **error.values)
    if isinstance(error, typer.Abort):
        return say("error.interrupted")
    if hasattr(error, "format_message"):
        return explain(error, say)
    if isinstance(error, OSError) and error.filename:
        return say("error.cannot_read", path=error.filename, reason=error.strerror)

    from compare.decisions.handwritten import HandwrittenError
    from doichieu.limits import TooSlowError
    from extract.errors import ReadError

    if isinstance(error, ReadError):
        return error.message(say.lang)
    if isinstance(error, HandwrittenError):
        from doichieu.messages import told

        return told(error, say)
    if isinstance(error, TooSlowError):
        return say("error.too_slow")
    if isinstance(error, MemoryError):
        return say("error.too_large")
    return say("error.internal", detail=f"{type(error).__name__}: {' '.join(str(error).split())}")


def main() -> None:
    """Entry point of ``doichieu``; a console or pipe with another code page must not fail on Vietnamese."""
    # What a command loads stays to its end, and a plan is freed as a whole, so collections find little.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.platform == "win32" and not sys.stdout.isatty():
        import ctypes

        if is_recoded(ctypes.windll.kernel32.GetConsoleOutputCP(), os.environ):
            _, lang, _ = _hoist(sys.argv[1:])
            typer.echo(catalogue(lang)("error.recoded"), err=True)
    status = run(sys.argv[1:])
    # All memory goes back with the process: the end need not look for garbage in it.
    gc.freeze()
    sys.exit(status)


def is_recoded(code_page: int, environment: Mapping[str, str]) -> bool:
    """Whether the shell reads this program's output with another encoding than UTF-8 before it writes it to a file.

    Windows PowerShell does so with the code page of the console; a command prompt hands the bytes on. PowerShell adds
    the folder of the user to its search path for modules.
    """
    home = environment.get("USERPROFILE", "").lower()
    modules = environment.get("PSMODULEPATH", environment.get("PSModulePath", "")).lower()
    return code_page not in (0, _UTF_8) and bool(home) and home in modules
