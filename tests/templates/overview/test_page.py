"""index.html: one file without outside parts, readable without colour, with links to every report."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import lxml.html
import pytest

from compare import review
from compare.model import Verdict
from compare.standing import Standing, letters
from compare.survey.chain import upper_reviews
from compare.survey.keys import keys_of
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import Failure, FailureKind, Unit, UnitReview, unit_review
from templates import render, texts, words
from templates.overview import overview_page
from tests.compare.run_rows import NATION, PROVINCE, percent, total, unit
from tests.sample_plans import sample_of
from tests.templates.hostile import TEXTS

UPPERS = ("a1-qd-ttg", "a2-kh-tinh")
DRAFTS = ("a3-kh-huyen-khe-vang", "a4-kh-huyen-na-suong", "a5-kh-huyen-da-lung", "a6-kh-huyen-muong-din")


@cache
def seen() -> Overview:
    uppers = [sample_of(stem) for stem in UPPERS]
    drafts = [sample_of(stem) for stem in DRAFTS]
    return overview(
        [unit_review(review(plan, uppers), file=plan.source.name, sha256=plan.source.sha256) for plan in drafts],
        expected=[Unit(name="huyện Khe Vằng"), Unit(name="huyện Bản Rạ")],
        above=upper_reviews(uppers),
        failures=[Failure(file="hỏng.docx", reason="Tệp bị hỏng.")],
    )  # fmt: skip


@cache
def page() -> str:
    return overview_page(seen(), link=lambda line: f"units/{line.file}.html", rules={"CT02": "Chưa đạt mức"})


def tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def text_of(html: str) -> str:
    """All words of a page, with blanks between two cells."""
    return " ".join(" ".join(tree(html).itertext()).split())


def many(count: int) -> Overview:
    rows = [
        unit(f"huyện {n}", percent(Verdict.MEETS if n % 3 else Verdict.MISSING, "60")) for n in range(count)
    ]
    return overview(rows)


def test_each_cell_has_the_letter_of_its_standing() -> None:
    (group,) = seen().groups
    rows = tree(page()).xpath("//table[contains(@class, 'heat')]/tbody[last()]/tr")
    assert len(rows) == len(group.lines)
    for row, line in zip(rows, group.lines, strict=True):
        signs = [cell.text_content().strip() for cell in row.xpath("td[starts-with(@class, 'c ')]")]
        assert signs == [words.word("letter", letter) for letter in line.letters]


def test_letters_are_distinct_and_explained() -> None:
    signs = [words.word("letter", letter) for letter in letters(Standing)]
    assert len(set(signs)) == len(signs)
    legend = text_of(page().split('<p class="legend">')[1].split("</p>")[0])
    for letter in letters(Standing):
        assert f"{words.word('letter', letter)} {words.word('standing_short', letter)}" in legend


def test_worse_standings_have_darker_greys() -> None:
    """The backgrounds of letters grow darker from fitting to missing targets."""
    grounds = {one: re.search(rf"\.{one} {{ background: #(\w{{6}})", page()) for one in "mpiwx"}

    def light(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    lights = [light(found[1]) for found in grounds.values() if found]
    assert len(lights) == 5
    assert lights == sorted(lights, reverse=True)
    assert lights[-1] > 90  # black letters stay legible on it


def test_the_page_needs_nothing_from_outside() -> None:
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""", page())
    links = set(tree(page()).xpath("//a/@href"))
    assert {link for link in links if not link.startswith("#")} == {
        "mot-trang.html", "matrix.xlsx", "results.csv", "results.parquet", "run.json",
        *(f"units/{line.file}.html" for group in seen().groups for line in (*group.lines, *group.above)),
    }  # fmt: skip


def test_a_cell_links_to_its_row_in_the_report() -> None:
    uppers = [sample_of(stem) for stem in UPPERS]
    report = tree(render(review(sample_of(DRAFTS[0]), uppers), "html").decode())
    anchors = tree(page()).xpath("//tr[@class='heads']/th/@data-a")
    assert len(anchors) == len(seen().groups[0].columns)
    assert set(anchors) <= set(report.xpath("//@id"))


def test_the_main_figures_stand_at_the_top() -> None:
    first, rest = page().split('<ul class="tiles">')
    lead = text_of(first.split("</header>")[1])
    due, fits = sum(line.due for line in seen().lines), sum(line.fits for line in seen().lines)
    assert f"trong {due} lượt chỉ tiêu, {fits} lượt" in lead
    assert "01 đơn vị" not in lead
    assert "1/2 đơn vị chưa gửi kế hoạch: huyện Bản Rạ; 01 tệp không đọc được: hỏng.docx." in lead
    assert "thiếu nhiều nhất: “" in lead
    assert "hỏng.docx : Tệp bị hỏng." in text_of(rest)


