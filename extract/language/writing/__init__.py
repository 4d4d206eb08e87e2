"""How a Vietnamese office writes numbers, dates, amounts, names of documents and what a measure asks.

Every text that a user reads gets them here; nothing is formatted anywhere else.

    numbers     number, count, fraction, percent
    dates       date, day_of_year, when, years, baseline
    units       amount, gap
    measures    value, requirement, wanted, given, excerpt
    documents   document, citation, named, issuer, level
    sentences   quote, section, listed, some, capitalised, uncapitalised
"""

from extract.language.writing.dates import baseline, date, day_of_year, when, years
from extract.language.writing.documents import citation, document, issuer, level, named
from extract.language.writing.measures import excerpt, given, requirement, value, wanted
from extract.language.writing.numbers import NOTHING, apart, count, fraction, number, percent, rounded
from extract.language.writing.sentences import capitalised, listed, quote, section, some, uncapitalised
from extract.language.writing.units import amount, gap

__all__ = [
    "NOTHING",
    "amount",
    "apart",
    "baseline",
    "capitalised",
    "citation",
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
    "named",
    "number",
    "percent",
    "quote",
    "requirement",
    "rounded",
    "section",
    "some",
    "uncapitalised",
    "value",
    "wanted",
    "when",
    "years",
]
