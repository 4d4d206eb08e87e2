"""The style sheet in a page, as far as a rule names a single class or id; Google Docs writes all looks so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# At-rules for paper, fonts and animations, imports and comments, which do not apply to the text on a screen.
_APART = re.compile(
    r"/\*.*?\*/|<!--|-->|@(?:import|charset|namespace)[^;{}]*;|@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}",
    re.DOTALL,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[a-z]*[0-9]?([.#][\w-]+)", re.I)
_LOOK = re.compile(r"(?:^|[;\s])((?:font-weight|font-style|font-family|text-align)\s*:[^;]*)", re.I)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SAYS_DISPLAY = re.compile(r"(?:^|[;\s])(?:display|visibility)\s*:", re.I)
# The classes that scripts give to a visible tab.
_SHOWN = frozenset([".active", ".show", ".in", ".current", ".selected", ".open"])


def apply_styles(root: _Element) -> None:
    """Write the rules of the style sheet into the elements' own ``style``, behind its present content.

    An element with half of the page's text is never hidden, since the document may be in a tab that a script shows.
    """
    looks, hidden = _read("".join(style.text or "" for style in root.iter("style")))
    if not looks and not hidden:
        return
    half = _length(root) / 2
    for element in list(root.iter("*")):
        names = _names(element)
        found = [looks[name] for name in names if name in looks]
        own = element.get("style", "")
        if not hidden.isdisjoint(names) and _SHOWN.isdisjoint(names) and not _SAYS_DISPLAY.search(own):
            found += ["display:none"] if _length(element) < half else []
        if found:
            element.set("style", ";".join([own, *found]))


def _length(element: _Element) -> int:
    return sum(map(len, element.itertext()))


def _names(element: _Element) -> list[str]:
    """The id of an element, then its classes: the most specific comes first."""
    named = [f"#{element.get('id')}"] if element.get("id") else []
    return [*named, *(f".{name}" for name in element.get("class", "").split())]


def _read(sheet: str) -> tuple[dict[str, str], set[str]]:
    """The look that the sheet gives to each class and id, and the names it hides."""
    looks: dict[str, str] = {}
    hidden: set[str] = set()
    for name, said in _rules(_APART.sub("", sheet)):
        look = ";".join(found.strip() for found in _LOOK.findall(said))
        if look:
            # A later rule overrides an earlier one.
            looks[name] = f"{look};{looks[name]}" if name in looks else look
        if _HIDING.search(said):
            hidden.add(name)
        elif _SAYS_DISPLAY.search(said):
            hidden.discard(name)
    return looks, hidden


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    for selectors, said in _RULE.findall(sheet):
        for selector in selectors.split(","):
            if simple := _SIMPLE.fullmatch(selector.strip()):
                yield simple[1], said
