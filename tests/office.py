"""LibreOffice for tests: each file is turned into each format once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from extract.readers.programs import run_program
from extract.readers.word import office

SECONDS = 120.0
"""Wall-clock limit of one conversion, on a machine that does other things too."""


class Office:
    """The program with one profile for all conversions, since a new profile takes longer than a conversion."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self._folder = folder
        self._made: dict[tuple[Path, str], Path] = {}
        self._read: dict[tuple[str, str], bytes] = {}
        self._convert = office._converted

    def run(self, source: Path, kind: str, folder: Path) -> Path:
        """Convert a file; ``kind`` is the ending, with the name of a filter where the ending leaves several."""
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command: list[str | Path] = [self.program, profile, "--headless", "--convert-to", kind]
        run_program([*command, "--outdir", folder, source], seconds=SECONDS)
        return folder / f"{source.stem}.{kind.partition(':')[0]}"

    def converted(self, source: Path, kind: str) -> Path:
        """The file in another format, converted once; callers must not write to it."""
        if (source, kind) not in self._made:
            self._made[source, kind] = self.run(source, kind, self._folder)
        return self._made[source, kind]

    def as_the_reader(self, program: Path, path: Path, data: bytes, ending: str, folder: Path) -> bytes:
        """Convert as ``office._converted`` does, once for each content: the name of the file never matters."""
        key = (ending, sha256(data).hexdigest())
        if key not in self._read:
            self._read[key] = self._convert(program, path, data, ending, folder)
        return self._read[key]
