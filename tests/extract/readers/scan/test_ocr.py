"""Pages that are pictures: recognition, order among other pages, kept results, and marks of doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from extract import errors, read_plan
from extract.errors import ReadError
from extract.model import Document, Measure, Plan
from extract.options import ReadOptions
from extract.readers import read_document
from extract.readers.scan import ocr
from tests.extract.reading import checked
from tests.extract.scanning import broken_letters, covered, first_pages, mixed, picture, scan
from tests.sample_plans import file_of

PRINTED = file_of("a4-kh-huyen-na-suong")
TARGETS_PAGE = 2
Facts = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> ReadOptions:
    """Reading options with kept pages, so that pages of several tests are recognised once."""
    return ReadOptions(cache=tmp_path_factory.mktemp("recognised"))


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return picture(PRINTED, TARGETS_PAGE)


@pytest.fixture(scope="module")
def printed_plan() -> Plan:
    return read_plan(PRINTED)


def facts(plan: Plan) -> Facts:
    """The facts that all readings of one plan must share."""
    return [fact(measure) for target in plan.targets for measure in target.measures]


def fact(measure: Measure) -> tuple[object, ...]:
    return (measure.low, measure.high, measure.unit, measure.bound, measure.change, measure.deadline)


def text_of(document: Document) -> str:
    return " ".join(document.text.split())


@pytest.mark.ocr
def test_a_scan_gives_the_facts_of_the_printed_page(
    tmp_path: Path, kept: ReadOptions, page: Image.Image, printed_plan: Plan
) -> None:
    plan = read_plan(mixed(PRINTED, {TARGETS_PAGE: page}, tmp_path / "a.pdf"), kept)
    assert facts(plan) == facts(printed_plan)
    assert any("trang 2 do máy nhận dạng" in warning for warning in plan.source.warnings)
    for ours, theirs in zip(plan.targets, printed_plan.targets, strict=True):
        assert (ours.path, ours.anchor.page) == (theirs.path, theirs.anchor.page)
        for box, other in zip(ours.anchor.boxes, theirs.anchor.boxes, strict=True):
            assert abs(box.x0 - other.x0) < 6
            assert abs(box.bottom - other.bottom) < 6


@pytest.mark.ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_may_lie_on_its_side_or_head(
    tmp_path: Path, kept: ReadOptions, page: Image.Image, printed_plan: Plan, turn: int
) -> None:
    path = tmp_path / "a.png"
    top, bottom = 300, 430  # points; the lines of two targets
    part = page.crop((0, round(top / 72 * 200), page.width, round(bottom / 72 * 200)))
    part.rotate(turn, expand=True).save(path, dpi=(200, 200))
    document = checked(read_document(path, kept))
    wanted = [target.anchor for target in printed_plan.targets if target.anchor.page == TARGETS_PAGE]
    assert "Ít nhất 65% số thôn, tổ dân phố trong huyện" in text_of(document)
    first = next(block for block in document.blocks if "65%" in block.text).boxes[0]
    upright = wanted[0].boxes[0]
    shown = (first.x1 - first.x0, first.bottom - first.top)
    assert (shown[0] < shown[1]) == (turn != 180)
    if turn == 180:
        assert abs((595 - first.x1) - upright.x0) < 6
        assert abs((bottom - first.bottom) - upright.top) < 6


@pytest.mark.ocr
@pytest.mark.parametrize("ending", ["png", "jpg", "tif", "bmp", "gif", "webp"])
def test_pictures_in_every_format(tmp_path: Path, page: Image.Image, ending: str) -> None:
    # A strip of three lines is enough to test the path from the file to the recogniser.
    strip = page.crop((0, 800, page.width, 1100))
    path = tmp_path / f"a.{ending}"
    strip.convert("RGB").save(path, dpi=(200, 200))
    document = checked(read_document(path))
    assert document.pages == 1
    assert "cộng tác viên" in text_of(document)


@pytest.mark.ocr
def test_every_frame_is_a_page(tmp_path: Path, page: Image.Image) -> None:
    strips = [page.crop((0, top, page.width, top + 260)) for top in (800, 1100)]
    path = tmp_path / "a.tif"
    strips[0].save(path, save_all=True, append_images=strips[1:], dpi=(200, 200))
    told: list[tuple[str, int, int]] = []
    document = read_document(path, ReadOptions(progress=lambda *step: told.append(step)))
    assert {block.page for block in document.blocks} == {1, 2}
    assert told == [("a.tif", 1, 2), ("a.tif", 2, 2)]


@pytest.mark.ocr
def test_the_orientation_of_a_telephone_is_used(tmp_path: Path, page: Image.Image) -> None:
    strip = page.crop((0, 800, page.width, 1100)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn clockwise
    path = tmp_path / "a.jpg"
    strip.rotate(90, expand=True).save(path, exif=exif)
    assert "cộng tác viên" in text_of(read_document(path))


@pytest.mark.ocr
def test_text_behind_a_picture_is_not_used(tmp_path: Path, kept: ReadOptions, page: Image.Image) -> None:
    """A scanner puts its recognised text behind the picture, where nobody can check it."""
    path = covered(PRINTED, page, tmp_path / "a.pdf")
    text = text_of(read_document(path, kept))
    assert "Ít nhất 65% số thôn" in text
    assert "86/KH-UBND" not in text


@pytest.mark.ocr
def test_broken_letter_tables(tmp_path: Path) -> None:
    printed = first_pages(PRINTED, 2, tmp_path / "a.pdf")
    plan, wanted = read_plan(broken_letters(printed, tmp_path / "b.pdf")), read_plan(printed)
    assert len(facts(plan)) > 5
    assert facts(plan) == facts(wanted)
    assert plan.masthead.number == wanted.masthead.number
    assert any("máy nhận dạng" in warning for warning in plan.source.warnings)


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "tesseract", lambda: None)


@pytest.mark.usefixtures("no_tesseract")
def test_without_the_program_other_pages_are_read(tmp_path: Path, page: Image.Image) -> None:
    document = read_document(mixed(PRINTED, {TARGETS_PAGE: page}, tmp_path / "a.pdf"))
    assert {block.page for block in document.blocks} == {1, 3, 4, 5}
    assert any("Trang 2 là ảnh quét" in warning for warning in document.warnings)
    with pytest.raises(ReadError) as caught:
        read_document(scan([page], tmp_path / "b.pdf"))
    assert caught.value.reason is errors.NEEDS_RECOGNITION


@pytest.mark.ocr
def test_recognised_pages_are_kept(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ReadOptions(cache=tmp_path / "kept")
    path = scan([page.crop((0, 800, page.width, 1100))], tmp_path / "a.pdf")
    first = read_document(path, options)

    def fail(*_: object) -> None:
        raise AssertionError("recognised again")

    monkeypatch.setattr(ocr, "_read", fail)
    assert read_document(path, options) == first
    (tmp_path / "other.pdf").write_bytes(path.read_bytes())
    assert read_document(tmp_path / "other.pdf", options).text == first.text
    # A broken file among the kept ones is made again.
    monkeypatch.undo()
    for file in (tmp_path / "kept").iterdir():
        file.write_text("{", encoding="utf-8")
    assert read_document(path, options) == first


@pytest.mark.ocr
def test_a_page_that_takes_too_long_is_reported(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 0.01)
    document = read_document(mixed(PRINTED, {TARGETS_PAGE: page}, tmp_path / "a.pdf"))
    assert "Không nhận dạng được chữ ở trang 2; trang này chưa được đọc." in document.warnings


@pytest.mark.ocr
def test_an_empty_picture_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (1000, 1400), 255).save(path)
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert caught.value.reason is errors.NO_TEXT
