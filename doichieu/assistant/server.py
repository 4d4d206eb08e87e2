"""The server: tools over standard input and output, by the official Python SDK (the extra ``doichieu[mcp]``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from doichieu import __version__
from doichieu.assistant.paging import written
from doichieu.assistant.tools import Tools
from doichieu.messages import Catalogue, UserError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

NAMES = ("files", "read", "check", "diff", "rules", "search")
"""The tools, each with its text "mcp.tool.<name>"."""


def server(tools: Tools, say: Catalogue) -> MCPServer[Any]:
    """The server of some tools; raises ``UserError`` where the SDK is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise UserError("mcp.no_sdk") from error
    made: MCPServer[Any] = MCPServer(
        "doichieu", instructions=say("mcp.instructions"), version=__version__, log_level="WARNING"
    )
    only_reads = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    for name in NAMES:
        made.add_tool(
            _answering(getattr(tools, name), tools, say),
            name=name,
            description=say(f"mcp.tool.{name}"),
            annotations=only_reads,
            # The JSON is sent once, as text: a second copy would double its size.
            structured_output=False,
        )
    return made


def _answering(tool: Callable[..., Any], tools: Tools, say: Catalogue) -> Callable[..., str]:
    """A tool that answers with JSON, and with one sentence where the assistant can mend its call."""
    from mcp.server.mcpserver.exceptions import ToolError

    from doichieu.limits import TooSlowError
    from extract.errors import ReadError

    def sentence(error: Exception) -> str:
        if isinstance(error, ReadError):
            return error.message(say.lang)
        if isinstance(error, UserError):
            return say(error.key, **error.values)
        return say("error.too_slow" if isinstance(error, TooSlowError) else "error.too_large")

    @wraps(tool)
    def answer(*args: Any, **values: Any) -> str:
        try:
            return written(tools.collection.in_turn(lambda: tool(*args, **values)))
        except (UserError, ReadError, TooSlowError, MemoryError) as error:
            raise ToolError(sentence(error)) from error

    return answer
