"""A file of the user that hides a package of the program is named in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doichieu import guard

FILES = ("extract.py", "compare/__init__.py", "templates/__init__.py")
SCRIPT = Path(sys.executable).with_name("doichieu.exe" if sys.platform == "win32" else "doichieu")


def run(folder: Path, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, with ``folder`` as its working folder."""
    known = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DOICHIEU"))}
    return subprocess.run(
        list(map(str, words)),
        cwd=folder,
        env={**known, "PYTHONIOENCODING": "cp1252", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(params=FILES)
def hiding(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file that hides a package, and ends with an error if it is run."""
    path = tmp_path / str(request.param)
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise SystemExit('run')", encoding="utf-8")
    return path


def named(path: Path) -> str:
    """The path in the message: the file, or the folder of a package."""
    return str(path.parent if path.stem == "__init__" else path)


def working(path: Path) -> Path:
    return path.parent.parent if path.stem == "__init__" else path.parent


def test_the_module_run_as_a_command_ends_with_one_line(hiding: Path) -> None:
    done = run(working(hiding), sys.executable, "-m", "doichieu", "--help")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Lỗi: {named(hiding)} trùng tên với gói “")
    assert "Hãy đổi tên tệp hoặc thư mục này, hoặc chạy từ thư mục khác." in line


@pytest.mark.skipif(not SCRIPT.exists(), reason="the command is not installed beside this Python")
def test_the_command_ends_with_one_line(hiding: Path, tmp_path: Path) -> None:
    done = run(tmp_path, SCRIPT, "doctor", PYTHONPATH=str(working(hiding)))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert named(hiding) in line


@pytest.mark.parametrize("words", [("--lang", "en"), ("--lang=en",)])
def test_the_line_is_english_on_request(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "extract.py").touch()
    said = run(tmp_path, sys.executable, "-m", "doichieu", "doctor", *words).stderr
    assert said.startswith("Error: ")
    assert "hides it. Rename this file or folder" in said
    assert run(tmp_path, sys.executable, "-m", "doichieu", DOICHIEU_LANG="en").stderr == said
    again = run(tmp_path, sys.executable, "-m", "doichieu", "--lang", "vi", "en", DOICHIEU_LANG="en").stderr
    assert again.startswith("Lỗi: ")


@pytest.mark.parametrize("code", ["import doichieu", "from doichieu import read_plan", "import doichieu.cli"])
def test_an_import_raises_an_import_error(hiding: Path, code: str) -> None:
    caught = f"try:\n    {code}\nexcept ImportError as error:\n    print(ascii((str(error), error.path, error.name)))"
    done = run(working(hiding), sys.executable, "-c", caught)
    assert done.returncode == 0, done.stderr
    message, path, name = eval(done.stdout)
    assert path == named(hiding)
    assert message.startswith(f"{path} trùng tên với gói “{name}” của doichieu")


def test_a_loaded_hiding_module_is_detected(tmp_path: Path) -> None:
    (tmp_path / "templates.py").touch()
    code = "import sys, templates; sys.path.pop(0); import doichieu"
    done = run(tmp_path, sys.executable, "-c", code, PYTHONIOENCODING="utf-8")
    assert "ImportError: " in done.stderr.splitlines()[-1]
    assert str(tmp_path / "templates.py") in done.stderr


def test_a_mere_folder_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mau.html").touch()
    assert run(tmp_path, sys.executable, "-m", "doichieu", "--version").returncode == 0


def test_the_own_packages_are_recognised_by_any_path(tmp_path: Path) -> None:
    link = tmp_path / "link"
    try:
        link.symlink_to(Path(guard.__file__).parent.parent, target_is_directory=True)
    except OSError:
        pytest.skip("no right to make links")
    code = "import doichieu, extract; print(extract.__file__)"
    done = run(tmp_path, sys.executable, "-c", f"import sys; sys.path.insert(0, {str(link)!r}); {code}")
    assert done.stdout.startswith(str(link))
