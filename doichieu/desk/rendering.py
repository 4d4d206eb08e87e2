"""The templates of the desk: Jinja2 with escaping, no code of a user's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_environment, select_autoescape
from jinja2.filters import do_truncate

from doichieu import __version__
from doichieu.desk.texts import say
from extract.language import writing

_PAGES = Path(__file__).parent / "pages"


@cache
def engine() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(url=_url, version=__version__, locked=_locked)
    made.filters.update(hour=_hour, day=_day, date_of=_date_of, truncate=_truncate)
    return made


def rendered(template: str, facts: Mapping[str, object]) -> str:
    """A page that needs no request."""
    return engine().get_template(template).render(facts)


def _url(name: str, *arguments: object, **parameters: object) -> str:
    """The address of a view, with parameters behind it; those that are empty are left out."""
    told = {key: value for key, value in parameters.items() if value not in (None, "")}
    return _reversed(name, arguments) + (f"?{urlencode(told)}" if told else "")


@lru_cache(maxsize=4096)
def _reversed(name: str, arguments: tuple[object, ...]) -> str:
    return reverse(name, args=arguments)


@pass_environment
def _truncate(environment: Environment, text: str, length: int) -> str:
    """The beginning of a text, with a mark where it goes on."""
    return do_truncate(environment, text, length, end="…")


def _locked(reason: str) -> bool:
    """Whether a file was not read since nobody has told its password."""
    return any(say(key) in reason for key in ("job.locked", "job.wrong_password"))


def _hour(moment: datetime) -> str:
    """A time as a reviewer reads it: "14:05" today, else "02/3/2026"."""
    local, today = timezone.localtime(moment), timezone.localdate()
    return (
        local.time().isoformat("minutes") if local.date() == today else writing.date(local.date().isoformat())
    )


def _day(date: str) -> str:
    """A day or a year of a document as an official writes it: "2025-12-31" is "31/12/2025"."""
    return writing.date(date) if date else ""


def _date_of(moment: datetime) -> str:
    """The day of a time: "02/3/2026"."""
    return writing.date(timezone.localtime(moment).date().isoformat())
