"""The program around its commands: language, help, failures, the small commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import extract
import templates
from doichieu import __version__, cli
from extract.errors import EMPTY, ReadError
from tests.doichieu.conftest import Run, Stages

Capture = pytest.CaptureFixture[str]
COMMANDS = ("extract", "check", "rules", "doctor")
# Libraries and stages that load too slowly for a help page.
HEAVY = {"docx", "pdfplumber", "pypdfium2", "lxml", "pandas", "underthesea", "docxtpl", "jinja2", "pydantic"}
STAGES = {"extract.model", "extract.pipeline", "compare", "templates", "doichieu.summary"}


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words], capture_output=True, check=False, env=os.environ | environment, timeout=60
    )


def test_help_loads_no_stage_and_no_heavy_library() -> None:
    code = "import sys; from doichieu.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    loaded = set(python("-c", code).stderr.decode().split())
    assert "doichieu.cli" in loaded
    assert not loaded & (HEAVY | STAGES)


def test_vietnamese_on_a_console_of_another_code_page() -> None:
    done = python("-m", "doichieu", "--help", PYTHONIOENCODING="cp1252", DOICHIEU_LANG="vi")
    assert done.returncode == 0
    assert "Đối chiếu" in done.stdout.decode("utf-8")


def test_without_arguments_the_help_is_shown(run: Run, capsys: Capture) -> None:
    assert run() == 0
    assert capsys.readouterr().out.startswith("Cách dùng: doichieu [TÙY CHỌN] LỆNH …\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_one_language(run: Run, capsys: Capture, command: str) -> None:
    assert run(command, "--help") == 0
    vietnamese = capsys.readouterr().out
    assert f"Cách dùng: doichieu {command} [TÙY CHỌN]" in vietnamese
    for word in ("Usage", "Options", "Arguments", "Show this", "required", "default"):
        assert word not in vietnamese
    assert run(command, "--help", "--lang", "en") == 0
    english = capsys.readouterr().out
    assert english.isascii()
    assert "Usage:" in english


def test_help_names_every_option_of_check(run: Run, capsys: Capture) -> None:
    run("check", "--help")
    out = capsys.readouterr().out
    for option in (
        "--against",
        "-o, --output",
        "--format html|docx|pdf|xlsx|md|json",
        "--fail-on",
        "--template",
    ):
        assert option in out


@pytest.mark.parametrize(
    "words", [("--lang", "en", "rules", "X"), ("rules", "X", "--lang=en"), ("rules", "--lang", "en", "X")]
)
def test_the_language_option_may_stand_anywhere(
    run: Run, stages: Stages, capsys: Capture, words: tuple[str, ...]
) -> None:
    assert stages.error is None
    assert run(*words) == 2
    assert capsys.readouterr().err.startswith("Error: There is no rule X.")


def test_language_of_the_environment_yields_to_the_option(
    run: Run, stages: Stages, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stages.error is None
    monkeypatch.setenv("DOICHIEU_LANG", "en")
    run("rules", "X")
    assert capsys.readouterr().err.startswith("Error:")
    run("rules", "X", "--lang", "vi")
    assert capsys.readouterr().err.startswith("Lỗi:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chek",), "Không có lệnh chek; có phải là check?"),
        (("zzz",), "Không có lệnh zzz."),
        (("check", "a"), "Thiếu --against CẤP_TRÊN."),
        (("extract",), "Thiếu TỆP."),
        (("check", "a", "--agains", "b"), "Không có tùy chọn --agains"),
        (("check", "a", "--against"), "Tùy chọn --against cần một giá trị."),
        (("extract", "a", "--format", "pdf"), "Giá trị của --format không hợp lệ; cần một trong: tree, json"),
        (("--lang", "fr", "rules"), "Giá trị của --lang không hợp lệ"),
        (("--lang",), "--lang"),
        (("extract", "--", "--debug"), "Không tìm thấy tệp --debug."),
    ],
)
def test_wrong_command_lines(run: Run, capsys: Capture, words: tuple[str, ...], told: str) -> None:
    assert run(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err
    assert captured.err.startswith("Lỗi: ")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ReadError(EMPTY, "a.docx"), "Lỗi: Không đọc được tệp «a.docx»: tệp rỗng."),
        (
            PermissionError(13, "Permission denied", "a.docx"),
            "Lỗi: Không đọc được a.docx (Permission denied).",
        ),
        (ValueError("dòng một\ndòng hai"), "Lỗi: Lỗi ngoài dự kiến (ValueError: dòng một dòng hai)."),
        (KeyboardInterrupt(), "Đã dừng theo yêu cầu."),
    ],
)
def test_failures_are_one_line(
    run: Run, stages: Stages, capsys: Capture, error: Exception, told: str
) -> None:
    stages.error = error
    assert run("extract", "du-thao.docx") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(told)
    assert captured.err.count("\n") == 1


def test_read_errors_in_english(run: Run, stages: Stages, capsys: Capture) -> None:
    stages.error = ReadError(EMPTY, "a.docx")
    assert run("extract", "du-thao.docx", "--lang", "en") == 2
    assert "Cannot read" in capsys.readouterr().err


def test_debug_shows_the_traceback(run: Run, stages: Stages) -> None:
    stages.error = ValueError("lạ")
    with pytest.raises(ValueError, match="lạ"):
        run("extract", "du-thao.docx", "--debug")


def test_a_failure_exits_with_status_2() -> None:
    done = python("-m", "doichieu", "extract", "khong-co.docx", DOICHIEU_LANG="vi")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()


def test_version(run: Run, capsys: Capture) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"doichieu {__version__}\n"


# ---- extract ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "start"),
    [((), None), (("--format", "json"), b"{"), (("--format", "csv"), b"STT"), (("--format", "tree"), None)],
)
def test_extract_to_stdout(
    run: Run,
    stages: Stages,
    capfdbinary: pytest.CaptureFixture[bytes],
    words: tuple[str, ...],
    start: bytes | None,
) -> None:
    assert run("extract", "du-thao.docx", *words) == 0
    out = capfdbinary.readouterr().out
    assert stages.read == [Path("du-thao.docx")]
    assert out.endswith(b"\n")
    assert start is None or out.startswith(start)


def test_extract_to_files(run: Run, stages: Stages, capsys: Capture) -> None:
    for name, start in {"a.csv": b"\xef\xbb\xbf", "a.xlsx": b"PK", "a.json": b"{", "a.txt": b""}.items():
        assert run("extract", "du-thao.docx", "-o", name) == 0
        assert Path(name).read_bytes().startswith(start)
        assert f"Đã ghi {name}" in capsys.readouterr().out
    assert stages.read


def test_extract_xlsx_needs_a_file(run: Run, stages: Stages, capsys: Capture) -> None:
    assert run("extract", "du-thao.docx", "--format", "xlsx") == 2
    assert "cần -o" in capsys.readouterr().err
    assert run("extract", "du-thao.docx", "-o", "du-thao.docx", "--format", "json") == 2
    assert stages.read == []


def test_a_folder_is_not_a_file(run: Run, capsys: Capture) -> None:
    assert run("extract", ".") == 2
    assert "là thư mục" in capsys.readouterr().err


# ---- rules -----------------------------------------------------------------------------------------------


def test_rules_are_listed_and_explained(run: Run, stages: Stages, capsys: Capture) -> None:
    assert stages.error is None
    assert run("rules") == 0
    listed = capsys.readouterr().out
    assert "CT02" in listed
    assert "nghiêm trọng" in listed
    assert run("rules", "ct02") == 0
    told = capsys.readouterr().out
    assert told.startswith("CT02 Chỉ tiêu thấp hơn\n")
    for text in ("Cấp dưới không được thấp hơn", "70% thành 65%", "Nâng chỉ tiêu", "weaker_value"):
        assert text in told
    assert run("rules", "ct02", "--lang", "en") == 0
    assert capsys.readouterr().out.startswith("CT02 Weaker value\n")


def test_the_entry_point_ends_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["doichieu", "extract", "khong-co.docx"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2


def test_the_fake_stages_have_the_real_signatures() -> None:
    """The calls of the commands fit the functions of the packages."""
    from inspect import signature

    assert list(signature(extract.read_plan).parameters)[:1] == ["source"]
    assert {"template", "rules"} <= set(signature(templates.render).parameters)


@pytest.mark.parametrize(
    ("code_page", "modules", "expected"),
    [
        (437, "C:\\Users\\An\\Documents\\WindowsPowerShell\\Modules;C:\\Program Files\\Modules", True),
        (65001, "C:\\Users\\An\\Documents\\WindowsPowerShell\\Modules", False),
        (437, "C:\\Program Files\\WindowsPowerShell\\Modules", False),
        (0, "C:\\Users\\An\\Documents\\WindowsPowerShell\\Modules", False),
    ],
)
def test_powershell_recodes_redirected_output(code_page: int, modules: str, expected: bool) -> None:
    environment = {"USERPROFILE": "C:\\Users\\An", "PSMODULEPATH": modules}
    assert cli.is_recoded(code_page, environment) is expected
