"""The worker as a process of its own; it ends when its standard input does, which its parent holds open."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path


def main() -> None:
    """Work until the parent is gone."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doichieu.desk.settings")
    django.setup()
    threading.Thread(target=_watch, daemon=True).start()

    from doichieu.desk.work.papers.exporting import look_for_programs
    from doichieu.desk.work.registry import KINDS
    from doichieu.desk.work.worker import work

    look_for_programs()
    work(KINDS, ended=lambda: False)


def _watch() -> None:
    """Learn what the parent tells, and end with it: a worker that nobody can stop would keep the files of the desk."""
    if sys.stdin is None:
        return
    from doichieu.desk.work import children

    for line in sys.stdin.buffer:
        children.learn(line)
    children.end()
    os._exit(0)


if __name__ == "__main__":
    # As a script of a folder, it must not put that folder before the libraries.
    sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).parent]
    main()
