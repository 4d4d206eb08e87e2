"""Old Word, RTF and OpenDocument files, read through LibreOffice."""

from __future__ import annotations

import http.server
import re
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from extract import errors, read_plan
from extract.errors import ReadError
from extract.model import Document, Plan
from extract.options import ReadOptions
from extract.readers import read_document
from extract.readers.word import office as office_reader
from tests.extract.locking import locked_doc
from tests.extract.old_letters import as_tcvn3
from tests.extract.reading import checked, refusal, texts
from tests.office import Office
from tests.sample_plans import SAMPLES

WORD = SAMPLES / "a3-kh-huyen-khe-vang.docx"
FILTERS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "fodt": "fodt:OpenDocument Text Flat XML",
    "xml": "xml:MS Word 2003 XML",
}


@pytest.fixture(scope="module")
def written(office: Office) -> dict[str, Path]:
    """One plan in every format of LibreOffice."""
    return {ending: office.converted(WORD, name) for ending, name in FILTERS.items()}


def same_blocks(document: Document) -> None:
    wanted = read_document(WORD)
    assert texts(checked(document)) == texts(wanted)
    assert [block.cell for block in document.blocks] == [block.cell for block in wanted.blocks]


@pytest.mark.usefixtures("converted_once")
@pytest.mark.parametrize("ending", FILTERS)
def test_every_format_gives_the_same_blocks(written: dict[str, Path], ending: str) -> None:
    document = read_document(written[ending])
    assert (document.format, document.name) == (ending, f"{WORD.stem}.{ending}")
    same_blocks(document)


@pytest.mark.usefixtures("converted_once")
@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf.doc", "Kế hoạch (bản cuối).rtf", "plan"])
def test_the_content_decides_and_not_the_name(written: dict[str, Path], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(written["doc"].read_bytes())
    same_blocks(read_document(path))


def test_conversions_at_once_leave_nothing(written: dict[str, Path], tmp_path: Path) -> None:
    options = ReadOptions(scratch=tmp_path)
    files = [written[ending] for ending in ("rtf", "odt")]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda path: read_document(path, options), files))
    for document in found:
        same_blocks(document)
    assert list(tmp_path.iterdir()) == []


def test_word_xml_is_put_back_into_a_docx(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(flat(WORD), encoding="utf-8")
    document = read_document(path)
    assert document.format == "xml"
    same_blocks(document)


def flat(path: Path) -> str:
    """A .docx as "Word XML Document"."""
    parts = []
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        kinds = {
            re.search(r'PartName="(.*?)"', found)[1]: re.search(r'ContentType="(.*?)"', found)[1]  # type: ignore[index]
            for found in re.findall(r"<Override .*?>", types)
        }
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")) or name.startswith("["):
                continue
            default = "application/vnd.openxmlformats-package.relationships+xml"
            content = re.sub(r"<\?xml.*?\?>", "", archive.read(name).decode())
            kind = kinds.get(f"/{name}", default)
            parts.append(
                f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">'
                f"<pkg:xmlData>{content}</pkg:xmlData></pkg:part>"
            )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f"{''.join(parts)}</pkg:package>"
    )


def rtf(text: str) -> bytes:
    """An RTF file in ".VnTime", each letter outside ASCII as its code."""
    codes = "".join(letter if letter.isascii() else f"\\'{ord(letter):02x}" for letter in text)
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 .VnTime;}}"
    return (
        "{\\rtf1\\ansi\\ansicpg1252" + fonts + "\\f0 " + codes.replace("\n", "\\par\n") + "\\par}"
    ).encode()


@pytest.mark.usefixtures("running_office")
def test_rtf_in_old_letters(tmp_path: Path) -> None:
    meant = "Kế hoạch giảm nghèo\nTỷ lệ hộ nghèo giảm còn 4,5%\nChương trình được giao cho các xã"
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf(as_tcvn3(meant)))
    document = read_document(path)
    assert texts(document) == meant.splitlines()
    assert any("TCVN3" in warning for warning in document.warnings)


