"""The commands, each a few lines over the stages.

Nothing of extract, compare or templates is imported at the top of this module: ``doichieu --help`` must be quick. Help
texts are keys of ``messages.toml`` (see ``usage.py``).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import __version__, output
from doichieu.commands import batch as command
from doichieu.commands import registers, rulebook
from doichieu.commands.usage import Command, Group
from doichieu.fail_on import FailOn
from doichieu.messages import Catalogue, UserError
from doichieu.output import show_table

if TYPE_CHECKING:
    from extract.model import Plan

OK, FOUND = 0, 1


class Lang(StrEnum):
    """Languages of the messages."""

    VI = "vi"
    EN = "en"


class PlanForm(StrEnum):
    """Forms of one extracted plan."""

    TREE = "tree"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class ReportForm(StrEnum):
    """Forms of a report."""

    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    MD = "md"
    JSON = "json"


class VersionsForm(StrEnum):
    """Forms of the page of two versions."""

    HTML = "html"
    MD = "md"
    JSON = "json"


class Revisions(StrEnum):
    """The text that is read from a document with tracked changes."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


def _choices(enum: type[StrEnum]) -> str:
    return "|".join(enum)


RevisionsOption = Annotated[
    Revisions, typer.Option("--revisions", metavar=_choices(Revisions), help="check.revisions")
]
PasswordOption = Annotated[
    str | None, typer.Option("--password", metavar="name.password", help="check.password")
]
IsolateOption = Annotated[bool | None, typer.Option("--isolate/--no-isolate", help="check.isolate")]

app = typer.Typer(cls=Group, help="app.help", add_completion=False, rich_markup_mode=None)


@app.callback(help="app.help")
def program(
    lang: Annotated[Lang | None, typer.Option("--lang", metavar=_choices(Lang), help="app.lang")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="app.debug")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="app.version", callback=lambda on: _version(on), is_eager=True)
    ] = False,
) -> None:
    """Take the options of all commands; ``run`` has read them already."""
    del lang, debug, version


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doichieu {__version__}")
        raise typer.Exit


@app.command("extract", cls=Command, help="extract.help", short_help="extract.brief")
def extract_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="name.file", help="extract.file")],
    form: Annotated[
        PlanForm | None, typer.Option("--format", metavar=_choices(PlanForm), help="extract.format")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="name.output", help="extract.output")
    ] = None,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = None,
) -> int:
    """Read one document and write the extracted plan."""
    say: Catalogue = ctx.obj
    output.check_inputs([file])
    if out is None and form is PlanForm.XLSX:
        raise UserError("error.needs_output", form=form)
    output.check_outputs([out] if out else [], [file])
    chosen = output.form_of(out, form, output.PLAN_ENDINGS) if out else form or PlanForm.TREE

    from doichieu.reading import read_plans

    (plan,) = read_plans([file], say, revisions=revisions, password=password, isolate=isolate)
    content = _plan_in(chosen, plan, to_file=out is not None)
    if out is None:
        typer.echo(content, nl=False)
    else:
        output.write(out, content)
        typer.echo(say("done.saved", path=out))
    return OK


def _plan_in(form: str, plan: Plan, *, to_file: bool) -> bytes:
    """A plan in one of the forms of ``PlanForm``."""
    import templates

    if form == PlanForm.XLSX:
        return templates.plan_to_xlsx(plan)
    if form == PlanForm.CSV:
        # Excel needs the byte order mark to recognise Unicode; in a pipe the mark is in the way.
        return templates.plan_to_csv(plan).encode("utf-8-sig" if to_file else "utf-8")
    if form == PlanForm.JSON:
        return output.as_bytes(templates.dumps(templates.plan_to_json(plan)))
    return output.as_bytes(templates.plan_tree(plan))


