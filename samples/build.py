"""Write the sample plans from their sources, or check that files and expected quotes agree with them.

Run from the project folder: ``python -m samples.build [--check] [beginning of a source's name …]``.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from jinja2 import Environment
from lxml import html as lxml_html

HERE = Path(__file__).resolve().parent
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
TAGS, GROUPS = {"C", "Ci", "H", "P", "I", "FN", "PB", "T", "N", "S"}, {"T": "table", "N": "end", "S": "end"}
STAMP, WIDTH, COLUMNS = datetime(2021, 1, 1), 76, {"head": (5.7, 10.5), "end": (8.4, 7.8)}
PAGE = """<html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
{% for kind, items in groups %}{% if kind == "text" %}{% for tag, bold, plain in items if tag != "PB" -%}
{% set mark = {"C": "b", "H": "b", "Ci": "i", "I": "i"}.get(tag, "span") -%}
<p{% if tag in ("C", "Ci") %} align="center"{% endif %}><{{ mark }}>{{ bold }}</{{ mark }}>{{ plain }}</p>
{% endfor %}{% else -%}
<table width="100%"{% if kind == "table" %} border="1"{% endif %}>
{% for row in items %}<tr>{% for cell in row %}<td>
{%- for line in cell %}<p>{{ line }}</p>{% endfor %}</td>{% endfor %}</tr>
{% endfor %}</table>
{% endif %}{% endfor %}</body></html>
"""


@dataclass(frozen=True)
class Source:
    """A parsed source: its head, and its body lines as (tag, text, text behind "||")."""

    path: Path
    target: Path
    head: dict[str, str]
    blocks: list[tuple[str, str, str]]

    @property
    def text(self) -> str:
        """The plain text in which every expected quote must be found."""
        head = [self.head.get(key, "") for key in ("issuer", "number", "place_date")]
        return "\n".join(head + [bold + plain for _, bold, plain in self.blocks])

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """Give runs of paragraphs ("text") and tables ("head", "table", "end": rows of cells of lines)."""
        layout, issuer = self.head.get("layout", "table"), self.head.get("issuer", "").split("\\n")
        number, place_date = self.head.get("number", ""), self.head.get("place_date", "")
        if layout == "table":
            yield "head", [[issuer, MOTTO], [[number], [place_date]]]
        elif layout == "flat":
            yield "text", [*(("C", line, "") for line in (*issuer, number, *MOTTO)), ("Ci", place_date, "")]
        for kind, run in groupby(self.blocks, key=lambda block: GROUPS.get(block[0], "text")):
            blocks = list(run)
            if kind == "table":
                yield kind, [[[cell.strip()] for cell in text.split("|")] for _, text, _ in blocks]
            elif kind == "end":
                yield kind, [[[text for tag, text, _ in blocks if tag == side] for side in "NS"]]
            else:
                yield kind, blocks


def read_source(path: Path) -> Source:
    """Parse one source file; raise ValueError on a line without a known tag."""
    lines = path.read_text(encoding="utf-8").splitlines()
    split = lines.index("---")
    head = {key: value.strip() for key, _, value in (line.partition(":") for line in lines[:split])}
    blocks = []
    for at, line in enumerate(lines[split + 1 :], start=split + 2):
        tag, _, text = line.partition(" ")
        if tag in TAGS:
            blocks.append((tag, *text.strip().partition("||")[::2]))
        elif line.strip():
            raise ValueError(f"{path.name}:{at}: no known tag: {line[:40]!r}")
    return Source(path, HERE / head["file"], head, blocks)


def _format(par: Paragraph, align: ALIGN, before: int = 0, after: int = 6, indent: float = 0) -> Paragraph:
    """Give a paragraph direct formatting, as typists do; no style but Normal is used."""
    par.alignment = align
    form = par.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(before), Pt(after), Cm(indent)
    return par


def _add_table(document: Any, kind: str, rows: list[list[list[str]]]) -> None:
    """Add a masthead ("head") or signature ("end") table without borders, or a data table with them."""
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style, table.autofit = "Table Grid" if kind == "table" else "Normal Table", kind == "table"
    for column, width in zip(table.columns, COLUMNS.get(kind, ()), strict=False):
        for cell in (column, *column.cells):
            cell.width = Cm(width)
    for at, row in enumerate(rows):
        for col, lines in enumerate(row):
            cell, small = table.cell(at, col), kind == "table" or (kind == "end" and col == 0)
            for n, line in enumerate(lines):
                space = 60 if kind == "end" and col == 1 and n == len(lines) - 1 > 0 else 0
                align = ALIGN.LEFT if small and (kind == "end" or (at and col)) else ALIGN.CENTER
                par = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                run = _format(par, align, space, after=2).add_run(line)
                run.font.size = Pt(12 if small else 13)
                run.bold = at == 0 and not (kind == "end" and col == 0 and n)
                run.italic = (kind, at, col) == ("head", 1, 1) or (kind, col, n) == ("end", 0, 0)
                run.underline = (kind, at, col, n) == ("head", 0, 1, 1)
    if kind != "end":
        _format(document.add_paragraph(), ALIGN.LEFT, after=0)


def _add_paragraph(document: Any, tag: str, bold: str, plain: str) -> None:
    """Add one paragraph to a Word document."""
    align = ALIGN.CENTER if tag in ("C", "Ci") else ALIGN.JUSTIFY
    par = _format(document.add_paragraph(), align, indent=1.27 if tag in ("H", "P", "I") else 0)
    run = par.add_run(bold)
    run.bold, run.italic, run.font.size = tag in ("C", "H"), tag in ("Ci", "I"), Pt(11 if tag == "FN" else 14)
    par.add_run(plain)
    if tag == "PB":
        run.add_break(WD_BREAK.PAGE)


def to_docx(source: Source) -> bytes:
    """Write a Word document in the page layout of Decree 30, the same bytes at every run."""
    document = Document()
    page, normal, props = document.sections[0], document.styles["Normal"], document.core_properties
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    page.page_width, page.page_height, page.top_margin, page.bottom_margin = Cm(21), Cm(29.7), Cm(2), Cm(2)
    page.left_margin, page.right_margin, page.different_first_page_header_footer = Cm(3), Cm(1.8), True
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    _format(page.header.paragraphs[0], ALIGN.CENTER)._p.append(field)
    for kind, items in source.groups():
        if kind != "text":
            _add_table(document, kind, items)
        for block in items if kind == "text" else ():
            _add_paragraph(document, *block)
    props.author, props.comments, props.created, props.modified = "doichieu", "", STAMP, STAMP
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def to_pdf(source: Source) -> bytes:
    """Convert the Word document of a source by LibreOffice, with a profile of its own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "plan.docx").write_bytes(to_docx(source))
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{name}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                name,
                f"{name}/plan.docx",
            ],
            check=True,
            timeout=180,
            capture_output=True,
        )
        data = Path(name, "plan.pdf").read_bytes()
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20210101000000", data)
    return re.sub(rb"(?<=[</])[0-9A-F]{32}(?=[>\n])", b"0" * 32, data)


