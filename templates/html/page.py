"""Values and pieces as they stand in an HTML page of the program's own.

A page has some two thousand values. Jinja wraps each in markup and looks at it several times; here most are plain text
that stands as it is, and the pieces that a page has most often are made without a macro.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from extract.kept import kept
from templates.report.marking import Segment
from templates.report.quotes import Quote
from templates.texts import clean

_SPECIAL = re.compile(r"[&<>'\"]")


def shown(value: Any) -> str:
    """The value as a page shows it: markup as it is, all else escaped and without forbidden characters.

    >>> shown("a < b"), shown("a - b"), shown(Markup("<b>")), shown(5)
    (Markup('a &lt; b'), 'a - b', Markup('<b>'), '5')
    """
    kind = type(value)
    if kind is str:
        text = clean(value)
        return escape(text) if _SPECIAL.search(text) else text
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)


class _Code(CodeGenerator):
    """Templates whose values pass ``shown`` in place of ``finalize`` and ``escape``."""

    def _output_child_pre(self, *_: Any) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")


class Page(Environment):
    """The environment of the program's own pages, which all escape."""

    code_generator_class = _Code
    shown = staticmethod(shown)


def pieces(segments: Iterable[Segment], side: str) -> Markup:
    """The pieces of a quote with the words that only this ``side`` has ("gone", "new"), or has elsewhere.

    >>> pieces([Segment(text="Đạt "), Segment(text="50%", changed=True, focus=True)], "new")
    Markup('Đạt <mark class="new focus">50%</mark>')
    """
    return Markup("".join(_piece(segment, side) for segment in segments))


def _piece(piece: Segment, side: str) -> str:
    text = shown(piece.text)
    if piece.changed or piece.moved:
        kind = f"{side if piece.changed else 'moved'}{' focus' if piece.focus else ''}"
        return f'<mark class="{kind}">{text}</mark>'
    return f'<span class="focus">{text}</span>' if piece.focus else text


def quoted(quote: Quote, side: str, short: bool = False) -> Markup:
    """A quote with its place below it; ``short``: the measure in question, without the rest of a long item."""
    place = f'<p class="place">{shown(quote.place)}</p>' if quote.place else ""
    text = pieces(quote.short if short else quote.segments, side)
    return Markup(f'<div class="quote">{text}</div>\n{place}')


@kept(8)
def rule_list(rules: tuple[tuple[str, str], ...]) -> Markup:
    """The codes of all rules with their names, the same in most reports of a run."""
    named = (
        f'<abbr title="{shown(name or code)}">{shown(code)}</abbr>{f" {shown(name)}" if name else ""}'
        for code, name in rules
    )
    return Markup("; ".join(named))
