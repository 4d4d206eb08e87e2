"""Quotes of one measure: whole clauses of its item, in the author's own words.

    item   := sentence*                   each ends with a full stop, or is one of "(i) …; (ii) …"
    quote  := clause (";" clause)*        from the beginning of a clause to a comma, a semicolon or the end

A measure that was cut out of a sentence ("…: 60% (năm 2024); 65% (năm 2025)") is quoted with the clause that names its
subject, a bracket with both ends. Nothing is cut inside a word, and only a quote with a limit has "…" at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from extract.language.lexicon import fold
from extract.language.phrases import STOP, composed, phrases, several
from extract.language.units import FREQUENCIES
from extract.language.writing.numbers import number
from extract.language.writing.sentences import quote, uncapitalised
from extract.model import Bound, Measure, TableCell

# "(ii) ", "b) ", "- ": a dash between two years is none.
_MARK = r"(?:\((?:[ivx]{1,4}|[a-zđ]|\d{1,2})\)|(?<=[:;.]\s)(?:[a-zđ]\)|[-–+•]))\s"
# Where a clause may begin: behind a semicolon or a full stop, or with its own mark.
_SENTENCE_END = composed(r"<<stop>>\s+(?=[^\W\d_a-zđ]|\d)", stop=STOP)
_STARTS = composed(rf";\s*|<<end>>|(?<=\s)(?={_MARK})", end=_SENTENCE_END)
# Where it may end; a comma between digits belongs to a number.
_ENDS = composed(r";|<<stop>>(?=\s|$)|,(?!\d)|$", stop=STOP)
_STOPS = composed(r";|<<stop>>(?=\s|$)|$", stop=STOP)
_HEAD = composed(
    r"\s*(?:\(?(?:[ivx]{1,4}|[a-zđ]|\d{1,2})\)\s+|(?:<<labels>>)(?:\s+[\divx.]+)?\s*:\s*|(?:<<ties>>)(?!\w)\s*[:,]?\s*)+",
    labels=phrases("quotes", "head", "labels"),
    ties=phrases("quotes", "head", "ties"),
)
_PLACES = composed(r"<<nouns>>(?!\w)", nouns=phrases("quantities", "per", "each_nouns"))
_PIECES = re.compile(r"^|[:,]\s+")
_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/.,]\d)")
_VALUE = composed(
    r"[<>≤≥]|\d|(?:[^\W\d_]+\s+)?phần\s|(?:<<words>>)(?!\w)",
    words=several(
        phrases("quotes", "head", "values"),
        *(phrases("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL),
    ),
)
# "…; sử dụng nước sạch đạt 55%", "…; tính bình quân …": the clause before it names who or what.
_LEANING = composed(r"<<words>>(?!\w)", words=phrases("quotes", "head", "leaning"))
_PREDICATES = composed(
    r"(?<!\w)(?:<<verbs>>)(?!\w)",
    verbs=several(
        phrases("quantities", "scope", "predicates"),
        phrases("quantities", "subject", "predicates"),
        phrases("quantities", "change", "increase"),
        phrases("quantities", "change", "decrease"),
    ),
)
_HORIZON = re.compile(r"(?:,|;|\s+và)\s")
_LONG = 320
"""Most characters of a quote that is widened to name its subject."""


def years_named(text: str) -> list[int]:
    """Return the years that a text names, in its order; those in numbers of documents do not count.

    >>> years_named("đạt 60% vào năm 2025, 75% năm 2030 theo Nghị quyết số 57/2021/NQ-HĐND")
    [2025, 2030]
    """
    return [int(found.group()) for found in _YEAR.finditer(text)]


def one_of_years(measure: Measure, text: str) -> bool:
    """Whether a text names the year of a measure beside that of another value; the year of its base is none.

    What is done each year has no year of its own.
    """
    if measure.per in FREQUENCIES:
        return False
    named = {*years_named(text)} - {measure.baseline_year}
    return len(named) > 1 and (measure.deadline or "")[:4] in map(str, named)


def words(measure: Measure, limit: int | None = None) -> str:
    """Return the plan's own words on one line; a cell with its names: "Tỷ lệ hộ nghèo (%), năm 2023: 60".

    Text beyond ``limit`` characters is cut at a word; of a cell only the name is cut.
    """
    cell = measure.cell
    if cell is None:
        return quote(measure.text, limit or len(measure.text))
    unit = row_name(cell).removeprefix(cell.name)
    names = f"{unit}, {cell.column}: {cell.value}" if cell.column else f"{unit}: {cell.value}"
    return f"{quote(cell.name, max(20, (limit or 10_000) - len(names)))}{names}"


def row_name(cell: TableCell) -> str:
    """Return the name of a cell's row with its unit: "Tỷ lệ hộ nghèo (%)"."""
    unit = f" ({cell.unit if cell.unit.isupper() else uncapitalised(cell.unit)})" if cell.unit else ""
    return f"{cell.name}{unit}"


