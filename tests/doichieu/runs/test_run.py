"""A run over a folder: its work, its kept results and its messages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from doichieu import cli
from doichieu.messages import catalogue
from doichieu.runs import outputs, scheduling, sources
from tests.doichieu.runs.conftest import NAMES, UPPER, Folder, lower

Said = Callable[[], str]


def test_every_plan_is_checked(folder: Folder, said: Said) -> None:
    assert folder.run() == 1
    text = said()
    assert "Đã xử lý 4 tệp: 3 phù hợp, 1 có phát hiện mức cao trở lên, 0 không xử lý được." in text
    results = folder.results()
    assert {one["unit"]["name"] for one in results.values()} == {f"huyện {name}" for name in NAMES}
    weak = [one for one in results.values() if not one["conforms"]]
    assert [one["unit"]["name"] for one in weak] == ["huyện Bãi Dâu"]
    reports = sorted(path.name for path in (folder.out / "units").iterdir())
    assert [name.rpartition("-")[0] for name in reports] == [
        "huyen-bai-dau",
        "huyen-doi-gio",
        "huyen-go-man",
        "huyen-khe-say",
    ]
    assert folder.run("--fail-on", "never") == 0


def test_unchanged_drafts_are_not_checked_again(folder: Folder, said: Said) -> None:
    folder.run()
    before = {path: path.stat().st_mtime_ns for path in folder.out.rglob("*") if path.is_file()}
    assert folder.run() == 1
    assert folder.told["made"] == 4
    assert "làm 0 tệp, dùng lại kết quả của 4 tệp" in said()
    assert {path: path.stat().st_mtime_ns for path in folder.out.rglob("*") if path.is_file()} == before


def test_changed_drafts_are_checked_again(folder: Folder, said: Said) -> None:
    folder.run()
    folder.add("0 Đồi Gió.txt", lower("Đồi Gió", share=50))
    folder.add("4 Mới.txt", lower("Suối Mới", number=44))
    said()
    folder.run()
    assert "Đã xử lý 5 tệp: 3 phù hợp, 2 có phát hiện" in (text := said())
    assert "làm 2 tệp, dùng lại kết quả của 3 tệp" in text
    # Another reference: all drafts are checked again.
    folder.upper.write_text(UPPER.replace("80%", "85%"), encoding="utf-8")
    folder.run()
    assert "làm 5 tệp" in said()


def test_a_later_or_lost_report_is_made(folder: Folder, said: Said) -> None:
    folder.run()
    said()
    folder.run("--report", "md")
    assert "làm 4 tệp" in said()
    next((folder.out / "units").glob("huyen-khe-say-*.html")).unlink()
    folder.run()
    assert "làm 1 tệp" in said()


def test_codes_of_a_run_follow_its_settings(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "_processes", folder.worker.lent)
    setting = folder.path / "doichieu.toml"
    words = ("batch", str(folder.drafts), "--against", str(folder.upper), "-o", str(folder.out))
    for asked in (False, True):
        setting.write_text(
            f"[report]\ncodes = {str(asked).lower()}\n[office]\nname = 'Sở Y tế'\n", encoding="utf-8"
        )
        assert cli.run([*words, "--config", str(setting), "--report", "docx"]) in (0, 1)
        reports = (docx.Document(str(path)) for path in (folder.out / "units").glob("*.docx"))
        texts = [node.text or "" for report in reports for node in report.element.body.iter() if node.text]
        assert any("CT02" in text for text in texts) is asked
        assert "SỞ Y TẾ" in texts


def test_a_truncated_result_is_made_again(folder: Folder, said: Said) -> None:
    folder.run()
    said()
    broken = next((folder.out / "results").glob("*.json"))
    broken.write_bytes(broken.read_bytes()[:200])
    folder.run()
    assert "làm 1 tệp" in said()


def test_a_bad_file_is_reported_and_the_run_goes_on(folder: Folder, said: Said) -> None:
    (folder.drafts / "hỏng.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder.drafts / "trống.pdf").touch()
    assert folder.run() == 1
    text = said()
    assert "3 phù hợp, 1 có phát hiện mức cao trở lên, 2 không xử lý được" in text
    assert "Không xử lý được «trống.pdf»" in text
    assert [one["file"] for one in folder.told["failures"]] == ["hỏng.docx", "trống.pdf"]
    folder.run()
    assert "làm 0 tệp" in said()
    assert len(folder.told["failures"]) == 2


def test_a_file_without_a_plan_is_reported_not_ranked(folder: Folder) -> None:
    folder.add("ghi chú.md", "# Ghi chú\n\nGửi báo cáo cho Quyết định số 12/QĐ-TTg ngày 03/4/2021.\n")
    folder.run()
    (failure,) = folder.told["failures"]
    assert failure["file"] == "ghi chú.md"
    assert "không được coi là kế hoạch" in failure["reason"]


def test_two_files_with_one_content_count_once(folder: Folder) -> None:
    folder.add("bản sao.txt", (folder.drafts / "1 Khe Sậy.txt").read_text(encoding="utf-8"))
    folder.run()
    (failure,) = folder.told["failures"]
    assert "Nội dung trùng với tệp" in failure["reason"]
    assert len(folder.told["files"]) == 4


def test_files_that_do_not_count_are_told_apart(folder: Folder, said: Said) -> None:
    """A copy, the same plan in another format, another programme, another province, a broken file."""
    plan = lower("Khe Sậy", number=11)
    folder.add("bản sao.txt", plan)
    folder.add("bản sao.html", "".join(f"<p>{line}</p>" for line in plan.splitlines()))
    other = lower("Đồi Gió", number=50).replace(
        "Cấp nước sạch nông thôn", "Chương trình phòng, chống sốt rét"
    )
    other = other.replace("31/KH-UBND", "32/KH-UBND").replace("cấp nước sạch nông thôn", "sốt rét")
    folder.add("sốt rét.txt", other.replace("dùng nước sạch", "ngủ màn").replace("nước sạch", "thuốc"))
    folder.add("nơi khác.txt", lower("Suối Lạ", number=60).replace("tỉnh Hà Lĩnh", "tỉnh Sông Lạ"))
    (folder.drafts / "hỏng.docx").write_bytes(b"PK\x03\x04 and no more")
    folder.upper.write_text(UPPER.replace("Cấp nước", "Chương trình cấp nước"), encoding="utf-8")
    folder.run()
    text = said()
    assert "Đã xử lý 9 tệp: 3 phù hợp, 1 có phát hiện mức cao trở lên, 1 không xử lý được." in text
    assert "Không tính: 2 tệp để riêng" in text
    assert "2 tệp trùng." in text
    assert "Không xử lý được «hỏng.docx»: Tệp bị hỏng hoặc không phải Word." in text
    assert "Tệp trùng «" in text
    page = (folder.out / "index.html").read_text(encoding="utf-8")
    assert "thuộc chương trình khác (Chương trình phòng, chống sốt rét)" in page
    assert "ghi hoặc viện dẫn nơi khác (tỉnh Sông Lạ)" in page
    rows = (folder.out / "results.csv").read_text(encoding="utf-8-sig")
    assert "Suối Lạ" not in rows
    assert rows.count("Khe Sậy.txt") == rows.count("Gò Mận.txt") > 0
    assert "bản sao.html" not in rows or "1 Khe Sậy.txt" not in rows
    # A second run tells the same without any work.
    folder.run()
    assert "Đã xử lý 9 tệp: 3 phù hợp, 1 có phát hiện" in (again := said())
    assert "làm 0 tệp" in again


def test_a_leader_reads_the_lines_on_the_console(folder: Folder, said: Said) -> None:
    folder.run()
    assert "Một trang cho lãnh đạo: " in said()
    assert (folder.out / "mot-trang.html").is_file()
    assert cli.run(["matrix", str(folder.out), "--brief"]) == 0
    assert "Số kế hoạch: 04 kế hoạch được đối chiếu." in said()


def test_archives_are_opened(folder: Folder, said: Said) -> None:
    with zipfile.ZipFile(folder.drafts / "nộp.zip", "w") as archive:
        archive.writestr("huyện/../../Sông Đá.txt", lower("Sông Đá"))
        archive.writestr("__MACOSX/._x.txt", "x")
        archive.writestr("ảnh.svg", "<svg/>")
    (folder.drafts / "hỏng.zip").write_bytes(b"PK\x03\x04")
    folder.run()
    assert "Đã xử lý 6 tệp: 4 phù hợp, 1 có phát hiện mức cao trở lên, 1 không xử lý được" in said()
    assert "nộp.zip/huyện/Sông Đá.txt" in folder.results()
    assert [one["file"] for one in folder.told["failures"]] == ["hỏng.zip"]


def test_nested_archives_and_other_kinds(folder: Folder, tmp_path: Path, said: Said) -> None:
    """A province collects the archives of its districts; unopened archives are reported."""
    with zipfile.ZipFile(tmp_path / "huyện.zip", "w") as inner:
        inner.writestr("Sông Đá.txt", lower("Sông Đá"))
    with zipfile.ZipFile(folder.drafts / "tỉnh.zip", "w") as outer:
        outer.write(tmp_path / "huyện.zip", "nộp/huyện.zip")
        outer.writestr("hỏng.zip", b"PK\x03\x04")
        outer.writestr("khác.rar", b"Rar!")
    (folder.drafts / "huyện nữa.7z").write_bytes(b"7z")
    folder.run()
    assert "tỉnh.zip/nộp/huyện.zip/Sông Đá.txt" in folder.results()
    told = {one["file"]: one["reason"] for one in folder.told["failures"]}
    assert set(told) == {"huyện nữa.7z", "tỉnh.zip/hỏng.zip", "tỉnh.zip/khác.rar"}
    assert "giải nén" in told["huyện nữa.7z"]
    folder.run()
    assert "làm 0 tệp" in said()


def test_an_archive_that_holds_itself_ends(folder: Folder) -> None:
    inner = b""
    for depth in range(6):
        path = folder.path / "lồng.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{depth}.zip", inner or b"PK")
            archive.writestr(f"huyện {depth}.txt", lower(f"Xóm {depth}", number=depth + 50))
        inner = path.read_bytes()
    path.rename(folder.drafts / "lồng.zip")
    folder.run()
    assert "lồng.zip/huyện 5.txt" in folder.results()
    assert [one["file"] for one in folder.told["failures"]] == ["lồng.zip/5.zip/4.zip/3.zip"]


def test_files_of_other_programs_are_reported(folder: Folder) -> None:
    """A unit that sent a spreadsheet is not absent."""
    with zipfile.ZipFile(folder.drafts / "kế hoạch.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    folder.run()
    (failure,) = folder.told["failures"]
    assert failure["file"] == "kế hoạch.xlsx"
    assert "chưa hỗ trợ định dạng Excel" in failure["reason"]


def test_hidden_files_and_results_are_no_drafts(folder: Folder) -> None:
    folder.add("~$huyện.docx", "x")
    folder.add(".ẩn/kế hoạch.txt", "x")
    folder.out = folder.drafts / "ra"
    folder.run()
    folder.run()
    assert len(folder.told["files"]) == 4


def test_names_of_files(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are relative to the given folder; with several folders they begin with the folder's name."""
    inner = folder.path / ".kho" / "nơi"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    folder.add("con/nữa.txt", lower("Sông Đá"))
    folder.drafts.rename(folder.path / ".kho" / "nộp")
    (inner / "riêng").mkdir()
    (inner / "riêng" / "0 Đồi Gió.txt").write_text(lower("Đồi Gió", number=90), encoding="utf-8")

    def found(*given: str) -> list[str]:
        files, _ = sources.find(given, leave_out=[], unpacked=folder.out, say=catalogue("vi"))
        return [file.name for file in files]

    names = [f"{number} {name}.txt" for number, name in enumerate(NAMES)]
    assert found("../nộp") == [*names, "con/nữa.txt"]
    assert found("../nộp", "riêng") == [
        *(f"nộp/{name}" for name in names),
        "nộp/con/nữa.txt",
        "riêng/0 Đồi Gió.txt",
    ]
    assert found("../*/*Gió.txt") == [names[0]]


