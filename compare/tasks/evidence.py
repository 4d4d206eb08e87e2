"""Which parts of the duties of a plan above the draft has, each in one clause.

The share of a part's words in a clause of the draft, with its heading and stem, is counted for the part and for its
nucleus. A word weighs less the more clauses hold it; generic words and those of the programme's name weigh little.
A topic counts only in a clause that has its verb ("tuyên truyền") too, and no clause on another matter of the same
thing counts ("pháp luật về trẻ em", "pháp luật về hộ tịch").
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from compare.tasks.answers import Held, Window
from compare.tasks.duties import matter, opening_body, pieces
from compare.tasks.parts import Piece, is_made, parts_of
from compare.words import phrases, task_words
from compare.words.task_texts import NUMBER, generic_words, rows_of, telling, terms_of_task, united
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, several
from extract.model import Role, Statement

_KINDS = {"; ".join(group["of"]): Phrases(partial(tuple, group["kinds"])) for group in task_words()["kind"]}
_ANY_KIND = several(*_KINDS.values())
_PLANNED = phrases("tasks", "parts", "planned")
_PUTS = phrases("tasks", "parts", "into")
_SYLLABLES = re.compile(r"[^\W\d_]+")
# "pháp luật về trẻ em": a thing and what it is about.
_COMPLEMENT = re.compile(r"(?<!\w)(?P<thing>\w+ \w+) về (?P<about>[^;:.()]+)")
_WORK = (Role.TASKS, Role.ORGANISATION)
_COMMON_WEIGHT = 0.2
_PAIR_WEIGHT = 1.3
_NUMBER_WEIGHT = 2.0
# Another verb may say the same of a thing.
_VERB_WEIGHT = 0.4
# Syllables at the opening of a clause, where its verb stands.
_OPENING = 4
# Shares of the other clauses that hold a rare word.
_RARE, _VERY_RARE = 0.04, 0.015
# Most syllables of the opening that says what the clauses of an item are about: "Truyền thông: …; …".
_LEAD = 8
_NEAR = 0.1


class _Clause(NamedTuple):
    """A clause of the draft: its own words with those around it, and those of all headings above.

    Of both only the words that are asked for.
    """

    text: str
    said: frozenset[str]
    heading: frozenset[str]


class _Sought(NamedTuple):
    """A part with the words by which it is looked for in any draft of a programme.

    A pair of syllables that tells it from others is neither common nor has a generic word ("gắn trách").
    """

    piece: Piece
    nucleus: Mapping[str, float]
    """The words of its verb and of its thing with its numbers, each with what it counts for beside its weight."""
    whole: tuple[str, ...]
    """Those of its matter."""
    terms: frozenset[str]
    """All of them, with those of a verb that says how, of what is put into a thing, and the kind of the thing."""
    own: int
    """How many syllables of its matter are not common."""
    telling: tuple[str, ...]
    """The pairs of its nucleus that tell it."""
    of_verb: tuple[str, ...]
    of_thing: tuple[str, ...]
    heading: tuple[str, ...]
    """The pairs that tell its thing, or its matter where none does."""
    uncommon: tuple[str, ...]
    """The pairs of its matter that are not common, with a generic word or without."""
    beside: tuple[str, ...] | None
    """The pairs of which work near it has one; None where it is any work."""
    kind: tuple[str, ...]
    """The last two syllables of a thing of a row, if they tell anything; else empty."""
    about: tuple[str, frozenset[str]] | None
    """A thing and the words that tell what it is about, which another clause may tell otherwise."""
    tells: bool
    put: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """Some clauses of duties with their parts, what each word of them counts for beside its rarity, and common words.

    It equals only itself, so that it can be the key of a cache.
    """

    parts: Mapping[str, tuple[_Sought, ...]]
    worth: Mapping[str, float]
    common: frozenset[str]


class Evidence:
    """The clauses of a draft by the words of those asked about; ``common`` are words that occur everywhere."""

    def __init__(self, windows: Sequence[Window], asked: Iterable[str], common: str) -> None:
        known = _asked(tuple(asked), common)
        self._parts = known.parts
        found = [
            (one.statement, clause)
            for one in windows
            for clause in _cut(one.statement.text, one.heading, one.stem, one.above, known)
        ]
        self._items = [item for item, _ in found]
        self._clauses = [clause for _, clause in found]
        holding: dict[str, list[int]] = defaultdict(list)
        for number, clause in enumerate(self._clauses):
            for term in clause.said:
                holding[term].append(number)
        self._holding: Mapping[str, list[int]] = holding
        count = len(self._items)
        rare = {held: math.log(1 + count / (1 + held)) for held in {0, *map(len, holding.values())}}
        self._weights = {
            term: rare[len(holding.get(term, ()))] * own * (_COMMON_WEIGHT if term in known.common else 1.0)
            for term, own in known.worth.items()
        }
        self._verbs: dict[str, tuple[frozenset[int], Statement | None]] = {}

    def of(self, clause: str) -> tuple[Held, ...]:
        """The parts of a clause of a duty with what the draft has of each; ``KeyError`` for one not asked about."""
        return tuple(map(self._held, self._parts[clause]))

    def _held(self, sought: _Sought) -> Held:
        part, weights = sought.piece, self._weights
        nucleus = {term: factor * weights[term] for term, factor in sought.nucleus.items()}
        eligible, ground = self._work(part.how) if part.how else (None, None)
        eligible = self._without_others(sought, eligible)
        if sought.tells:
            eligible = self._with_its_verb(sought, eligible)
        first = self._shares(nucleus, eligible)
        second = self._shares({term: weights[term] for term in sought.whole}, eligible)
        most = max(first, default=0.0)
        nearest = _all_of(most, first) if most else []
        best = max(nearest, key=lambda at: (second[at], -at), default=None)
        if sought.tells and eligible:
            # "công khai kết quả trên trang thông tin": results are those of the targets.
            best = min(eligible)
            first = second = [float(at == best) for at in range(len(self._items))]
            headed = True
        elif sought.put or sought.name:
            headed = self._has_head(sought, eligible) or self._is_kept(sought.name)
        else:
            headed = self._is_headed(sought, eligible)
        lost = sought.name != "" and not headed
        telling = {term: nucleus[term] for term in sought.telling}
        return Held(
            part=part,
            share=0.0 if best is None or lost else first[best],
            whole=0.0 if lost else max(second, default=0.0),
            named=max(self._shares(telling, eligible), default=0.0) if telling else 0.0,
            headed=headed,
            own=sought.own,
            statement=None if best is None else self._items[best],
            said="" if best is None else self._clauses[best].text,
            ground=ground if part.how else self._beside(sought, first, second),
            alike=self._alike(sought.kind) if sought.kind else None,
        )

    def _alike(self, kind: tuple[str, ...]) -> Statement | None:
        """The work that makes a thing whose last words are those of the things of a row."""
        return next(
            (
                self._items[at]
                for at in self._holding.get(" ".join(kind), ())
                if self._items[at].role in _WORK and is_made(self._clauses[at].text)
                if _last(parts_of(self._clauses[at].text)[0]) == kind
            ),
            None,
        )

    def _beside(self, sought: _Sought, nucleus: Sequence[float], whole: Sequence[float]) -> Statement | None:
        """The item near a part; of what is put into a thing, one that puts the same into another."""
        if not sought.put:
            return self._near(nucleus, sought.beside)
        puts = [
            share if share >= _NEAR and _puts(one.text) else 0.0
            for share, one in zip(whole, self._clauses, strict=True)
        ]
        return self._near(puts, sought.beside) or self._near(self._with_all(puts, sought.put), None)

    def _with_all(self, shares: Sequence[float], thing: str) -> Sequence[float]:
        """The shares of the clauses that have all of a thing: where words stand everywhere no single pair tells it."""
        pairs = [term for term in terms_of_task(thing) if " " in term]
        if not pairs:
            return ()
        return [
            share if share and one.said.issuperset(pairs) else 0.0
            for share, one in zip(shares, self._clauses, strict=True)
        ]

    def _without_others(self, sought: _Sought, eligible: frozenset[int] | None) -> frozenset[int] | None:
        """The clauses that do not name another matter of the same thing ("pháp luật về trẻ em": "… về hộ tịch")."""
        if sought.about is None:
            return eligible
        thing, matter_of_it = sought.about
        return frozenset(
            at
            for at in (range(len(self._clauses)) if eligible is None else eligible)
            if all(
                other != thing or not matter_of_it.isdisjoint(about)
                for other, about in _complements(self._clauses[at].text)
            )
        )

    def _with_its_verb(self, sought: _Sought, eligible: frozenset[int] | None) -> frozenset[int] | None:
        """The clauses that have a verb with its thing, where the thing is what any plan has.

        "công khai kết quả thực hiện các chỉ tiêu" is not said by a clause that only names targets.
        """
        if not sought.of_thing or sought.of_thing[0] not in _PLANNED.words:
            return eligible
        told = {at for pair in sought.of_verb for at in self._holding.get(pair, ())}
        found = {at for at in told if _PLANNED.search(fold(self._clauses[at].text))}
        return frozenset(found if eligible is None else found & eligible)

    def _is_kept(self, name: str) -> bool:
        """Whether a clause makes or keeps a thing of the same kind as a named one ("Ban", "Tổ")."""
        kind = re.compile(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)") if name else None
        return kind is not None and any(
            is_made(one.text) and kind.search(one.text) is not None for one in self._clauses
        )

    def _is_headed(self, sought: _Sought, eligible: frozenset[int] | None) -> bool:
        """Whether a clause has the head of a part: the first pair of words of its thing, or a verb with its own object.

        Its last pair stands for the head if it is very rare, and so do two rare pairs of its words ("sau công tơ").
        """
        head, tail = (sought.heading or ("",))[0], (sought.heading or ("",))[-1]
        once: set[int] = set()
        for term in sought.uncommon:
            held = self._holding.get(term)
            if held is None:
                continue
            share = (len(held) - 1) / len(self._items)  # of the other clauses
            is_head = term == head or (term == tail and share < _VERY_RARE)
            is_of_verb = term in sought.of_verb and term not in sought.heading
            if not (is_head or share < _RARE or is_of_verb):
                continue
            for number in held:
                if eligible is None or number in eligible:
                    if is_head or number in once:
                        return True
                    once.add(number)
        return False

    def _has_head(self, sought: _Sought, eligible: frozenset[int] | None) -> bool:
        """Whether a clause has the first pair of words of a thing with a name of its own, or it has none."""
        if not sought.of_thing:
            return True
        held = self._holding.get(sought.of_thing[0], ())
        return any(eligible is None or at in eligible for at in held)

    def _shares(self, weights: Mapping[str, float], eligible: frozenset[int] | None) -> list[float]:
        """For each clause its share of some weights; 0 for one that is not eligible."""
        total = sum(weights.values()) or 1.0
        found, holders = [0.0] * len(self._items), self._holding.get
        for term, weight in weights.items():
            if held := holders(term):
                share = weight / total
                for at in held:
                    found[at] += share
        if eligible is None:
            return found
        return [share if at in eligible else 0.0 for at, share in enumerate(found)]

    def _work(self, verb: str) -> tuple[frozenset[int], Statement | None]:
        """The clauses with a verb, and the item on such work."""
        if verb not in self._verbs:
            self._verbs[verb] = self._with_verb(verb), self._ground(verb)
        return self._verbs[verb]

    def _with_verb(self, verb: str) -> frozenset[int]:
        """The clauses that hold a verb, themselves or in their heading or stem."""
        wanted = _words_of(verb)
        held = {at for term in wanted for at in self._holding.get(term, ())}
        return frozenset(
            held | {at for at, one in enumerate(self._clauses) if not wanted.isdisjoint(one.heading)}
        )

    def _ground(self, verb: str) -> Statement | None:
        """The first work whose heading names the verb, else whose clause opens with it."""
        wanted = _words_of(verb)
        work = [
            (item, one)
            for item, one in zip(self._items, self._clauses, strict=True)
            if item.role is not Role.TARGETS and not item.heading
        ]
        under = (item for item, one in work if not wanted.isdisjoint(one.heading))
        opened = (item for item, one in work if not wanted.isdisjoint(_opening(one.text)))
        return next(under, None) or next(opened, None)

    def _near(self, shares: Sequence[float], pairs: Iterable[str] | None) -> Statement | None:
        """The work with the greatest share of a nucleus among that with one of some pairs; any work without pairs."""
        numbers: Iterable[int] = range(len(shares))
        if pairs is not None:
            numbers = {number for pair in pairs for number in self._holding.get(pair, ())}
        near = [
            number
            for number in numbers
            if shares[number] >= _NEAR
            and self._items[number].role is Role.TASKS
            and not self._items[number].heading
        ]
        best = max(near, key=lambda number: (shares[number], -number), default=None)
        return None if best is None else self._items[best]


def _all_of(share: float, shares: Sequence[float]) -> list[int]:
    """The numbers of all clauses with a share; mostly there is one."""
    if shares.count(share) == 1:
        return [shares.index(share)]
    return [at for at, other in enumerate(shares) if other == share]


@kept(16)
def _asked(clauses: tuple[str, ...], programme: str) -> _Asked:
    """The parts of each clause, with the words of a programme that are common."""
    common = frozenset(terms_of_task(programme)) | generic_words()
    parts = {clause: tuple(_sought(part, common) for part in parts_of(matter(clause))) for clause in clauses}
    terms = chain.from_iterable(one.terms for group in parts.values() for one in group)
    worth = {
        term: _PAIR_WEIGHT if " " in term else _NUMBER_WEIGHT if term.isdigit() else 1.0 for term in terms
    }
    return _Asked(parts, worth, common)


@kept(300)
def _cut(text: str, heading: str, stem: str, above: str, asked: _Asked) -> tuple[_Clause, ...]:
    """The clauses of an item, each with its words and those around it, and with those of all headings above."""
    governing = (*terms_of_task(stem), *terms_of_task(lead(text)))
    around, wanted = (*terms_of_task(heading), *governing), asked.worth.keys()
    headings = frozenset(wanted & {*terms_of_task(above), *governing})
    return tuple(
        _Clause(clause, frozenset(wanted & {*_own(clause), *around}), headings)
        for clause in tuple(pieces(text)) or (text,)
    )


def _opening(clause: str) -> tuple[str, ...]:
    return terms_of_task(" ".join(clause.split()[:_OPENING]))


def _sought(part: Piece, common: frozenset[str]) -> _Sought:
    """The words of a part, which each draft is searched for."""
    verb, thing = part.nucleus
    numbered = " , ".join([thing, *NUMBER.findall(part.matter)])
    found = _COMPLEMENT.match(united(part.matter))
    said, named, full, whole = map(terms_of_task, (verb, thing, numbered, part.matter))
    nucleus = {**dict.fromkeys(said, _VERB_WEIGHT), **dict.fromkeys(full, 1.0)}
    of_thing = telling(named, common)
    near = part.put or thing
    kind = _last(part) if part.verbs and not part.how else ()
    return _Sought(
        piece=part,
        nucleus=nucleus,
        whole=whole,
        terms=frozenset(
            (*nucleus, *named, *whole, *_words_of(part.how), *terms_of_task(part.put), " ".join(kind))
        ),
        own=sum(" " not in term and term not in common for term in whole),
        telling=telling(nucleus, common),
        of_verb=telling(said, common),
        of_thing=of_thing,
        heading=of_thing or telling(whole, common),
        uncommon=tuple(term for term in whole if " " in term and term not in common),
        beside=_beside(near, common, last=bool(part.verbs) and not part.put) if near else None,
        kind=() if common & {" ".join(kind), *kind} else kind,
        about=(found["thing"], frozenset(_SYLLABLES.findall(found["about"]))) if found else None,
        tells=part.tells,
        put=part.put,
        name=part.named,
    )


def _beside(thing: str, common: frozenset[str], *, last: bool) -> tuple[str, ...]:
    """The first, or the last, pair of syllables of a thing without a common word, and those of its row."""
    pairs = [
        term for term in terms_of_task(thing) if " " in term and common.isdisjoint((term, *term.split()))
    ]
    return (*(pairs[-1:] if last else pairs[:1]), *rows_of(united(thing)))


@kept(1_000)
def _puts(clause: str) -> bool:
    """Whether a clause puts one thing into another."""
    return _PUTS.search(fold(clause)) is not None


@kept(1_000)
def _complements(clause: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The things that a clause names, each with the words that tell what it is about."""
    return tuple(
        (found["thing"], tuple(_SYLLABLES.findall(found["about"])))
        for found in _COMPLEMENT.finditer(united(clause))
    )


