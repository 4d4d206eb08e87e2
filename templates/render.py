"""One review in, the bytes of one report file out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.model import Review
from templates.words import clean, day

if TYPE_CHECKING:
    from jinja2 import Environment

    from compare.survey.unit import UnitReview
    from templates.report.view import Report

FORMS = ("html", "docx", "xlsx", "md", "json")
_OWN_TEMPLATE = ("html", "docx", "md")
"""Forms whose template a department can replace by its own."""

HERE = Path(__file__).resolve().parent


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


@cache
def environment(*, autoescape: bool, sandboxed: bool = True) -> Environment:
    """Jinja for all forms. Sandboxed, a template of a department can read the report and nothing else.

    Whatever comes from a document passes ``finalize``, which takes out what XML forbids. One environment serves all
    reports of a run, since it keeps the templates that it has compiled.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    kind = SandboxedEnvironment if sandboxed else Environment
    env = kind(
        loader=FileSystemLoader(HERE, encoding="utf-8"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    env.globals["day"] = day
    return env


def _finalize(value: Any) -> Any:
    from markupsafe import Markup

    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


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
