"""One review in, the bytes of one report file out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compare.model import Review
from templates.jinja import HERE, environment

if TYPE_CHECKING:
    from compare.survey.unit import UnitReview
    from templates.report.view import Report

FORMS = ("html", "docx", "xlsx", "md", "json")
_OWN_TEMPLATE = ("html", "docx", "md")
"""Forms whose template a department can replace by its own."""


def render(
    review: Review,
    form: str,
    *,
    template: Path | None = None,
    rules: Mapping[str, str] | None = None,
    above: Sequence[UnitReview] = (),
) -> bytes:
    """The report of ``review`` as a file of ``form``: "html", "docx", "xlsx", "md" or "json".

    ``template`` replaces the built-in HTML, Word or Markdown template; the names it can use are those
    of ``templates.report.view.Report``. ``rules`` gives the Vietnamese name of each rule code;
    ``above`` are the upper plans held against those above them (``compare.survey.chain``), for HTML and Markdown. The same
    review always gives the same bytes. Raises ValueError for a form that does not exist or cannot
    take a template.
    """
    if form not in FORMS:
        raise ValueError(f"Không có dạng báo cáo “{form}”; các dạng: {', '.join(FORMS)}.")
    if template is not None and form not in _OWN_TEMPLATE:
        own = ", ".join(_OWN_TEMPLATE)
        raise ValueError(f"Dạng “{form}” không dùng mẫu riêng; mẫu riêng dùng cho: {own}.")
    if form == "json":
        from templates.data.serialize import dumps, review_to_json

        # A lone surrogate, which UTF-8 cannot hold, becomes its JSON escape.
        return dumps(review_to_json(review)).encode("utf-8", "backslashreplace")

    from templates.report.arrange import arrange

    report = arrange(review, rules, above)
    if form == "xlsx":
        from templates.excel.workbook import review_workbook

        return review_workbook(report)
    if form == "docx":
        from templates.word.fill import word_report

        return word_report(report, template or HERE / "word" / "report.docx")
    if form == "html":
        return _html(report, template).encode("utf-8")
    return _markdown(report, template).encode("utf-8")


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
