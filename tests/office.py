"""LibreOffice for tests: one that runs on turns file after file, and each file into each format once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from extract.readers.programs import run_program
from extract.readers.word import office

SECONDS = 120.0
"""Wall-clock limit of one conversion, and of the start, on a machine that does other things too."""
_OPENED = "opened.txt"
# LibreOffice in a group of its own, which ends when nobody holds the other side of its input.
_GUARDED = '"$@" & read -r gone; kill -9 0'


class Office:
    """The program with one profile for all conversions: its start takes ten times as long as a conversion."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self._folder = folder
        self._made: dict[tuple[Path, str], Path] = {}
        self._read: dict[tuple[str, str], bytes] = {}
        self._convert = office._converted
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let the program run on, with a document open; later commands on its profile are handed to it."""
        if self._running is not None or sys.platform == "win32":
            return
        opened = self._folder / _OPENED
        opened.touch()
        self._running = subprocess.Popen(
            ["sh", "-c", _GUARDED, "office", *self._command("--norestore", "--nofirststartwizard", opened)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + SECONDS
        while not self._folder.joinpath(f".~lock.{_OPENED}#").exists() and time.monotonic() < end:
            time.sleep(0.05)

    def close(self) -> None:
        """End what runs."""
        if self._running is not None and self._running.stdin is not None:
            self._running.stdin.close()
            self._running.wait()

    def _command(self, *words: str | Path) -> list[str | Path]:
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        return [self.program, profile, "--headless", *words]

    def run(self, source: Path, kind: str, folder: Path) -> Path:
        """Convert a file; ``kind`` is the ending, with the name of a filter where the ending leaves several."""
        self.start()
        run_program(self._command("--convert-to", kind, "--outdir", folder, source), seconds=SECONDS)
        return folder / f"{source.stem}.{kind.partition(':')[0]}"

    def converted(self, source: Path, kind: str) -> Path:
        """The file in another format, converted once; callers must not write to it."""
        if (source, kind) not in self._made:
            self._made[source, kind] = self.run(source, kind, self._folder)
        return self._made[source, kind]

    def saved_files(self, program: Path, sources: Sequence[Path], to: str, folder: Path) -> list[Path]:
        """Convert as ``office.saved_files`` does, by the program that runs."""
        assert program == self.program
        out = folder / "out"
        filters = office._FILTERS.get(sources[0].suffix[1:], ())
        run_program(self._command(*filters, "--convert-to", to, "--outdir", out, *sources), seconds=SECONDS)
        return [out / f"{source.stem}.{to.partition(':')[0]}" for source in sources]

    def as_the_reader(self, program: Path, path: Path, data: bytes, ending: str, folder: Path) -> bytes:
        """Convert as ``office._converted`` does, once for each content: the name of the file never matters."""
        key = (ending, sha256(data).hexdigest())
        if key not in self._read:
            self._read[key] = self._convert(program, path, data, ending, folder)
        return self._read[key]
