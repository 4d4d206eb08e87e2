"""Words of an answer that ask for a part only: "hộ chăn nuôi quy mô trang trại", "người dân tại các phường".

    population [limit | lead + words that the reference does not have | kinds of places | places by name] predicate

A limit is a phrase that restricts by its own meaning, a lead ("thuộc", "ở", "là") restricts by the words behind it. The
draft's own place, its own business ("do huyện quản lý") and all kinds of places that it has leave nobody out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.targets.coverage.population import known_groups
from compare.targets.coverage.wording import (
    NEAR_COPY,
    Said,
    Word,
    added_words,
    adds_words,
    share_said,
    words_of,
)
from compare.words import Lexicon, lexicon, phrases, table
from extract.kept import kept
from extract.language.actors import opens_known_body
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.model import Masthead

_ENDS = several(
    extract_phrases("quantities", "scope", "predicates"), phrases("targets", "population", "ends")
)
_STOP = composed(r"[,;:.()]|(?<!\w)<<ends>>(?!\w)|$", ends=_ENDS)
_CERTAIN, _GROUPS = phrases("targets", "population", "certain"), phrases("targets", "population", "kinds")
_RESTRICTING = several(_CERTAIN, _GROUPS)
_LIMITS = phrases("targets", "population", "limits")
_GRADES = phrases("targets", "population", "grades")
_NEW = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "population", "new"))
# "Cháy, cháy lớn": the grade is only of the last of several things.
_SEVERAL = re.compile(r",|(?<!\w)(?:và|hoặc)(?!\w)")
_PARTLY = phrases("targets", "population", "partly")
_EMPHASIS = phrases("targets", "population", "emphasis")
_OWN = phrases("targets", "population", "own")
_LANDS = tuple(phrases("targets", "population", land) for land in ("rural", "urban"))
_KINDS = phrases("synonyms", "places")
# "tại các phường", "ở xã, thị trấn": nothing but kinds of places.
_PLACES = composed(
    r"(?<!\w)<<where>>\s+(?:(?:các|những)\s+)?"
    r"(?P<kinds><<kinds>>(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?<<kinds>>)*)(?!\w)",
    where=several(_LIMITS, ["trên địa bàn"]),
    kinds=_KINDS,
)
_AT_A_NAME = composed(
    rf"(?<!\w)(?:<<where>>\s+)+(?:[^\W\d_A-ZÀ-Ỹ]\w*\s+){{1,4}}(?P<name>{CAPITAL}\w+(?:\s+{CAPITAL}\w+)+)",
    where=_LIMITS,
)
_MEANS = phrases("targets", "population", "means")
# Verbs and measures are other words for the same deed.
_EVERYBODY, _SOME = phrases("targets", "population", "everybody"), phrases("targets", "population", "some")
_DULL = several(
    phrases("targets", "population", "dull"),
    extract_phrases("quantities", "scope", "predicates"),
    extract_phrases("quantities", "made", "verbs"),
    _KINDS,
    phrases("synonyms", "hamlets", "urban"),
    phrases("synonyms", "narrowing", "names"),
)
_STANDARDS = phrases("targets", "population", "standards")
_DEEDS = several(
    extract_phrases("quantities", "made", "verbs"), extract_phrases("quantities", "scope", "predicates")
)
# Another group beside those of the reference: ", nhà văn hóa", "và chợ".
_VERB = re.compile(r"(?:được|có)\s")
_JOINED = re.compile(r"\s*(?:,|và\s)")
# A further deed: "và xử lý …", ", bố trí …".
_FURTHER = composed(
    r"\s*(?!<<when>>(?!\w))<<deeds>>(?!\w)",
    when=extract_phrases("quantities", "scope", "clauses"),
    deeds=_DEEDS,
)
_CONSENT = composed(r"(?<!\w)<<words>>\W*$", words=phrases("targets", "deeds", "consent"))
_ANYBODY = phrases("targets", "population", "anybody")
_LEADING = several(_LIMITS, _KINDS, phrases("targets", "population", "bare"))
# "Nhà ở của nhân dân": no lead.
_HOUSING = composed(r"(?<!\w)<<words>>$", words=phrases("targets", "population", "housing"))
_FOREIGN = 0.5
"""Share of the words of a limit that the reference does not have, from which on they are another group."""
_FIRST = 3
"""Words right behind a lead, of which all but one make another group, whatever follows."""
_BEFORE = 5
"""Characters of a standard that may be words without meaning of their own: "đạt chuẩn"."""
_LONGEST = 8
"""Words of a limit that are quoted."""


class Sentences(NamedTuple):
    """The sentences of a reference and a draft; ``around`` is all that the reference's item and heading say."""

    upper: str
    around: str
    lower: str
    lower_text: str


