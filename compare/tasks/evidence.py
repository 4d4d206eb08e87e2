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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from compare.tasks.answers import Held, Window
from compare.tasks.duties import matter, opening_body, pieces
from compare.tasks.parts import Piece, is_made, parts_of
from compare.words import phrases, task_words
from compare.words.task_texts import NUMBER, generic_words, rows_of, terms_of_task, united
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
    """A clause of the draft: its own words with those around it, and those of all headings above."""

    statement: Statement
    text: str
    said: frozenset[str]
    heading: frozenset[str]


class _Sought(NamedTuple):
    """The words by which a part is looked for: those of its verb, its thing, the thing with its numbers, its matter."""

    piece: Piece
    verb: tuple[str, ...]
    thing: tuple[str, ...]
    numbered: tuple[str, ...]
    whole: tuple[str, ...]
    own: frozenset[str]
    """Their pairs of syllables without a generic word ("gắn trách")."""
    about: tuple[str, frozenset[str]] | None
    """A thing and the words that tell what it is about, which another clause may tell otherwise."""
    tells: bool
    put: str
    named: str

    @property
    def terms(self) -> Iterator[str]:
        """All of them, with those of a verb that says how, of what is put into a thing, and the kind of the thing."""
        return chain(
            self.verb,
            self.thing,
            self.numbered,
            self.whole,
            _words_of(self.piece.how),
            terms_of_task(self.put),
            (" ".join(_last(self.piece)),),
        )


