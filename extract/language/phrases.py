r"""Named lists of phrases from the lexicon and patterns composed of them, folded and compiled once on first use.

    _BEFORE = phrases("quantities", "deadline", "before")
    _DEADLINE = composed(r"(?<!\w)<<before>>\s+(?P<year>20\d\d)", before=_BEFORE)
    _DEADLINE.search(fold("Trước năm 2025"))

Both stand at the head of a module and cost nothing there: a file of the lexicon is read when the first text is
searched. The caller folds the texts (``extract.language.lexicon.fold``), often once for several searches.
``table``, ``valued`` and ``spelt`` give lists whose phrases have a value each.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from extract.language.lexicon import LexiconError, alternatives, fold, load, words
from extract.language.lexicon.compiled import compiled
from extract.language.lexicon.needed import (
    NOTHING,
    Clauses,
    Looks,
    any_of,
    caseless,
    looks,
    may_match,
    needed,
    shows,
)

T = TypeVar("T")

_PLACE = re.compile(r"(?P<start>\(\?<!\\w\))?<<(?P<name>\w+)>>")
_NEVER = "(?!)"
"""An expression that matches nothing, for a list without phrases."""
_OFTEN = 100
"""Texts that are looked at before compiling; a pattern that is asked more often pays for being compiled."""
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Pattern:
    """A regular expression that is compiled for the first text that it may match; methods as of ``re.Pattern``.

    ``needs`` tells what any match contains. Once compiled, a call goes straight to the methods of ``re.Pattern``; those
    that look through a whole text are asked only where it has a few words of what is needed, since most texts lack
    them and a look for a word takes a twentieth of the time.
    """

    def __init__(
        self,
        source: Callable[[], str],
        flags: re.RegexFlag = re.NOFLAG,
        needs: Callable[[], Clauses] = lambda: NOTHING,
    ) -> None:
        self._source, self._flags, self._needs = source, flags, needs
        self._in_any_case = flags is not re.NOFLAG and re.IGNORECASE in flags
        self._asked = 0

    @cached_property
    def part(self) -> str:
        """The expression as a part of a composed one, without a group around it and without its flags."""
        return self._source()

    @cached_property
    def needs(self) -> Clauses:
        """What any match contains, as a part of a composed expression."""
        return self._needs()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression; raises ``LexiconError`` for a list that the lexicon lacks."""
        found = compiled(self._source(), self._flags)
        vars(self).update({name: getattr(found, name) for name in _METHODS})
        if wanted := looks(self._guard):
            vars(self).update(_looking(found, wanted, in_any_case=self._in_any_case))
        return found

    @property
    def is_compiled(self) -> bool:
        """Whether a text was one that it may match."""
        return "compiled" in vars(self)

    def compile(self) -> None:
        """Compile it before a text is there."""
        _ = self.compiled

    @cached_property
    def _guard(self) -> Clauses:
        return caseless(self.needs) if self._in_any_case else self.needs

    def may_match(self, text: str) -> bool:
        """Whether a text has all that any match contains; it may match nothing even so."""
        return may_match(self._guard, text.lower() if self._in_any_case else text)

    def _for(self, text: str) -> re.Pattern[str] | None:
        """The compiled expression; None for a text that it does not match."""
        self._asked += 1
        return self.compiled if self._asked > _OFTEN or self.may_match(text) else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match anywhere in ``text[start:end]``."""
        compiled = self._for(text)
        return compiled.search(text, start, end) if compiled else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at ``start``."""
        compiled = self._for(text)
        return compiled.match(text, start, end) if compiled else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of the whole of ``text[start:end]``."""
        compiled = self._for(text)
        return compiled.fullmatch(text, start, end) if compiled else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in order."""
        compiled = self._for(text)
        return compiled.finditer(text, start, end) if compiled else iter(())

    def findall(self, text: str) -> list[str]:
        """The texts of all matches in order, or of their only group."""
        compiled = self._for(text)
        return compiled.findall(text) if compiled else []

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with matches replaced."""
        compiled = self._for(text)
        return compiled.sub(replacement, text, count) if compiled else text

    def split(self, text: str) -> list[str]:
        """The pieces between matches."""
        compiled = self._for(text)
        return compiled.split(text) if compiled else [text]


def _looking(
    found: re.Pattern[str], wanted: Looks, *, in_any_case: bool
) -> Mapping[str, Callable[..., object]]:
    """The methods that look through a whole text, asked only of texts with a word of each set."""

    def may(text: str) -> bool:
        return shows(wanted, text.lower() if in_any_case else text)

    # A part of a text is searched at once: to look through the whole for each of its parts would take longer.
    def search(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return found.search(text, start, end) if start or end < sys.maxsize or may(text) else None

    def finditer(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return found.finditer(text, start, end) if start or end < sys.maxsize or may(text) else iter(())

    def findall(text: str) -> list[str]:
        return found.findall(text) if may(text) else []

    def sub(replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return found.sub(replacement, text, count) if may(text) else text

    def split(text: str) -> list[str]:
        return found.split(text) if may(text) else [text]

    return {method.__name__: method for method in (search, finditer, findall, sub, split)}


class Phrases(Pattern):
    """A list of phrases; as a pattern, any of them as whole words; a list without phrases matches nothing.

    ``folded`` False keeps the phrases as the lexicon writes them, for texts that are not folded.
    """

    def __init__(self, listed: Callable[[], Iterable[str]], *, folded: bool = True) -> None:
        super().__init__(lambda: rf"(?:{self.at_start})(?!\w)", needs=lambda: any_of(self.words))
        self._listed, self._folded = listed, folded

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The phrases in the order of the lexicon."""
        return tuple(dict.fromkeys(map(fold, self._listed()) if self._folded else self._listed()))

    @cached_property
    def part(self) -> str:
        """An expression for any of the phrases, the longest first, whole words or not."""
        return alternatives(self.words) or _NEVER

    @cached_property
    def at_start(self) -> str:
        """The same expression where no word goes on before it: ``(?<!\\w)`` is within."""
        return alternatives(self.words, at_start=True) or _NEVER

    def capitals(self) -> Phrases:
        """The same phrases in capitals, for texts that are not folded."""
        return Phrases(lambda: map(str.upper, self.words), folded=False)

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self.words)

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._members


