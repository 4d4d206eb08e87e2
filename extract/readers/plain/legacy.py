"""Encodings from before Unicode (TCVN3, VNI, VISCII), recognised by the letters themselves.

A font's name proves nothing: ".VnTime" may hold Unicode text, and "Times New Roman" old letters. The encoding is the
one that makes Vietnamese syllables of the words with a letter outside ASCII, judged for each font and for the whole
document. Only the capital fonts (".VnTimeH") are recognised by name, since they draw small letters as capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.language.lexicon import load
from extract.language.syllables import is_syllable

_SURE, _BETTER = 0.75, 0.25
"""Least share of syllables among the telling words under an old encoding, and its least lead over Unicode."""
_EVIDENCE, _FEW = 8, 3
"""Telling words that decide the encoding of a font; of only a few, all must be syllables; fewer decide nothing."""
_LONGEST = 200_000
"""Characters of a font's text that are examined."""
# Letters that occur only in Unicode text: Vietnamese letters beyond Latin-1.
_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
# The characters of old encodings: the upper half of Latin-1, those of Windows-1252 below it, controls (VISCII).
_SUSPECT = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac]")
_WORD = re.compile(r"[^\s,;:()/\[\]“”\"'.!?…–—+=%0-9-]+")
# Small letters whose capital TCVN3 has: such a letter is meant as a small one.
_CAPITALS_EXIST = "ăâêôơưđ"
_SIGN = re.compile(r"\S*[/-]\S*")
_OLD_FONT = re.compile(r"\.vn|vni[- ]", re.I)
_CAPITAL_FONT = re.compile(r"\.vn[^,-]*h", re.I)
# Word's own bullet is in a symbol font and is no letter.
_BULLET = re.compile(r"(?<!\S)·(?!\S)")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An old encoding: its name for users, and the conversion of its text to Unicode."""

    name: str
    convert: Callable[[str], str]


class Decoder:
    """Converts the text of one document to Unicode, font by font."""

    def __init__(self, main: Encoding, by_font: Mapping[str, Encoding | None]) -> None:
        self._main = main
        self._by_font = by_font

    @property
    def warning(self) -> str:
        """The warning for the user."""
        names = ", ".join(
            {encoding.name: None for encoding in (*self._by_font.values(), self._main) if encoding}
        )
        return f"Văn bản gõ bằng bảng mã cũ ({names}); đã chuyển sang Unicode."

    def decode(self, text: str, font: str = "") -> str:
        """The text in Unicode (NFC). Text with letters that only Unicode has is kept as it is."""
        encoding = self._by_font.get(font, self._main)
        if encoding is None or _UNICODE_ONLY.search(text):
            return text
        capitals = bool(_CAPITAL_FONT.fullmatch(font))
        if font and font not in self._by_font and not _OLD_FONT.match(font) and _reads_as_it_is(text):
            return text
        if not _SUSPECT.search(text):
            return text.upper() if capitals else text
        decoded = _converted(text, encoding)
        return decoded.upper() if capitals else _WORD.sub(lambda word: _cased(word, decoded), decoded)

    def decode_all(self, pieces: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The text of all (text, font) pairs in reading order; an ambiguous piece follows the piece before it."""
        is_old = True
        for text, font in pieces:
            if font in self._by_font and font:
                yield self.decode(text, font)
                continue
            if _UNICODE_ONLY.search(text):
                is_old = False
            elif _SUSPECT.search(text):
                is_old = is_old or not _reads_as_it_is(text)
            yield self.decode(text, font) if is_old else text

    def decode_lines(self, text: str) -> str:
        """The text of a file without fonts, line by line."""
        return "".join(self.decode_all((line, "") for line in text.splitlines(keepends=True)))


def _converted(text: str, encoding: Encoding) -> str:
    # A dot between blanks is the word "ở" in VISCII; in the other encodings it would be no word and is a bullet.
    pieces = [text] if encoding.name == "VISCII" else _BULLET.split(text)
    return unicodedata.normalize("NFC", "·".join(map(encoding.convert, pieces)))


def _reads_as_it_is(text: str) -> bool:
    """Whether every telling word is a Vietnamese syllable without any conversion."""
    return all(is_syllable(word) for word in _WORD.findall(text) if _SUSPECT.search(word))


def _cased(word: re.Match[str], decoded: str) -> str:
    """The word in capitals if its plain letters are: TCVN3 has few accented capitals, so "KẾ HOẠCH" is "KÕ HO¹CH"."""
    found = word.group()
    plain = [letter for letter in found if letter.isascii() and letter.isalpha()]
    if not all(letter.isupper() for letter in plain) or any(letter in _CAPITALS_EXIST for letter in found):
        return found
    return found.upper() if len(plain) > 1 or _shouts(decoded) else found


