"""``doichieu batch``: all plans of a province in one run; ``doichieu matrix``: the overview again from its results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu import output
from doichieu.commands import rulebook
from doichieu.commands.options import CorrectionsOption
from doichieu.fail_on import FailOn
from doichieu.messages import Catalogue, UserError

if TYPE_CHECKING:
    from doichieu.runs.outputs import Counted, Tables
    from doichieu.runs.run import Result, Run

OK, FOUND = 0, 1
_TOLD = 5
"""Greatest number of files without a result that the console names."""
_PAUSE = 5.0
"""Seconds between two looks at a watched folder."""
_ENDINGS = {"html": ".html", "docx": ".docx", "xlsx": ".xlsx", "md": ".md", "json": ".json"}

UnitsOption = Annotated[Path | None, typer.Option("--units", metavar="name.table", help="batch.units")]
KeysOption = Annotated[Path | None, typer.Option("--keys", metavar="name.table", help="batch.keys")]
ReportOption = Annotated[
    list[str] | None, typer.Option("--report", metavar="|".join(_ENDINGS), help="batch.report")
]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, metavar="name.number", help="batch.jobs")]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="name.scheduler", help="batch.scheduler")
]
PasswordOption = Annotated[
    str | None, typer.Option("--password", metavar="name.password", help="check.password")
]


def batch_command(
    ctx: typer.Context,
    given: Annotated[list[str], typer.Argument(metavar="name.folder", help="batch.given")],
    against: Annotated[list[Path], typer.Option("--against", metavar="name.reference", help="check.against")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="name.folder", help="batch.output")],
    parents: Annotated[Path | None, typer.Option("--map", metavar="name.table", help="batch.map")] = None,
    units: UnitsOption = None,
    keys: KeysOption = None,
    report: ReportOption = None,
    jobs: JobsOption = None,
    scheduler: SchedulerOption = None,
    shared: Annotated[bool, typer.Option("--shared-path", help="batch.shared")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="batch.watch")] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", metavar="|".join(FailOn), help="check.fail_on")
    ] = None,
    corrections: CorrectionsOption = None,
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
    revisions: Annotated[
        str, typer.Option("--revisions", metavar="accepted|original", help="check.revisions")
    ] = "accepted",
    password: PasswordOption = None,
) -> int:
    """Check every plan of some folders, keep the results, write the overview."""
    say: Catalogue = ctx.obj
    output.check_inputs([*against, *(path for path in (parents, units, keys) if path), *(corrections or [])])
    if out.exists() and not out.is_dir():
        raise UserError("batch.no_folder", path=out)
    _one_of(revisions, ("accepted", "original"), "--revisions")
    forms = _forms(report or ())

    from doichieu.config import load
    from doichieu.runs.outputs import Tables
    from doichieu.runs.run import Asked, Run

    known = load(config, off=no_config, corrections=corrections or ())
    tables = Tables.read(units, keys)
    run = Run(
        Asked(
            given=tuple(given),
            against=tuple(against),
            out=out,
            config=known,
            endings=tuple(_ENDINGS[form] for form in forms),
            map=parents,
            jobs=jobs,
            scheduler=scheduler,
            shared=shared,
            revisions=revisions,
            password=password,
        ),
        say,
    )
    result = _checked(run, out, tables, say, watch=watch)
    return FOUND if (fail_on or known.fail_on).reached(result.heaviest) else OK


def _checked(run: Run, out: Path, tables: Tables, say: Catalogue, *, watch: bool) -> Result:
    """Check the plans and write the overview; with ``watch`` after every change of the files, until Ctrl+C."""
    from doichieu.runs.outputs import write_outputs
    from doichieu.runs.progress import Watch, shown

    while True:
        # The files are listed before they are read, so that later arrivals count as a change.
        seen = run.seen()
        try:
            with shown(say) as display:
                result = run.go(Watch(progress=display.told, tell=lambda line: typer.echo(line, err=True)))
        except UserError as error:
            if not watch or error.key != "batch.nothing":
                raise
            typer.echo(say("batch.waiting"), err=True)
        else:
            changed, counted = write_outputs(
                out, result, tables, lambda path: typer.echo(say("batch.beside", path=path), err=True)
            )
            if changed or not watch:
                typer.echo("\n".join(_summary(result, counted, out, say)))
            if not watch:
                return result
        _wait(run, seen, say)


def _forms(report: Iterable[str]) -> list[str]:
    """The forms of each unit's report, HTML first; raises ``UserError`` for an unknown one."""
    forms = list(dict.fromkeys(["html", *report]))
    for form in forms:
        _one_of(form, tuple(_ENDINGS), "--report")
    return forms


def _one_of(value: str, choices: tuple[str, ...], option: str) -> None:
    if value not in choices:
        raise UserError("batch.bad_choice", option=option, value=value, choices=", ".join(choices))


def _wait(run: Run, before: frozenset[tuple[str, int, int]], say: Catalogue) -> None:
    """Wait until the files have changed and are no longer being written."""
    typer.echo(say("batch.watching"), err=True)
    while True:
        now = run.seen()
        if now != before:
            time.sleep(1)
            if run.seen() == now:
                return
        time.sleep(_PAUSE)


def _summary(result: Result, counted: Counted, out: Path, say: Catalogue) -> list[str]:
    from doichieu.runs.outputs import LEADER
    from doichieu.runs.work import told
    from extract.language import writing

    lines = [
        say(
            "batch.summary",
            total=say.number(counted.files),
            conforming=say.number(counted.conforming),
            found=say.number(counted.plans - counted.conforming),
            failed=say.number(counted.unreadable),
        ),
        *(
            [say("batch.aside", aside=say.number(counted.aside), same=say.number(counted.same))]
            if counted.aside or counted.same
            else []
        ),
        say(
            "batch.made",
            made=say.number(result.made),
            kept=say.number(len(result.keys) - result.made),
            seconds=say.number(writing.rounded(Decimal(result.seconds), places=1)),
        ),
    ]
    lines += [told(one, say) for one in result.failures[:_TOLD]]
    if len(result.failures) > _TOLD:
        lines.append(say("batch.more_failed", count=say.number(len(result.failures) - _TOLD)))
    if result.unused:
        lines.append(say("batch.map_unused", names=", ".join(result.unused)))
    return [
        *lines,
        say("batch.saved", path=out / "index.html"),
        say("batch.leader", path=out / LEADER),
    ]


def matrix_command(
    ctx: typer.Context,
    outs: Annotated[list[Path], typer.Argument(metavar="name.folder", help="matrix.outs")],
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="name.folder", help="matrix.output")
    ] = None,
    units: UnitsOption = None,
    keys: KeysOption = None,
    brief: Annotated[bool, typer.Option("--brief", help="matrix.brief_lines")] = False,
) -> int:
    """Write the overview again from existing results; with ``brief`` also print the lines for a leader."""
    say: Catalogue = ctx.obj
    from doichieu.runs.outputs import Tables, rebuild

    target = out or outs[0]
    count, lines = rebuild(outs, target, Tables.read(units, keys))
    if brief:
        typer.echo("\n".join(lines))
    typer.echo(say("matrix.done", count=say.number(count), path=target / "index.html"))
    return OK


COMMANDS: Mapping[str, Callable[..., int]] = {"batch": batch_command, "matrix": matrix_command}
