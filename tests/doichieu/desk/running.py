"""A desk as its user has it: the real command in a process of its own, and a client that is no browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
UPPERS = ("a1-qd-ttg.docx", "a2-kh-tinh.docx")
DRAFT = "a4-kh-huyen-na-suong.pdf"
PATIENCE = 120.0
"""Seconds for which something is awaited at most, on a machine that has other work."""

Found = TypeVar("Found")
Sent = tuple[str, bytes]
"""A file: its name and its bytes."""


def awaited(look: Callable[[], Found | None], seconds: float = PATIENCE) -> Found:
    """The first answer that is one; raises ``TimeoutError``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.03)
    raise TimeoutError(f"nothing within {seconds:.0f} s")


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


class RunningDesk:
    """One desk: its process, its folder, its address; pages of Word and text are not drawn without ``office``."""

    def __init__(self, folder: Path, *, office: bool = True) -> None:
        self.folder = folder
        self.office = office
        self.address = self.token = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._log = folder.with_name(f"{folder.name}.log")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the command and wait for its address."""
        (self.folder / "running.json").unlink(missing_ok=True)
        command = [sys.executable, "-m", "doichieu", "desk", "--no-browser", "--port", "0"]
        programs = {} if self.office else {"PATH": ""}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--folder", str(self.folder)],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **programs},
            )
        told = awaited(self._told)
        self.token = told
        self.address = told.split("/?")[0]

    def _told(self) -> str | None:
        assert self._process is not None
        if self._process.poll() is not None:
            raise RuntimeError(self.log)
        with suppress(OSError, ValueError):
            return str(json.loads((self.folder / "running.json").read_text(encoding="utf-8"))["address"])
        return None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End the server as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def worker(self) -> int:
        """The process id of the worker, as soon as there is one."""
        return awaited(lambda: next(iter(children(self.pid, "doichieu.desk.work")), None))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the database, as another program sees them."""
        with closing(sqlite3.connect(self.folder / "desk.sqlite3", timeout=20)) as connection:
            return connection.execute(query, values).fetchall()


def children(pid: int, module: str = "") -> list[int]:
    """The running children of a process, on Linux; with ``module``, those that run it."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text(encoding="ascii").split())
    return [one for one in found if not module or module in command_of(one)]


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits for its parent does not."""
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1]
        return state.split()[0] != "Z"
    return False


@dataclass
class Visitor:
    """A client with the cookies of one browser."""

    desk: RunningDesk
    cookies: dict[str, str] = field(default_factory=dict)

    def enter(self) -> Self:
        """Come in by the address that the desk has told."""
        token = self.desk.token
        self.ask("GET", token[token.index("/?") :])
        self.ask("GET", "/")
        return self

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        at = urlsplit(self.desk.address)
        with closing(http.client.HTTPConnection(at.hostname or "", at.port, timeout=PATIENCE)) as connection:
            told = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
            if method == "POST":
                told["X-CSRFToken"] = self.cookies.get("desk_csrf", "")
            connection.request(method, path, body, {**told, **(headers or {})})
            answer = connection.getresponse()
            content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update({key: one.value for key, one in SimpleCookie(line).items()})
        return Answer(answer.status, dict(answer.headers), content)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})

    def post(self, path: str, fields: Mapping[str, object] | None = None, *, request: str = "") -> Answer:
        """Send a form as the scripts of the pages do, with the id of the request."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Request-Id": request or str(uuid.uuid4()),
        }
        return self.ask("POST", path, urlencode(fields or {}).encode(), headers)

    def send(self, path: str, sent: Sequence[Sent], *, request: str = "") -> Answer:
        """Send files."""
        mark = uuid.uuid4().hex
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "X-Request-Id": request or str(uuid.uuid4()),
        }
        return self.ask("POST", path, multipart(sent, mark), headers)

    def sample(self) -> int:
        """The review of the sample, worked off."""
        return self.worked_off(number_in(self.post("/mau").headers["Location"]))

    def draft(self, sent: Sent) -> int:
        """The review of a new draft, worked off."""
        return self.worked_off(number_in(self.send("/nop", [sent]).headers["Location"]))

    def worked_off(self, review: int) -> int:
        awaited(lambda: self.desk.rows(_WORKED_OFF, review))
        return review

    def page(self, review: int) -> str:
        return self.get(f"/ra-soat/{review}/").text


_WORKED_OFF = "SELECT 1 FROM store_review WHERE id = ? AND state IN ('open', 'asking')"


def number_in(address: str) -> int:
    """The number of a review in its address."""
    found = re.search(r"/ra-soat/(\d+)/", address)
    assert found, address
    return int(found[1])


def cards_in(page: str) -> list[str]:
    """The keys of the cards in a list, notes apart."""
    return re.findall(r'<li id="t-([^"]+)" role="option" class="(?!note)', page)


def names_below(folder: Path) -> list[Path]:
    """Every file and folder below; what the desk takes away while one looks is no error."""
    return [Path(place) / name for place, folders, files in os.walk(folder) for name in (*folders, *files)]


def multipart(sent: Sequence[Sent], mark: str) -> bytes:
    """Files as a browser sends a form of them."""
    parts = []
    for name, data in sent:
        told = name.replace('"', "%22").encode()
        head = b'Content-Disposition: form-data; name="tep"; filename="' + told + b'"\r\n'
        parts.append(
            b"--" + mark.encode() + b"\r\n" + head + b"Content-Type: application/octet-stream\r\n\r\n" + data
        )
    return b"\r\n".join([*parts, b"--" + mark.encode() + b"--\r\n"])


def sample(name: str) -> Sent:
    return name, (SAMPLES / name).read_bytes()


def memory(pid: int) -> int:
    """Resident bytes of a process, on Linux."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE")