def test_each_draft_has_its_own_reference(folder: Folder, tmp_path: Path, said: Said) -> None:
    """Two provinces in one run: references by lineage, and by a table that overrides it."""
    other = tmp_path / "tỉnh khác.txt"
    other.write_text(
        UPPER.replace("HÀ LĨNH", "VÂN TRÀ")
        .replace("Hà Lĩnh", "Vân Trà")
        .replace("31/KH", "57/KH")
        .replace("80%", "95%"),
        encoding="utf-8",
    )
    folder.add("vt.txt", lower("Cửa Vân").replace("Hà Lĩnh", "Vân Trà").replace("31/KH", "57/KH"))
    folder.run("--against", str(other))
    names = {file: [one["file"] for one in result["references"]] for file, result in folder.results().items()}
    assert names.pop("vt.txt") == ["tỉnh khác.txt"]
    assert {tuple(found) for found in names.values()} == {("tỉnh.txt",)}

    table = tmp_path / "bảng.csv"
    table.write_text("tệp;cấp trên\nvt.txt;tỉnh.txt\n", encoding="utf-8")
    folder.run("--against", str(other), "--map", str(table))
    assert sum(not one["conforms"] for one in folder.results().values()) >= 2
    table.write_text("tệp,cấp trên\nvt.txt,huyện.txt\n", encoding="utf-8")
    said()
    assert folder.run("--map", str(table)) == 2
    assert "dòng 2: «huyện.txt» không có trong các văn bản --against" in said()


