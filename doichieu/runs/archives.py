"""Zip archives among the files of a run: their documents, unpacked, also from archives within archives.

Nothing in an archive is trusted: names cannot leave the folder, and sizes are counted while content is read.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from compare.survey.unit import Failure
from doichieu.messages import Catalogue

ZIP = ".zip"
CLOSED = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
"""Archives that are reported, not opened."""
_LARGEST = 200 << 20
"""Greatest size of one file in an archive, in bytes."""
_MOST = 4 << 30
"""Greatest size of all archives of a run, unpacked with the archives in them, in bytes."""
_FILES = 20_000
"""Greatest number of entries in one archive."""
_DEEPEST = 3
"""Greatest depth of archives within archives."""


class _RefusedError(Exception):
    """An archive that is not opened; the message is for the user."""


@dataclass(slots=True)
class Budget:
    """The bytes that a run may still unpack."""

    left: int = field(default_factory=lambda: _MOST)


def documents(
    archive: Path,
    name: str,
    folder: Path,
    is_document: Callable[[PurePosixPath], bool],
    say: Catalogue,
    budget: Budget,
) -> Iterator[tuple[Path, str] | Failure]:
    """The documents of an archive, or a ``Failure`` for what cannot be opened.

    A document is (file unpacked below ``folder``, name with the archive's in front). Files that are already unpacked
    are used again. What is unpacked is taken from the ``budget``.
    """
    yield from _opened(archive, name, folder, is_document, say, budget, 1)


def closed(name: str, say: Catalogue) -> Failure:
    """The failure of an archive of another kind."""
    return Failure(file=name, reason=say("batch.other_archive"))


def _opened(
    archive: Path,
    name: str,
    folder: Path,
    is_document: Callable[[PurePosixPath], bool],
    say: Catalogue,
    budget: Budget,
    depth: int,
) -> Iterator[tuple[Path, str] | Failure]:
    try:
        members = list(_members(archive, folder, is_document, say, budget))
    except _RefusedError as refused:
        yield Failure(file=name, reason=str(refused))
        return
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        yield Failure(file=name, reason=say("batch.zip_broken"))
        return
    for path, inner in members:
        told = f"{name}/{inner}"
        if path is None:
            yield closed(told, say)
        elif path.suffix != ZIP:
            yield path, told
        elif depth == _DEEPEST:
            yield Failure(file=told, reason=say("batch.zip_deep"))
        else:
            yield from _opened(path, told, folder, is_document, say, budget, depth + 1)


def _members(
    archive: Path,
    folder: Path,
    is_document: Callable[[PurePosixPath], bool],
    say: Catalogue,
    budget: Budget,
) -> Iterator[tuple[Path | None, str]]:
    """(file, name in the archive) of each wanted entry; the file is None for an archive of another kind."""
    with archive.open("rb") as file:
        folder = folder / hashlib.file_digest(file, "sha256").hexdigest()[:16]
    with zipfile.ZipFile(archive) as opened:
        infos = opened.infolist()
        if len(infos) > _FILES:
            raise _RefusedError(say("batch.zip_large"))
        for number, info in enumerate(infos):
            name = PurePosixPath(_name(info).replace("\\", "/"))
            if info.is_dir() or not is_document(name):
                continue
            told = "/".join(part for part in name.parts if part not in ("..", "/"))
            if name.suffix.lower() in CLOSED:
                yield None, told
                continue
            if info.flag_bits & 1:
                raise _RefusedError(say("batch.zip_locked"))
            target = folder / f"{number:05}{name.suffix.lower()}"
            if not target.is_file() or target.stat().st_size != info.file_size:
                _unpack(opened, info, target, budget, say)
            yield target, told


def _name(info: zipfile.ZipInfo) -> str:
    """The name of an entry; Windows writes names in UTF-8 without the flag for it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return info.filename


def _unpack(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: Budget, say: Catalogue
) -> None:
    """Write one entry, with its size counted while it is read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(info) as stream, target.open("wb") as file:
        while piece := stream.read(1 << 20):
            written += len(piece)
            budget.left -= len(piece)
            if written > _LARGEST or budget.left < 0:
                raise _RefusedError(say("batch.zip_large"))
            file.write(piece)
