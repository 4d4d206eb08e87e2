"""A folder of small plans, and a run over it in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doichieu import cli
from doichieu.runs import scheduling
from tests.doichieu.runs.lending import Worker

UPPER = """ỦY BAN NHÂN DÂN
TỈNH HÀ LĨNH
Số: 31/KH-UBND
Hà Lĩnh, ngày 05 tháng 4 năm 2021
KẾ HOẠCH
Cấp nước sạch nông thôn giai đoạn 2021 - 2025
I. MỤC TIÊU
1. Ít nhất 80% số hộ ở nông thôn dùng nước sạch.
2. 100% trạm y tế có nước sạch.
3. Xây dựng 40 công trình cấp nước.
II. NHIỆM VỤ
1. Kiểm tra chất lượng nước hằng năm.
"""
LOWER = """ỦY BAN NHÂN DÂN
HUYỆN {capitals}
Số: {number}/KH-UBND
{name}, ngày 20 tháng 5 năm 2021
KẾ HOẠCH
Cấp nước sạch nông thôn giai đoạn 2021 - 2025 trên địa bàn huyện {name}, tỉnh Hà Lĩnh
Căn cứ Kế hoạch số 31/KH-UBND ngày 05/4/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh về cấp nước sạch nông thôn.
I. MỤC TIÊU
1. Ít nhất {share}% số hộ ở nông thôn dùng nước sạch.
2. 100% trạm y tế có nước sạch.
3. Xây dựng {works} công trình cấp nước.
II. NHIỆM VỤ
1. Kiểm tra chất lượng nước hằng năm.
"""
NAMES = ("Đồi Gió", "Khe Sậy", "Bãi Dâu", "Gò Mận")


def lower(name: str, share: int = 80, number: int = 12, works: int = 10) -> str:
    return LOWER.format(name=name, capitals=name.upper(), share=share, number=number, works=works)


class Folder:
    """Drafts, their reference, and the folder of results."""

    def __init__(self, path: Path, worker: Worker) -> None:
        self.worker = worker
        self.path, self.drafts, self.out = path, path / "dự thảo", path / "kết quả"
        self.upper = path / "tỉnh.txt"
        self.drafts.mkdir()
        self.upper.write_text(UPPER, encoding="utf-8")

    def add(self, name: str, text: str) -> Path:
        path = self.drafts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *words: str) -> int:
        """Run ``doichieu batch`` on the folder, by default in the worker process that all tests share."""
        base = ("batch", str(self.drafts), "--against", str(self.upper), "-o", str(self.out), "--no-config")
        if {"--jobs", "--scheduler"} & set(words):
            return cli.run([*base, *words])
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(scheduling, "_processes", self.worker.lent)
            return cli.run([*base, *words])

    @property
    def told(self) -> dict[str, Any]:
        """The content of ``run.json``."""
        data: dict[str, Any] = json.loads((self.out / "run.json").read_text(encoding="utf-8"))
        return data

    def results(self) -> dict[str, dict[str, Any]]:
        """The results by file, without their times."""
        found = [json.loads(path.read_bytes()) for path in (self.out / "results").glob("*.json")]
        return {one["file"]: {**one, "seconds": None} for one in found}


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """The worker process that all runs share."""
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path, worker: Worker) -> Folder:
    """Four districts, one of them weaker."""
    made = Folder(tmp_path, worker)
    for number, name in enumerate(NAMES):
        made.add(f"{number} {name}.txt", lower(name, share=80 - 20 * (number == 2), number=number + 10))
    return made


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """A function that returns the output so far, of both streams."""
    return lambda: "".join(capsys.readouterr())
