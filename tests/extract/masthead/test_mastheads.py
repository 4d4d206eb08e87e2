"""Mastheads and tails in many arrangements, as text; the reader of plain text cuts them into lines."""

from __future__ import annotations

import re
from pathlib import Path

from extract.masthead.reading import Reading, read_masthead
from extract.model import Block, Cell, Document, Masthead
from extract.readers.plain import text
from extract.text.cleaning import clean
from tests.extract.notation import document_of, fixtures
from tests.fixtures import Fixture

_CELL = re.compile(r"(\d)\.(\d) ")


def read(fixture: Fixture) -> Document:
    """The input as a text file; with "@cells yes" its lines "row.column …" are the cells of a table."""
    if "cells" not in fixture.settings:
        return text.read(Path("thu.txt"), "\n".join(fixture.lines).encode())
    cells = [_CELL.match(line) for line in fixture.lines]
    lines = [_CELL.sub("", line) for line in fixture.lines]
    document = document_of(lines)
    blocks = [
        Block(
            text=block.text,
            start=block.start,
            cell=Cell(table=0, row=int(cell[1]), column=int(cell[2])) if cell else None,
        )
        for block, cell in zip(document.blocks, cells, strict=True)
    ]
    return Document(
        name=document.name,
        format=document.format,
        sha256=document.sha256,
        text=document.text,
        blocks=tuple(blocks),
    )


def told(name: str, reading: Reading, texts: list[str]) -> str:
    """One expected line: a field of the masthead, or the first paragraph of a part."""
    masthead = reading.masthead
    if name in ("body", "appendix"):
        part = getattr(reading, name)
        return texts[part.start] if part else "-"
    if name == "recipients":
        return " | ".join(masthead.recipients)
    if name == "period":
        return f"{masthead.period.start}-{masthead.period.end}" if masthead.period else "-"
    if name == "draft":
        return "yes" if masthead.is_draft else "no"
    if name == "carrier":
        return f"{masthead.carrier.kind} {masthead.carrier.number}" if masthead.carrier else "-"
    if name in ("number", "date") and getattr(masthead, f"{name}_blank"):
        return "(blank)"
    return str(getattr(masthead, name) or "-")


@fixtures("mastheads")
def test_mastheads(fixture: Fixture) -> None:
    paragraphs = clean(read(fixture))
    reading = read_masthead(paragraphs)
    texts = [paragraph.text.text for paragraph in paragraphs]
    names = [line.partition(": ")[0] for line in fixture.expected]
    assert [f"{name}: {told(name, reading, texts)}" for name in names] == list(fixture.expected)


def test_fields_are_known() -> None:
    known = {"recipients", "draft", "body", "appendix", *Masthead.__dataclass_fields__}
    from tests.extract.notation import FIXTURES
    from tests.fixtures import read_fixtures

    found = read_fixtures(FIXTURES / "mastheads.txt")
    assert len(found) >= 25
    assert {line.partition(": ")[0] for fixture in found for line in fixture.expected} <= known


def test_columns_apart_by_tabs_within_one_paragraph() -> None:
    """The masthead of some Word files is one paragraph with line breaks and tabs."""
    document = document_of(
        [
            "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "HUYỆN PHÙ LƯU\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 52/KH-UBND\tPhù Lưu, ngày 09 tháng 4 năm 2021",
            "KẾ HOẠCH",
            "Chăm sóc trẻ em năm 2021",
            "I. MỤC TIÊU\tNăm 2021",
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tCHỦ TỊCH\n- Lưu: VT.\tMa Thị Nguyệt",
        ]
    )
    paragraphs = clean(document)
    found = read_masthead(paragraphs).masthead
    assert (found.issuer, found.number, found.date) == (
        "Ủy ban nhân dân huyện Phù Lưu",
        "52/KH-UBND",
        "2021-04-09",
    )
    assert (found.signer, found.recipients) == ("Ma Thị Nguyệt", ("Như trên", "Lưu: VT"))
    assert "I. MỤC TIÊU Năm 2021" in [paragraph.text.text for paragraph in paragraphs]
