"""``doichieu desk``: the review desk in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from doichieu.messages import UserError

OK = 0
_NEEDED = ("django", "filelock", "waitress", "whitenoise")


def desk_command(
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="name.folder", help="desk.folder")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="name.port", help="desk.port")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="desk.no_browser")] = False,
) -> int:
    """Start the desk on this computer and open it; a second start only opens it."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UserError("desk.missing", names=", ".join(missing))

    from doichieu.desk.config import PORT, DeskConfig, usual_folder
    from doichieu.desk.launch import run

    desk = DeskConfig((folder or usual_folder()).resolve())
    try:
        run(desk, PORT if port is None else port, browser=not no_browser, tell=typer.echo)
    except OSError as error:
        raise UserError("desk.folder_failed", path=desk.folder, reason=error.strerror or error) from error
    return OK


COMMANDS: Mapping[str, Callable[..., int]] = {"desk": desk_command}