def test_every_matter_leads_to_its_details() -> None:
    items = tree(page()).xpath("//ol[@class='matters']/li")
    assert 3 <= len(items) <= 5
    ids = set(tree(page()).xpath("//@id"))
    for item in items:
        (href,) = item.xpath("a/@href")
        assert href.startswith("units/") or href.removeprefix("#") in ids


def test_targets_lost_by_the_province_are_marked() -> None:
    lost = percent(Verdict.MISSING, number=1)
    upper = unit(PROVINCE, lost, references=(NATION,), sha256="p")
    below = unit("huyện A", lost, references=(NATION, replace(NATION, key="p", name="Kế hoạch số 9/KH-UBND")))
    text = overview_page(overview([below], above=[upper]))
    assert '<td class="c x">X↑' in text
    assert "↑ 1 đơn vị do cấp trên đã yếu" in text_of(text)
    assert "Trong 01 lượt chưa có, thấp hơn hoặc chưa so được, 01 lượt do kế hoạch cấp trên" in text_of(text)


def test_other_losses_belong_to_the_units() -> None:
    upper = unit(PROVINCE, percent(Verdict.MEETS, "60"), references=(NATION,), sha256="p")
    both = (NATION, replace(NATION, key="p", name="Kế hoạch số 9/KH-UBND"))
    below = unit("huyện A", percent(Verdict.MISSING), references=both)
    assert "Cả 01 lượt chưa có" in text_of(overview_page(overview([below], above=[upper])))
    assert "Cả 01 lượt chưa có" not in text_of(overview_page(overview([below])))


def test_sums_of_rows_and_columns_agree() -> None:
    """Fitting targets are as many by units as by targets and in the first sentence."""
    page_tree = tree(page())
    rows = page_tree.xpath("//table[contains(@class, 'heat')]/tbody[last()]/tr/td[@data-s]/text()")
    columns = page_tree.xpath("//table[contains(@class, 'heat')]/tfoot//td[@class='s']")
    shares = [
        [text.strip().split("/") for text in texts]
        for texts in (rows, [one.text_content() for one in columns])
    ]
    fits, due = (
        [sum(int(share[at]) for share in side if len(share) == 2) for side in shares] for at in (0, 1)
    )
    assert fits[0] == fits[1] > 0
    assert due[0] == due[1]


def test_every_column_can_be_read_in_full() -> None:
    told = [
        text_of(lxml.html.tostring(one, encoding="unicode"))
        for one in tree(page()).xpath("//details[@class='targets']//li")
    ]
    columns = seen().groups[0].columns
    assert len(told) == len(columns)
    assert all(one.startswith(f"{column.number} ") for one, column in zip(told, columns, strict=True))
    assert all(texts.quoted(column.text) in one for one, column in zip(told, columns, strict=True))


def test_a_total_shows_its_gap_and_each_share() -> None:
    text = text_of(overview_page(overview([unit("huyện A", total("120")), unit("huyện B", total("90"))])))
    assert "600 hộ trong 10 năm 300 hộ trong 5 năm 210 hộ 90 hộ 70%" in text
    assert "huyện A 120 / 150 huyện B 90 / 150" in text


def test_a_near_miss_is_not_rounded_to_the_target() -> None:
    plans = [unit("huyện A", total("150")), unit("huyện B", total("149"))]
    assert "299 hộ 1 hộ 99,7%" in text_of(overview_page(overview(plans)))
    keys = keys_of("đơn vị;dân số\nhuyện A;9999\nhuyện B;1")
    near = [unit("huyện A", percent(Verdict.MEETS, "60")), unit("huyện B", percent(Verdict.WEAKER, "40"))]
    assert "59,998% (theo dân số) Chưa đạt" in text_of(overview_page(overview(near, keys=keys)))


def test_percentages_without_a_key_are_left_open() -> None:
    plans = [unit("huyện A", percent(Verdict.MEETS, "60")), unit("huyện B", percent(Verdict.WEAKER, "40"))]
    assert "chưa có số (dân số, số hộ …) để tính bình quân" in text_of(overview_page(overview(plans)))


def test_an_open_conclusion_is_told_once() -> None:
    rows = [percent(Verdict.MEETS, "60", number=number) for number in range(1, 9)]
    lost = [percent(Verdict.WEAKER, "40", number=number) for number in range(1, 9)]
    page = overview_page(overview([unit("huyện A", *rows), unit("huyện B", *lost)]))
    assert page.count("Chưa đủ căn cứ") == 1
    assert page.count("để tính bình quân") == 2  # on screen beside the rows, on paper in their place
    assert "8 chỉ tiêu chưa có số" in text_of(page)


