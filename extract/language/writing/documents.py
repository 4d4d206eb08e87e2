"""Names of documents, of their issuers and of levels of government."""

from __future__ import annotations

import re

from extract.kept import kept
from extract.language.agencies import find_units
from extract.language.lexicon import fold, load
from extract.language.syllables import is_syllable
from extract.language.writing.dates import when
from extract.language.writing.sentences import capitalised, within
from extract.model import Citation, Level, Masthead, Plan

_WORD = re.compile(r"[^\s,;.()]+")
_LEVELS = {
    Level.NATIONAL: "trung ương",
    Level.PROVINCE: "tỉnh",
    Level.DISTRICT: "huyện",
    Level.COMMUNE: "xã",
}


def named(kind: str | None, number: str | None, date: str | None = None, issuer: str | None = None) -> str:
    """Return a document's kind, number, ISO date and issuer as one name; unknown parts are left out.

    >>> named("Kế hoạch", "80/KH-UBND", "2021-04-05", "Ủy ban nhân dân tỉnh Lạng Sơn")
    'Kế hoạch số 80/KH-UBND ngày 05/4/2021 của Ủy ban nhân dân tỉnh Lạng Sơn'
    """
    parts = (kind, number and f"số {number}", date and when(date), issuer and f"của {issuer}")
    return " ".join(part for part in parts if part)


def document(masthead: Masthead, *, full: bool = True, alone: bool = False) -> str:
    """Return the name of a plan for a sentence, without ``full`` its kind and number only.

    A plan that goes by the number of its decision is "Kế hoạch ban hành kèm theo Quyết định số 5/QĐ-UBND". A name that
    stands ``alone``, in a table or a heading, begins with a capital and says that it has no number.
    """
    kind = masthead.kind or "văn bản"
    if masthead.carrier is not None and masthead.number and masthead.number == masthead.carrier.number:
        kind = f"{kind} ban hành kèm theo {masthead.carrier.kind or 'Quyết định'}"
    if alone:
        kind = capitalised(kind if masthead.number else f"{kind} (chưa ghi số)")
    if not full:
        return named(kind, masthead.number)
    return named(kind, masthead.number, masthead.date, masthead.issuer)


def basis(masthead: Masthead) -> str:
    """Return the name of a plan as a basis cites it: with its title, and the decision that issued it first.

    "Quyết định số 5/QĐ-UBND ngày … của Ủy ban nhân dân tỉnh Hải Sơn ban hành Kế hoạch thực hiện …".
    """
    carrier = masthead.carrier
    about = title(masthead)
    about = within(about) if about.upper() != about else ""
    if carrier is None or masthead.number != carrier.number:
        return " ".join(filter(None, [document(masthead), about]))
    kind = masthead.kind or "Kế hoạch"
    named_ = named(carrier.kind or "Quyết định", masthead.number, masthead.date, masthead.issuer)
    return " ".join(filter(None, [named_, "ban hành", kind, about.removeprefix(f"{within(kind)} ")]))


@kept(64)
def title(masthead: Masthead) -> str:
    """Return the title of a plan on one line; what is in capitals in the case of running text.

    "THỰC HIỆN CHƯƠNG TRÌNH NƯỚC SẠCH TỈNH HẢI SƠN" is "Thực hiện Chương trình nước sạch tỉnh Hải Sơn": names of
    units, the programme and the issuer keep their capitals. Without a title it is the programme, "" without both.
    """
    text = " ".join((masthead.title or masthead.programme or "").split())
    lowered = _lowered(text)
    if lowered == text:
        return text
    for unit in find_units(text):
        if unit.text and unit.end - unit.start == len(unit.text):
            lowered = lowered[: unit.start] + unit.text + lowered[unit.end :]
    for name in filter(None, (masthead.programme, masthead.issuer)):
        found = re.search(re.escape(name), lowered, re.IGNORECASE)
        if found and not name.isupper():
            lowered = lowered[: found.start()] + name + lowered[found.end() :]
    return capitalised(lowered)


def _lowered(text: str) -> str:
    """A text in small letters where it is in capitals: as a whole, or two words and more in a row."""
    found = list(_WORD.finditer(text))
    loud = [found.group().isupper() and _is_word(found.group()) for found in found]
    alone = not text.isupper()
    for at, word in enumerate(found):
        near = any(loud[max(0, at - 1) : at] + loud[at + 1 : at + 2])
        if loud[at] and (near or not alone):
            text = text[: word.start()] + word.group().lower() + text[word.end() :]
    return text


def _is_word(text: str) -> bool:
    """Whether it is a word: an abbreviation keeps its capitals."""
    return text not in load("agencies")["short"] and is_syllable(text)


def citation(cited: Citation, unknown: str = "") -> str:
    """Return the name of a cited document; the place of its issuer is added where the citation only implies it.

    ``unknown`` stands in for a kind that is not named.
    """
    issuer = cited.issuer or ""
    if cited.place and fold(cited.place) not in fold(issuer):
        body = re.sub(r"\s+(?:tỉnh|huyện|thành phố|xã|phường)$", "", issuer)
        issuer = f"{body} {cited.place}".strip()
    return named(cited.kind or unknown, cited.number, cited.date, issuer)


def issuer(plan: Plan) -> str:
    """Return the body that is asked to correct the draft."""
    return plan.masthead.issuer or "cơ quan soạn thảo"


def level(known: Level | None, *, place: str | None = None, unknown: str = "địa phương") -> str:
    """Return a level of government for a sentence; a province whose ``place`` is a city is "thành phố".

    >>> level(Level.PROVINCE), level(Level.PROVINCE, place="thành phố Bến Ngự"), level(None)
    ('tỉnh', 'thành phố', 'địa phương')
    """
    if known is None:
        return unknown
    if known is Level.PROVINCE and (place or "").lower().startswith("thành phố"):
        return "thành phố"
    return _LEVELS[known]
