"""What an answer of the same number promises less of: a lesser deed, one of two deeds, fewer years, a later time.

    "70% hộ đăng ký danh hiệu …" for "70% hộ đạt danh hiệu …", "nghiên cứu, đề xuất …" for "…", "thu gom hoặc xử lý" for
    "thu gom và xử lý", "đến năm 2025" for "hằng năm".

Only words that are known to promise less count, and only where the reference says no such word itself.
"""

from __future__ import annotations

import re

from compare.targets.coverage.wording import NEAR_COPY, Said, share_said
from compare.targets.measuring.spans import is_for_all_years, years_named
from compare.words import phrases
from compare.words.segments import segmented
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases

_TOLD = phrases("targets", "deeds", "told")
_TELLING = phrases("targets", "deeds", "telling")
_LESSER, _PROPOSING = phrases("targets", "deeds", "lesser"), phrases("targets", "deeds", "proposed")
# At the head of a clause, behind a body at most: "Sở Y tế nghiên cứu, đề xuất …" is a task of its own.
_PROPOSED = composed(
    r"^\W*(?:<<before>>[\s,]+)*(?P<deed><<deeds>>(?:\s*,\s*<<deeds>>)*)(?!\w)",
    before=phrases("targets", "deeds", "before"),
    deeds=phrases("targets", "deeds", "proposed"),
)
_OR = re.compile(r"(?P<before>(?:[^\W\d_]+ )?[^\W\d_]+) hoặc (?P<behind>[^\W\d_]+(?: [^\W\d_]+)?)")
_JOINING = r"\s*(?P<joint>,\s*và\s|,|và\s|\s-\s)\s*"
_SAID_OF_BOTH = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s+được\s")
_BEFORE_IT = re.compile(r"(?<!\w)trước\s+khi\s+[^\W\d_][^,;.:()]*")
_BEFOREHAND = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "order", "beforehand"))
_AFTERWARDS = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "order", "afterwards"))
_YEARLY = extract_phrases("quantities", "per", "yearly")
_EVERY_YEAR = phrases("targets", "path", "every_year")


@kept(500)
def lesser_deed(asked: str, subject: str) -> str | None:
    """The words of a draft's ``subject`` that promise a lesser deed than ``asked``, all that the reference says.

    >>> lesser_deed("70% hộ đạt danh hiệu gia đình văn hóa", "hộ đăng ký danh hiệu gia đình văn hóa")
    'đăng ký danh hiệu'
    """
    given = " ".join(subject.split())
    theirs, mine = fold(asked), fold(given)
    proposed = _PROPOSED.match(mine)
    if proposed and not _PROPOSING.search(theirs):
        return given[proposed.start("deed") : proposed.end("deed")]
    for words in (_LESSER, _TOLD):
        found = words.search(mine)
        # To hear of it is what a talk is for.
        if found and not words.search(theirs) and not (words is _TOLD and _TELLING.search(theirs)):
            return given[found.start() : found.end()]
    return None


@kept(500)
def one_of_two(asked: str, subject: str) -> str | None:
    """The words "thu gom hoặc xử lý" of a draft's ``subject`` where ``asked`` has both; None where it has them not.

    >>> one_of_two("rác thải được thu gom, xử lý", "rác thải được thu gom hoặc xử lý")
    'thu gom hoặc xử lý'
    >>> one_of_two("hộ vào hợp tác xã, tổ hợp tác", "hộ vào hợp tác xã hoặc tổ hợp tác")
    """
    given = " ".join(subject.split())
    theirs, mine = fold(asked), fold(given)
    for found in _OR.finditer(mine) if "hoặc" in mine else ():
        befores, behinds = found["before"].split(), found["behind"].split()
        for before, behind in ((before, behind) for before in (2, 1) for behind in (2, 1)):
            first, second = " ".join(befores[-before:]), " ".join(behinds[:behind])
            both = re.search(rf"(?<!\w){re.escape(first)}{_JOINING}{re.escape(second)}(?!\w)", theirs)
            if both and (both["joint"] != "," or not _is_open(theirs, *both.span())):
                start, end = found.end("before") - len(first), found.start("behind") + len(second)
                if _are_words(given, start, end):
                    return given[start:end]
    return None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a comma between two things may also join what is either: of whom something is said, or so many of both.

    "Người tâm thần, trẻ em tự kỷ được …", "02 tin, bài"; but "hộ có nhà tắm, nhà tiêu" have both.
    """
    return re.search(r"\d\s+$", text[:start]) is not None or (
        not text.endswith("được ", 0, start) and _SAID_OF_BOTH.match(text, end) is not None
    )


def _are_words(text: str, start: int, end: int) -> bool:
    """Whether a piece of a text begins and ends with words: not "tác xã" of "hợp tác xã"."""
    at = 0
    for word in segmented(text):
        begin = text.find(word, at)
        if begin < 0:
            return True  # Segmented in another way than it is written.
        at = begin + len(word)
        if begin < start < at or begin < end < at:
            return False
    return True


@kept(1_000)
def dropped_years(asked: str, given: str, around: str) -> str | None:
    """The words "hằng năm" of ``asked`` where ``given`` names a last year or the whole time instead; None elsewhere.

    ``around`` is all that the draft's item and heading say: a yearly word there holds for the clause.

    >>> dropped_years("Hằng năm 100% hộ được kiểm tra", "Đến năm 2025, 100% hộ được kiểm tra", "")
    'Hằng năm'
    >>> dropped_years("Hằng năm 100% hộ được kiểm tra", "Cả giai đoạn 100% hộ được kiểm tra một lần", "")
    'Hằng năm'
    """
    yearly = _YEARLY.search(fold(asked))
    said = fold(f"{given} {around}")
    folded = fold(given)
    once = is_for_all_years(folded) or years_named(folded)
    if yearly is None or _EVERY_YEAR.search(said) or not once:
        return None
    return asked[yearly.start() : yearly.end()]


def no_longer_before(asked: str, given: str, around: str) -> str | None:
    """The words of ``asked`` for an event before which it is to be done, where the draft does it after one; else None.

    A draft that repeats the rest nearly word for word leaves them out. ``given`` are its own words, ``around`` is all
    that its item and heading say.

    >>> no_longer_before("được tập huấn trước khi đứng lớp", "được tập huấn trong năm đầu kể từ khi nhận lớp", "")
    'trước khi đứng lớp'
    >>> no_longer_before("được tập huấn trước khi đứng lớp", "qua tập huấn rồi mới được nhận lớp", "")
    """
    event = _BEFORE_IT.search(fold(asked))
    if event is None or _BEFOREHAND.search(fold(f"{given} {around}")):
        return None
    rest = asked[: event.start()] + asked[event.end() :]
    later = _AFTERWARDS.search(fold(given)) or share_said(rest, Said.of(given)) >= NEAR_COPY
    return asked[event.start() : event.end()].strip() if later else None