def limit_of(sentences: Sentences, masthead: Masthead, *, share: bool, number: bool = False) -> str | None:
    """The words of the draft that ask for a part only, as it writes them; None without any.

    ``share`` tells that the measure is a share of a population or is asked of each body: only then a lead restricts.
    ``number`` tells that it is a number of things, of which a place only says where they stand.
    """
    limits = _limits(sentences, share, number, lexicon())
    if limits.other:
        return limits.other
    lower = " ".join(sentences.lower.split())
    for start, end, kinds in limits.spans:
        if kinds:
            leaves_out = _leaves_out_places(kinds, masthead, sentences)
        else:
            leaves_out = not _is_own(lower[start:end], masthead)
        if leaves_out:
            return " ".join(lower[start:end].split()[:_LONGEST])
    return limits.part


class _Limits(NamedTuple):
    """What may ask for a part only, whoever's plan the draft is.

    ``other`` are words for some people, ``part`` for some of all; ``spans`` are the other words: start, end, and the
    kinds of places that they are, or "".
    """

    other: str | None
    spans: tuple[tuple[int, int, str], ...] = ()
    part: str | None = None


@kept(1_000)
def _limits(sentences: Sentences, share: bool, number: bool, _: Lexicon) -> _Limits:
    if other := _other_group(sentences):
        return _Limits(other)
    said = Said.of(f"{sentences.upper} {sentences.around}")
    lower = " ".join(sentences.lower.split())
    return _Limits(None, tuple(_candidates(lower, said, share=share, number=number)), _part(sentences))


def _other_group(sentences: Sentences) -> str | None:
    """Some people where the reference asks for everybody: "đoàn viên thanh niên" for "người dân"."""
    upper, lower = (_ENDS.split(fold(text))[0] for text in (sentences.upper, sentences.lower))
    found = _SOME.search(lower)
    if not found or not _EVERYBODY.search(upper) or _EVERYBODY.search(lower):
        return None
    around = fold(f"{sentences.upper} {sentences.around}")
    return " ".join(lower[found.start() :].split()[:_LONGEST]) if found.group() not in around else None


def _candidates(lower: str, said: Said, *, share: bool, number: bool) -> Iterator[tuple[int, int, str]]:
    """The spans of ``lower`` that ask for a part only, unless they are the draft's own place or kinds of places."""
    folded = fold(lower)
    if len(folded) != len(lower) or _EMPHASIS.search(folded):
        return
    for found in () if number else _PLACES.finditer(folded):
        if not _follows_said(folded, found.start(), said):
            continue
        if not _is_named(lower, found):
            yield (*found.span(), found["kinds"])
            continue
        end = _end(folded, found.end())
        if _unsaid_share(folded[found.end() : end], said) >= _FOREIGN:
            yield found.start(), end, ""
    for spans in (_at_a_name(lower, said), _groups(folded, said)) if share else ():
        yield from ((start, end, "") for start, end in spans)


def _is_named(lower: str, found: re.Match[str]) -> bool:
    """Whether a name stands behind the kind of place: "tại xã Bản Sen"."""
    return re.match(rf"\s+{CAPITAL}", lower[found.end() :]) is not None


def _at_a_name(lower: str, said: Said) -> Iterator[tuple[int, int]]:
    """The spans of a lead with a name of two syllables at least: "trong khu vực chợ Gò Sầm"."""
    for found in _AT_A_NAME.finditer(lower):
        if _follows_said(fold(lower), found.start(), said) and _unsaid_share(fold(found["name"]), said) == 1:
            yield found.span()


def _groups(folded: str, said: Said) -> Iterator[tuple[int, int]]:
    """The spans of words that restrict, and of leads with words that the reference does not have."""
    for found in _RESTRICTING.finditer(folded):
        end = _end(folded, found.end())
        # A group is another one by the words behind; they may be the upper plan's own.
        group = found.group() in _GROUPS and words_of(folded[found.end() : end])
        if found.group() in _GROUPS and not group and found.group().split()[-1] in said.syllables:
            continue  # "trong độ tuổi, …" for "trong tuổi lao động": which age, the upper plan tells.
        start = found.end() if group else found.start()
        if _follows_said(folded, found.start(), said) and _unsaid_share(folded[start:end], said) >= _FOREIGN:
            yield found.start(), end
    for start, end in known_groups(folded):
        if _follows_said(folded, start, said) and _unsaid_share(folded[start:end], said) == 1:
            yield start, end
    verb = _ENDS.search(folded)
    for found in _LIMITS.finditer(folded, 0, verb.start() if verb else len(folded)):
        end = _end(folded, found.end())
        if (
            _follows_said(folded, found.start(), said, whole=True)
            and not _HOUSING.search(folded[: found.end()])
            and not _PLACES.match(folded, found.start())
            and _is_foreign(_ANYBODY.sub(" ", folded[found.end() : end]), said)
        ):
            yield found.start(), end


