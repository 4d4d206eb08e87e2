"""Numbers that are a part of a name, or of what a thing is: "Đề án 32", "số 48 Nguyễn Du", "đồ nhựa dùng 01 lần"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.language.lexicon import CAPITAL
from extract.language.phrases import composed, phrases, several, table

# "Đề án 32", "các tiêu chí 1, 2 và 5": numbers that name something.
_NAMED = composed(
    r"(?<!\w)(?<!mỗi )(?<!hằng )(?<!hàng )(?P<before><<before>>)\s+"
    r"(?:số\s+)?\d{1,4}(?:\.\d{1,2})*(?:(?:,|\s+và|\s*-|\s+đến)\s*\d{1,3})*"
    r"(?![\d%‰]|[.,]\d|\s*[%‰]|\s*(?:lần|<<money>>)(?!\w))",
    before=phrases("quantities", "not_measure", "before"),
    money=table(str, "units", "factors"),
)
# "nâng cấp 9 chợ": the last syllable is no noun before a number.
_LONGEST_VERB = 12
_NAMING_VERBS = composed(r"(?<!\w)<<verbs>>$", verbs=phrases("quantities", "not_measure", "verbs"))
# "số 48 Nguyễn Du": the number of a house.
_HOUSE = composed(
    rf"(?<!\w)[Ss]ố\s+(?:nhà\s+)?\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}})*(?=,?\s+{CAPITAL}\w+\s+{CAPITAL}\w)"
)
# "đất trồng cây hằng năm": no yearly rate.
YEARLY_NAMES = composed(
    r"(?<!\w)<<things>>\s+<<yearly>>(?!\w)",
    things=phrases("quantities", "per", "yearly_names"),
    yearly=phrases("quantities", "per", "yearly"),
)
"""A thing that is called after its year, whatever the sentence says of years."""
# "đồ nhựa dùng 01 lần": a kind of thing; "giá trị sản phẩm trên một ha đạt …": of what an amount is told.
_OF_ONE = composed(
    r"(?<!\w)(?:(?:dùng|sử dụng|xài)\s+0?1\s+lần(?!\w)(?!\s*(?:/|mỗi|một|trong))"
    r"|<<amounts>>\s[^,;:.()\d]{0,40}?(?<!\w)trên\s+(?:0?1|một)\s+(?:<<areas>>|đơn vị)(?!\w)(?=[^;]*\d))",
    amounts=several(*(phrases("quantities", "subject", name) for name in ("amounts", "amounts_of"))),
    areas=phrases("quantities", "per", "areas"),
)
# "đạt chứng nhận A hoặc tương đương": what is as good as a thing; elsewhere the word is a hedge before a number.
_AS_GOOD = composed(r"(?<!\w)<<words>>(?!\w)(?!\s+\d)", words=phrases("quantities", "not_measure", "as_good"))


def find_names(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a text, and its folded form, name something by a number, or by how often in a year it comes."""
    for found in _NAMED.finditer(folded):
        if not _NAMING_VERBS.search(folded, max(0, found.start() - _LONGEST_VERB), found.end("before")):
            yield found.span()
    for pattern in (YEARLY_NAMES, _OF_ONE, _AS_GOOD):
        yield from (found.span() for found in pattern.finditer(folded))
    yield from (found.span() for found in _HOUSE.finditer(text))
