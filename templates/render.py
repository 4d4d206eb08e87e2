"""Writing of a result as one report file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compare.model import Review
from templates.jinja import HERE, environment

if TYPE_CHECKING:
    from compare.survey.unit import UnitReview
    from compare.versions import Versions
    from templates.letter.office import Office
    from templates.report.view import Report

FORMS = ("html", "docx", "xlsx", "md", "json")
"""Forms of a report, each with the whole review."""
LETTER = "letter"
TABLE = "table"
"""The table of the letter alone."""
_OWN_TEMPLATE = ("html", "docx", "md")
"""Forms whose template a department can replace by its own."""


def render(
    result: Review | Versions,
    form: str,
    *,
    template: str | Path | None = None,
    rules: Mapping[str, str] | None = None,
    above: Sequence[UnitReview] = (),
    office: Office | None = None,
    codes: bool = False,
    progress: str = "",
) -> bytes:
    """Write a report.

    Arguments:
        result: a review, or two versions of a plan (``diff``).
        form: of a review "html", "docx", "xlsx", "md", "json", or "letter" (the letter of comments, a .docx) or
            "table" (its table alone, a .docx); of two versions "html", "docx", "xlsx", "md" or "json".
        template: the file of an own HTML, Word or Markdown template for a review; None: the built-in one. The names it
            can use are those of ``templates.report.view.Report``, for the letter ``templates.letter.view.Letter``.
        rules: the Vietnamese name of each rule code; None: those of the rules themselves.
        above: the reviews of references against those above them (``compare.survey.chain``), for HTML and Markdown.
        office: who reviews, for the letter and the Word report; None leaves their blanks.
        codes: whether the Word report and the letter, which go to the drafter, have the codes of rules.
        progress: for the letter, a sentence on what of an earlier letter was taken up; "" for a first draft.

    Returns:
        The content of the file, text in UTF-8. The same result always gives the same bytes.

    Raises:
        ValueError: the form does not exist, or takes no template; the message is Vietnamese.
        TypeError: the result is neither a review nor two versions.
        OSError: the template cannot be read. A mistake in it is an error of its engine (Jinja).

    >>> from compare import review
    >>> from extract import read_plan
    >>> checked = review(read_plan("samples/a5-kh-huyen-da-lung.txt"), [read_plan("samples/a2-kh-tinh.docx")])
    >>> print(render(checked, "md").decode().splitlines()[0])
    # Kết quả rà soát, đối chiếu
    """
    names = _names() if rules is None else rules
    page = None if template is None else Path(template)
    if isinstance(result, Review):
        if form in (LETTER, TABLE):
            page = page or HERE / "word" / f"{form}.docx"
            return _letter(result, page, names, office, codes=codes, progress=progress)
        return _report(result, form, page, names, above, office, codes=codes)

    from compare.versions import Versions

    if not isinstance(result, Versions):
        raise TypeError(f"a review or two versions are needed, not {type(result).__name__}")
    if page is not None:
        raise ValueError("So sánh hai bản của một kế hoạch không dùng mẫu riêng.")

    from templates.versions import render_versions

    return render_versions(result, form, names)


def _names() -> Mapping[str, str]:
    """The name of each rule by its code."""
    from compare.rules import RULES

    return {code: rule.name for code, rule in RULES.items()}


def _report(
    review: Review,
    form: str,
    template: Path | None,
    rules: Mapping[str, str],
    above: Sequence[UnitReview],
    office: Office | None,
    *,
    codes: bool,
) -> bytes:
    if form not in FORMS:
        raise ValueError(f"Không có dạng báo cáo “{form}”; các dạng: {', '.join((*FORMS, LETTER, TABLE))}.")
    if template is not None and form not in _OWN_TEMPLATE:
        own = ", ".join(_OWN_TEMPLATE)
        raise ValueError(f"Dạng “{form}” không dùng mẫu riêng; mẫu riêng dùng cho: {own}.")
    if form == "json":
        from templates.data.serialize import dumps, review_to_json

        # UTF-8 cannot hold a lone surrogate, so its JSON escape is written.
        return dumps(review_to_json(review)).encode("utf-8", "backslashreplace")

    from templates.report.arrange import arrange

    # Only the workbook has all in one table.
    report = arrange(review, rules, above, codes=codes, apart=form != "xlsx")
    if form == "xlsx":
        from templates.excel.workbook import review_workbook

        return review_workbook(report)
    if form == "docx":
        from templates.letter.office import Office as Nobody
        from templates.word.fill import word_report

        return word_report(report, template or HERE / "word" / "report.docx", office or Nobody())
    if form == "html":
        return _html(report, template).encode("utf-8")
    return _markdown(report, template).encode("utf-8")


def _letter(
    review: Review,
    template: Path,
    rules: Mapping[str, str],
    office: Office | None,
    *,
    codes: bool,
    progress: str,
) -> bytes:
    from templates.letter.arrange import letter_of
    from templates.letter.note import note_of
    from templates.letter.office import Office as Nobody
    from templates.word.fill import word_letter
    from templates.word.note import word_note

    note = note_of(review, office or Nobody())
    if note is not None:
        return word_note(note)
    made = letter_of(review, office or Nobody(), rules, codes=codes, progress=progress)
    return word_letter(made, template)


def _html(report: Report, template: Path | None) -> str:
    env = environment(autoescape=True, sandboxed=template is not None)
    page = env.from_string(template.read_text("utf-8")) if template else env.get_template("html/report.html")
    return page.render(report=report)


def _markdown(report: Report, template: Path | None) -> str:
    from templates.markdown import escape, marked

    env = environment(autoescape=False, sandboxed=template is not None).overlay()
    env.filters = env.filters | {"md": escape, "marked": marked}
    page = env.from_string(template.read_text("utf-8")) if template else env.get_template("text/report.md")
    return page.render(report=report)
