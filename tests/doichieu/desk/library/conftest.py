"""A library of two plans, a review of a draft, and forms as a browser sends them back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doichieu.desk.store.models import Document, Level, Review, TargetRow

from ..conftest import SAMPLES
from ..states import with_library, with_review

WORKERS = "Ít nhất 65% số thôn"


def sent(name: str, text: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text or SAMPLES.joinpath(name).read_bytes())


@pytest.fixture
def plan(client: Client) -> Document:
    """The plan of the province, in a library of two."""
    with_library(client)
    return Document.objects.get(level=Level.UPPER, rank="province")


@pytest.fixture
def review(client: Client, plan: Document) -> Review:
    assert plan.pk
    return with_review(client, goes_on=True)


def row_of(plan: Document, text: str = WORKERS) -> TargetRow:
    assert plan.reading is not None
    return plan.reading.targets.filter(text__startswith=text).earliest("ordinal")


def form_of(client: Client, address: str) -> dict[str, str]:
    """The fields of a form as a browser would send them back."""
    page = client.get(address, headers={"X-Part": "1"}).content.decode()
    found = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', page))
    chosen = re.search(r'<option value="(\w+)" selected', page)
    return {**found, "bound": chosen[1] if chosen else "", "reason": ""}


def correct(client: Client, plan: Document, key: str, **fields: str) -> Any:
    address = f"/van-ban/{plan.pk}/sua/{key}"
    return client.post(
        address, {**form_of(client, address), "act": "change", **fields}, headers={"X-Part": "1"}
    )
