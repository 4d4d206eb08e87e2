"""Results that functions keep: each number of them has a bound, and no output depends on them."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import compare
import extract
import templates
from compare import review
from compare.survey.unit import unit_review
from compare.survey.unit_json import to_json
from extract import read_plan
from extract.kept import kept
from tests.sample_plans import SAMPLES, expected

PACKAGES = (extract, compare, templates)
KEPT: Any = type(kept(1)(str))
DRAFTS = ("a3-kh-huyen-khe-vang", "a5-kh-huyen-da-lung")
FIXED = {"toml_tables", "lexicon", "jinja", "reader", "letters", "ocr", "words", "spelt", "reading", "units"}
"""Modules whose functions keep everything: files of the program, and as many more values as it has of its own."""


def keeping() -> Iterator[tuple[Any, str, Any]]:
    """(module, name, function) of each function that keeps results, in every module that has it."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    roots = tuple(package.__name__ for package in PACKAGES)
    for module in [one for name, one in sys.modules.items() if name.partition(".")[0] in roots]:
        for name, value in list(vars(module).items()):
            if isinstance(value, KEPT) and value.__module__.partition(".")[0] in roots:
                yield module, name, value


def outputs() -> list[bytes]:
    """All that a run makes of some samples, one after the other."""
    made = []
    for draft in DRAFTS:
        told = expected(draft, "review")
        plans = [read_plan(SAMPLES / name) for name in (told["draft"], *told["references"])]
        found = review(plans[0], plans[1:])
        made += [templates.render(found, form) for form in ("html", "json")]
        made.append(json.dumps(to_json(unit_review(found, file="", sha256=""))).encode())
    return made


def test_what_depends_on_texts_has_a_bound() -> None:
    without = {
        f"{value.__module__}.{value.__name__}"
        for _, _, value in keeping()
        if value.cache_parameters()["maxsize"] is None
        and inspect.signature(value).parameters
        and value.__module__.rpartition(".")[2] not in FIXED
    }
    assert not without


def test_outputs_are_the_same_without_kept_results(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = outputs(), outputs()
    bounded = [one for one in keeping() if one[2].cache_parameters()["maxsize"] is not None]
    assert len({value for _, _, value in bounded}) > 50
    for module, name, value in bounded:
        monkeypatch.setattr(module, name, value.__wrapped__)
    assert outputs() == first == again


def test_kept_results_do_not_exceed_their_bound() -> None:
    outputs()
    for _, _, value in keeping():
        found = value.cache_info()
        assert found.maxsize is None or found.currsize <= found.maxsize


def test_the_last_results_are_kept() -> None:
    calls: list[str] = []

    @kept(2)
    def doubled(text: str) -> str:
        calls.append(text)
        return text * 2

    assert [doubled(text) for text in "abab"] == ["aa", "bb", "aa", "bb"]
    assert calls == ["a", "b"]
    assert [doubled(text) for text in "cb"] == ["cc", "bb"]
    assert doubled("a") == "aa"
    assert calls == ["a", "b", "c", "a"]
