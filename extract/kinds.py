"""The closed lists of values in a plan: levels, uses of sections, bounds, efforts, directions. Data only."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Level of government of the body that issued a document."""

    NATIONAL = "national"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def rank(self) -> int:
        """0 for the nation, 3 for a commune."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Role(StrEnum):
    """The use of a section of a plan."""

    STATUS = "status"
    OBJECTIVES = "objectives"
    TARGETS = "targets"
    TASKS = "tasks"
    FUNDING = "funding"
    ORGANISATION = "organisation"
    REPORTING = "reporting"
    RECIPIENTS = "recipients"
    OTHER = "other"


class Bound(StrEnum):
    """The limit that a value sets: "ít nhất", "trên", "không quá", "dưới", "khoảng", or a bare level."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    LEVEL = "level"


class Effort(StrEnum):
    """The firmness of the issuer's commitment: "bảo đảm" / nothing / "khoảng" / "phấn đấu"."""

    FIRM = "firm"
    PLAIN = "plain"
    ABOUT = "about"
    AIM = "aim"

    @property
    def softness(self) -> int:
        """0 for a firm or a plain commitment, 1 for an approximate one, 2 for an aim."""
        return _SOFTNESS[self]


_SOFTNESS = {Effort.FIRM: 0, Effort.PLAIN: 0, Effort.ABOUT: 1, Effort.AIM: 2}


class Change(StrEnum):
    """The direction of a change; a level has none."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Better(StrEnum):
    """The direction in which the value improves (for a change: the size of the change)."""

    HIGHER = "higher"
    LOWER = "lower"


class Part(StrEnum):
    """The part of a document that a piece of text belongs to; ``CARRIER`` is the decision that carries a plan."""

    HEAD = "head"
    TITLE = "title"
    BODY = "body"
    CELL = "cell"
    TAIL = "tail"
    CARRIER = "carrier"


class CitationRole(StrEnum):
    """A document named as a legal basis, or merely mentioned."""

    BASIS = "basis"
    MENTION = "mention"


class Act(StrEnum):
    """What a reviewer does with a measure: another value, one that was not read, one that is no target."""

    CHANGE = "change"
    ADD = "add"
    STRIKE = "strike"


class Met(StrEnum):
    """What became of a correction: it was made, or why not.

    ``NONE``: no item is the one it names; ``VALUE``: the item is there, with another value than the one that was seen;
    ``SEVERAL``: more than one measure is meant; ``KNOWN``: the measure to be added was read already.
    """

    MADE = "made"
    NONE = "none"
    VALUE = "value"
    SEVERAL = "several"
    KNOWN = "known"
