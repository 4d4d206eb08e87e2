"""``doichieu mcp`` as an assistant sees it: by the client of the official SDK, over standard input and output."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from compare import review
from doichieu.assistant.paging import PAGE
from extract import read_plan
from templates import plan_to_json, review_to_json
from tests.doichieu.conftest import Run
from tests.sample_plans import SAMPLES

DRAFT, UPPERS = "huyen/a5-kh-huyen-da-lung.txt", ("a1-qd-ttg.docx", "a2-kh-tinh.docx")
LONG, BIG, ENDLESS = "dai.txt", "lon.txt", "rat-lon.txt"
SECRET = "mat khau cua toi"
MOST = PAGE + 500

SPY = """
import os, socket
connect = socket.socket.connect
def told(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        open(os.environ["DOICHIEU_SPY"], "a").write(repr(address))
    return connect(self, address)
socket.socket.connect = told
"""
"""A module that Python loads at its start: it tells of every connection to another machine."""


@dataclass(frozen=True)
class Server:
    """A running server and its folder."""

    root: Path
    portal: Any
    client: Any

    def ask(self, tool: str, **values: object) -> tuple[bool, str]:
        """Whether the call failed, and its text."""
        result = self.portal.call(self.client.call_tool, tool, values)
        (content,) = result.content
        return result.is_error, content.text

    def page(self, tool: str, **values: object) -> Any:
        failed, text = self.ask(tool, **values)
        assert not failed, text
        assert len(text) <= MOST
        return json.loads(text)

    def pages(self, tool: str, **values: object) -> list[Any]:
        made = [self.page(tool, **values)]
        while made[-1]["next"] is not None:
            made.append(self.page(tool, **values, cursor=made[-1]["next"]))
        return made

    def error(self, tool: str, **values: object) -> str:
        failed, text = self.ask(tool, **values)
        assert failed, text
        return text


def joined(pages: list[Any], key: str) -> list[Any]:
    return [member for page in pages for member in page["answer"].get(key, ())]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans, one with a huge paragraph, one with very many targets, one too large to be read; a secret beside them."""
    outside = tmp_path_factory.mktemp("mcp")
    root = outside / "plans"
    (root / "huyen").mkdir(parents=True)
    for name in (DRAFT, *UPPERS):
        shutil.copy(SAMPLES / Path(name).name, root / name)
    lines = [f"- Ít nhất {n % 90 + 5}% hộ dân thôn {n} được dùng nước sạch vào năm 2025." for n in range(300)]
    (root / BIG).write_text("KẾ HOẠCH\nI. MỤC TIÊU\n" + "\n".join(lines), "utf-8")
    (root / LONG).write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n- " + "nước sạch " * 20_000 + "hết.", "utf-8")
    with (root / ENDLESS).open("wb") as file:
        file.truncate(600 << 20)
    (outside / "secret.txt").write_text(SECRET, "utf-8")
    (outside / "sitecustomize.py").write_text(SPY, "utf-8")
    return root


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """The server over the folder, started in another one."""
    with started(folder, "auto") as running:
        yield running


@contextmanager
def started(folder: Path, mode: str) -> Iterator[Server]:
    """A server and its client, which begins as assistants do today ("auto") or as older ones did ("legacy")."""
    from anyio.from_thread import start_blocking_portal
    from mcp import Client, StdioServerParameters

    paths = os.pathsep.join([str(folder.parent), os.environ["PYTHONPATH"]])
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "doichieu", "mcp", str(folder)],
        env=dict(os.environ) | {"PYTHONPATH": paths, "DOICHIEU_SPY": str(folder.parent / "spy.txt")},
        cwd=folder.parent,
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(program, mode=mode)) as client,
    ):
        yield Server(root=folder, portal=portal, client=client)


pytestmark = pytest.mark.mcp


