"""The forms in which a review is handed out."""

from __future__ import annotations

from dataclasses import dataclass

from doichieu.desk.store.files import shown_name
from doichieu.desk.store.models import Review, Round
from doichieu.desk.texts import say


@dataclass(frozen=True)
class Form:
    """One button; ``key`` is the form as ``doichieu.output`` names it."""

    key: str
    kind: str
    """The paper: a word of "papers" in the texts."""
    ending: str
    word: str
    """What the button says."""

    @property
    def by_office(self) -> bool:
        """Whether LibreOffice makes it of a Word file."""
        return self in (_LETTER_PDF, _REPORT_PDF)

    @property
    def title(self) -> str:
        return say(f"papers.{self.kind}")

    def name(self, review: Review, one: Round) -> str:
        """The name under which it is saved: "Công văn góp ý - huyện Nà Sưởng - lần 2.docx"."""
        about = review.unit or one.draft.name
        number = say("papers.round", number=one.number) if one.number > 1 else ""
        # No system takes these in a name.
        told = "".join("-" if letter in '/\\:*?"<>|' else letter for letter in f"{about[:120]}{number}")
        return shown_name(f"{self.title} - {told}{self.ending}")


LETTER = Form("letter", "letter", ".docx", "Word")
_LETTER_PDF = Form("letter pdf", "letter", ".pdf", "PDF")
_REPORT_PDF = Form("pdf", "report", ".pdf", "PDF")
_SENT = (LETTER, _LETTER_PDF, Form("table", "table", ".docx", "Word"))
_OWN = (
    Form("docx", "report", ".docx", "Word"),
    _REPORT_PDF,
    Form("html", "report", ".html", "HTML"),
    Form("xlsx", "report", ".xlsx", "Excel"),
    Form("md", "report", ".md", "Markdown"),
    Form("json", "data", ".json", "JSON"),
)
_COMMENTED = {
    ".docx": ".docx",
    ".doc": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".pdf": ".pdf",
}
"""By the ending of a draft: the ending of the draft with remarks."""


def forms(one: Round) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """(what goes to the drafter, what the office keeps) for a round."""
    ending = _COMMENTED.get(one.draft.file.ending)
    draft = (Form("draft", "draft", ending, "PDF" if ending == ".pdf" else "Word"),) if ending else ()
    return (*_SENT, *draft), _OWN


def form(one: Round, key: str) -> Form | None:
    """The form of a key; None where a round has no such form."""
    sent, own = forms(one)
    return next((form for form in (*sent, *own) if form.key == key), None)