def test_a_table_names_units_too(folder: Folder, tmp_path: Path, said: Said) -> None:
    other = tmp_path / "tỉnh khác.txt"
    other.write_text(UPPER.replace("31/KH", "57/KH").replace("80%", "95%"), encoding="utf-8")
    table = tmp_path / "bảng.csv"
    table.write_text(
        "đơn vị,cấp trên\nHuyện Khe Sậy,tỉnh khác.txt\nGò Mận,tỉnh khác\nxã Bãi Dâu,tỉnh khác\n"
        "Không Có,tỉnh.txt\n",
        encoding="utf-8",
    )
    words = ("--against", str(other), "--map", str(table))
    folder.run(*words)
    parents = {
        result["unit"]["name"]: [one["file"] for one in result["references"]]
        for result in folder.results().values()
    }
    assert parents == {
        "huyện Đồi Gió": ["tỉnh.txt"],
        "huyện Khe Sậy": ["tỉnh khác.txt"],
        "huyện Bãi Dâu": ["tỉnh.txt"],
        "huyện Gò Mận": ["tỉnh khác.txt"],
    }
    line = "Trong bảng --map, không có tệp hay đơn vị nào khớp với: xã Bãi Dâu, Không Có."
    assert line in said()
    folder.run(*words)
    assert line in (text := said())
    assert "làm 0 tệp" in text