class Evidence:
    """The clauses of a draft by the words of those asked about; ``common`` are words that occur everywhere."""

    def __init__(self, windows: Sequence[Window], asked: Iterable[str], common: str) -> None:
        self._clauses = list(_clauses(windows))
        self._parts, worth = _asked(tuple(asked))
        holding: dict[str, list[int]] = defaultdict(list)
        for number, clause in enumerate(self._clauses):
            for term in worth.keys() & clause.said:
                holding[term].append(number)
        self._holding: Mapping[str, list[int]] = holding
        self._common = _common(common)
        rare = [math.log(1 + len(self._clauses) / (1 + held)) for held in range(len(self._clauses) + 1)]
        self._weights = {
            term: rare[len(holding.get(term, ()))] * own * (_COMMON_WEIGHT if term in self._common else 1.0)
            for term, own in worth.items()
        }
        self._verbs: dict[str, tuple[frozenset[int], Statement | None]] = {}

    def of(self, clause: str) -> tuple[Held, ...]:
        """The parts of a clause of a duty with what the draft has of each; ``KeyError`` for one not asked about."""
        return tuple(map(self._held, self._parts[clause]))

    def _held(self, sought: _Sought) -> Held:
        part, weights = sought.piece, self._weights
        nucleus = {term: _VERB_WEIGHT * weights[term] for term in sought.verb}
        nucleus |= {term: weights[term] for term in sought.numbered}
        whole = {term: weights[term] for term in sought.whole}
        eligible, ground = self._work(part.how) if part.how else (None, None)
        eligible = self._without_others(sought, eligible)
        if sought.tells:
            eligible = self._with_its_verb(sought, eligible)
        first, second = self._shares(nucleus, eligible), self._shares(whole, eligible)
        most = max(first, default=0.0)
        nearest = _all_of(most, first) if most else []
        best = max(nearest, key=lambda at: (second[at], -at), default=None)
        if sought.tells and eligible:
            # "công khai kết quả trên trang thông tin": results are those of the targets.
            best = min(eligible)
            first = second = [float(at == best) for at in range(len(self._clauses))]
            headed = True
        elif sought.put or sought.named:
            headed = self._has_head(sought, eligible) or self._is_kept(sought.named)
        else:
            headed = self._is_headed(sought, eligible)
        lost = sought.named != "" and not headed
        pairs = {term: nucleus[term] for term in self._pairs(sought, nucleus)}
        return Held(
            part=part,
            share=0.0 if best is None or lost else first[best],
            whole=0.0 if lost else max(second, default=0.0),
            named=max(self._shares(pairs, eligible), default=0.0) if pairs else 0.0,
            headed=headed,
            own=sum([" " not in term and term not in self._common for term in whole]),
            statement=None if best is None else self._clauses[best].statement,
            said="" if best is None else self._clauses[best].text,
            ground=self._beside(sought, ground, first, second),
            alike=self._alike(part) if part.verbs and not part.how else None,
        )

    def _alike(self, part: Piece) -> Statement | None:
        """The work that makes a thing whose last words are those of the things of a row."""
        kind = _last(part)
        if self._common & {" ".join(kind), *kind}:
            return None
        return next(
            (
                self._clauses[at].statement
                for at in self._holding.get(" ".join(kind), ())
                if self._clauses[at].statement.role in _WORK and is_made(self._clauses[at].text)
                if _last(parts_of(self._clauses[at].text)[0]) == kind
            ),
            None,
        )

    def _beside(
        self, sought: _Sought, work: Statement | None, nucleus: Sequence[float], whole: Sequence[float]
    ) -> Statement | None:
        """The item near a part: ``work`` with its verb, of a topic; one that puts the same into another thing."""
        part, put = sought.piece, sought.put
        if part.how:
            return work
        if put:
            puts = [
                share if share >= _NEAR and _puts(one.text) else 0.0
                for share, one in zip(whole, self._clauses, strict=True)
            ]
            return self._near(puts, put, 0) or self._near(self._with_all(puts, put), "", 0)
        return self._near(nucleus, part.nucleus[1], -1 if part.verbs else 0)

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
        verbs, things = self._pairs(sought, sought.verb), self._pairs(sought, sought.thing)
        if not things or things[0] not in _PLANNED.words:
            return eligible
        told = {at for pair in verbs for at in self._holding.get(pair, ())}
        found = {at for at in told if _PLANNED.search(fold(self._clauses[at].text))}
        return frozenset(found if eligible is None else found & eligible)

    def _is_kept(self, name: str) -> bool:
        """Whether a clause makes or keeps a thing of the same kind as a named one ("Ban", "Tổ")."""
        kind = re.compile(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)") if name else None
        return kind is not None and any(
            is_made(one.text) and kind.search(one.text) is not None for one in self._clauses
        )

    def _pairs(self, sought: _Sought, terms: Iterable[str]) -> list[str]:
        """The pairs of syllables among some terms of a part that are neither common nor have a generic word."""
        return [term for term in terms if term in sought.own and term not in self._common]

    def _is_headed(self, sought: _Sought, eligible: frozenset[int] | None) -> bool:
        """Whether a clause has the head of a part: the first pair of words of its thing, or a verb with its own object.

        Its last pair stands for the head if it is very rare, and so do two rare pairs of its words ("sau công tơ").
        """
        pairs = self._pairs(sought, sought.thing) or self._pairs(sought, sought.whole) or [""]
        of_verb = {*self._pairs(sought, sought.verb)} - {*pairs}
        once: set[int] = set()
        for term in sought.whole:
            held = self._holding.get(term) if " " in term and term not in self._common else None
            if held is None:
                continue
            share = (len(held) - 1) / len(self._clauses)  # of the other clauses
            is_head = term == pairs[0] or (term == pairs[-1] and share < _VERY_RARE)
            if not (is_head or share < _RARE or term in of_verb):
                continue
            for number in held:
                if eligible is None or number in eligible:
                    if is_head or number in once:
                        return True
                    once.add(number)
        return False

    def _has_head(self, sought: _Sought, eligible: frozenset[int] | None) -> bool:
        """Whether a clause has the first pair of words of a thing with a name of its own, or it has none."""
        head = next(iter(self._pairs(sought, sought.thing)), None)
        return head is None or any(eligible is None or at in eligible for at in self._holding.get(head, ()))

    def _shares(self, weights: Mapping[str, float], eligible: frozenset[int] | None) -> list[float]:
        """For each clause its share of some weights; 0 for one that is not eligible."""
        total = sum(weights.values()) or 1.0
        found = [0.0] * len(self._clauses)
        for term, weight in weights.items():
            share = weight / total
            for at in self._holding.get(term, ()):
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
        work = [one for one in self._clauses if one.statement.role is not Role.TARGETS]
        under = (one for one in work if not one.statement.heading and not wanted.isdisjoint(one.heading))
        opened = (
            one for one in work if not one.statement.heading and not wanted.isdisjoint(_opening(one.text))
        )
        found = next(under, None) or next(opened, None)
        return found.statement if found else None

    def _near(self, shares: Sequence[float], thing: str, at: int) -> Statement | None:
        """The work with the greatest share of a nucleus that has its pair of words ``at``, or one of a row.

        Without a thing it is any work.
        """
        pairs = [pair for pair, words in _words_in(thing) if self._common.isdisjoint(words)]
        wanted = [*pairs[at:][:1], *rows_of(united(thing))] if thing else []
        numbers = {number for term in wanted for number in self._holding.get(term, ())}
        near = [
            number
            for number in (numbers if thing else range(len(shares)))
            if shares[number] >= _NEAR
            and self._clauses[number].statement.role is Role.TASKS
            and not self._clauses[number].statement.heading
        ]
        best = max(near, key=lambda number: (shares[number], -number), default=None)
        return None if best is None else self._clauses[best].statement