def excerpt(
    measure: Measure, limit: int | None = None, *, item: str | None = None, until: int | None = None
) -> str:
    """Return the clause of ``item`` that holds a measure; a cell of a table is written with its names.

    Beyond ``limit`` characters it ends at the next clause behind the value, with "…". Without ``item`` it is taken from
    the measure's own words. Horizons after the year ``until`` are left out where the rest says the same.
    """
    if measure.cell is not None:
        return words(measure, limit)
    said = _clauses_of(measure, item, until)
    return said if limit is None or len(said) <= limit else _shortened(said, measure, limit)


@lru_cache(maxsize=500)
def _clauses_of(measure: Measure, item: str | None, until: int | None) -> str:
    """The clauses of a measure at full length; a message has them cut, and its suggestion whole."""
    # A requirement without a number stands at the end of a long sentence; its own words say it.
    text, own = (
        _one_line(measure.text if measure.low is None else item or measure.text),
        _one_line(measure.text),
    )
    sentence = _sentence(own, measure)
    subject = _terms(measure.subject) & _terms(sentence if sentence != own else text)
    own, at = sentence, text.find(sentence)
    if at < 0:
        text, at = own, 0
    start, end = _span(text, at, at + len(own), measure, subject)
    said = text[start:end]
    if until is not None:
        said = _until(said, measure, until)
    return _tidy(said)


def _one_line(text: str) -> str:
    """The text with single blanks; a line feed is kept, since the cells of a row are set apart by it."""
    if "\n" not in text:
        return " ".join(text.split())
    return re.sub(r"\s+", lambda blank: "\n" if "\n" in blank.group() else " ", text.strip())


def _sentence(own: str, measure: Measure) -> str:
    """The sentence of a measure's own words that holds its value, where they run over the end of one."""
    pieces = [piece.strip() for piece in _SENTENCE_END.split(own)]
    value = _value_pattern(measure)
    held = [piece for piece in pieces if value and value.search(piece)]
    return held[0] if len(pieces) > 1 and len(held) == 1 else own


def _value_pattern(measure: Measure) -> re.Pattern[str] | None:
    if measure.low is None:
        return None
    return re.compile(rf"(?<![\d.,])0?{re.escape(number(measure.low))}(?![\d.,]*\d)")


def _span(text: str, start: int, end: int, measure: Measure, wanted: set[str]) -> tuple[int, int]:
    """The shortest run of clauses around the measure that names its subject and holds its brackets whole."""
    starts = [0, *(found.end() for found in _STARTS.finditer(text)), start if _begins(text, start) else 0]
    lefts = sorted({at for at in starts if at <= start}, reverse=True)
    rights = list(dict.fromkeys(_rights(text, end, measure)))
    spans = sorted(product(lefts, rights), key=lambda span: span[1] - span[0])
    for left, right in spans:
        said = text[left:right]
        if right - left > _LONG:
            break
        whole = wanted <= _terms(said) and not _lacks_head(text, left)
        if whole and _is_balanced(said) and not _lacks_predicate(text, left, right):
            return left, right
    return lefts[0], rights[0]


def _lacks_head(text: str, start: int) -> bool:
    """Whether the clause before names the subject: "Hộ có bể nước: 60% (2024); 65% (2025)", "…; tính bình quân …"."""
    if not text[:start].rstrip().endswith(";"):
        return False
    before, said = _STOPS.split(text[:start].rstrip(" ;"))[-1], fold(text[start:])
    return _LEANING.match(said) is not None or (":" in before and _VALUE.match(said) is not None)


