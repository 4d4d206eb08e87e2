"""Parts of the installation: those present, those missing, and their use."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from extract.readers.programs import libreoffice, tesseract

PYTHON = (3, 11)
SECONDS = 20

# The name of the distribution at the head of a requirement: "pandas>=2.2" -> pandas.
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")

# Fonts with all letters of Vietnamese, and their files; official letters use the first.
FONT_FILES = {
    "Times New Roman": ("times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"),
    "Liberation Serif": ("LiberationSerif-Regular.ttf",),
    "Tinos": ("Tinos-Regular.ttf",),
    "DejaVu Serif": ("DejaVuSerif.ttf",),
    "Noto Serif": ("NotoSerif-Regular.ttf",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part that is looked for: ``found`` is its version or place, None if missing; ``use`` is a text key."""

    name: str
    found: str | None
    use: str
    required: bool = False


def parts() -> Iterator[Part]:
    """All parts, the required ones first."""
    ok = sys.version_info[:2] >= PYTHON
    yield Part(
        name="Python", found=platform.python_version() if ok else None, use="doctor.python", required=True
    )
    for name in required_packages():
        yield Part(name=name, found=installed(name), use="doctor.package", required=True)
    office = libreoffice()
    yield Part(name="LibreOffice", found=str(office) if office else None, use="doctor.libreoffice")
    recogniser = tesseract()
    yield Part(name="Tesseract", found=str(recogniser) if recogniser else None, use="doctor.tesseract")
    yield Part(name="Tesseract vie", found=vietnamese_data(recogniser), use="doctor.tesseract_vie")
    yield Part(name="Times New Roman …", found=find_font(), use="doctor.font")


def required_packages() -> list[str]:
    """Names of the libraries that doichieu requires, without extras; empty where it is not installed."""
    try:
        wanted = requires("doichieu") or []
    except PackageNotFoundError:
        return []
    plain = (line for line in wanted if "extra ==" not in line)
    return [found.group() for line in plain if (found := REQUIREMENT.match(line))]


def installed(package: str) -> str | None:
    """The version of an installed library; None where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def vietnamese_data(program: Path | None) -> str | None:
    """The word "vie" where Tesseract lists the Vietnamese data; else None."""
    if program is None:
        return None
    try:
        run = subprocess.run(
            [program, "--list-langs"],
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
    """The first known font that is installed; None without one."""
    present = {path.name.lower() for folder in font_folders() for path in folder.rglob("*.[tT][tT][fF]")}
    for family, files in FONT_FILES.items():
        if any(name.lower() in present for name in files):
            return family
    return None


def font_folders() -> list[Path]:
    """The font folders of Linux, macOS and Windows that exist."""
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
