"""How a count is written: 4 → "IV", "d", "04", "①"; the names of the formats are Word's (``w:numFmt``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MOST_LETTERS = 26 * 30
"""After thirty equal letters Word begins anew."""
_NOTE_SIGNS = "*†‡§"
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# The first sign of those that Unicode has for 1 to 20.
_SIGNS = {"decimalEnclosedCircle": "①", "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}


def roman(number: int) -> str:
    """4 → "IV"."""
    if not 0 < number < 5000:
        return str(number)
    letters = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)


def letters(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa", 28 → "bb": Word doubles the letter."""
    if number < 1:
        return str(number)
    place = (number - 1) % _MOST_LETTERS
    return chr(ord("a") + place % 26) * (place // 26 + 1)


def counting(number: int) -> str:
    """4 → "bốn", 15 → "mười lăm", 21 → "hai mươi mốt"; figures from 100."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _WORDS[ones]
    last = {0: "", 5: "lăm", 1: "mốt" if tens > 1 else "một"}.get(ones, _WORDS[ones])
    return f"{'mười' if tens == 1 else _WORDS[tens] + ' mươi'} {last}".rstrip()


def ordinal(number: int) -> str:
    """1 → "1st": Word writes it so in whatever language."""
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else tail}"


def note_sign(number: int) -> str:
    """1 → "*", 4 → "§", 5 → "**": the marks of notes."""
    place = (number - 1) % (len(_NOTE_SIGNS) * 30)
    return _NOTE_SIGNS[place % 4] * (place // 4 + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "decimalZero": lambda number: f"{number:02d}",
    "vietnameseCounting": counting,
    "ordinal": ordinal,
    "chicago": note_sign,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
    # The count of a level that shows bullets is not shown in the labels of others.
    "bullet": lambda _: "",
}


def format_number(number: int, form: str) -> str:
    """A count in a number format of Word; formats without letters of their own are decimal."""
    if form in _SIGNS:
        return chr(ord(_SIGNS[form]) + number - 1) if 0 < number <= 20 else str(number)
    if form.startswith("custom:"):
        # "custom:001, 002, 003, ...": figures filled up with zeros.
        first = form.removeprefix("custom:").partition(",")[0].strip()
        return str(number).zfill(len(first)) if first.isdecimal() and len(first) < 10 else str(number)
    found = _FORMATS.get(form)
    return str(number) if found is None else found(number)
