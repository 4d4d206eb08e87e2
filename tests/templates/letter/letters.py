"""An office, two plans and the reviews that the tests of the letter share."""

from __future__ import annotations

from io import BytesIO

import docx

from compare import review
from compare.model import Review
from templates.letter.office import Office
from tests.compare.plans import lower_plan, upper_plan
from tests.sample_plans import sample_of

OFFICE = Office(
    parent="UBND tỉnh Hà Lĩnh",
    name="Sở Y tế",
    symbol="SYT-KHTC",
    place="Hà Lĩnh",
    addressees=("Ủy ban nhân dân huyện Suối Vàng", "Phòng Y tế huyện Suối Vàng"),
    position=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Nguyễn Thị Hoa",
    recipients=("Như trên", "Lưu: VT, KHTC"),
)
UPPER = (
    "Ít nhất 90% số hộ dân nông thôn được dùng nước sạch vào năm 2025.",
    "Ít nhất 70% số trường học có tổ tư vấn tâm lý vào năm 2025.",
    "100% số trạm y tế xã có bác sĩ vào năm 2025.",
)


def text_of(data: bytes) -> str:
    """All words of a Word file."""
    document = docx.Document(BytesIO(data))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def reviewed(*targets: str) -> Review:
    return review(lower_plan(*targets), [upper_plan(*UPPER)])


WEAK = reviewed(
    "Ít nhất 100% số trạm y tế xã có bác sĩ vào năm 2025.",
    "Ít nhất 50% số trường học có tổ tư vấn tâm lý vào năm 2025.",
)


def against_both(stem: str) -> Review:
    """A sample against the two plans above it."""
    uppers = ("a1-qd-ttg", "a2-kh-tinh") if stem.startswith("a") else ("b1-qd-ttg", "b2-kh-tinh")
    return review(sample_of(stem), [sample_of(upper) for upper in uppers])