class Valued(Phrases, Generic[T]):
    """A list of phrases with a value each; look-ups take any white space between the words of a phrase.

    A phrase that stands in the list several times has several values.
    """

    def __init__(self, pairs: Callable[[], Iterable[tuple[str, T]]], *, folded: bool = True) -> None:
        super().__init__(lambda: (phrase for phrase, _ in pairs()), folded=folded)
        self._pairs = pairs

    @cached_property
    def _values(self) -> dict[str, tuple[T, ...]]:
        found: dict[str, tuple[T, ...]] = {}
        for phrase, value in self._pairs():
            key = fold(phrase) if self._folded else phrase
            found[key] = (*found.get(key, ()), value)
        return found

    def all(self, phrase: str) -> tuple[T, ...]:
        """Return the values of a phrase in their order, none for a phrase that is not listed."""
        return self._values.get(" ".join(phrase.split()), ())

    def get(self, phrase: str) -> T | None:
        """Return the first value of a phrase, None for a phrase that is not listed."""
        return next(iter(self.all(phrase)), None)

    def __getitem__(self, phrase: str) -> T:
        return self._values[" ".join(phrase.split())][0]


def phrases(name: str, *keys: str, folded: bool = True) -> Phrases:
    """Return the list at ``keys`` of ``name``.toml in ``extract/language/lexicon``.

    >>> phrases("quantities", "deadline", "before").search("báo cáo trước năm 2025") is not None
    True
    """
    return Phrases(lambda: words(name, *keys), folded=folded)


def several(*lists: Phrases | Iterable[str], folded: bool = True) -> Phrases:
    """Return one list of several, which may be lists of phrases or of plain words."""
    return Phrases(
        lambda: [word for one in lists for word in (one.words if isinstance(one, Phrases) else one)],
        folded=folded,
    )


def spelt(name: str, *keys: str) -> Valued[str]:
    """Return the list at ``keys``, each phrase with its spelling there as its value.

    >>> spelt("documents", "mentions")["quyết  định"]
    'Quyết định'
    """
    return Valued(lambda: ((word, word) for word in words(name, *keys)))


def table(kind: Callable[[Any], T], name: str, *keys: str, folded: bool = True) -> Valued[T]:
    """Return the table at ``keys``, phrase = value; ``kind`` converts each value from that of TOML.

    >>> table(str, "agencies", "short", folded=False)["UBND"]
    'Ủy ban nhân dân'
    """
    return Valued(lambda: ((phrase, kind(value)) for phrase, value in _table(name, keys)), folded=folded)


def valued(lists: Mapping[T, Phrases]) -> Valued[T]:
    """Return several lists as one; the value of a phrase is the key of its list.

    >>> valued({"down": several(["giảm"]), "up": several(["tăng", "tăng thêm"])})["tăng thêm"]
    'up'
    """
    return Valued(
        lambda: ((phrase, value) for value, one in lists.items() for phrase in one.words), folded=False
    )


def composed(template: str, flags: re.RegexFlag = re.NOFLAG, **parts: Pattern) -> Pattern:
    r"""Return a pattern with lists of phrases or other patterns at its places ``<<name>>``, each in its own group.

    >>> composed(r"<<kind>>\s+số\s+(\d+)", kind=several(["kế hoạch", "quyết định"])).findall("kế hoạch số 80")
    ['80']
    """

    def filled(place: re.Match[str]) -> str:
        part = parts[place["name"]]
        if place["start"] and isinstance(part, Phrases):
            return f"(?:{part.at_start})"
        return f"{place['start'] or ''}(?:{part.part})"

    def needs() -> Clauses:
        return needed(template, {name: part.needs for name, part in parts.items()})

    return Pattern(lambda: _PLACE.sub(filled, template), flags, needs)


def _table(name: str, keys: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    found: Any = load(name)
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise LexiconError(f"{name}.toml, {'.'.join(keys)}: a table is expected")
    return found.items()


STOP = Pattern(
    lambda: "[.?!]" + "".join(rf"(?<!\b{word}\.)" for word in words("quotes", "stops", "abbreviations"))
)
"""The mark that ends a sentence, as a part of a pattern; the full stop of an abbreviation ("TM.") ends none."""
