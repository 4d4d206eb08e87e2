"""Output files: forms by file ending, no input overwritten, no half-written file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.messages import UserError

if TYPE_CHECKING:
    from compare.model import Review
    from compare.survey.unit import UnitReview
    from extract.model import Plan


REPORT_ENDINGS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".md": "md",
    ".json": "json",
}
PLAN_ENDINGS: Mapping[str, str] = {".txt": "tree", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}

TEMPLATE_ENDINGS: Mapping[str, str] = {".docx": "docx", ".html": "html", ".md": "md"}
_OLD_WORD = ("doc", "rtf", "odt", "fodt", "xml")


def template_form(template: Path) -> str:
    """The form of report that a user's own template is for; raises ``UserError`` for another ending."""
    form = TEMPLATE_ENDINGS.get(template.suffix.lower())
    if form is None:
        raise UserError("error.no_template", path=template, endings=" ".join(TEMPLATE_ENDINGS))
    return form


def form_of(path: Path, form: str | None, endings: Mapping[str, str]) -> str:
    """The form to write to ``path``, by its ending, else ``form``; raises ``UserError`` where they disagree."""
    by_ending = endings.get(path.suffix.lower())
    if by_ending and form and by_ending != form:
        raise UserError("error.form_conflict", path=path, form=form)
    told = by_ending or form
    if told is None:
        raise UserError("error.no_form", path=path, endings=" ".join(endings))
    return told


def check_inputs(paths: Iterable[Path]) -> None:
    """Raise ``UserError`` for an input that does not exist or is a folder, before any work is done."""
    for path in paths:
        if path.is_dir():
            raise UserError("error.is_folder", path=path)
        if not path.exists():
            raise UserError("error.not_found", path=path)


def check_outputs(outputs: Sequence[Path], inputs: Iterable[Path]) -> None:
    """Raise ``UserError`` for an output that is an input, is a folder, or is named twice."""
    taken = {path.resolve() for path in inputs}
    seen: set[Path] = set()
    for path in outputs:
        place = path.resolve()
        if path.is_dir():
            raise UserError("error.is_folder", path=path)
        if place in taken or any(path.exists() and path.samefile(other) for other in taken):
            raise UserError("error.overwrite", path=path)
        if place in seen:
            raise UserError("error.twice", path=path)
        seen.add(place)


def write(path: Path, content: bytes) -> None:
    """Write a file completely or not at all."""
    with whole(path) as draft:
        draft.write_bytes(content)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that replaces it when the block ends without an error."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise UserError("error.cannot_write", path=path, reason=error.strerror or error) from error


def as_bytes(text: str) -> bytes:
    """The text in UTF-8 with one newline at its end; a lone surrogate becomes its escape."""
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def annotated(
    out: Path, path: Path, draft: Plan, review: Review, revisions: str, password: str | None
) -> bytes:
    """The bytes for ``out``: a Word draft with comments (an old one as .docx), a PDF with highlights."""
    from compare.rules import RULES
    from extract.options import ReadOptions, Revisions
    from templates import ANNOTATED, annotate

    options = ReadOptions(revisions=Revisions(revisions), password=password)
    data, form = path.read_bytes(), draft.source.format
    if form in _OLD_WORD:
        from extract.readers.word import office

        data, form = office.as_docx(path, data, options), "docx"
        draft = replace(draft, source=replace(draft.source, format=form))
    if form not in ANNOTATED:
        raise UserError("error.not_annotated", path=path)
    if out.suffix.lower() != f".{form}":
        raise UserError("error.annotate_ending", path=out, ending=f".{form}")
    names = {code: rule.name for code, rule in RULES.items()}
    return annotate(review, draft, path, data, rules=names, options=options)


def report_in(
    form: str, review: Review, template: Path | None = None, above: Sequence[UnitReview] = ()
) -> bytes:
    """The report in one form, by the user's own template where it is of that form.

    ``above`` are the reviews of upper plans against those above them, for targets that these have lost already.
    """
    from compare.rules import RULES
    from templates import render

    names = {code: rule.name for code, rule in RULES.items()}
    if template is None or template_form(template) != form:
        return render(review, form, rules=names, above=above)
    try:
        return render(review, form, template=template, rules=names, above=above)
    except Exception as error:
        # The built-in template renders the same review, so the error is in the user's template.
        detail = " ".join(f"{type(error).__name__}: {error}".split())
        raise UserError("error.bad_template", path=template, detail=detail) from error


def show_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that folds its cells to the width of the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False).print(table)
