"""A plan saved again in the ways of districts: other formats, pictures of pages, Word's own numbers, old letters."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extract.readers.programs import libreoffice, run_program

SECONDS = 180
# A typed label at the head of a paragraph, with Word's number format and the text of its level.
_TYPED = (
    (re.compile(r"([IVX]+)\.\s+"), "upperRoman", "%1."),
    (re.compile(r"(\d{1,2})\.\s+"), "decimal", "%1."),
    (re.compile(r"([a-eg-i])\)\s+"), "lowerLetter", "%1)"),
    (re.compile(r"(-)\s+"), "bullet", "-"),
    (re.compile(r"(\+)\s+"), "bullet", "+"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def converted(path: Path, ending: str, folder: Path) -> Path:
    """Save a document by LibreOffice in another format; return its file in ``folder/ending``."""
    program = libreoffice()
    if program is None:
        raise SystemExit("LibreOffice is needed to save the samples in other formats.")
    out = folder / ending
    out.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run_program(
        [program, profile, "--headless", "--convert-to", ending, "--outdir", out, path], seconds=SECONDS
    )
    return out / f"{path.stem}.{ending}"


def pictures(path: Path, folder: Path, *, dpi: int = 200) -> Path:
    """Save the pages of a PDF as one file of grey pictures, in the way of a scanner; ``dpi`` in dots per inch."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in pdf]
    out = folder / f"{path.stem}-scan.pdf"
    pages[0].save(out, save_all=True, append_images=pages[1:], resolution=dpi)
    return out


def rewritten(path: Path, change: Callable[[str], str], out: Path) -> Path:
    """Save a Word file with its document part changed by ``change``."""
    raw = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data.decode()).encode() if member == "word/document.xml" else data)
    out.write_bytes(raw.getvalue())
    return out


def decomposed(text: str) -> str:
    """Part letters from their marks (Unicode form NFD)."""
    return unicodedata.normalize("NFD", text)


def numbered(path: Path, out: Path) -> Path:
    """Save a Word file with Word's own numbers in place of typed labels ("I.", "1.", "a)", "-")."""
    from docx import Document

    document = Document(str(path))
    lists = _Lists(document.part.numbering_part.element)
    for paragraph in document.paragraphs:
        for pattern, form, text in _TYPED:
            label = pattern.match(paragraph.text)
            if label and paragraph.runs and pattern.match(paragraph.runs[0].text + " "):
                lists.number(paragraph, form, text, label[1])
                _cut(paragraph, label.end())
                break
    document.save(str(out))
    return out


def _cut(paragraph: Any, length: int) -> None:
    """Cut the first ``length`` letters of a paragraph."""
    for run in paragraph.runs:
        taken = min(length, len(run.text))
        run.text, length = run.text[taken:], length - taken


class _Lists:
    """Lists of numbering.xml; a label that follows the label before it continues its list."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._next = 900
        self._open: dict[str, tuple[int, int]] = {}

    def number(self, paragraph: Any, form: str, text: str, label: str) -> None:
        """Give a paragraph its number in the way of Word."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        value = _value(label)
        last, list_id = self._open.get(form + text, (0, 0))
        if not list_id or (form != "bullet" and value != last + 1):
            list_id = self._next = self._next + 1
            self._root.insert(
                0,
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}"><w:lvl w:ilvl="0">'
                    f'<w:start w:val="{value}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
                    "</w:abstractNum>"
                ),
            )
            self._root.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>'
                )
            )
        self._open[form + text] = (value, list_id)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, list_id


def _value(label: str) -> int:
    if label in _ROMAN:
        return _ROMAN.index(label) + 1
    if label.isdigit():
        return int(label)
    return ord(label) - ord("a") + 1 if label.isalpha() else 1
