"""Pages of portals, made from one document and the frames in ``pages/``.

A frame is an HTML file in the style of a kind of site, with invented words; the document is inserted at its places
``@@name@@`` in the markup of such sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from lxml import etree

PAGES = Path(__file__).parent / "pages"
Lines = list[tuple[str, str]]
Paragraph = Callable[[str, str], str]
"""A function from the kind and the text of a line to markup."""


def lines() -> Lines:
    """Kind and text of every line of the document."""
    content = (PAGES / "document.txt").read_text(encoding="utf-8")
    return [(kind, text) for kind, _, text in (line.partition("|") for line in content.splitlines())]


def paragraph(kind: str, text: str) -> str:
    """Markup of editors of portals: bold headings, centered titles."""
    text = escape(text)
    if kind in ("title", "appendix"):
        return f'<p align="center" style="text-align:center"><strong>{text}</strong></p>\n'
    return f"<p><strong>{text}</strong></p>\n" if kind == "h" else f"<p>{text}</p>\n"


def linked(kind: str, text: str) -> str:
    """Markup of sites of laws: documents named in the text are links."""
    pattern = r"((?:Luật|Quyết định|Nghị quyết) .*?)(?= ngày)"
    return re.sub(pattern, r'<a href="/van-ban/1.aspx" title="xem">\1</a>', paragraph(kind, text))


def word(kind: str, text: str) -> str:
    """Markup of "filtered" pages of Word."""
    text = f"<span style='font-size:14.0pt;font-family:\"Times New Roman\",serif'>{escape(text)}</span>"
    center = " align=center style='text-align:center'" if kind in ("title", "appendix") else ""
    text = f"<b>{text}</b>" if kind in ("title", "appendix", "h") else text
    return f"<p class=MsoNormal{center}>{text}</p>\n".replace(" - ", "\n- ")


def docs(kind: str, text: str) -> str:
    """Markup of exports of Google Docs: everything by classes."""
    center = " c1" if kind in ("title", "appendix") else ""
    bold = ' class="c3"' if kind in ("title", "appendix", "h") else ' class="c4"'
    return f'<p class="c0{center}"><span{bold}>{escape(text)}</span></p>'


def division(kind: str, text: str) -> str:
    """Markup with divisions instead of paragraphs."""
    return f"<div><b>{escape(text)}</b></div>" if kind in ("title", "h") else f"<div>{escape(text)}</div>"


def broken(kind: str, text: str) -> str:  # noqa: ARG001 - one shape for all
    """Markup with mere line breaks between lines."""
    return f"{escape(text)}<br />\n"


PARTS = {
    "head": ("left", "right", "left2", "right2"),
    "body": ("title", "p", "h"),
    "tail": ("left3", "right3"),
    "appendix": ("appendix", "row"),
}


def document(name: str, write: Paragraph) -> str:
    """One part of the document, or "all"."""
    if name == "all":
        return "".join(document(part, write) for part in PARTS)
    found = [(kind, text) for kind, text in lines() if kind in PARTS[name]]
    if name in ("head", "tail"):
        return two_columns(found, write)
    rows = [text.split("^") for kind, text in found if kind == "row"]
    made = "".join(write(kind, text) for kind, text in found if kind != "row")
    if rows:
        cells = ("".join(f"<td>{write('p', cell)}</td>" for cell in row) for row in rows)
        made += "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>\n"
    return made


def two_columns(found: Lines, write: Paragraph) -> str:
    """The two-column table with issuer and motto, or with recipients and signer."""
    made = ""
    for number in sorted({kind.lstrip("leftrigh") for kind, _ in found}):
        cells = (
            "".join(write("title" if side != "left3" else "p", text) for kind, text in found if kind == side)
            for side in (f"left{number}", f"right{number}")
        )
        made += "<tr>" + "".join(f"<td valign=top>{cell}</td>" for cell in cells) + "</tr>\n"
    return f"<table border=0>{made}</table>\n"


def plain(write: Paragraph = paragraph) -> str:
    """The document alone."""
    body = document("all", write)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def page(frame: str, write: Paragraph) -> str:
    """A frame with the document in it."""
    content = (PAGES / f"{frame}.html").read_text(encoding="utf-8")
    return re.sub(r"@@(\w+)@@", lambda place: document(place[1], write), content)


def words_of(frame: str) -> set[str]:
    """The lines of the frame itself with three letters or more."""
    content = re.sub(r"@@\w+@@", "", (PAGES / f"{frame}.html").read_text(encoding="utf-8"))
    root = etree.fromstring(content, etree.HTMLParser(remove_comments=True))
    body = root.find("body")
    assert body is not None
    own = {" ".join(str(text).split()) for text in body.itertext()}
    return {text for text in own if len(text) > 3 and any(letter.isalpha() for letter in text)}
