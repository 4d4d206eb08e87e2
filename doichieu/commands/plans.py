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
from doichieu.commands import assistant, desk, registers, rulebook, waiving
from doichieu.commands import batch as command
from doichieu.commands.check import check_command
from doichieu.commands.options import IsolateOption, PasswordOption, Revisions, RevisionsOption, choices
from doichieu.commands.usage import Command, Group
from doichieu.messages import Catalogue, UserError
from doichieu.output import show_table

if TYPE_CHECKING:
    from extract.model import Plan

OK = 0


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


class VersionsForm(StrEnum):
    """Forms of the page of two versions."""

    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    MD = "md"
    JSON = "json"


app = typer.Typer(cls=Group, help="app.help", add_completion=False, rich_markup_mode=None)


@app.callback(help="app.help")
def program(
    lang: Annotated[Lang | None, typer.Option("--lang", metavar=choices(Lang), help="app.lang")] = None,
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
        PlanForm | None, typer.Option("--format", metavar=choices(PlanForm), help="extract.format")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="name.output", help="extract.output")
    ] = None,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = True,
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


app.command("check", cls=Command, help="check.help", short_help="check.brief")(check_command)


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
        VersionsForm | None, typer.Option("--format", metavar=choices(VersionsForm), help="check.format")
    ] = None,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
    revisions: RevisionsOption = Revisions.ACCEPTED,
    password: PasswordOption = None,
    isolate: IsolateOption = True,
) -> int:
    """Compare two versions of one plan; with the plans above it, also the fate of the findings."""
    uppers = against or []
    output.check_inputs([old, new, *uppers])
    output.check_outputs(out or [], [old, new, *uppers])
    files = {path: output.form_of(path, form, output.VERSIONS_ENDINGS) for path in out or ()}
    if not files and form not in (None, VersionsForm.MD, VersionsForm.JSON):
        raise UserError("error.needs_output", form=form)

    from compare.correcting import corrected
    from compare.diffing import diff
    from compare.rules import RULES
    from doichieu.config import load
    from doichieu.limits import limited
    from doichieu.reading import read_plans
    from doichieu.summary import versions_summary
    from templates import render_versions

    known = load(config, off=no_config)
    waivers, hand = known.accepted(), known.by_hand()
    read = read_plans([old, new, *uppers], ctx.obj, revisions=revisions, password=password, isolate=isolate)
    plans = [corrected(plan, hand.corrections) for plan in read]
    names = {code: rule.name for code, rule in RULES.items()}
    with limited():
        found = diff(
            plans[0], plans[1], plans[2:], known.settings, rules=known.rules, waivers=waivers, pins=hand.pins
        )
        contents = {path: render_versions(found, told, names) for path, told in files.items()}
    for path, content in contents.items():
        output.write(path, content)
    to_stdout = form is not None and not files
    if to_stdout:
        typer.echo(render_versions(found, str(form), names), nl=False)
    typer.echo("\n".join(versions_summary(found, list(files), ctx.obj)), err=to_stdout)
    return OK


for _name, _command in {
    **command.COMMANDS,
    **rulebook.COMMANDS,
    **assistant.COMMANDS,
    **desk.COMMANDS,
    "waive": waiving.waive_command,
}.items():
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