def _all_of(share: float, shares: Sequence[float]) -> list[int]:
    """The numbers of all clauses with a share; mostly there is one."""
    if shares.count(share) == 1:
        return [shares.index(share)]
    return [at for at, other in enumerate(shares) if other == share]


@kept(16)
def _asked(clauses: tuple[str, ...]) -> tuple[Mapping[str, tuple[_Sought, ...]], Mapping[str, float]]:
    """The parts of each clause, and what each of their words counts for beside its rarity."""
    parts = {clause: tuple(map(_sought, parts_of(matter(clause)))) for clause in clauses}
    terms = chain.from_iterable(one.terms for group in parts.values() for one in group)
    worth = {
        term: _PAIR_WEIGHT if " " in term else _NUMBER_WEIGHT if term.isdigit() else 1.0 for term in terms
    }
    return parts, worth


@kept(16)
def _common(text: str) -> frozenset[str]:
    return frozenset(terms_of_task(text)) | generic_words()


def _clauses(windows: Sequence[Window]) -> Iterator[_Clause]:
    for one in windows:
        for text, said, heading in _cut(one.statement.text, one.heading, one.stem, one.above):
            yield _Clause(one.statement, text, said, heading)


@kept(300)
def _cut(
    text: str, heading: str, stem: str, above: str
) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """The clauses of an item, each with its words and those around it, and with those of all headings above."""
    governing = (*terms_of_task(stem), *terms_of_task(lead(text)))
    around, headings = (*terms_of_task(heading), *governing), frozenset((*terms_of_task(above), *governing))
    clauses = tuple(pieces(text)) or (text,)
    return tuple((clause, frozenset((*_own(clause), *around)), headings) for clause in clauses)


def _opening(clause: str) -> tuple[str, ...]:
    return terms_of_task(" ".join(clause.split()[:_OPENING]))


@kept(1_000)
def _sought(part: Piece) -> _Sought:
    """The words of a part, which each draft is searched for."""
    verb, thing = part.nucleus
    numbered = " , ".join([thing, *NUMBER.findall(part.matter)])
    found = _COMPLEMENT.match(united(part.matter))
    about = (found["thing"], frozenset(_SYLLABLES.findall(found["about"]))) if found else None
    sought = terms_of_task(verb), terms_of_task(thing), terms_of_task(numbered), terms_of_task(part.matter)
    generic = generic_words()
    own = (term for term in chain(*sought) if " " in term and generic.isdisjoint(term.split()))
    return _Sought(part, *sought, frozenset(own), about, part.tells, part.put, part.named)


@kept(1_000)
def _puts(clause: str) -> bool:
    """Whether a clause puts one thing into another."""
    return _PUTS.search(fold(clause)) is not None


@kept(1_000)
def _words_in(thing: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The pairs of syllables of a thing, each with the words that make it common."""
    return tuple((term, (term, *term.split())) for term in terms_of_task(thing) if " " in term)


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


def shares_words(one: str, other: str) -> bool:
    """Whether two texts have two syllables in common that stand side by side, no generic word."""
    pairs = {
        term
        for term in terms_of_task(one)
        if " " in term and generic_words().isdisjoint((term, *term.split()))
    }
    return not pairs.isdisjoint(terms_of_task(other))
