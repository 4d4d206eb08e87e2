"""``doichieu registers``: what is in the registers and why, their mistakes, and an office's own rows over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from doichieu import output
from doichieu.commands.rulebook import ConfigOption, NoConfigOption
from doichieu.commands.usage import Command, Group, page
from doichieu.messages import Catalogue, UserError
from doichieu.output import show_table

if TYPE_CHECKING:
    from compare.keeping.checking import Problem
    from compare.keeping.rows import Row

OK, FOUND = 0, 1
OWN = "danh-muc.toml"
"""The office's own register where no configuration names one."""
ENDINGS = {".xlsx": "xlsx", ".toml": "toml"}

app = typer.Typer(
    cls=Group, help="registers.help", add_completion=False, rich_markup_mode=None, invoke_without_command=True
)
OutOption = Annotated[Path | None, typer.Option("--out", "-o", metavar="name.output", help="registers.out")]


@app.callback(help="registers.help")
def registers(ctx: typer.Context) -> None:
    """Show the help page where no command is named."""
    if ctx.invoked_subcommand is None:
        typer.echo(page(ctx), nl=False)


@app.command("list", cls=Command, help="registers.list_help", short_help="registers.list_brief")
def list_command(
    ctx: typer.Context,
    register: Annotated[str | None, typer.Argument(metavar="name.register", help="registers.which")] = None,
    own: Annotated[bool, typer.Option("--own", help="registers.only_own")] = False,
    memory: Annotated[bool, typer.Option("--memory", help="registers.only_memory")] = False,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Count the rows by what they rest on, or list those of one register."""
    from compare.keeping.rows import REGISTERS, every
    from compare.registers.complete import completeness

    say: Catalogue = ctx.obj
    paths = _paths(config, no_config)
    rows = [row for row in every(paths) if (row.path or not own) and (row.memory or not memory)]
    if register is not None and register not in REGISTERS:
        raise UserError("registers.no_register", name=register, names=", ".join(REGISTERS))
    if register is None and not own and not memory:
        _counts(rows, say)
        days = []
        for one in completeness(paths):
            key = "registers.own_day" if one.own else "registers.day"
            days.append(say(key, register=say(f"register.{one.register}"), day=_shown(one.day)))
        typer.echo(say("registers.complete", days="; ".join(days)))
        typer.echo(say("registers.hint"))
        return OK
    chosen = [row for row in rows if register in (None, row.register)]
    headings = [say(f"registers.col_{name}") for name in ("key", "what", "end", "source", "seen")]
    show_table(
        say("registers.title", register=say(f"register.{register}") if register else ""),
        headings,
        [[row.key, _what(row), _end(row, say), _source(row, say), _shown(row.seen)] for row in chosen],
    )
    return OK


def _counts(rows: Sequence[Row], say: Catalogue) -> None:
    from compare.keeping.rows import counted

    found = counted(rows)
    kinds = list(next(iter(found.values())))
    table = [
        [say(f"register.{register}"), say.number(sum(counts[kind] for kind in kinds if kind != "partly"))]
        + [say.number(counts[kind]) if counts[kind] else "–" for kind in kinds]
        for register, counts in found.items()
    ]
    headings = [
        say("registers.col_register"),
        say("registers.col_rows"),
        *(say(f"source.{kind}") for kind in kinds),
    ]
    show_table(say("registers.counts"), headings, table)


def _what(row: Row) -> str:
    return str(row.values.get("title") or row.values.get("name") or "")


def _end(row: Row, say: Catalogue) -> str:
    """The end of a row in a few words; "" while it stands."""
    values = row.values
    day = values.get("replaced_on") or values.get("until") or values.get("day")
    if day:
        now = values.get("replaced_by") or values.get("now") or ""
        return say("registers.ended", day=_shown(str(day)), now=now).strip(" →")
    return say("registers.period", day=_shown(str(values["expires"]))) if values.get("expires") else ""


def _source(row: Row, say: Catalogue) -> str:
    text = row.read_in
    if row.memory:
        parts = ", ".join(say(f"part.{part}") for part in row.memory)
        text += f" [{say('registers.memory', parts=parts)}]"
    return f"{text} ({say('registers.of_office', path=row.path.name)})".strip() if row.path else text


def _shown(day: str) -> str:
    from extract.language import writing

    return writing.date(day) if day else ""


@app.command("explain", cls=Command, help="registers.explain_help", short_help="registers.explain_brief")
def explain_command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="name.row", help="registers.name")],
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Tell all that is known of a document, a body or a place, and on what it rests."""
    from compare.keeping.finding import rows_named
    from compare.keeping.rows import every

    say: Catalogue = ctx.obj
    rows = rows_named(name, every(_paths(config, no_config)))
    units = list(_units(name, say))
    if not rows and not units:
        raise UserError("registers.unknown", name=name)
    for row in rows:
        typer.echo("\n".join(_explained(row, say)) + "\n")
    for line in units:
        typer.echo(line)
    return OK


def _explained(row: Row, say: Catalogue) -> Iterator[str]:
    from compare.keeping.cells import column_of
    from compare.keeping.rows import OWN as EXTENDED
    from compare.words import table

    yield f"{say(f'register.{row.register}')}: {row.key}"
    if row.register in EXTENDED:
        from compare.keeping.cells import cells

        told: Mapping[str, Any] = {
            key: value for key, value in cells(row.register, row.values).items() if value
        }
    else:
        known = table("keeping")["columns"]
        told = {column_of(key) if key in known else key: value for key, value in row.values.items() if value}
    for heading, value in told.items():
        text = (
            value
            if isinstance(value, str)
            else ", ".join(value)
            if isinstance(value, list | tuple)
            else str(value)
        )
        # An ISO day, or a date of a cell.
        yield f"  {heading}: {_day_or(text)}"
    yield f"  {say('registers.whose')}: " + (
        say("registers.of_office", path=row.path) if row.path else say("registers.of_program")
    )
    if row.memory:
        yield f"  {say('registers.weight')}"


def _day_or(text: str) -> str:
    from datetime import date

    try:
        return _shown(date.fromisoformat(text).isoformat())
    except ValueError:
        return text.replace("\n", "\n    ")


def _units(name: str, say: Catalogue) -> Iterator[str]:
    from compare.keeping.finding import units_named
    from compare.registers.complete import shipped
    from compare.registers.provinces import merged_on, province_of_today, resolution_of
    from extract.model import Level

    for unit, now in units_named(name, shipped("places")):
        values = {"unit": unit.text, "province": unit.province, "since": _shown(unit.since or "")}
        yield say("registers.unit_since" if unit.since else "registers.unit", **values)
        today = province_of_today(unit.province)
        source = unit.source or (resolution_of(today) if today else "")
        if unit.until is None:
            yield say("registers.unit_source", source=source)
            continue
        if unit.until == merged_on() and unit.level is Level.DISTRICT:
            source = f"{say('registers.districts_end')}; {source}"
        ground = ", ".join(one.text for one in now) or "–"
        yield say("registers.unit_end", day=_shown(unit.until), now=ground, source=source)


@app.command("check", cls=Command, help="registers.check_help", short_help="registers.check_brief")
def check_command(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[name.file]", help="registers.files")] = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Tell the mistakes of the registers; status 1 where there is one."""
    from compare.keeping.checking import lost_units, problems
    from compare.keeping.rows import every

    say: Catalogue = ctx.obj
    output.check_inputs(files or [])
    paths = tuple(files) if files else _paths(config, no_config)
    found, lost = problems(paths), list(lost_units())
    for problem in found:
        typer.echo(_told(problem, say))
    for unit in lost:
        typer.echo(say("registers.lost", unit=unit.text, province=unit.province))
    rows = every(paths)
    own = sum(row.path is not None for row in rows)
    count = {
        "rows": say.number(len(rows)),
        "own": say.number(own),
        "problems": say.number(len(found) + len(lost)),
    }
    typer.echo(say("registers.not_clean" if found or lost else "registers.clean", **count))
    return FOUND if found or lost else OK


def _told(problem: Problem, say: Catalogue) -> str:
    row = problem.row
    values = {key: _day_or(value) for key, value in problem.values.items()}
    where = say("file.line", path=row.path, line=row.line) if row.path else say(f"register.{row.register}")
    return say("registers.problem", where=where, row=row.key, what=say(f"problem.{problem.reason}", **values))


@app.command("export", cls=Command, help="registers.export_help", short_help="registers.export_brief")
def export_command(
    ctx: typer.Context,
    out: OutOption = None,
    own: Annotated[bool, typer.Option("--own", help="registers.only_own")] = False,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Write the registers to an Excel workbook, which can be filled in and imported."""
    from compare.keeping.rows import every
    from compare.registers.complete import completeness
    from templates.excel.registers import registers_workbook

    paths = _paths(config, no_config)
    path = out or Path("danh-muc.xlsx")
    output.form_of(path, None, {".xlsx": "xlsx"})
    output.check_outputs([path], paths)
    rows = [row for row in every(paths) if row.path or not own]
    output.write(path, registers_workbook(rows, completeness(paths)))
    typer.echo(ctx.obj("done.saved", path=path))
    return OK


@app.command("import", cls=Command, help="registers.import_help", short_help="registers.import_brief")
def import_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="name.file", help="registers.import_file")],
    into: Annotated[Path | None, typer.Option("--into", metavar="name.output", help="registers.into")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="name.date", help="registers.as_of")] = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Lay the rows of a workbook or a TOML file into the office's own register."""
    from compare.keeping.cells import CellError, day_of
    from compare.keeping.writing import laid_into

    say: Catalogue = ctx.obj
    output.check_inputs([file])
    paths = _paths(config, no_config)
    path = into or (paths[0] if paths else Path(OWN))
    output.check_outputs([path], [file])
    try:
        day = day_of(as_of, "--as-of") if as_of else None
    except CellError as error:
        raise UserError("file.not_a_date", key=error.column, value=error.text) from error
    kind = output.form_of(file, None, ENDINGS)
    rows = list(_rows_of_workbook(file, paths) if kind == "xlsx" else _rows_of_toml(file))
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    laid = laid_into(old, rows, path, day)
    if laid.added or laid.replaced or day:
        output.write(path, output.as_bytes(laid.text))
    counts = {key: say.number(len(getattr(laid, key))) for key in ("added", "replaced", "same")}
    typer.echo(say("registers.imported", path=path, **counts))
    for key in ("added", "replaced"):
        for name in getattr(laid, key):
            typer.echo(say(f"registers.{key}", name=name))
    if path.resolve() not in [one.resolve() for one in paths]:
        typer.echo(say("registers.not_named", path=path))
    return OK


def _rows_of_toml(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    from compare.decisions.handwritten import read_page
    from compare.keeping.rows import OWN as EXTENDED
    from compare.keeping.rows import rows_of

    page = read_page(file)
    for register in EXTENDED:
        yield from ((register, row.values) for row in rows_of(page, register, own=True))


def _rows_of_workbook(file: Path, paths: Sequence[Path]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a workbook that say something else than the rows in force."""
    from compare.keeping.cells import CellError, values_of
    from compare.keeping.rows import OWN as EXTENDED
    from compare.keeping.rows import Row, every
    from compare.keeping.writing import differs
    from doichieu.sheets import sheets
    from templates import words

    there = {(row.register, row.identity): row for row in every(paths)}
    by_sheet = sheets(file)
    names = {register: words.word("workbook", register) for register in EXTENDED}
    if not any(name in by_sheet for name in names.values()):
        raise UserError("registers.no_sheet", path=file, names=", ".join(names.values()))
    for register, name in names.items():
        for number, cells in enumerate(by_sheet.get(name, []), 2):
            try:
                values = values_of(register, cells)
            except CellError as error:
                raise UserError(
                    "registers.bad_cell",
                    path=file,
                    sheet=name,
                    line=number,
                    column=error.column,
                    text=error.text,
                ) from error
            key = str(values.get("number" if register == "documents" else "name", ""))
            old = there.get((register, Row(register=register, key=key, values=values).identity))
            if values and (old is None or differs(old, values)):
                yield register, values


@app.command("propose", cls=Command, help="registers.propose_help", short_help="registers.propose_brief")
def propose_command(
    ctx: typer.Context,
    plans: Annotated[list[Path], typer.Argument(metavar="name.file", help="registers.plans")],
    out: OutOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """Propose the documents that plans cite and no register has; nothing is taken over by itself."""
    from compare.keeping.proposing import as_file, proposals
    from doichieu.reading import read_plans

    say: Catalogue = ctx.obj
    output.check_inputs(plans)
    if out is not None:
        output.form_of(out, None, {".toml": "toml"})
        output.check_outputs([out], plans)
    read = read_plans(plans, say, revisions="accepted", password=None, isolate=True)
    found = proposals(read, _paths(config, no_config))
    if not found:
        typer.echo(say("registers.nothing_new"))
        return OK
    headings = [say(f"registers.col_{name}") for name in ("key", "date", "what", "issuer", "cited")]
    rows = []
    for one in found:
        cited = [*one.plans, *(say("registers.other", what=other) for other in one.others)]
        rows.append([one.number, _shown(one.date), one.title, one.issuer, "; ".join(cited)])
    show_table(say("registers.proposed", count=say.number(len(found))), headings, rows)
    if out is not None:
        output.write(out, output.as_bytes(as_file(found)))
        typer.echo(say("done.saved", path=out))
    typer.echo(say("registers.take_over", path=out or "de-xuat.toml"))
    return OK


def _paths(config: Path | None, off: bool) -> tuple[Path, ...]:
    """The office's own registers, by its configuration."""
    from doichieu.config import load

    return load(config, off=off).settings.registers
