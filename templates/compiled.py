"""Compiled templates of the program, kept in the user's cache folder: compiling them takes a twentieth of one check."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from platformdirs import user_cache_path

_NAME = 16
"""Letters of a template's key in the name of its file."""


class Compiled(BytecodeCache):
    """One file a template, named by all that its code depends on; a folder that cannot be used costs only the time.

    ``options`` tells which of the environment's options change the code.
    """

    def __init__(self, options: str) -> None:
        self._folder = user_cache_path("doichieu", appauthor=False) / "templates"
        self._about = f"{sys.version} {jinja2.__version__} {options}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from its file, where that is there and whole."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            code = marshal.loads(self._file(bucket).read_bytes())
            bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in place of that of an older template."""
        file = self._file(bucket)
        draft = file.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(marshal.dumps(bucket.code))
            for old in self._folder.glob(f"{bucket.key[:_NAME]}-*.bin"):
                old.unlink(missing_ok=True)
            draft.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        told = hashlib.sha256(f"{self._about} {bucket.checksum}".encode()).hexdigest()
        return self._folder / f"{bucket.key[:_NAME]}-{told[:32]}.bin"
