"""Parts of a clause of a task: what a draft may have one by one.

    clause := part (("," | "và" | "," "và") part)*
    part   := verb …      "theo dõi tăng trưởng, bổ sung vi chất"
            | noun …      like the one before it: "trường học an toàn, cộng đồng an toàn"
            | topic       of a verb that says how: "tuyên truyền pháp luật về trẻ em, phòng ngừa đuối nước, tảo hôn"

A noun behind a word that opens a deeper list ("cho", "tại") belongs to that list and is no part of its own.

Contents are what any list holds, without names of bodies and places:

    listed := head "," content ("," content)* (("và" | "hoặc" | "," "và") content)?
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.words import phrases
from extract.kept import kept
from extract.language.actors import DUTY_VERBS, WORK_VERBS
from extract.language.lexicon import fold
from extract.language.phrases import Pattern, composed, several

# "phòng, chống" is one word.
_BETWEEN = re.compile(r"(?<!\bphòng)\s*,\s*(?:và\s+)?(?!hoặc\b)|\s+và\s+", re.IGNORECASE)
_ANY_BETWEEN = re.compile(r"\s*,\s*(?:(?:và|hoặc)\s+)?|\s+(?:và|hoặc)\s+")
_GLOSS = re.compile(r"\([^()]*\)")
LEAST = 2
"""Fewest contents of a list."""
_TOPICAL = phrases("tasks", "parts", "topical")
_VERBS = several(DUTY_VERBS, WORK_VERBS, phrases("tasks", "parts", "verbs"), _TOPICAL)
_DEEPER = phrases("tasks", "parts", "deeper")
_OPENING = composed(r"^<<verbs>>(?:\s+<<verbs>>)*(?!\w)\s*", verbs=_VERBS)
# "tuyên truyền phòng ngừa đuối nước, tảo hôn": what is done about the topics.
_AGAINST = composed(r"^<<verbs>>(?!\w)\s*", verbs=phrases("tasks", "parts", "against"))
_ENDS = composed(r"<<verbs>>$", verbs=_VERBS)
# "tuyên truyền về …", "truyền thông trên mạng xã hội về …"; in "tuyên truyền pháp luật về …" it belongs to the topic.
_ABOUT = composed(r"(?:<<deeper>>(?!\w).*?\s)?về\s+", deeper=_DEEPER)
_TELLING = composed(r"^<<verbs>>(?!\w)", verbs=phrases("tasks", "parts", "telling"))
_MADE = composed(
    r"^<<verbs>>(?!\w)",
    verbs=several(phrases("tasks", "words", "making"), phrases("tasks", "words", "with_making")),
)
# "đưa chỉ tiêu vào kế hoạch": the plan, since targets stand everywhere.
_INTO = composed(
    r"^<<verbs>>(?!\w)[^;:.]*?\s<<what>>\s+",
    verbs=phrases("tasks", "parts", "into"),
    what=phrases("tasks", "parts", "into_what"),
)
# "kết quả thực hiện các chỉ tiêu": the targets, since all work has results.
_RESULTS = composed(
    r"^<<results>>\s+(?:<<links>>\s+)*(?=\S+\s+\S)",
    results=phrases("tasks", "parts", "results"),
    links=phrases("tasks", "parts", "links"),
)
# "theo dõi tăng trưởng, bổ sung vi chất cho trẻ nhỏ": those for whom both are done.
_WHOM = re.compile(r"\s+cho\s.+$", re.IGNORECASE)
_SHORT = 4
"""Most syllables of a part that leaves to the next one whom it is for."""
_SHORTEST = 2
# Most syllables of the nucleus of a part.
_NUCLEUS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of a clause.

    ``verbs`` govern it and stand with an earlier part: ("Tuyên truyền", "phòng ngừa"); ``leaves`` govern what follows
    it. ``how`` is the verb that says how, of a topic; else "".
    """

    text: str
    verbs: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    how: str = ""

    @property
    def matter(self) -> str:
        """What it is about: a topic without its verbs."""
        if not self.how:
            return self.text
        text = self.text if self.verbs else self.text[_topic(self.text) :]
        return text[_end(_AGAINST, text) :]

    @property
    def tells(self) -> bool:
        """Whether it discloses something: "công khai kết quả"."""
        return _tells(self.matter)

    @property
    def is_strict(self) -> bool:
        """Whether one word of it decides whether a draft has it: a name, a plan to put things into, a disclosure."""
        return self.tells or bool(self.put or self.named)

    @property
    def is_work(self) -> bool:
        """Whether it opens with a verb of its own."""
        return not self.verbs and _end(_OPENING, self.text) > 0

    @property
    def put(self) -> str:
        """What is put into another thing: "chỉ tiêu" of "đưa chỉ tiêu vào kế hoạch phát triển"; else ""."""
        return _put(self.matter)

    @property
    def named(self) -> str:
        """The thing that is made or kept, where it has a name: "kiện toàn Ban quản lý chợ"; else ""."""
        verb, thing = self.nucleus
        return thing if thing[:1].isupper() and is_made(verb) else ""

    @property
    def nucleus(self) -> tuple[str, str]:
        """Its verbs, and the first words of what they are about: the thing itself, without place, means and persons."""
        return _nucleus(self.matter)


