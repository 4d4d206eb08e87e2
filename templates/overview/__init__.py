"""``index.html``: all plans of a run on one page; ``mot-trang.html``: the same in ten lines."""

from __future__ import annotations

from collections.abc import Mapping

from compare.survey.overview import Overview
from templates.jinja import environment
from templates.overview.arrange import arrange_overview
from templates.overview.heat import Link
from templates.overview.leader import leader_lines, leader_page


def overview_page(
    overview: Overview,
    *,
    link: Link = lambda _: None,
    rules: Mapping[str, str] | None = None,
    title: str | None = None,
    day: str | None = None,
) -> str:
    """The HTML page of an overview, which needs no other file. The same overview always gives the same text.

    ``link`` gives the path from the page to the report of a plan, ``rules`` the names of the rules, ``day`` the ISO day
    to print.
    """
    page = arrange_overview(overview, link=link, rules=rules or {}, title=title, day=day)
    template = environment(autoescape=True, sandboxed=False).get_template("html/overview.html")
    return template.render(page=page, labels={letter: text for letter, _, text in page.legend})


__all__ = ["Link", "leader_lines", "leader_page", "overview_page"]
