"""Plans of a folder, read once and kept, with what was found in them.

Files are read in a child process within limits, and compared within limits on time and memory; all this is done by one
thread, one call after the other, since a reader belongs to one thread and the user's words are in force for one review
at a time.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from doichieu.assistant.folder import Folder
from doichieu.config import Config
from doichieu.limits import limited
from doichieu.reading import cache_folder

if TYPE_CHECKING:
    from extract.isolation.reader import Reader
    from extract.model import Plan

Json = dict[str, Any]
_T = TypeVar("_T")

_SECONDS = 600.0
"""Greatest time for one file; the pages of a scan that were recognised until then are kept."""
_PLANS, _ANSWERS = 40, 8
"""Greatest numbers of plans and of answers that are kept."""


class Collection:
    """The plans below one folder, with the settings of the office. To be closed after use."""

    def __init__(self, folder: Folder, config: Config) -> None:
        self.folder = folder
        self._config = config
        self._waivers, self._hand = config.accepted(), config.by_hand()
        self._thread = ThreadPoolExecutor(1)
        self._reader: Reader | None = None
        self._plans: OrderedDict[Hashable, Plan] = OrderedDict()
        self._answers: OrderedDict[Hashable, Json] = OrderedDict()

    def close(self) -> None:
        """End the child that reads."""
        if self._reader is not None:
            self._thread.submit(self._reader.close).result()
        self._thread.shutdown(cancel_futures=True)

    def in_turn(self, work: Callable[[], _T]) -> _T:
        """The result of some work, done by the one thread of this collection."""
        return self._thread.submit(work).result()

    def plan(self, name: str) -> Plan:
        """The plan in a file; raises ``UserError`` for a name outside, ``ReadError`` for a file that cannot be read."""
        path = self.folder.file(name)
        return _kept(self._plans, _state(path), _PLANS, partial(self._read, path))

    def plan_json(self, name: str) -> Json:
        """The plan in the JSON contract."""
        from templates import plan_to_json

        return plan_to_json(self.plan(name))

    def review_json(self, draft: str, against: Sequence[str]) -> Json:
        """The review of a draft in the JSON contract; raises ``TooSlowError`` or ``MemoryError`` at the limits."""
        from compare import review
        from templates.data.serialize import review_to_json

        def made() -> Json:
            drafted, *above = [self.plan(name) for name in (draft, *against)]
            known = self._config
            with limited():
                return review_to_json(
                    review(
                        drafted,
                        above,
                        known.settings,
                        rules=known.rules,
                        waivers=self._waivers,
                        pins=self._hand.pins,
                    )
                )

        return self._answer("check", (draft, *against), made)

    def versions_json(self, old: str, new: str, against: Sequence[str]) -> Json:
        """What has changed between two versions of a draft, as JSON; raises as ``review_json``."""
        from compare.diffing import diff
        from templates import render_versions

        def made() -> Json:
            before, after, *above = [self.plan(name) for name in (old, new, *against)]
            known = self._config
            with limited():
                found = diff(
                    before,
                    after,
                    above,
                    known.settings,
                    rules=known.rules,
                    waivers=self._waivers,
                    pins=self._hand.pins,
                )
                told: Json = json.loads(render_versions(found, "json", {}))
                return told

        return self._answer("diff", (old, new, *against), made)

    def _answer(self, kind: str, names: Sequence[str], made: Callable[[], Json]) -> Json:
        states = tuple(_state(self.folder.file(name)) for name in names)
        return _kept(self._answers, (kind, states), _ANSWERS, made)

    def _read(self, path: Path) -> Plan:
        from compare.correcting import corrected
        from extract.errors import ReadError
        from extract.isolation.reader import Limits, Reader
        from extract.options import ReadOptions

        if self._reader is None:
            self._reader = Reader(ReadOptions(cache=cache_folder() / "ocr"), Limits(total=_SECONDS))
        found = self._reader.read(path)
        if isinstance(found, ReadError):
            raise found
        return corrected(found, self._hand.corrections)


def _state(path: Path) -> Hashable:
    """What tells whether a file has changed."""
    told = path.stat()
    return path, told.st_mtime_ns, told.st_size


def _kept(store: OrderedDict[Hashable, _T], key: Hashable, most: int, made: Callable[[], _T]) -> _T:
    """The value of a key, made where it is not in store; the one unused for longest leaves a full store."""
    if key not in store:
        store[key] = made()
    store.move_to_end(key)
    while len(store) > most:
        store.popitem(last=False)
    return store[key]
