"""``doichieu mcp``: the plans of a folder for an assistant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from doichieu.commands import rulebook
from doichieu.messages import Catalogue, UserError

OK = 0


def mcp_command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="name.folder", help="mcp.folder")],
    config: rulebook.ConfigOption = None,
    no_config: rulebook.NoConfigOption = False,
) -> int:
    """Serve the folder over standard input and output until the input ends."""
    if not folder.is_dir():
        raise UserError("mcp.no_folder", path=folder)

    from doichieu.assistant.collection import Collection
    from doichieu.assistant.folder import Folder
    from doichieu.assistant.server import server
    from doichieu.assistant.tools import Tools
    from doichieu.config import find, load

    say: Catalogue = ctx.obj
    # An assistant starts the server in any folder: the settings are those of the plans.
    found = config or find(folder)
    collection = Collection(Folder(folder.resolve()), load(found, off=no_config or found is None))
    try:
        server(Tools(collection, say), say).run("stdio")
    finally:
        collection.close()
    return OK


COMMANDS: Mapping[str, Callable[..., int]] = {"mcp": mcp_command}
