"""``--decisions``: the file in which a human decides on the findings of a draft; written where it is not there."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import typer

from doichieu import output
from doichieu.messages import Catalogue, UserError

if TYPE_CHECKING:
    from compare.human.written import Said
    from compare.model import Finding, Review
    from extract.model import Plan

_WIDTH = 160
"""Greatest number of letters of a finding in the list."""


def read(path: Path | None) -> Said | None:
    """What the file says; None without a file, or where there is none yet. Raises ``HandwrittenError``."""
    if path is None:
        return None
    if path.is_dir():
        raise UserError("error.is_folder", path=path)
    if not path.exists():
        return None

    from compare.human.written import read_decisions

    return read_decisions(path)


def applied(review: Review, said: Said, draft: Plan, path: Path, say: Catalogue) -> Review:
    """The review after the file; raises ``UserError`` for a remark whose words the draft does not have."""
    from compare.human.deciding import decided, unmatched
    from compare.human.remarks import placed

    remarks = [placed(remark, draft) for remark in said.remarks]
    lost = next((remark for remark in remarks if remark.quote and remark.place is None), None)
    if lost is not None:
        raise UserError("decisions.no_quote", path=path, quote=shorten(lost.quote, _WIDTH, placeholder=" …"))
    found = decided(review, said.decisions, remarks)
    left = len(unmatched(review, said.decisions))
    again = sum(finding.earlier is not None for finding in found.findings)
    for key, count in (("unmatched", left), ("again", again)):
        if count:
            typer.echo(say(f"decisions.{key}", path=path, count=count), err=True)
    return found


def list_findings(review: Review, path: Path, say: Catalogue) -> None:
    """Write a file with an undecided entry for each open finding that asks something, and tell the user."""
    asking = [one for one in review.findings if one.waived is None and one.severity.value != "note"]
    lines = [*(f"# {line}" for line in say("decisions.head").splitlines())]
    lines += [f"author = {_quoted(getpass.getuser())}", f"date = {date.today().isoformat()}"]
    for finding in asking:
        lines += ["", *_entry(finding, say)]
    lines += ["", *(f"# {line}".rstrip() for line in say("decisions.remark").splitlines())]
    output.write(path, output.as_bytes("\n".join(lines)))
    typer.echo(say("decisions.listed", path=path, count=len(asking)), err=True)


def _entry(finding: Finding, say: Catalogue) -> list[str]:
    from templates.texts import clean

    told = shorten(clean(finding.message), _WIDTH, placeholder=" …")
    return [
        f"# {finding.id}. [{finding.rule}] {say(f'severity.{finding.severity.value}')}: {told}",
        "[[decision]]",
        f"fingerprint = {_quoted(finding.fingerprint)}",
        'state = ""',
        'reason = ""',
        'sentence = ""',
        'note = ""',
    ]


def _quoted(text: str) -> str:
    from doichieu.config import quoted

    return quoted(text)
