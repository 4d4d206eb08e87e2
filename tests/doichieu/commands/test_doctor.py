"""``doichieu doctor``: it finds programs off the search path and reports missing ones."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from doichieu.commands import doctor
from extract.readers import programs
from tests.doichieu.conftest import Run

Capture = pytest.CaptureFixture[str]


def program(path: Path, script: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_programs_in_the_folders_of_windows(tmp_path: Path) -> None:
    office = program(tmp_path / "Program Files" / "LibreOffice" / "program" / "soffice.exe")
    environment = {"PATH": str(tmp_path / "empty"), "PROGRAMFILES": str(tmp_path / "Program Files")}
    found = programs.find_program(("no-such-program",), programs.LIBREOFFICE_PLACES, environment)
    assert found == office


def test_programs_installed_for_one_user(tmp_path: Path) -> None:
    tesseract = program(tmp_path / "Local" / "Programs" / "Tesseract-OCR" / "tesseract.exe")
    environment = {"PATH": "", "LOCALAPPDATA": str(tmp_path / "Local")}
    assert programs.find_program(("no-such-program",), programs.TESSERACT_PLACES, environment) == tesseract


def test_missing_programs(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path), "PROGRAMFILES": str(tmp_path)}
    assert programs.find_program(("no-such-program",), ("nothing/here.exe",), environment) is None
    assert doctor.vietnamese_data(None) is None
    assert doctor.vietnamese_data(tmp_path / "no-such-program") is None


@pytest.mark.skipif(sys.platform == "win32", reason="the pretended program is a shell script")
@pytest.mark.parametrize(("languages", "found"), [("eng\\nvie", "vie"), ("eng\\nosd", None)])
def test_vietnamese_data(tmp_path: Path, languages: str, found: str | None) -> None:
    tesseract = program(tmp_path / "tesseract", f"printf 'List of languages:\\n{languages}\\n'")
    assert doctor.vietnamese_data(tesseract) == found


def test_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "font_folders", lambda: [tmp_path])
    assert doctor.find_font() is None
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "TIMES.TTF").touch()
    assert doctor.find_font() == "Times New Roman"


def test_required_libraries_are_those_of_the_project() -> None:
    names = doctor.required_packages()
    assert {"python-docx", "pdfplumber", "typer", "jinja2"} <= set(names)
    assert "pytest" not in names


def test_doctor_succeeds_though_everything_is_missing(
    run: Run, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(programs, "PROGRAM_FOLDERS", ())
    monkeypatch.setattr(doctor, "installed", lambda name: None if name == "lxml" else "1.0")
    monkeypatch.setattr(doctor, "font_folders", list)
    assert run("doctor") == 0
    out = capsys.readouterr().out
    assert "thiếu" in out
    assert "LibreOffice" in out
    assert "Thiếu phần bắt buộc: lxml." in out
    assert run("doctor", "--lang", "en") == 0
    assert "Required parts are missing: lxml." in capsys.readouterr().out
