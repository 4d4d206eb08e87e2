"""The kinds of jobs and who does them."""

from __future__ import annotations

from collections.abc import Mapping

from doichieu.desk.store.models import JobKind
from doichieu.desk.work import comparing, drawing, reading
from doichieu.desk.work.batches import overviewing, unpacking
from doichieu.desk.work.kinds import Kind
from doichieu.desk.work.papers import exporting

KINDS: Mapping[str, Kind] = {
    JobKind.READ: Kind(reading.run, reading.fail),
    JobKind.COMPARE: Kind(comparing.run, comparing.fail),
    JobKind.DRAW: Kind(drawing.run, drawing.fail),
    JobKind.EXPORT: Kind(exporting.run, exporting.fail),
    JobKind.UNPACK: Kind(unpacking.run, unpacking.fail),
    JobKind.OVERVIEW: Kind(overviewing.run, overviewing.fail),
}