def _is_foreign(text: str, said: Said) -> bool:
    """Whether at least half of the words behind a lead are the draft's own, or nearly all of its first ones.

    A deed behind it begins something else: "Trung tâm Y tế khu vực đưa đoàn khám …".
    """
    words = words_of(text)[:_FIRST]
    own = sum(not said.has(word, text) for word in words)
    first = len(words) == _FIRST and own >= _FIRST - 1 and not _DEEDS.match(text.lstrip())
    return first or _unsaid_share(text, said) >= _FOREIGN


def _end(folded: str, start: int) -> int:
    stop = _STOP.search(folded, start)
    return stop.start() if stop else len(folded)


def _follows_said(folded: str, start: int, said: Said, *, whole: bool = False) -> bool:
    """Whether the word before ``start`` is one of the reference's; with ``whole`` all words before it are."""
    before = words_of(folded[:start])
    return bool(before) and all(said.has(word, folded) for word in (before if whole else before[-1:]))


def _unsaid_share(text: str, said: Said) -> float:
    words = words_of(text)
    return sum(not said.has(word, text) for word in words) / len(words) if words else 0.0


def _leaves_out_places(kinds: str, masthead: Masthead, sentences: Sentences) -> bool:
    """Whether the unit has kinds of places beside these, of a land that the reference does not speak of alone."""
    named = {found.group() for found in _KINDS.finditer(kinds)}
    place = fold(masthead.place or "")
    inner = next(
        (set(kinds) for unit, kinds in table("targets")["within"].items() if place.startswith(f"{unit} ")),
        set(),
    )
    around = fold(f"{sentences.upper} {sentences.around}")
    if not named & inner or named >= inner:
        return False
    return not any(land.search(around) for land in _LANDS if any(kind in land for kind in named))


def _is_own(phrase: str, masthead: Masthead) -> bool:
    """Whether a phrase speaks of the draft's own place or business, or of its programme."""
    folded = fold(phrase)
    if _OWN.search(folded):
        return True
    rest = {word.key for word in words_of(_LEADING.sub(" ", folded))}
    return not rest or any(
        rest <= {word.key for word in words_of(name)}
        for name in (masthead.place or "", masthead.programme or "")
    )


def _part(sentences: Sentences) -> str | None:
    """ "Một số", "chủ yếu" and what follows, where the reference says no such thing."""
    text = " ".join(sentences.lower_text.split())
    found = _PARTLY.search(fold(text))
    if found is None or found.group() in fold(f"{sentences.upper} {sentences.around}"):
        return None
    return " ".join(text[found.start() :].split()[:4])


def grade_of(sentences: Sentences) -> str | None:
    """How bad something must be to count in the draft, where the reference counts all of it; None without such words.

    "Không để xảy ra cháy rừng lớn" for "không để xảy ra cháy rừng".
    """
    around = fold(f"{sentences.upper} {sentences.around}")
    lower = " ".join(sentences.lower.split())
    said = Said.of(around)
    folded = fold(lower)
    if _GRADES.search(around) or len(folded) != len(lower):
        return None
    new = _NEW.match(folded)
    if new and not _NEW.search(around):
        return lower[: new.end()]
    for found in _GRADES.finditer(folded):
        if _follows_said(folded, found.start(), said) and not _SEVERAL.search(folded, 0, found.start()):
            return lower[found.start() : found.end()]
    return None


def unexplained(sentences: Sentences, masthead: Masthead) -> str | None:
    """Words that the draft adds where it otherwise repeats the reference; None where they say how, or whose own it is.

    Whether they leave somebody out is for the reader to see.
    """
    for added in _additions(sentences, lexicon()):
        if not _is_own(added, masthead):
            return " ".join(added.split()[:_LONGEST])
    return None


@kept(1_000)
def _additions(sentences: Sentences, _: Lexicon) -> tuple[str, ...]:
    """Words that any draft adds to a reference that it otherwise repeats, and that do not say how."""
    lower = " ".join(sentences.lower.split())
    if len(fold(lower)) != len(lower) or not adds_words(sentences.upper, lower):
        return ()
    said = Said.of(f"{sentences.upper} {sentences.around}")
    found: list[str] = []
    for start, end in added_words(sentences.upper, lower, said):
        added = lower[start:end].strip(" ,;:.()-–")
        behind = fold(lower[end:]).strip()
        deed = _VERB.match(fold(added)) and not _VERB.match(behind)
        if fold(added).startswith("có ") and behind:
            deed = None
        group = _JOINED.match(lower[start:end]) and not _LIMITS.match(fold(added))
        if deed or group or _MEANS.match(fold(added)) or _is_doer(lower, start, end):
            continue
        plain = _DULL.sub(" ", fold(added))
        words = [word for word in words_of(plain) if not said.has(word, plain)]
        if sum(len(plain[word.start : word.end].split()) for word in words) > 1:
            found.append(added)
    return tuple(found)


