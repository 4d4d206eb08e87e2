"""Wrong sums, wrong shares, and numbers that differ from their repetition in words, in sentences and tables.

This module knows no rule. Each function takes texts and yields the sums that are wrong, with the figures as written, so
that a reader can do the sum again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compare.words import phrases
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, WORDS, parse_figure, parse_words
from extract.language.phrases import composed, several
from extract.model import Statement

_GLOSSED = composed(
    rf"(?<![\w.,/])(?P<figure>{FIGURE})\s*(?P<scale><<scales>>)?\s*(?P<unit>đồng|%)?\s*"
    rf"\((?:bằng chữ\s*:?\s*)?(?P<words>{WORDS})(?:\s+(?:đồng|phần trăm)(?:\s+chẵn)?)?\s*[.;]?\)",
    scales=phrases("inner", "scales"),
)
_OF = composed(
    rf"(?<![\w./])(?P<part>\d{{1,3}}(?:\.\d{{3}})*)\s?/\s?(?P<whole>\d{{1,3}}(?:\.\d{{3}})*|\d+)(?![\w/.])"
    rf"(?P<between>[^%;.()\d]{{0,60}})[(,]?\s*<<verbs>>\s*(?:tỷ lệ\s*)?(?P<share>{FIGURE})\s*%",
    verbs=phrases("inner", "share_verbs"),
)
_WITHIN = re.compile(
    rf"(?P<whole>{FIGURE})\s+(?P<noun>[^\W\d_]+)(?P<between>[^;.%\d]{{0,80}}?)trong đó(?:\s+có)?\s*:?\s*"
    rf"(?:[^\W\d_]+\s+){{0,4}}(?P<part>{FIGURE})\s+(?P=noun)(?![^\W\d_])[^;.%\d]{{0,40}}?"
    rf"[,(]?\s*(?:chiếm|đạt|bằng)\s*(?:tỷ lệ\s*)?(?P<share>{FIGURE})\s*%"
    r"(?=\s*(?:[,;.)]|$))"
)
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(rf"(?:{FIGURE})")
_CHAIN = re.compile(
    rf"(?<![\w.,/])(?P<terms>{FIGURE}(?:\s*\+\s*(?:{FIGURE}))+)\s*=\s*(?P<total>{FIGURE})(?![\w/])"
)
_AMONG = phrases("inner", "among")
_LISTING = several(phrases("inner", "comprises"), _AMONG)
_LISTED = composed(
    rf"(?P<hedge><<hedges>>\s+)?(?P<total>{FIGURE})\s+(?P<unit>(?:(?:nghìn|triệu|tỷ)\s+)?[^\W\d_]+)(?P<between>[^;.\d]{{0,80}}?)"
    rf"[,:(]?\s*(?P<how><<words>>)\s*(?P<colon>:?)\s*(?P<list>[^.()]*?)(?=\.|\)|$)",
    words=_LISTING,
    hedges=phrases("inner", "hedges"),
)
_TOTALS = phrases("inner", "totals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong sum in ``text[start:end]`` of a statement.

    ``said`` is the figure in the text, ``right`` the correct one, ``how`` the sum: "300 + 50 = 350".
    """

    start: int
    end: int
    said: str
    right: str
    how: str


# ---- a number again in words -------------------------------------------------------------------------------
def words_and_digits(text: str) -> Iterator[Slip]:
    """Numbers that differ from their repetition in words.

    Examples: "05 (sáu) lớp", "4.348 triệu đồng (bốn tỷ ba trăm bốn mươi tám triệu đồng)".
    """
    if "(" not in text:
        return
    for found in _GLOSSED.finditer(fold(text)):
        said = parse_words(found["words"])
        if said is None:
            continue
        figure, scale = parse_figure(found["figure"]), parse_words(found["scale"] or "")
        # The words may repeat the scale or leave it to the figure: "05 triệu (năm)".
        if said not in (figure, figure * (scale or 1)):
            yield Slip(
                start=found.start(),
                end=found.end(),
                said=text[found.start("figure") : found.end("figure")],
                right=found["words"],
                how=text[found.start() : found.end()],
            )


