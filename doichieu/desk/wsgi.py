"""The application that waitress serves: Django behind the static files, with a clock of the last request."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"


class Application:
    """Serves and tells how long ago the last request came."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner
        self._last = time.monotonic()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self._last = time.monotonic()
        return self._inner(environ, start)

    def idle(self) -> float:
        """Seconds since the last request."""
        return time.monotonic() - self._last


def application() -> Application:
    """The whole application; Django must be set up."""
    from django.core.handlers.wsgi import WSGIHandler
    from whitenoise import WhiteNoise

    # The address of a static file holds the version of the program, so a browser may keep it.
    static = WhiteNoise(WSGIHandler(), root=str(STATIC), prefix="tinh/", max_age=31536000)
    return Application(static)
