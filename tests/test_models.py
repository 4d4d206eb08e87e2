"""Every field of the dataclasses of plans and comparisons has a docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
MODULES = ("extract/document.py", "extract/model.py", "compare/model.py")
CHIEF = [
    "Measure",
    "Target",
    "Task",
    "Citation",
    "Masthead",
    "Anchor",
    "Plan",
    "Pair",
    "Place",
    "Difference",
    "Finding",
    "Review",
]


def dataclasses_in(source: str) -> Iterator[ast.ClassDef]:
    """The public dataclasses of a module."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            names = {
                ast.unparse(mark.func if isinstance(mark, ast.Call) else mark) for mark in node.decorator_list
            }
            if names & {"dataclass", "dataclasses.dataclass"}:
                yield node


def fields_of(noun: ast.ClassDef) -> Iterator[tuple[str, str | None]]:
    """Each field with the docstring under it, None without one."""
    for field, behind in zip(noun.body, [*noun.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = behind.value if isinstance(behind, ast.Expr) else None
            said = text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None
            yield field.target.id, said


NOUNS = [
    pytest.param(noun, id=noun.name)
    for module in MODULES
    for noun in dataclasses_in((PROJECT / module).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_of_a_noun_is_explained(noun: ast.ClassDef) -> None:
    fields = dict(fields_of(noun))
    assert fields
    assert [name for name, text in fields.items() if text is None or len(text.split()) < 2] == []


def test_the_main_dataclasses_are_checked() -> None:
    assert set(CHIEF) <= {str(noun.id) for noun in NOUNS}


def test_a_field_without_a_docstring_is_detected() -> None:
    (noun,) = dataclasses_in(
        '@dataclass\nclass A:\n    x: int\n    """So many."""\n    y: int = 0\n    z: int\n'
    )
    assert dict(fields_of(noun)) == {"x": "So many.", "y": None, "z": None}
