"""What a human has decided on a finding. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a human says of a finding of the machine."""

    KEEP = "keep"
    """It is right."""
    DISMISS = "dismiss"
    """It is not one; a reason says why."""
    UNSURE = "unsure"
    """It has to be made clear first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A human's decision on one finding, made for the words that the draft had then."""

    fingerprint: str
    """The fingerprint of the finding (``compare.identity``): "CT02-5f0c81d2a9-71be04c35d"."""
    state: State
    """What is decided."""
    author: str
    """Who decides."""
    date: str
    """The day of the decision, ISO."""
    reason: str = ""
    """Why; needed for ``DISMISS``."""
    sentence: str = ""
    """The sentence to the drafter that takes the place of the machine's, verbatim; "" leaves the machine's."""
    note: str = ""
    """A note for the reviewers; it is in the reports, not in what goes to the drafter."""

    @property
    def key(self) -> str:
        """The key of the finding, which stays when the draft's words change."""
        return self.fingerprint.rpartition("-")[0]

    @property
    def has_words(self) -> bool:
        """Whether its sentence goes to the drafter."""
        return bool(self.sentence) and self.state is not State.DISMISS
