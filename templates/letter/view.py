"""The nouns of the letter, which its template is filled from: ``letter.opening``, ``row.wishes`` …"""

from __future__ import annotations

from dataclasses import dataclass

from templates.words import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One row of the table of comments: all that is asked about one place of the draft."""

    index: int
    """Its number, from 1."""
    draft: tuple[str, ...]
    """The place and the words of the draft, one paragraph each."""
    wishes: tuple[str, ...]
    """What is asked, one paragraph each, lettered where there are several."""
    codes: str
    """The codes of its rules, "" unless they are asked for."""
    bases: tuple[str, ...]
    """The upper plans that ask for it, each with place and words; empty where the draft contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The letter in words. A blank that the office has not filled is a row of dots."""

    parent: str
    """The office above the sender, in capitals."""
    name: str
    """The sender, in capitals."""
    sender: str
    """The sender as in a sentence."""
    number: str
    """The line of the number: "Số: …/SYT-KHTC"."""
    draft: str
    """The draft in a few words: "dự thảo Kế hoạch thực hiện …"; a signed plan with number, date and issuer."""
    about: str
    """The summary (trích yếu): "V/v góp ý dự thảo Kế hoạch …", "V/v đề nghị sửa đổi, bổ sung Kế hoạch số …"."""
    dated: str
    """Place and date: "Hà Lĩnh, ngày … tháng … năm …"."""
    addressees: tuple[str, ...]
    """To whom it goes."""
    reminders: tuple[str, ...]
    """What the reviewer has to settle before the letter is signed, a sentence each; a comment beside the text."""
    opening: str
    """What was studied, against what."""
    opinion: str
    """The opinion as a whole."""
    points_title: str
    """The heading above the points, where further matters follow them; else ""."""
    points: tuple[str, ...]
    """The main points, one line each, in the order of the draft."""
    others_title: str
    """The heading above the further sentences; "" where no point stands before them."""
    others: tuple[str, ...]
    """Further sentences behind the points."""
    closing: str
    """What is asked of the drafter, with the mark of the end."""
    attached: str
    """The line under the title of the table: "(Kèm theo Công văn số …)"."""
    table_title: str
    """The title of the table."""
    columns: tuple[str, str]
    """The heads of its columns with the words of the plan and with what is asked."""
    rows: tuple[LetterRow, ...]
    """The table of comments, in the order of the draft; empty for a draft without remarks."""
    position: tuple[str, ...]
    """The lines above the signature."""
    signer: str
    """Who signs."""
    recipients: tuple[str, ...]
    """The lines of "Nơi nhận", with dashes and marks."""

    @property
    def told(self) -> str:
        """All that stands behind the opening: opinion, points, table."""
        rows = (text for row in self.rows for text in (*row.draft, *row.wishes, *row.bases))
        return "\n".join([self.opinion, *self.points, *self.others, self.closing, *rows])

    @property
    def warnings(self) -> tuple[str, ...]:
        """The reminders as paragraphs in brackets, for a template that shows them above the text."""
        return tuple(phrase("official", "warning", text=text) for text in self.reminders)
