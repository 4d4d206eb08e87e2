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
    """The Jinja environment of all forms; in the sandbox a department's own template can only read the report.

    All values pass ``finalize``, which removes characters that XML forbids. One environment serves all reports of a
    run, since it keeps its compiled templates; those of the program itself are also kept for the next run.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from templates.compiled import Compiled

    kind = Environment
    if sandboxed:
        from jinja2.sandbox import SandboxedEnvironment

        kind = SandboxedEnvironment
    elif autoescape:
        from templates.html.page import Page

        kind = Page
    env = kind(
        loader=FileSystemLoader(HERE, encoding="utf-8"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
        bytecode_cache=None if sandboxed else Compiled(f"{kind.__name__} {autoescape}"),
    )
    env.globals["day"] = writing.date
    env.filters["number"] = writing.number
    if autoescape:
        from templates.html.page import quoted, rule_list

        env.filters |= {"quoted": quoted, "rule_list": rule_list}
    return env


def _finalize(value: Any) -> Any:
    """The value without forbidden characters; markup, which is text of a class of its own, is the template's."""
    return clean(value) if type(value) is str else value
