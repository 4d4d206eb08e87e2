"""Shares of a whole that are told without a per cent sign: "2/3 số xã", "cứ hai em có một em", "toàn bộ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from extract.grammar.marks import Mark, MarkKind
from extract.grammar.numbers.quantity import Quantity
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS, NUMERAL_WORDS, parse_figure, parse_words
from extract.language.phrases import composed, phrases, several, table
from extract.language.units import COMPOUND, COUNTED_NOUNS, FREQUENCY_NOUNS, MEASURED_UNITS, canonical_unit
from extract.model import Bound, Change

_FRACTION = composed(
    r"(?<![\d/])(\d)\s?/\s?([2-9]|10)\s+(?=<<counted>>)", counted=phrases("quantities", "share", "counted")
)
# "giảm 2/3", "ít nhất 1/2": behind a verb of change or a bound a fraction needs no noun.
_BARE_FRACTION = composed(
    r"(?<!\w)(?:<<before>>)\s+(?:từ\s+)?(\d)\s?/\s?([2-9]|10)(?![\d/]|[.,]\d)(?=\s|$|[;,.)])",
    before=several(
        phrases("quantities", "share", "makes_up"),
        *(phrases("quantities", "change", change) for change in Change),
        *(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL),
    ),
)
_FRACTION_IN_WORDS = composed(
    r"(?<!\w)(?:(?P<half>một nửa)|(?P<over><<digits>>)\s+(?:phần|trên)\s+(?P<under><<digits>>))(?!\w)",
    digits=several([*DIGIT_WORDS, "tư", "mười"]),
)
# "quá nửa số hộ", "hơn nửa"
_HALF = composed(r"(?<!\w)<<over>>\s+(?P<half>nửa)(?!\w)", over=phrases("quantities", "share", "over_half"))
# "ba phần tư giờ": a part of a unit.
_OF_A_UNIT = composed(r"\s+(?P<unit><<units>>)(?!\w)(?!\s+(?:làm việc|học)(?!\w))", units=MEASURED_UNITS)
# "97/100 người nghiện", "tám trên mười công trình": so many of ten or of a hundred.
_OF_TEN = composed(
    r"(?<![\w/.,-])(?P<some>\d{1,3}|<<digits>>(?:\s+mươi(?:\s+<<digits>>)?)?)(?:\s?/\s?|\s+trên\s+)"
    r"(?P<all>100|10|một trăm|mười)\s+(?:số\s+)?(?=<<nouns>>(?!\w))",
    digits=several([*DIGIT_WORDS, "mười", "lăm"]),
    nouns=several(COUNTED_NOUNS, phrases("quantities", "per", "base_nouns")),
)
# "cứ hai em có một em biết bơi": a share, told by its two numbers.
_SO_MANY_OF = composed(
    r"(?<!\w)(?P<lead>cứ|trong)\s+(?:mỗi\s+)?"
    r"(?:(?P<all>\d{1,2}|<<digits>>(?!\s+trăm))|(?P<many>\d{1,3}(?:\.\d{3})+|\d{3}|<<digits>>\s+trăm))\s+"
    r"(?P<noun><<persons>>|[^\W\d_]+)"
    r"(?:(?P<between>[^;.()]{0,80}?)(?:,|\s(?:thì(?:\s+có)?|có|còn(?:\s+[^\W\d_]+)?))[\s\x00]+(?:(?:<<bounds>>|<<limits>>|từ)\s+)?"
    # "… thì số em chưa biết bơi không quá hai em", "trong năm vụ việc, phải hòa giải được ít nhất bốn vụ"
    r"|(?P<bounded>[^;.()]{0,100}?\s(?:<<bounds>>|<<limits>>)\s+))"
    # … "trong 100 đồng dư nợ, nợ xấu không quá 1,5 đồng"
    r"(?P<some>\d{1,3}(?:,\d+)?|<<digits>>(?:\s+mươi(?:\s+<<digits>>)?)?)\s+(?P<again><<persons>>|[^\W\d_]+)",
    digits=several([*DIGIT_WORDS, "mười", "mốt", "tư", "lăm"]),
    persons=phrases("quantities", "per", "persons"),
    bounds=phrases("quantities", "bounds", "at_least"),
    limits=several(
        *(phrases("quantities", "bounds", name) for name in ("at_most", "less_than", "more_than"))
    ),
)
_UP_TO_HUNDRED = (
    rf"\d{{1,3}}|(?:(?:{'|'.join(DIGIT_WORDS[2:])})\s+mươi|mười)"
    rf"(?:\s+(?:{'|'.join(DIGIT_WORDS[1:])}|mốt|tư|lăm))?"
)
_ONE_PERSON = phrases("quantities", "per", "persons")
_ONE_OF_THEM = phrases("quantities", "per", "alike")
# "7 trong tổng số 9 xã": so many of so many.
_OF_ALL = composed(
    r"(?<![\w.,/-])(?P<some>\d{1,4})\s+(?:<<nouns>>\s+)?(?:trên|trong)(?:\s+tổng)?\s+số\s+(?P<all>\d{1,4})\s+(?P<unit><<compound>>|<<nouns>>|(?!<<none>>(?!\w))[^\W\d_]{2,})(?!\w)",
    compound=COMPOUND,
    nouns=COUNTED_NOUNS,
    none=phrases("units", "count", "not_nouns"),
)
# "3/5 bản"
_OF_NAMED = composed(
    r"(?<![\w.,/-])(?P<some>\d{1,4})\s?/\s?(?P<all>\d{1,4})\s+(?!<<none>>(?!\w))(?P<unit>[^\W\d_]{2,})(?!\w)",
    none=phrases("units", "count", "not_nouns"),
)
# So many of so many, with the share in brackets behind the noun, or behind a comma: "93/150 em …, bằng 62%".
_MANY = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,4})"
SHARE_BESIDE = composed(
    rf"(?:(?<![\w./,])(?<!năm )(?P<count>{_MANY}(?P<of>(?:\s?/\s?|\s+(?:trên|trong)(?:\s+tổng)?\s+số\s+){_MANY})?)"
    # "280 tỷ đồng (đạt 112% dự toán)" is a sum of money, whatever share it is.
    r"\s+(?!<<money>>(?!\w))(?P<noun>[^\W\d_]+)(?!\w)(?(of)[^()\d%;]{0,110}?|[^()\d%;]{0,60}?)"
    # "tám mươi phần trăm (80%)", "bốn phần năm chiều dài (80%)": a share already, told again.
    r"|(?<!\w)(?<!phần )(?<!mươi )(?<!trên )(?P<said><<digits>>)\s+(?!<<goes_on>>(?!\w))[^()\d%;,]{2,60}?)"
    r"(?P<tail>(?:\(<<verbs>>?\s*|,\s*(?:tức(?:\s+là)?|tương\s+(?:đương|ứng)"
    # "từ 05 bản, khu phố trở lên, bằng 20% số bản, khu phố"
    r"|(?(of)<<verbs>>|<<verbs>>(?=\s+[\d,]+\s*%\s+(?:của\s+)?(?:tổng\s+số|số\s+(?P=noun)(?!\w)))))\s+)"
    r"(?P<value>\d{1,3}(?:,\d+)?)\s*%(?:\)|\s+(?:của\s+)?tổng\s+số(?!\w)|(?!\w)))",
    money=table(str, "units", "factors"),
    digits=several(DIGIT_WORDS),
    goes_on=several(NUMERAL_WORDS, ["phần"]),
    verbs=phrases("quantities", "share", "verbs"),
)
# "40% số thợ, cộng lại là 412/1.030 người", "3 y tá cho mỗi 1.000 dân, quy ra 08 người": what it comes to.
_COMES_TO = composed(
    rf"(?:,|\s-)\s*(?:<<sums>>(?:\s+<<links>>)*\s+{_MANY}(?:\s?/\s?{_MANY})?"
    rf"|(?:<<links>>\s+)*<<links>>\s+{_MANY}\s?/\s?{_MANY})\s+[^\W\d_][^,;.()\d%]*",
    sums=phrases("quantities", "share", "sums"),
    links=phrases("quantities", "share", "links"),
)
# "09 xã (75%)": the share again, or instead of its count.
_SHARE_BEHIND = re.compile(r"\([^()\d]{0,12}\d+(?:,\d+)?\s*%\)")
# "Trẻ được tiêm ít nhất …", no "đào tạo được ít nhất …" and no "được công nhận đạt ít nhất …"
_SERVED_WITH = composed(
    r"[^\W\d_]\s+được\s+(?:(?!<<levels>>(?!\w))[^\W\d_]+\s+){1,5}<<bounds>>\s+$",
    levels=several(phrases("quantities", "level", "at"), phrases("quantities", "level", "up"), ["có"]),
    bounds=phrases("quantities", "bounds", Bound.AT_LEAST.value),
)
_OF_ALL_BEFORE = re.compile(r"[%‰]|\d\s+[^\W\d_]+(?:\s+[^\W\d_]+)?\s*(?:/|trên|cho)\s*(?:mỗi\s+)?\d|cứ\s+\d")
_CENT = Decimal("0.01")
_WHOLE = composed(
    r"(?:^\s*|[;.:]\s+|^<<yearly>>,?\s+|<<efforts>>\s+(?:cho\s+|để\s+)?|\x00,?\s+(?:thì\s+)?"
    r"|(?:và|đạt|lên)\s+(?:<<places>>\s+)?(?=<<whole>>\s+(?:số|các)\s)"
    # "… 90% số chợ, toàn bộ bến xe", "ở 60% số thôn … và ở toàn bộ thôn …": a second object beside a share.
    r"|%[^%;.:()\d]*(?:,|\svà)\s+(?:và\s+)?(?:<<places>>\s+)?"
    # "Đối với địa bàn, tất cả điểm chợ đều có nước sạch"
    r"|,\s+(?=<<whole>>\s[^,;:.%]{4,90}\sđều\s)"
    # "Nếu tỉnh cấp đủ máy, toàn bộ hồ sơ được số hóa"
    r"|(?:^|[;.]\s)\s*(?:<<ifs>>)\s[^,;:.%\d]{3,80},\s+)(?P<word><<whole>>)(?!\w)"
    # "khám cho toàn bộ người bệnh (100%)": the share again in brackets.
    r"|(?<!\w)(?P<glossed><<whole>>)(?=\s[^()\d;:]{2,60}\(\s*(?:<<verbs>>\s+)?100\s*%\s*\))"
    # "được thu gom toàn bộ", "ký xong toàn bộ": behind what is done.
    r"|(?<!\w)(?:được\s+(?:[^\W\d_]+\s+){1,5}|<<ended>>\s+)(?P<done><<whole>>)(?=\s*(?:$|[;,.\x00]|<<until>>(?!\w)))",
    yearly=phrases("quantities", "per", "yearly"),
    ended=phrases("quantities", "whole", "ended"),
    efforts=several(phrases("quantities", "effort", "firm"), phrases("quantities", "effort", "aim")),
    until=phrases("quantities", "deadline", "before"),
    whole=phrases("quantities", "whole", "words"),
    verbs=phrases("quantities", "share", "verbs"),
    places=phrases("quantities", "connectives", "joints"),
    ifs=several(*(phrases("quantities", "condition", name) for name in ("ifs", "whens"))),
)
# "cập nhật thông tin của toàn bộ người cao tuổi", "tập huấn cho toàn bộ số trưởng thôn"
_WHOLE_OF = composed(
    r"(?<!\w)(?:<<of>>)\s+(?P<word><<whole>>)"
    r"(?=\s+(?!(?:các\s+|những\s+|số\s+)?<<vague>>(?!\w))(?:số|các|những|<<persons>>)\s)",
    of=several(["của", "cho", "với", "đối với", "đến tay", "tới tay"]),
    vague=phrases("quantities", "whole", "vague"),
    whole=phrases("quantities", "whole", "words"),
    persons=phrases("units", "count", "person"),
)
# … but "trong 45 ngày đối với toàn bộ số trẻ" is one limit, for whom it holds.
_LIMIT_BEFORE = composed(r"\d\s+<<units>>(?!\w)", units=phrases("quantities", "time_limit", "units"))
# "giải tỏa toàn bộ lều quán trước năm 2027", "năm nào tất cả học sinh …": inside a clause that has a time.
_WHOLE_INSIDE = composed(
    r"(?<=\w)\s(?P<word><<whole>>)\s+(?!(?:các\s+|những\s+|số\s+)?<<vague>>(?!\w))[^\W\d_]",
    whole=several(["toàn bộ", "tất cả", "hết thảy"]),
    vague=phrases("quantities", "whole", "vague"),
)
# "Đến năm 2030, mọi kết quả đều có bản điện tử"
_EVERY_INSIDE = composed(r"(?<!\w)(?P<word>mọi)(?=\s[^,;.:\d\x00]{3,90}\sđều\s)")
# "…; mọi bến mở mới đều có mái che" at the head of a clause; "mọi thôn đều có 02 tổ" asks for a number of each.
_EVERY_AT_HEAD = composed(
    r"[\s+-]*(?P<word>mọi)(?=\s[^;:.%]{3,140}\sđều\s(?![^;:.%\d]{0,30}(?<!\d)\d{1,3}\s))"
)
# "… ở 60% số thôn năm 2025 và ở mọi thôn năm 2030": all of what a share before counts.
_EVERY_BESIDE = composed(
    r"%\s+(?:số\s+)?(?P<noun>[^\W\d_]+)(?!\w)[^%;.:()\d]*(?:,|\svà)\s+(?:<<places>>\s+)?(?P<word>mọi)"
    r"(?=\s+(?P=noun)(?!\w))",
    places=phrases("quantities", "connectives", "joints"),
)
_ALWAYS = composed(r"(?<!\w)(?:<<yearly>>|năm nào)(?!\w)", yearly=phrases("quantities", "per", "yearly"))
# "cả 4/4 công trình", "tất cả 14 xã", "ở cả 12 thôn", "Cả 12 thôn có …"
_ALL_OF_THEM = composed(
    r"(?<!\w)(?P<all>(?:tất\s+)?cả\s+(?P<count>\d{1,4})\s?/\s?(?P=count))(?=\s+[^\W\d_])"
    # "cả 13 trung tâm đều có …", "năm nào tất cả 13 xã, thị trấn cũng …"
    r"|(?<!\w)(?P<some>(?:tất cả|toàn bộ|cả)\s+\d{1,4})(?=\s+[^;.:\d]{2,60}?\s(?:đều|cũng|phải)\s)"
    r"|(?<!\w)(?<!trong )(?<!của )(?P<named>(?:tất\s+|(?<=ở )|(?<=tại ))cả\s+\d{1,4})(?=\s+<<nouns>>(?!\w))"
    r"|^[\s+-]*(?P<first>cả\s+\d{1,4})(?=\s+(?!<<times>>(?!\w))(?![^;.:]*\s(?:đều|cũng)\s)[^\W\d_][^:\d]*$)",
    times=several(FREQUENCY_NOUNS, ["giai đoạn", "nhiệm kỳ", "kỳ", "đợt"]),
    nouns=phrases("quantities", "per", "each_nouns"),
)
_EVERY_ONE = composed(
    r"(?:^|[,:;\x00]|(?<!\w)(?:để|cho|thì)(?!\w))\s*(?!<<times>>\s)(?:(?!<<nots>>\s)[^\W\d_]+,?\s+){1,8}?(?:(?P<word>nào\s+(?:(?:đã|được)\s+[^\W\d_]+\s+(?:[^\W\d_]+\s+){0,2}?)?cũng)\s+(?:phải\s+)?"
    r"|(?P<all>nào)\s+[^,;.:]{0,60}?(?<!\w)đều\s+(?:phải\s+)?)<<having>>(?!\w)"
    # "Người giữ kho thì đến năm 2028 ai cũng phải qua tập huấn"
    r"|(?<=\x00\s)(?P<persons>ai)\s+cũng\s+(?:đều\s+)?(?:phải|được)\s+[^\W\d_]",
    times=several(["năm", "quý", "tháng", "tuần", "ngày", "lúc", "khi"]),
    # "Không phải trường nào cũng có": some have none.
    nots=several(phrases("quantities", "denials", "nots"), ["chưa"]),
    having=several(
        phrases("quantities", "subject", "predicates"),
        phrases("quantities", "scope", "predicates"),
        phrases("quantities", "whole", "done"),
    ),
)
# "Từng hộ ven sông đều được cấp áo phao"
_EACH_ALIKE = re.compile(r"^\s*(?P<word>từng|mỗi)\s(?=[^,;.\d]{2,60}\sđều\s)")
# "không sót một thửa nào", "không hộ nào bị bỏ sót", "không trừ một ai": all of them.
_NONE_LEFT_OUT = composed(
    r"(?<!\w)không\s+(?:để\s+)?(?:<<left>>\s+(?:(?:một|bất kỳ|bất cứ)\s+)?(?:ai|(?:[^\W\d_]+\s+){1,3}?nào)"
    r"|(?:một\s+)?(?:ai|(?:[^\W\d_]+\s+){1,3}?nào)\s+(?:bị\s+|còn\s+)*<<left>>)(?!\w)",
    left=phrases("quantities", "whole", "left_out"),
)
_TWICE = composed(r"(?<!\w)gấp đôi(?!\w)")


def fractions(folded: str) -> Iterator[Quantity]:
    for found in _FRACTION.finditer(folded):
        end = found.start() + len(found.group().rstrip())
        yield _words(found.start(), end, _share_of(Decimal(found[1]), Decimal(found[2])), "%")
    for found in _BARE_FRACTION.finditer(folded):
        yield _words(found.start(1), found.end(2), _share_of(Decimal(found[1]), Decimal(found[2])), "%")
    for found in _FRACTION_IN_WORDS.finditer(folded):
        over, under = (_small(found[name] or "") for name in ("over", "under"))
        value = Decimal(50) if found["half"] else _share_of(over, under) if over and under else None
        if value is not None and value < 100:
            unit = _OF_A_UNIT.match(folded, found.end()) if " phần " in found.group() else None
            share = (value / 100, canonical_unit(unit["unit"])) if unit else (value, "%")
            yield _words(found.start(), unit.end() if unit else found.end(), *share)
    for found in _HALF.finditer(folded):
        yield _words(*found.span("half"), Decimal(50), "%")
    for found in _OF_TEN.finditer(folded):
        some, all_of = _small(found["some"]), _small(found["all"])
        if some and all_of and some < all_of:
            yield _words(found.start("some"), found.end("all"), _share_of(some, all_of), "%")
    for match in _TWICE.finditer(folded):
        yield _words(match.start() + 4, match.end(), Decimal(2), "lần")


def of_ten(folded: str) -> set[int]:
    """Where so many of ten or of a hundred are told as a share; "08/10 xã" counts the communes."""
    return {
        found.start("some")
        for found in _OF_TEN.finditer(folded)
        if not found["some"].startswith("0") and found["some"] != found["all"]
    }


def shares_beside(folded: str) -> Iterator[re.Match[str]]:
    """Counts with their share in brackets; what "Trẻ được tiêm ít nhất 3 loại (95%)" counts is no part of the trẻ."""
    for found in SHARE_BESIDE.finditer(folded):
        if found["said"] or not _SERVED_WITH.search(folded, 0, found.start("count")):
            yield found


def share_beside(found: re.Match[str]) -> Quantity:
    """The percentage of "12/12 xã, thị trấn (đạt 100%)", at the place of the count."""
    value = parse_figure(found["value"], "%")
    start, end = found.span("count" if found["count"] else "said")
    return Quantity(start=start, end=end, number_end=end, low=value, high=value, unit="%")


def told_again(folded: str) -> list[tuple[int, int]]:
    """The spans of shares that are told again beside a count, and of the counts that shares and rates come to."""
    beside = (found.span("tail") for found in shares_beside(folded))
    return [*(found.span() for found in _SHARE_BEHIND.finditer(folded)), *beside, *comes_to(folded)]


def comes_to(folded: str) -> list[tuple[int, int]]:
    """The spans of counts behind a share or a rate that say what it comes to."""
    found = (one.span() for one in _COMES_TO.finditer(folded))
    return [(start, end) for start, end in found if _OF_ALL_BEFORE.search(folded, 0, start)]


def is_timed(folded: str, marks: Sequence[Mark]) -> bool:
    """Whether a clause says by when or how often."""
    kinds = (MarkKind.DEADLINE, MarkKind.PERIOD, MarkKind.START)
    return any(mark.kind in kinds for mark in marks) or _ALWAYS.search(folded) is not None


def whole(folded: str, *, timed: bool) -> Iterator[Quantity]:
    """A hundred per cent for "Toàn bộ số xã …", where the words ask for it: behind an effort, beside a share …"""
    for found in _WHOLE.finditer(folded):
        name = next(name for name, words in found.groupdict().items() if words)
        yield _words(*found.span(name), Decimal(100), "%")
    for found in _WHOLE_OF.finditer(folded):
        if not _LIMIT_BEFORE.search(folded, 0, found.start()):
            yield _words(*found.span("word"), Decimal(100), "%")
    for found in _EVERY_BESIDE.finditer(folded):
        yield _words(*found.span("word"), Decimal(100), "%")
    if timed and "%" not in folded:
        for inside in (_WHOLE_INSIDE, _EVERY_INSIDE):
            for found in inside.finditer(folded):
                yield _words(*found.span("word"), Decimal(100), "%")


def every(text: str, item: str, *, alone: bool) -> Iterator[Quantity]:
    """A hundred per cent for "Mọi trẻ em …" at the head of a text, "mọi … đều" at that of a clause.

    The latter where ``item``, the whole folded text, has a number too: "mọi trẻ em đều được an toàn" is an ideal.
    Elsewhere "mọi" is a manner of speaking.

    "Cả 4/4 công trình" are all of them, wherever it stands; in marked text "cả" opens a name. "Tất cả 14 xã" are where
    something is done: so much is asked only where no other number stands beside it (``alone``).
    """
    for found in _ALL_OF_THEM.finditer(fold(text)):
        if found["all"] or found["some"] or alone:
            part = next(name for name in ("all", "some", "named", "first") if found[name])
            yield _words(*found.span(part), Decimal(100), "%")
    if text.lstrip(" -+").startswith("Mọi "):
        yield _words(text.index("Mọi"), text.index("Mọi") + 3, Decimal(100), "%")
    elif (at_head := _EVERY_AT_HEAD.match(text)) and any(map(str.isdigit, item)):
        yield _words(*at_head.span("word"), Decimal(100), "%")


def every_one(folded: str) -> Iterator[Quantity]:
    """A hundred per cent for "Trường nào, trạm nào cũng có nước sạch"; a number behind it makes it one of each."""
    for found in _EVERY_ONE.finditer(folded):
        yield _words(*found.span(found.lastgroup or "word"), Decimal(100), "%")
    for found in _NONE_LEFT_OUT.finditer(folded):
        yield _words(*found.span(), Decimal(100), "%")
    for found in _EACH_ALIKE.finditer(folded):
        yield _words(*found.span("word"), Decimal(100), "%")


def _words(start: int, end: int, value: Decimal, unit: str) -> Quantity:
    return Quantity(start=start, end=end, number_end=end, low=value, high=value, unit=unit)


def so_many_of(folded: str, plain: str) -> Iterator[tuple[int, int, Quantity]]:
    """ "Cứ hai em có một em biết bơi" as a percentage, with the span of both numbers; ``plain`` has its marks."""
    for found in _SO_MANY_OF.finditer(folded):
        all_of = "all" if found["all"] else "many"
        whole, some = _small(found[all_of]), _small(found["some"])
        if not whole or not some or some >= whole:
            continue
        _, comma, after = (found["between"] or "").rpartition(",")
        if comma and found["lead"] != "cứ" and "\x00" not in after:
            continue  # "Trong 14 giống lúa, có 3 giống sắp mất" tells how things stand.
        persons = all(_ONE_PERSON.fullmatch(found[key]) for key in ("noun", "again"))
        if found["lead"] == "cứ" and found["noun"] in FREQUENCY_NOUNS:
            continue  # "Cứ năm năm có hai cuộc kiểm tra"
        named = found["lead"] == "cứ" and _ONE_OF_THEM.fullmatch(found["again"]) is not None
        same = persons or named or found["again"] == found["noun"]
        if not same:
            continue  # "Trong 5 năm có 3 xã đạt chuẩn"
        if (
            found["all"] == "năm"
            and found["lead"] == "trong"
            and not COUNTED_NOUNS.match(folded, found.start("noun"))
        ):
            continue  # "trong năm học"
        yield found.start(all_of), found.end("some"), _words(*found.span("some"), _share_of(some, whole), "%")
        # "… có ít nhất 88 ha vào năm 2025 và 93 ha vào năm 2027": of as many.
        noun = "|".join(map(re.escape, {found["noun"], found["again"]}))
        for more in re.finditer(
            rf"(?<![\w.,/])({_UP_TO_HUNDRED})(?=\s+(?:{noun})(?!\w))", plain[found.end("some") :]
        ):
            further = _small(more[1])
            if further and further <= whole:
                start, end = (found.end("some") + place for place in more.span(1))
                yield start, end, _words(start, end, _share_of(further, whole), "%")


def of_all(folded: str) -> Iterator[Quantity]:
    """ "7 trong tổng số 9 xã" as the 7."""
    for found in _OF_ALL.finditer(folded):
        value = Decimal(found["some"])
        yield Quantity(
            start=found.start(),
            end=found.end(),
            number_end=found.start("unit"),
            low=value,
            high=value,
            unit=canonical_unit(found["unit"]),
        )


def of_named(folded: str, item: str) -> Iterator[Quantity]:
    """ "3/5 bản" as the 3, where ``item``, the whole folded text, names such things elsewhere too."""
    for found in _OF_NAMED.finditer(folded):
        noun = re.compile(rf"(?<!\w){re.escape(found['unit'])}(?!\w)")
        others = sum(1 for _ in noun.finditer(item)) - sum(
            other["unit"] == found["unit"] for other in _OF_NAMED.finditer(item)
        )
        if int(found["some"]) <= int(found["all"]) and others > 0:
            start, end = found.span()
            value = Decimal(found["some"])
            unit = canonical_unit(found["unit"])
            yield Quantity(
                start=start, end=end, number_end=found.start("unit"), low=value, high=value, unit=unit
            )


def _small(text: str) -> Decimal | None:
    return parse_figure(text) if text[:1].isdigit() else parse_words(text)


def _share_of(some: Decimal, whole: Decimal) -> Decimal:
    """Per cent, to two decimals."""
    return _plain((some * 100 / whole).quantize(_CENT, ROUND_HALF_UP))


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
