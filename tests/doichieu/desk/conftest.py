"""A desk of its own for each test, with its folder, its account and a browser that was let in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core import signing
from django.db import connection
from django.test import Client

from doichieu.desk.config import FOLDER, DeskConfig
from doichieu.desk.gate import COOKIE
from doichieu.desk.store import queue
from doichieu.desk.store.models import Account, JobKind, JobState, Role
from doichieu.desk.work.registry import KINDS
from doichieu.desk.work.worker import do

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
UPPERS = ("a1-qd-ttg.docx", "a2-kh-tinh.docx")
LOG = import_module("doichieu.desk.store.migrations.0002_log_is_append_only")
DRAFT = "a5-kh-huyen-da-lung.txt"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[DeskConfig]:
    """The folder and the database of a desk, prepared as a start does."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "desk"))
    made = DeskConfig.current()
    made.prepare()
    yield made
    # The database is emptied behind each test, which the triggers forbid.
    with connection.schema_editor() as editor:
        LOG.allow(None, editor)
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed:
                editor.execute(f"DELETE FROM {model._meta.db_table}")
        editor.execute("DELETE FROM sqlite_sequence")  # numbers begin anew, as those of a copied state
        LOG.forbid(None, editor)


@pytest.fixture
def account(desk: DeskConfig) -> Account:
    return Account.objects.create(username="may-nay", name="Lê Thị Hoa", role=Role.ADMIN, password="!")


@pytest.fixture
def client(account: Account) -> Client:
    """A browser with the cookie of the account."""
    return browser(account)


def browser(account: Account, *, enforce_csrf_checks: bool = False) -> Client:
    made = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=enforce_csrf_checks)
    made.cookies[COOKIE] = signing.dumps(account.pk, salt="doichieu.desk")
    return made


def work_off(*, drawing: bool = False) -> None:
    """Do all jobs, as the worker does; pages are drawn only where a test looks at them, since that takes seconds."""
    while (job := queue.take("worker")) is not None:
        if job.kind == JobKind.DRAW and not drawing:
            queue.end(job, JobState.CANCELLED)
        else:
            do(job, KINDS[job.kind])
