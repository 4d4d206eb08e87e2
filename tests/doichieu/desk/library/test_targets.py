"""The lines of a document: what is to be checked stands first."""

from __future__ import annotations

from doichieu.desk.library.targets import MENDED, UNSURE, Line, listed
from doichieu.desk.store.models import Correction
from extract.language.lexicon import fold


def line(key: str, **more: object) -> Line:
    return Line(key=key, ordinal=0, text=key, place="", value="", due="", folded=fold(key), **more)  # type: ignore[arg-type]


LINES = [line("một"), line("hai", unsure="5O"), line("ba", said=(Correction(),)), line("bon", unsure="l2")]


def test_unsure_numbers_stand_first() -> None:
    assert [one.key for one in listed(LINES)] == ["hai", "bon", "một", "ba"]


def test_filters_keep_what_they_name() -> None:
    assert [one.key for one in listed(LINES, which=UNSURE)] == ["hai", "bon"]
    assert [one.key for one in listed(LINES, which=MENDED)] == ["ba"]
    assert [one.key for one in listed(LINES, "MỘT")] == ["một"]
    assert [one.key for one in listed(LINES, "một", UNSURE)] == []


def test_equal_lines_have_names_of_their_own() -> None:
    assert line("một").name != Line("một", 2, "", "", "", "").name
