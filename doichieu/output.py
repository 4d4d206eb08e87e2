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
from extract.paths import reachable

if TYPE_CHECKING:
    from compare.model import Review
    from compare.survey.unit import UnitReview
    from extract.model import Plan
    from templates.letter.office import Office


REPORT_ENDINGS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".md": "md",
    ".json": "json",
}
LETTER_ENDINGS: Mapping[str, str] = {".docx": "letter", ".pdf": "letter pdf"}
VERSIONS_ENDINGS = {ending: form for ending, form in REPORT_ENDINGS.items() if form != "pdf"}
PLAN_ENDINGS: Mapping[str, str] = {".txt": "tree", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}

_MOST_COPIES = 9

TEMPLATE_ENDINGS: Mapping[str, str] = {".docx": "docx", ".html": "html", ".md": "md"}
_OLD_WORD = ("doc", "rtf", "odt", "fodt", "xml")


def template_form(template: Path) -> str:
    """The form of report that a user's own template is for; raises ``UserError`` for another ending."""
    form = TEMPLATE_ENDINGS.get(template.suffix.lower())
    if form is None:
        raise UserError("error.no_template", path=template, endings=" ".join(TEMPLATE_ENDINGS))
    return form


def templates_for(templates: Sequence[Path], forms: Iterable[str]) -> dict[str, Path]:
    """The user's own template of each form; raises ``UserError`` for one that no report asks for.

    A Word template is one of the letter where it uses the letter's names, else one of the report.
    """
    wanted = {_filled(form) for form in forms}
    found: dict[str, Path] = {}
    for path in templates:
        form = template_form(path)
        if form == "docx":
            from templates.word.fill import is_letter

            form = "letter" if is_letter(path) else form
        if form not in wanted:
            key = "error.letter_unused" if form == "letter" else "error.template_unused"
            raise UserError(key, path=path, ending=path.suffix)
        found[form] = path
    return found


def _filled(form: str) -> str:
    """The form whose template is filled for a form of a report: a PDF is made of the Word file."""
    return {"pdf": "docx", "letter pdf": "letter"}.get(form, form)


def check_office(files: Mapping[Path, str]) -> None:
    """Raise ``UserError`` for a PDF on a machine without LibreOffice, which makes it."""
    from extract.readers.programs import libreoffice

    path = next((path for path, form in files.items() if _filled(form) != form), None)
    if path is not None and libreoffice() is None:
        raise UserError("error.pdf_needs_office", path=path)


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
        place = reachable(path)
        if place.is_dir():
            raise UserError("error.is_folder", path=path)
        if not place.exists():
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


def write(path: Path, content: bytes, beside: list[Path] | None = None) -> Path:
    """Write a file completely or not at all; returns its path, which differs where ``whole`` writes it beside."""
    with whole(path, beside) as draft:
        draft.write_bytes(content)
    return beside[-1] if beside and beside[-1] in others(path) else path


@contextmanager
def whole(path: Path, beside: list[Path] | None = None) -> Iterator[Path]:
    """A temporary file beside ``path`` that replaces it when the block ends without an error.

    With a list ``beside``, a file that another program holds open is left as it is: the new one gets the first free
    name of ``others``, which is added to the list.
    """
    draft = reachable(path.with_name(f".{path.name}.{os.getpid()}.tmp"))
    try:
        reachable(path.parent).mkdir(parents=True, exist_ok=True)
        yield draft
        taken = _replaced(draft, [path] if beside is None else [path, *others(path)])
        if beside is not None and taken != path:
            beside.append(taken)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise UserError("error.cannot_write", path=path, reason=error.strerror or error) from error


def _replaced(draft: Path, names: Sequence[Path]) -> Path:
    """Move a file to the first name that no other program holds open."""
    for name in names[:-1]:
        with suppress(PermissionError):
            draft.replace(reachable(name))
            return name
    draft.replace(reachable(names[-1]))
    return names[-1]


def others(path: Path) -> list[Path]:
    """The names for a file whose own name is held open, as Windows counts copies.

    >>> [other.name for other in others(Path("out/index.html"))[:2]]
    ['index (2).html', 'index (3).html']
    """
    return [path.with_name(f"{path.stem} ({number}){path.suffix}") for number in range(2, _MOST_COPIES + 1)]


def as_bytes(text: str) -> bytes:
    """The text in UTF-8 with one newline at its end; a lone surrogate becomes its escape."""
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def annotated(
    out: Path,
    path: Path,
    draft: Plan,
    review: Review,
    revisions: str,
    password: str | None,
    office: Office,
    *,
    codes: bool = False,
) -> bytes:
    """The bytes for ``out``: a Word draft with comments (an old one as .docx), a PDF with highlights."""
    from compare.rules import RULES
    from extract.options import ReadOptions, Revisions
    from templates import ANNOTATED, annotate

    options = ReadOptions(revisions=Revisions(revisions), password=password)
    data, form = path.read_bytes(), draft.source.format
    if form in _OLD_WORD:
        from extract.readers.word import office as libreoffice

        data, form = libreoffice.as_docx(path, data, options), "docx"
        draft = replace(draft, source=replace(draft.source, format=form))
    if form not in ANNOTATED:
        raise UserError("error.not_annotated", path=path)
    if out.suffix.lower() != f".{form}":
        raise UserError("error.annotate_ending", path=out, ending=f".{form}")
    names = {code: rule.name for code, rule in RULES.items()}
    return annotate(review, draft, path, data, rules=names, options=options, author=office.name, codes=codes)


def report_in(
    form: str,
    review: Review,
    templates: Mapping[str, Path] | None = None,
    above: Sequence[UnitReview] = (),
    office: Office | None = None,
    *,
    codes: bool = False,
    progress: str = "",
) -> bytes:
    """The report in one form, by the user's own template of that form if there is one.

    ``above`` are the reviews of upper plans against those above them, for targets that these have lost already;
    ``office`` fills the blanks of the letter and of the Word report; ``codes``: what goes to a drafter has the codes
    of rules; ``progress``: what of an earlier letter was taken up, for the letter.
    """
    from compare.rules import RULES
    from templates import render

    filled = _filled(form)
    if filled != form:
        made = report_in(filled, review, templates, above, office, codes=codes, progress=progress)
        return _as_pdf(made)
    names = {code: rule.name for code, rule in RULES.items()}
    template = (templates or {}).get(form)
    if template is None:
        return render(review, form, rules=names, above=above, office=office, codes=codes, progress=progress)
    try:
        return render(
            review,
            form,
            template=template,
            rules=names,
            above=above,
            office=office,
            codes=codes,
            progress=progress,
        )
    except Exception as error:
        # The built-in template renders the same review, so the error is in the user's template.
        detail = " ".join(f"{type(error).__name__}: {error}".split())
        raise UserError("error.bad_template", path=template, detail=detail) from error


def _as_pdf(word: bytes) -> bytes:
    from extract.readers.word.office import as_pdf

    try:
        return as_pdf(word)
    except OSError as error:
        raise UserError("error.no_pdf", detail=error.strerror or str(error)) from error


def show_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that folds its cells to the width of the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False).print(table)
