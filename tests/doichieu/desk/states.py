"""States of a desk that many tests begin with: each is made once in a process, and copied for every other test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from doichieu.desk.config import DeskConfig
from doichieu.desk.store.models import Account, Review

from .conftest import DRAFT, SAMPLES, UPPERS, work_off

_made: dict[str, tuple[sqlite3.Connection, Path]] = {}


def brought(name: str, make: Callable[[], object], *, goes_on: bool = False) -> None:
    """Bring a desk to a state; one that holds more than its account does what ``make`` does.

    ``make`` must give the same whenever it is called; ``goes_on`` tells that it always finds the desk as it is now.
    """
    if not goes_on and _holds_something():
        make()
    elif name in _made:
        _restore(*_made[name])
    else:
        make()
        _made[name] = _copy(name)


def _holds_something() -> bool:
    models = (model for model in apps.get_models() if model._meta.managed and model is not Account)
    return any(model._default_manager.exists() for model in models)


def _copy(name: str) -> tuple[sqlite3.Connection, Path]:
    kept = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(kept)
    folder = DeskConfig.current().folder
    place = folder.parent.with_name(f"desk-{name}")  # it outlives the folder of the test
    shutil.copytree(folder, place)
    return kept, place


def _restore(kept: sqlite3.Connection, place: Path) -> None:
    connection.ensure_connection()
    kept.backup(connection.connection)
    shutil.copytree(place, DeskConfig.current().folder, dirs_exist_ok=True)


def sent(name: str) -> SimpleUploadedFile:
    """A sample as a browser sends it."""
    return SimpleUploadedFile(name, SAMPLES.joinpath(name).read_bytes())


def with_library(client: Client) -> None:
    """The upper plans of the sample, read."""

    def make() -> None:
        client.post("/van-ban/nop", {"tep": [sent(name) for name in UPPERS]})
        work_off()

    brought("library", make)


def dropped(client: Client, name: str = DRAFT) -> Review:
    """The review of a sample, worked off with what is in the library."""
    client.post("/nop", {"tep": sent(name)})
    work_off()
    return Review.objects.latest("pk")


def with_review(client: Client, name: str = DRAFT, *, goes_on: bool = False) -> Review:
    """The review of a sample and the library that it needs; ``goes_on`` tells that the library is there."""

    def make() -> None:
        if not goes_on:
            with_library(client)
        dropped(client, name)

    brought(f"review of {name}", make, goes_on=goes_on)
    return Review.objects.latest("pk")