# ---- shares ------------------------------------------------------------------------------------------------
def shares(text: str) -> Iterator[Slip]:
    """Percentages that do not fit the part and the whole beside them.

    Examples: "12/15 xã, đạt 70%"; "200 hộ, trong đó có 50 hộ cận nghèo, chiếm 30%".
    """
    if "%" not in text:
        return
    folded = fold(text)
    for pattern, sign in ((_OF, "/"), (_WITHIN, "trong đó")):
        if sign not in folded:
            continue
        for found in pattern.finditer(folded):
            part, whole = parse_figure(found["part"]), parse_figure(found["whole"])
            share = parse_figure(found["share"], "%")
            # "03/2021" is a month; a part greater than its whole is a quotient of something else.
            if not whole or part > whole or 1900 <= whole <= 2100:
                continue
            exact = part * 100 / whole
            places = -int(share.as_tuple().exponent) if "," in found["share"] or "." in found["share"] else 0
            # A rounded share and a truncated one are both usual.
            if abs(exact - share) >= Decimal(1).scaleb(-max(0, places)):
                right = writing.amount(writing.rounded(exact, share, places=max(places, 2)), "%")
                yield Slip(
                    start=found.start(),
                    end=found.end(),
                    said=writing.amount(share, "%"),
                    right=right,
                    how=f"{found['part']} : {found['whole']} = {right}",
                )


# ---- sums in a sentence ------------------------------------------------------------------------------------
def sums(text: str) -> Iterator[Slip]:
    """Totals that are not the sum of the parts listed with them, and wrong sums "a + b = c".

    Example: "350 triệu đồng, gồm: ngân sách huyện 300 triệu đồng, xã hội hóa 60 triệu đồng". Parts are added up only
    where the text says that they are complete ("gồm", "chia ra"). "Trong đó" names some of them, and these may overlap
    (80 women and 60 of an ethnic minority among 100 people), so they are not added up. Sources of money are: they do
    not overlap, and "trong đó:" lists all of them.
    """
    folded = fold(text)
    # Most sentences have none of these words; the test for them is cheap.
    lists = any(word in folded for word in _LISTING.words)
    if not (lists or "=" in folded):
        return
    if len(_DIGIT.findall(folded)) < 3 or len(_NUMERIC.findall(folded)) < 3:
        return
    for found in _CHAIN.finditer(folded) if "=" in folded else ():
        terms = [term.strip() for term in found["terms"].split("+")]
        yield from _sum(found.span(), terms, found["total"])
    for found in _LISTED.finditer(folded) if lists else ():
        unit = found["unit"]
        some = found["how"] in _AMONG
        if found["hedge"] or (some and not (unit.endswith("đồng") and found["colon"])):
            continue  # "khoảng 300" needs no exact sum
        items = re.findall(rf"(?<![\w.,/])({FIGURE})\s+{re.escape(unit)}(?!\w)", found["list"])
        others = len(re.findall(rf"(?<![\w.,/])(?:{FIGURE})(?![\w%])", found["list"])) - len(items)
        # A part in another unit, or a part of a part, makes the list more than one sum.
        if len(items) < 2 or others > 0 or "trong đó" in found["list"]:
            continue
        yield from _sum(found.span(), items, found["total"])


def _sum(span: tuple[int, int], terms: Sequence[str], total: str) -> Iterator[Slip]:
    values = [parse_figure(term) for term in terms]
    said, right = parse_figure(total), sum(values, Decimal(0))
    if said != right:
        shown = writing.number(right)
        yield Slip(start=span[0], end=span[1], said=total, right=shown, how=f"{' + '.join(terms)} = {shown}")


