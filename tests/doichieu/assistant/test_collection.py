"""Comparing for an assistant ends within limits, and the server goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

import compare
from compare import diffing
from doichieu.assistant import collection
from doichieu.assistant.collection import Collection
from doichieu.assistant.folder import Folder
from doichieu.assistant.server import _answering
from doichieu.assistant.tools import Tools
from doichieu.config import Config
from doichieu.limits import TooSlowError, limited
from doichieu.messages import catalogue
from tests.sample_plans import SAMPLES

DRAFT, UPPER = "a5-kh-huyen-da-lung.txt", "a2-kh-tinh.docx"


@pytest.fixture
def plans() -> Iterator[Collection]:
    made = Collection(Folder(SAMPLES), Config())
    yield made
    made.close()


def forever(*_: object, **__: object) -> None:
    while True:
        pass


def full(*_: object, **__: object) -> None:
    raise MemoryError


def test_a_comparison_without_end_is_ended(plans: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    check = partial(plans.review_json, DRAFT, [UPPER])
    changes = partial(plans.versions_json, DRAFT, DRAFT, [UPPER])
    with monkeypatch.context() as patched:
        patched.setattr(compare, "review", forever)
        patched.setattr(diffing, "diff", forever)
        patched.setattr(collection, "limited", partial(limited, 0.3))
        for work in (check, changes):
            with pytest.raises(TooSlowError):
                plans.in_turn(work)
    assert plans.in_turn(check)["pairs"]


@pytest.mark.mcp
@pytest.mark.parametrize(("fate", "word"), [(forever, "thời gian"), (full, "bộ nhớ")])
def test_the_assistant_is_told_in_a_sentence(
    plans: Collection, monkeypatch: pytest.MonkeyPatch, fate: Callable[..., None], word: str
) -> None:
    from mcp.server.mcpserver.exceptions import ToolError

    monkeypatch.setattr(compare, "review", fate)
    monkeypatch.setattr(collection, "limited", partial(limited, 0.3))
    tools = Tools(plans, catalogue("vi"))
    with pytest.raises(ToolError, match=word):
        _answering(tools.check, tools, tools.say)(DRAFT, [UPPER])