def _is_doer(lower: str, start: int, end: int) -> bool:
    """Whether the words are a body in brackets at the end, who does it: "… (Phòng Kinh tế)".

    "(Các xã vùng cao)" is where.
    """
    before, added, behind = lower[:start].rstrip(), lower[start:end].strip(" ()"), lower[end:]
    bracketed = before.endswith("(") or lower[start:end].lstrip().startswith("(")
    last = not behind.strip(" ).;,") or (behind.startswith(")") and not behind[1:].strip(" .;,"))
    return bracketed and last and not fold(added).startswith("các ") and opens_known_body(added)


def dropped_standard(sentences: Sentences, lower_around: str) -> str | None:
    """How good the thing must be, where the draft repeats the reference without it; None where nothing is left out.

    ``lower_around`` is all that the draft's item and heading say.
    """
    return _dropped_standard(sentences, lower_around, lexicon())


@kept(500)
def _dropped_standard(sentences: Sentences, lower_around: str, _: Lexicon) -> str | None:
    upper = " ".join(sentences.upper.split())
    if len(fold(upper)) != len(upper) or not adds_words(sentences.lower, upper):
        return None
    said = Said.of(f"{sentences.lower} {lower_around}")
    for start, end in added_words(sentences.lower, upper, said, least=1):
        found = _STANDARDS.search(fold(upper)[:end], max(0, start - _BEFORE))
        if found and found.end() > start and fold(found.group()) not in fold(lower_around):
            return upper[found.start() : found.end()]
    return None


def dropped_group(groups: Sequence[str], sentences: Sentences, lower_around: str) -> str | None:
    """The one of two groups that the draft leaves out, where it names the other and repeats the rest; None without.

    A list of deeds ("thu gom, xử lý …") is no list of groups.
    """
    return _dropped_group(tuple(groups), sentences, lower_around, lexicon()) if len(groups) == 2 else None


@kept(500)
def _dropped_group(
    groups: tuple[str, ...], sentences: Sentences, lower_around: str, _: Lexicon
) -> str | None:
    if any(_DEEDS.match(fold(group)) for group in groups):
        return None
    said = Said.of(f"{sentences.lower} {lower_around}")
    if share_said(sentences.upper, said) < NEAR_COPY:
        return None
    for group, other in (groups, groups[::-1]):
        mine, theirs = _own_words(group, other), _own_words(other, group)
        if (
            mine
            and " " in group
            and not any(said.has(word, fold(group)) for word in mine)
            and all(said.has(word, fold(other)) for word in theirs)
        ):
            return group
    return None


def _own_words(group: str, other: str) -> list[Word]:
    """The words of a group that the other does not share."""
    shared = {word.key for word in words_of(other)}
    return [word for word in words_of(group) if word.key not in shared]


def left_out(sentences: Sentences, lower_around: str) -> str | None:
    """A further deed, or the consent, that the draft leaves out where it otherwise repeats the reference; else None.

    "Thu gom" for "thu gom và xử lý", "có phương án" for "có phương án được cấp có thẩm quyền phê duyệt".
    ``lower_around`` is all that the draft's item and heading say.
    """
    return _left_out(sentences, lower_around, lexicon())


@kept(1_000)
def _left_out(sentences: Sentences, lower_around: str, _: Lexicon) -> str | None:
    upper = " ".join(sentences.upper.split())
    folded = fold(upper)
    if len(folded) != len(upper) or not adds_words(sentences.lower, upper):
        return None
    said = Said.of(f"{sentences.lower} {lower_around}")
    for start, end in added_words(sentences.lower, upper, said):
        piece = folded[start:end]
        joined = _JOINED.match(piece)
        further = joined and _FURTHER.match(piece, joined.end())
        words = words_of(piece)
        told = re.search(r"\d", piece) is None
        if (
            told
            and (further or _CONSENT.search(piece))
            and not any(said.has(word, piece) for word in words[:2])
        ):
            first = start + (joined.end() if joined else words[0].start)
            ignored = set(table("synonyms")["ignored"])
            kept = upper[first:end].strip(" ,;:.()-–").split()
            while kept and fold(kept[-1]) in ignored:
                kept.pop()
            return " ".join(kept) or None
    return None