@kept(1_000)
def _tells(matter: str) -> bool:
    return _TELLING.match(fold(matter)) is not None


@kept(1_000)
def _put(matter: str) -> str:
    return matter[_end(_OPENING, matter) : _end(_INTO, matter)]


@kept(1_000)
def _nucleus(matter: str) -> tuple[str, str]:
    at = _end(_OPENING, matter)
    into = _end(_INTO, matter)
    thing = matter[max(at, into) :]
    words = thing[_end(_RESULTS, thing) :].split()
    if at and words and fold(words[0]) in _DEEPER:
        return "", matter[:at].strip()
    whole = next((at for at in range(_SHORTEST, len(words)) if _is_deeper(words, at)), len(words))
    end = whole if into else min(whole, _NUCLEUS)
    while end < whole and _is_row(words, end):
        end += 1
    return matter[:at].strip(), " ".join(words[:end])


@lru_cache(maxsize=1_000)
def parts_of(clause: str) -> tuple[Piece, ...]:
    """The parts of a clause, in order; one where it lists nothing.

    >>> [part.text for part in parts_of("Cấp thẻ đọc sách, trồng hàng rào cây tại xã và thôn")]
    ['Cấp thẻ đọc sách', 'trồng hàng rào cây tại xã và thôn']
    """
    found: list[Piece] = []
    for text in _texts(clause):
        opened = _opened(_OPENING, text)
        if opened or not found:
            how = opened if _TOPICAL.search(fold(opened)) else ""
            topic = text[_topic(text) :]
            about = "về" if how and _topic(text) > _end(_OPENING, text) else ""
            leaves = _chain(" ".join(_chain(opened, about)), _opened(_AGAINST, topic) if how else "")
            found.append(Piece(text=text, how=how, leaves=leaves))
            continue
        last = found[-1]
        own = _opened(_AGAINST, text) if last.how else ""
        verbs = last.leaves[:1] if own else last.leaves
        leaves = _chain(*last.leaves[:1], own) if own else last.leaves
        found.append(Piece(text=text, verbs=verbs, leaves=leaves, how=last.how))
    return tuple(found)


def listed(clause: str, wanted: Collection[Piece]) -> str:
    """The clause with the wanted parts alone, each behind the verbs that govern it.

    >>> clause = "tuyên truyền về phòng ngừa đuối nước, bỏng nước sôi, bắt nạt"
    >>> listed(clause, parts_of(clause)[1:])
    'tuyên truyền về phòng ngừa bỏng nước sôi, bắt nạt'
    >>> clause = "theo dõi cân nặng, bổ sung muối khoáng cho trâu bò vùng lũ"
    >>> listed(clause, parts_of(clause)[:1])
    'theo dõi cân nặng cho trâu bò vùng lũ'
    """
    parts = parts_of(clause)
    left = [part for part in parts if part in wanted]
    if len(left) == len(parts):
        return clause
    said: list[str] = []
    governing: tuple[str, ...] = ()
    for part in left:
        same = next(
            (at for at, two in enumerate(zip(part.verbs, governing, strict=False)) if two[0] != two[1]),
            min(len(part.verbs), len(governing)),
        )
        said.append(" ".join([*part.verbs[same:], part.text]))
        governing = part.leaves
    behind = parts[parts.index(left[-1]) + 1 :] if left else ()
    short = behind and len(left[-1].text.split()) <= _SHORT and not _WHOM.search(left[-1].text)
    whom = _WHOM.search(behind[0].text) if short else None
    return ", ".join(said) + (whom.group() if whom else "")


