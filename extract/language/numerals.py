"""Numbers of Vietnamese plans in figures and in words, read exactly.

Figures: a dot groups thousands, a comma opens the decimals ("1.000", "4,5", "1.234,5"). A dot with one or two
digits behind it before a per cent sign is a decimal typed the English way ("4.5%"); a comma with exactly three
digits behind it and no zero before it, where no per cent sign follows, groups thousands typed the English way.

Words: [tỷ] [triệu] [nghìn] [trăm] [mươi] [đơn vị], with "lẻ/linh", "rưỡi", "phẩy", "mốt/tư/lăm".
"""

from __future__ import annotations

import re
from decimal import Decimal

FIGURE = (
    r"\d{1,3}(?: \d{3})+(?![\d.,])|"
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?![\d,])(?!\s*[%‰])"
    r"|\d+,\d+|\d+\.\d{1,2}(?!\d)(?=\s*[%‰])|\d+"
)

DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGITS = {word: digit for digit, word in enumerate(DIGIT_WORDS)}
_DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7, "mười": 10}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SMALL = {"mươi", "chục", "trăm", "lẻ", "linh", "rưỡi", "phẩy", *_DIGITS}
NUMERAL_WORDS = frozenset(_SMALL | set(_SCALES))
AMBIGUOUS_WORDS = frozenset(["không", "một", "mốt", "hai", "tư", "năm", "lăm", "nhăm"])
"""Number words that are as often another word when they stand alone: "đầu tư cơ sở", "năm", "không", "một"."""
MULTIPLES = {**_SCALES, "vạn": 10**4}
"""Words that may multiply a figure: "20 nghìn hộ"."""
WORDS = rf"(?:(?:{'|'.join(sorted(_DIGITS))})(?:\s+(?:{'|'.join(sorted(NUMERAL_WORDS))}))*)"
_ORDINAL_WORDS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
LOST = "\ufffd"
"""The character that stands for a letter or a digit that a broken font or a wrong encoding has lost."""
LOST_NUMBER = re.compile(r"(?:[\d\ufffd]+[.,/-])*[\d\ufffd]+")
"""Digits and lost characters, with the separators between them; a number of digits alone has lost nothing."""
_SIGN = re.compile(r"\s*[%‰]")


def parse_figure(text: str, unit: str | None = None) -> Decimal:
    """Return the value of a figure; ``unit`` is the unit behind it.

    >>> parse_figure("1.234,5"), parse_figure("01"), parse_figure("4.5")
    (Decimal('1234.5'), Decimal('1'), Decimal('4.5'))
    >>> parse_figure("1,250"), parse_figure("1,250", "%")
    (Decimal('1250'), Decimal('1.250'))
    """
    text = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", text) and (unit not in ("%", "‰") or text.count(",") > 1):
        text = text.replace(",", "")
    else:
        text = text.replace(",", ".")
    return Decimal(text)


def parse_words(text: str) -> Decimal | None:
    """Return the number that words say, None for words that are no number.

    >>> parse_words("hai tỷ bảy trăm mười lăm triệu")
    Decimal('2715000000')
    >>> parse_words("bốn phẩy năm"), parse_words("hai triệu rưỡi")
    (Decimal('4.5'), Decimal('2500000'))
    >>> parse_words("hai nghìn ba trăm triệu")
    Decimal('2300000000')
    """
    tokens = text.lower().split()
    if not tokens or any(token not in NUMERAL_WORDS for token in tokens):
        return None
    if "phẩy" in tokens:
        return _with_decimals(tokens)
    total, group, scale = Decimal(0), 0, 1
    pending: int | None = None
    for token in tokens:
        if token in _SCALES:
            scale = _SCALES[token]
            # "hai nghìn ba trăm tỷ": a larger scale counts all that is smaller before it.
            above, counted = total - total % scale, total % scale + group + (pending or 0)
            total = above + (counted * scale if counted or pending is not None else scale)
            group, pending = 0, None
        elif token == "trăm":
            group, pending = (pending if pending is not None else 1) * 100, None
        elif token in ("mươi", "chục"):
            group, pending = group + (pending if pending is not None else 1) * 10, None
        elif token == "mười":
            group, pending = group + 10, None
        elif token == "rưỡi":
            total, scale = total + Decimal(scale) / 2 if scale > 1 else total + Decimal("0.5"), 1
        elif token in ("lẻ", "linh"):
            continue
        else:
            if pending is not None:
                return None
            pending = _DIGITS[token]
    return total + group + (pending or 0)


def _with_decimals(tokens: list[str]) -> Decimal | None:
    cut = tokens.index("phẩy")
    whole = parse_words(" ".join(tokens[:cut]))
    digits = [_DIGITS.get(token) for token in tokens[cut + 1 :]]
    if whole is None or not digits or any(digit is None or digit > 9 for digit in digits):
        return None
    return Decimal(f"{whole}.{''.join(str(digit) for digit in digits)}")


def parse_ordinal(text: str) -> int | None:
    """Return the number of an ordinal in figures, words or Roman letters, None for any other text.

    >>> parse_ordinal("3"), parse_ordinal("nhất"), parse_ordinal("IV"), parse_ordinal("đầu")
    (3, 1, 4, None)
    """
    text = text.lower()
    if text.isdigit():
        return int(text)
    return _ORDINAL_WORDS.get(text) or parse_roman(text)


def parse_roman(text: str) -> int | None:
    """Return the value of a Roman numeral ("XIV" is 14), None for a form that no counting gives (IIII, VX)."""
    values = [_ROMAN_VALUES.get(letter, 0) for letter in text.lower()]
    if not values or 0 in values:
        return None
    total = sum(
        -value if any(value < later for later in values[index + 1 : index + 2]) else value
        for index, value in enumerate(values)
    )
    return total if _to_roman(total) == text.upper() else None


def _to_roman(number: int) -> str:
    out = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out += letters
            number -= value
    return out


def lost_numbers(text: str) -> list[str]:
    """The numbers of a text that have lost a digit, as written.

    >>> lost_numbers("ít nhất 6\ufffd% số xã, \ufffd%, ho\ufffdc 70%") == ["6\ufffd%", "\ufffd%"]
    True
    """
    if LOST not in text:
        return []
    found = []
    for match in LOST_NUMBER.finditer(text):
        if LOST not in match[0]:
            continue
        sign = _SIGN.match(text, match.end())
        if sign or any(map(str.isdecimal, match[0])) or _stands_alone(text, match):
            found.append(match[0] + (sign[0] if sign else ""))
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether lost letters are a word of their own inside a line; at its head they are a bullet."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(before.strip()) and before[-1:].isspace() and (not after or after[0].isspace())
