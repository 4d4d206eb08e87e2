"""A draft without a section of targets: its numbers stand among tasks, in tables and in parts of any name."""

from __future__ import annotations

from pathlib import Path

from compare import review
from compare.model import Verdict
from extract import read_plan

UPPER = """KẾ HOẠCH
Phát triển thư viện cơ sở giai đoạn 2021 - 2025
I. MỤC TIÊU
1. Mục tiêu cụ thể
- Mức độ hài lòng của bạn đọc về phục vụ tại thư viện xã không thấp hơn 90%.
- Thời gian chờ mượn sách tại thư viện xã không quá 10 phút mỗi lượt.
- Đến năm 2025, 80% thư viện xã có máy tính nối mạng.
II. NHIỆM VỤ
- Tổ chức ngày hội đọc sách.
"""
LOWER = """KẾ HOẠCH
Phát triển thư viện cơ sở giai đoạn 2021 - 2025
1. QUY ƯỚC
- Viết tắt: TVX - thư viện xã.
2. PHỤC VỤ
- Tỷ lệ hài lòng của bạn đọc khi đến TVX: ≥ 92%;
- Bạn đọc chờ mượn sách ở TVX: ≤ 08 phút/lượt;
- TVX có máy tính nối mạng: 85%, hạn 31/12/2025;
3. PHẦN VIỆC CỦA CƠ QUAN HUYỆN
- Phòng Văn hóa và Thông tin mở ngày hội đọc sách.
"""


def test_numbers_of_any_part_answer_targets(tmp_path: Path) -> None:
    plans = []
    for name, text in (("tren.txt", UPPER), ("duoi.txt", LOWER)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        plans.append(read_plan(path))
    found = review(plans[1], [plans[0]])
    assert [pair.verdict for pair in found.pairs] == [Verdict.EXCEEDS] * 3
