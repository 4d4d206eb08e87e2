"""What is installed on this machine, what is missing, and what it would give."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

PYTHON = (3, 11)
SECONDS = 20

# The name of the distribution at the head of a requirement: "pandas>=2.2" -> pandas.
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")

# Below the programs folders of Windows, and where macOS keeps applications.
LIBREOFFICE_PLACES = ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice")
TESSERACT_PLACES = ("Tesseract-OCR/tesseract.exe",)
PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# Fonts that hold all letters of Vietnamese, by the file they come in; the first is what official letters use.
FONT_FILES = {
    "Times New Roman": ("times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"),
    "Liberation Serif": ("LiberationSerif-Regular.ttf",),
    "Tinos": ("Tinos-Regular.ttf",),
    "DejaVu Serif": ("DejaVuSerif.ttf",),
    "Noto Serif": ("NotoSerif-Regular.ttf",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing looked for: ``found`` is a version or place, None when it is missing; ``use`` a text key."""

    name: str
    found: str | None
    use: str
    required: bool = False


def parts() -> Iterator[Part]:
    """Look at everything, the required things first."""
    ok = sys.version_info[:2] >= PYTHON
    yield Part(
        name="Python", found=platform.python_version() if ok else None, use="doctor.python", required=True
    )
    for name in required_packages():
        yield Part(name=name, found=installed(name), use="doctor.package", required=True)
    office = find_program(("soffice", "libreoffice"), LIBREOFFICE_PLACES)
    yield Part(name="LibreOffice", found=str(office) if office else None, use="doctor.libreoffice")
    tesseract = find_program(("tesseract",), TESSERACT_PLACES)
    yield Part(name="Tesseract", found=str(tesseract) if tesseract else None, use="doctor.tesseract")
    yield Part(name="Tesseract vie", found=vietnamese_data(tesseract), use="doctor.tesseract_vie")
    yield Part(name="Times New Roman …", found=find_font(), use="doctor.font")


def required_packages() -> list[str]:
    """Names of the libraries doichieu asks for; without extras, empty when it is run uninstalled."""
    try:
        wanted = requires("doichieu") or []
    except PackageNotFoundError:
        return []
    plain = (line for line in wanted if "extra ==" not in line)
    return [found.group() for line in plain if (found := REQUIREMENT.match(line))]


def installed(package: str) -> str | None:
    """Give the version of an installed library."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def find_program(
    names: tuple[str, ...], places: tuple[str, ...], environment: Mapping[str, str] = os.environ
) -> Path | None:
    """Look on the search path, then where Windows and macOS put programs that are not on it."""
    for name in names:
        if found := shutil.which(name, path=environment.get("PATH")):
            return Path(found)
    folders = [Path(environment[key]) for key in PROGRAM_FOLDERS if environment.get(key)]
    folders += [folder / "Programs" for folder in folders] + [Path("/Applications")]
    candidates = (folder / place for folder in folders for place in places)
    return next((path for path in candidates if path.is_file()), None)


def vietnamese_data(tesseract: Path | None) -> str | None:
    """Give "vie" where Tesseract lists the Vietnamese data."""
    if tesseract is None:
        return None
    try:
        run = subprocess.run(
            [tesseract, "--list-langs"],
            capture_output=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    listed = (run.stdout + run.stderr).decode(errors="replace").split()
    return "vie" if "vie" in listed else None


def find_font() -> str | None:
    """Give the first known font that is installed."""
    present = {path.name.lower() for folder in font_folders() for path in folder.rglob("*.[tT][tT][fF]")}
    for family, files in FONT_FILES.items():
        if any(name.lower() in present for name in files):
            return family
    return None


def font_folders() -> list[Path]:
    """Where Linux, macOS and Windows keep fonts."""
    home = Path.home()
    folders = [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]
    folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if windows := os.environ.get("WINDIR"):
        folders.append(Path(windows) / "Fonts")
    if local := os.environ.get("LOCALAPPDATA"):
        folders.append(Path(local) / "Microsoft/Windows/Fonts")
    return [folder for folder in folders if folder.is_dir()]
