"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Revisions(StrEnum):
    """The text that is read from a document with tracked changes."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


def choices(enum: type[StrEnum]) -> str:
    """The values of an enum, as the help page shows them."""
    return "|".join(enum)


RevisionsOption = Annotated[
    Revisions, typer.Option("--revisions", metavar=choices(Revisions), help="check.revisions")
]
PasswordOption = Annotated[
    str | None, typer.Option("--password", metavar="name.password", help="check.password")
]
CorrectionsOption = Annotated[
    list[Path] | None, typer.Option("--corrections", metavar="name.corrections", help="check.corrections")
]
IsolateOption = Annotated[bool, typer.Option("--isolate/--no-isolate", help="check.isolate")]
