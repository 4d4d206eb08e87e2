"""Old Word, RTF and OpenDocument files, converted to .docx by LibreOffice and read as Word.

Each run has a profile of its own (two runs on one profile disturb each other), a time limit, no macros, no updates of
links and no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import ReadError, Reason
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.programs import libreoffice, run_program
from extract.readers.word import docx

SECONDS = 90.0
"""Wall-clock time for one conversion; a plan of 20 pages takes 2 to 4 seconds."""

PDF = "pdf:writer_pdf_Export"
"""The format PDF, with its filter."""

# Settings of the profile: macros never run, links are never updated, and a dead proxy blocks the network.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
<prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted"><value>true</value></prop></item>
</oor:items>
"""
_LONGEST_MANIFEST = 1024 * 1024
_LOCKED_ODT = Reason(
    what="tệp OpenDocument được đặt mật khẩu",
    todo="Hãy mở tệp bằng LibreOffice, bỏ mật khẩu rồi lưu lại.",
    what_en="it is an OpenDocument file protected by a password",
    todo_en="Open it in LibreOffice, remove the password and save it again.",
)
# A named filter keeps LibreOffice from taking a damaged file for plain text; for old Word it chooses among several.
_FILTERS = {
    "rtf": ("--infilter=Rich Text Format",),
    "odt": ("--infilter=writer8",),
    "fodt": ("--infilter=OpenDocument Text Flat XML",),
    "xml": ("--infilter=MS Word 2003 XML",),
    "html": ("--infilter=HTML (StarWriter)",),
    "txt": ("--infilter=Text (encoded):UTF8,LF,,,",),
}
_NETWORK = ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy")


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Read the file as LibreOffice converts it to Word; name, format and hash are those of the file itself."""
    made = as_docx(path, data, options)
    return replace(docx.read(path, made, options), format=ending_of(data), sha256=sha256(data).hexdigest())


def as_docx(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> bytes:
    """The file as LibreOffice saves it as .docx.

    Raises ``ReadError`` if LibreOffice is not installed, fails or takes too long, or if the file is locked.
    """
    program = libreoffice()
    if program is None:
        raise ReadError(errors.NEEDS_OFFICE, path.name)
    content, ending = plain(path, data, options)
    folder = Path(tempfile.mkdtemp(prefix="doichieu-", dir=options.scratch))
    try:
        return _converted(program, path, content, ending, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def plain(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> tuple[bytes, str]:
    """The file without its password, and the format by its content; raises ``ReadError`` if it is locked."""
    ending = ending_of(data)
    return _unlocked(path, data, ending, options.password), ending


def as_pdf(data: bytes, ending: str = "docx") -> bytes:
    """A file as LibreOffice prints it to PDF; its bytes differ from run to run, since they hold the time.

    ``ending`` is "docx", "html", "txt" (UTF-8), or one that ``ending_of`` gives.

    Raises ``OSError`` if LibreOffice is not installed, fails or takes too long.
    """
    program = libreoffice()
    if program is None:
        raise FileNotFoundError("LibreOffice")
    folder = Path(tempfile.mkdtemp(prefix="doichieu-"))
    try:
        return _saved(program, data, ending, PDF, folder)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"LibreOffice: {SECONDS:.0f} s") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ending_of(data: bytes) -> str:
    """The format by the content, whatever the name."""
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(b"PK"):
        return "odt"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "fodt" if b"<office:document" in data[:4096] else "xml"
    return "doc"


def _unlocked(path: Path, data: bytes, ending: str, password: str | None) -> bytes:
    """The file without its password, which LibreOffice does not take from the command line."""
    if ending == "odt" and _is_locked_odt(data):
        raise ReadError(_LOCKED_ODT, path.name)
    if ending != "doc":
        return data
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    opened = BytesIO()
    try:
        container: Any = msoffcrypto.OfficeFile(BytesIO(data))
        if not container.is_encrypted():
            return data
        if not password:
            raise ReadError(errors.LOCKED, path.name)
        container.load_key(password=password)
        container.decrypt(opened)
    except InvalidKeyError as error:
        raise ReadError(errors.WRONG_PASSWORD, path.name) from error
    except ReadError:
        raise
    except Exception as error:
        # The library raises errors of many kinds for a damaged file.
        raise ReadError(errors.DAMAGED_OFFICE, path.name) from error
    return opened.getvalue()


def _is_locked_odt(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b":encryption-data" in manifest.read(_LONGEST_MANIFEST)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return False


def _converted(program: Path, path: Path, data: bytes, ending: str, folder: Path) -> bytes:
    """The bytes of the .docx."""
    try:
        return _saved(program, data, ending, "docx:MS Word 2007 XML", folder)
    except subprocess.TimeoutExpired as error:
        raise ReadError(errors.TOO_SLOW, path.name) from error
    except FileNotFoundError as error:
        # LibreOffice reports no errors: without a result it could not read the file.
        raise ReadError(errors.DAMAGED_OFFICE, path.name) from error
    except OSError as error:
        raise ReadError(errors.NEEDS_OFFICE, path.name) from error


def _saved(program: Path, data: bytes, ending: str, to: str, folder: Path) -> bytes:
    """The file in the format ``to``, with its filter; its own name is not used, since it may hold anything."""
    source = folder / f"plan.{ending}"
    source.write_bytes(data)
    return saved_files(program, [source], to, folder)[0].read_bytes()


def saved_files(program: Path, sources: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Where LibreOffice saves files of one ending in the format ``to``; there is no file where it fails.

    ``folder`` gets the profile and the files that are made.
    """
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command: list[str | Path] = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        *_FILTERS.get(sources[0].suffix[1:], ()),
        "--convert-to",
        to,
        "--outdir",
        out,
        *sources,
    ]
    environment = {key: value for key, value in os.environ.items() if key.lower() not in _NETWORK}
    environment |= {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "HOME": str(folder)}
    run_program(command, seconds=SECONDS, environment=environment)
    return [out / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
