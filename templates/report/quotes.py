"""Who says what where: the smallest nouns of a report."""

from __future__ import annotations

from dataclasses import dataclass

from templates.report.marking import Segment, excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Draft or reference. ``column`` is its short name ("Trung ương", "Dự thảo"), ``name`` that of the
    document ("Kế hoạch số 80/KH-UBND"), ``full`` the name with date and issuer, ``heading`` what a
    title says of it ("dự thảo Kế hoạch thực hiện Chương trình …")."""

    column: str
    name: str
    full: str
    heading: str
    number: str
    date: str
    issuer: str
    title: str
    about: str
    period: str
    file: str
    format: str
    pages: str
    sha256: str
    warnings: tuple[str, ...]

    @property
    def titled(self) -> str:
        """Such as "Kế hoạch số 80/KH-UBND (Tỉnh)"."""
        return f"{self.name} ({self.column})"

    @property
    def short_sha(self) -> str:
        """The first 12 digits, enough to tell two files apart."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a document says and where; ``segments`` tell which words differ from the other side."""

    party: PartyView
    place: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def located(self) -> str:
        """Such as "(Mục I.2; trang 3)", or nothing."""
        return f"({self.place})" if self.place else ""

    @property
    def source(self) -> str:
        """Such as "Kế hoạch số 80/KH-UBND, Mục I.2; trang 3"."""
        return ", ".join(filter(None, [self.party.name, self.place]))

    @property
    def short(self) -> tuple[Segment, ...]:
        """For a table: the measure that is spoken of, without the rest of a long item."""
        return excerpt(self.segments)
