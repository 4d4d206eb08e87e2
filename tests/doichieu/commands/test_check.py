"""``doichieu check``: exit status, files and output streams."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pdfplumber
import pytest

import templates
from compare.model import Severity, Verdict
from doichieu import cli
from doichieu.commands import check
from doichieu.commands.options import Revisions
from doichieu.fail_on import FailOn
from doichieu.messages import catalogue
from doichieu.summary import LINES, summary
from extract import options
from extract.readers import programs
from templates.letter import office
from tests.doichieu.conftest import Run, Stages, finding, review
from tests.sample_plans import file_of

CHECK = ("check", "du-thao.docx", "--against", "tinh.docx")
Capture = pytest.CaptureFixture[str]


def test_fail_on_has_every_severity() -> None:
    assert list(FailOn) == [*Severity, "never"]


def test_revisions_are_those_of_the_readers() -> None:
    assert [*map(str, Revisions)] == [*map(str, options.Revisions)]


def test_stages_are_those_of_the_letter() -> None:
    assert [*map(str, check.Stage)] == [*map(str, office.Stage)]


def test_reading_options_reach_the_reader(run: Run, stages: Stages) -> None:
    assert run(*CHECK, "--revisions", "original", "--password", "hoa sen") == 0
    assert stages.options is not None
    assert (stages.options.revisions, stages.options.password) == ("original", "hoa sen")


@pytest.mark.parametrize(
    ("found", "bound", "status"),
    [
        (None, None, 0),
        (Severity.CRITICAL, None, 1),
        (Severity.HIGH, None, 1),
        (Severity.MEDIUM, None, 0),
        (Severity.MEDIUM, "medium", 1),
        (Severity.NOTE, "low", 0),
        (Severity.NOTE, "note", 1),
        (Severity.HIGH, "critical", 0),
        (Severity.CRITICAL, "never", 0),
    ],
)
def test_exit_status(
    run: Run, stages: Stages, found: Severity | None, bound: str | None, status: int
) -> None:
    stages.review = review(finding(found)) if found else review()
    assert run(*CHECK, *(("--fail-on", bound) if bound else ())) == status


def test_waived_findings_do_not_count(run: Run, stages: Stages) -> None:
    stages.review = review(finding(Severity.CRITICAL, waived=True))
    assert run(*CHECK) == 0


def test_all_references_are_read(run: Run, stages: Stages) -> None:
    assert run(*CHECK, "--against", "mau.docx") == 0
    assert stages.read == [Path("du-thao.docx"), Path("tinh.docx"), Path("mau.docx")]


def test_the_ending_of_a_file_chooses_its_format(run: Run, stages: Stages, capsys: Capture) -> None:
    assert run(*CHECK, "-o", "ra/a.html", "-o", "b.DOCX", "-o", "c.xlsx") == 0
    assert [form for form, _ in stages.rendered] == ["html", "docx", "xlsx"]
    assert Path("ra/a.html").read_text(encoding="utf-8") == "báo cáo html\n"
    assert Path("b.DOCX").is_file()
    out = capsys.readouterr().out
    assert str(Path("ra/a.html")) in out
    assert "c.xlsx" in out


def test_the_format_option_replaces_a_missing_ending(run: Run, stages: Stages) -> None:
    assert run(*CHECK, "-o", "bao-cao", "--format", "md") == 0
    assert stages.rendered == [("md", None)]


@pytest.mark.parametrize("form", ["md", "json"])
def test_text_forms_go_to_stdout_and_the_summary_to_stderr(
    run: Run, stages: Stages, capsys: Capture, form: str
) -> None:
    assert stages.rendered == []
    assert run(*CHECK, "--format", form) == 0
    captured = capsys.readouterr()
    assert captured.out == f"báo cáo {form}\n"
    assert captured.err.startswith("Dự thảo:")


def test_a_template_is_used_only_for_its_format(run: Run, stages: Stages) -> None:
    assert run(*CHECK, "-o", "a.html", "-o", "b.docx", "--template", "mau.docx") == 0
    assert stages.rendered == [("html", None), ("docx", Path("mau.docx"))]


def test_broken_template_is_named(
    run: Run, stages: Stages, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise KeyError("không có trường")

    assert stages.error is None
    monkeypatch.setattr(templates, "render", fail)
    assert run(*CHECK, "-o", "b.docx", "--template", "mau.docx") == 2
    assert capsys.readouterr().err.startswith("Lỗi: Mẫu mau.docx không dùng được (KeyError")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "du-thao.docx"), "trùng với tệp đầu vào"),
        (("-o", "../{here}/tinh.docx"), "trùng với tệp đầu vào"),
        (("-o", "mau.docx", "--template", "mau.docx"), "trùng với tệp đầu vào"),
        (("-o", "a.html", "-o", "./a.html"), "hai lần"),
        (("-o", "a.odt"), "Không rõ dạng"),
        (("-o", "a.html", "--format", "docx"), "không khớp"),
        (("--format", "docx"), "cần -o"),
        (("--template", "mau.docx"), "cần một báo cáo cùng dạng"),
        (("-o", "a.xlsx", "--template", "khong-co.xlsx"), "Không tìm thấy"),
        (("-o", "."), "là thư mục"),
        (("--against", "khong-co.docx"), "Không tìm thấy tệp khong-co.docx"),
        (("--fail-on", "cao"), "critical, high, medium, low, note, never"),
        (("thua.docx",), "Thừa tham số: thua.docx"),
        (("--letter", "a.html"), "Không rõ dạng"),
        (("--letter", "a.docx", "-o", "a.docx"), "hai lần"),
    ],
)
def test_refused_before_any_work(
    run: Run, stages: Stages, capsys: Capture, words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    assert run(*CHECK, *(word.replace("{here}", tmp_path.name) for word in words)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert told in captured.err
    assert stages.read == []
    assert len(list(tmp_path.iterdir())) == 3


def test_another_name_of_an_input_is_refused(run: Run, stages: Stages) -> None:
    try:
        os.link("du-thao.docx", "ten-khac.docx")
    except OSError:
        pytest.skip("no hard links here")
    assert run(*CHECK, "-o", "ten-khac.docx") == 2
    assert stages.read == []


def test_an_unwritable_file_is_reported(run: Run, stages: Stages, capsys: Capture) -> None:
    Path("tep").write_text("", encoding="utf-8")
    assert run(*CHECK, "-o", "tep/a.html") == 2
    assert "Không ghi được" in capsys.readouterr().err
    assert stages.read


def test_summary_has_ten_lines_at_most() -> None:
    many = review(
        *(finding(Severity.MEDIUM, message=f"Chỉ tiêu {n}.") for n in range(20)),
        finding(Severity.CRITICAL, message="Sai cấp trên, " + "dài " * 100),
        finding(Severity.NOTE),
        finding(Severity.HIGH, waived=True),
        verdicts=[Verdict.MEETS, Verdict.WEAKER, Verdict.WEAKER],
        unread=2,
    )
    lines = summary(many, [Path("a.html"), Path("b.docx")], catalogue("vi"))
    assert len(lines) == LINES
    assert lines[0] == "Dự thảo:     Kế hoạch số 12/KH-UBND, huyện Suối Mơ (du-thao.docx)"
    assert lines[1] == "Đối chiếu:   tinh.docx"
    assert "chưa phù hợp" in lines[2]
    assert lines[3].endswith("3 chỉ tiêu của cấp trên: 1 phù hợp, 2 chưa đạt mức")
    assert lines[4].endswith("22: 1 nghiêm trọng, 20 trung bình, 1 lưu ý")
    assert lines[5].startswith("  [CT02] nghiêm trọng: Chưa đạt mức của cấp trên: Sai cấp trên, dài")
    assert lines[5].endswith("…")
    assert lines[6] == "  … và 20 phát hiện khác"
    assert lines[7].startswith("Chưa đọc:    2 đoạn")
    assert lines[8] == "Miễn trừ:    1 phát hiện đã được chấp nhận, không tính ở trên"
    assert lines[9] == "Báo cáo:     a.html, b.docx"


def test_summary_without_findings_is_short() -> None:
    lines = summary(review(), [], catalogue("en"))
    assert len(lines) == 6
    assert lines[2] == "Judgement:   nothing found at severity high or above"


def test_a_pdf_without_libreoffice_is_refused_in_one_line(
    run: Run, stages: Stages, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "libreoffice", lambda: None)
    for words in (("-o", "a.pdf"), ("--letter", "a.pdf")):
        assert run(*CHECK, *words) == 2
        told = capsys.readouterr().err
        assert "a.pdf cần LibreOffice" in told
        assert told.count("\n") == 1
    assert stages.read == []


@pytest.mark.usefixtures("running_office")
def test_a_pdf_report_holds_the_word_report(tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.pdf"
    words = ["check", str(file_of("a4-kh-huyen-na-suong")), str(file_of("a2-kh-tinh")), "-o", str(out)]
    assert cli.run([*words, "--no-config", "--fail-on", "never"]) == 0
    with pdfplumber.open(out) as pdf:
        text = " ".join((page.extract_text() or "") for page in pdf.pages)
    assert "BẢNG ĐỐI CHIẾU CHỈ TIÊU" in text


@pytest.mark.parametrize("asked", [False, True])
def test_codes_go_out_only_where_they_are_asked_for(
    asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    setting = f"[report]\ncodes = {str(asked).lower()}\n"
    (tmp_path / "doichieu.toml").write_text(setting, encoding="utf-8")
    draft, upper = str(file_of("a6-kh-huyen-muong-din")), str(file_of("a2-kh-tinh"))
    files = ("-o", "a.docx", "--letter", "b.docx", "--annotate", "c.docx")
    assert cli.run(["check", draft, "--against", upper, *files, "--fail-on", "never"]) == 0
    for name in ("a.docx", "b.docx", "c.docx"):
        with zipfile.ZipFile(name) as archive:
            text = "".join(
                archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml")
            )
        assert ("CT10" in text) is asked, name


@pytest.mark.parametrize("turned", [False, True])
def test_two_files_tell_which_is_the_draft(capsys: Capture, turned: bool) -> None:
    draft, upper = str(file_of("a4-kh-huyen-na-suong")), str(file_of("a2-kh-tinh"))
    given = (upper, draft) if turned else (draft, upper)
    assert cli.run(["check", *given, "--no-config", "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["draft"]["source"]["name"] == Path(draft).name
    assert captured.err.startswith(f"Dự thảo:     {Path(draft).name} (huyện)")


def test_two_files_of_one_level_ask_for_the_draft(capsys: Capture) -> None:
    given = [str(file_of(stem)) for stem in ("a3-kh-huyen-khe-vang", "a4-kh-huyen-na-suong")]
    assert cli.run(["check", *given, "--no-config"]) == 2
    told = capsys.readouterr().err
    assert "doichieu check DỰ_THẢO --against CẤP_TRÊN" in told
    assert told.count("\n") == 1