@app.command("check", cls=Command, help="check.help", short_help="check.brief")
def check_command(
    ctx: typer.Context,
    draft: Annotated[Path, typer.Argument(metavar="name.draft", help="check.draft")],
    against: Annotated[list[Path], typer.Option("--against", metavar="name.reference", help="check.against")],
    out: Annotated[
        list[Path] | None, typer.Option("-o", "--output", metavar="name.output", help="check.output")
    ] = None,
    form: Annotated[
        ReportForm | None, typer.Option("--format", metavar=_choices(ReportForm), help="check.format")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", metavar=_choices(FailOn), help="check.fail_on")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="name.template", help="check.template")
    ] = None,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", metavar="name.output", help="check.annotate")
    ] = None,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = None,
) -> int:
    """Compare a draft with the plans above it, write the reports, print a summary."""
    inputs = [draft, *against, *([template] if template else [])]
    output.check_inputs(inputs)
    output.check_outputs([*(out or []), *([annotate] if annotate else [])], inputs)
    files = {path: output.form_of(path, form, output.REPORT_ENDINGS) for path in out or ()}
    if not files and form not in (None, ReportForm.MD, ReportForm.JSON):
        raise UserError("error.needs_output", form=form)
    if template and output.template_form(template) not in files.values():
        raise UserError("error.template_unused", ending=template.suffix)

    from compare import review
    from doichieu.config import load
    from doichieu.output import report_in
    from doichieu.reading import read_plans
    from doichieu.summary import summary

    # Errors in these files are reported before any time is spent on reading plans.
    known = load(config, off=no_config)
    waivers = known.accepted()
    plans = read_plans([draft, *against], ctx.obj, revisions=revisions, password=password, isolate=isolate)
    result = review(plans[0], plans[1:], known.settings, rules=known.rules, waivers=waivers)
    contents = {path: report_in(told, result, template) for path, told in files.items()}
    if annotate:
        from doichieu.output import annotated

        contents[annotate] = annotated(annotate, draft, plans[0], result, revisions, password)
    for path, content in contents.items():
        output.write(path, content)
    to_stdout = form is not None and not files
    if to_stdout:
        typer.echo(report_in(str(form), result), nl=False)
    typer.echo("\n".join(summary(result, list(contents), ctx.obj)), err=to_stdout)
    open_ones = [finding.severity.rank for finding in result.findings if finding.waived is None]
    return FOUND if open_ones and (fail_on or known.fail_on).reached(min(open_ones)) else OK


@app.command("diff", cls=Command, help="diff.help", short_help="diff.brief")
def diff_command(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="name.old", help="diff.old")],
    new: Annotated[Path, typer.Argument(metavar="name.new", help="diff.new")],
    against: Annotated[
        list[Path] | None, typer.Option("--against", metavar="name.reference", help="diff.against")
    ] = None,
    out: Annotated[
        list[Path] | None, typer.Option("-o", "--output", metavar="name.output", help="diff.output")
    ] = None,
    form: Annotated[
        VersionsForm | None, typer.Option("--format", metavar=_choices(VersionsForm), help="check.format")
    ] = None,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = None,
) -> int:
    """Compare two versions of one plan; with the plans above it, also the fate of the findings."""
    uppers = against or []
    output.check_inputs([old, new, *uppers])
    output.check_outputs(out or [], [old, new, *uppers])
    files = {path: output.form_of(path, form, output.VERSIONS_ENDINGS) for path in out or ()}
    if not files and form is VersionsForm.HTML:
        raise UserError("error.needs_output", form=form)

    from compare.diffing import diff
    from compare.rules import RULES
    from doichieu.config import load
    from doichieu.reading import read_plans
    from doichieu.summary import versions_summary
    from templates import render_versions

    known = load(config, off=no_config)
    waivers = known.accepted()
    plans = read_plans([old, new, *uppers], ctx.obj, revisions=revisions, password=password, isolate=isolate)
    found = diff(plans[0], plans[1], plans[2:], known.settings, rules=known.rules, waivers=waivers)
    names = {code: rule.name for code, rule in RULES.items()}
    contents = {path: render_versions(found, told, names) for path, told in files.items()}
    for path, content in contents.items():
        output.write(path, content)
    to_stdout = form is not None and not files
    if to_stdout:
        typer.echo(render_versions(found, str(form), names), nl=False)
    typer.echo("\n".join(versions_summary(found, list(files), ctx.obj)), err=to_stdout)
    return OK


for _name, _command in {**command.COMMANDS, **rulebook.COMMANDS}.items():
    app.command(_name, cls=Command, help=f"{_name}.help", short_help=f"{_name}.brief")(_command)


app.add_typer(registers.app, name="registers", help="registers.help", short_help="registers.brief")


@app.command("doctor", cls=Command, help="doctor.help", short_help="doctor.brief")
def doctor_command(ctx: typer.Context) -> int:
    """Print the parts that this machine has and lacks."""
    from doichieu.commands.doctor import parts

    say: Catalogue = ctx.obj
    found = list(parts())
    headings = [say(f"doctor.col_{name}") for name in ("item", "state", "use")]
    rows = [[part.name, part.found or say("doctor.missing"), say(part.use)] for part in found]
    show_table(say("doctor.title", version=__version__), headings, rows)
    lost = ", ".join(part.name for part in found if part.required and part.found is None)
    typer.echo(say("doctor.not_well", items=lost) if lost else say("doctor.all_well"))
    return OK