def _shouts(text: str) -> bool:
    """Whether most plain letters of a text are capitals; signs such as "/KH-UBND" do not count."""
    plain = [letter for letter in _SIGN.sub("", text) if letter.isascii() and letter.isalpha()]
    return sum(letter.isupper() for letter in plain) > 0.6 * len(plain) > 1


def decoder(texts: Mapping[str, str]) -> Decoder | None:
    """The decoder for a document, given its text by font name ("" if unknown); None for Unicode.

    >>> found = decoder({"": "KÕ ho¹ch thùc hiÖn Ch¬ng tr×nh ph¸t triÓn n«ng th«n míi n¨m häc tíi ®Õn"})
    >>> found.decode("N©ng cao chÊt l\xadîng phôc vô") if found else None
    'Nâng cao chất lượng phục vụ'
    """
    if not any(_SUSPECT.search(text) for text in texts.values()):
        return None
    by_font = {font: _judged(text[:_LONGEST]) for font, text in texts.items()}
    told = [verdict for verdict in by_font.values() if verdict is not None and verdict.encoding is not None]
    if not told:
        whole = _judged("\n".join(texts.values())[:_LONGEST])
        if whole is None or whole.encoding is None:
            return None
        return Decoder(whole.encoding, {})
    main = max(told, key=lambda verdict: verdict.words)
    assert main.encoding is not None
    known = {font: verdict.encoding for font, verdict in by_font.items() if verdict is not None}
    return Decoder(main.encoding, known)


@dataclass(frozen=True, slots=True)
class _Verdict:
    encoding: Encoding | None
    words: int


def _judged(text: str) -> _Verdict | None:
    """The encoding of a text (``encoding`` None: Unicode), or None for too little evidence.

    Lines with letters that only Unicode has are no evidence for the others: a document may be half old, half new.
    """
    plain = len(_UNICODE_ONLY.findall(text))
    old = [line for line in text.splitlines() if not _UNICODE_ONLY.search(line)]
    words = [word for line in old for word in _WORD.findall(line) if len(word) > 1 and _SUSPECT.search(word)]
    if len(words) < _FEW or (plain and len(words) < _EVIDENCE):
        return _Verdict(None, plain) if plain >= _EVIDENCE else None
    shares = {encoding: _share([encoding.convert(word) for word in words]) for encoding in encodings()}
    best, as_it_is = max(shares, key=lambda encoding: shares[encoding]), _share(words)
    sure, better = (_SURE, _BETTER) if len(words) >= _EVIDENCE else (1.0, 0.5)
    if shares[best] >= sure and shares[best] >= as_it_is + better:
        return _Verdict(best, len(words))
    return _Verdict(None, len(words) + plain) if as_it_is >= _SURE or plain >= _EVIDENCE else None


def _share(words: Sequence[str]) -> float:
    return sum(is_syllable(unicodedata.normalize("NFC", word)) for word in words) / len(words)


@cache
def encodings() -> tuple[Encoding, ...]:
    """The known old encodings."""
    data = load("legacy")
    return (
        Encoding("TCVN3", _by_code(data["tcvn3"])),
        Encoding("VNI", _by_pairs(data["vni_marked"], data["vni"])),
        Encoding("VISCII", _by_code(data["viscii"])),
    )


def _by_code(table: str) -> Callable[[str], str]:
    """The conversion of an encoding with one character for each letter, as U+00xx and as Windows-1252 shows it."""
    letters: dict[int, str] = {}
    for entry in table.split():
        code, letter = int(entry[:2], 16), entry[2:]
        letters[code] = letter
        if 0x80 <= code < 0xA0:
            shown = bytes([code]).decode("cp1252", errors="ignore")
            letters.update({ord(shown): letter} if shown else {})
    return lambda text: text.translate(letters)


def _by_pairs(marked: str, single: str) -> Callable[[str], str]:
    """The conversion of an encoding with letters that have their mark behind them, and of single letters."""
    pairs = {entry[:2]: entry[2] for entry in marked.split()}
    # A capital may carry the mark of a small letter.
    pairs |= {key[0] + key[1].lower(): letter for key, letter in pairs.items()}
    alone = {ord(entry[0]): entry[1] for entry in single.split()}
    pattern = re.compile("|".join(map(re.escape, sorted(pairs))))

    def convert(text: str) -> str:
        out, last = [], 0
        for match in pattern.finditer(text):
            out += [text[last : match.start()].translate(alone), pairs[match.group()]]
            last = match.end()
        return "".join([*out, text[last:].translate(alone)])

    return convert
