"""Slips of spelling that only the words around them show."""

from __future__ import annotations

import pytest

from compare.spelling.phrases import doubled_marks, repeated, slips
from tests.compare.plans import upper_plan
from tests.compare.text_plans import TARGET, draft, said

# The written text → the intended phrase; None for a correct text.
PHRASES = [
    ("Phần đầu đạt 70% số hộ dùng nước sạch.", "Phấn đấu"),
    ("Phần đầu đến năm 2025 có 10 mô hình.", "Phấn đấu"),
    ("đến năm 2025, phần đầu 60% số hộ", "phấn đấu"),
    ("Ủy ban nhân nhân xã", "Ủy ban nhân dân"),
    ("Phần đầu của chương trình là lễ khai mạc.", None),
    ("Trong phần đầu đạt kết quả tốt.", None),
    ("phấn đầu giảm nghèo bền vững", "phấn đấu"),
    ("đội ngũ công tác viên dân số", "cộng tác viên"),
    ("quản lý công tác viên chức, công chức", None),
    ("Công tác viên y tế thôn", "Cộng tác viên"),
    ("CÔNG TÁC VIÊN", None),  # a line in capitals loses its marks in many fonts
    ("trợ giúp người nghiệm ma túy", "người nghiện"),
    ("xét nghiệm ma túy cho lái xe", None),
    ("hỗ trợ cai nghiệm tại cộng đồng", "cai nghiện"),
    ("điều trị nghiệm ma tuý", "nghiện ma túy"),
    ("đối tượng bảo trở xã hội", "bảo trợ xã hội"),
    ("trẻ em mô côi cả cha và mẹ", "mồ côi"),
    ("đẩy mạnh xã hội hoá, xã hội hóa", None),
    ("hằng năm, hàng năm; vật lí, vật lý", None),
    ("Công Thông tin điện tử huyện", "Cổng Thông tin điện tử"),
    ("thực hiên chính sách", "thực hiện"),
    ("thuyền máy ở Cù Lao Đông", None),
    ("máy ảnh và cán bô", "cán bộ"),
    ("nâng cao nâng lực cán bộ", "năng lực"),
    ("hoạt đông văn hóa", "hoạt động"),
    ("mùa đông hoạt động nhiều", None),
    ("kinh tế - xã hôi", "xã hội"),
    ("y tê thôn bản", "y tế"),
    ("không ngừng nổ lực", "nỗ lực"),
    ("cũng cố tổ hòa giải", "củng cố"),
    ("cũng cố gắng", None),
    ("khi có đủ đều kiện", "điều kiện"),
    ("các xã đều kiện toàn ban chỉ đạo", None),
    ("sử lý tin báo", "xử lý"),
    ("lịch sử lý luận", None),
    ("quỹ giành cho trẻ em", "dành cho"),
    ("quyền giành cho được", None),
]


@pytest.mark.parametrize(("text", "right"), PHRASES)
def test_phrases(text: str, right: str | None) -> None:
    assert [meant for _, meant in slips(text)] == ([right] if right else [])


REPEATED = [
    ("trách nhiệm của của các xã", "của"),
    ("các thôn và và tổ dân phố", "và"),
    ("tổ chức thực hiện thực hiện Kế hoạch", "thực hiện"),
    ("luôn luôn, dần dần, ngày ngày, từ từ", None),
    ("làm tốt công tác công tác xã hội", None),
    ("phối hợp tổ chức tổ chức chính trị - xã hội", None),
    ("các đoàn thể tổ chức tổ chức hội nghị", "tổ chức"),
    ("được giao; và, và các xã", None),
    ("bố trí kinh phí cho cho các xã", "cho"),
]


@pytest.mark.parametrize(("text", "right"), REPEATED)
def test_written_twice(text: str, right: str | None) -> None:
    assert [meant for _, meant in repeated(text)] == ([right] if right else [])


MARKS = [
    ("các xã;; các thôn", ["xã;"]),
    ("các xã,, các thôn", ["xã,"]),
    ("các hội viên;.", ["viên."]),
    ("hằng năm..", ["năm."]),
    ("các xã; các thôn...; v.v..., v.v…", []),
    ("từ ngày …/…/2021. Đạt ..% số hộ", []),
    ("Kế hoạch này./.", []),
    ("lúc 08:00, tỷ lệ 1,5; http://a.vn", []),
    ("nội dung sau: ...", []),
]


@pytest.mark.parametrize(("text", "right"), MARKS)
def test_marks(text: str, right: list[str]) -> None:
    assert [meant for _, meant in doubled_marks(text)] == right


def test_marks_at_the_end_of_an_item() -> None:
    assert len(said("TN07", draft(targets=("60% số thôn có nhà văn hóa;;", "70% số xã có chợ.")))) == 1
    assert said("TN07", draft(targets=("60% số thôn có nhà văn hóa;", "70% số xã có chợ."))) == []


SYLLABLES = [
    ("Các nghành phối hợp; các ngành tham gia.", "ngành"),
    ("Bảo vệ môi trừong nông thôn và môi trường đô thị.", None),  # the right word differs in two letters
    ("Dân tôc thiểu số; người dân tộc Tày.", "tộc"),
    ("Các nghành phối hợp.", None),  # the plan has no word that is meant
    ("Bảo tồn nhạc cụ klông pút, đàn tơ rưng.", None),
    ("Sử dụng internet, email, facebook.", None),
    ("Đồng bào Xơđăng, Giẻ - Triêng, H'Mông.", None),
    ("Quỹ khuyến học, tuyên truyền, nghiêng, khuỷu, quýt, giếng, gìn giữ, ngoằn ngoèo, uỷ quyền.", None),
    ("Lợp mái nhà; lơp học mở, lớp học tối.", "lớp"),
]


@pytest.mark.parametrize(("text", "right"), SYLLABLES)
def test_syllables(text: str, right: str | None) -> None:
    found = said("TN06", draft(text))
    assert len(found) == (right is not None)
    assert right is None or f"có thể là “{right}”" in found[0]


def test_references_show_the_intended_word() -> None:
    wrong, right = "Các nghành văn hóa phối hợp.", "Các ngành văn hóa phối hợp."
    assert said("TN06", draft(wrong)) == []
    assert len(said("TN06", draft(wrong), upper_plan(TARGET, tasks=(right,)))) == 1


def test_two_near_words_give_no_finding() -> None:
    assert said("TN06", draft("Các hôp nhựa; các hộp giấy; các hốp gỗ.")) == []


def test_a_repeated_slip_gives_one_finding() -> None:
    text = "Tập huấn cho công tác viên dân số."
    (found,) = said("TN05", draft(text, text))
    assert "(02 chỗ)" in found
    assert "công tác viên dân số" in found
