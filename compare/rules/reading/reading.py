"""VB: văn bản (document): text that could not be read or trusted, which is always reported."""

from __future__ import annotations

from collections.abc import Iterator

from compare.lineage.mistaken import is_empty, other_kind
from compare.model import Kind, Place, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import said
from extract.items.targets import BLANK
from extract.language import writing
from extract.text.digits import is_typed

_OPEN = "{name} để trống số liệu của chỉ tiêu “{text}”"
_UNREAD = "{name} có nội dung cần người rà soát xem trực tiếp ({reason}): “{text}”"
_FILL = "{issuer} điền số liệu còn để trống của chỉ tiêu “{text}”"
_LOOK = "người rà soát xem trực tiếp nội dung “{text}” trên văn bản"
_HARMLESS = (Verdict.MEETS, Verdict.EXCEEDS, Verdict.APPORTION)


def _unread(case: Case) -> Iterator[Hit]:
    own = case.draft.source.sha256
    plans = [(None, case.draft), *enumerate(case.references)]
    for index, plan in plans:
        if index is not None and plan.source.sha256 == own:
            continue  # reported for the draft already
        for piece in plan.unread:
            place = Place(
                plan=index,
                target=None,
                text=piece.text,
                measure=None,
                path=(),
                anchor=piece.anchor,
                part="unread",
            )
            name = "Dự thảo" if index is None else writing.document(plan.masthead, alone=True)
            blank, text = piece.reason == BLANK, writing.clauses(piece.text)
            ask = _FILL if blank and index is None else _LOOK
            yield Hit(
                values={
                    "what": (_OPEN if blank else _UNREAD).format(
                        name=name, reason=writing.uncapitalised(piece.reason), text=text
                    ),
                    "act": ask.format(issuer=writing.issuer(case.draft), text=text),
                },
                draft=place if index is None else None,
                reference=None if index is None else place,
            )


