"""Findings of all severities; f8 is waived, f14 covers two places."""

from __future__ import annotations

from compare.model import Finding, Kind, Severity, Waiver
from tests.templates.items import (
    EXTRA_D,
    LATE_0,
    LATE_1,
    LOSS_1,
    LOSS_D,
    PAY_1,
    PAY_D,
    SCHOOL_0,
    SCHOOL_D,
    SEWAGE_0,
    TALK_1,
    TALK_D,
    TEST_1,
    TEST_D,
    TOILET_0,
    TOILET_D,
    TRAIN_0,
    TRAIN_D,
    WATER_0,
    WATER_1,
    WATER_D,
    spot,
)


def findings() -> tuple[Finding, ...]:
    """All severities; f8 is waived, f14 covers two places."""
    return (
        Finding(
            id="f1",
            rule="CT02",
            kind=Kind.WEAKER_VALUE,
            severity=Severity.CRITICAL,
            message="Chỉ tiêu hộ dân nông thôn sử dụng nước sạch đạt 55%, thấp hơn 5 điểm % so với mức ít "
            "nhất 60% "
            "của Quyết định số 318/QĐ-TTg.",
            suggestion="Đề nghị UBND huyện Phú Lâm rà soát, điều chỉnh chỉ tiêu hộ dân nông thôn sử dụng "
            "nước sạch từ "
            "55% lên tối thiểu 60% cho phù hợp với Quyết định số 318/QĐ-TTg ngày 08/3/2021; trường hợp giữ "
            "nguyên, đề nghị giải trình.",
            reference=WATER_0,
            draft=WATER_D,
        ),
        Finding(
            id="f2",
            rule="CT02",
            kind=Kind.WEAKER_VALUE,
            severity=Severity.CRITICAL,
            message="Chỉ tiêu hộ dân nông thôn sử dụng nước sạch đạt 55%, thấp hơn 10 điểm % so với mức 65% "
            "của Kế "
            "hoạch số 97/KH-UBND.",
            suggestion="Đề nghị UBND huyện Phú Lâm rà soát, điều chỉnh chỉ tiêu hộ dân nông thôn sử dụng "
            "nước sạch từ "
            "55% lên 65% cho phù hợp với Kế hoạch số 97/KH-UBND ngày 20/5/2021; trường hợp giữ nguyên, đề "
            "nghị giải trình.",
            reference=WATER_1,
            draft=WATER_D,
        ),
        Finding(
            id="f3",
            rule="CT04",
            kind=Kind.SOFTER_COMMITMENT,
            severity=Severity.MEDIUM,
            message="Dự thảo dùng “phấn đấu” trong khi Quyết định số 318/QĐ-TTg yêu cầu “ít nhất”.",
            suggestion="Đề nghị thay “phấn đấu” bằng “ít nhất” cho phù hợp với Quyết định số 318/QĐ-TTg.",
            reference=WATER_0,
            draft=WATER_D,
        ),
        Finding(
            id="f4",
            rule="CT05",
            kind=Kind.NARROWER_SCOPE,
            severity=Severity.MEDIUM,
            message="Phạm vi áp dụng chưa có: chợ, trụ sở UBND cấp xã.",
            suggestion="Đề nghị bổ sung chợ, trụ sở UBND cấp xã vào phạm vi của chỉ tiêu cho phù hợp với "
            "Quyết định số "
            "318/QĐ-TTg.",
            reference=SCHOOL_0,
            draft=SCHOOL_D,
        ),
        Finding(
            id="f5",
            rule="CT01",
            kind=Kind.MISSING_TARGET,
            severity=Severity.CRITICAL,
            message="Dự thảo chưa có chỉ tiêu về hệ thống thu gom nước thải sinh hoạt tại điểm dân cư nông "
            "thôn tập trung.",
            suggestion="Đề nghị bổ sung chỉ tiêu “15% điểm dân cư nông thôn tập trung có hệ thống thu gom "
            "nước thải sinh "
            "hoạt” theo Quyết định số 318/QĐ-TTg.",
            reference=SEWAGE_0,
        ),
        Finding(
            id="f6",
            rule="CT10",
            kind=Kind.CHANGED_MEASURE,
            severity=Severity.HIGH,
            message="Kế hoạch số 97/KH-UBND giao mức giảm 5 điểm % so với năm 2020; dự thảo ghi mức còn lại "
            "18%, chưa "
            "đủ cơ sở để so sánh.",
            suggestion="Đề nghị làm rõ tỷ lệ thất thoát nước năm 2020 của huyện hoặc ghi chỉ tiêu theo mức "
            "giảm so với "
            "năm 2020.",
            reference=LOSS_1,
            draft=LOSS_D,
        ),
        Finding(
            id="f7",
            rule="CT08",
            kind=Kind.CHANGED_REFERENCE,
            severity=Severity.MEDIUM,
            message="Mức làm căn cứ của phụ cấp là “mức lương tối thiểu vùng”, khác với “mức lương cơ sở”.",
            suggestion="Đề nghị làm rõ, thống nhất mức làm căn cứ của phụ cấp theo Kế hoạch số 97/KH-UBND.",
            reference=PAY_1,
            draft=PAY_D,
        ),
        Finding(
            id="f8",
            rule="CT03",
            kind=Kind.LATER_DEADLINE,
            severity=Severity.HIGH,
            message="Thời hạn kiểm định chất lượng nước là 31/12/2025, muộn hơn 30/6/2024.",
            suggestion="Đề nghị điều chỉnh thời hạn kiểm định chất lượng nước về trước ngày 30/6/2024.",
            reference=TEST_1,
            draft=TEST_D,
            waived=Waiver(
                rule="CT03",
                quote=TEST_D.text,
                reason="Tỉnh đã đồng ý lùi thời hạn tại cuộc họp ngày 12/5/2021",
                author="Phòng Tổng hợp",
                date="2021-06-01",
                expires="2021-12-31",
            ),
        ),
        Finding(
            id="f9",
            rule="VB02",
            kind=Kind.LOW_CONFIDENCE,
            severity=Severity.LOW,
            message="Hai nội dung của dự thảo cùng gần với chỉ tiêu về đợt truyền thông; cần xác định nội "
            "dung trả lời.",
            suggestion="Đề nghị làm rõ tổng số đợt truyền thông mỗi năm trên địa bàn huyện.",
            reference=TALK_1,
            draft=TALK_D,
        ),
        Finding(
            id="f10",
            rule="CC01",
            kind=Kind.WRONG_PARENT,
            severity=Severity.CRITICAL,
            message="Phần căn cứ viện dẫn Kế hoạch số 79/KH-UBND, không phải Kế hoạch số 97/KH-UBND đang "
            "được đối chiếu.",
            suggestion="Đề nghị kiểm tra, viện dẫn đúng Kế hoạch số 97/KH-UBND ngày 20/5/2021 của UBND tỉnh "
            "Hải Sơn.",
            draft=spot("Căn cứ Kế hoạch số 79/KH-UBND ngày 02/5/2021 của UBND tỉnh Hải Sơn;", 4),
        ),
        Finding(
            id="f11",
            rule="VB01",
            kind=Kind.UNREAD,
            severity=Severity.MEDIUM,
            message="Một bảng ở phụ lục của dự thảo chưa đọc được.",
            suggestion=None,
        ),
        Finding(
            id="f12",
            rule="CT14",
            kind=Kind.EXCEEDED,
            severity=Severity.NOTE,
            message="Dự thảo đặt 82,5%, cao hơn yêu cầu trên 75%.",
            suggestion=None,
            reference=TOILET_0,
            draft=TOILET_D,
        ),
        Finding(
            id="f13",
            rule="CT13",
            kind=Kind.APPORTION,
            severity=Severity.NOTE,
            message="Chỉ tiêu 2.000 cán bộ là số tuyệt đối cần phân bổ; dự thảo nhận 40 cán bộ, bằng 4% của "
            "1.000 cán bộ.",
            suggestion=None,
            reference=TRAIN_0,
            draft=TRAIN_D,
        ),
        Finding(
            id="f14",
            rule="CT12",
            kind=Kind.OUT_OF_PERIOD,
            severity=Severity.NOTE,
            message="02 chỉ tiêu đến năm 2030 nằm ngoài giai đoạn 2021-2025 của dự thảo.",
            suggestion=None,
            reference=LATE_0,
            others=(LATE_1,),
        ),
        Finding(
            id="f15",
            rule="CT15",
            kind=Kind.EXTRA_TARGET,
            severity=Severity.NOTE,
            message="Dự thảo có thêm chỉ tiêu về mô hình trữ nước hộ gia đình.",
            suggestion=None,
            draft=EXTRA_D,
        ),
        Finding(
            id="f16",
            rule="TT01",
            kind=Kind.FORM,
            severity=Severity.NOTE,
            message="Dự thảo chưa ghi số văn bản.",
            suggestion=None,
            draft=spot("Số:        /KH-UBND", 1),
        ),
    )
