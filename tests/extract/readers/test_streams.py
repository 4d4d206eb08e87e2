"""Documents read from streams: open files, ``BytesIO``, uploads of a web form."""

from __future__ import annotations

import io
import tempfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pytest

from extract import ReadError, errors, read_plan, readers
from extract.model import Document
from extract.readers import read_document
from tests.extract.reading import checked
from tests.sample_plans import SAMPLES

FILES = sorted(SAMPLES.glob("[a-b][0-9]-*.*"))
TEXT = "KẾ HOẠCH\n\n# MỤC TIÊU\n\n- Đạt 90% số xã."


def read(content: bytes, name: str | None = None) -> Document:
    return checked(read_document(BytesIO(content), name=name))


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to write a file fail."""
    opened = io.open

    def guarded(file: Any, mode: str = "r", *args: Any, **named: Any) -> IO[Any]:
        assert not set(mode) & set("wax+"), f"written: {file}"
        return opened(file, mode, *args, **named)

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("io.open", guarded)
    monkeypatch.setattr("builtins.open", guarded)
    for maker in ("mkstemp", "mkdtemp", "_mkstemp_inner"):
        monkeypatch.setattr(tempfile, maker, refused)


@pytest.mark.usefixtures("no_files")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_stream_and_its_file_give_equal_plans(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, expected = path.read_bytes(), read_document(path)
    monkeypatch.chdir(tmp_path)
    assert read(content, path.name) == expected


@pytest.mark.usefixtures("no_files")
def test_the_guard_against_files_works(tmp_path: Path) -> None:
    for attempt in ((tmp_path / "x").write_bytes, lambda _: tempfile.TemporaryDirectory()):
        with pytest.raises(AssertionError):
            attempt(b"x")


def test_an_open_file_keeps_its_name_and_stays_open() -> None:
    path = SAMPLES / "a5-kh-huyen-da-lung.txt"
    with path.open("rb") as stream:
        plan = read_plan(stream)
        assert stream.tell() == path.stat().st_size
    assert plan == read_plan(path) == read_plan(str(path))
    assert plan.source.name == path.name


def test_a_given_name_replaces_the_own_one(tmp_path: Path) -> None:
    path = tmp_path / "tmp1a2b"
    path.write_text(TEXT, encoding="utf-8")
    assert read_document(path, name="dự thảo.md").name == "dự thảo.md"
    assert read_document(str(path), name="thư mục/dự thảo.md").format == "md"


@pytest.mark.parametrize("name", [None, "", "thư mục/"])
def test_without_a_name_it_is_called_nameless(name: str | None) -> None:
    expected = {"thư mục/": "thư mục"}.get(name or "", "không tên")
    assert read(TEXT.encode(), name).name == expected


def test_a_temporary_file_without_a_name() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(TEXT.encode())
        file.seek(0)
        assert read_document(file).name in ("không tên", Path(str(file.name)).name)


def test_the_name_separates_markdown_from_text() -> None:
    assert read(TEXT.encode()).format == "txt"
    assert read(TEXT.encode(), "a.md").format == "md"


def test_a_stream_is_read_from_its_position() -> None:
    stream = BytesIO("bỏ qua\n".encode() + TEXT.encode())
    stream.readline()
    assert read_document(stream).text.startswith("KẾ HOẠCH")


class Dripping(io.RawIOBase):
    """A raw stream, which returns fewer bytes than requested."""

    def __init__(self, content: bytes) -> None:
        self._content = BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._content.read(min(7, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_raw_stream_is_read_to_its_end() -> None:
    stream: Any = Dripping(TEXT.encode())
    assert read_document(stream) == read(TEXT.encode())


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", errors.EMPTY), (b"\xef\xbb\xbf\n", errors.EMPTY), (b"%PDF-1.7 and no more", errors.DAMAGED_PDF)],
)
def test_streams_are_refused_like_files(content: bytes, reason: errors.Reason) -> None:
    with pytest.raises(ReadError, match=r"«dự thảo\.pdf»") as caught:
        read_plan(BytesIO(content), name="dự thảo.pdf")
    assert caught.value.reason == reason


def test_a_stream_without_an_end_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            return b"x" * size

    monkeypatch.setattr(readers, "_LARGEST", 5 << 20)
    stream: Any = Endless()
    with pytest.raises(ReadError) as caught:
        read_plan(stream)
    assert caught.value.reason == errors.TOO_LARGE


def test_a_stream_that_breaks_is_refused() -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            raise OSError(f"no {size} bytes")

    stream: Any = Broken()
    with pytest.raises(ReadError) as caught:
        read_plan(stream)
    assert caught.value.reason == errors.REFUSED


@pytest.mark.parametrize("source", [io.StringIO("KẾ HOẠCH"), b"content", None, 7])
def test_other_objects_raise_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="needed"):
        read_plan(source)


@pytest.mark.usefixtures("running_office")
def test_a_stream_goes_through_libreoffice() -> None:
    content = rb"{\rtf1\ansi\uc0 K\u7870  HO\u7840 CH\par 1. \u272 \u7841 t 90%.}"
    document = read(content, "dự thảo.rtf")
    assert (document.name, document.format) == ("dự thảo.rtf", "rtf")
    assert document.text.startswith("KẾ HOẠCH\n")
