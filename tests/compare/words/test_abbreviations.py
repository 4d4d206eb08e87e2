"""Abbreviations that a plan defines, and measures that are written out with them."""

from __future__ import annotations

import pytest

from compare.targets.items import measured_items
from compare.words.abbreviations import abbreviations, defined, written_out
from tests.compare.plans import LOWER, plan


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("quỹ tín dụng nhân dân (sau đây viết tắt là QTDND)", {"QTDND": "quỹ tín dụng nhân dân"}),
        ("các làng nghề (LN) và tổ hợp tác (THT)", {"LN": "làng nghề", "THT": "tổ hợp tác"}),
        ("NTTS: nuôi trồng thủy sản; KT: khai thác", {"NTTS": "nuôi trồng thủy sản", "KT": "khai thác"}),
        ("Viết tắt: LN - làng nghề; THT - tổ hợp tác.", {"LN": "làng nghề", "THT": "tổ hợp tác"}),
        ("Ban Chỉ đạo (BCĐ)", {"BCĐ": "ban chỉ đạo"}),
        ("lò sấy nông sản (máy số XYZ)", {}),
        ("bến bãi ven sông (ABCD)", {}),
    ],
)
def test_abbreviations_of_a_text(text: str, known: dict[str, str]) -> None:
    assert defined(text) == known


def test_only_whole_words_are_written_out() -> None:
    assert written_out("HTX và HTXNN", {"HTX": "hợp tác xã"}) == "hợp tác xã và HTXNN"


def test_measures_of_a_plan_are_written_out() -> None:
    draft = plan(LOWER, ["60% số lò sấy nông sản (viết tắt là LSNS) có quạt.", "Xây 05 LSNS mới."])
    assert abbreviations(draft)["LSNS"] == "lò sấy nông sản"
    subjects = [item.measure.subject for item in measured_items(draft) if item.measure]
    assert subjects[1] == "Xây lò sấy nông sản mới"
