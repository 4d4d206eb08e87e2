"""Views of papers and of the office that sends them."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doichieu.desk import errors, gate
from doichieu.desk.gate import actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.papers import making
from doichieu.desk.papers.forms import form, forms
from doichieu.desk.rights import Act
from doichieu.desk.store import files, office
from doichieu.desk.store.acts import act
from doichieu.desk.store.models import Export, Review, Round
from doichieu.desk.store.opinions import progress_of
from doichieu.desk.texts import say
from templates.letter.office import Office

_LINES, _LETTERS = 12, 200
"""Most lines of a blank, and most letters of one."""


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, number: int) -> HttpResponse:
    """What a review can be handed out as; a POST has one of it made, once what is unseen has been asked."""
    allow(request, Act.SEE)
    row = get_object_or_404(Review, pk=number)
    one = _round(row, request.POST.get("lan") or request.GET.get("lan") or "")
    if one.current is None:
        return redirect("review", number)
    if request.method == "GET":
        return page(request, "export.html", **_facts(row, one, request.GET.get("moi", "")))
    allow(request, Act.EXPORT, row)
    wanted, which = form(one, request.POST.get("dang", "")), request.POST.get("gom", "")
    if wanted is None:
        raise Http404
    if which not in (making.KEPT, making.ALL):
        if making.counts(one.current).unseen:
            facts = _facts(row, one, "") | {"problem": say("papers.which")}
            return page(request, "export.html", 400, **facts)
        which = making.ALL
    if wanted.by_office and not office.makes_pdf():
        return page(request, "export.html", 409, **_facts(row, one, "") | {"problem": say("papers.no_pdf")})
    made = making.make(actor_of(request), row, one, one.current, wanted, kept=which == making.KEPT)
    return redirect(f"{reverse('export', args=[number])}?lan={one.number}&moi={made}#van-ban")


@require_GET
def papers(request: HttpRequest, number: int) -> HttpResponse:
    """The list of papers alone, for the poll."""
    allow(request, Act.SEE)
    row = get_object_or_404(Review, pk=number)
    return page(request, "export_papers.html", review=row, papers=making.papers(row), fresh="")


@require_GET
def download(request: HttpRequest, number: int, paper: int) -> HttpResponseBase:
    """A paper, byte for byte as it was made."""
    allow(request, Act.SEE)
    row = get_object_or_404(Export.objects.select_related("file"), pk=paper, round__review=number)
    if row.file is None:
        raise Http404
    try:
        handle = files.path_of(row.file.sha256).open("rb")
    except OSError:
        return errors.page(request, "lost_paper", 404)
    return FileResponse(
        handle, as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The office that sends: filled in once, used in every paper."""
    allow(request, Act.SEE)
    back = request.POST.get("ve") or request.GET.get("ve") or ""
    back = back if back.isascii() and back.isdigit() else ""
    try:
        known = office.sender()
    except office.UnreadableError as error:
        problem = say("papers.settings", detail=error)
        return page(
            request, "office.html", 409, sender=office.Sender(), problem=problem, back=back, saved=False
        )
    if request.method == "GET":
        saved = "da-luu" in request.GET
        return page(request, "office.html", sender=known, problem="", back=back, saved=saved)
    allow(request, Act.SETTINGS)
    new = _sender(request)

    def change() -> tuple[str, object, object]:
        office.keep(new)
        return "office", known.plain(), new.plain()

    act(actor_of(request), Act.SETTINGS, change)
    return redirect("export", int(back)) if back else redirect(reverse("office") + "?da-luu")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the desk on one's own computer."""
    allow(request, Act.SETTINGS)
    if not gate.leave():
        raise Http404
    return errors.page(request, "ended", 200)


def _sender(request: HttpRequest) -> office.Sender:
    values: dict[str, Any] = {}
    for name in office.Sender().plain():
        lines = [" ".join(line.split())[:_LETTERS] for line in request.POST.get(name, "").splitlines()]
        told = [line for line in lines if line]
        values[name] = tuple(told[:_LINES]) if name in office.LISTS else " ".join(told)[:_LETTERS]
    return office.Sender(office=Office(**values), codes="codes" in request.POST)


def _facts(row: Review, one: Round, fresh: str) -> dict[str, Any]:
    assert one.current is not None
    try:
        known = office.sender().is_known
    except office.UnreadableError:
        known = False
    sent, own = forms(one)
    told = progress_of(one)
    return {
        "review": row,
        "round": one,
        "progress": told.sentence if told else "",
        "rounds": list(row.rounds.exclude(current=None)),
        "run": one.current,
        "counts": making.counts(one.current),
        "sent": sent,
        "own": own,
        "papers": making.papers(row),
        "fresh": fresh if fresh.isascii() and fresh.isdigit() else "",
        "known": known,
        "pdf": office.makes_pdf(),
        "problem": "",
    }


def _round(row: Review, number: str) -> Round:
    rounds = row.rounds.select_related("current", "draft__file")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return get_object_or_404(rounds, number=int(number))
    one = rounds.exclude(current=None).order_by("-number").first() or rounds.order_by("-number").first()
    if one is None:
        raise Http404
    return one
