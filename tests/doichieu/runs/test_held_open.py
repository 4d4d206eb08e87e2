"""Files of a run that another program holds open, reports of older drafts, archives."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from doichieu import output
from doichieu.messages import UserError, catalogue
from doichieu.runs import archives, sources
from doichieu.runs.archives import Budget
from tests.doichieu.runs.conftest import Folder, lower


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that makes some names impossible to replace, as Windows does while a program has them open."""
    held: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name in held:
            raise PermissionError(13, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)

    def given(*names: str) -> None:
        held[:] = names

    return given


def test_an_open_report_ends_no_run(
    folder: Folder, hold: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    folder.run()
    report = next((folder.out / "units").glob("huyen-khe-say-*.html"))
    next(folder.out.glob(f"results/{report.stem[-12:]}*.json")).unlink()
    (folder.out / "run.json").unlink()
    hold(report.name, "matrix.xlsx")
    assert folder.run() in (0, 1)
    beside = report.with_name(f"{report.stem} (2).html")
    assert beside.is_file()
    assert (folder.out / "matrix (2).xlsx").is_file()
    told = capsys.readouterr().err
    assert beside.name in told
    assert "matrix (2).xlsx" in told
    # The report beside is found again; what is closed meanwhile is written under its own name.
    hold()
    before = (folder.out / "matrix.xlsx").stat().st_mtime_ns
    folder.run()
    assert folder.told["made"] == 0
    assert (folder.out / "matrix.xlsx").stat().st_mtime_ns > before


def test_reports_of_older_drafts_are_put_away(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.run()
    old = {path.name for path in (folder.out / "units").glob("*.html")}
    (folder.drafts / "0 Đồi Gió.txt").write_text(lower("Đồi Gió", share=85), encoding="utf-8")
    folder.run()
    now = {path.name for path in (folder.out / "units").glob("*.html")}
    assert len(now) == len(old)
    assert {path.name for path in (folder.out / "units" / "ban-cu").iterdir()} == old - now
    assert "đã được chuyển vào" in capsys.readouterr().err


def test_what_archives_held_is_gone_after_a_run(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(folder.drafts / "nộp.zip", "w") as archive:
        archive.writestr("xã.txt", lower("Xóm Nghè", number=77))
    folder.run()
    assert len(folder.told["files"]) == 5
    assert not (folder.out / "unpacked").exists()
    capsys.readouterr()
    folder.run()
    assert "Lượt này làm 0 tệp" in capsys.readouterr().out


def test_all_archives_share_one_budget(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        with zipfile.ZipFile(folder.drafts / f"{number}.zip", "w") as archive:
            archive.writestr(f"x{number}.txt", "x" * 1000)
    monkeypatch.setattr(archives, "_MOST", 2500)
    assert Budget().left == 2500
    files, failures = sources.find(
        [str(folder.drafts)], leave_out=[], unpacked=tmp_path / "u", say=catalogue("vi")
    )
    assert [failure.file for failure in failures] == ["2.zip"]
    assert {"0.zip/x0.txt", "1.zip/x1.txt"} <= {file.name for file in files}


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, hold: Callable[..., None]) -> None:
    hold("a.txt")
    with pytest.raises(UserError):
        output.write(tmp_path / "a.txt", b"x")
    assert list(tmp_path.iterdir()) == []
