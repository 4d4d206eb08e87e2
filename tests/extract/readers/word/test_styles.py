"""styles.xml: the styles of tables are left out before it is parsed."""

from __future__ import annotations

import zipfile

import pytest
from docx import Document

from extract.readers.word.package import Package
from extract.readers.word.styles import Styles, without_unread
from tests.sample_plans import SAMPLES

SAMPLE = SAMPLES / "a2-kh-tinh.docx"
TABLE = b'<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>'
BODY = b'<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/></w:style>'


def test_styles_of_tables_are_left_out() -> None:
    assert without_unread(b"<w:styles>" + TABLE + BODY + TABLE + b"</w:styles>") == (
        b"<w:styles>" + BODY + b"</w:styles>"
    )


def test_latent_styles_are_left_out() -> None:
    latent = b'<w:latentStyles w:count="1"><w:lsdException w:name="Normal"/></w:latentStyles>'
    assert (
        without_unread(b"<w:styles>" + latent + BODY + b"</w:styles>")
        == b"<w:styles>" + BODY + b"</w:styles>"
    )


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<w:styles>" + BODY + b"</w:styles>",
        b"<w:styles><!--" + TABLE + b"-->" + BODY + b"</w:styles>",
        b'<w:styles><w:latentStyles w:count="1"/>' + BODY + b"</w:styles>",
        b'<w:styles><w:style w:type="table" w:styleId="Empty"/>' + BODY + b"</w:styles>",
        b'<w:styles><w:style w:type="table" w:styleId="Empty"/></w:styles>',
        b'<w:styles><w:style w:styleId="Body"><w:other w:type="table"/></w:style></w:styles>'.replace(
            b"w:", b"x:"
        ),
        b"<w:styles>" + TABLE.removesuffix(b"</w:style>"),
    ],
)
def test_other_parts_stay_whole(part: bytes) -> None:
    assert without_unread(part) == part


def test_paragraphs_look_the_same_without_them() -> None:
    package = Package(SAMPLE, SAMPLE.read_bytes())
    whole, cut = Styles(package.part("styles")), Styles(package.part("styles", without_unread))
    names = [style.style_id for style in Document(str(SAMPLE)).styles]
    kept = [name for name in names if name in cut._elements]
    assert len(kept) > 20
    assert len(kept) < len(whole._elements)
    assert [cut.paragraph(name) for name in kept] == [whole.paragraph(name) for name in kept]
    assert cut.number_lists() == whole.number_lists()


def test_most_of_the_part_is_left_out() -> None:
    with zipfile.ZipFile(SAMPLE) as archive:
        part = archive.read("word/styles.xml")
    assert len(without_unread(part)) < len(part) / 2
