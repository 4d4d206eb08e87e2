"""The package of a Word document: its kinds, passwords, damage and attacks."""

from __future__ import annotations

import contextlib
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from extract import errors
from extract.options import ReadOptions
from extract.readers import read_document
from extract.readers.word import package as docx_package
from tests.extract.reading import Folder, refusal, texts
from tests.extract.word import (
    NAMES,
    OFFICE,
    RAISED,
    WORD,
    content_types,
    members,
    p,
    package,
    r,
    relations,
    tc,
    tr,
    zipped,
)
from tests.growth import growth

STRICT = "http://purl.oclc.org/ooxml"
MAIN = f"{WORD}.document.main+xml"


def refused(tmp_path: Path, data: bytes) -> errors.Reason:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    return refusal(path).reason


def test_strict_open_xml_is_read(folder: Folder) -> None:
    files = members(p("một", '<w:jc w:val="center"/>'), numbering="", footnotes="")
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{STRICT}/wordprocessingml/main"
        ).replace(OFFICE, f"{STRICT}/officeDocument/relationships")
        for name, content in files.items()
    }
    assert strict != files
    document = folder.read("a.docx", zipped(strict.items()))
    assert texts(document) == ["một"]
    assert document.blocks[0].style.centered


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        f"{WORD}.template.main+xml",
        "text/plain",
    ],
)
def test_the_declared_type_does_not_matter(folder: Folder, kind: str) -> None:
    files = members(p("một")) | {"[Content_Types].xml": content_types({"word/document.xml": kind})}
    assert texts(folder.read("a.docx", zipped(files.items()))) == ["một"]