def _lacks_predicate(text: str, start: int, end: int) -> bool:
    """Whether a value and its noun have their predicate behind another one: "90% hồ sơ cấp tỉnh, 80% … được xử lý"."""
    said = fold(text[start:end]).strip()
    led = any(_VALUE.match(said, found.end()) for found in _PIECES.finditer(said))
    if not led or _PREDICATES.search(said):
        return False
    stop = next((found.start() for found in _STOPS.finditer(text, end)), len(text))
    return _PREDICATES.search(fold(text[end:stop])) is not None


def _begins(text: str, start: int) -> bool:
    """Whether a line begins there, such as a cell of a row."""
    return start == 0 or text[start - 1] == "\n"


def _rights(text: str, end: int, measure: Measure) -> Iterator[int]:
    """The ends of clauses from the measure's own end on; another horizon behind "và" is none of it.

    A measure that ends within a clause is taken to the end of it, since the rest may be its predicate.
    """
    stop = next((found.start() for found in _STOPS.finditer(text, end)), len(text))
    rest = text[end:stop]
    others = [year for year in years_named(rest) if str(year) != (measure.deadline or "")[:4]]
    whole = not rest.strip() or rest.lstrip()[0] in ",:)"
    if whole or rest[0] == "\n" or (rest.startswith(" và ") and others):
        ends = (found.start() for found in _ENDS.finditer(text, end, stop)) if whole else iter(())
        pieces = list(dict.fromkeys([end, *ends, stop]))
        # ", thị trấn …" goes on with a list, ", trừ hồ sơ mật" has no value of its own.
        yield from (
            at
            for at, until in zip(pieces, [*pieces[1:], stop], strict=True)
            if at == stop or not _goes_on(text[at:until])
        )
    yield stop
    yield from (found.start() for found in _STOPS.finditer(text, stop + 1))


def _goes_on(piece: str) -> bool:
    """Whether a piece behind a comma belongs to the clause before it."""
    body = fold(piece.strip(" ,"))
    return (
        piece.startswith(",")
        and bool(body)
        and (not re.search(r"\d", body) or _PLACES.match(body) is not None)
    )


def _terms(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) > 1}


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.find(")") >= text.find("(")


def _until(said: str, measure: Measure, until: int) -> str:
    """The quote without what is due after a year, where the horizon of the measure stands before it."""
    due = (measure.deadline or "")[:4]
    if not due or int(due) > until:
        return said
    for found in _HORIZON.finditer(said):
        kept, rest = said[: found.start()], said[found.end() :]
        later = [year for year in years_named(rest) if year > until]
        named = [year for year in years_named(rest) if year <= until]
        if later and not named and int(due) in years_named(kept) and _is_balanced(kept):
            return kept if _terms(measure.subject) & _terms(said) <= _terms(kept) else said
    return said


def _tidy(said: str) -> str:
    """The quote without the label, the dash and the tie before it, and without a mark that hangs at an end."""
    said = " ".join(said.split()).strip(" -–+;.,:")
    head = _HEAD.match(fold(said))
    if head and head.end() < len(said):
        said = said[head.end() :]
    return re.sub(r"\(\s+", "(", said.rstrip(" (-–;.,:"))


def _shortened(said: str, measure: Measure, limit: int) -> str:
    """The quote to the end of the last clause within the limit, to the first one behind the value, or to a word."""
    if len(said) <= limit + limit // 4:
        return said  # A few words more are better than a cut.
    value = _value_pattern(measure)
    found = value.search(said) if value else None
    least = found.end() if found else 0
    ends = [
        end.start()
        for end in _ENDS.finditer(said)
        if end.start() >= least and _is_balanced(said[: end.start()])
    ]
    within = [end for end in ends if limit // 2 <= end <= limit]
    if within:
        kept = said[: within[-1]]
    elif least + 30 > limit or (ends and ends[0] <= limit + limit // 2):
        kept = said[: ends[0]] if ends else said
    else:
        kept = said[:limit].rsplit(" ", 1)[0]
    return said if len(kept) == len(said) else f"{kept.rstrip(' ,;:(')} …"
