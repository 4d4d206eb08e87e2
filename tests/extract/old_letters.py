"""Vietnamese text in encodings before Unicode, for the tests of its readers.

The text is made by rules and by the C library's tables, not by the tables under test.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache

from tests.conftest import lacking

# The accents of VNI, typed behind the letter, with their combining marks.
TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
ROOFS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
BREVES = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
# Letters that stand for themselves.
ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def vni_letters() -> dict[str, str]:
    """A map from Unicode letters to VNI, by the rule "base letter, then mark"."""
    small = {compose(base + mark): base + typed for base in "aeouy" for typed, mark in TONES.items()}
    del small["ỵ"]
    small |= {
        compose(base + "\u0302" + mark): base + typed for base in "aeo" for typed, mark in ROOFS.items()
    }
    small |= {compose("a\u0306" + mark): "a" + typed for typed, mark in BREVES.items()}
    small |= {
        compose(horned + mark): alone + typed
        for alone, horned in (("ô", "ơ"), ("ö", "ư"))
        for typed, mark in TONES.items()
    }
    small |= {letter: typed for typed, letter in ALONE.items()}
    return small | {letter.upper(): typed.upper() for letter, typed in small.items()}


def compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def as_vni(text: str) -> str:
    """A text in VNI, read as Western letters."""
    table = vni_letters()
    return "".join(table.get(letter, letter) for letter in text)


def as_tcvn3(text: str) -> str:
    """A text in TCVN3, read as Western letters; small letters replace the capitals that it lacks."""
    table = {letter: typed for typed, letter in decoded_codes("TCVN").items() if typed >= "\u00a1"}
    return "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in text)


def as_viscii(text: str) -> str:
    """A text in VISCII, read as Western letters."""
    table = {letter: typed for typed, letter in decoded_codes("VISCII").items()}
    return "".join(table.get(letter, letter) for letter in text)


@cache
def decoded_codes(encoding: str) -> dict[str, str]:
    """A map from codes outside ASCII (U+00xx) to the Unicode letters that the C library decodes."""
    if shutil.which("iconv") is None:
        lacking("needs iconv")
    # Each code stands in a line of its own, so that none is joined with the code before it.
    codes = [code for code in (*range(1, 0x20), *range(0x80, 0x100)) if code != ord("\n")]
    done = subprocess.run(
        ["iconv", "-f", encoding, "-t", "UTF-8"],
        input=b"".join(bytes([code, ord("\n")]) for code in codes),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        lacking(f"needs an iconv that knows {encoding}")
    letters = done.stdout.decode("utf-8").split("\n")[: len(codes)]
    made = {chr(code): compose(letter) for code, letter in zip(codes, letters, strict=True)}
    return {typed: letter for typed, letter in made.items() if letter.isalpha() and not letter.isascii()}


def as_cp1258(text: str) -> bytes:
    """Encode a text in Windows-1258, which has letters with roof or horn and the tones as marks behind them."""
    out = b""
    for letter in text:
        for cut in (letter, *tones_apart(letter)):
            try:
                out += cut.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            raise AssertionError(letter)
    return out


def tones_apart(letter: str) -> list[str]:
    """Part a letter from its tone: "ế" as "ê" and the acute."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    rest = "".join(mark for mark in marks if mark not in tone)
    return [unicodedata.normalize("NFC", rest) + tone]
