"""Guard against user files such as ``extract.py`` that hide a package of this program: they are named, not run.

``extract``, ``compare`` and ``templates`` are at the top level of an installation, and Python searches the working
folder and PYTHONPATH first. Only the standard library is used here, since the rest may be hidden.
"""

from __future__ import annotations

import io
import os
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

PACKAGES = ("extract", "compare", "templates")
_HERE = Path(__file__).parent


def check() -> None:
    """Raise ``ImportError`` where a package is hidden; on the command line print one line and exit with status 2."""
    for name in PACKAGES:
        found = _origin(name)
        if found is not None and not _is_ours(found, name):
            _refuse(name, found.parent if found.stem == "__init__" else found)


def _origin(name: str) -> Path | None:
    """The file that an import of ``name`` runs; None for a mere folder or a name that is not found."""
    module = sys.modules.get(name)
    if module is not None:
        file = getattr(module, "__file__", None)
    else:
        spec = find_spec(name)
        file = spec.origin if spec else None
    return Path(file) if file else None


def _is_ours(found: Path, name: str) -> bool:
    """Whether a file is the package beside this one, whatever path Python took to it."""
    home = _HERE.parent / name
    if found.parent == home:
        return True
    try:
        return found.parent.samefile(home)
    except OSError:
        return False


def _refuse(name: str, path: Path) -> NoReturn:
    import tomllib

    texts = tomllib.loads((_HERE / "messages.toml").read_text(encoding="utf-8"))["error"]
    lang = _language()
    message: str = texts["hidden"][lang].format(path=path, name=name)
    if not _is_command():
        raise ImportError(message, name=name, path=str(path))
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    print(texts["line"][lang].format(message=message), file=sys.stderr)
    raise SystemExit(2)


def _is_command() -> bool:
    """Whether this is ``doichieu …`` or ``python -m doichieu …``, whose first argument is still "-m" at this point."""
    program = Path((getattr(sys, "argv", None) or [""])[0]).name.lower()
    if program == "-m":
        return "doichieu" in sys.orig_argv
    return program.removesuffix(".exe").removesuffix("-script.py") == "doichieu"


def _language() -> str:
    """The language that was asked for, as far as it is known before the command line is parsed."""
    words = sys.orig_argv
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [behind for word, behind in pairwise(words) if word == "--lang"]
    return next((word for word in [*asked, os.environ.get("DOICHIEU_LANG")] if word in ("vi", "en")), "vi")