def _last(part: Piece) -> tuple[str, ...]:
    """The last two syllables of a thing, its kind: "văn minh" of "mô hình chợ văn minh"."""
    return tuple(_SYLLABLES.findall(united(part.nucleus[1].partition(",")[0]))[-2:])


def lead(text: str) -> str:
    """The opening that says what all clauses of an item are about: "Truyền thông: lập chuyên mục; mở diễn đàn"."""
    opened, colon, _ = text.partition(":")
    return opened if colon and len(opened.split()) <= _LEAD and not opening_body(opened) else ""


@kept(2_000)
def _own(clause: str) -> tuple[str, ...]:
    """The words of a clause, with those for things of which it names kinds: "bỏng, điện giật" are accidents."""
    folded = fold(clause)
    if not _ANY_KIND.search(folded):
        return terms_of_task(clause)
    kinds = " ; ".join(word for word, kinds in _KINDS.items() if kinds.search(folded))
    return terms_of_task(f"{clause} ; {kinds}")


def _words_of(verb: str) -> frozenset[str]:
    """The pairs of syllables of a verb, or its only syllable."""
    found = terms_of_task(verb)
    return frozenset(term for term in found if " " in term) or frozenset(found)


def putting(text: str) -> str:
    """The clause of a text that puts one thing into another, from its verb on; the whole text without one.

    >>> putting("Các xã quán triệt, đưa việc trồng cây vào kế hoạch năm; phân công cán bộ")
    'đưa việc trồng cây vào kế hoạch năm'
    """
    found = _PUTS.search(fold(text))
    return text[found.start() :].partition(";")[0] if found else text
