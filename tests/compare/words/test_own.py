"""The user's own words, which extend those of the program during a review."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError, read_page
from compare.decisions.settings import Settings
from compare.model import Review, Verdict
from compare.reviewing import review
from compare.words import in_force, synonyms
from compare.words.own import merged
from compare.words.similarity import terms
from tests.compare.plans import LOWER, codes, lower_plan, upper_plan, verdicts

ABOVE = "65% số cơ sở ươm tạo có sổ theo dõi."
BELOW = "70% số vườn giống có nhật ký."
SAME = 'synonyms = [["cơ sở ươm tạo", "vườn giống"], ["sổ theo dõi", "nhật ký"]]\n'


def words(tmp_path: Path, text: str, name: str = "tu-vung.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def reviewed(above: str, below: str, *own: Path, place: str = LOWER.place) -> Review:
    draft = lower_plan(below, head=replace(LOWER, place=place))
    return review(draft, [upper_plan(above)], Settings(lexicons=own))


def test_a_synonym_pairs_different_words(tmp_path: Path) -> None:
    assert verdicts(reviewed(ABOVE, BELOW)) == [Verdict.MISSING]
    assert verdicts(reviewed(ABOVE, BELOW, words(tmp_path, SAME))) == [Verdict.EXCEEDS]
    # The words are gone with the review that used them.
    assert verdicts(reviewed(ABOVE, BELOW)) == [Verdict.MISSING]
    assert "vườn giống" in terms("vườn giống")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = words(tmp_path, "")
    assert verdicts(reviewed(ABOVE, BELOW, path)) == [Verdict.MISSING]
    words(tmp_path, SAME)
    assert verdicts(reviewed(ABOVE, BELOW, path)) == [Verdict.EXCEEDS]


def test_reviews_at_the_same_time_keep_apart(tmp_path: Path) -> None:
    path = words(tmp_path, SAME)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda own: verdicts(reviewed(ABOVE, BELOW, *own)), [(path,), ()] * 6))
    assert found == [[Verdict.EXCEEDS], [Verdict.MISSING]] * 6


def test_words_end_with_a_failed_review(tmp_path: Path) -> None:
    before = synonyms()
    with pytest.raises(ZeroDivisionError), in_force([words(tmp_path, SAME)]):
        raise ZeroDivisionError
    assert synonyms() is before


def test_a_synonym_of_a_known_word_joins_its_group(tmp_path: Path) -> None:
    with in_force([words(tmp_path, 'synonyms = [["hộ", "nóc nhà"]]')]):
        assert terms("nóc nhà") == terms("hộ") == terms("gia đình")


def test_names_of_bodies(tmp_path: Path) -> None:
    text = '[agencies]\n"Phòng Văn hóa và Thông tin" = ["Phòng VH-TT"]\n'
    with in_force([words(tmp_path, text)]):
        assert terms("Phòng VH-TT") == terms("Phòng Văn hoá và Thông tin")


def test_ignored_words(tmp_path: Path) -> None:
    with in_force([words(tmp_path, 'ignored = ["hợp phần"]')]):
        assert terms("hợp phần rừng") == terms("rừng")


KITCHENS = "60% số bệnh viện, trường học, trại giam, chợ có bếp ăn."


@pytest.mark.parametrize(
    ("key", "below", "found"),
    [
        ("all", "60% số bệnh viện, trường học, chợ có bếp ăn.", []),
        ("all", "60% số bệnh viện, trường học có bếp ăn.", ["CT05"]),
        ("huyện Suối Vàng", "60% số bệnh viện, trường học có bếp ăn.", []),
        ("Huyện", "60% số bệnh viện, trường học có bếp ăn.", []),
        ("huyện Suối", "60% số bệnh viện, trường học có bếp ăn.", []),
        ("huyện Suối Vàng Hạ", "60% số bệnh viện, trường học có bếp ăn.", ["CT05"]),
        ("quận", "60% số bệnh viện, trường học có bếp ăn.", ["CT05"]),
    ],
)
def test_groups_that_a_place_lacks(tmp_path: Path, key: str, below: str, found: list[str]) -> None:
    names = '["trại giam"]' if key == "all" else '["trại giam", "chợ"]'
    own = words(tmp_path, f'[absent]\n"{key}" = {names}\n')
    assert codes(reviewed(KITCHENS, below)) == ([] if "chợ" in below else ["CT05"])
    result = reviewed(KITCHENS, below, own)
    assert codes(result) == found
    excused = [name for pair in result.pairs for d in pair.differences for name in d.excused]
    assert ("trại giam" in excused) is (key not in ("huyện Suối Vàng Hạ", "quận"))


def test_prisons_need_not_be_named_beside_others(tmp_path: Path) -> None:
    own = words(tmp_path, '[absent]\nall = ["trại giam"]\n')
    (pair,) = reviewed(KITCHENS, "60% số bệnh viện, trường học có bếp ăn.", own).pairs
    assert [(d.lost, d.excused) for d in pair.differences] == [(("chợ",), ("trại giam",))]


def test_words_of_several_files(tmp_path: Path) -> None:
    first = words(tmp_path, 'synonyms = [["cơ sở ươm tạo", "vườn giống"]]', "mot.toml")
    second = words(tmp_path, 'synonyms = [["sổ theo dõi", "nhật ký"]]', "hai.toml")
    assert verdicts(reviewed(ABOVE, BELOW, first, second)) == [Verdict.EXCEEDS]


@pytest.mark.parametrize(
    ("text", "reason", "line", "near"),
    [
        ('\nsynonym = [["a", "b"]]', "unknown_key", 2, "synonyms"),
        ('synonyms = ["a", "b"]', "wrong_type", 1, None),
        ('ignored = "a"', "wrong_type", 1, None),
        ("[absent]\nall = 3", "wrong_type", 2, None),
        ('[agencies]\n\n"Phòng Y tế" = [""]', "wrong_type", 3, None),
        ("[absent\n", "syntax", 1, None),
        # The end of a file has no line number.
        ("synonyms = [", "syntax", None, None),
    ],
)
def test_an_error_names_its_line_and_key(
    tmp_path: Path, text: str, reason: str, line: int | None, near: str | None
) -> None:
    with pytest.raises(HandwrittenError) as caught:
        reviewed(ABOVE, BELOW, words(tmp_path, text))
    assert (caught.value.reason, caught.value.line) == (reason, line)
    assert caught.value.values.get("near") == near


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandwrittenError, match="unreadable"):
        reviewed(ABOVE, BELOW, tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(HandwrittenError, match="not utf8"):
        reviewed(ABOVE, BELOW, tmp_path / "bytes.toml")


def test_a_file_as_windows_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "win.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SAME.replace("\n", "\r\n").encode())
    assert verdicts(reviewed(ABOVE, BELOW, path)) == [Verdict.EXCEEDS]


@pytest.mark.parametrize(
    "groups",
    [
        '[["ít nhất", "không quá"]]',
        '[["tăng", "kéo giảm"]]',
        '[["tối thiểu", "mức chuẩn"], ["mức chuẩn", "tối đa"]]',
    ],
)
def test_opposites_are_no_synonyms(tmp_path: Path, groups: str) -> None:
    path = tmp_path / "tu.toml"
    path.write_text(f"synonyms = {groups}\n", encoding="utf-8")
    with pytest.raises(HandwrittenError) as caught:
        merged({"groups": [], "ignored": [], "absent": {}}, [read_page(path)])
    assert (caught.value.reason, caught.value.line) == ("opposites", 1)


@pytest.mark.parametrize("value", ["[" * 3000 + "]" * 3000, "9" * 5000])
def test_absurd_values_are_a_problem_of_the_file(tmp_path: Path, value: str) -> None:
    path = tmp_path / "tu.toml"
    path.write_text(f"a = {value}\n", encoding="utf-8")
    with pytest.raises(HandwrittenError) as caught:
        read_page(path)
    assert caught.value.reason == "syntax"
