"""The page of the search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from doichieu.desk.gate import allow
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.search import finding

_FIELDS = {
    "q": "words",
    "don-vi-tinh": "unit",
    "han": "year",
    "gia-tri": "value",
    "cap": "level",
    "don-vi": "place",
}
_LEVELS = (
    ("", "Tất cả"),
    ("upper", "Văn bản cấp trên"),
    ("draft", "Dự thảo"),
    ("national", "Của trung ương"),
    ("province", "Của tỉnh"),
    ("district", "Của huyện"),
    ("commune", "Của xã"),
)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The form and the hits; the hits alone for a search while typing."""
    allow(request, Act.SEE)
    told = {name: request.GET.get(key, "").strip()[:200] for key, name in _FIELDS.items()}
    wanted = finding.Wanted(**told)
    number = request.GET.get("trang", "")
    found = finding.find(wanted, int(number) if number.isascii() and number.isdigit() else 1)
    asked = {key: told[name] for key, name in _FIELDS.items()}
    facts: dict[str, Any] = {"wanted": wanted, "found": found, "asked": asked, "most": finding.MOST}
    if request.headers.get("HX-Request"):
        return page(request, "search_hits.html", **facts)
    facts |= finding.choices()
    return page(request, "search.html", levels=_LEVELS, **facts)
