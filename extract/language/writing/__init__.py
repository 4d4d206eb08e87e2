"""Numbers, dates, amounts, names of documents and requirements in the style of a Vietnamese office.

Every text that a user reads takes them from here; nothing is formatted anywhere else.

    numbers     number, count, fraction, share, percent; rounded, added: the one rule of rounding
    dates       date, day_of_year, when, years, baseline
    units       amount, unit
    measures    value, requirement, wanted, given, gap, measured_in, of_whole, told_for, base_noun
    quotes      words, excerpt, row_name, years_named
    documents   document, basis, title, citation, named, issuer, level
    places      place, section
    subjects    subject, without_area, without_time
    cutting     beginning
    sentences   quote, clauses, listed, some, capitalised, uncapitalised, within

One value is written in one way everywhere: 0,125 in a plan is 0,125 in the sentence of a finding, in the table beside
it, on the overview of many plans and in its workbook; 8 of 9 units are 89% on the page and in the workbook.
"""

from extract.language.writing.cutting import beginning
from extract.language.writing.dates import baseline, date, day_of_year, when, years
from extract.language.writing.documents import basis, citation, document, issuer, level, named, title
from extract.language.writing.measures import (
    base_noun,
    gap,
    given,
    measured_in,
    of_whole,
    requirement,
    told_for,
    value,
    wanted,
)
from extract.language.writing.numbers import (
    NOTHING,
    added,
    count,
    fraction,
    number,
    percent,
    rounded,
    share,
)
from extract.language.writing.places import place, section
from extract.language.writing.quotes import excerpt, one_of_years, row_name, words, years_named
from extract.language.writing.sentences import (
    capitalised,
    clauses,
    listed,
    quote,
    some,
    uncapitalised,
    within,
)
from extract.language.writing.subjects import subject, without_area, without_time
from extract.language.writing.units import amount, unit

__all__ = [
    "NOTHING",
    "added",
    "amount",
    "base_noun",
    "baseline",
    "basis",
    "beginning",
    "capitalised",
    "citation",
    "clauses",
    "count",
    "date",
    "day_of_year",
    "document",
    "excerpt",
    "fraction",
    "gap",
    "given",
    "issuer",
    "level",
    "listed",
    "measured_in",
    "named",
    "number",
    "of_whole",
    "one_of_years",
    "percent",
    "place",
    "quote",
    "requirement",
    "rounded",
    "row_name",
    "section",
    "share",
    "some",
    "subject",
    "title",
    "told_for",
    "uncapitalised",
    "unit",
    "value",
    "wanted",
    "when",
    "within",
    "without_area",
    "without_time",
    "words",
    "years",
    "years_named",
]
