"""The files of a run: what stands in folders, globs and zip archives, each under the name that reports show."""

from __future__ import annotations

import glob
import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compare.batch import Failure
from doichieu.messages import Catalogue, UserError
from extract.readers import SUFFIXES

ZIP = ".zip"
_LARGEST = 200 << 20
"""Bytes of one file in an archive."""
_MOST = 4 << 30
"""Bytes of one archive, unpacked."""
_FILES = 20_000
"""Entries of one archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to check. ``name`` is shown, with slashes; ``path`` is where it lies, ``sha256`` its content's."""

    name: str
    path: Path
    sha256: str


def find(
    given: Sequence[str], *, leave_out: Iterable[Path], unpacked: Path, say: Catalogue
) -> tuple[list[SourceFile], list[Failure]]:
    """All files of a run in the order of their names, and what cannot be looked into.

    ``leave_out`` are files and folders that are none of the drafts (references, the folder of results); archives are
    unpacked under ``unpacked``. A name that leads nowhere is a ``UserError``: it is a slip of the one who typed it.
    """
    left_out = [path.resolve() for path in leave_out]
    found: dict[Path, str] = {}
    failures: list[Failure] = []
    for word in given:
        for root, path in _paths(word):
            if any(path.resolve() == other or other in path.resolve().parents for other in left_out):
                continue
            name = path.relative_to(root).as_posix() if path != root else path.name
            if path.suffix.lower() == ZIP:
                try:
                    members = list(_members(path, unpacked, say))
                except _RefusedError as refused:
                    failures.append(Failure(file=name, reason=str(refused)))
                    continue
                found |= {member: f"{name}/{inner}" for member, inner in members}
            else:
                found.setdefault(path, name)
    files: list[SourceFile] = []
    for path, name in sorted(found.items(), key=lambda item: item[1]):
        try:
            digest = _sha256(path)
        except OSError as error:
            reason = say("batch.unreadable", reason=error.strerror or error)
            failures.append(Failure(file=name, reason=reason))
            continue
        files.append(SourceFile(name=name, path=path, sha256=digest))
    return files, failures


def seen(given: Sequence[str], out: Path) -> Iterator[tuple[str, int, int]]:
    """(path, size, time of change) of every file of a run, without opening any."""
    for word in given:
        for _, path in _paths(word):
            if out.resolve() not in path.resolve().parents:
                with suppress(OSError):
                    told = path.stat()
                    yield str(path), told.st_size, told.st_mtime_ns


def _paths(word: str) -> Iterator[tuple[Path, Path]]:
    """(folder that names are told from, file) for one word of the command line."""
    path = Path(word)
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if _is_wanted(inner):
                yield path, inner
        return
    if path.exists():
        yield path.parent, path
        return
    matches = sorted(Path(match) for match in glob.glob(word, recursive=True))  # noqa: PTH207 (an absolute pattern too)
    if not matches:
        raise UserError("error.not_found", path=word)
    for match in matches:
        if match.is_dir():
            yield from ((match, inner) for inner in sorted(match.rglob("*")) if _is_wanted(inner))
        elif _is_wanted(match):
            yield match.parent, match


def _is_wanted(path: Path) -> bool:
    """A document by its name; no file that a program only keeps while it has another one open."""
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts[-3:])
    return not hidden and path.suffix.lower() in (*SUFFIXES, ZIP) and path.is_file()


class _RefusedError(Exception):
    """An archive that is not looked into; the message is shown."""


def _members(archive: Path, unpacked: Path, say: Catalogue) -> Iterator[tuple[Path, str]]:
    """Documents of an archive, unpacked: (file, name in the archive). Names cannot lead out of the folder."""
    folder = unpacked / _sha256(archive)[:16]
    left = _MOST
    try:
        with zipfile.ZipFile(archive) as opened:
            infos = opened.infolist()
            if len(infos) > _FILES:
                raise _RefusedError(say("batch.zip_large"))
            for number, info in enumerate(infos):
                name = PurePosixPath(_name(info).replace("\\", "/"))
                if info.is_dir() or not _is_document(name):
                    continue
                if info.flag_bits & 1:
                    raise _RefusedError(say("batch.zip_locked"))
                target = folder / f"{number:05}{name.suffix.lower()}"
                if not target.is_file() or target.stat().st_size != info.file_size:
                    left = _unpack(opened, info, target, left, say)
                yield target, "/".join(part for part in name.parts if part not in ("..", "/"))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise _RefusedError(say("batch.zip_broken")) from error


def _is_document(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts if part != "..")
    return not hidden and name.suffix.lower() in SUFFIXES


def _name(info: zipfile.ZipInfo) -> str:
    """Windows writes names in UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return info.filename


def _unpack(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int, say: Catalogue) -> int:
    """Write one member, counted while it comes; how many bytes of the archive are still allowed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(info) as stream, target.open("wb") as file:
        while piece := stream.read(1 << 20):
            written += len(piece)
            if written > min(_LARGEST, left):
                raise _RefusedError(say("batch.zip_large"))
            file.write(piece)
    return left - written


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
