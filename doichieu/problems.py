"""What is wrong in a file that a user wrote, in one line: file, line, what, and what was probably meant."""

from __future__ import annotations

from compare.decisions.handwritten import HandwrittenError
from doichieu.messages import Catalogue


def told(error: HandwrittenError, say: Catalogue) -> str:
    """Say it in the user's language."""
    values = dict(error.values)
    near = values.pop("near", "")
    if "expected" in values:
        values["expected"] = say(f"type.{values['expected']}")
    text = say(f"file.{error.reason}", **values)
    where = say("file.line", path=error.path, line=error.line) if error.line else str(error.path)
    return f"{where}: {text}" + (f" {say('file.near', near=near)}" if near else "")