# ---- tables ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class TableSlip:
    """A total in a table that is not the sum of its column or row; ``statement`` is the cell of the total.

    ``name`` is the head of the column or the name of the row, "" without one.
    """

    statement: Statement
    name: str
    said: str
    right: str
    how: str


Rows = dict[int, dict[int, Statement]]


def table_sums(statements: Sequence[Statement]) -> Iterator[TableSlip]:
    """Wrong totals of tables, each checked against the rows above or below it, column by column."""
    tables: dict[int, Rows] = defaultdict(lambda: defaultdict(dict))
    for statement in statements:
        if statement.cell is not None:
            table, row, column = statement.cell
            tables[table][row].setdefault(column, statement)
    for rows in tables.values():
        totals = [row for row, cells in rows.items() if _is_total(cells)]
        if len(totals) == 1 and len(rows) >= 4:
            yield from _column_sums(rows, totals[0])


def _is_total(cells: Mapping[int, Statement]) -> bool:
    texts = [fold(cells[column].text).strip(" :.") for column in sorted(cells)[:2]]
    return any(_TOTALS.match(text) and len(text) < 30 for text in texts)


def _column_sums(rows: Rows, total: int) -> Iterator[TableSlip]:
    for column, cell in sorted(rows[total].items()):
        if not _NUMERIC.fullmatch(cell.text.strip()) or column == min(rows[total]):
            continue
        numbered = {
            row: parse_figure(cells[column].text.strip())
            for row, cells in rows.items()
            if row != total and column in cells and _NUMERIC.fullmatch(cells[column].text.strip())
        }
        # One or two cells without a number are headings; more of them mean a column of mixed content.
        blank = sum(
            1 for row, cells in rows.items() if row != total and column in cells and row not in numbered
        )
        if len(numbered) < 2 or blank > 2 or _is_numbering(list(numbered.values())):
            continue
        said = parse_figure(cell.text.strip())
        options = list(_ways(rows, numbered))
        # A total below its greatest part is a mean, as in a column of percentages.
        if said < max(numbered.values()):
            continue
        if said in [sum(option, Decimal(0)) for option in options]:
            continue
        right = writing.number(sum(options[0], Decimal(0)))
        yield TableSlip(
            statement=cell,
            name=_head(rows, column),
            said=cell.text.strip(),
            right=right,
            how=f"{' + '.join(map(writing.number, options[0][:12]))}{' + …' if len(options[0]) > 12 else ''} = {right}",
        )


def _head(rows: Rows, column: int) -> str:
    """The text above the numbers of a column; "" where the first row has none."""
    cell = rows[min(rows)].get(column)
    return "" if cell is None or _NUMERIC.fullmatch(cell.text.strip()) else " ".join(cell.text.split())


def _is_numbering(values: Sequence[Decimal]) -> bool:
    """Whether a column counts its rows, or belongs to a row of column numbers ("1 2 3 4")."""
    return list(values) == [Decimal(n) for n in range(1, len(values) + 1)]


def _ways(rows: Rows, numbered: Mapping[int, Decimal]) -> Iterator[list[Decimal]]:
    """The sets of values that a total may add up: all rows, or the rows with one kind of label."""
    yield list(numbered.values())
    kinds: dict[str, list[Decimal]] = defaultdict(list)
    for row, value in numbered.items():
        first = rows[row][min(rows[row])].text.strip()
        kinds[_kind(first)].append(value)
    yield from kinds.values()
    # A first row of numbers may be a row of years or of column numbers.
    values = list(numbered.values())
    yield values[1:]


def _kind(label: str) -> str:
    for kind, pattern in (
        ("roman", r"[IVX]+[.)]?"),
        ("number", r"\d+[.)]?"),
        ("deep", r"\d+(?:\.\d+)+[.)]?"),
    ):
        if re.fullmatch(pattern, label):
            return kind
    return "letter" if re.fullmatch(r"[A-Za-zđ][.)]?", label) else "dash" if label[:1] in "-+" else "other"
