"""Footnotes, endnotes and comments: kept beside the text, never in it."""

from __future__ import annotations

from tests.extract.reading import Folder, texts
from tests.extract.word import RAISED, p, r, read

SPACE = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def mark(number: int, kind: str = "footnote", more: str = "", text: str = "") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference {more} w:id="{number}"/>{text}</w:r>'


def note(number: int, text: str, kind: str = "footnote", own: str = "") -> str:
    own = own or f"<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{number}">{p(own + r(text))}</w:{kind}>'


def section(properties: str) -> str:
    return f"<w:sectPr>{properties}</w:sectPr>"


def test_a_note_never_touches_the_number_before_it(folder: Folder) -> None:
    body = p(r("giảm còn 24%") + mark(3) + r(" hộ nghèo")) + p(r("tăng 5%") + mark(2))
    notes = SPACE + note(2, " Không tính xã Bản Phà.") + note(3, " Theo chuẩn 2026.")
    document = read(folder, body, footnotes=notes)
    assert texts(document) == ["giảm còn 24% hộ nghèo", "tăng 5%"]
    # The notes follow the order of the text, not that of the file.
    assert [(n.label, n.text) for n in document.notes] == [
        ("1", "Theo chuẩn 2026."),
        ("2", "Không tính xã Bản Phà."),
    ]
    assert document.warnings == ()


def test_endnotes_have_their_own_roman_numbers(folder: Folder) -> None:
    body = p(r("một") + mark(1, "endnote") + mark(1) + mark(2, "endnote"))
    notes = note(1, "A", "endnote") + note(2, "B", "endnote")
    document = read(folder, body, footnotes=note(1, "C"), endnotes=notes)
    assert [(n.label, n.text) for n in document.notes] == [("i", "A"), ("1", "C"), ("ii", "B")]


def test_marks_put_by_hand_do_not_count(folder: Folder) -> None:
    typed = mark(1, more='w:customMarkFollows="1"', text="<w:t>*</w:t>")
    body = p(r("đạt 90%") + typed + r(" số xã") + mark(2))
    notes = note(1, " Trừ xã đảo.", own=r("*", RAISED)) + note(2, "Đến hết quý I.")
    document = read(folder, body, footnotes=notes)
    assert texts(document) == ["đạt 90% số xã"]
    assert [(n.label, n.text) for n in document.notes] == [("*", "Trừ xã đảo."), ("1", "Đến hết quý I.")]


def test_number_formats_and_sections_of_notes(folder: Folder) -> None:
    anew = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    roman = '<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = p(r("a") + mark(1) + mark(2)) + p("b", section(anew)) + p(r("c") + mark(3)) + section(roman)
    notes = "".join(note(number, "x") for number in (1, 2, 3))
    chicago = '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>'
    assert [n.label for n in read(folder, body, footnotes=notes).notes] == ["1", "2", "I"]
    document = read(folder, body, footnotes=notes, settings=chicago)
    assert [n.label for n in document.notes] == ["*", "†", "I"]
    start = '<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>'
    body = p(r("a") + mark(1) + mark(2))
    assert [n.label for n in read(folder, body, footnotes=notes, settings=start).notes] == ["7", "8"]


def test_long_notes_and_notes_without_a_mark(folder: Folder) -> None:
    long = f'<w:footnote w:id="1">{p("Dòng một")}{p("Dòng hai")}</w:footnote>'
    document = read(folder, p(r("a") + mark(1) + mark(9)), footnotes=long + note(5, "không ai gọi"))
    assert [n.text for n in document.notes] == ["Dòng một\nDòng hai"]


def test_a_note_with_two_marks_is_given_once(folder: Folder) -> None:
    document = read(folder, p(r("a") + mark(1) * 5), footnotes=note(1, "x"))
    assert [(n.label, n.text) for n in document.notes] == [("1", "x")]


def test_a_mark_in_a_hidden_run_or_an_instruction_is_not_shown(folder: Folder) -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    body = p(r("a") + hidden + mark(2))
    document = read(folder, body, footnotes=note(1, "một") + note(2, "hai"))
    assert [(n.label, n.text) for n in document.notes] == [("1", "hai")]


def test_comments_are_counted_and_not_read(folder: Folder) -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>' + r("80%") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    comments = "".join(f'<w:comment w:id="{n}">{p("nên là 90%")}</w:comment>' for n in range(3))
    document = read(folder, body, comments=comments)
    assert texts(document) == ["80%"]
    assert document.warnings == ("Văn bản có 03 bình luận (comment), không được đối chiếu.",)
    assert read(folder, body, comments="").warnings == ()