def test_a_failure_of_the_machine_is_retried(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    """LibreOffice is installed after a first run; the same command then checks the rest."""
    (folder.drafts / "cũ.rtf").write_bytes(b"{\\rtf1 x}")
    with monkeypatch.context() as without:
        without.setenv("PATH", str(folder.path))
        folder.run("--jobs", "1")
    assert "cần LibreOffice" in folder.told["failures"][0]["reason"]
    said()
    folder.run()
    assert "làm 1 tệp" in said()


def test_a_corrected_password_is_used(folder: Folder) -> None:
    document = docx.Document()
    for line in lower("Sông Đá").splitlines():
        document.add_paragraph(line)
    plain, locked = io.BytesIO(), io.BytesIO()
    document.save(plain)
    OOXMLFile(plain).encrypt("hoa sen", locked)
    (folder.drafts / "khóa.docx").write_bytes(locked.getvalue())
    for words, failed in (
        ((), "đặt mật khẩu"),
        (("--password", "hoa lan"), "mật khẩu không đúng"),
        (("--password", "hoa sen"), ""),
    ):
        folder.run(*words)
        reasons = [one["reason"] for one in folder.told["failures"]]
        assert failed in reasons[0].lower() if failed else reasons == []
    assert "khóa.docx" in folder.results()


def test_a_draft_without_a_reference_is_reported(folder: Folder) -> None:
    text = lower("Cửa Vân").replace("Hà Lĩnh", "Vân Trà").replace("31/KH", "57/KH")
    folder.add("vt.txt", text.replace("Cấp nước sạch nông thôn", "Chuyển đổi số"))
    folder.run()
    (failure,) = folder.told["failures"]
    assert (failure["kind"], failure["unit"]) == ("other_place", "huyện Cửa Vân")
    assert "ghi tỉnh Vân Trà, không thuộc địa bàn" in failure["reason"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--report", "pdf"), "--report: “pdf” không hợp lệ"),
        (("--fail-on", "bad"), "Giá trị của --fail-on không hợp lệ; cần một trong: critical, high,"),
        (("--scheduler", "nhà"), "“nhà” không hợp lệ"),
        (("--scheduler", "local:x"), "“local:x” không hợp lệ"),
    ],
)
def test_wrong_arguments_are_reported(folder: Folder, said: Said, words: tuple[str, ...], told: str) -> None:
    assert folder.run(*words) == 2
    assert told in said()


