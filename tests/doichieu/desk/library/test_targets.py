"""The lines of a document: what is to be checked stands first."""

from __future__ import annotations

from doichieu.desk.library.targets import MENDED, UNSURE, Line, listed
from doichieu.desk.store.models import Correction


def line(key: str, **more: object) -> Line:
    return Line(key=key, ordinal=0, text=key, place="", value="", due="", folded=key, **more)  # type: ignore[arg-type]


LINES = [line("mot"), line("hai", unsure="5O"), line("ba", said=(Correction(),)), line("bon", unsure="l2")]


def test_unsure_numbers_stand_first() -> None:
    assert [one.key for one in listed(LINES)] == ["hai", "bon", "mot", "ba"]


def test_filters_keep_what_they_name() -> None:
    assert [one.key for one in listed(LINES, which=UNSURE)] == ["hai", "bon"]
    assert [one.key for one in listed(LINES, which=MENDED)] == ["ba"]
    assert [one.key for one in listed(LINES, "MỘT")] == ["mot"]
    assert [one.key for one in listed(LINES, "một", UNSURE)] == []


def test_equal_lines_have_names_of_their_own() -> None:
    assert line("mot").name != Line("mot", 2, "", "", "", "").name
