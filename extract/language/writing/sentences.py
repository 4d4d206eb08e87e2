"""Pieces of sentences: quotes, places, lists, capitals."""

from __future__ import annotations

from collections.abc import Sequence

from extract.kept import kept
from extract.language.agencies import starts_body
from extract.language.phrases import phrases
from extract.language.writing.cutting import beginning
from extract.language.writing.numbers import count

_NAMES = phrases("quotes", "stops", "names")


def quote(text: str, limit: int = 160) -> str:
    """Return a text on one line, cut at the end of a clause or phrase after at most ``limit`` characters.

    A name, a date, a number with what it counts are never cut in two; of a bracket that is, nothing is left.

    >>> quote("Rà soát hộ nghèo, hộ cận nghèo; lập danh sách gửi về huyện", 40)
    'Rà soát hộ nghèo, hộ cận nghèo …'
    """
    text = clauses(text)
    if len(text) <= limit + limit // 4:
        return text  # A few words more are better than a cut.
    return f"{clauses(beginning(text, limit))} …"


@kept(2_000)
def clauses(text: str) -> str:
    """Return a text on one line, without a dash before it and a mark that hangs behind it.

    >>> clauses("- Rà soát,  lập danh sách:")
    'Rà soát, lập danh sách'
    """
    line = " ".join(text.split())
    if not any(map(str.isalnum, line)):
        return line  # "./." is quoted for its marks.
    text = line.strip(" -–+;.,:")
    opened = text.rfind("(")
    # A bracket that is cut in the middle says nothing.
    return text[:opened].rstrip(" ,;:") if opened > max(text.rfind(")"), 0) else text


def listed(names: Sequence[str], last: str = "và") -> str:
    """Return names as a list with ``last`` before the last one.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"]), listed(["A", "B"], "hoặc")
    ('A', 'A và B', 'A, B và C', 'A hoặc B')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def some(names: Sequence[str], most: int, rest: int = 0) -> str:
    """Return the first ``most`` units and the number of the others; ``rest`` counts units that are not among the names.

    >>> some(["xã A", "xã B", "xã C"], 2), some(["xã A"], 2, rest=4)
    ('xã A, xã B và 01 đơn vị khác', 'xã A và 04 đơn vị khác')
    """
    left = max(0, len(names) - most) + rest
    text = ", ".join(names[:most])
    return f"{text} và {count(left)} đơn vị khác" if left else text


def capitalised(text: str) -> str:
    """Return a text with a capital first letter ("mục I" → "Mục I"); the rest stays as it is."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """Return a clause as it stands within a sentence: its first letter small, unless a name begins with it.

    >>> within("Tuyên truyền pháp luật"), within("Sở Y tế mở lớp"), within("UBND xã họp"), within("Luật Trẻ em")
    ('tuyên truyền pháp luật', 'Sở Y tế mở lớp', 'UBND xã họp', 'Luật Trẻ em')
    """
    first, second = (*text.split(maxsplit=2)[:2], "", "")[:2]
    named = first[1:2].isupper() or second[:1].isupper() or starts_body(text) or _NAMES.match(text.lower())
    return text if named else uncapitalised(text)


def uncapitalised(name: str) -> str:
    """Return the name of a kind within a sentence, its first letter small: "kế hoạch"."""
    return name[:1].lower() + name[1:]
