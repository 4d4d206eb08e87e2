"""Answers for what cannot be done: each a written page, or one sentence for a part of a page."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from doichieu.desk.rendering import rendered
from doichieu.desk.texts import say


def not_admitted(request: HttpRequest) -> HttpResponse:
    """Somebody without cookie or token."""
    return page(request, "not_admitted", 403)


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """An act without the token of its form."""
    return page(request, "forbidden", 403)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """An act that this account may not do."""
    return page(request, "not_allowed", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """An address that leads nowhere."""
    return page(request, "not_found", 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """A request that is not one of our pages."""
    return page(request, "bad_request", 400)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of the program."""
    return page(request, "failed", 500)


def page(request: HttpRequest, key: str, status: int, **facts: object) -> HttpResponse:
    """The page or the sentence for ``key`` of the texts."""
    title, text = say(f"error.{key}.title", **facts), say(f"error.{key}.text", **facts)
    if any(request.headers.get(name) for name in ("HX-Request", "X-Part", "X-Request-Id")):
        return HttpResponse(f"{title} {text}", status=status, content_type="text/plain; charset=utf-8")
    told = {"title": title, "text": text, "back": status != HTTPStatus.OK}
    return HttpResponse(rendered("error.html", told), status=status)
