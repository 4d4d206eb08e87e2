"""Letters of a time before Unicode (TCVN3, VNI, VISCII), told by the letters themselves.

A font's name proves nothing: Unicode text stands in ".VnTime", old letters in "Times New Roman". What counts is which
reading makes Vietnamese syllables of the words that hold a letter outside ASCII; the whole document is the evidence,
and each font may still differ from it. Only the capital fonts (".VnTimeH") are told by name, since they draw small
letters as capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load
from extract.syllables import is_syllable

_SURE, _BETTER = 0.75, 0.25
"""An old encoding must make syllables of this share of the words in question, and of so much more than Unicode."""
_EVIDENCE = 8
"""Words with old letters; fewer tell nothing of a font, and the document decides."""
_LONGEST = 200_000
"""Characters of a font's text that are looked at; more tell nothing new."""
# Letters that only Unicode text holds: Vietnamese ones beyond Latin-1.
_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
# What old letters look like: the upper half of Latin-1, what Windows-1252 has in its lower part, controls (VISCII).
_SUSPECT = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac]")
_WORD = re.compile(r"[^\s,;:()/\[\]“”\"'.!?…–—+=%0-9-]+")
_CAPITAL_FONT = re.compile(r"\.?vn[^,]*h", re.I)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An old encoding: its name for users and how its text becomes Unicode."""

    name: str
    convert: Callable[[str], str]


class Decoder:
    """Turns the text of one document into Unicode, font by font."""

    def __init__(self, main: Encoding, by_font: Mapping[str, Encoding | None]) -> None:
        self._main = main
        self._by_font = by_font
        self._names: dict[str, None] = {}

    @property
    def warning(self) -> str:
        """What the user is told."""
        names = ", ".join(
            {encoding.name: None for encoding in (*self._by_font.values(), self._main) if encoding}
        )
        return f"Văn bản gõ bằng bảng mã cũ ({names}); đã chuyển sang Unicode."

    def decode(self, text: str, font: str = "") -> str:
        """Unicode text (NFC). Text that holds letters of Unicode alone is left as it is."""
        encoding = self._by_font.get(font, self._main)
        if encoding is None or _UNICODE_ONLY.search(text):
            return text
        decoded = unicodedata.normalize("NFC", encoding.convert(text)) if _SUSPECT.search(text) else text
        if _CAPITAL_FONT.fullmatch(font):
            return decoded.upper()
        return text if decoded is text else _WORD.sub(lambda word: _cased(word, decoded), decoded)


def _cased(word: re.Match[str], decoded: str) -> str:
    """TCVN3 has no accented capitals: "KÕ HO¹CH" is typed with small ones, meant are "KẾ HOẠCH"."""
    found = word.group()
    plain = [letter for letter in found if letter.isascii() and letter.isalpha()]
    if plain and all(letter.isupper() for letter in plain) and (len(plain) > 1 or _shouts(decoded)):
        return found.upper()
    return found


def _shouts(text: str) -> bool:
    """Whether most plain letters around are capitals."""
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return sum(letter.isupper() for letter in plain) > 0.6 * len(plain)


def decoder(texts: Mapping[str, str]) -> Decoder | None:
    """The decoder for a document whose text is given by font name ("" where it is not known); None for Unicode.

    >>> found = decoder({"": "KÕ ho¹ch thùc hiÖn Ch¬ng tr×nh ph¸t triÓn n«ng th«n míi n¨m häc tíi ®Õn"})
    >>> found.decode("N©ng cao chÊt lîng phôc vô") if found else None
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
    """What a text is written in (``encoding`` None: Unicode), or None where too little tells."""
    words = [word for word in _WORD.findall(text) if _SUSPECT.search(word) and not _UNICODE_ONLY.search(word)]
    plain = len(_UNICODE_ONLY.findall(text))
    if len(words) < _EVIDENCE:
        return _Verdict(None, plain) if plain >= _EVIDENCE else None
    shares = {None: _share(words)} | {
        encoding: _share(map(encoding.convert, words)) for encoding in encodings()
    }
    best = max(encodings(), key=lambda encoding: shares[encoding])
    if shares[best] >= _SURE and shares[best] >= shares[None] + _BETTER:
        return _Verdict(best, len(words))
    return _Verdict(None, len(words) + plain) if shares[None] >= _SURE or plain >= _EVIDENCE else None


def _share(words: object) -> float:
    found = [unicodedata.normalize("NFC", word) for word in words]  # type: ignore[attr-defined]
    return sum(map(is_syllable, found)) / len(found)


@cache
def encodings() -> tuple[Encoding, ...]:
    """The old encodings that are known."""
    data = load("legacy")
    return (
        Encoding("TCVN3", _by_code(data["tcvn3"])),
        Encoding("VNI", _by_pairs(data["vni_marked"], data["vni"])),
        Encoding("VISCII", _by_code(data["viscii"])),
    )


def _by_code(table: str) -> Callable[[str], str]:
    """One character for one, as U+00xx and as Windows-1252 shows it."""
    letters: dict[int, str] = {}
    for entry in table.split():
        code, letter = int(entry[:2], 16), entry[2:]
        letters[code] = letter
        if 0x80 <= code < 0xA0:
            shown = bytes([code]).decode("cp1252", errors="ignore")
            letters.update({ord(shown): letter} if shown else {})
    return lambda text: text.translate(letters)


def _by_pairs(marked: str, single: str) -> Callable[[str], str]:
    """A letter with the mark typed behind it, then letters that stand for themselves."""
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
