"""A target sentence of an upper plan cut into pieces.

The generator's own reading, on purpose simpler than the one of ``extract``: what it does not understand stays one
piece of words, is carried down unchanged, and is no place for a deviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from benchmarks.generator.model import Goal, Hedge, Origin, Part, Piece

HEDGES: dict[Hedge, tuple[str, ...]] = {
    Hedge.FLOOR: ("ít nhất", "tối thiểu", "không dưới", "không thấp hơn"),
    Hedge.CEILING: ("không quá", "không vượt quá", "tối đa", "không cao hơn"),
    Hedge.OVER: ("trên", "hơn", "vượt"),
    Hedge.UNDER: ("dưới",),
    Hedge.ABOUT: ("khoảng", "xấp xỉ"),
}
_HEDGE = "|".join(sorted((word for words in HEDGES.values() for word in words), key=len, reverse=True))
NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
_UNITS = r"%|‰|/100\.000 trẻ em|điểm phần trăm|lần\b"
_COUNT = r"(?<![\d.,])\d{2,} (?!tuổi|tháng|năm|lít|trên|đến)[^\W\d]+"
_VALUE = rf"{NUMBER}\s*(?:{_UNITS})|(?:một nửa|toàn bộ)(?: tổng)? số|{_COUNT}"
_YEAR = r"(?:trong |vào |đến hết |đến )?năm (20\d\d)|trong giai đoạn 20\d\d - (20\d\d)|giai đoạn 20\d\d - (20\d\d)"
_TOKENS = re.compile(
    rf",?\s*(?P<base>so với năm 20\d\d|từ {NUMBER}% năm 20\d\d)\s*,?"
    rf"|(?P<due>(?:{_YEAR})),?"
    rf"|(?P<aim>phấn đấu|phần đầu|cố gắng)\b"
    rf"|(?P<rate>bình quân|mỗi năm|/năm)"
    rf"|(?:(?P<hedge>{_HEDGE})\s+)?(?P<value>{_VALUE})",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[,;]\s*(?:(?:trong đó|trong nhóm này),?\s+|(?=riêng ))", re.IGNORECASE)
_ABOVE = re.compile(rf"\b[Tt]ừ ({NUMBER}%)([^,;]*?) trở lên")
# Things that ought to become fewer, in the generator's own words.
_BAD = re.compile(
    r"tử vong|suy dinh dưỡng|tảo hôn|lao động trẻ em|tai nạn|bị xâm hại giảm|thất thoát|cơ sở tập trung"
    r"|hoàn cảnh đặc biệt trên tổng số|hoàn cảnh đặc biệt so với|tỷ lệ hộ nghèo|khu vực nông nghiệp",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:giảm|tăng|gấp|tăng thêm|kéo giảm)\s*$", re.IGNORECASE)
_EACH = re.compile(r"^(?:mỗi|mọi)\b|mỗi (?:xã|thôn|điểm|trường|cơ quan)", re.IGNORECASE)


def goals_of(item: str, text: str, year: int | None) -> Iterator[Goal]:
    """The targets in the text of one upper item; ``year`` is the end of its period."""
    text = _ABOVE.sub(r"ít nhất \1\2", " ".join(text.split()).rstrip(" .;/"))
    main, *inside = _INSIDE.split(text, maxsplit=1)
    clauses = re.split(r";\s+", main)
    if len(clauses) == 2 and re.match(r"giai đoạn 20", clauses[1]):
        first, second = (pieces_of(clause) for clause in clauses)
        yield _goal(item, first, year)
        yield _goal(item, _second(first, second), year)
        return
    for number, clause in enumerate(clauses):
        goals = list(_goals(item, clause, year))
        if inside and number == len(clauses) - 1 and len(goals) == 1:
            part = next(_goals(item, inside[0], year))
            goals[0] = replace(goals[0], inside=part)
        yield from goals


def _goals(item: str, clause: str, year: int | None) -> Iterator[Goal]:
    """One target, or one for each horizon: "… 65% vào năm 2025 và 75% vào năm 2030"."""
    pieces = pieces_of(clause)
    values = [at for at, piece in enumerate(pieces) if piece.part is Part.VALUE]
    dues = [at for at, piece in enumerate(pieces) if piece.part is Part.DUE]
    if len(values) == len(dues) == 2:
        twin = _horizons(clause)
        if twin is not None:
            for part in twin:
                yield _goal(item, part, year)
            return
    yield _goal(item, pieces, year)


def pieces_of(clause: str) -> tuple[Piece, ...]:
    """Every token a piece, everything between them words."""
    pieces: list[Piece] = []
    at = 0
    for token in _TOKENS.finditer(clause):
        _words(pieces, clause[at : token.start()])
        for part in (Part.BASE, Part.DUE, Part.AIM, Part.RATE, Part.HEDGE, Part.VALUE):
            if token.group(part.value):
                pieces.append(Piece(part=part, text=_lowered(token.group(part.value))))
        at = token.end()
    _words(pieces, clause[at:])
    return tuple(pieces)


def _words(pieces: list[Piece], text: str) -> None:
    text = text.strip()
    if text:
        pieces.append(Piece(part=Part.WORDS, text=text if pieces else _lowered(text)))


def _lowered(text: str) -> str:
    """A capital that only begins a sentence is none of the word."""
    second = text[1:2]
    return text[:1].lower() + text[1:] if second.islower() or second == " " else text


def _horizons(clause: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Both targets of a clause with two values and two years, the words of the first taken over by the second."""
    for joint in re.finditer(r"\s+và\s+", clause):
        first, second = pieces_of(clause[: joint.start()]), pieces_of(clause[joint.end() :])
        if _has(first) and _has(second):
            return first, _second(first, second)
    return None


