"""Helpers of the tests of extract: documents made of lines, and a short notation for results.

A measure takes one line, with its parts in this order; parts in brackets are left out when they are empty:

    low[..high] unit bound effort [increase|decrease] [vs=YEAR] [per=BASE] [part] dl=WHEN better
        | subject [| scope: a; b] [| if: condition]

"-" stands for no unit and for no deadline, "ref" for a value that is a named amount; a subject is written without "số"
("number of") at its head.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extract.grammar.marks import Mark
from extract.grammar.measures import Context, read_measures
from extract.grammar.numbers.quantity import Quantity
from extract.model import Block, Document, Measure, Period, Style
from extract.structure.outline import Outline
from extract.text.cleaning import TEXT_STEPS
from extract.traced import Traced
from tests.fixtures import Fixture, read_fixtures

FIXTURES = Path(__file__).parent / "fixtures"
PLAN = Period(start=2021, end=2025)
_COUNTED = re.compile(r"^số\s+(?=\w)", re.IGNORECASE)


def fixtures(*names: str) -> pytest.MarkDecorator:
    """Each entry of the files as one case of a test with the argument ``fixture``."""
    cases = [
        pytest.param(fixture, id=f"{name}: {fixture.title}")
        for name in names
        for fixture in read_fixtures(FIXTURES / f"{name}.txt")
    ]
    return pytest.mark.parametrize("fixture", cases)


def all_sentences() -> list[str]:
    """The input of all fixtures about measures."""
    return [
        line
        for path in sorted(FIXTURES.glob("measures_*.txt"))
        for fixture in read_fixtures(path)
        for line in fixture.lines
    ]


def document_of(
    lines: Iterable[str],
    *,
    line: bool = False,
    full: bool | None = None,
    pages: Sequence[int] = (),
    bold: bool = False,
) -> Document:
    """A document with one block a line; ``line`` marks the blocks as mere lines, ``pages`` gives a page for each."""
    blocks: list[Block] = []
    start = 0
    for index, text in enumerate(lines):
        page = pages[index] if pages else None
        style = Style(bold=True) if bold else Style()
        blocks.append(Block(text=text, start=start, line=line, full=full, page=page, style=style))
        start += len(text) + 1
    whole = "\n".join(block.text for block in blocks)
    return Document(
        name="thu.txt",
        format="txt",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        text=whole,
        blocks=tuple(blocks),
    )


def cleaned(text: str) -> Traced:
    """A text after the cleaning steps within one block."""
    traced = Traced.of(text)
    for step in TEXT_STEPS:
        traced = step(traced)
    return traced


def period(text: str) -> Period:
    """The period of a text such as "2021-2025"."""
    start, end = text.split("-")
    return Period(start=int(start), end=int(end))


def context_of(fixture: Fixture) -> Context:
    """The context of a fixture: the period 2021-2025 or that of "@plan"; "@bare no" reads as in a task."""
    plan = period(fixture.settings["plan"]) if "plan" in fixture.settings else PLAN
    return Context(period=plan, plan=plan, bare=fixture.settings.get("bare") != "no")


def measures_in(text: str, context: Context | None = None) -> tuple[Measure, ...]:
    """The measures of one sentence, read as an item of a section for targets."""
    context = context or Context(period=PLAN, plan=PLAN)
    return read_measures(cleaned(text), context, document_of([text]))


def number(value: Decimal) -> str:
    """A number without trailing zeros or powers: 1000, 4.5."""
    return f"{value.normalize():f}"


def span(low: Decimal, high: Decimal) -> str:
    """A single value, or both ends of a range."""
    return number(low) if low == high else f"{number(low)}..{number(high)}"


def written(measure: Measure) -> str:
    """A measure in the notation above."""
    value = "ref"
    if measure.low is not None and measure.high is not None:
        value = span(measure.low, measure.high)
    words = [
        value,
        measure.unit or "-",
        measure.bound.value,
        measure.effort.value,
        measure.change.value if measure.change else "",
        f"vs={measure.baseline_year}" if measure.baseline_year else "",
        f"per={measure.per}" if measure.per else "",
        "each" if measure.each and measure.per != "unit" else "",
        "part" if measure.part else "",
        f"dl={measure.deadline or '-'}",
        measure.better.value,
        f"| {_COUNTED.sub('', measure.subject)}".rstrip(),
        f"| scope: {'; '.join(measure.scope)}" if measure.scope else "",
        f"| if: {measure.condition}" if measure.condition else "",
    ]
    return " ".join(word for word in words if word)


def written_mark(mark: Mark, text: str) -> str:
    """A mark in short form: "deadline «đến năm 2025» 2025"."""
    told = mark.date or mark.base or ""
    if mark.period:
        told = f"{mark.period.start}-{mark.period.end}"
    elif mark.year and not told:
        told = str(mark.year)
    return f"{mark.kind.value} «{text[mark.start : mark.end]}» {told}".rstrip()


def written_quantity(quantity: Quantity, text: str) -> str:
    """A quantity in short form: "60 % «60%»", "1..2 cán bộ «01 đến 02 cán bộ»"."""
    rate = f" per={quantity.per}" if quantity.per else ""
    place = f"«{text[quantity.start : quantity.end]}»"
    return f"{span(quantity.low, quantity.high)} {quantity.unit or '-'}{rate} {place}"


def written_outline(outline: Outline, *, roles: bool = False) -> list[str]:
    """A line a node: its depth as indentation, its label ("·" for none), «title», own text; then "! " remarks."""
    lines = []
    for index, node in enumerate(outline.nodes):
        depth = len(outline.ancestors(index)) - 1
        words = [
            node.name or "·",
            f"«{node.head.text}»" if node.head else "",
            node.text.text if node.text else "",
            f"[{node.role.value}]" if roles else "",
        ]
        lines.append("  " * depth + " ".join(word for word in words if word))
    return [*lines, *(f"! {told}" for told, _ in outline.irregular)]


def grouped(value: int) -> str:
    """A number with dots between the thousands."""
    return f"{value:,}".replace(",", ".")


def in_words(value: int) -> str:
    """A number below 10^12 in words, spelt by the tests themselves."""
    if value == 0:
        return "không"
    said: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, value = divmod(value, scale)
        if group:
            said.append(f"{_group_in_words(group, inner=bool(said))} {name}".strip())
    return " ".join(said)


def _group_in_words(group: int, *, inner: bool) -> str:
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [digits[hundreds], "trăm"] if hundreds or inner else []
    if tens == 0:
        said += ["linh", digits[ones]] if ones and said else [digits[ones]] if ones else []
    else:
        said += ["mười"] if tens == 1 else [digits[tens], "mươi"]
        special = {5: "lăm", 1: "mốt" if tens > 1 else "một"}
        said += [special.get(ones, digits[ones])] if ones else []
    return " ".join(said)
