"""``waive``: a finding of a draft is accepted, at once and for this draft.

The draft is reviewed, and the finding that the user quotes is looked for in the result: a quote that no finding has is
refused, before anything is written.
"""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import output
from doichieu.commands import rulebook
from doichieu.messages import Catalogue, UserError

if TYPE_CHECKING:
    from compare.model import Finding, Review
    from doichieu.config import Config
    from extract.model import Plan

OK = 0
WAIVERS = "mien-tru.toml"
"""The file for waivers where no configuration names one."""
Entry = dict[str, str]
"""The keys of a waiver and their texts."""
_WIDTH, _LISTED = 90, 5
"""Letters of a quote in a message; the greatest number of quotes."""


def waive_command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="name.rule", help="waive.code")],
    quote: Annotated[str, typer.Option("--quote", metavar="name.quote", help="waive.quote")],
    reason: Annotated[str, typer.Option("--reason", metavar="name.reason", help="waive.reason")],
    draft: Annotated[Path | None, typer.Option("--draft", metavar="name.draft", help="waive.draft")] = None,
    against: Annotated[
        list[Path] | None, typer.Option("--against", metavar="name.reference", help="waive.against")
    ] = None,
    everywhere: Annotated[bool, typer.Option("--all-drafts", help="waive.all_drafts")] = False,
    author: Annotated[
        str | None, typer.Option("--author", metavar="name.author", help="waive.author")
    ] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="name.date", help="waive.expires")
    ] = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="name.password", help="check.password")
    ] = None,
    isolate: Annotated[bool, typer.Option("--isolate/--no-isolate", help="check.isolate")] = True,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
) -> int:
    """Add a waiver to the file of waivers and put it in force."""
    from doichieu.config import load

    say: Catalogue = ctx.obj
    who = author or getpass.getuser()
    code = _checked(code, quote, {"--reason": reason, "--author": who})
    last = _day(expires) if expires else None
    if draft is None and (against or not everywhere):
        raise UserError("usage.missing" if everywhere else "waive.needs_draft", name="--draft", code=code)
    files = [*([draft] if draft else []), *(against or [])]
    output.check_inputs(files)
    known = load(config, off=no_config)
    path = known.waivers or (known.path.parent if known.path else Path()) / WAIVERS
    old = _existing(path)
    entry = {"rule": code, "quote": quote, "reason": reason, "author": who}
    entries = [entry]
    if draft is not None:
        from doichieu.reading import read_plans

        plans = read_plans(files, say, revisions="accepted", password=password, isolate=isolate)
        made = _of_draft(entry, plans, known, has_file=bool(old))
        if not made:
            typer.echo(say("waive.already", code=code, path=path))
            return OK
        entries = [entry] if everywhere else made
    dates = [f"date = {date.today().isoformat()}", *([f"expires = {last}"] if last else [])]
    output.write(path, output.as_bytes(old + "\n\n".join(_table(entry, dates) for entry in entries)))
    name = say("waive.every") if everywhere else entries[0]["draft"]
    typer.echo(say("waive.done", code=code, path=path, draft=name))
    if draft is None:
        typer.echo(say("waive.unchecked"))
    typer.echo(_put_in_force(known, path, say, off=no_config))
    return OK


def _of_draft(entry: Entry, plans: Sequence[Plan], known: Config, *, has_file: bool) -> list[Entry]:
    """The waivers of the findings in this draft that the quote means; none where they are accepted already."""
    from compare import review
    from compare.correcting import corrected
    from compare.identity import draft_name

    waivers, hand = known.accepted() if has_file else (), known.by_hand()
    # The finding is the one that a check tells, of values as corrected.
    plans = [corrected(plan, hand.corrections) for plan in plans]
    result = review(plans[0], plans[1:], known.settings, rules=known.rules, waivers=waivers, pins=hand.pins)
    found = _quoted(entry["rule"], entry["quote"], result, against=len(plans) > 1)
    name = draft_name(plans[0])
    return [entry | {"draft": name, "fingerprint": one.fingerprint} for one in found if one.waived is None]


def _checked(code: str, quote: str, texts: dict[str, str]) -> str:
    """The code of the rule; raises ``UserError`` for an unknown rule, a short quote, an empty text."""
    from compare.decisions.waivers import SHORTEST, is_short

    rule = rulebook.rule_of(code.strip())
    if is_short(quote):
        raise UserError("file.short_quote", least=SHORTEST)
    for name, text in texts.items():
        if not text.strip():
            raise UserError("usage.no_value", name=name)
    return rule.code


def _existing(path: Path) -> str:
    """The text before a new waiver; an invalid file is not extended."""
    from compare.decisions.waivers import read_waivers
    from compare.rules import RULES

    if not path.exists():
        return ""
    read_waivers(path, RULES)
    return path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n\n"


def _quoted(code: str, quote: str, review: Review, *, against: bool) -> list[Finding]:
    """The findings that are meant, several only where they quote one sentence of the draft.

    Raises ``UserError`` where there is none, or where the quote fits findings about different sentences.
    """
    from compare.decisions.waivers import is_quoted

    quoting = [finding for finding in review.findings if is_quoted(quote, finding, group=True)]
    found = [finding for finding in quoting if finding.rule == code]
    if not found:
        rules = ", ".join(dict.fromkeys(finding.rule for finding in quoting))
        own = [finding for finding in review.findings if finding.rule == code]
        if rules:
            raise UserError("waive.other_rule", code=code, rules=rules)
        if own:
            raise UserError("waive.no_quote", code=code, quotes=_listed(own))
        raise UserError("waive.no_finding" if against else "waive.no_finding_alone", code=code)
    places = [finding.draft or finding.reference for finding in found]
    if len({place and place.text for place in places}) > 1:
        raise UserError("waive.ambiguous", code=code, count=len(found), quotes=_listed(found))
    return found


def _listed(findings: Sequence[Finding]) -> str:
    """What may be quoted of findings, the first few: “Đạt 60% số …”; “…”."""
    from extract.language import writing

    quotes = [
        f"“{writing.quote(place.text if place else finding.message, _WIDTH)}”"
        for finding in findings
        for place in [finding.draft or finding.reference]
    ]
    shown = list(dict.fromkeys(quotes))
    return "; ".join(shown[:_LISTED]) + ("; …" if len(shown) > _LISTED else "")


def _table(entry: Entry, dates: Sequence[str]) -> str:
    from doichieu.config import quoted

    lines = [f"{key} = {quoted(_plain(text))}" for key, text in entry.items()]
    return "\n".join(["[[waiver]]", *lines[:4], *dates, *lines[4:]])


def _put_in_force(known: Config, path: Path, say: Catalogue, *, off: bool) -> str:
    """Name the file of waivers in the configuration, which is made if there is none, and tell what was done."""
    from doichieu.config import NAME, config_template, naming_waivers

    if known.waivers is not None:
        return say("waive.in_force", config=known.path)
    if off:
        return say("waive.not_named", path=path.name)
    config = known.path or Path(NAME)
    text = config.read_bytes().decode("utf-8-sig") if known.path else config_template()
    output.write(config, output.as_bytes(naming_waivers(text, path.name)))
    return say("waive.named" if known.path else "waive.made", config=config, path=path.name)


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
