"""Fields of work that texts name, each by words of its own: "dụng cụ cứu sinh" and "hố nước sâu" are of one field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, partial

from compare.words import task_words
from extract.language.lexicon import fold
from extract.language.phrases import Phrases


@cache
def _fields() -> Sequence[Phrases]:
    """The words of each field: those of things and their kinds, and the fields that have no single thing."""
    kinds = ((*group["of"], *group["kinds"]) for group in task_words()["kind"])
    return [Phrases(partial(tuple, words)) for words in (*kinds, *task_words()["fields"]["words"])]


def of_one_field(asked: str, item: str) -> int:
    """How many different words an item has of the fields that another text names.

    >>> of_one_field("rào chắn hố nước sâu", "trang bị dụng cụ cứu sinh; mở lớp học bơi")
    2
    """
    named, told = _named(asked), _named(item)
    return sum(len(words) for field, words in told if any(field == one for one, _ in named))


@lru_cache(maxsize=2_000)
def _named(text: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """The fields of a text with their words in it."""
    plain = fold(text)
    found = (
        (at, frozenset(one.group() for one in words.finditer(plain))) for at, words in enumerate(_fields())
    )
    return tuple((at, words) for at, words in found if words)
