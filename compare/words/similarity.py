"""Similarity of two measures in words: TF-IDF over syllables and pairs of syllables.

Vietnamese separates syllables, not words; pairs of syllables replace words well enough without a segmenter. Similarity
only proposes pairs. It never decides a verdict.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import mul
from sys import intern
from typing import TYPE_CHECKING

from compare.words import Lexicon, lexicon, phrases
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.traced import with_marks

if TYPE_CHECKING:
    import numpy as np

_AGE_PHRASE = composed(
    r"(?:<<bounds>>\s+)?\d{1,3}(?:\s*(?:-|đến|đến dưới)\s*\d{1,3})?\s*(?:tháng\s+)?tuổi",
    bounds=phrases("targets", "age_bounds"),
)
# "độ tuổi từ 15 đến 60": the unit stands before its numbers.
_AGE_FIRST = re.compile(
    r"(?P<group>độ|nhóm|lứa)\s+tuổi\s+(?:từ\s+)?(?P<ages>\d{1,3}\s*(?:-|–|đến|tới)\s*\d{1,3})(?![\d,.]*\d|\s*(?:tháng\s+)?tuổi)"
)
# "dưới 16 tuổi", "từ 6 đến 15 tuổi"
_AGE = re.compile(r"(?P<age>\d{1,3}(?:\s*(?:-|đến|đến dưới)\s*\d{1,3})?)\s*(?:tháng\s+)?tuổi")
_RANGE = re.compile(r"\s*(?:-|đến dưới|đến)\s*")
_ONLY_AGE = composed(
    r"(?:(?:trong|ở|thuộc)\s+)?(?:(?:độ|nhóm|lứa)\s+)?(?:<<bounds>>\s+)?\d{1,3}[\d\s–-]*(?:đến[\d\s]+|đến dưới[\d\s]+)?"
    r"(?:tháng\s+)?tuổi(?:\s+trở lên)?$",
    bounds=phrases("targets", "age_bounds"),
)
_SYLLABLE = re.compile(r"[^\W\d_]+")


def terms(text: str) -> tuple[str, ...]:
    """Syllables and pairs of syllables of a text, with synonyms united and words without meaning left out."""
    return _terms(text, lexicon())


@lru_cache(maxsize=1_000)
def _terms(text: str, known: Lexicon) -> tuple[str, ...]:
    plain = united(text, known)
    ages = [f"{_RANGE.sub('-', found['age'])} tuổi" for found in _AGE.finditer(plain)]
    pieces = re.split(r"[,;:.()\-–/]", known.ignored.sub(",", plain))
    # Numbers carry no subject, except ages, which distinguish populations.
    found: list[str] = ages * 2
    for piece in pieces:
        syllables = _SYLLABLE.findall(piece)
        found += syllables
        found += [f"{first} {second}" for first, second in pairwise(syllables)]
    # All texts share their words, which else were most of what a run keeps.
    return tuple(map(intern, found))


@lru_cache(maxsize=4_000)
def ages(text: str) -> tuple[str, ...]:
    """The ages in a text, as written: ("dưới 16 tuổi",)."""
    return tuple(" ".join(found.group().split()) for found in _AGE_PHRASE.finditer(with_age_last(fold(text))))


def is_age(phrase: str) -> bool:
    """Whether a phrase is an age and nothing else.

    >>> is_age("trong độ tuổi 5 - 17"), is_age("gái từ 11 tuổi")
    (True, False)
    """
    return _ONLY_AGE.match(with_age_last(fold(phrase).strip(" ,;:."))) is not None


def with_age_last(folded: str) -> str:
    """A folded text with each range of ages in the usual order of words.

    >>> with_age_last("nhóm tuổi 15 - 60 biết chữ"), with_age_last("độ tuổi từ 5 đến 17 tuổi")
    ('nhóm từ 15 - 60 tuổi biết chữ', 'độ tuổi từ 5 đến 17 tuổi')
    """
    return _AGE_FIRST.sub(r"\g<group> từ \g<ages> tuổi", folded) if "tuổi" in folded else folded


def common_phrases(text: str, other: str, index: Index) -> tuple[str, ...]:
    """Runs of two and more syllables of ``text`` that ``other`` has word for word, the most telling first.

    >>> sentences = "hộ dân được dùng nước sạch nông thôn", "nước sạch nông thôn cho hộ dân"
    >>> common_phrases(*sentences, Index(sentences))
    ('nước sạch nông thôn', 'hộ dân')
    """
    found = _common(text, other, lexicon())
    return found if len(found) < 2 else tuple(sorted(found, key=lambda phrase: -index.weight(phrase)))


@kept(1_000)
def _common(text: str, other: str, known: Lexicon) -> tuple[str, ...]:
    """The phrases in common in the order of ``text``, each once."""
    theirs = _pairs(other, known)
    written = with_marks(text)
    found: list[str] = []
    for run in _runs(text, known):
        for alike, same in groupby(pairwise(run), key=lambda two: (two[0][0], two[1][0]) in theirs):
            if alike:
                both = list(same)
                found.append(written[both[0][0][1] : both[-1][1][2]])
    once: dict[str, str] = {}
    for phrase in found:
        once.setdefault(fold(phrase), phrase)
    return tuple(once.values())


@lru_cache(maxsize=200)
def _pairs(text: str, known: Lexicon) -> frozenset[tuple[str, str]]:
    """All pairs of syllables that no sign, number or word without meaning interrupts."""
    return frozenset(pair for run in _runs(text, known) for pair in pairwise(word for word, *_ in run))


@lru_cache(maxsize=200)
def _runs(text: str, known: Lexicon) -> tuple[tuple[tuple[str, int, int], ...], ...]:
    """Syllables with their places, in runs that no sign, number or word without meaning interrupts."""
    plain = known.ignored.sub(lambda found: "," * len(found.group()), fold(text))
    runs: list[list[tuple[str, int, int]]] = [[]]
    for found in _SYLLABLE.finditer(plain):
        if runs[-1] and not plain[runs[-1][-1][2] : found.start()].isspace():
            runs.append([])
        runs[-1].append((intern(found.group()), *found.span()))
    return tuple(map(tuple, runs))


def united(text: str, known: Lexicon | None = None) -> str:
    """The folded text, in which one word replaces all its synonyms."""
    return _united(text, known or lexicon())


@kept(2_000)
def _united(text: str, known: Lexicon) -> str:
    return known.spellings.sub(lambda found: f" {known.heads[' '.join(found.group().split())]} ", fold(text))


def words(text: str) -> tuple[str, ...]:
    """Words as underthesea segments them, with synonyms united.

    This is kept for comparison: it pairs no better than syllables and costs a third of a second to load.
    """
    return _words(text, lexicon())


@lru_cache(maxsize=4_000)
def _words(text: str, known: Lexicon) -> tuple[str, ...]:
    from compare.words.segments import segmented

    plain = known.ignored.sub(",", united(text, known))
    return tuple(token for token in segmented(plain) if token[0].isalpha())


TOKENS: Mapping[str, Callable[[str], tuple[str, ...]]] = {"syllables": terms, "words": words}
"""Ways to cut a text into terms, by the value of ``Settings.tokens``."""


def _damped_by(
    cut: Callable[[str, Lexicon], tuple[str, ...]],
) -> Callable[[str, Lexicon], Mapping[str, float]]:
    """A function that gives each term of a text with its damped count."""

    @lru_cache(maxsize=2_000)
    def damped(text: str, known: Lexicon) -> Mapping[str, float]:
        return {term: 1 + math.log(count) for term, count in Counter(cut(text, known)).items()}

    return damped


_DAMPED = {"syllables": _damped_by(_terms), "words": _damped_by(_words)}


def damped_terms(text: str, tokens: str) -> Mapping[str, float]:
    """The terms of a text, cut in the way of ``tokens``, each with its damped count."""
    return _DAMPED[tokens](text, lexicon())


@dataclass(frozen=True, slots=True)
class Vector:
    """Weights of the terms of one text; ``norm`` is their Euclidean length."""

    weights: Mapping[str, float]
    norm: float


class Index:
    """Term weights learnt from all texts of both plans; a term weighs less the more texts hold it.

    ``groups`` are further texts; each group stands in other indexes, too, and is counted once.
    """

    def __init__(
        self, texts: Iterable[str], tokens: str = "syllables", groups: Sequence[tuple[str, ...]] = ()
    ) -> None:
        self._damped, self._words = _DAMPED[tokens], lexicon()
        documents = [self._damped(text, self._words) for text in texts]
        frequency = Counter(chain.from_iterable(documents))
        for group in groups:
            frequency.update(_frequency(group, tokens, self._words))
        count_of_all = len(documents) + sum(map(len, groups))
        rare = {count: rarity(count_of_all, count) for count in {0, *frequency.values()}}
        self._weights = _Weights(rare[0])
        of_one, of_two = ({count: weight_of(term, rare[count]) for count in rare} for term in ("a", "a b"))
        self._weights.update(
            {term: (of_two if " " in term else of_one)[count] for term, count in frequency.items()}
        )
        self._vectors: dict[str, Vector] = {}

    def vector(self, text: str) -> Vector:
        """The TF-IDF vector of a text, with damped term counts."""
        found = self._vectors.get(text)
        if found is None:
            found = self._vectors[text] = self._made(text)
        return found

    def terms(self, text: str) -> AbstractSet[str]:
        """The terms of a text, where no one asks for their weights."""
        return self._damped(text, self._words).keys()

    def weight(self, text: str) -> float:
        """The sum of the weights of a text."""
        known = self._weights
        return sum([damped * known[term] for term, damped in self._damped(text, self._words).items()])

    def _made(self, text: str) -> Vector:
        known = self._weights
        weights = {term: damped * known[term] for term, damped in self._damped(text, self._words).items()}
        values = weights.values()
        return Vector(weights, math.sqrt(sum(map(mul, values, values))))


@kept(16)
def _frequency(texts: tuple[str, ...], tokens: str, known: Lexicon) -> Counter[str]:
    """How many of some texts hold each term; for the next draft with the same reference, too."""
    damped = _DAMPED[tokens]
    return Counter(chain.from_iterable(damped(text, known) for text in texts))


class _Weights(dict[str, float]):
    """The weights of terms; one of no text weighs as much as the rarest."""

    def __init__(self, unknown: float) -> None:
        super().__init__()
        self._unknown = unknown

    def __missing__(self, term: str) -> float:
        return weight_of(term, self._unknown)


def rarity(texts: int, holding: int) -> float:
    """How rare a term is that ``holding`` of some texts hold."""
    return math.log(1 + max(1, texts) / (1 + holding))


def weight_of(term: str, rare: float) -> float:
    """The weight of a term that is so rare."""
    # A pair distinguishes better than its syllables.
    return rare * (1.3 if " " in term else 1.0) + 0.05


def terms_of(vectors: Iterable[Vector]) -> AbstractSet[str]:
    """The terms of all of some vectors."""
    return set().union(*(vector.weights for vector in vectors))


def cosine(first: Vector, second: Vector) -> float:
    """The cosine of two vectors, between 0 and 1; 0 where one is empty."""
    if not first.norm or not second.norm:
        return 0.0
    if len(first.weights) > len(second.weights):
        first, second = second, first
    others = second.weights
    dot = sum([weight * others[term] for term, weight in first.weights.items() if term in others])
    return dot / (first.norm * second.norm)


def covered(part: Vector, whole: Container[str]) -> float:
    """The share of the weight of ``part`` whose terms are in ``whole``, between 0 and 1."""
    total = sum(part.weights.values())
    if not total:
        return 0.0
    return sum([weight for term, weight in part.weights.items() if term in whole]) / total


class Holders:
    """Many texts by their terms: the share of one vector in each takes the time of the terms in common.

    Terms that are not ``asked`` are left out.
    """

    def __init__(self, texts: Sequence[AbstractSet[str]], asked: AbstractSet[str]) -> None:
        self.count = len(texts)
        self.numbers: dict[str, list[int]] = defaultdict(list)
        for number, terms_of_it in enumerate(texts):
            for term in terms_of_it & asked:
                self.numbers[term].append(number)

    def shares(self, vector: Vector) -> list[float]:
        """The share of the weight of ``vector`` whose terms occur in each of them."""
        sums = [0.0] * self.count
        holders = self.numbers.get
        for term, weight in vector.weights.items():
            if (held := holders(term)) is not None:
                for number in held:
                    sums[number] += weight
        total = sum(vector.weights.values()) or 1.0
        return [share / total for share in sums]


class Postings:
    """Many vectors by their terms: one vector is compared with all of them in the time of the terms in common.

    Terms that are not ``asked`` are left out.
    """

    def __init__(self, vectors: Sequence[Vector], asked: AbstractSet[str]) -> None:
        self.norms = [vector.norm for vector in vectors]
        self.holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(vectors):
            weights = vector.weights
            for term in weights.keys() & asked:
                self.holders[term].append((number, weights[term]))

    def cosines(self, vector: Vector) -> list[float]:
        """The cosine of ``vector`` with each of them."""
        dots = [0.0] * len(self.norms)
        holders = self.holders.get
        for term, weight in vector.weights.items():
            if (held := holders(term)) is not None:
                for number, other in held:
                    dots[number] += weight * other
        norm = vector.norm
        return [dot / (norm * other) if dot else 0.0 for dot, other in zip(dots, self.norms, strict=True)]


class Arrays:
    """``Postings`` for very many vectors, with arrays in place of lists."""

    def __init__(self, postings: Postings) -> None:
        import numpy as np

        self._norms = np.array(postings.norms)
        self._norms[self._norms == 0.0] = 1.0
        self._holders = {
            term: (np.array([number for number, _ in held]), np.array([weight for _, weight in held]))
            for term, held in postings.holders.items()
        }

    def cosines(self, vector: Vector) -> np.ndarray:
        """The cosine of ``vector`` with each of them."""
        dots = self._norms * 0.0
        for term, weight in vector.weights.items():
            if term in self._holders:
                numbers, others = self._holders[term]
                dots[numbers] += weight * others
        near: np.ndarray = dots / (vector.norm or 1.0) / self._norms
        return near


class HolderArrays:
    """``Holders`` for very many texts, with arrays in place of lists."""

    def __init__(self, holders: Holders) -> None:
        import numpy as np

        self._none = np.zeros(holders.count)
        self._numbers = {term: np.array(numbers) for term, numbers in holders.numbers.items()}

    def shares(self, vector: Vector) -> np.ndarray:
        """The share of the weight of ``vector`` whose terms occur in each of them."""
        sums = self._none.copy()
        for term, weight in vector.weights.items():
            if term in self._numbers:
                sums[self._numbers[term]] += weight
        found: np.ndarray = sums / (sum(vector.weights.values()) or 1.0)
        return found
