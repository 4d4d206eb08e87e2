"""Make ``letter.docx`` and ``table.docx``, the built-in templates: ``python -m templates.word.build_letter``.

The layout is that of an official letter (công văn): Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5, with fonts, sizes
and places by Phụ lục I. The table of comments follows as an annex, whose pages are numbered apart (Phụ lục I, phần I,
mục III, khoản 1); ``table.docx`` is this table alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx.shared import Mm, Pt

from templates.word.fill import repacked
from templates.word.layout import CENTER, LEFT, MOTTO, SIGNATURE, Builder

_TITLE = "{{ letter.table_title }}"
_WIDTHS = [10.0, 49.0, 57.0, 49.0]


def head(to: Builder) -> None:
    """Issuer and motto, number with summary, place and date, addressees."""
    (left, right), (number, date) = (row.cells for row in to.frame([68, 97], 2).rows)
    to.lines(
        left, [("{{ letter.parent }}", 13, ""), ("{{ letter.name }}", 13, "b"), ("", 24, "rule")], CENTER
    )
    to.lines(right, MOTTO, CENTER)
    to.lines(number, [("{{ letter.number }}", 13, ""), ("{{ letter.about }}", 12, "")], CENTER)
    number.paragraphs[1].paragraph_format.space_before = Pt(6)
    to.lines(date, [("{{ letter.dated }}", 13, "i")], CENTER)
    for cell in (number, date):
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)
    to.gap()
    to.mark("{%p if letter.addressees | length == 1 %}")
    to.line("Kính gửi: {{ letter.addressees[0] }}", align=CENTER)
    to.mark("{%p else %}")
    _aside(to.line("Kính gửi:", align=LEFT), 40)
    to.mark("{%p for addressee in letter.addressees %}")
    _aside(to.line("- {{ addressee }}{{ '.' if loop.last else ';' }}", align=LEFT), 58)
    to.mark("{%p endfor %}")
    to.mark("{%p endif %}")
    to.gap()


def _aside(paragraph: Any, left: float) -> None:
    paragraph.paragraph_format.left_indent = Mm(left)


def body(to: Builder) -> None:
    """What was studied, the opinion, the main points, what is asked."""
    for name in ("opening", "opinion"):
        to.line(f"{{{{ letter.{name} }}}}", indent=True)
    for name in ("points", "others"):
        to.mark(f"{{%p if letter.{name}_title %}}")
        to.line(f"{{{{ letter.{name}_title }}}}", bold=True, indent=True, keep=True)
        to.mark("{%p endif %}")
        _kept_at_end(to, name, "letter.others" if name == "points" else "false")
    to.line("{{ letter.closing }}", indent=True, keep=True)


def _kept_at_end(to: Builder, name: str, followed: str) -> None:
    """Paragraphs whose last one keeps with the closing: this and the signature never stand on a page alone."""
    to.mark(f"{{%p for text in (letter.{name} if {followed} else letter.{name}[:-1]) %}}")
    to.line("{{ text }}", indent=True)
    to.mark("{%p endfor %}")
    to.mark(f"{{%p for text in letter.{name}[-1:] if not {followed} %}}")
    to.line("{{ text }}", indent=True, keep=True)
    to.mark("{%p endfor %}")


def foot(to: Builder) -> None:
    """Recipients and signature."""
    left, right = to.frame([80, 85], 1).rows[0].cells
    to.lines(left, [("Nơi nhận:", 12, "bi"), ("{%p for line in letter.recipients %}", 11, "")], LEFT)
    for text in ("{{ line }}", "{%p endfor %}"):
        _added(left, text, 11, bold=False, align=LEFT)
    to.lines(right, [("{%p for line in letter.position %}", 14, "b")], CENTER)
    for text in ("{{ line }}", "{%p endfor %}", *[""] * SIGNATURE, "{{ letter.signer }}"):
        _added(right, text, 14, bold=True, align=CENTER)


def _added(cell: Any, text: str, size: float, *, bold: bool, align: Any) -> None:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold or None, Pt(size)
    paragraph.alignment = align


def comments(to: Builder) -> None:
    """The table of comments as an annex; nothing for a draft without remarks."""
    to.mark("{%p if letter.rows %}")
    to.section()
    to.annex("", _TITLE, "{{ letter.attached }}")
    _rows(to)
    to.mark("{%p endif %}")


def alone(to: Builder) -> None:
    """The table of comments as a paper of its own."""
    to.line(_TITLE, bold=True, align=CENTER)
    to.line("đối với {{ letter.draft }}", bold=True, align=CENTER)
    to.line("{{ letter.attached }}", italic=True, align=CENTER, size=13)
    to.mark("{%p if letter.rows %}")
    _rows(to)
    to.mark("{%p else %}")
    to.line("Không có nội dung góp ý.", indent=True)
    to.mark("{%p endif %}")


def _rows(to: Builder) -> None:
    columns = [
        ("TT", "{{ row.index }}"),
        ("{{ letter.columns[0] }}", "{%p for text in row.draft %}\n{{ text }}\n{%p endfor %}"),
        (
            "{{ letter.columns[1] }}",
            "{%p for text in row.wishes %}\n{{ text }}\n{%p endfor %}\n"
            "{%p if row.codes %}\n({{ row.codes }})\n{%p endif %}",
        ),
        ("Căn cứ", "{%p for text in row.bases %}\n{{ text }}\n{%p endfor %}"),
    ]
    blank = [""] * (len(columns) - 1)
    to.table(
        _WIDTHS,
        [
            [name for name, _ in columns],
            ["{%tr for row in letter.rows %}", *blank],
            [text for _, text in columns],
            ["{%tr endfor %}", *blank],
        ],
        counted=True,
    )


def build() -> bytes:
    """The template of the letter as a .docx file."""
    return _built(head, body, foot, comments)


def build_table() -> bytes:
    """The template of the table alone."""
    return _built(alone)


def _built(*parts: Callable[[Builder], None]) -> bytes:
    to = Builder()
    for part in parts:
        part(to)
    out = io.BytesIO()
    to.document.save(out)
    return repacked(out.getvalue())


def main() -> None:
    """Write both beside this module."""
    Path(__file__).with_name("letter.docx").write_bytes(build())
    Path(__file__).with_name("table.docx").write_bytes(build_table())


if __name__ == "__main__":
    main()
