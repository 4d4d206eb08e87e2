"""Saved pages of portals: the document is found whole, without menus and other parts of the page."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from extract import read_plan
from extract.model import Document, Plan
from extract.readers import read_document
from tests.extract import portal_pages as pages
from tests.extract.old_letters import as_tcvn3
from tests.extract.reading import checked, refusal, texts

FRAMES = {
    "laws": pages.linked,
    "tables": pages.paragraph,
    "boxes": pages.linked,
    "sharepoint": pages.division,
    "comments": pages.paragraph,
    "word": pages.word,
    "docs": pages.docs,
    "breaks": pages.broken,
    "banner": pages.paragraph,
    "registry": pages.linked,
}


def said(plan: Plan) -> dict[str, object]:
    """Everything in a plan but its anchors."""
    return {
        "masthead": plan.masthead,
        "sections": [(section.label, section.title, section.role) for section in plan.sections],
        "targets": [
            (
                target.path,
                target.text,
                [(m.low, m.high, m.unit, m.bound, m.deadline) for m in target.measures],
            )
            for target in plan.targets
        ],
        "tasks": [(task.path, task.text, task.lead, task.deadline) for task in plan.tasks],
        "citations": [(found.number, found.date, found.issuer, found.role) for found in plan.citations],
        "unread": plan.unread,
    }


def written(folder: Path, content: str, name: str = "trang.html") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plain"), pages.plain())


def no_furniture(document: Document, frame: str) -> None:
    own = {text for text in pages.words_of(frame) if text not in pages.plain()}
    found = [text for text in texts(document) if any(word in text for word in own)]
    assert found == []


def test_the_plain_document_has_all_expected_parts(plain: Path) -> None:
    plan = read_plan(plain)
    assert (plan.masthead.number, plan.masthead.place) == ("118/KH-UBND", "tỉnh Trường Lĩnh")
    assert [measure.low for target in plan.targets for measure in target.measures] == [
        *(80, 150_000, 12, 5, 900, 60),
        *(45, 95, 320),
    ]
    assert len(plan.tasks) == 5
    assert len(plan.citations) == 2


@pytest.mark.parametrize(("frame", "write"), FRAMES.items(), ids=FRAMES)
def test_a_page_gives_the_plan_of_its_document(
    tmp_path: Path, plain: Path, frame: str, write: pages.Paragraph
) -> None:
    path = written(tmp_path, pages.page(frame, write))
    found, wanted = said(read_plan(path)), said(read_plan(plain))
    if write in (pages.division, pages.broken):
        # These pages have no bold lines, and only bold type marks a title without a number.
        wanted["sections"] = said(read_plan(written(tmp_path, pages.plain(write), "b.html")))["sections"]
    assert found == wanted


@pytest.mark.parametrize(("frame", "write"), FRAMES.items(), ids=FRAMES)
def test_no_word_of_the_page_is_in_the_document(tmp_path: Path, frame: str, write: pages.Paragraph) -> None:
    no_furniture(checked(read_document(written(tmp_path, pages.page(frame, write)))), frame)


@pytest.mark.parametrize(("frame", "write"), FRAMES.items(), ids=FRAMES)
def test_no_line_of_the_document_is_lost(tmp_path: Path, frame: str, write: pages.Paragraph) -> None:
    found = "".join("".join(texts(read_document(written(tmp_path, pages.page(frame, write))))).split())
    wanted = [cell for _, text in pages.lines() for cell in text.split("^")]
    assert [line for line in wanted if "".join(line.split()) not in found] == []


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame not in ("word", "docs")])
def test_frames_bring_words_of_their_own(frame: str) -> None:
    """The tests above need frames with words of their own."""
    assert len(pages.words_of(frame)) >= 6


def test_a_page_saved_in_one_file(tmp_path: Path, plain: Path) -> None:
    """The advertisement is the first part of the file; the part with a document is the page."""
    mail = EmailMessage()
    mail["Subject"] = "Kế hoạch 118/KH-UBND"
    mail.set_content("<html><body><p>Khuyến mãi 50% phòng khách sạn</p></body></html>", subtype="html")
    mail.make_mixed()
    mail.add_attachment(pages.page("laws", pages.linked), subtype="html", cte="quoted-printable")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif")
    path = tmp_path / "trang.mht"
    path.write_bytes(mail.as_bytes())
    document = read_document(path)
    no_furniture(document, "laws")
    assert "Khuyến mãi" not in document.text
    assert said(read_plan(path)) == said(read_plan(plain))


def test_a_document_in_a_separate_frame_file_is_reported(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "<html><body><div><a href='/'>Trang chủ</a> <a href='/vb'>Văn bản</a></div>"
        "<iframe src='trang_files/noi-dung.html' width=800></iframe><p>Bản quyền Cổng Mẫu</p></body></html>",
    )
    assert "trang_files/noi-dung.html" in str(refusal(path))


def test_the_envelope_may_name_the_encoding(tmp_path: Path, plain: Path) -> None:
    content = pages.plain().replace('<meta charset="utf-8">', "")
    path = tmp_path / "trang.doc"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content.encode("utf-16"))
    )
    assert said(read_plan(path)) == said(read_plan(plain))


def test_a_page_named_as_word(tmp_path: Path, plain: Path) -> None:
    assert said(read_plan(written(tmp_path, pages.plain(), "trang.doc"))) == said(read_plan(plain))


def test_omitted_parts_are_reported(tmp_path: Path, plain: Path) -> None:
    (told,) = read_document(written(tmp_path, pages.page("laws", pages.linked))).warnings
    assert "đã bỏ" in told
    assert read_document(plain).warnings == ()


def test_a_page_with_text_of_its_own_beside_a_frame(tmp_path: Path) -> None:
    text = "Xã vận động các hộ làm nhà vệ sinh. " * 30
    path = written(tmp_path, f"<body><p>{text}</p><iframe src='a_files/like.html'></iframe></body>")
    assert len(texts(read_document(path))) == 1


def test_an_online_frame_beside_a_document_is_ignored(tmp_path: Path, plain: Path) -> None:
    frame = "<iframe src='https://ads.example/x'></iframe></body>"
    path = written(tmp_path, pages.plain().replace("</body>", frame))
    assert said(read_plan(path)) == said(read_plan(plain))


@pytest.mark.parametrize(
    "body",
    [
        "<div><a href='a'>Luật A</a> và <a href='b'>Luật B</a></div><p>Một kế hoạch ngắn.</p>",
        "<div class='comment'>Ghi chú của kế hoạch</div><form>Đạt 60% số xã</form>",
        "<p>Xem thêm: phụ lục kèm theo</p>",
    ],
)
def test_a_page_without_signs_of_a_document_is_left_whole(tmp_path: Path, body: str) -> None:
    found = texts(read_document(written(tmp_path, f"<html><body>{body}</body></html>")))
    assert len(found) == body.count("<div") + body.count("<p>") + body.count("<form")


def test_a_plain_document_loses_nothing(tmp_path: Path) -> None:
    """Paragraphs without signs of a document stay, since there is no portal around them."""
    notes = "<div><p>Ghi chú: số liệu tính đến tháng 12.</p></div>"
    content = pages.plain().replace("<body>", "<body><div>").replace("</body>", f"</div>{notes}</body>")
    assert "Ghi chú: số liệu tính đến tháng 12." in texts(read_document(written(tmp_path, content)))


def test_parts_hidden_by_the_style_sheet(tmp_path: Path) -> None:
    content = (
        "<html><head><style>/* .b{display:none} */ .a, p#x { display: none } .m .c{display:none}"
        "@media print{.d{display:none}}</style></head><body><p class=a>một<p class=b>hai<p class=c>ba"
        "<p class=d>bốn<p id=x>năm<p class='a show'>sáu</body></html>"
    )
    assert texts(read_document(written(tmp_path, content))) == ["hai", "ba", "bốn", "sáu"]


def old(write: pages.Paragraph, font: str) -> pages.Paragraph:
    def inner(kind: str, text: str) -> str:
        # In the capital font, capitals are typed as small letters.
        face, text = (f"{font}H", text.lower()) if text.isupper() and "|" not in text else (font, text)
        return write(kind, as_tcvn3(text)).replace("<p", f"<p style=\"font-family:'{face}',serif\"")

    return inner


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "x-user-defined"])
def test_a_page_in_old_letters(tmp_path: Path, plain: Path, encoding: str) -> None:
    """TCVN3 in ".VnTime", headings in ".VnTimeH"; the page names its encoding, rightly or not."""
    content = pages.plain(old(pages.docs, ".VnTime")).replace("utf-8", encoding)
    path = tmp_path / "cu.html"
    path.write_bytes(content.encode("utf-8" if encoding == "utf-8" else "latin-1"))
    plan = read_plan(path)
    assert any("TCVN3" in warning for warning in plan.source.warnings)
    found, wanted = said(plan), said(read_plan(plain))
    for part in ("targets", "tasks", "citations"):
        assert str(found[part]).lower() == str(wanted[part]).lower()
    assert plan.masthead.issuer == "Ủy ban nhân dân tỉnh Trường Lĩnh"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts(read_document(path))


@pytest.mark.shared
def test_a_real_saved_page(shared: Path) -> None:
    files = shared / "files"
    assert said(read_plan(files / "langson.html")) == said(read_plan(files / "langson.docx"))
