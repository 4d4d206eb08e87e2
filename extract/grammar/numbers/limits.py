"""Limits of time behind "trong" and "sau".

"Trong 08 ngày làm việc" and "trong 48 giờ từ khi nhận tin" ask for an end; "trong 03 ngày" alone may be how long
something lasts, and "lưu mẫu trong 24 giờ kể từ khi nấu" is.
"""

from __future__ import annotations

from extract.language.phrases import composed, phrases

_WITHIN = composed(r"(?<!\w)<<words>>\s*$", words=phrases("quantities", "time_limit", "within"))
_RUNNING = composed(
    r"(?:<<working>>|<<units>>,?\s+<<since>>)(?!\w)",
    working=phrases("quantities", "time_limit", "working"),
    units=phrases("quantities", "time_limit", "units"),
    since=phrases("quantities", "time_limit", "since"),
)
_SINCE = composed(r",?\s+<<since>>(?!\w)", since=phrases("quantities", "time_limit", "since"))
_LASTING = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "time_limit", "lasting"))


def limit_before(before: str, rest: str) -> int | None:
    """The place in ``before`` of the word that makes a limit of a time; None without one.

    Both are folded; the number stands between them, ``rest`` begins with its unit.
    """
    if not _RUNNING.match(rest.lstrip()):
        return None
    found = _WITHIN.search(before)
    return found.start() if found is not None and not _LASTING.search(before) else None


def runs_from_event(folded: str, end: int) -> bool:
    """Whether a time that ends at ``end`` runs from an event: "15 ngày kể từ ngày xảy ra"."""
    return _SINCE.match(folded, end) is not None
