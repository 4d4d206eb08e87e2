"""Starting and ending the desk: one server and one worker for each folder, and the browser."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from doichieu.desk.config import FOLDER, IDLE, PORT, UPLOAD, DeskConfig, write_privately
from doichieu.desk.texts import say

_THREADS = 8
_WAIT = 10.0
"""Seconds for which a second start waits for the address of the first."""


def run(
    desk: DeskConfig, port: int = PORT, *, browser: bool = True, tell: Callable[[str], None] = print
) -> None:
    """Serve a desk until it is ended; where it runs already, only open the browser.

    Raises:
        OSError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    desk.prepare()
    os.environ[FOLDER] = str(desk.folder)
    try:
        with FileLock(desk.lock, timeout=0):
            _serve(desk, port, browser=browser, tell=tell)
    except Timeout:
        address = _address_of_first(desk)
        tell(say("start.again", address=address))
        if browser:
            webbrowser.open(address)


def set_up(desk: DeskConfig) -> None:
    """Load Django, bring the database to the models of today, make the one account."""
    os.environ[FOLDER] = str(desk.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "doichieu.desk.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from doichieu.desk.store.models import Account, Role
    from doichieu.desk.store.models.accounts import HERE

    if not Account.objects.exists():
        Account.objects.create(username=HERE, role=Role.ADMIN, password="!")


def _serve(desk: DeskConfig, port: int, *, browser: bool, tell: Callable[[str], None]) -> None:
    _empty(desk.scratch)
    set_up(desk)
    from doichieu.desk import gate
    from doichieu.desk.store import queue
    from doichieu.desk.wsgi import application

    token = secrets.token_urlsafe(24)
    app = application()
    server = _server(app, port)
    address = f"http://127.0.0.1:{server.effective_port}/?{gate.TOKEN}={token}"
    write_privately(desk.running, json.dumps({"address": address, "pid": os.getpid()}))
    keeper = Keeper(desk, app.idle, on_idle=partial(_close, server))
    gate.admit(token, keeper.leave)
    keeper.start()
    queue.listen(keeper.tell)
    tell(say("start.opened", address=address))
    tell(say("start.stop"))
    if browser:
        webbrowser.open(address)
    try:
        server.run()
    except OSError:
        if not keeper.ended:  # closing the server may end its loop with an error
            raise
    finally:
        if keeper.ended:
            tell(say("start.ended" if keeper.left else "start.idle"))
        keeper.stop()
        desk.running.unlink(missing_ok=True)


def _server(app: Any, port: int) -> Any:
    """A server at the usual port, else at a free one."""
    from waitress import create_server

    options = {
        "host": "127.0.0.1",
        "threads": _THREADS,
        "max_request_body_size": UPLOAD,
        "ident": None,
        "channel_timeout": 120,
        "clear_untrusted_proxy_headers": True,
    }
    try:
        return create_server(app, port=port, **options)
    except OSError:
        return create_server(app, port=0, **options)


def _close(server: Any) -> None:
    """Close the server, and the connections that browsers hold."""
    for channel in list(server.active_channels.values()):
        channel.will_close = True
    server.close()


def _address_of_first(desk: DeskConfig) -> str:
    """The address of the desk that runs already, which may be starting just now."""
    end = time.monotonic() + _WAIT
    while True:
        with suppress(OSError, ValueError, KeyError):
            return str(json.loads(desk.running.read_text(encoding="utf-8"))["address"])
        if time.monotonic() > end:
            return f"http://127.0.0.1:{PORT}/"
        time.sleep(0.1)


def _empty(folder: Path) -> None:
    """Remove what an earlier run has left half done."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


class Keeper:
    """Keeps the worker alive, and ends the desk when nobody has used it for long."""

    def __init__(self, desk: DeskConfig, idle: Callable[[], float], on_idle: Callable[[], object]) -> None:
        self._desk, self._idle, self._on_idle = desk, idle, on_idle
        self._worker: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._telling = threading.Lock()
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    @property
    def ended(self) -> bool:
        return self._over.is_set()

    def start(self) -> None:
        self._thread.start()

    def leave(self) -> None:
        """End the desk as after long idleness: the answer that is under way is given first."""
        self._leave.set()

    @property
    def left(self) -> bool:
        return self._leave.is_set()

    def tell(self, line: bytes) -> None:
        """Tell the worker something that is not to be stored, by its standard input."""
        worker = self._worker
        if worker is not None and worker.stdin:
            with suppress(OSError), self._telling:
                worker.stdin.write(line)
                worker.stdin.flush()

    def stop(self) -> None:
        """End the worker, which ends its children."""
        self._over.set()
        self._thread.join(5)
        worker = self._worker
        if worker is None:
            return
        if worker.stdin:
            with suppress(OSError):
                worker.stdin.close()
        try:
            worker.wait(5)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()

    def _keep(self) -> None:
        pause = 0.5
        while True:
            started = time.monotonic()
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "doichieu.desk.work"],
                stdin=subprocess.PIPE,
                env={**os.environ, FOLDER: str(self._desk.folder)},
                **_windowless(),
            )
            while self._worker.poll() is None:
                if self._over.wait(0.5):
                    return
                leaving = self.left
                if leaving:
                    self._over.wait(1)  # the answer that says so is given first
                if leaving or self._idle() > IDLE:
                    self._over.set()
                    self._on_idle()
                    return
            # One that ends at once again and again must not keep the machine busy.
            pause = 0.5 if time.monotonic() - started > 30 else min(pause * 2, 30.0)
            if self._over.wait(pause):
                return


def _windowless() -> dict[str, Any]:
    """Options for a program without a console window on Windows."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {}
