"""Every shipped row says where and when it was read, and a finding that leans on memory is a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compare.decisions.settings import Settings
from compare.keeping.rows import REGISTERS, Row, counted, every, kind_of_source
from compare.model import Severity
from compare.reviewing import review
from compare.words import table
from tests.compare.plans import LOWER, lower_plan, upper_plan

ROWS = every()
PARTS = {"number", "date", "title", "end", "name", "now"}


@pytest.mark.parametrize("register", REGISTERS)
def test_every_shipped_row_has_source_and_day(register: str) -> None:
    rows = [row for row in ROWS if row.register == register]
    assert rows
    for row in rows:
        assert row.source.strip(), row.key
        assert date.fromisoformat(row.seen).year >= 2026, row.key
        assert row.read_in.strip(), row.key


def test_memory_names_parts_that_exist() -> None:
    for row in ROWS:
        assert set(row.memory) <= PARTS, row.key
        # "theo trí nhớ" alone is no source, so that such a row must say so in its parts.
        assert row.memory or "trí nhớ" not in row.read_in, row.key


def test_a_document_without_date_says_so() -> None:
    for row in ROWS:
        if row.register == "documents" and not row.values.get("date"):
            assert "date" in row.memory, row.key


def test_rows_are_counted_by_source() -> None:
    found = counted(ROWS)
    for register, counts in found.items():
        told = sum(count for kind, count in counts.items() if kind != "partly")
        assert told == sum(row.register == register for row in ROWS)
    assert found["documents"]["official"] > 10
    assert found["documents"]["own"] == 0
    # A row that rests on nothing else than memory stays a small minority.
    assert found["documents"]["memory"] <= len(ROWS) // 20


@pytest.mark.parametrize(
    ("source", "memory", "kind"),
    [
        ("vanban.chinhphu.vn docid=1; GitHub 12", (), "official"),
        ("GitHub 12 (số); ngày theo trí nhớ", ("date",), "repositories"),
        ("theo trí nhớ", ("number", "end"), "memory"),
        ("sách in", (), "other"),
    ],
)
def test_the_strongest_source_counts(source: str, memory: tuple[str, ...], kind: str) -> None:
    row = Row(register="documents", key="1/QĐ-X", values={"source": source, "memory": list(memory)})
    assert kind_of_source(row) == kind
    assert kind in (*table("keeping")["sources"], "memory", "other")


OWN = """
[[documents]]
kind = "Quyết định"
number = "5123/QĐ-TTg"
date = 2019-05-06
title = "Chương trình Xanh"
issuer = "Thủ tướng Chính phủ"
replaced_by = "5124/QĐ-TTg"
replaced_on = 2020-05-06
{memory}
"""
BASIS = "Căn cứ Quyết định số 5123/QĐ-TTg ngày 06 tháng 5 năm 2019 của Thủ tướng Chính phủ phê duyệt Chương trình Xanh;"


@pytest.mark.parametrize(
    ("memory", "severity", "doubt"),
    [("", Severity.CRITICAL, False), ('memory = ["end"]', Severity.NOTE, True)],
)
def test_memory_gives_a_note(tmp_path: Path, memory: str, severity: Severity, doubt: bool) -> None:
    path = tmp_path / "so.toml"
    path.write_text(OWN.format(memory=memory), encoding="utf-8")
    target = "60% số thôn có nhà văn hóa."
    draft = lower_plan(target, head=replace(LOWER, bases=(BASIS, *LOWER.bases)))
    found = review(draft, [upper_plan(target)], Settings(registers=(path,))).findings
    (told,) = [finding for finding in found if finding.rule == "CC05"]
    assert told.severity is severity
    assert ("theo danh mục, cần kiểm tra lại" in told.message) is doubt
    assert "theo danh mục của cơ quan" in told.message


@pytest.mark.parametrize("row", [row for row in ROWS if row.memory], ids=lambda row: row.key)
def test_a_shipped_row_from_memory_is_never_certain(row: Row) -> None:
    from compare.lineage.register import register_of
    from compare.naming import register as naming

    if row.register == "documents":
        known = register_of(()).numbered(row.key)
        assert known is not None
        assert not known.certain(*row.memory)
    elif row.register in ("agencies", "places") and {"end", "now"} & set(row.memory):
        name = naming.register_of(row.register, ()).of(row.key)
        assert name is not None
        assert not name.certain
