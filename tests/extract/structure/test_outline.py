"""The outline: nesting of headings and items, titles and text, and roles of sections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.lines.labels import read_label
from extract.model import Role, Style
from extract.structure.headings import split_heading
from extract.structure.outline import ROOT, Outline, build_outline
from extract.structure.roles import role_of
from extract.text.cleaning import clean
from extract.traced import Traced
from tests.extract.notation import document_of, fixtures, written_outline
from tests.fixtures import Fixture


def outline_of(lines: list[str] | tuple[str, ...], *, line: bool = False) -> Outline:
    return build_outline(clean(document_of(lines, line=line)))


@fixtures("outline")
def test_tree(fixture: Fixture) -> None:
    assert written_outline(outline_of(fixture.lines)) == list(fixture.expected)


@fixtures("roles")
def test_roles(fixture: Fixture) -> None:
    assert written_outline(outline_of(fixture.lines), roles=True) == list(fixture.expected)


@fixtures("outline", "roles")
def test_lines_give_the_same_tree_as_paragraphs(fixture: Fixture) -> None:
    assert written_outline(outline_of(fixture.lines, line=True)) == written_outline(outline_of(fixture.lines))


@fixtures("outline", "roles")
def test_everything_stands_in_the_tree_once_and_in_order(fixture: Fixture) -> None:
    outline = outline_of(fixture.lines)
    pieces = [piece for node in outline.nodes for piece in (node.head, node.text) if piece is not None]
    starts = [piece.start for piece in pieces]
    assert starts == sorted(starts)
    for line in fixture.lines:
        label = read_label(line)
        words = line[label.length if label else 0 :].split()
        assert not words or any(words[-1].strip(":") in piece.text for piece in pieces)
    assert all(node.parent < index for index, node in enumerate(outline.nodes))


def test_path_and_ancestors() -> None:
    outline = outline_of(["I. MỤC TIÊU", "2. Mục tiêu cụ thể", "2.1. Đến năm 2025", "- Đạt 60% số xã."])
    last = len(outline.nodes) - 1
    assert outline.path(last) == ("I", "2", "2.1", "-1")
    assert outline.ancestors(last) == (3, 2, 1, 0)
    assert outline.nodes[0].parent == ROOT


def test_a_label_made_by_the_word_processor() -> None:
    document = document_of(["MỤC TIÊU", "Mục tiêu chung", "Đạt 60% số xã."])
    paragraphs = [
        type(paragraph)(text=paragraph.text, index=paragraph.index, label=label)
        for paragraph, label in zip(clean(document), ("I.", "1.", "-"), strict=True)
    ]
    assert written_outline(build_outline(paragraphs)) == [
        "I «MỤC TIÊU»",
        "  1 «Mục tiêu chung»",
        "    -1 Đạt 60% số xã.",
    ]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("A.", "B.", "C."), ["A", "B", "C"]),
        (("A)", "B)", "C)"), ["A", "B", "C"]),
        (("Phần I.", "Phần II.", "Phần III."), ["Phần I", "Phần II", "Phần III"]),
        (("Mục 1.", "Mục 2.", "Mục 3."), ["Mục 1", "Mục 2", "Mục 3"]),
        (("a)", "b)", "c)"), ["a", "b", "c"]),
    ],
)
def test_letters_and_parts_that_the_word_processor_numbers(labels: tuple[str, ...], names: list[str]) -> None:
    lines = clean(document_of(["Mục tiêu", "Nhiệm vụ", "Kinh phí"]))
    numbered = [replace(line, label=label) for line, label in zip(lines, labels, strict=True)]
    nodes = build_outline(numbered).nodes
    assert [node.name for node in nodes] == names
    assert [node.role for node in nodes] == [Role.TARGETS, Role.TASKS, Role.FUNDING]


def test_a_bold_line_without_a_number_is_a_heading() -> None:
    heading = clean(document_of(["Lĩnh vực y tế"], bold=True))
    items = clean(document_of(["- Đạt 60% số xã."]))
    outline = build_outline([*heading, *items])
    assert written_outline(outline) == ["· «Lĩnh vực y tế»", "  -1 Đạt 60% số xã."]


@pytest.mark.parametrize(
    ("text", "title", "own"),
    [
        (
            "2. Phòng Y tế: Khám sức khỏe cho người cao tuổi.",
            "Phòng Y tế",
            "Khám sức khỏe cho người cao tuổi.",
        ),
        ("1. Truyền thông: Đẩy mạnh tuyên truyền.", "Truyền thông", "Đẩy mạnh tuyên truyền."),
        ("1. Đào tạo: Ưu tiên cán bộ nữ.", "Đào tạo", "Ưu tiên cán bộ nữ."),
        ("2.1. Từ năm 2021 đến năm 2025", "Từ năm 2021 đến năm 2025", None),
        ("a) Rà soát, sửa đổi quy chế phối hợp;", None, "Rà soát, sửa đổi quy chế phối hợp;"),
        ("a) Nội dung:", "Nội dung", None),
        ("- Đạt 60% số xã.", None, "Đạt 60% số xã."),
        ("II. MỤC TIÊU CỤ THỂ.", "MỤC TIÊU CỤ THỂ.", None),
        ("Chỉ tiêu 3: Đạt 40% số hộ.", None, "Đạt 40% số hộ."),
        ("Mục tiêu 3: Giảm nghèo bền vững", "Giảm nghèo bền vững", None),
        (
            "7. Công an huyện, Hội Phụ nữ phối hợp tuyên truyền phòng, chống mua bán người.",
            "Công an huyện, Hội Phụ nữ",
            "phối hợp tuyên truyền phòng, chống mua bán người.",
        ),
        ("3.", None, None),
    ],
)
def test_title_and_text(text: str, title: str | None, own: str | None) -> None:
    label = read_label(text)
    assert label is not None
    heading = split_heading(Traced.of(text)[label.length :].strip(), label, Style())
    assert (heading.title.text if heading.title else None) == title
    assert (heading.text.text if heading.text else None) == own


@pytest.mark.parametrize(
    ("title", "around", "style", "role"),
    [
        ("Mục tiêu chung", Role.TARGETS, "arabic.", Role.OBJECTIVES),
        ("Mục tiêu cụ thể", Role.OBJECTIVES, "arabic.", Role.TARGETS),
        ("Kết quả đạt được", Role.OTHER, "roman", Role.STATUS),
        ("Chỉ tiêu chủ yếu", Role.STATUS, "arabic.", Role.STATUS),
        ("Nguồn lực", Role.ORGANISATION, "arabic.", Role.FUNDING),
        ("Phòng Tư pháp", Role.ORGANISATION, "arabic.", Role.ORGANISATION),
        ("Lời nói đầu", Role.OTHER, "", Role.OTHER),
        ("Bình đẳng trong chính trị", Role.TASKS, "mục tiêu", Role.TARGETS),
    ],
)
def test_role_of_a_heading(title: str, around: Role, style: str, role: Role) -> None:
    assert role_of(title, around, style) is role
    assert role_of(title.upper(), around, style) is role
