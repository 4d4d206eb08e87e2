"""Words instead of syllables, as underthesea segments and tags them; its models come with it, nothing is fetched.

It takes a third of a second to load, so it is loaded by the first text that needs it. As evidence for pairs its words
are worth nothing beside syllables and their pairs (docs/evidence.md); a reader, however, is told whole words.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import IO, Any

from compare.words import lexicon, phrases
from compare.words.similarity import united
from extract.language.lexicon import fold
from extract.traced import with_marks

_IDLE = phrases("targets", "apart", "idle")


_PACKAGE, _JOBLIB = "underthesea", "joblib"
_LOADING = Lock()
_TAGGER = Path("pipeline", "pos_tag", "pos_crf_2017_10_11.bin")
_LOWER = (-2, -1, 0, 1, 2)
_TITLES = (0, -1, 1)
_WORDS = ((-2, -2), (-1, -1), (0, 0), (1, 1), (2, 2), (-2, -1), (-1, 0), (0, 1), (1, 2))
_TAGS = ((-3, -3), (-2, -2), (-1, -1), (-3, -2), (-2, -1))
"""The words about a word that the tagger looks at: their small letters, whether they begin with a capital, the words
themselves and two in a row. Tags of words before are not known to it."""


@cache
def _cut() -> Callable[[str], list[str]]:
    """underthesea's segmenter.

    The package itself loads its models for names, chunks and much else, 60 MB that nobody asks for, so that it stands
    in for itself unloaded while its segmenter is imported. Whoever imports it later loads all of it. joblib, which
    brings numpy along, 25 MB more, is asked for plain pickles only.
    """
    # One thread at a time.
    with _LOADING, _standing_in(_PACKAGE, _unloaded), _standing_in(_JOBLIB, of_pickles):
        import underthesea.pipeline.text_normalize  # noqa: F401  must be first, since both import each other
        from underthesea.pipeline.word_tokenize import word_tokenize

        word_tokenize("")  # loads its model
    return word_tokenize  # type: ignore[no-any-return]


@contextmanager
def _standing_in(name: str, made: Callable[[], ModuleType]) -> Iterator[None]:
    """Let another module stand in for one that is not loaded."""
    if name in sys.modules:
        yield
        return
    module = sys.modules[name] = made()
    try:
        yield
    finally:
        if sys.modules.get(name) is module:
            del sys.modules[name]


def _unloaded() -> ModuleType:
    spec = find_spec(_PACKAGE)
    assert spec is not None
    return module_from_spec(spec)


def of_pickles() -> ModuleType:
    """A module with joblib's ``load`` for plain pickles; for any other file it is joblib's own."""

    def load(file: str | IO[bytes]) -> Any:
        content = Path(file).read_bytes() if isinstance(file, str) else file.read()
        try:
            return pickle.loads(content)
        except (pickle.UnpicklingError, EOFError, IndexError, ValueError):
            sys.modules.pop(_JOBLIB, None)
            return import_module(_JOBLIB).load(io.BytesIO(content))

    module = ModuleType(_JOBLIB)
    module.load = load  # type: ignore[attr-defined]
    return module


@cache
def _tagger() -> Any:
    """underthesea's model for tags; its own code around it loads a dictionary that the model does not ask for."""
    from underthesea_core import CRFTagger

    spec = find_spec(_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    tagger = CRFTagger()
    tagger.load(str(Path(spec.origin).parent / _TAGGER))
    return tagger


def _features(words: Sequence[str], at: int) -> Iterator[str]:
    """What the model is told of one word, in the order and the form in which it was trained."""
    for place in _LOWER:
        yield f"T[{place}].lower={_edge(words, at + place) or words[at + place].lower()}"
    for place in _TITLES:
        told = _edge(words, at + place) or all(part[:1].istitle() for part in words[at + place].split(" "))
        yield f"T[{place}].istitle={told}"
    for first, last in _WORDS:
        told = _edge(words, at + first, at + last) or " ".join(words[at + first : at + last + 1])
        yield f"T[{_span(first, last)}]={told}"
    for first, last in _TAGS:
        told = _edge(words, at + first, at + last) or " ".join("X" * (last - first + 1))
        yield f"T[{_span(first, last)}][1]={told}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first},{last}"


def _edge(words: Sequence[str], first: int, last: int | None = None) -> str:
    """The sign for places before the first word or behind the last one; "" for places within."""
    if first < 0:
        return "BOS"
    return "EOS" if max(first, last or 0) >= len(words) else ""


@lru_cache(maxsize=1_000)
def segmented(text: str) -> tuple[str, ...]:
    """The words and signs of a text.

    >>> segmented("hộ dùng nước sạch")
    ('hộ', 'dùng', 'nước sạch')
    """
    return tuple(_cut()(text))


@lru_cache(maxsize=1_000)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words and signs of a text, each with its tag: N noun, V verb, A adjective, E preposition, CH sign …

    >>> tagged("hộ gia đình được sử dụng nước sạch")[2:]
    (('được', 'R'), ('sử dụng', 'V'), ('nước sạch', 'N'))
    """
    words = segmented(text)
    tags = _tagger().tag([list(_features(words, at)) for at in range(len(words))])
    return tuple(zip(words, tags, strict=True))


def only_in(text: str, other: str) -> tuple[str, ...]:
    """Phrases of ``text`` whose words do not stand in ``other``, neither as written nor by a synonym, each once.

    A phrase is a run of nouns, and of verbs and adjectives of two syllables and more, without words of no meaning.

    >>> only_in("hộ nghèo vùng cao được tập huấn", "tập huấn cho hộ nghèo")
    ('vùng cao',)
    """
    theirs = f" {_plain(other)} "
    found: list[list[str]] = [[]]
    for word, tag in tagged(_without_synonyms(text, theirs)):
        if _is_telling(word, tag) and f" {_plain(word)} " not in theirs:
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return tuple(dict.fromkeys(" ".join(words) for words in found if words))


def _without_synonyms(text: str, theirs: str) -> str:
    """A text with commas for every word that has a synonym in the other, which segmentation may cut in two."""
    composed, known = with_marks(text), lexicon()
    for found in known.spellings.finditer(fold(composed)):
        if f" {known.heads[' '.join(found.group().split())]} " in theirs:
            start, end = found.span()
            composed = composed[:start] + "," * (end - start) + composed[end:]
    return composed


def _is_telling(word: str, tag: str) -> bool:
    folded = fold(word)
    if not word[0].isalpha() or folded in _IDLE or lexicon().ignored.fullmatch(folded):
        return False
    return tag.startswith("N") or (tag[0] in "VA" and " " in word)


def _plain(text: str) -> str:
    """The folded syllables of a text with synonyms united."""
    return " ".join(filter(None, (syllable.strip(",;:.()") for syllable in united(text).split())))
