"""The user's own words, put over the built-in ones.

synonyms = [["nhà văn hóa", "nhà sinh hoạt cộng đồng"]]     # words that mean the same
ignored = ["hợp phần"]                                      # words without meaning for a target

[agencies]                                                  # a body, and its other spellings
"Phòng Văn hóa và Thông tin" = ["Phòng VH-TT"]

[absent]                                                    # things that a place does not have
"huyện Suối Vàng" = ["phường", "trại giam"]                 # a place, a kind of place ("huyện"), or "all"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compare.decisions.handwritten import Page
from extract.language.lexicon import fold
from extract.language.phrases import phrases, several
from extract.model import Bound

EVERYWHERE = "all"
KEYS = ("synonyms", "ignored", "agencies", "absent")
CHANGED = ("groups", "ignored", "absent")
"""Keys of synonyms.toml that the user's words extend."""

_OPPOSITES = (
    tuple(
        several(*(phrases("quantities", "bounds", bound) for bound in bounds))
        for bounds in ((Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN))
    ),
    (phrases("quantities", "change", "increase"), phrases("quantities", "change", "decrease")),
)


def merged(table: Mapping[str, Any], own: Iterable[Page]) -> dict[str, Any]:
    """The built-in table with the words of the pages, as a new table. Raises ``HandwrittenError``."""
    groups = [list(group) for group in table["groups"]]
    ignored = list(table["ignored"])
    absent = {kind: list(words) for kind, words in table["absent"].items()}
    for page in own:
        page.check_keys(page.table, KEYS)
        for group in [*_synonyms(page), *_agencies(page)]:
            groups = joined(groups, group)
            _refuse_opposites(page, group, groups[-1])
        ignored += page.texts(page.table, "ignored")
        places = page.section(page.table, "absent")
        for place in places:
            absent.setdefault(fold(place), []).extend(page.texts(places, place))
    return {**table, "groups": groups, "ignored": ignored, "absent": absent}


def _refuse_opposites(page: Page, written: Sequence[str], group: Sequence[str]) -> None:
    """Raise ``HandwrittenError`` where a group makes a floor and a ceiling, or a rise and a fall, the same."""
    for sides in _OPPOSITES:
        found = [next((word for word in group if fold(word) in side.words), None) for side in sides]
        if None not in found:
            first, second = map(str, found)
            raise page.problem("opposites", written[0], first=first, second=second)


def _synonyms(page: Page) -> list[list[str]]:
    return page.typed(page.table, "synonyms", "text_lists") if "synonyms" in page.table else []


def _agencies(page: Page) -> list[list[str]]:
    bodies = page.section(page.table, "agencies")
    return [[name, *page.texts(bodies, name)] for name in bodies]


def joined(groups: Sequence[Sequence[str]], new: Sequence[str]) -> list[list[str]]:
    """Groups of synonyms with one more; groups that share a word with it are merged into it.

    >>> joined([["hộ", "gia đình"], ["xã"]], ["nhà", "hộ"])
    [['xã'], ['hộ', 'gia đình', 'nhà']]
    """
    words = {fold(word) for word in new}
    near = [group for group in groups if words & {fold(word) for word in group}]
    together = dict.fromkeys(word for group in [*near, new] for word in group)
    return [*(list(group) for group in groups if group not in near), list(together)]