class Server(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one list for all requests is meant

    def answer(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = do_CONNECT = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_linked_pictures_are_not_fetched(
    office: Office, address: str, written: dict[str, Path], tmp_path: Path
) -> None:
    """The file links a picture, which LibreOffice would request without the settings of the profile."""
    picture = (
        '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image '
        f'xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )
    path = tmp_path / "a.fodt"
    path.write_text(
        written["fodt"].read_text(encoding="utf-8").replace("</text:p>", picture, 1), encoding="utf-8"
    )
    Server.asked.clear()
    read_document(path)
    assert Server.asked == []
    office.run(path, "docx", tmp_path)
    assert Server.asked


@pytest.mark.office
@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1 \x00\x01",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 2000,
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(content)
    assert refusal(path).reason in (errors.DAMAGED_OFFICE, errors.NO_TEXT)


def test_a_slow_conversion_is_reported(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_reader, "SECONDS", 0.01)
    with pytest.raises(ReadError) as caught:
        read_document(written["odt"], ReadOptions(scratch=tmp_path))
    assert caught.value.reason is errors.TOO_SLOW
    assert list(tmp_path.iterdir()) == []


def test_a_missing_libreoffice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_reader, "libreoffice", lambda: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf("Plan"))
    assert refusal(path).reason is errors.NEEDS_OFFICE


@pytest.mark.office
def test_an_opendocument_with_a_password_is_reported(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b"\x8f\x11\x02")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml">'
            '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
        )
    path = tmp_path / "a.odt"
    path.write_bytes(made.getvalue())
    assert "mật khẩu" in str(refusal(path))


@pytest.fixture(scope="module")
def locked(written: dict[str, Path]) -> Path:
    path = written["doc"].with_name("khoa.doc")
    path.write_bytes(locked_doc(written["doc"].read_bytes(), "nước sạch"))
    return path


@pytest.mark.usefixtures("converted_once")
def test_old_word_with_a_password(locked: Path, tmp_path: Path) -> None:
    assert refusal(locked).reason is errors.LOCKED
    same_blocks(read_document(locked, ReadOptions(password="nước sạch", scratch=tmp_path)))
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_is_reported(locked: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_document(locked, ReadOptions(password="nuoc sach"))
    assert caught.value.reason is errors.WRONG_PASSWORD


@pytest.mark.usefixtures("converted_once")
def test_a_needless_password_is_ignored(written: dict[str, Path]) -> None:
    same_blocks(read_document(written["doc"], ReadOptions(password="thừa")))


def content(plan: Plan) -> object:
    """Everything in a plan but its anchors."""
    return (
        plan.masthead,
        [(target.path, target.text, [(m.low, m.high, m.unit, m.bound, m.deadline) for m in target.measures])
         for target in plan.targets],
        [(task.path, task.text, task.lead) for task in plan.tasks],
        [(citation.number, citation.role) for citation in plan.citations],
    )  # fmt: skip


@pytest.mark.shared
@pytest.mark.usefixtures("converted_once")
@pytest.mark.parametrize("name", ["langson", "ngochoi"])
def test_real_plans_in_old_word(shared: Path, name: str) -> None:
    files = shared / "files"
    assert content(read_plan(files / f"{name}.doc")) == content(read_plan(files / f"{name}.docx"))


@pytest.mark.shared
@pytest.mark.usefixtures("converted_once")
@pytest.mark.parametrize("ending", ["doc", "docx"])
def test_a_real_plan_in_tcvn3(shared: Path, ending: str) -> None:
    """The first part is compared: heading, bases, targets. TCVN3 has no capital for the first letter of "Ít nhất"."""
    found = read_plan(shared / "files" / f"ngochoi_tcvn3.{ending}")
    wanted = read_plan(shared / "files" / "ngochoi.docx")
    assert [target.text.lower() for target in found.targets] == [
        target.text.lower() for target in wanted.targets
    ]
    for one, other in zip(found.targets, wanted.targets, strict=True):
        assert [(m.low, m.high, m.unit, m.bound, m.deadline) for m in one.measures] == [
            (m.low, m.high, m.unit, m.bound, m.deadline) for m in other.measures
        ]
    assert any("TCVN3" in warning for warning in found.source.warnings)
