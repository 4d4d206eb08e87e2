"""``batch``: a run started by another program."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from compare.model import Waiver
from compare.survey.unit import UnitReview
from doichieu import Batch, HandwrittenError, Plan, ReadError, Selection, Settings, batch, frame, read_plan
from doichieu.runs.outputs import Tables, overview_of
from doichieu.runs.store import Store
from extract.isolation import reader
from tests.doichieu.runs.conftest import NAMES, UPPER, Folder, lower


def untimed(reviews: tuple[UnitReview, ...]) -> list[UnitReview]:
    """The reviews without their times."""
    return [replace(one, seconds=0.0) for one in reviews]


def called(folder: Folder) -> Batch:
    return batch(sorted(folder.drafts.iterdir()), [folder.upper])


def test_a_batch_equals_the_files_of_the_command(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    found = called(folder)
    assert capsys.readouterr() == ("", "")
    assert not folder.out.exists()
    assert folder.run() == 1
    store = Store(folder.out)
    written = [store.load(path.stem) for path in (folder.out / "results").glob("*.json")]
    kept = tuple(sorted((one for one in written if one), key=lambda one: one.file))
    assert len(kept) == len(NAMES)
    assert untimed(found.reviews) == untimed(kept)
    assert found.overview == overview_of(kept, (), tables=Tables())


@pytest.mark.parametrize("copied", [True, False])
def test_files_are_read_in_a_child(folder: Folder, monkeypatch: pytest.MonkeyPatch, copied: bool) -> None:
    """Also where this process cannot be copied."""
    started: list[object] = []
    begin = reader.Reader.read

    def read(self: reader.Reader, path: Path) -> object:
        started.append(path)
        return begin(self, path)

    monkeypatch.setattr(reader.Reader, "read", read)
    monkeypatch.setattr(reader, "cheap", lambda: copied)
    assert [one.unit.name for one in called(folder).reviews] == [f"huyện {name}" for name in NAMES]
    assert len(started) == len(NAMES)


def test_the_number_of_processes_does_not_matter(folder: Folder) -> None:
    drafts = sorted(folder.drafts.iterdir())
    (folder.drafts / "rỗng.txt").touch()
    plans: list[Path | Plan] = [*drafts[:1], read_plan(drafts[1]), *drafts[2:], folder.drafts / "rỗng.txt"]
    many, one = (batch(plans, [folder.upper], jobs=jobs) for jobs in (2, 1))
    assert untimed(many.reviews) == untimed(one.reviews)
    assert many.failures == one.failures != ()
    assert many.overview == one.overview


def test_plans_and_names_may_be_mixed(folder: Folder) -> None:
    first, second, *_ = sorted(folder.drafts.iterdir())
    found = batch([str(first), read_plan(second)], [read_plan(folder.upper)])
    assert untimed(found.reviews) == untimed(called(folder).reviews)[:2]


def test_results_keep_the_order_of_the_drafts(folder: Folder) -> None:
    drafts = sorted(folder.drafts.iterdir(), reverse=True)
    found = batch((path for path in drafts), (folder.upper,))
    assert [one.file for one in found.reviews] == [path.name for path in drafts]


def test_files_with_one_name_stay_apart(folder: Folder) -> None:
    paths = [
        folder.add(f"{place}/kh.txt", lower(place, number=number)) for number, place in enumerate(NAMES[:2])
    ]
    assert [one.file for one in batch(paths, [folder.upper]).reviews] == [path.as_posix() for path in paths]


def test_a_draft_without_a_result_is_a_failure(folder: Folder) -> None:
    first = sorted(folder.drafts.iterdir())[0]
    drafts = {
        "không có.txt": "không tìm thấy tệp",
        "rỗng.txt": "tệp rỗng",
        "lạ.txt": "không được coi là kế hoạch",
        "bản sao.txt": first.name,
    }
    (folder.drafts / "rỗng.txt").touch()
    folder.add("lạ.txt", "Mời họp lúc 8 giờ.")
    folder.add("bản sao.txt", first.read_text(encoding="utf-8"))
    found = batch([first, *(folder.drafts / name for name in drafts)], [folder.upper])
    assert [one.file for one in found.reviews] == [first.name]
    assert [one.file for one in found.failures] == list(drafts)
    assert [one.sha256 is None for one in found.failures] == [True, False, False, False]
    for failure, reason in zip(found.failures, drafts.values(), strict=True):
        assert reason.lower() in failure.reason.lower()


def test_an_internal_error_stops_no_other_draft(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setattr(reader.Reader, "read", broken)
    found = batch([sorted(folder.drafts.iterdir())[0]], [read_plan(folder.upper)])
    assert "ZeroDivisionError: here" in found.failures[0].reason


def test_all_files_of_a_folder_may_be_given(folder: Folder) -> None:
    again = folder.add("tỉnh.txt", UPPER)
    found = called(folder)
    assert len(found.reviews) == len(NAMES)
    assert again.name not in [failure.file for failure in found.failures]


def test_decisions_of_the_office_apply(folder: Folder) -> None:
    drafts = sorted(folder.drafts.iterdir())
    waiver = Waiver(
        rule="CT02", quote="60% số hộ ở nông thôn", reason="đã giải trình", author="An", date="2021-06-01"
    )
    waived = batch(drafts, [folder.upper], waivers=[waiver])
    assert [row.waived for one in waived.reviews for row in one.findings if row.rule == "CT02"] == [
        "đã giải trình"
    ]
    off = batch(drafts, [folder.upper], rules=Selection(ignore=("CT02",)))
    assert not any(row.rule == "CT02" for one in off.reviews for row in one.findings)


def test_mistakes_of_the_caller_are_raised(folder: Folder) -> None:
    drafts, wrong = sorted(folder.drafts.iterdir()), folder.path / "từ.toml"
    wrong.write_text("synonym = []", encoding="utf-8")
    with pytest.raises(TypeError, match="list of file names"):
        batch(str(drafts[0]), [folder.upper])
    with pytest.raises(ValueError, match="at least 1"):
        batch(drafts, [folder.upper], jobs=0)
    with pytest.raises(ReadError, match="không tìm thấy tệp"):
        batch(drafts, [folder.path / "none.docx"])
    with pytest.raises(HandwrittenError):
        batch(drafts, [folder.upper], Settings(lexicons=(wrong,)))


def test_no_drafts_give_an_empty_batch(folder: Folder) -> None:
    found = batch([], [folder.upper], jobs=2)
    assert (found.reviews, found.failures, found.overview.lines) == ((), (), ())


def test_tables_of_a_batch(folder: Folder) -> None:
    found = called(folder)
    pairs, units = frame(found), frame(found.overview)
    assert len(pairs) == sum(len(one.pairs) for one in found.reviews)
    assert set(pairs["unit"]) == set(units["unit"]) == {f"huyện {name}" for name in NAMES}


SCRIPT = """
from pathlib import Path
from doichieu import batch

def main():
    found = batch(sorted(Path({drafts!r}).iterdir()), [{upper!r}], jobs=2)
    print(len(found.reviews), len(found.failures))

{call}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('if __name__ == "__main__":\n    main()', "4 0\n"),
        (
            "main()",
            "RuntimeError: no process could be started; a script that calls batch with more than one job",
        ),
    ],
)
def test_a_script_must_be_importable(folder: Folder, call: str, said: str) -> None:
    script = folder.path / "chạy.py"
    text = SCRIPT.format(drafts=str(folder.drafts), upper=str(folder.upper), call=call)
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert said in done.stdout + done.stderr
