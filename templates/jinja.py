"""The Jinja environment that all forms of a report share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.language import writing
from templates.texts import clean

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).resolve().parent


@cache
def environment(*, autoescape: bool, sandboxed: bool = True) -> Environment:
    """Jinja for all forms. Sandboxed, a template of a department can read the report and nothing else.

    Whatever comes from a document passes ``finalize``, which takes out what XML forbids. One environment serves all
    reports of a run, since it keeps the templates that it has compiled.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    kind = SandboxedEnvironment if sandboxed else Environment
    env = kind(
        loader=FileSystemLoader(HERE, encoding="utf-8"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    env.globals["day"] = writing.date
    env.filters["number"] = writing.number
    return env


def _finalize(value: Any) -> Any:
    from markupsafe import Markup

    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
