"""The loader of the program's TOML tables: errors with their place, shapes and references."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compare import words
from compare.registers import reading
from doichieu.messages import entries
from extract.language import lexicon, toml_tables
from extract.language.toml_tables import Each, File, LexiconError, Row, Rows, Shapes

Write = Callable[..., dict[str, Any]]
NFD = unicodedata.normalize("NFD", "đạt")


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Write files of a package "goi" and read the first file."""
    monkeypatch.setattr(toml_tables, "files", lambda _package: tmp_path)
    monkeypatch.setattr(toml_tables, "_folder", lambda: tmp_path / "kept")

    def written(shapes: Shapes | None = None, **texts: str) -> dict[str, Any]:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return toml_tables.read("goi", next(iter(texts)), shapes)

    yield written
    toml_tables.text.cache_clear()
    toml_tables.as_written.cache_clear()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a = ["đạt", "đạt"]', "goi/sai.toml, a: stands twice: đạt"),
        ('[b]\na = ["đạt", " "]', "goi/sai.toml, b.a: an empty word"),
        ('a = [["đạt"], ["đạt", "đạt"]]', "goi/sai.toml, a.1: stands twice"),
        ('[[b]]\na = ""', "goi/sai.toml, b.0.a: an empty word"),
        (f'# Lời.\na = ["{NFD}"]', "goi/sai.toml, line 2: text is not in Unicode form NFC"),
        ("a = [", "goi/sai.toml: Invalid value"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(write: Write, text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        write(sai=text)
    assert str(caught.value).startswith(message)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"compare/words/sai\.toml: there is no such file"):
        toml_tables.read("compare.words", "sai")


ROW = Row(needed={"name": "text"}, may={"short": "texts"})


@pytest.mark.parametrize(
    ("text", "shape", "message"),
    [
        ('[[a]]\nname = "x"\nshrt = ["y"]', Rows(ROW), "a.0: unknown key shrt; known are name, short"),
        ('[[a]]\nname = "x"\n[[a]]\nshort = ["y"]', Rows(ROW), "a.1: there is no name"),
        ('[[a]]\nname = ["x"]', Rows(ROW), "a.0.name: text is expected"),
        ('a = ["x"]', Rows(ROW), "a: a list of tables is expected"),
        ('[a.x]\nname = "x"\n[a.y]\nnamen = "x"', Each(ROW), "a.y: there is no name"),
        ('[a]\nx = "y"', Each(ROW), "a.x: a table is expected"),
        ('[a]\nx = "y"', Each("texts"), "a.x: texts is expected"),
        ('[[a]]\nname = "x"', Each(ROW), "a: a table is expected"),
        ('b = "x"', Each("text"), "there is no a"),
    ],
)
def test_another_shape_than_stated_is_refused(
    write: Write, text: str, shape: Rows | Each, message: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        write({"a": shape}, sai=text)
    assert str(caught.value).startswith("goi/sai.toml")
    assert message in str(caught.value)


def test_the_stated_shape_is_read(write: Write) -> None:
    text = '[[a.b]]\nname = "x"\n[[a.b]]\nname = "y"\nshort = ["z"]'
    found = write({"a.b": Rows(ROW)}, tot=text)
    assert found == {"a": {"b": [{"name": "x"}, {"name": "y", "short": ["z"]}]}}


def test_a_reference_stands_for_the_words_of_a_list(write: Write) -> None:
    found = write(
        nhat='near = ["a", "b"]\nall = ["x", "@near", "@hai.far.away", "y"]\ngroups = [["g", "@near"], ["h"]]',
        hai='[far]\naway = ["c", "@nhat.near"]',
    )
    assert found["all"] == ["x", "a", "b", "c", "y"]
    assert found["groups"] == [["g", "a", "b"], ["h"]]


def test_a_reference_leads_to_the_lexicon_last(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "ba.toml").write_text('far = ["z"]', encoding="utf-8")
    folders = {"goi": tmp_path, "extract.language.lexicon": tmp_path / "xa"}
    monkeypatch.setattr(toml_tables, "files", lambda package: folders[package])
    assert write(nhat='all = ["@ba.far"]')["all"] == ["z"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a = ["@b"]', "goi/nhat.toml, a: @b is no list of words"),
        ('a = ["@hai.x"]', "goi/nhat.toml, a: @hai.x is no list of words"),
        ('a = ["@hai.y"]', "goi/nhat.toml, a: @hai.y is no list of words"),
        ('a = ["@a"]', "goi/nhat.toml, a: @a leads back to itself: nhat.a → nhat.a"),
        ('a = ["@b"]\nb = ["@a"]', "goi/nhat.toml, b: @a leads back to itself: nhat.a → nhat.b → nhat.a"),
        ('a = ["@hai.z"]', "goi/hai.toml, z: @nhat.a leads back to itself: nhat.a → hai.z → nhat.a"),
        ('a = ["x", "@b"]\nb = ["x"]', "goi/nhat.toml, a: stands twice: x"),
    ],
)
def test_a_reference_without_a_list_is_refused(write: Write, text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        write(nhat=text, hai='z = ["@nhat.a"]\n[y]\nw = ["v"]')
    assert str(caught.value).startswith(message)


def test_two_referenced_lists_may_share_a_word(write: Write) -> None:
    assert write(nhat='a = ["@b", "@c"]\nb = ["x", "y"]\nc = ["y", "z"]')["a"] == ["x", "y", "z"]


def test_a_table_belongs_to_its_caller(write: Write) -> None:
    first = write(nhat='a = ["x"]\nb = ["@a"]')
    first["a"].append("y")
    first["b"].append("z")
    assert toml_tables.read("goi", "nhat") == {"a": ["x"], "b": ["x"]}


def test_every_shape_belongs_to_an_existing_file() -> None:
    for package, shapes in (
        ("extract.language.lexicon", lexicon.SHAPES),
        ("compare.words", words.SHAPES),
        ("compare.registers", reading.SHAPES),
    ):
        for name, of_file in shapes.items():
            assert toml_tables.read(package, name, of_file)


@pytest.mark.parametrize(
    "entry", [{"vi": "một"}, {"vi": "một", "en": "one", "fr": "un"}, {"vi": "một", "en": ""}]
)
def test_a_message_has_exactly_the_known_languages(entry: dict[str, str]) -> None:
    with pytest.raises(LexiconError, match=r"doichieu/messages\.toml, a\.b"):
        entries({"a": {"b": entry}})


def test_a_list_is_found_by_its_keys() -> None:
    table = {"a": {"b": ["x"], "c": "y"}}
    file = File("goi", "nhat")
    assert toml_tables.words_at(file, table, "a", "b") == ("x",)
    for keys, message in ((("a", "d"), "there is no a.d"), (("a", "c"), "a.c: a list of words is expected")):
        with pytest.raises(LexiconError, match=message):
            toml_tables.words_at(file, table, *keys)


def read_again(write: Write, text: str) -> dict[str, Any]:
    """The table of a file for a new process."""
    toml_tables.text.cache_clear()
    toml_tables.as_written.cache_clear()
    return write(tot=text)


TEXT = 'names = ["xã"]\nhalf = 0.5\nday = 2025-07-01\n[[row]]\nuntil = 2025-03-01\nis = true'


def test_a_table_is_read_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tot=TEXT)

    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(toml_tables, "_checked", refuse)
    again = read_again(write, TEXT)
    assert again == first
    assert type(again["day"]) is date


def test_a_changed_table_replaces_the_old_one(write: Write, tmp_path: Path) -> None:
    write(tot='a = "1"')
    assert read_again(write, 'a = "2"') == {"a": "2"}
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize("content", ["", "{", "null", "\x00"])
def test_a_damaged_table_is_read_anew(write: Write, tmp_path: Path, content: str) -> None:
    first = write(tot=TEXT)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text(content, encoding="utf-8")
    assert read_again(write, TEXT) == first
    assert kept.stat().st_size > 4


def test_a_time_of_day_is_not_kept(write: Write, tmp_path: Path) -> None:
    write(tot="a = 12:30:00")
    assert not (tmp_path / "kept").exists()


def test_a_folder_for_tables_that_cannot_be_made_stops_nothing(write: Write, tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"a file in its place")
    assert write(tot='a = "1"') == {"a": "1"}
