"""What a hostile file, name or client may do to a running desk: get one sentence, and nothing else."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.hostile import pages, pdf, pictures, texts, word
from tests.hostile.cases import CASES

from .running import RunningDesk, Visitor, memory, names_below, number_in, sample

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of the system are tested where all hold"),
]
MODULES = (pages, pdf, pictures, texts, word)
CHOSEN = (
    "bom nén.docx",
    "cười ngất.docx",
    "lệnh cho máy.txt",
    "vòng trang.pdf",
    "ngẫu nhiên.txt",
    "lồng sâu.docx",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("visited") / "desk", office=False) as made:
        yield made


@pytest.fixture
def visitor(running: RunningDesk) -> Visitor:
    return Visitor(running).enter()


def test_hostile_files_end_with_one_sentence(running: RunningDesk, visitor: Visitor) -> None:
    made = [(case.name, case.make("http://127.0.0.1:9")) for case in CASES if case.name in CHOSEN]
    assert len(made) == len(CHOSEN)
    reviews = [number_in(visitor.send("/nop", [one]).headers["Location"]) for one in made]
    good = visitor.draft(sample("a5-kh-huyen-da-lung.txt"))
    for review in [*reviews, good]:
        visitor.worked_off(review)
        assert visitor.get(f"/ra-soat/{review}/").status == 200
    failed = [
        json.loads(row[0]).get("failed", "") for row in running.rows("SELECT question FROM store_review")
    ]
    told = [line for line in failed if line]
    assert told
    assert all(line.startswith("Không đọc được tệp") and "\n" not in line for line in told)
    assert running.rows("SELECT unit FROM store_review WHERE id = ?", good) == [("huyện Đá Lũng",)]


@pytest.mark.parametrize(
    "name",
    [
        "../../../thoat.txt",
        "..\\..\\thoat.txt",
        "/etc/thoat.txt",
        "C:\\thoat.txt",
        "thoat.txt\0.pdf",
        "." * 230,
        "x" * 230 + ".txt",
    ],
)
def test_a_name_leads_nowhere(running: RunningDesk, visitor: Visitor, name: str) -> None:
    answer = visitor.send("/nop", [(name, f"Văn bản {name[:20]!r}".encode())])
    assert answer.status == 302
    shown = running.rows("SELECT name FROM store_storedfile ORDER BY at DESC LIMIT 1")[0][0]
    assert not {"/", "\\", "\0"} & set(shown)
    assert len(shown) <= 200
    # The worker may hold a copy of the file under its name, in a folder of its own.
    scratch = running.folder / "scratch"
    led = [one for one in names_below(running.folder.parent) if one.name.startswith("thoat")]
    assert not [one for one in led if scratch not in one.parents]


@pytest.mark.parametrize(
    "path",
    [
        "/tinh/../config.py",
        "/tinh/%2e%2e/config.py",
        "/tinh/..%2fconfig.py",
        "/trang/1/..%2f..%2f..%2fsecret.png",
        "/trang/..%2f..%2fsecret/1.png",
        "/../desk.sqlite3",
        "/files/",
        "//etc/passwd",
    ],
)
def test_an_address_leads_nowhere(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status in (301, 404)


def test_an_upload_comes_back_as_text(running: RunningDesk, visitor: Visitor) -> None:
    page = b"<html><body><script>window.broken=1</script><p>V\xc4\x83n b\xe1\xba\xa3n</p></body></html>"
    review = visitor.draft(("trang.html", page))
    (reading,) = running.rows("SELECT max(id) FROM store_reading")[0]
    for path in (f"/ra-soat/{review}/", f"/chu/{reading}", f"/trang/{reading}/1.png"):
        answer = visitor.get(path)
        assert b"<script>window" not in answer.body
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "svg" not in answer.headers["Content-Type"]


def said(running: RunningDesk, head: str, body: bytes = b"", times: int = 1) -> bytes:
    """The first bytes of the answer to a request that may not be sent whole."""
    at = urlsplit(running.address)
    with socket.create_connection((at.hostname, at.port), timeout=60) as made:
        made.sendall(head.replace("\n", "\r\n").encode())
        with suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(times):
                made.sendall(body)
        with suppress(ConnectionResetError):
            return made.recv(200)
    return b""


def test_five_gigabytes_are_refused_at_once(running: RunningDesk) -> None:
    head = f"POST /nop HTTP/1.1\nHost: 127.0.0.1\nContent-Length: {5 << 30}\n\n"
    assert b" 413 " in said(running, head)


def test_a_flood_without_a_length_is_cut(running: RunningDesk, visitor: Visitor) -> None:
    head = "POST /nop HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\n\n"
    piece = b"%x\r\n" % (1 << 20) + b"x" * (1 << 20) + b"\r\n"
    answer = said(running, head, piece, times=260)
    assert answer == b"" or b" 413 " in answer
    assert memory(running.pid) < 250 << 20
    assert visitor.get("/").status == 200


def test_a_stranger_gets_no_page(running: RunningDesk, visitor: Visitor) -> None:
    assert Visitor(running).get("/").status == 403
    assert visitor.get("/", Host="evil.example").status == 400
    assert visitor.ask("POST", "/mau", b"", {"X-CSRFToken": "sai"}).status == 403
    assert visitor.ask("POST", "/mau", b"", {"Origin": "http://evil.example"}).status == 403
