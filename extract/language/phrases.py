r"""Named lists of phrases from the lexicon, and patterns composed of them: folded and compiled once, on first use.

    _BEFORE = phrases("quantities", "deadline", "before")
    _DEADLINE = composed(r"(?<!\w)<<before>>\s+(?P<year>20\d\d)", before=_BEFORE)
    _DEADLINE.search(fold("Trước năm 2025"))

Both stand at the head of a module and cost nothing there: a file of the lexicon is read when the first text is
searched. Texts are folded by the caller (``extract.language.lexicon.fold``), who often has them folded already.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from extract.language.lexicon import alternatives, fold, words

_PLACE = re.compile(r"<<(\w+)>>")


class Pattern:
    """A regular expression that is compiled when it is first used. The methods are those of ``re.Pattern``."""

    def __init__(self, source: Callable[[], str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression; raises ``LexiconError`` where the lexicon lacks a list."""
        return re.compile(self._source(), self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match anywhere in ``text[start:end]``."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at ``start``."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of the whole of ``text[start:end]``."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in order."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The texts of all matches in order, or of their only group."""
        return self.compiled.findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with matches replaced."""
        return self.compiled.sub(replacement, text, count)

    def split(self, text: str) -> list[str]:
        """The pieces between matches."""
        return self.compiled.split(text)


class Phrases(Pattern):
    """A list of phrases; as a pattern, any of them as whole words.

    ``folded`` False keeps the phrases as the lexicon writes them, for texts that are not folded.
    """

    def __init__(self, listed: Callable[[], Iterable[str]], *, folded: bool = True) -> None:
        super().__init__(lambda: rf"(?<!\w)(?:{self.alternatives})(?!\w)")
        self._listed, self._folded = listed, folded

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The phrases in the order of the lexicon."""
        return tuple(dict.fromkeys(map(fold, self._listed()) if self._folded else self._listed()))

    @cached_property
    def alternatives(self) -> str:
        """The source of a pattern for any of the phrases, the longest first, without a group around it.

        That of an empty list matches nothing.
        """
        return alternatives(self.words) or "(?!)"

    def __contains__(self, phrase: str) -> bool:
        return phrase in self.words


def phrases(name: str, *keys: str, folded: bool = True) -> Phrases:
    """The list at ``keys`` of ``name``.toml in ``extract/language/lexicon``.

    >>> phrases("quantities", "deadline", "before").search("báo cáo trước năm 2025") is not None
    True
    """
    return Phrases(lambda: words(name, *keys), folded=folded)


def several(*lists: Phrases | Iterable[str], folded: bool = True) -> Phrases:
    """One list of several, which may be lists of phrases or of plain words."""
    return Phrases(
        lambda: [word for one in lists for word in (one.words if isinstance(one, Phrases) else one)],
        folded=folded,
    )


def composed(template: str, flags: re.RegexFlag = re.NOFLAG, **lists: Phrases) -> Pattern:
    r"""A pattern with lists of phrases at its places ``<<name>>``, each in a group of its own.

    >>> composed(r"<<kind>>\s+số\s+(\d+)", kind=several(["kế hoạch", "quyết định"])).findall("kế hoạch số 80")
    ['80']
    """
    return Pattern(lambda: _PLACE.sub(lambda place: f"(?:{lists[place[1]].alternatives})", template), flags)
