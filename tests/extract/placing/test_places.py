"""The places of a plan's measures on its pages, for every format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract import errors
from extract.document import Anchor, Document
from extract.errors import ReadError
from extract.model import Citation
from extract.options import ReadOptions
from extract.pipeline import read
from extract.placing import printing
from extract.placing.joining import joined
from extract.placing.pages import Pdf, page_image, page_letters, page_sizes
from extract.placing.places import Spot, places
from extract.placing.printing import printed
from tests.extract.old_letters import as_tcvn3
from tests.extract.placing.under import Placed, ink, letters_under, opened, printed_at_once
from tests.extract.readers.pdf.drawing import pdf, show
from tests.extract.reading import Folder
from tests.extract.scanning import picture, scan
from tests.hostile.pdf_passwords import locked
from tests.office import Office
from tests.sample_plans import SAMPLES

PLAN = SAMPLES / "a4-kh-huyen-na-suong.pdf"
LAYOUTS = Path(__file__).resolve().parents[2] / "layouts" / "files"
PRINTED = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".html", ".txt"))


REAL = (
    # Name, measures exactly under their rectangles, all measures.
    ("langson.doc", 20, 20),
    ("langson.docx", 20, 20),
    ("langson.html", 20, 20),
    ("langson.pdf", 20, 20),
    ("langson_mixedfont.pdf", 20, 20),
    ("ngochoi.doc", 11, 11),
    ("ngochoi_nfd.docx", 11, 11),
    # LibreOffice prints no letter for the old "ư".
    ("ngochoi_tcvn3.doc", 0, 7),
)


@pytest.fixture(scope="module")
def samples(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, bytes]:
    """The samples that LibreOffice prints, as PDF."""
    return printed_at_once(PRINTED, office, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def real_plans(shared: Path, office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, bytes]:
    """The copies of the real plans that LibreOffice prints, as PDF."""
    paths = [shared / "files" / name for name, *_ in REAL]
    return printed_at_once(
        [path for path in paths if path.suffix != ".pdf"], office, tmp_path_factory.mktemp("real-plans")
    )


def spots_of(document: Document, pdf: Pdf) -> dict[str, tuple[Spot, ...]]:
    """The rectangles of each block."""
    anchors = [
        Anchor(file="", page=None, paragraph=index, start=block.start, end=block.start + len(block.text))
        for index, block in enumerate(document.blocks)
    ]
    found = places(document, anchors, pdf)
    return {block.text: spots for block, spots in zip(document.blocks, found, strict=True)}


@pytest.mark.parametrize("path", [*SAMPLES.glob("*.pdf"), *LAYOUTS.glob("*.pdf")], ids=lambda path: path.stem)
def test_measures_of_a_pdf(path: Path) -> None:
    placed = Placed(path)
    assert placed.pdf == path.read_bytes()
    assert placed.exact == len(placed.measures) > 0


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_measures_of_printed_samples(samples: dict[Path, bytes], path: Path) -> None:
    placed = Placed(path, samples[path])
    assert placed.exact == len(placed.measures) > 0


@pytest.mark.usefixtures("running_office")
@pytest.mark.parametrize("name", ["giam-ngheo.docx", "tre-em.html", "nuoc-sach.md", "p8-ngat-dong-cung.txt"])
def test_measures_of_printed_tables(name: str) -> None:
    placed = Placed(LAYOUTS / name)
    assert placed.exact == len(placed.measures) > 0


def test_a_measure_of_a_row_is_its_name_and_its_value() -> None:
    placed = Placed(LAYOUTS / "giam-ngheo.pdf")
    (at,) = (index for index, one in enumerate(placed.measures) if one.text.endswith("\n≥ 90"))
    document, _ = placed.reading
    anchor = placed.measures[at].anchor
    assert "82" in document.text[anchor.start : anchor.end]
    assert placed.under[at].replace(" ", "").endswith("≥90")
    assert "82" not in placed.under[at]
    # Its bare anchor has the cells between them.
    (spots,) = places(document, [anchor], placed.pdf)
    assert "82" in letters_under(page_letters(placed.pdf), spots)


def test_two_measures_of_a_line_have_places_of_their_own() -> None:
    placed = Placed(PLAN)
    at = next(index for index, one in enumerate(placed.measures) if one.text.startswith("ít nhất 95%"))
    before, after = placed.spots[at - 1][-1], placed.spots[at][0]
    assert before.y0 == pytest.approx(after.y0, abs=0.005)
    assert before.x1 < after.x0


def test_citations_and_places_not_known() -> None:
    document, plan = read(PLAN)
    first: Citation = plan.citations[0]
    cited, nothing = places(document, [first.anchor, None], PLAN)
    assert first.number in letters_under(page_letters(PLAN), cited)
    assert nothing == ()


def test_a_scan_has_the_places_of_its_print(tmp_path: Path) -> None:
    """Without letters the box of a line is cut by the widths of its text."""
    document, plan = read(PLAN)
    pictures = scan([picture(PLAN, page, dpi=80) for page in range(1, 6)], tmp_path / "scan.pdf", dpi=80)
    measures = [one for target in plan.targets for one in target.measures]
    wanted, found = places(document, measures, PLAN), places(document, measures, pictures)
    assert [len(spots) for spots in found] == [len(spots) for spots in wanted]
    for there, here in zip(wanted, found, strict=True):
        for one, other in zip(there, here, strict=True):
            assert other.page == one.page
            assert (other.x0, other.x1) == pytest.approx((one.x0, one.x1), abs=0.02)
            assert (other.y0, other.y1) == pytest.approx((one.y0, one.y1), abs=0.01)


TURNED = "BT /F1 12 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_shown(folder: Folder, rotate: int) -> None:
    """The text runs up the page of the file, and the viewer turns the page, or does not."""
    content = TURNED.format(x=100, y=50, text="hai ba bon") + TURNED.format(x=60, y=50, text="mot")
    made = pdf(content, rotate=rotate)
    found = spots_of(folder.read("a.pdf", made), made)
    image = opened(page_image(made, 1))
    shares = {text: ink(image, spots[0]) for text, spots in found.items()}
    assert [len(spots) for spots in found.values()] == [1, 1]
    assert set(shares) == {"mot", "hai ba bon"}
    assert 0.2 < shares["mot"] < 0.4 < shares["hai ba bon"] < 0.8
    assert sum(shares.values()) == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_part_of_a_turned_line(folder: Folder, rotate: int) -> None:
    made = pdf(TURNED.format(x=100, y=50, text="hai ba bon"), rotate=rotate)
    document = folder.read("a.pdf", made)
    anchor = Anchor(file="", page=1, paragraph=0, start=4, end=6)
    ((spot,),) = places(document, [anchor], made)
    assert letters_under(page_letters(made), [spot]) == "ba"


def test_a_pdf_without_its_words_gives_the_box(folder: Folder) -> None:
    document = folder.read("a.pdf", pdf(show(20, 300, "Nam 2024")))
    (spots,) = spots_of(document, pdf(show(20, 300, "xxxxx"))).values()
    ((spot,),) = (spots,)
    assert (spot.x0, spot.x1) == pytest.approx((20 / 300, 74 / 300), abs=0.02)
    # Of a page that the PDF lacks nothing is known.
    boxes = tuple(replace(box, page=7) for box in document.blocks[0].boxes)
    moved = replace(document, blocks=(replace(document.blocks[0], boxes=boxes),))
    assert list(spots_of(moved, pdf("")).values()) == [()]


@pytest.mark.usefixtures("running_office")
def test_old_letters_are_found_by_their_meaning(tmp_path: Path) -> None:
    path = tmp_path / "cũ.txt"
    plan = "Kế hoạch\nI. Mục tiêu\n1. Ít nhất 60% số xã, phường có nước sạch để dùng.\n"
    path.write_bytes(as_tcvn3(plan).encode("latin-1"))
    placed = Placed(path)
    assert placed.exact == len(placed.measures) == 1


def test_a_picture_is_a_page(folder: Folder) -> None:
    path = folder.path / "a.png"
    picture(PLAN, 1, dpi=150).save(path, dpi=(150, 150))
    (size,) = page_sizes(printed(path))
    (wanted, *_) = page_sizes(PLAN)
    assert (size.width, size.height) == pytest.approx((wanted.width, wanted.height), abs=1)


def test_a_locked_pdf_is_opened_once(tmp_path: Path) -> None:
    path = tmp_path / "khóa.pdf"
    path.write_bytes(locked(b"mo ra"))
    with pytest.raises(ReadError) as caught:
        page_sizes(path)
    assert caught.value.reason == errors.LOCKED
    assert len(page_sizes(printed(path, ReadOptions(password="mo ra")))) == 1
    with pytest.raises(ReadError) as caught:
        printed(path, ReadOptions(password="sai"))
    assert caught.value.reason == errors.WRONG_PASSWORD


def test_without_libreoffice_the_text_is_to_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "libreoffice", lambda: None)
    with pytest.raises(ReadError, match="dạng chữ") as caught:
        printed(PRINTED[0])
    assert caught.value.reason == errors.NOT_SHOWN


def test_letters_of_one_line_are_one_box() -> None:
    far = [(0.1, 0.1, 0.12, 0.12), (0.8, 0.1, 0.82, 0.12)]
    assert joined(far) == far
    up = [(0.1, 0.5 - 0.02 * number, 0.12, 0.52 - 0.02 * number) for number in range(5)]
    (line,) = joined(up)
    assert line == pytest.approx((0.1, 0.42, 0.12, 0.52))
    assert joined([]) == []


@pytest.mark.shared
@pytest.mark.usefixtures("converted_once")
@pytest.mark.slow
@pytest.mark.parametrize(("name", "exact", "measures"), REAL)
def test_measures_of_real_plans(
    shared: Path, real_plans: dict[Path, bytes], name: str, exact: int, measures: int
) -> None:
    path = shared / "files" / name
    placed = Placed(path, real_plans.get(path))
    assert (placed.exact, len(placed.measures), placed.lost) == (exact, measures, 0)
