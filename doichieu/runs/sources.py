"""The files of a run, from folders, globs and zip archives, each under the name that reports show."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from compare.survey.unit import Failure
from doichieu.messages import Catalogue, UserError
from doichieu.runs.archives import CLOSED, ZIP, Budget, closed, documents
from extract.paths import reachable
from extract.readers import SUFFIXES

_OTHERS = (".xlsx", ".xls", ".pptx", ".ppt", ".wps", ".pages", ".xps")
"""Office files that may be a plan and are not read; each becomes a failure with a reason, not a missing plan."""
_WANTED = frozenset((*SUFFIXES, *_OTHERS, ZIP, *CLOSED))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to check: ``name`` is shown, with slashes; ``path`` is the file on disk, ``sha256`` its content's hash."""

    name: str
    path: Path
    sha256: str


def find(
    given: Sequence[str], *, leave_out: Iterable[Path], unpacked: Path, say: Catalogue
) -> tuple[list[SourceFile], list[Failure]]:
    """All files of a run in the order of their names, and failures for what cannot be opened.

    ``leave_out`` are files and folders that are no drafts (references, the folder of results); archives are unpacked
    under ``unpacked``. Raises ``UserError`` for a name that does not exist, since it is a typing error.
    """
    left_out = [path.resolve() for path in leave_out]
    found: dict[Path, str] = {}
    failures: list[Failure] = []
    budget = Budget()
    for root, path in _paths(given):
        place = path.resolve()
        if any(place == other or other in place.parents for other in left_out):
            continue
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() in CLOSED:
            failures.append(closed(name, say))
        elif path.suffix.lower() == ZIP:
            for one in documents(reachable(path), name, unpacked, _is_wanted, say, budget):
                if isinstance(one, Failure):
                    failures.append(one)
                else:
                    found[one[0]] = one[1]
        else:
            found.setdefault(path, name)
    files: list[SourceFile] = []
    for path, name in sorted(found.items(), key=lambda item: item[1]):
        try:
            digest = sha256_of(reachable(path))
        except OSError as error:
            reason = say("batch.unreadable", reason=error.strerror or error)
            failures.append(Failure(file=name, reason=reason))
            continue
        files.append(SourceFile(name=name, path=path, sha256=digest))
    return files, failures


def seen(given: Sequence[str], out: Path) -> Iterator[tuple[str, int, int]]:
    """(path, size, time of change) of every file of a run, without opening any."""
    for _, path in _paths(given):
        if out.resolve() not in path.resolve().parents:
            with suppress(OSError):
                told = reachable(path).stat()
                yield str(path), told.st_size, told.st_mtime_ns


def _paths(given: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """(folder that names start at, file) of each file; with several folders each name begins with its folder's."""
    for word in given:
        path = Path(word)
        if path.is_dir():
            root = path.parent if len(given) > 1 else path
            yield from ((root, inner) for inner in _inside(path))
        elif path.exists():
            yield path.parent, path
        else:
            matches = sorted(Path(match) for match in glob.glob(word, recursive=True))  # noqa: PTH207 (also absolute)
            if not matches:
                raise UserError("error.not_found", path=word)
            for match in matches:
                if match.is_dir():
                    yield from ((match.parent, inner) for inner in _inside(match))
                elif _is_wanted(PurePath(match.name)):
                    yield match.parent, match


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(_files(folder)):
        if _is_wanted(path.relative_to(folder)):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """All files in a folder and below it, however long their paths are; folders that nobody may open are left out."""
    with suppress(OSError):
        for entry in list(os.scandir(reachable(folder))):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder / entry.name)
            elif entry.is_file():
                yield folder / entry.name


def _is_wanted(name: PurePath) -> bool:
    """Whether a name, relative to the given folder or archive, is a document.

    Hidden files, and files that a program keeps while it has another one open, are not.
    """
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts if part != "..")
    return not hidden and name.suffix.lower() in _WANTED


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
