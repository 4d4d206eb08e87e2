"""Pages for who is asking."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from jinja2 import Environment

from doichieu.desk.gate import account_of
from doichieu.desk.rendering import engine, rendered


def environment(**_options: Any) -> Environment:
    """The environment, as Django asks for it."""
    return engine()


def page(request: HttpRequest, template: str, status: int = 200, **facts: object) -> HttpResponse:
    """A page for who is asking."""
    known = {"account": account_of(request), "csrf": get_token(request), "path": request.path}
    return HttpResponse(rendered(template, {**known, **facts}), status=status)
