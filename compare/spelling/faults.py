"""All slips of one text, kept together: most texts have none, and most stand in other drafts too."""

from __future__ import annotations

from dataclasses import dataclass

from compare.spelling.phrases import Meant, doubled_marks, repeated, slips
from compare.spelling.syllables import Impossible, impossible
from extract.kept import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """The slips of a text by their kind; of ``impossible`` words the plans may show what is meant."""

    phrases: Meant
    impossible: tuple[Impossible, ...]
    repeated: Meant
    doubled: Meant


@kept(2_000)
def faults_of(text: str) -> Faults | None:
    """The slips of a text; None without any."""
    found = slips(text), impossible(text), repeated(text), doubled_marks(text)
    if not any(found):
        return None
    phrases, words, twice, marks = found
    return Faults(phrases=phrases, impossible=words, repeated=twice, doubled=marks)
