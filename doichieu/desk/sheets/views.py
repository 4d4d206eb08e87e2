"""Views of pages."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from doichieu.desk.config import DeskConfig
from doichieu.desk.gate import allow
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import JobKind, Reading


@require_GET
def picture(request: HttpRequest, number: int, leaf: int) -> HttpResponseBase:
    """A page as a picture; one that is not in the cache any more is drawn again."""
    allow(request, Act.SEE)
    path = DeskConfig.current().drawn / str(number) / f"{leaf}.png"
    try:
        answer = FileResponse(path.open("rb"), content_type="image/png")
    except OSError:
        reading = get_object_or_404(Reading, pk=number)
        if leaf > reading.pages:
            raise Http404 from None
        queue.give(JobKind.DRAW, reading.pk)
        return HttpResponse(status=503, headers={"Retry-After": "5"})
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@require_GET
def text(request: HttpRequest, number: int) -> HttpResponse:
    """The text of a document, for a place that has no page."""
    allow(request, Act.SEE)
    reading = get_object_or_404(Reading, pk=number)
    if reading.text is None:
        raise Http404
    document = packing.document_of(reading.text)
    blocks = [(block.start, block.text) for block in document.blocks if block.text.strip()]
    return page(request, "text.html", blocks=blocks)