def test_a_later_number_is_shown_as_not_counted() -> None:
    good = percent(Verdict.MEETS, "80")
    assert good.lower is not None
    late = replace(good, lower=replace(good.lower, deadline="2027"))
    text = text_of(overview_page(overview([unit("huyện A", good), unit("huyện B", late)])))
    assert "1/2 80% – có đơn vị nêu số cho thời hạn muộn hơn" in text


def test_unnamed_units_outside_the_sum_are_counted() -> None:
    plans = [unit("huyện A", total("120")), *(unit(f"huyện {n:02}", total(None)) for n in range(12))]
    text = text_of(overview_page(overview(plans)))
    assert "huyện 07 và 04 đơn vị khác)" in text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_breaks_the_page(text: str) -> None:
    row = percent(Verdict.MISSING)
    row = replace(row, upper=replace(row.upper, text=text, subject=text, place=text, value=text))
    result = unit(text, row, total("5"))
    html = overview_page(overview([result, replace(result, sha256="2")], expected=[Unit(name=text)]))
    scripts = tree(html).xpath("//script")
    assert len(scripts) == 1
    assert "alert(1)" not in scripts[0].text_content()
    html.encode("utf-8")


def test_many_units_get_a_page_of_their_own() -> None:
    few, lots = overview_page(many(25)), overview_page(many(26))
    assert 'class="spread"' not in few
    assert 'class="spread"' in lots
    assert "dense" not in few.split("<body>")[1]
    assert '<section class="matrix dense wide fresh">' in lots


def test_units_without_a_number_are_told_once() -> None:
    keys = keys_of("đơn vị;dân số\nhuyện A;9999\n")
    rows = (total("120", number=2), total("80", number=3))
    text = text_of(overview_page(overview([unit("huyện A", *rows), unit("huyện B", *rows)], keys=keys)))
    assert text.count("Chưa có dân số của huyện B, tạm chia đều.") == 1


def test_several_plans_of_a_unit_are_told_apart() -> None:
    good = percent(Verdict.MEETS, "60")
    plans = [
        replace(unit("huyện A", good, sha256=str(number)), number=f"{number}/KH-UBND", date="2021-05-20")
        for number in (1, 2)
    ]
    again = replace(plans[0], sha256="3", file="lần 2.txt", pairs=(percent(Verdict.MISSING),))
    text = text_of(overview_page(overview([*plans, unit("huyện B", good)])))
    assert "huyện A số 1/KH-UBND" in text
    assert "huyện A số 2/KH-UBND" in text
    assert "huyện B số" not in text
    assert "huyện A lần 2.txt" in text_of(overview_page(overview([plans[0], again])))


def test_plans_apart_and_duplicates_stand_below() -> None:
    failures = [
        Failure(file="nghèo.docx", reason="", kind=FailureKind.OTHER_PROGRAMME, unit="huyện A", detail="Giảm nghèo"),
        Failure(file="bản sao.docx", reason="", kind=FailureKind.SAME, detail="gốc.docx"),
    ]  # fmt: skip
    html = overview_page(overview([unit("huyện A", percent(Verdict.MEETS, "60"))], failures=failures))
    text = text_of(html)
    assert "Để riêng, không xếp hạng, không tính (1) huyện A : thuộc chương trình khác (Giảm nghèo)" in text
    assert "bản sao.docx : cùng nội dung với gốc.docx" in text
    assert "không đọc được" not in text
    assert tree(html).xpath("count(//table[contains(@class, 'heat')]/tbody/tr)") == 1


def test_several_groups_are_listed() -> None:
    rows: list[UnitReview] = [
        unit("huyện A", percent(Verdict.MEETS, "60")),
        unit("tỉnh B", percent(Verdict.MEETS, "60"), references=(NATION,)),
    ]
    text = overview_page(overview(rows))
    assert "Theo văn bản cấp trên trực tiếp" in text_of(text)
    assert tree(text).xpath("count(//details[@class='group'])") == 2


def test_many_absent_units_are_counted_and_partly_named() -> None:
    expected = [Unit(name=f"xã Suối {n:03}") for n in range(100)]
    text = text_of(
        overview_page(overview([unit("huyện A", percent(Verdict.MEETS, "60"))], expected=expected))
    )
    assert "Đơn vị chưa gửi (100)" in text
    assert "xã Suối 059 và 40 đơn vị khác" in text
    assert "xã Suối 060" not in text


def test_an_empty_overview_has_a_page() -> None:
    assert "0 kế hoạch" in text_of(overview_page(overview([])))


def test_the_same_overview_gives_the_same_page() -> None:
    assert overview_page(seen()) == overview_page(seen())
