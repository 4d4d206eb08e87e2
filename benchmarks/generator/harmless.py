"""Changes that take nothing from a plan: other words, another order, another layout, slips of letter recognition."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.generator.data import words
from benchmarks.generator.model import Draft, Goal, Hedge, Look, Part, Piece, Work
from benchmarks.generator.sentences import HEDGES
from extract.model import Level

Change = Callable[[Draft, Random], Draft]

_EQUAL = {
    Hedge.FLOOR: (*HEDGES[Hedge.FLOOR], "đạt từ"),
    Hedge.CEILING: HEDGES[Hedge.CEILING],
    Hedge.OVER: ("trên", "hơn", "cao hơn"),
    Hedge.UNDER: ("dưới", "thấp hơn"),
    Hedge.ABOUT: ("khoảng", "xấp xỉ"),
}


def _goals(draft: Draft, rng: Random, share: float, change: Callable[[Goal], Goal]) -> Draft:
    """The same plan with some of its targets changed."""
    return replace(draft, goals=tuple(change(goal) if rng.random() < share else goal for goal in draft.goals))


def other_hedges(draft: Draft, rng: Random) -> Draft:
    """ "Ít nhất 60%" as "không dưới 60%" or "từ 60% trở lên"."""

    def change(goal: Goal) -> Goal:
        hedge, value = goal.piece(Part.HEDGE), goal.piece(Part.VALUE)
        if hedge is None or value is None or goal.hedge is Hedge.NONE:
            return goal
        word = rng.choice(_EQUAL[goal.hedge])
        before = goal.pieces[: goal.pieces.index(hedge)]
        if word == "đạt từ":
            # Only where nothing stands before it: "Từ 60% trở lên số thôn …".
            if any(piece.part is Part.WORDS for piece in before) or not value.text.endswith("%"):
                return goal
            return goal.put(Part.VALUE, f"{value.text} trở lên").put(Part.HEDGE, "từ")
        if word in ("cao hơn", "thấp hơn") and not before:
            return goal
        return goal.put(Part.HEDGE, word)

    return _goals(draft, rng, 0.6, change)


def other_order(draft: Draft, rng: Random) -> Draft:
    """ "Ít nhất 60% số thôn có …" as "Tỷ lệ thôn có … đạt ít nhất 60%", and the other way round."""

    def change(goal: Goal) -> Goal:
        return _number_last(goal) or _number_first(goal) or goal

    return _goals(draft, rng, 0.5, change)


def _number_last(goal: Goal) -> Goal | None:
    value, kinds = goal.piece(Part.VALUE), [piece.part for piece in goal.pieces]
    if value is None or not value.text.endswith("%") or goal.change or goal.settled or Part.BASE in kinds:
        return None
    at = kinds.index(Part.VALUE)
    if Part.WORDS in kinds[:at] or Part.WORDS not in kinds[at:]:
        return None
    rest = list(goal.pieces[at + 1 :])
    name = rest[0].text.removeprefix("số ")
    aim = [Piece(part=Part.AIM, text="phấn đấu")] if Part.AIM in kinds[:at] else []
    head = [Piece(part=Part.WORDS, text=f"tỷ lệ {name}"), *aim, Piece(part=Part.WORDS, text="đạt")]
    own = [piece for piece in goal.pieces[: at + 1] if piece.part in (Part.HEDGE, Part.VALUE)]
    front = [piece for piece in goal.pieces[:at] if piece.part is Part.DUE]
    return replace(goal, pieces=(*front, *head, *own, *rest[1:]))


def _number_first(goal: Goal) -> Goal | None:
    value, kinds = goal.piece(Part.VALUE), [piece.part for piece in goal.pieces]
    if value is None or not value.text.endswith("%") or goal.change or goal.settled or goal.lower_is_better:
        return None
    at = kinds.index(Part.VALUE)
    before = [piece for piece in goal.pieces[:at] if piece.part is Part.WORDS]
    if len(before) != 1 or Part.BASE in kinds or Part.WORDS in kinds[at:]:
        return None
    found = re.fullmatch(r"tỷ lệ (.* (?:được|có) .*) đạt", before[0].text)
    if found is None:
        return None
    own = [piece for piece in goal.pieces[: at + 1] if piece.part in (Part.AIM, Part.HEDGE, Part.VALUE)]
    return replace(goal, pieces=(*own, Piece(part=Part.WORDS, text=found.group(1)), *goal.pieces[at + 1 :]))


def other_years(draft: Draft, rng: Random) -> Draft:
    """ "vào năm 2025" as "đến năm 2025", "đến hết năm 2025", or in front."""

    def change(goal: Goal) -> Goal:
        due = goal.piece(Part.DUE)
        if due is None or "giai đoạn" in due.text:
            return goal
        year = due.text[-4:]
        rest = tuple(piece for piece in goal.pieces if piece is not due)
        if rng.random() < 0.4 and goal.pieces[0] is not due:
            first, *others = rest
            front = (Piece(part=Part.DUE, text=f"đến năm {year}"), Piece(part=Part.WORDS, text=","))
            return replace(goal, pieces=(*front, first, *others))
        return goal.put(Part.DUE, rng.choice(("vào năm", "đến năm", "đến hết năm")) + f" {year}")

    return _goals(draft, rng, 0.6, change)


def other_phrases(draft: Draft, rng: Random) -> Draft:
    """Phrases of the same meaning, in targets and tasks."""
    table = words()["same"]["phrases"]

    def said(text: str) -> str:
        for phrases in table:
            for phrase in phrases:
                whole = rf"(?<!\w){re.escape(phrase)}(?!\w)"
                if re.search(whole, text) and rng.random() < 0.5:
                    text = re.sub(whole, rng.choice(phrases), text)
                    break
        return text

    def change(goal: Goal) -> Goal:
        pieces = tuple(
            replace(piece, text=said(piece.text)) if piece.part is Part.WORDS else piece
            for piece in goal.pieces
        )
        return replace(goal, pieces=pieces)

    draft = _goals(draft, rng, 0.7, change)
    works = tuple(replace(work, text=said(work.text)) if rng.random() < 0.5 else work for work in draft.works)
    return replace(draft, works=works)


def firmer(draft: Draft, rng: Random) -> Draft:
    """ "Phấn đấu 50%" as plain "50%" or "Bảo đảm 50%": no less of a commitment."""

    def change(goal: Goal) -> Goal:
        if goal.piece(Part.AIM) is not None and goal.pieces[0].part is Part.AIM and len(goal.pieces) > 2:
            return (
                goal.put(Part.AIM, "") if goal.pieces[1].part is Part.WORDS else goal.put(Part.AIM, "bảo đảm")
            )
        return goal

    return _goals(draft, rng, 0.4, change)


def half_in_digits(draft: Draft, rng: Random) -> Draft:
    """ "Một nửa số xã" as "50% số xã", "toàn bộ số" as "100% số", and "100%" as "toàn bộ"."""

    def change(goal: Goal) -> Goal:
        value = goal.piece(Part.VALUE)
        if value is None or value.text not in ("một nửa số", "toàn bộ số"):
            return goal
        return goal.put(Part.VALUE, "50% số" if value.text.startswith("một") else "100% số")

    return _goals(draft, rng, 0.6, change)


def local_levels(draft: Draft, rng: Random) -> Draft:
    """Level words of the lower unit: "trên địa bàn huyện", "cấp xã" for "xã, thị trấn", "đề xuất" for "quy hoạch"."""
    unit = draft.unit

    def change(goal: Goal) -> Goal:
        pieces = list(goal.pieces)
        last = max((at for at, piece in enumerate(pieces) if piece.part is Part.WORDS), default=None)
        value = next((at for at, piece in enumerate(pieces) if piece.part is Part.VALUE), len(pieces))
        if last is not None and last > value and "địa bàn" not in goal.text and goal.inside is None:
            text = pieces[last].text
            pieces[last] = replace(pieces[last], text=f"{text} trên địa bàn {unit.kind}")
        return replace(goal, pieces=tuple(pieces))

    def said(work: Work) -> Work:
        if re.match(r"Quy hoạch|Ban hành|Sửa đổi", work.text):
            return replace(
                work, text="Tham mưu, đề xuất cấp có thẩm quyền " + work.text[:1].lower() + work.text[1:]
            )
        if unit.level is Level.COMMUNE and work.text.startswith("Tổ chức các"):
            return replace(work, text="Tham gia" + work.text.removeprefix("Tổ chức"))
        return work

    works = tuple(said(work) if rng.random() < 0.5 else work for work in draft.works)
    return replace(_goals(draft, rng, 0.3, change), works=works)


def other_sequence(draft: Draft, rng: Random) -> Draft:
    """Targets and groups of tasks in another order."""
    goals = list(draft.goals)
    rng.shuffle(goals)
    groups = list(dict.fromkeys(work.group for work in draft.works))
    rng.shuffle(groups)
    works = sorted(draft.works, key=lambda work: groups.index(work.group))
    return replace(draft, goals=tuple(goals), works=tuple(works))


def merged_bullets(draft: Draft, rng: Random) -> Draft:
    """Two targets in one bullet, parted by a semicolon."""
    places = [at for at in range(0, len(draft.goals) - 1, 2) if rng.random() < 0.3]
    return replace(draft, look=replace(draft.look, merged=tuple(places)))


def other_layout(draft: Draft, rng: Random) -> Draft:
    """Numbers, bullets, where years stand, a table of targets, how bases and tasks are set."""
    look = Look(
        suffix=draft.look.suffix,
        head=rng.choice(("flat", "table")),
        numbering=rng.choice(("roman", "parts", "letters", "all letters", "arabic")),
        bullet=rng.choice(("-", "-", "+", "a)", "1.", "x.y", "Chỉ tiêu")),
        years=rng.choice(("bullet", "heading")),
        table=rng.random() < 0.2,
        bases=rng.choice(("lines", "lines", "paragraph", "section")),
        works=rng.choice(("unit", "inline", "led")),
        merged=draft.look.merged,
    )
    return replace(draft, look=look)


# Words that make the measure: without them a reader would not know either.
_KEPT = re.compile(r"\b(?:giảm|tăng|gấp|xuống|còn|đạt|mức|lương|không|được|có|đến|từ|dưới|trên|tuổi)\b")


def slips(draft: Draft, rng: Random) -> Draft:
    """A slip of letter recognition in a long word of some targets; numbers and short words are left alone."""
    table = words()["slips"]["letters"]
    slipped: list[str] = []

    def change(goal: Goal) -> Goal:
        places = [
            at for at, piece in enumerate(goal.pieces) if piece.part is Part.WORDS and len(piece.text) > 40
        ]
        if not places or goal.value is None:
            return goal
        at = rng.choice(places)
        old, new = rng.choice(table)
        text = goal.pieces[at].text
        kept = {at for word in _KEPT.finditer(text) for at in range(word.start(), word.end())}
        found = [
            match.start()
            for match in re.finditer(old, text)
            if match.start() > 15 and match.start() not in kept
        ]
        if not found:
            return goal
        spot = rng.choice(found)
        start, end = text.rfind(" ", 0, spot) + 1, (text + " ").find(" ", spot)
        slipped.append((text[start:spot] + new + text[spot + len(old) : end]).strip(",;."))
        piece = replace(goal.pieces[at], text=text[:spot] + new + text[spot + len(old) :])
        return replace(goal, pieces=(*goal.pieces[:at], piece, *goal.pieces[at + 1 :]))

    made = _goals(draft, rng, 0.2, change)
    return replace(made, slips=(*draft.slips, *slipped))


CHANGES: tuple[Change, ...] = (
    other_phrases,
    other_order,
    other_hedges,
    other_years,
    half_in_digits,
    firmer,
    local_levels,
    other_sequence,
    merged_bullets,
    other_layout,
    slips,
)


def harmless(draft: Draft, rng: Random) -> Draft:
    """Several of the changes, in their order."""
    for change in CHANGES:
        if rng.random() < 0.55:
            draft = change(draft, rng)
    return draft
