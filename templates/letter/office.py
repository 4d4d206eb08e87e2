"""The office that sends the letter: what fills its blanks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What the letter is about: a draft, or a plan that is signed and in force."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that reviews. "" or () leaves a dotted blank in the letter, for a human to fill.

    Names are written as in a sentence ("Sở Y tế"); the head of the letter puts them in capitals.
    """

    parent: str = ""
    """The office above it (cơ quan chủ quản): "UBND tỉnh Hà Lĩnh"."""
    name: str = ""
    """Its own name: "Sở Y tế"."""
    symbol: str = ""
    """The letters behind the number (ký hiệu): "SYT-KHTC"; the number itself is given by the clerk."""
    place: str = ""
    """The place before the date (địa danh): "Hà Lĩnh"."""
    addressees: tuple[str, ...] = ()
    """To whom the letter goes (Kính gửi); empty: the issuer of the draft."""
    position: tuple[str, ...] = ()
    """The lines above the signature: ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")."""
    signer: str = ""
    """Who signs: "Nguyễn Thị Hoa"."""
    recipients: tuple[str, ...] = ()
    """The lines of "Nơi nhận", without dashes and semicolons."""
    stage: str = ""
    """What the letter is about: "draft", or "issued", a plan to be amended; "": as the head of the plan says."""
