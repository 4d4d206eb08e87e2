"""``doichieu check``: one draft against the plans above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import output
from doichieu.commands import deciding, rulebook
from doichieu.commands.options import (
    CorrectionsOption,
    IsolateOption,
    PasswordOption,
    Revisions,
    RevisionsOption,
    choices,
)
from doichieu.fail_on import FailOn
from doichieu.messages import Catalogue, UserError

if TYPE_CHECKING:
    from compare.decisions.corrections import ByHand
    from compare.model import Review, Waiver
    from doichieu.config import Config
    from extract.model import Plan

OK, FOUND = 0, 1


class ReportForm(StrEnum):
    """Forms of a report."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    MD = "md"
    JSON = "json"


class Stage(StrEnum):
    """What the letter is about, as ``templates.letter.office.Stage``, which the command's help does not load."""

    DRAFT = "draft"
    ISSUED = "issued"


DraftArgument = Annotated[Path, typer.Argument(metavar="name.draft", help="check.draft")]
UppersArgument = Annotated[list[Path] | None, typer.Argument(metavar="name.reference", help="check.uppers")]
AgainstOption = Annotated[
    list[Path] | None, typer.Option("--against", metavar="name.reference", help="check.against")
]
OutputOption = Annotated[
    list[Path] | None, typer.Option("-o", "--output", metavar="name.output", help="check.output")
]
FormOption = Annotated[
    ReportForm | None, typer.Option("--format", metavar=choices(ReportForm), help="check.format")
]
LetterOption = Annotated[Path | None, typer.Option("--letter", metavar="name.output", help="check.letter")]
StageOption = Annotated[Stage | None, typer.Option("--stage", metavar=choices(Stage), help="check.stage")]
FailOnOption = Annotated[
    FailOn | None, typer.Option("--fail-on", metavar=choices(FailOn), help="check.fail_on")
]
TemplateOption = Annotated[
    list[Path] | None, typer.Option("--template", metavar="name.template", help="check.template")
]
DecisionsOption = Annotated[
    Path | None, typer.Option("--decisions", metavar="name.decisions", help="check.decisions")
]
AnnotateOption = Annotated[
    Path | None, typer.Option("--annotate", metavar="name.output", help="check.annotate")
]


def check_command(
    ctx: typer.Context,
    draft: DraftArgument,
    uppers: UppersArgument = None,
    against: AgainstOption = None,
    out: OutputOption = None,
    form: FormOption = None,
    letter: LetterOption = None,
    stage: StageOption = None,
    fail_on: FailOnOption = None,
    template: TemplateOption = None,
    annotate: AnnotateOption = None,
    corrections: CorrectionsOption = None,
    decisions: DecisionsOption = None,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = True,
) -> int:
    """Compare a draft with the plans above it, write the reports, print a summary."""
    say: Catalogue = ctx.obj
    paths = _inputs(draft, uppers or [], against or [], say)
    output.check_inputs(by_hand := corrections or [])
    said = deciding.read(decisions)
    kept = [decisions] if decisions and said else []
    files = _outputs(out or [], letter, annotate, form, [*paths, *(template or []), *by_hand, *kept])
    templates = output.templates_for(template or [], files.values())

    from doichieu.limits import limited
    from doichieu.reading import read_plans

    decided = cache(partial(_decided, config, off=no_config, corrections=by_hand, stage=stage))
    # Errors in these files are reported before any plan is awaited.
    plans = read_plans(paths, say, revisions=revisions, password=password, isolate=isolate, meanwhile=decided)
    known, waivers, hand = decided()
    if uppers:
        paths, plans = _in_order(paths, plans, say)
    plans = _corrected(plans, hand, say)

    from compare import review

    with limited():
        result = review(
            plans[0], plans[1:], known.settings, rules=known.rules, waivers=waivers, pins=hand.pins
        )
        if decisions and said:
            result = deciding.applied(result, said, plans[0], decisions, say)
        contents = {
            path: output.report_in(told, result, templates, office=known.office, codes=known.codes)
            for path, told in files.items()
        }
        if annotate:
            told = annotate, paths[0], plans[0], result, revisions, password, known.office
            contents[annotate] = output.annotated(*told, codes=known.codes)
    _write(contents, isolated=isolate)
    if decisions and not said:
        deciding.list_findings(result, decisions, say)
    _tell(result, None if out else form, list(contents), say)
    return _status(result, fail_on or known.fail_on)