def _ambiguous(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.draft is None or pair.reference.measure is None or not (pair.rivals or pair.perhaps):
            continue
        others = (*pair.rivals, *pair.second)
        yield Hit(
            values={
                "subject": said(pair.reference, 160),
                # Two measures of one sentence have one quote.
                "candidates": " hoặc với ".join(
                    dict.fromkeys(f"“{said(place, 160)}”" for place in (pair.draft, *others))
                ),
            },
            pair=index,
            reference=pair.reference,
            draft=pair.draft,
            others=others,
            severity=Severity.NOTE if pair.verdict in _HARMLESS and not pair.rivals else None,
        )


def _unsure(case: Case) -> Iterator[Hit]:
    """Compared items with uncertain recognised numbers, each once."""
    seen = set()
    for pair in case.pairs:
        for place in (pair.reference, pair.draft, *pair.parts):
            if place is None or place.anchor is None or not place.anchor.unsure:
                continue
            key = (place.plan, place.part, place.target)
            if key in seen:
                continue
            seen.add(key)
            plan = case.draft if place.plan is None else case.references[place.plan]
            yield Hit(
                values={
                    "numbers": ", ".join(f"“{number}”" for number in place.anchor.unsure),
                    "why": " và ".join(dict.fromkeys(map(_why, place.anchor.unsure))),
                    "text": writing.quote(place.text),
                    "name": "Dự thảo" if place.plan is None else writing.document(plan.masthead, alone=True),
                },
                draft=place if place.plan is None else None,
                reference=None if place.plan is None else place,
            )


def _why(number: str) -> str:
    return "có chữ cái gõ thay chữ số" if is_typed(number) else "đọc từ ảnh"


def _no_masthead(case: Case) -> Iterator[Hit]:
    masthead = case.draft.masthead
    if masthead.issuer is None and masthead.number is None and not masthead.number_blank:
        yield Hit(values={"name": case.draft.source.name})


def _no_plan(case: Case) -> Iterator[Hit]:
    """A document of a kind without plans is one for certain only where no target was read in it."""
    kind = other_kind(case.draft)
    if kind is None and not is_empty(case.draft):
        return
    sure = not case.draft.targets
    yield Hit(
        values={
            "name": case.draft.source.name,
            "why": f"là {kind}" if kind else "không có chỉ tiêu, nhiệm vụ nào đọc được",
            "outcome": "không có gì để đối chiếu" if sure else "kết quả đối chiếu chỉ để tham khảo",
        },
        severity=None if sure else Severity.MEDIUM,
        voids=sure,
    )


def _no_targets(case: Case) -> Iterator[Hit]:
    # A draft may state all in words, which CT16 reports, or in a calendar of tasks, whose numbers answer;
    # a reference without a number gives nothing to compare.
    answered = any(pair.verdict.fits and pair.draft for pair in case.pairs)
    unread = [] if case.draft.targets or answered else [case.draft]
    for plan in case.references:
        numbers = [*(target.measures for target in plan.targets), *(task.measures for task in plan.tasks)]
        unread += [] if any(numbers) else [plan]
    for plan in unread:
        yield Hit(values={"name": plan.source.name})


RULES: tuple[Rule, ...] = (
    Rule(
        code="VB01",
        name="Nội dung chưa đọc được",
        name_en="Unread content",
        kind=Kind.UNREAD,
        severity=Severity.MEDIUM,
        rationale="Nội dung máy không đọc hoặc không hiểu được phải do người rà soát xem.",
        example="“Đạt …% số xã”: chỉ tiêu để trống số liệu.",
        answer="Xem trực tiếp trên văn bản.",
        message="{what}.",
        suggestion="Đề nghị {act}.",
        check=_unread,
    ),
    Rule(
        code="VB02",
        name="Chưa chắc ghép đúng",
        name_en="Ambiguous pairing",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.LOW,
        rationale=(
            "Chỉ tiêu cấp trên và nội dung của dự thảo dùng lời khác nhau nhiều, hoặc hai nội dung của dự thảo gần như "
            "nhau và dẫn đến nhận định khác nhau; máy không tự quyết định."
        ),
        example="Hai chỉ tiêu về tập huấn cán bộ với 60% và 70%, chỉ tiêu cấp trên 65%.",
        answer="Người rà soát chọn nội dung tương ứng.",
        message=(
            "Chỉ tiêu “{subject}” có thể tương ứng với {candidates} của dự thảo; cần người rà soát xác định."
        ),
        suggestion=None,
        check=_ambiguous,
    ),
    Rule(
        code="VB03",
        name="Không tìm thấy phần đầu văn bản",
        name_en="Masthead not found",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.NOTE,
        rationale=(
            "Tên cơ quan, số, ngày có thể đã mất khi chuyển đổi tệp, không hẳn là thiếu trong văn bản."
        ),
        example="Tệp văn bản bắt đầu ngay từ “I. MỤC TIÊU”.",
        answer="Kiểm tra trên bản gốc.",
        message=(
            "Không tìm thấy tên cơ quan và số văn bản trong {name}; phần này có thể đã mất khi chuyển"
            " đổi tệp."
        ),
        suggestion=None,
        check=_no_masthead,
    ),
    Rule(
        code="VB04",
        name="Không tìm thấy chỉ tiêu",
        name_en="No targets found",
        kind=Kind.UNREAD,
        severity=Severity.HIGH,
        rationale=(
            "Văn bản không có chỉ tiêu nào đọc được thì kết quả đối chiếu không có giá trị: có thể chọn nhầm tệp, "
            "hoặc chỉ tiêu nằm trong phụ lục, hình ảnh mà máy chưa đọc được."
        ),
        example="Tệp đưa vào đối chiếu là công văn gửi kèm, không phải kế hoạch.",
        answer="Kiểm tra lại tệp; nếu chỉ tiêu nằm ở phụ lục hoặc ảnh thì đối chiếu phần đó bằng tay.",
        message="Không tìm thấy chỉ tiêu nào trong {name}; kết quả đối chiếu với văn bản này không có giá trị.",
        suggestion="Đề nghị kiểm tra lại tệp {name}: có đúng là kế hoạch có chỉ tiêu hay không.",
        check=_no_targets,
        leads=True,
    ),
    Rule(
        code="VB05",
        name="Số đọc chưa chắc chắn, cần kiểm tra",
        name_en="Number to be checked",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.MEDIUM,
        rationale=(
            "Máy nhận dạng chữ trên bản quét có thể đọc nhầm một chữ số; người gõ có thể gõ chữ O, chữ l thay số 0, "
            "số 1. Số đọc chưa chắc chắn phải được đối chiếu với bản gốc trước khi kết luận."
        ),
        example="Bản quét mờ, “60%” có thể là “50%”; “6O%” gõ bằng chữ O được đọc là 60%.",
        answer="Xem lại số liệu trên bản quét hoặc bản Word gốc.",
        message="{name}: số {numbers} đọc chưa chắc chắn ({why}), cần kiểm tra: “{text}”.",
        suggestion=None,
        check=_unsure,
    ),
    Rule(
        code="VB08",
        name="Tệp dự thảo không phải là kế hoạch",
        name_en="No plan in the draft",
        kind=Kind.UNREAD,
        severity=Severity.CRITICAL,
        rationale=(
            "Công văn, báo cáo, biểu mẫu không đặt ra chỉ tiêu, nhiệm vụ thì không có gì để đối chiếu; liệt kê mọi chỉ "
            "tiêu cấp trên là thiếu chỉ che mất lỗi chọn nhầm tệp."
        ),
        example="Đưa công văn gửi kèm thay cho dự thảo kế hoạch.",
        answer="Đưa đúng tệp kế hoạch; nếu chỉ tiêu nằm ở phụ lục hoặc ảnh thì đưa cả phần đó vào tệp.",
        message=(
            "Tệp dự thảo {name} có thể không phải là kế hoạch ({why}): {outcome}. Hãy kiểm tra lại và đưa đúng tệp kế "
            "hoạch, có cả phụ lục nếu chỉ tiêu nằm ở đó."
        ),
        suggestion=None,
        check=_no_plan,
        leads=True,
    ),
)
