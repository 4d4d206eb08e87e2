"""The folder that an assistant may read: names lead to files below it and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from doichieu.messages import UserError

_SHOWN = 200
"""Greatest number of letters of a name in an error."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder. Names are relative to it, with "/" on every system."""

    root: Path

    def file(self, name: str) -> Path:
        """The file of a name, without links on its way; raises ``UserError``.

        A name that leads out of the folder gets one error, whether or not something is there.
        """
        wrong = UserError("mcp.no_file", name=name[:_SHOWN])
        if not name or _is_rooted(name):
            raise wrong
        try:
            root = self.root.resolve(strict=True)
            found = (root / name).resolve(strict=True)
            if not found.is_relative_to(root) or not found.is_file():
                raise wrong
        except (OSError, ValueError, RuntimeError) as error:
            # A missing file, a circle of links, a name that the system cannot have.
            raise wrong from error
        return found

    def names(self) -> Iterator[str]:
        """The names of the readable documents, sorted; hidden ones, and links that lead out, are left out."""
        from extract.readers import SUFFIXES

        for folder, inner, files in os.walk(self.root):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            for name in sorted(files):
                path = Path(folder) / name
                if name.startswith((".", "~$")) or path.suffix.lower() not in SUFFIXES:
                    continue
                told = path.relative_to(self.root).as_posix()
                if self._has(told):
                    yield told

    def _has(self, name: str) -> bool:
        try:
            self.file(name)
        except UserError:
            return False
        return True


def _is_rooted(name: str) -> bool:
    """Whether a name begins at a root or a drive, of this system or of another one."""
    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root) or PurePosixPath(name).is_absolute()
