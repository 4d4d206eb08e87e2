"""Words as underthesea segments them: only where needed, without a network, without traces in the process."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from compare.words.segments import of_pickles, only_in, segmented, tagged

CHECK = """
import sys
from compare.decisions.settings import Settings
from templates import render
from tests.compare.plans import reviewed
made = reviewed(
    "80% hộ chăn nuôi tiêm phòng cho gia súc.", "75% hộ chăn nuôi được tiêm phòng gia cầm.", Settings(match={match})
)
render(made, "html")
print(made.pairs[0].perhaps, *(name in sys.modules for name in ("underthesea_core", "joblib", "numpy")))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("match", "told"), [(0.27, "False False False False"), (0.9999, "True True False False")]
)
def test_the_library_is_loaded_for_open_pairs_only(match: float, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK.format(match=match)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == told


@pytest.mark.parametrize("compress", [0, 3])
def test_any_file_of_joblib_is_loaded(tmp_path: Path, compress: int) -> None:
    joblib = import_module("joblib")
    path = tmp_path / "words.bin"
    joblib.dump({"hộ", "thôn"}, path, compress=compress)
    with path.open("rb") as file:
        assert of_pickles().load(str(path)) == of_pickles().load(file) == {"hộ", "thôn"}
    assert import_module("joblib")


def test_no_network_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert "khuyến nông" in segmented("mạng lưới khuyến nông viên cơ sở ở thôn, bản") or segmented(
        "khuyến nông"
    )
    assert dict(tagged("hộ chăn nuôi"))


def test_the_log_of_the_process_stays_as_it_was() -> None:
    before = list(logging.root.handlers)
    assert segmented("hộ chăn nuôi")
    assert logging.root.handlers == before


@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("tiêu chí bình quân mỗi xã", "tiêu chí nông thôn mỗi xã", ("bình quân",)),
        ("Ủy ban nhân dân xã bố trí cán bộ", "UBND thị trấn phân công nhân sự", ()),
        ("hộ chăn nuôi", "các hộ chăn nuôi", ()),
        ("", "hộ chăn nuôi", ()),
    ],
)
def test_words_of_one_side_are_found(text: str, other: str, words: tuple[str, ...]) -> None:
    assert only_in(text, other) == words


SENTENCES = (
    "Ủy ban nhân dân huyện Khe Vàng tổ chức 02 lớp tập huấn cho hộ nghèo (vùng cao).",
    "Đến năm 2025, ít nhất 60% số xã có nước sạch",
    "hộ",
    "",
)


@pytest.mark.slow
@pytest.mark.parametrize("text", SENTENCES)
def test_tags_are_those_of_the_whole_library(text: str) -> None:
    import underthesea

    assert tagged(text) == tuple(map(tuple, underthesea.pos_tag(text) if text else ()))
