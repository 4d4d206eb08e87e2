"""Plans of several cases: an upper plan with the sentences above, a draft of the same level with those below.

Both plans are of one level, so that a number of things is compared and not shared out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from random import Random

from benchmarks.stress.forms import Case
from compare import review
from compare.model import Pair, Review, Verdict
from extract.model import Block, Document, Plan
from extract.pipeline import plan_of

CASES = 8
"""Sentences of a plan."""
_OPEN = 40
"""Plans that are filled at the same time."""
_HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH HÀ LĨNH
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Lĩnh, ngày 20 tháng 5 năm 2021
KẾ HOẠCH
Thực hiện Chương trình nông thôn đổi mới giai đoạn 2021 - 2025 trên địa bàn tỉnh Hà Lĩnh
I. MỤC TIÊU
1. Mục tiêu chung
Nâng cao đời sống của người dân nông thôn.
2. Mục tiêu cụ thể"""
_TAIL = """\
II. NHIỆM VỤ, GIẢI PHÁP
1. Tuyên truyền, vận động người dân.
III. TỔ CHỨC THỰC HIỆN
Các cơ quan, đơn vị triển khai thực hiện Kế hoạch này./."""


class Told(StrEnum):
    """The answer of a review about one case, the worst first."""

    EXCEEDS = "exceeds"
    MEETS = "meets"
    WEAKER = "weaker"
    PERHAPS_WEAKER = "perhaps weaker"
    REMARK = "remark"
    MISSING = "missing"
    UNREAD = "unread"

    @property
    def is_green(self) -> bool:
        """Whether it says that the draft asks for enough."""
        return self in (Told.EXCEEDS, Told.MEETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One case with the answer of the review."""

    case: Case
    told: Told


def groups(cases: Iterable[Case], seed: int = 1) -> Iterator[Sequence[Case]]:
    """All cases in plans of at most ``CASES``, no two of one plan about the same thing."""
    drawn = list(cases)
    Random(seed).shuffle(drawn)
    plans: list[list[Case]] = []
    for case in drawn:
        home = next((plan for plan in plans if not any(_is_near(case, other) for other in plan)), None)
        if home is None:
            plans.append(home := [])
        home.append(case)
        if len(home) == CASES:
            plans.remove(home)
            yield home
        elif len(plans) > _OPEN:
            yield plans.pop(0)
    yield from plans


def _is_near(one: Case, other: Case) -> bool:
    return bool(_pairs(one.above) & _pairs(other.above))


@lru_cache(maxsize=4096)
def _pairs(sentence: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words that say what a sentence is about, without numbers and times."""
    syllables = [word.strip(",.%").lower() for word in sentence.split()]
    return frozenset(
        pair for pair in pairwise(syllables) if all(word.isalpha() and word not in _COMMON for word in pair)
    )


_COMMON = frozenset(
    [
        "năm",
        "tỷ",
        "lệ",
        "số",
        "so",
        "với",
        "đạt",
        "bình",
        "quân",
        "đến",
        "mỗi",
        "có",
        "hằng",
        "trên",
        "địa",
        "bàn",
        "toàn",
        "tỉnh",
    ]
)


def answers(cases: Sequence[Case]) -> Iterator[Answer]:
    """Review one plan of cases."""
    found = review(
        _plan("112", [case.below for case in cases]), [_plan("45", [case.above for case in cases])]
    )
    of_sentence = _pairs_of(found)
    for case in cases:
        yield Answer(case=case, told=told(of_sentence.get(case.above, ())))


def _pairs_of(found: Review) -> Mapping[str, list[Pair]]:
    pairs: dict[str, list[Pair]] = {}
    for pair in found.pairs:
        pairs.setdefault(pair.reference.text.strip(" -"), []).append(pair)
    return pairs


def told(pairs: Iterable[Pair]) -> Told:
    """What the pairs of one sentence say: an exceeding value is the worst, then a weaker one, then a met one."""
    said = {_told(pair) for pair in pairs}
    order = (Told.EXCEEDS, Told.WEAKER, Told.PERHAPS_WEAKER, Told.MEETS, Told.REMARK, Told.MISSING)
    return next((one for one in order if one in said), Told.UNREAD)


def _told(pair: Pair) -> Told:
    if pair.verdict is Verdict.WEAKER:
        return Told.PERHAPS_WEAKER if pair.perhaps else Told.WEAKER
    if pair.verdict.fits or pair.verdict is Verdict.MISSING:
        return Told(pair.verdict.value)
    return Told.REMARK


def _plan(number: str, sentences: Sequence[str]) -> Plan:
    lines = [*_HEAD.format(number=number).split("\n"), *(f"- {one}" for one in sentences), *_TAIL.split("\n")]
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(text=line, start=start))
        start += len(line) + 1
    text = "\n".join(lines)
    digest = sha256(text.encode()).hexdigest()
    return plan_of(
        Document(name=f"{number}.docx", format="docx", sha256=digest, text=text, blocks=tuple(blocks))
    )
