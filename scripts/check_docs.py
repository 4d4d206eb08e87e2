"""Check that the documents agree with the code; print one line for each disagreement.

- every ``make`` target, ``doichieu`` command and option that a document names exists;
- every path that ARCHITECTURE.md names in code marks exists;
- the pages made from the code are up to date;
- every figure on speed in README.md is one of docs/performance.md;
- relative links lead to a file;
- CHANGELOG.md has an entry for the current version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typer

from doichieu import __version__
from doichieu.commands.plans import app
from doichieu.docs import differences

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ("README.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md")

# A fenced block, or a code span of one line.
CODE = re.compile(
    r"^(?P<fence>```|~~~)[^\n]*\n(?P<block>.*?)^(?P=fence)|`(?P<span>[^`\n]+)`", re.DOTALL | re.MULTILINE
)
# Commands begin a line, after a prompt, an environment setting or the way into a virtual environment.
COMMAND = re.compile(
    r"^(?:\$ |> )?(?:[A-Z_]+=\S+ )*(?:\S+/)?(?P<program>make|doichieu)(?P<rest>(?: .*)?)$", re.MULTILINE
)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
# extract/outline.py, extract/lexicon/*.toml, compare/rules/<family>.py, docs/schema/
PATH = re.compile(r"^[\w.*<>-]+(?:/[\w.*<>-]+)*(?:/|\.[a-z]+)$")
# [text](where), not followed for web and mail addresses.
LINK = re.compile(r"\]\((?!\w+:)([^)\s#]*)(?:#[^)\s]*)?\)|<(?:a|img)\b[^>]*?(?:href|src)=\"(?!\w+:)([^\"#]*)")


# The table that make bench writes, and a figure on speed.
MEASURED = re.compile(r"<!-- speed: .*?<!-- end of speed -->", re.DOTALL)
SPEED = re.compile(r"(?<![\w.,])\d[\d.,]*\s?(?:ms|s|seconds|pages/s|plans/s)(?!\w)")


@cache
def commands() -> dict[str, set[str]]:
    """Give the options of every command, and of the program itself under ""."""
    program: Any = typer.main.get_command(app)
    everywhere = {option for param in program.params for option in param.opts} | {"--help"}
    found = {"": everywhere}
    for name, command in program.commands.items():
        inner = [command, *getattr(command, "commands", {}).values()]
        found[name] = everywhere | {option for one in inner for param in one.params for option in param.opts}
    return found


def documents() -> list[Path]:
    """Give every document of the project."""
    return [
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted(ROOT.glob("samples/*.md")),
    ]


def code_in(text: str) -> Iterator[str]:
    """Give the code of a document, a continued line as one."""
    for found in CODE.finditer(text):
        yield re.sub(r"\s*\\\n\s*", " ", found["block"] or found["span"])


def wrong_commands(text: str) -> Iterator[str]:
    """Name the targets, commands and options that do not exist."""
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    for code in code_in(text):
        for found in COMMAND.finditer(code):
            words = found["rest"].split("#")[0].split()
            if found["program"] == "make":
                yield from (
                    f"no target: make {word}" for word in words if word.isalpha() and word not in targets
                )
            else:
                yield from wrong_words(words)


def wrong_words(words: list[str]) -> Iterator[str]:
    """Name the unknown commands and options in the words after ``doichieu``."""
    plain = iter(words)
    name = ""
    for word in plain:
        if word == "--lang":
            next(plain, None)
        elif not word.startswith("-"):
            name = word
            break
    if name and name not in commands():
        if name.isascii() and name.isalpha() and name.islower():
            yield f"no command: doichieu {name}"
        return
    for option in OPTION.findall(" ".join(words)):
        if option not in commands()[name]:
            yield f"no option: doichieu {name} {option}"


def wrong_links(path: Path, text: str) -> Iterator[str]:
    """Name the relative links without a target."""
    for found in LINK.finditer(CODE.sub("", text)):
        target = found[1] or found[2]
        if target and not (path.parent / target).exists():
            yield f"link leads nowhere: {target}"


def wrong_paths(text: str) -> Iterator[str]:
    """Name the paths in code spans that do not exist; * and <name> stand for any name."""
    for found in CODE.finditer(text):
        span = found["span"] or ""
        if "/" in span and PATH.match(span):
            pattern = re.sub(r"<[^>]*>", "*", span.rstrip("/"))
            if not any(ROOT.glob(pattern)):
                yield f"no such path: {span}"


def wrong_pages() -> Iterator[str]:
    """Name the generated pages that are out of date, each with its first line that differs."""
    yield from (f"docs/{line}; run: make docs" for line in differences(ROOT / "docs"))


def wrong_figures(readme: str, page: str) -> Iterator[str]:
    """Name what README.md says of speed and docs/performance.md does not: the short table is the same in both."""
    table = MEASURED.search(readme)
    if table is None or table[0] not in page:
        yield "the table of speed is not that of docs/performance.md; run: make bench"
    for found in SPEED.finditer(MEASURED.sub("", readme)):
        yield f"a figure on speed outside of the table: {found[0]}"


def problems() -> Iterator[str]:
    """Give every disagreement, with its document."""
    yield from (f"{name}: missing" for name in EXPECTED if not (ROOT / name).is_file())
    for path in documents():
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(ROOT).as_posix()
        found = [*wrong_commands(text), *wrong_links(path, text)]
        if path.name == "ARCHITECTURE.md":
            found += wrong_paths(text)
        if path == ROOT / "README.md":
            found += wrong_figures(text, (ROOT / "docs" / "performance.md").read_text(encoding="utf-8"))
        yield from (f"{where}: {line}" for line in dict.fromkeys(found))
    yield from wrong_pages()
    changes = ROOT / "CHANGELOG.md"
    if changes.is_file() and not re.search(
        rf"^## .*\b{re.escape(__version__)}\b", changes.read_text(encoding="utf-8"), re.MULTILINE
    ):
        yield f"CHANGELOG.md: no heading for version {__version__}"


def main() -> int:
    """Print the disagreements; return 1 where there are any."""
    found = list(problems())
    print("\n".join(found) or f"{len(documents())} documents agree with the code")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