def _has(pieces: tuple[Piece, ...]) -> bool:
    parts = [piece.part for piece in pieces]
    return parts.count(Part.VALUE) == 1 and parts.count(Part.DUE) == 1


def _second(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> tuple[Piece, ...]:
    made: list[Piece] = []
    hedge = next((piece for piece in second if piece.part is Part.HEDGE), None)
    for piece in first:
        if piece.part is Part.HEDGE:
            continue
        other = next((new for new in second if new.part is piece.part), piece)
        if piece.part is Part.VALUE and hedge is not None:
            made.append(hedge)
        made.append(piece if piece.part is Part.WORDS or piece.part is Part.RATE else other)
    return tuple(made)


def _goal(item: str, pieces: tuple[Piece, ...], year: int | None) -> Goal:
    values = [at for at, piece in enumerate(pieces) if piece.part is Part.VALUE]
    text = sentence_words(pieces)
    if len(values) != 1:
        origin = Origin(item=item, year=year)
        return Goal(origin=origin, pieces=pieces, year=year, settled=len(values) > 1)
    at = values[0]
    number = number_of(pieces[at].text)
    before = " ".join(p.text for p in pieces[:at] if p.part in (Part.WORDS, Part.AIM))
    hedge = next(
        (kind for kind, words in HEDGES.items() for p in pieces if p.part is Part.HEDGE and p.text in words),
        Hedge.NONE,
    )
    change = _CHANGE.search(before) is not None or any(p.part is Part.RATE for p in pieces)
    due = next((p.text for p in pieces if p.part is Part.DUE), "")
    own = int(re.findall(r"20\d\d", due)[-1]) if due else year
    low = hedge in (Hedge.CEILING, Hedge.UNDER) or (_BAD.search(text) is not None)
    total = bool(re.fullmatch(r"\d+ (?!lần)\D+", pieces[at].text)) and not _EACH.search(text)
    return Goal(
        origin=Origin(item=item, value=number, year=own),
        pieces=pieces,
        value=number,
        hedge=hedge,
        year=own,
        lower_is_better=low and not change,
        change=change,
        total=total,
        aimed=any(piece.part is Part.AIM for piece in pieces) or hedge is Hedge.ABOUT,
    )


def sentence_words(pieces: tuple[Piece, ...]) -> str:
    """All words of the pieces in a row."""
    return " ".join(piece.text for piece in pieces)


def number_of(text: str) -> Decimal:
    """The number at the beginning of a value; "một nửa" is 50, "toàn bộ" 100."""
    folded = text.lower()
    if folded.startswith("một nửa"):
        return Decimal(50)
    if folded.startswith("toàn bộ"):
        return Decimal(100)
    found = re.match(NUMBER, text)
    if found is None:
        raise ValueError(f"no number in {text!r}")
    return Decimal(found.group().replace(".", "").replace(",", "."))


def with_number(text: str, number: Decimal) -> str:
    """A value with another number, written in the same way ("01 điểm" → "02 điểm")."""
    if not text[:1].isdigit():
        return f"{written(number)}%{text.removesuffix(' số').partition(' số')[2]} số"
    found = re.match(NUMBER, text)
    assert found is not None
    new = written(number)
    if found.group().startswith("0") and len(new) == 1:
        new = "0" + new
    return new + text[found.end() :]


def written(number: Decimal) -> str:
    """A number in Vietnamese: 1000 → "1.000", 4.5 → "4,5"."""
    whole, _, rest = format(number.normalize(), "f").partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