def test_macros_are_ignored_and_reported(folder: Folder) -> None:
    link = relations(
        {"vbaProject": "vbaProject.bin"}, "http://schemas.microsoft.com/office/2006/relationships"
    )
    files: dict[str, str | bytes] = {**members(p("một")), "word/_rels/document.xml.rels": link}
    files["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 no macro at all"
    document = folder.read("a.docm", zipped(files.items()))
    assert texts(document) == ["một"]
    assert document.warnings == ("Tệp có macro; macro không được chạy.",)


def test_parts_may_have_any_place_and_name(folder: Folder) -> None:
    files = members(p("một"))
    body = files.pop("word/document.xml")
    # Back slashes, capitals, an absolute path, a path up and down again.
    for name, target in [
        ("word\\document.xml", "word/document.xml"),
        ("Word/Document.XML", "/word/document.xml"),
        ("word/main.xml", "word/../word/./main.xml"),
    ]:
        moved = {**files, "_rels/.rels": relations({"officeDocument": target}), name: body, "word/x": ""}
        assert texts(folder.read("a.docx", zipped(moved.items()))) == ["một"]


def test_without_relations_the_usual_part_is_read(folder: Folder) -> None:
    files = members(p("một"))
    data = zipped([("word/document.xml", files["word/document.xml"])])
    assert texts(folder.read("a.docx", data)) == ["một"]


def test_nothing_outside_the_file_is_fetched(folder: Folder) -> None:
    outside = relations({"image": "http://example.invalid/a.png", "styles": "file:///etc/passwd"}).replace(
        "/>", ' TargetMode="External"/>'
    )
    files = members(p("một")) | {"word/_rels/document.xml.rels": outside}
    assert texts(folder.read("a.docx", zipped(files.items()))) == ["một"]
    climbing = relations({"styles": "../../../../etc/passwd", "numbering": "/etc/hosts"})
    files = members(p("một")) | {"word/_rels/document.xml.rels": climbing}
    assert texts(folder.read("a.docx", zipped(files.items()))) == ["một"]


def document(inside: str, head: str = "") -> bytes:
    xml = f"{head}<w:document {NAMES}><w:body>{inside}</w:body></w:document>"
    return zipped((members("") | {"word/document.xml": xml}).items(), zipfile.ZIP_DEFLATED)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "data",
    [
        document(p("&l9;"), f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'),
        document(f'<w:p w:x="&l9;">{p("a")}</w:p>', f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'),
        document(p("&x;"), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        document(p("một"), '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">'),
        document("<w:sdt>" * 100_000 + p("một") + "</w:sdt>" * 100_000),
        document("<w:tbl><w:tr><w:tc>" * 30_000 + p("một") + "</w:tc></w:tr></w:tbl>" * 30_000),
        document("<w:p><w:r>" * 50_000),
        package(p("một"))[:-60],
        package(p("một"))[:300],
        zipped([*members(p("một")).items(), ("WORD/document.xml", "<other/>")]),
        zipped([("word/document.xml", "<html/>")]),
        zipped([("word/other.xml", "<html/>")]),
        zipped([*members(p("một") * 999).items()], zipfile.ZIP_BZIP2),
        zipped([*members(p("một") * 999).items()], zipfile.ZIP_LZMA),
    ],
    ids=[
        *("laughs", "laughs in a value", "entity", "outer types", "deep", "deep tables", "unclosed"),
        *("no end", "no middle", "twice", "no Word", "no main part", "bzip2", "lzma"),
    ],
)
def test_harmful_files_are_refused(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data) == errors.DAMAGED_DOCX


def test_tables_as_deep_as_word_makes_them(folder: Folder) -> None:
    deep = "".join(["<w:tbl><w:tr><w:tc>"] * 60 + [p("một")] + ["</w:tc></w:tr></w:tbl>"] * 60)
    assert texts(folder.read("a.docx", package(deep))) == ["một"]


@pytest.mark.parametrize("wrapper", ["w:smartTag", "w:ins", "w:hyperlink"])
def test_runs_as_deep_as_the_parser_allows(folder: Folder, wrapper: str) -> None:
    deep = f"<{wrapper}>" * 200 + r("một") + f"</{wrapper}>" * 200
    assert texts(folder.read("a.docx", package(p(deep)))) == ["một"]


def test_time_grows_with_the_number_of_superscripts(folder: Folder) -> None:
    def read(number: int) -> None:
        [text] = texts(folder.read("a.docx", package(p((r("1%") + r("2", RAISED)) * number))))
        assert text == "1%" * number

    assert growth(read, 1_000, 10_000) < 30


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "_LARGEST", 20_000)
    many = package(p("một") * 999)
    assert refused(tmp_path, many) == errors.TOO_LARGE
    # A file that declares a smaller size than its content has.
    data = bytearray(zipped(members(p("một") * 999).items(), zipfile.ZIP_DEFLATED))
    for entry in zipfile.ZipFile(BytesIO(data)).infolist():
        size = struct.pack("<I", entry.file_size)
        while entry.file_size > 10_000 and (at := data.find(size)) >= 0:
            data[at : at + 4] = struct.pack("<I", 100)
    assert refused(tmp_path, bytes(data)) in (errors.TOO_LARGE, errors.DAMAGED_DOCX)


def test_an_image_of_any_size_is_not_unpacked(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "_LARGEST", 20_000)
    files: dict[str, str | bytes] = {**members(p("một")), "word/media/a.bmp": b"\0" * 50_000_000}
    assert texts(folder.read("a.docx", zipped(files.items(), zipfile.ZIP_DEFLATED))) == ["một"]


def test_a_member_locked_by_the_zip_itself(tmp_path: Path) -> None:
    data = bytearray(package(p("một")))
    for at in (data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")):
        assert at >= 0
    # The flag "encrypted" of every member, in both directories.
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 1)
    assert refused(tmp_path, bytes(data)) == errors.LOCKED


def locked(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    target = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def test_a_locked_file_opens_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(locked(package(p("mật") * 60 + f"<w:tbl>{tr(tc('x'))}</w:tbl>"), "hồ sen"))
    assert texts(read_document(path, ReadOptions(password="hồ sen"))) == ["mật"] * 60 + ["x"]
    with pytest.raises(errors.ReadError) as wrong:
        read_document(path, ReadOptions(password="khác"))
    assert wrong.value.reason == errors.WRONG_PASSWORD
    assert refusal(path).reason == errors.LOCKED


def test_a_locked_file_with_too_many_rounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is refused before the first round of hashing."""
    from msoffcrypto.format.ooxml import OOXMLFile

    hashed: list[object] = []
    monkeypatch.setattr(OOXMLFile, "load_key", lambda *_, **words: hashed.append(words))
    path = tmp_path / "a.docx"
    data = locked(package(p("một")), "a")
    assert b'spinCount="100000"' in data
    path.write_bytes(data.replace(b'spinCount="100000"', b'spinCount="9999999"'))
    with pytest.raises(errors.ReadError) as caught:
        read_document(path, ReadOptions(password="a"))
    assert caught.value.reason is errors.TOO_SLOW
    assert hashed == []


def test_damage_anywhere_gives_a_document_or_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for data, steps in ((locked(package(p("một") * 50), "a"), 700), (package(p("một") * 9), 40)):
        for at in range(8, len(data), steps):
            path.write_bytes(data[:at] + b"\xff" * 30 + data[at + 30 :])
            with contextlib.suppress(errors.ReadError):
                assert read_document(path, ReadOptions(password="a")).blocks