def test_the_tools_only_read(server: Server) -> None:
    tools = server.portal.call(server.client.list_tools).tools
    assert [tool.name for tool in tools] == ["files", "read", "check", "diff", "rules", "search"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert "cursor" in server.client.instructions


@pytest.mark.slow
def test_an_older_assistant_is_answered_too(folder: Path) -> None:
    with started(folder, "legacy") as older:
        assert older.page("read", file=DRAFT)["answer"]["masthead"]["kind"] == "Kế hoạch"


def test_files_are_named_from_the_folder(server: Server) -> None:
    names = [told["file"] for told in server.page("files")["answer"]["files"]]
    assert names == [*UPPERS, LONG, BIG, ENDLESS, DRAFT]


def test_a_plan_is_the_contract_of_json(server: Server) -> None:
    pages = server.pages("read", file=DRAFT)
    told = json.loads(json.dumps(plan_to_json(read_plan(server.root / DRAFT))))
    first = pages[0]["answer"]
    assert {key: first[key] for key in ("schema", "source", "masthead")} == {
        key: told[key] for key in ("schema", "source", "masthead")
    }
    for key in ("targets", "tasks", "citations", "sections"):
        assert joined(pages, key) == told[key]
        assert joined(server.pages("read", file=DRAFT, part=key), key) == told[key]


def test_a_check_cites_rules_quotes_and_places(server: Server) -> None:
    pages = server.pages("check", draft=DRAFT, against=list(UPPERS))
    draft, *above = [read_plan(server.root / name) for name in (DRAFT, *UPPERS)]
    told = json.loads(json.dumps(review_to_json(review(draft, above))))
    for key in ("findings", "pairs", "unread"):
        assert joined(pages, key) == told[key]
    assert pages[0]["answer"]["summary"] == told["summary"]
    heavy = next(finding for finding in joined(pages, "findings") if finding["draft"])
    text = "".join(piece["text"] for piece in joined(server.pages("read", file=DRAFT, part="text"), "text"))
    assert " ".join(heavy["draft"]["text"].split()).rstrip(".") in text
    (rule,) = server.page("rules", code=heavy["rule"])["answer"]["rules"]
    assert rule["kind"] == heavy["kind"]


def test_two_versions_are_compared(server: Server) -> None:
    told = server.page("diff", old=UPPERS[1], new=DRAFT)["answer"]
    assert told["schema"] == "doichieu.diff/1"
    assert told["doubt"]


def test_every_rule_can_be_had(server: Server) -> None:
    from compare.rules import RULES

    assert [rule["rule"] for rule in joined(server.pages("rules"), "rules")] == list(RULES)
    assert "CT02" in server.error("rules", code="CT2")


def test_a_search_finds_words_without_their_accents(server: Server) -> None:
    hits = server.page("search", query="lương tối thiểu vùng", files=[DRAFT])["answer"]["hits"]
    assert hits == server.page("search", query="luong toi thieu vung", files=[DRAFT])["answer"]["hits"]
    assert hits[0]["file"] == DRAFT
    assert "lương tối thiểu vùng" in hits[0]["text"]
    assert hits[0]["place"]
    assert not server.page("search", query="lường tối thiểu vùng", files=[DRAFT])["answer"]["hits"]


def test_a_search_pages_on_through_all_files(server: Server) -> None:
    pages = server.pages("search", query="nước sạch")
    hits = joined(pages, "hits")
    assert len(pages) > 2
    assert sum(hit["file"] == BIG for hit in hits) == 300
    assert len({(hit["file"], hit["anchor"]["start"]) for hit in hits}) == len(hits)
    assert [unread["file"] for unread in joined(pages, "unread")] == [ENDLESS]


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "huyen/../../secret.txt",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "nowhere.txt",
        "",
        "\0",
    ],
)
def test_a_hostile_path_reads_nothing(server: Server, name: str) -> None:
    calls: list[tuple[str, dict[str, object]]] = [
        ("read", {"file": name}),
        ("read", {"file": name, "part": "text"}),
        ("check", {"draft": name, "against": [UPPERS[0]]}),
        ("check", {"draft": DRAFT, "against": [name]}),
        ("diff", {"old": name, "new": DRAFT}),
        ("search", {"query": "mat khau", "files": [name]}),
    ]
    for tool, values in calls:
        text = server.error(tool, **values)
        assert SECRET not in text
        assert str(server.root) not in text
        assert "Traceback" not in text


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_out_of_the_folder_reads_nothing(server: Server) -> None:
    link = server.root / "link.txt"
    link.symlink_to(server.root.parent / "secret.txt")
    try:
        assert SECRET not in server.error("read", file="link.txt", part="text")
        assert not server.page("search", query=SECRET)["answer"]["hits"]
    finally:
        link.unlink()


def test_a_file_too_large_is_refused_with_a_reason(server: Server) -> None:
    assert ENDLESS in server.error("read", file=ENDLESS)
    assert server.page("read", file=DRAFT)["answer"]["masthead"]


def test_a_large_plan_comes_in_pages(server: Server) -> None:
    pages = server.pages("read", file=BIG, part="targets")
    assert len(pages) > 5
    assert len({target["id"] for target in joined(pages, "targets")}) == 300
    assert pages[0]["left"] == 300 - len(pages[0]["answer"]["targets"])


def test_a_huge_paragraph_is_cut_and_can_be_read_whole(server: Server) -> None:
    pages = server.pages("read", file=LONG)
    assert sum(page["shortened"] for page in pages) > 0
    text = "".join(piece["text"] for piece in joined(server.pages("read", file=LONG, part="text"), "text"))
    assert text.count("nước sạch") == 20_000


def test_wrong_arguments_are_told(server: Server) -> None:
    assert "against" in server.error("check", draft=DRAFT, against=[])
    assert "against" in server.error("check", draft=DRAFT, against=[UPPERS[0]] * 11)
    assert "cursor" in server.error("read", file=DRAFT, cursor="targets:99999")
    assert "cursor" in server.error("search", query="a", cursor="99:0")
    assert server.error("search", query=" ")
    assert server.error("search", query="x" * 301)
    assert server.error("read", file=DRAFT, part="secrets")


def test_no_connection_to_another_machine_is_made(server: Server) -> None:
    server.page("check", draft=DRAFT, against=list(UPPERS))
    assert not (server.root.parent / "spy.txt").exists()


def test_without_the_sdk_the_command_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    assert run("mcp", ".") == 2
    assert "doichieu[mcp]" in capsys.readouterr().err


def test_a_folder_is_needed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mcp", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err
