"""What stands before every view: who is let in, and the headers of every answer.

On a shared computer the loopback address belongs to everyone who is logged in, so the browser must bring the token of
the address that this start has opened; it is exchanged for a cookie.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import cast

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from doichieu.desk import errors
from doichieu.desk.rights import Act, can
from doichieu.desk.store.acts import Actor
from doichieu.desk.store.models import Account, Review

Next = Callable[[HttpRequest], HttpResponse]

COOKIE = "desk"
TOKEN = "khoa"
"""The parameter of the address that brings the token."""
_SALT = "doichieu.desk"
_FREE = frozenset({"/suc-khoe"})
"""Addresses without admission."""
_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
    "img-src 'self' data:"
)

_token: list[str] = []
_leave: list[Callable[[], None]] = []


class DeskRequest(HttpRequest):
    """A request that was let in."""

    account: Account


def admit(token: str, leave: Callable[[], None] | None = None) -> None:
    """Let in whoever brings ``token``: called once by the process that serves; ``leave`` ends it after an answer."""
    _token[:] = [token]
    _leave[:] = [leave] if leave is not None else []


def leave() -> bool:
    """End the desk; False where it is not one's own to end."""
    for end in _leave:
        end()
    return bool(_leave)


def account_of(request: HttpRequest) -> Account:
    """Who is asking."""
    return cast("DeskRequest", request).account


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; the id of the request is in a header, or in the form."""
    sent = request.headers.get("X-Request-Id") or request.POST.get("request_id") or ""
    return Actor(account_of(request), request.META.get("REMOTE_ADDR", ""), sent[:64] or None)


def allow(request: HttpRequest, act: Act, about: Review | None = None) -> None:
    """Raise ``PermissionDenied`` where who is asking may not do it."""
    if not can(account_of(request), act, about):
        raise PermissionDenied


class Headers:
    """Headers of every answer: no foreign script, frame, form or address."""

    def __init__(self, view: Next) -> None:
        self._view = view

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._view(request)
        answer.headers.setdefault("Content-Security-Policy", _POLICY)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


class Admission:
    """Let in who has the cookie, or the token that is exchanged for one."""

    def __init__(self, view: Next) -> None:
        self._view = view

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _FREE:
            return self._view(request)
        if request.method == "GET" and _opens(request.GET.get(TOKEN, "")):
            # To the same address without the token, which must not stay in the browser's history.
            answer = HttpResponseRedirect(request.path)
            _hand_out(answer)
            return answer
        account = _known(request)
        if account is None:
            return errors.not_admitted(request)
        cast("DeskRequest", request).account = account
        return self._view(request)


def _opens(brought: str) -> bool:
    return bool(_token) and secrets.compare_digest(brought.encode(), _token[0].encode())


def _hand_out(answer: HttpResponse) -> None:
    account = Account.objects.filter(is_active=True).order_by("pk").first()
    if account is not None:
        value = signing.dumps(account.pk, salt=_SALT)
        answer.set_cookie(COOKIE, value, max_age=30 * 86400, httponly=True, samesite="Strict")


def _known(request: HttpRequest) -> Account | None:
    try:
        number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=30 * 86400)
    except signing.BadSignature:
        return None
    return Account.objects.filter(pk=number, is_active=True).first()
