"""The words of an upper task as the draft would write them: its own place, its own years.

"… giai đoạn 2021 - 2030 trên địa bàn tỉnh" asks a district for "… giai đoạn 2021 - 2025 trên địa bàn huyện". A whole
period is replaced only by years within it; other words stay as they are. Hamlets are of the
draft's own kind; work for lands that an urban place does not have is not asked of it. Words that are no longer the
plan's own stand without quotation marks (``worded``).
"""

from __future__ import annotations

import re

from compare.tasks.duties import matter
from compare.words import phrases, task_words
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed
from extract.model import Level, Masthead, Plan

_RANGE = r"(?i:giai đoạn)\s+{start}\s*[-–]\s*{end}(?!\d)"
_KIND = re.compile(rf"(.+?)\s+({CAPITAL}.*)")
_AREA = phrases("tasks", "adapted", "area")
_RURAL = phrases("tasks", "adapted", "rural")
_URBAN = phrases("tasks", "adapted", "urban")
_EACH_PLACE = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("tasks", "adapted", "each_place"))
_OF_LEVELS = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("tasks", "adapted", "of_levels"))
_LEVELS = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("tasks", "adapted", "levels"))
# Not "các cấp, các ngành", "các cấp học".
_LAST_LEVELS = composed(r"(?<!\w)<<words>>(?=\s*(?:[;.)]|$))", words=phrases("tasks", "adapted", "levels"))
_LAST_OF_LEVELS = composed(
    r"(?<!\w)<<words>>(?=\s*(?:[;.)]|$))", words=phrases("tasks", "adapted", "of_levels")
)
_URBAN_KINDS = ("phường", "quận")
# "ở thôn, tổ dân phố": a place has hamlets of its own kind alone.
_HAMLETS = composed(
    r"(?P<rural><<rural>>(?:, <<rural>>)*)(?:, | và )(?P<urban><<urban>>(?:, <<urban>>)*)",
    rural=phrases("synonyms", "hamlets", "rural"),
    urban=phrases("synonyms", "hamlets", "urban"),
)


def adapted(text: str, upper: Plan, draft: Plan) -> str:
    """A clause of an upper task for the draft, within a sentence and without the committees that it addresses."""
    own = matter(writing.clauses(text))
    placed = _placed(_dated(own, upper, draft), upper.masthead, draft.masthead)
    kind = _KIND.fullmatch(draft.masthead.place or "")
    if kind:
        # "của từng địa phương" is told to the level above; a commune is the last of "các cấp".
        placed = _EACH_PLACE.sub(f"trên địa bàn {kind[1]}", placed)
        if draft.masthead.level is Level.COMMUNE:
            placed = _OF_LEVELS.sub(f"của {kind[1]}", placed)
            placed = _LEVELS.sub(kind[1], placed)
        elif draft.masthead.level is Level.DISTRICT:
            groups = task_words()["adapted"]["own_levels"]
            own = next((str(group["told"]) for group in groups if group["kind"] == kind[1]), "")
            placed = _LAST_LEVELS.sub(own, _LAST_OF_LEVELS.sub(f"của {own}", placed)) if own else placed
    return writing.within(_with_own_hamlets(placed, draft.masthead))


def worded(text: str, source: str) -> str:
    """What is asked for, in quotation marks only where it, or each of its clauses, is a piece of its source.

    >>> worded("sửa cầu treo", "Sửa cầu treo, cầu tràn"), worded("sửa cầu tràn", "Sửa cầu treo, cầu tràn")
    ('“sửa cầu treo”', 'sửa cầu tràn')
    >>> worded("sửa cầu treo; đắp đường", "Sửa cầu treo; kè bờ sông; đắp đường")
    '“sửa cầu treo”; “đắp đường”'
    """
    whole = fold(" ".join(source.split()))
    for pieces in ([text], text.split("; ")):
        if all(fold(" ".join(piece.split())) in whole for piece in pieces):
            return "; ".join(f"“{piece}”" for piece in pieces)
    return text


def by(text: str) -> str:
    """The word between what is asked and the plan that asks it; behind words without quotation marks with a comma."""
    return " theo" if text.endswith("”") else ", theo"


def _with_own_hamlets(text: str, draft: Masthead) -> str:
    """A text with the hamlets that a ward or a commune has; a district has both kinds."""
    place = fold(draft.place or "")
    kind = "urban" if place.startswith(_URBAN_KINDS) else "rural" if place.startswith("xã ") else ""
    for found in reversed(list(_HAMLETS.finditer(fold(text)))) if kind else ():
        text = text[: found.start()] + text[found.start(kind) : found.end(kind)] + text[found.end() :]
    return text


def is_elsewhere(text: str, draft: Plan) -> bool:
    """Whether work is for the country alone, and the draft is that of a ward or an urban district."""
    if not fold(draft.masthead.place or "").startswith(_URBAN_KINDS):
        return False
    return _RURAL.search(fold(text)) is not None and _URBAN.search(fold(text)) is None


def _dated(text: str, upper: Plan, draft: Plan) -> str:
    whole, own = upper.masthead.period, draft.masthead.period
    if whole is None or own is None or own == whole or own.start < whole.start or own.end > whole.end:
        return text
    years = writing.years(own.start, own.end)
    return re.sub(_RANGE.format(start=whole.start, end=whole.end), years, text)


@kept(100)
def _unit(kind: str, name: str) -> re.Pattern[str]:
    """A place as a text names it, with or without its name."""
    kind, name = re.escape(kind), re.escape(name)
    return re.compile(rf"\s+{kind}(?P<name>\s+{name})?(?!\w)(?!\s+{CAPITAL})")


def _placed(text: str, upper: Masthead, draft: Masthead) -> str:
    """A text with the area of the draft's level: "trên địa bàn tỉnh Hải Khê" → "trên địa bàn huyện Bàu Trà"."""
    above, below = _KIND.fullmatch(upper.place or ""), _KIND.fullmatch(draft.place or "")
    if above is None or below is None or upper.level is draft.level:
        return text
    unit = _unit(*above.groups())
    for area in reversed(list(_AREA.finditer(fold(text)))):
        found = unit.match(text, area.end())
        if found:
            text = f"{text[: area.end()]} {below[0] if found['name'] else below[1]}{text[found.end() :]}"
    return text
