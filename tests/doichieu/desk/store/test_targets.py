"""Rows of the targets of a plan."""

from __future__ import annotations

from pathlib import Path

from doichieu.desk.store import targets
from doichieu.desk.store.models import Account, Reading, State, StoredFile, TargetRow
from extract import read_plan


def test_a_long_target_is_kept_once_not_for_each_measure(account: Account, tmp_path: Path) -> None:
    values = ", ".join(f"năm 20{year} đạt {year}% số thôn" for year in range(26, 31))
    many = ", ".join(f"nhóm {number} đạt {number % 90 + 1}%" for number in range(300))
    text = f"KẾ HOẠCH\nII. MỤC TIÊU\n1. Nước sạch: {values}.\n2. Tỷ lệ hộ theo nhóm: {many}.\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    plan = read_plan(path)
    file = StoredFile.objects.create(sha256="a" * 64, size=1, name="a.txt", ending=".txt", by=account)
    targets.write(Reading.objects.create(file=file, program="1", state=State.DONE), plan, plan)
    words = list(TargetRow.objects.order_by("ordinal").values_list("folded", flat=True))
    assert len(words) > 200
    assert all("nuoc sach" in line and "nam 2030" in line for line in words[:5])
    assert max(map(len, words)) < 4_200
    assert "nhom 299" in words[-1]