def test_an_empty_folder_is_reported(folder: Folder, said: Said) -> None:
    for path in folder.drafts.iterdir():
        path.unlink()
    assert folder.run() == 2
    assert "Không có dự thảo nào" in said()


def test_many_results_are_written_by_two_processes(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.run()
    alone = {name: (folder.out / name).read_bytes() for name in outputs.FILES}
    monkeypatch.setattr(outputs, "_MANY", 1)
    (folder.out / "matrix.xlsx").unlink()
    folder.run()
    assert {name: (folder.out / name).read_bytes() for name in outputs.FILES} == alone


def test_the_overview_is_written_again_from_results(folder: Folder, tmp_path: Path, said: Said) -> None:
    folder.run()
    target = tmp_path / "tổng hợp"
    said()
    assert cli.run(["matrix", str(folder.out), "-o", str(target)]) == 0
    assert "Đã tổng hợp 4 kế hoạch" in said()
    for name in ("results.csv", "matrix.xlsx"):
        assert (target / name).read_bytes() == (folder.out / name).read_bytes()
    page = (target / "index.html").read_text(encoding="utf-8")
    # The reports are not moved.
    assert 'href="../k%E1%BA%BFt%20qu%E1%BA%A3/units/huyen-khe-say-' in page
    assert cli.run(["matrix", str(folder.drafts)]) == 2
    assert "không phải thư mục kết quả" in said()


def test_a_mistaken_reference_is_told_first(folder: Folder, tmp_path: Path, said: Said) -> None:
    """A table of parents that gives a province its district."""
    below = tmp_path / "huyện.txt"
    below.write_text(lower("Khe Sậy"), encoding="utf-8")
    folder.add("tỉnh Hà Lĩnh.txt", UPPER.replace("80%", "85%"))
    table = tmp_path / "bảng.csv"
    table.write_text("tệp,cấp trên\ntỉnh Hà Lĩnh.txt,huyện.txt\n", encoding="utf-8")
    folder.run("--against", str(below), "--map", str(table))
    first = next(line for line in said().splitlines() if line.startswith("Lưu ý tệp"))
    assert first.startswith("Lưu ý tệp «tỉnh Hà Lĩnh.txt»: Có thể hai tệp đã bị đổi chỗ")
    result = folder.results()["tỉnh Hà Lĩnh.txt"]
    assert "pairs" not in result
    assert [finding["rule"] for finding in result["findings"]][:1] == ["CC18"]
    page = (folder.out / "index.html").read_text(encoding="utf-8")
    why = "là văn bản cấp trên, có thể đã đổi chỗ hai tệp"
    assert f"01 tệp để riêng, không xếp hạng: tỉnh Hà Lĩnh ({why})." in page


def test_a_letter_is_no_plan(folder: Folder) -> None:
    folder.add(
        "cv.txt",
        "ỦY BAN NHÂN DÂN\nHUYỆN ĐỒI GIÓ\nSố: 9/UBND-VX\nKính gửi: Sở Y tế\nHuyện nhất trí với dự thảo.\n",
    )
    folder.run()
    (failure,) = folder.told["failures"]
    assert (failure["file"], "không được coi là kế hoạch" in failure["reason"]) == ("cv.txt", True)
