"""What reviewers corrected of what the machine read, and which pairs they made, in words.

Under a quote: "người rà soát sửa thành 5%, máy đọc 50%"; in the list of a report the text, the reason, author and date
too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from compare.model import Pair, Party, Pin
from extract.language import writing
from extract.model import Act, Amendment, Bound, Correction, Measure, Met
from templates.words import of, phrase, word

_QUOTE = 110
"""Greatest number of letters of a quote in the list."""


def note(measure: Measure | None) -> str:
    """The words under a quote whose measure a reviewer corrected or added; "" for any other."""
    if measure is None or measure.corrected is None:
        return ""
    return _change(measure.corrected.machine, measure)


def pinned(pair: Pair) -> str:
    """Why a pair was made by hand, or why nothing answers; "" where the evidence decided."""
    if pair.pinned is None:
        return ""
    key = "pinned" if pair.draft is not None else "pinned_none"
    return phrase("corrected", key, by=_by(pair.pinned))


def correction_lines(
    parties: Iterable[tuple[str, Party]], pairs: Iterable[Pair], tasks: Iterable[Pin] = ()
) -> Iterator[str]:
    """One line for each measure that was corrected, with the name of its document, and for each pair made by hand.

    Of several corrections of one measure the change from the first to the last is told, with everyone's reasons.
    ``tasks`` are the pins of tasks, which have no pair.
    """
    for name, party in parties:
        for group in _by_measure(party.corrections):
            text = writing.quote(group[-1].text, _QUOTE)
            by = "; ".join(dict.fromkeys(_by(one.correction) for one in group))
            yield phrase("corrected", "line", document=name, text=text, told=_amendment(group[-1]), by=by)
    for pair in pairs:
        if pair.pinned is not None:
            asked = pair.reference.measure.text if pair.reference.measure else pair.reference.text
            answer = f" “{writing.quote(pair.draft.text, _QUOTE)}”" if pair.draft else ""
            why = pinned(pair)
            yield phrase("corrected", "pin", text=writing.quote(asked, _QUOTE), answer=answer, why=why)

    for pin in tasks:
        why = phrase("corrected", "pinned_none" if pin.is_empty else "pinned", by=_by(pin))
        answer = f" “{writing.quote(pin.answer, _QUOTE)}”" if pin.answer else ""
        text = writing.quote(pin.quote or pin.key, _QUOTE)
        yield phrase("corrected", "task_pin", text=text, answer=answer, why=why)


def _by_measure(made: Iterable[Amendment]) -> Iterable[list[Amendment]]:
    """The corrections that were made, those of one measure as the machine read it together."""
    found: dict[Hashable, list[Amendment]] = {}
    for at, one in enumerate(made):
        if one.met is Met.MADE:
            found.setdefault((one.item, one.before) if one.before is not None else at, []).append(one)
    return found.values()


def _amendment(one: Amendment) -> str:
    if one.correction.act is Act.STRIKE or one.after is None:
        return phrase("corrected", "struck", old=_value(one.before) if one.before else "")
    return _change(one.before, one.after)


def _change(old: Measure | None, new: Measure) -> str:
    if old is None:
        return phrase("corrected", "added", new=_value(new))
    before, after = _value(old), _value(new)
    if before == after and old.deadline != new.deadline:
        before, after = _due(old), _due(new)
    elif old.deadline != new.deadline:
        before, after = f"{before}, {_due(old)}", f"{after}, {_due(new)}"
    if before == after:
        return phrase("corrected", "same", new=after)
    return phrase("corrected", "changed", old=before, new=after)


def _value(measure: Measure) -> str:
    """The value with its bound, whatever words the plan has for it: "không quá 5%"."""
    bound = f"{of(measure.bound)} " if measure.bound is not Bound.LEVEL else ""
    return f"{bound}{writing.value(measure)}"


def _due(measure: Measure) -> str:
    if not measure.deadline:
        return word("corrected", "no_deadline")
    return phrase("corrected", "deadline", when=writing.date(measure.deadline))


def _by(decided: Correction | Pin) -> str:
    return phrase(
        "corrected", "by", reason=decided.reason, author=decided.author, date=writing.date(decided.date)
    )