def _write(contents: Mapping[Path, bytes], *, isolated: bool) -> None:
    """Write the reports, and note what the next check can prepare while a child reads its plans."""
    from doichieu.reading import learn

    for path, content in contents.items():
        output.write(path, content)
    if isolated:
        learn()


def _tell(result: Review, form: ReportForm | None, saved: Sequence[Path], say: Catalogue) -> None:
    """Print the summary; with a form the report itself, and the summary beside it."""
    from doichieu.output import report_in
    from doichieu.summary import summary

    if form is not None:
        typer.echo(report_in(form, result), nl=False)
    typer.echo("\n".join(summary(result, saved, say)), err=form is not None)


def _status(result: Review, fail_on: FailOn) -> int:
    open_ones = [finding.severity.rank for finding in result.findings if finding.waived is None]
    return FOUND if open_ones and fail_on.reached(min(open_ones)) else OK


def _decided(
    config: Path | None, *, off: bool, corrections: Sequence[Path], stage: Stage | None
) -> tuple[Config, tuple[Waiver, ...], ByHand]:
    """The settings, the waivers and the corrections of a human; ``stage`` goes before that of the office."""
    from doichieu.config import load

    known = load(config, off=off, corrections=corrections)
    if stage:
        known = replace(known, office=replace(known.office, stage=stage))
    return known, known.accepted(), known.by_hand()


def _inputs(draft: Path, uppers: Sequence[Path], against: Sequence[Path], say: Catalogue) -> list[Path]:
    """The plans to read, the draft first where the user names it; raises ``UserError``."""
    if against and uppers:
        words = " ".join(map(str, uppers))
        raise UserError("usage.extra", words=words, command="doichieu check")
    if not against and not uppers:
        name = f"--against {say('name.reference')}"
        raise UserError("usage.no_reference", name=name, command="doichieu check")
    paths = [draft, *against, *uppers]
    output.check_inputs(paths)
    return paths


def _outputs(
    out: Sequence[Path], letter: Path | None, annotate: Path | None, form: str | None, inputs: Sequence[Path]
) -> dict[Path, str]:
    """Each report with its form; raises ``UserError`` where one cannot be written."""
    output.check_inputs(inputs)
    output.check_outputs([*out, *(path for path in (letter, annotate) if path)], inputs)
    files = {path: output.form_of(path, form, output.REPORT_ENDINGS) for path in out}
    if not out and form not in (None, ReportForm.MD, ReportForm.JSON):
        raise UserError("error.needs_output", form=form)
    if letter:
        files[letter] = output.form_of(letter, None, output.LETTER_ENDINGS)
    output.check_office(files)
    return files


def _corrected(plans: Sequence[Plan], hand: ByHand, say: Catalogue) -> list[Plan]:
    """The plans as corrected; the user is told which corrections and pins are for other ones."""
    from compare.correcting import corrected

    if lost := _of_others(hand, plans):
        typer.echo(say("check.not_of", count=len(lost), names="; ".join(dict.fromkeys(lost))), err=True)
    return [corrected(plan, hand.corrections) for plan in plans]


def _of_others(hand: ByHand, plans: Sequence[Plan]) -> list[str]:
    """The plans and drafts that corrections and pins name and that are none of those checked."""
    from compare.identity import is_named, is_of

    above = [one.plan for one in hand.corrections if not any(is_of(one.plan, plan) for plan in plans)]
    pinned = [pin.plan for pin in hand.pins if not any(is_of(pin.plan, plan) for plan in plans[1:])]
    drafts = [pin.draft for pin in hand.pins if pin.draft and not is_named(pin.draft, plans[0])]
    return [*above, *pinned, *drafts]


def _in_order(paths: Sequence[Path], plans: Sequence[Plan], say: Catalogue) -> tuple[list[Path], list[Plan]]:
    """The draft first, by levels and citations; the user is told which it is."""
    from compare.lineage.choosing import lowest
    from extract.language import writing

    def named(plan: Plan) -> str:
        level = writing.level(plan.masthead.level, place=plan.masthead.place, unknown="")
        return f"{plan.source.name} ({level or say('check.no_level')})"

    at = lowest(plans)
    if at is None:
        raise UserError("error.no_draft", files="; ".join(map(named, plans)))
    rest = [index for index in range(len(plans)) if index != at]
    others = "; ".join(named(plans[index]) for index in rest)
    typer.echo(say("check.taken", draft=named(plans[at]), others=others), err=True)
    return [paths[index] for index in (at, *rest)], [plans[index] for index in (at, *rest)]