def not_put(clause: str, said: str) -> str:
    """A clause that puts one thing into several others, without those into which a text puts it already.

    >>> clause = "đưa việc trồng cây vào chương trình, kế hoạch phát triển kinh tế"
    >>> not_put(clause, "đưa việc trồng cây vào chương trình công tác năm")
    'đưa việc trồng cây vào kế hoạch phát triển kinh tế'
    """
    start, own = _end(_INTO, clause), fold(said[_end(_INTO, said) :])
    at = start
    while start and own != fold(said):
        tie = _ANY_BETWEEN.search(clause, at)
        if tie is None or not f"{own} ".startswith(f"{fold(clause[at : tie.start()])} "):
            break
        at = tie.end()
    return f"{clause[:start]}{clause[at:]}" if at < len(clause) else clause


def is_topical(clause: str) -> bool:
    """Whether a clause opens with a verb that says how, as "tuyên truyền về …"."""
    return _TOPICAL.search(fold(_opened(_OPENING, clause))) is not None


def _chain(*verbs: str) -> tuple[str, ...]:
    return tuple(filter(None, verbs))


def _texts(clause: str) -> list[str]:
    """The clause, cut between its parts."""
    found: list[str] = []
    start = 0
    cuts = list(_BETWEEN.finditer(clause))
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].start() if number + 1 < len(cuts) else len(clause)
        if _is_cut(found, clause[start : cut.start()], clause[cut.end() : end]):
            found.append(clause[start : cut.start()])
            start = cut.end()
    return [*found, clause[start:]]


def _is_cut(earlier: Sequence[str], before: str, behind: str) -> bool:
    """Whether two pieces of a clause are parts of their own."""
    rest = before[_end(_OPENING, before) :]
    if not behind[:1].islower() or min(len(behind.split()), len(rest.split())) < _SHORTEST:
        return False
    if _end(_OPENING, behind):
        # "điểm tiếp nhận, tư vấn tại xã", "kỹ năng chăm sóc, bảo vệ trẻ": both verbs have one object.
        return not _ENDS.search(fold(before)) and len(behind[_end(_OPENING, behind) :].split()) >= _SHORTEST
    led = [*earlier, before]
    at = next((at for at in range(len(led) - 1, -1, -1) if _end(_OPENING, led[at])), 0)
    verb = led[at][: _end(_OPENING, led[at])]
    if any(_DEEPER.search(fold(text), _topic(text)) for text in led[at:]):
        return False
    if _TOPICAL.search(fold(verb)):
        return True
    ours, theirs = fold(rest).split(), fold(behind).split()
    return ours[-1] == theirs[-1] or ours[0] == theirs[0]


def _is_deeper(words: Sequence[str], at: int) -> bool:
    """Whether a word tells whom, where or what for."""
    return fold(words[at]) in _DEEPER and not _is_row(words, at)


def _is_row(words: Sequence[str], at: int) -> bool:
    """Whether a word stands within a row of words: "trước, trong và sau sinh"."""
    return words[at - 1].endswith(",") or "và" in words[max(0, at - 2) : at + 2]


def _topic(text: str) -> int:
    """Where the matter of a text begins: behind its verbs, and behind "về" after a verb that says how."""
    start = _end(_OPENING, text)
    about = _ABOUT.match(fold(text), start) if _TOPICAL.search(fold(text[:start])) else None
    return about.end() if about else start


def _end(pattern: Pattern, text: str) -> int:
    found = pattern.match(fold(text))
    return found.end() if found else 0


def _opened(pattern: Pattern, text: str) -> str:
    return text[: _end(pattern, text)].strip()


@kept(1_000)
def is_made(text: str) -> bool:
    """Whether a clause opens with a verb of making or keeping."""
    return _MADE.match(fold(text)) is not None


def contents(clause: str) -> tuple[str, ...]:
    """The contents that a clause lists, without the part that holds the verb; empty without a list.

    >>> contents("Tuyên truyền về đuối nước, bạo lực học đường và tai nạn giao thông")
    ('bạo lực học đường', 'tai nạn giao thông')
    """
    found = tuple(
        piece
        for piece in (part.strip(" .;:") for part in _ANY_BETWEEN.split(_GLOSS.sub("", clause))[1:])
        if len(piece.split()) >= _SHORTEST and piece == piece.lower()
    )
    return found if len(found) >= LEAST else ()
