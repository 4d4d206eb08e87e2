"""All addresses of the desk, in Vietnamese without marks, as a user sees them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(_request: HttpRequest) -> HttpResponse:
    """For whoever waits until the desk answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", include("doichieu.desk.home.urls")),
    path("ra-soat/", include("doichieu.desk.reviews.urls")),
    path("ra-soat/", include("doichieu.desk.rounds.urls")),
    path("", include("doichieu.desk.papers.urls")),
    path("dot/", include("doichieu.desk.batches.urls")),
    path("tim", include("doichieu.desk.search.urls")),
    path("van-ban/", include("doichieu.desk.library.urls")),
    path("", include("doichieu.desk.sheets.urls")),
    path("suc-khoe", health),
]
handler400 = "doichieu.desk.errors.bad_request"
handler403 = "doichieu.desk.errors.not_allowed"
handler404 = "doichieu.desk.errors.not_found"
handler500 = "doichieu.desk.errors.failed"