def to_html(source: Source) -> bytes:
    """Write a plain web page."""
    page = Environment(autoescape=True).from_string(PAGE)
    return page.render(title=source.blocks[0][1], groups=source.groups()).encode()


def to_txt(source: Source) -> bytes:
    """Write hard-wrapped text; cells of masthead and signature are parted by a line "|"."""
    out: list[str] = []
    for kind, items in source.groups():
        if kind == "text":
            for _, bold, plain in items:
                out += [*textwrap.wrap(bold + plain, WIDTH, break_on_hyphens=False), ""]
        elif kind == "table":
            out += [*(" | ".join(cell[0] for cell in row) for row in items), ""]
        else:
            out += ["\n|\n".join("\n".join(cell) for cell in row) + "\n" for row in items]
    return ("\n".join(out).strip() + "\n").encode()


WRITERS = {".docx": to_docx, ".pdf": to_pdf, ".html": to_html, ".txt": to_txt}


def _text_of(suffix: str, data: bytes) -> str:
    """Give the text of a built file, for comparison."""
    if suffix == ".docx":
        paragraphs = Document(io.BytesIO(data)).element.body.iter(qn("w:p"))
        return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)
    return "\n".join(map(str, lxml_html.fromstring(data).itertext())) if suffix == ".html" else data.decode()


def is_current(source: Source) -> bool:
    """Whether the committed file has the text of the source; a PDF only has to exist."""
    path, suffix = source.target, source.target.suffix
    return path.exists() and (
        suffix == ".pdf"
        or (_text_of(suffix, path.read_bytes()).split() == _text_of(suffix, WRITERS[suffix](source)).split())
    )


def check_expected(path: Path, texts: dict[str, str]) -> list[str]:
    """List the quotes of one expected file that are no exact pieces of their sources."""
    data = json.loads(path.read_text(encoding="utf-8"))
    quotes = [([data["file"]], measure["quote"]) for measure in data.get("measures", [])]
    for item in [*data.get("pairs", []), *data.get("findings", [])]:
        upper = [data["references"][item["reference"]]] if "reference" in item else data["references"]
        quotes += [(upper, item["reference_quote"]), ([data["draft"]], item["draft_quote"])]
    return [
        f"{path.name}: not in {' or '.join(files)}: {quote!r}"
        for files, quote in quotes
        if quote and not any(quote in texts.get(file, "") for file in files)
    ]


def main(argv: list[str] | None = None) -> int:
    """Build or check the chosen samples; return 1 when a check fails."""
    parser = argparse.ArgumentParser(prog="samples.build")
    parser.add_argument("stems", nargs="*", help="beginnings of source names (default: all)")
    parser.add_argument("--check", action="store_true", help="check files and quotes instead of writing")
    args = parser.parse_args(argv)
    stems = tuple(args.stems) or ("",)
    sources = [read_source(path) for path in sorted((HERE / "sources").glob("*.txt"))]
    problems: list[str] = []
    for source in (source for source in sources if source.path.stem.startswith(stems)):
        if not args.check:
            source.target.write_bytes(WRITERS[source.target.suffix](source))
        elif not is_current(source):
            problems.append(f"{source.target.name}: not what {source.path.name} gives; run samples.build")
    texts = {source.target.name: source.text for source in sources}
    for path in sorted((HERE / "expected").glob("*.json")) if args.check else ():
        problems += check_expected(path, texts) if path.name.startswith(stems) else []
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
