"""TT: thể thức (form) of the body and the tail of a draft: numbering, end, signature, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.model import Kind, Place, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.form.head import CAPITALS, is_whole, of_the_state, parts, softer
from compare.rules.hits import place_of
from extract.language import writing
from extract.language.lexicon import fold
from extract.lines.signature import is_recipients, is_signature
from extract.model import Part, Plan, Statement

# "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN": the prefix of a capacity, with or without its full stop.
_PROXY = re.compile(rf"\b(?P<proxy>TM|T/M|KT|K/T|TL|T/L|TUQ|Q)(?P<mark>\.?)\s*(?P<whom>{CAPITALS})")
_DEPUTY = re.compile(rf"\b(?:PHÓ|THỨ)\s+{CAPITALS}")
_KEPT = re.compile(r"^\s*[-–—+•]?\s*lưu\b")
_ITEM = re.compile(r"^\s*[-–—+•]\s*\S")
_COMMITTEE = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN\b")
_END = "./."
# Since then the chair of a people's committee may issue some plans in his own name (Luật 65/2025/QH15).
_OWN_NAME = "2025-03-01"
_WITH_TEXT = ("pdf",)
_LINE_LACKS, _LINE = "chưa ghi “TM. ỦY BAN NHÂN DÂN”", "bổ sung “TM. ỦY BAN NHÂN DÂN” phía trên dòng “{line}”"
_MARK_LACKS, _MARK = "ghi “ỦY BAN NHÂN DÂN” mà chưa có “TM.”", "bổ sung “TM.” trước “ỦY BAN NHÂN DÂN”"
_LOOK = "kiểm tra, {act} nếu còn thiếu"


def _numbering(case: Case) -> Iterator[Hit]:
    for irregular in case.draft.irregular:
        place = Place(
            plan=None,
            target=None,
            text=irregular.text,
            measure=None,
            path=(),
            anchor=irregular.anchor,
            part="numbering",
        )
        values = {"told": irregular.text.replace("«", "“").replace("»", "”")}
        yield Hit(values={**values, "issuer": writing.issuer(case.draft)}, draft=place)


def _end(case: Case) -> Iterator[Hit]:
    """A missing end mark; a file without a tail is a piece of a document and is not flagged."""
    if not of_the_state(case.draft) or not is_whole(case.draft) or not _tail(case.draft):
        return
    # The text may end with a table or an appendix after the tail.
    tail = _tail(case.draft)[0]
    body = [s for s in parts(case.draft, Part.BODY) if s.anchor.start < tail.anchor.start]
    if body and not any(_END in s.text + s.closing for s in body):
        yield Hit(values={"issuer": writing.issuer(case.draft)}, draft=place_of(body[-1]))


def _tail(plan: Plan) -> list[Statement]:
    """The tail of the plan; that of a carrying decision does not count."""
    return list(parts(plan, Part.TAIL)) if plan.masthead.carrier is None else []


def _signature(plan: Plan) -> list[Statement]:
    return [line for line in _tail(plan) if is_signature(line.text)]


def _proxies(case: Case) -> Iterator[Hit]:
    lines = _signature(case.draft)
    if not lines or not of_the_state(case.draft):
        return
    said = [found for line in lines for found in _PROXY.finditer(line.text)]
    by_proxy = {found["proxy"].replace("/", "") for found in said}
    deputies = [line for line in lines if _DEPUTY.search(line.text)]
    if deputies and not by_proxy & {"KT", "TUQ", "TL"}:
        yield _signed(
            case, deputies[0], told="cấp phó ký nhưng không thấy “KT.” trước chức vụ của người đứng đầu"
        )
    elif "KT" in by_proxy and not deputies:
        line = next(line for line in lines if re.search(r"\bK/?T\b", line.text))
        yield _signed(case, line, told="có “KT.” nhưng không thấy chức vụ của cấp phó ký thay")
    for each in lines:
        for found in _PROXY.finditer(each.text):
            if "/" in found["proxy"] or not found["mark"]:
                right = f"{found['proxy'].replace('/', '')}. {found['whom'].strip()}"
                yield _signed(case, each, told=f"“{found[0].strip()}” cần ghi là “{right}”")


def _signed(case: Case, line: Statement, told: str) -> Hit:
    return Hit(
        values={"told": told, "issuer": writing.issuer(case.draft)},
        draft=place_of(line),
        severity=None if is_whole(case.draft) else Severity.NOTE,
    )


def _on_behalf(case: Case) -> Iterator[Hit]:
    """A missing "TM." of a people's committee; since 2025 its chair may issue some plans in his own name."""
    lines = _signature(case.draft)
    committee = fold(case.draft.masthead.issuer or "").startswith("ủy ban nhân dân")
    if committee and lines and not any(re.search(r"\bT/?M\b", line.text) for line in lines):
        # "TM." alone is missing where the committee itself is named.
        weight = Severity.LOW if _is_read(case.draft, lines) else None
        named = [line for line in _tail(case.draft) if _COMMITTEE.match(line.text.strip(" *_"))]
        severity = softer(case.draft) if named else weight
        sure = severity is Severity.LOW
        told, act = (_MARK_LACKS, _MARK) if named else (_LINE_LACKS, _LINE)
        values = {"line": " ".join((named or lines)[0].text.strip(" *_").split())}
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "told": told,
                "act": (act if sure else _LOOK.format(act=act)).format_map(values),
            },
            draft=place_of((named or lines)[0]),
            severity=severity,
        )


def _is_read(plan: Plan, signature: Sequence[Statement]) -> bool:
    """Whether a signature was read whole, of a day on which the committee alone issued plans.

    Capacity and name are there, in a file that keeps its lines or has a text layer without anything to warn of, and
    no other line of it has the committee in capitals.
    """
    head, source = plan.masthead, plan.source
    kept = is_whole(plan) or (source.format in _WITH_TEXT and not source.warnings)
    if not kept or not head.signer or not head.date or head.date >= _OWN_NAME:
        return False
    if any(_COMMITTEE.search(line.text) for line in _tail(plan)):
        return False
    # Below "KT. CHỦ TỊCH" stands who signs for him.
    last = signature[-1].text
    return _DEPUTY.search(last) is not None or _PROXY.search(last) is None


def _recipients(case: Case) -> Iterator[Hit]:
    """A line "Lưu: VT, …" that is missing, is not the last, or does not end with a full stop."""
    tail, signed = _tail(case.draft), _signature(case.draft)
    opened = next((at for at, line in enumerate(tail) if is_recipients(line.text)), None)
    if not of_the_state(case.draft):
        return
    if opened is None:
        # A missing signature means that the whole tail is lost.
        if signed and not case.draft.masthead.recipients:
            yield _received(
                case, signed[0], "không thấy “Nơi nhận” trong phần chữ đọc được", softer(case.draft)
            )
        return
    items = [line for line in tail[opened + 1 :] if _ITEM.match(line.text)]
    kept = [line for line in items if _KEPT.match(fold(line.text))]
    if not items:
        # Recipients in one line, or lost ones, have no lines to judge.
        return
    if not kept:
        if not any(re.search(r"(?<!\w)lưu(?!\w)", fold(line.text)) for line in tail):
            yield _received(
                case, tail[opened], "không thấy dòng “Lưu: VT, …” trong phần chữ đọc được", softer(case.draft)
            )
        return
    end = _mark(kept[-1])
    if kept[-1] is not items[-1]:
        yield _received(case, kept[-1], "dòng “Lưu: VT, …” không phải là dòng cuối", softer(case.draft))
    elif end and end != ".":
        yield _received(
            case,
            kept[-1],
            f"dòng “Lưu: VT, …” kết thúc bằng dấu “{end}” thay vì dấu chấm (.)",
            softer(case.draft),
        )
    elif not end and is_whole(case.draft):
        yield _received(case, kept[-1], "dòng “Lưu: VT, …” chưa kết thúc bằng dấu chấm (.)", Severity.NOTE)


def _mark(line: Statement) -> str:
    text = line.text.rstrip()
    return text[-1] if text[-1] in ".;,:" else line.closing[-1:]


def _received(case: Case, line: Statement, told: str, severity: Severity) -> Hit:
    return Hit(
        values={"told": told, "issuer": writing.issuer(case.draft)}, draft=place_of(line), severity=severity
    )


_ANNEX = "Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"

RULES: tuple[Rule, ...] = (
    Rule(
        code="TT09",
        name="Đánh số không liên tục",
        name_en="Irregular numbering",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=(
            "Số thứ tự của phần, mục, khoản, điểm nhảy hoặc lặp thường là dấu hiệu bỏ sót hoặc chép thừa một mục, và "
            f"làm việc viện dẫn khó chính xác; cách trình bày số thứ tự theo điểm đ khoản 6 {_ANNEX}."
        ),
        example="Sau mục “2.” là mục “4.”.",
        answer="Đánh lại số hoặc bổ sung mục còn thiếu.",
        message="{told}; cần làm rõ có thiếu hoặc lặp nội dung hay không.",
        suggestion="Đề nghị {issuer} rà soát, đánh lại số các mục cho liên tục.",
        check=_numbering,
        basis=f"điểm đ khoản 6 {_ANNEX}",
    ),
    Rule(
        code="TT10",
        name="Thể thức ký",
        name_en="Form of the signature",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=(
            "Cấp phó ký thay ghi “KT.” trước chức vụ của người đứng đầu, ký thừa lệnh ghi “TL.”, ký thừa ủy quyền ghi "
            f"“TUQ.”, theo điểm b khoản 7 {_ANNEX}."
        ),
        example="“PHÓ CHỦ TỊCH” ký mà không có “KT. CHỦ TỊCH”.",
        answer="Ghi đúng quyền hạn của người ký.",
        message=f"Phần ký: {{told}} (điểm b khoản 7 {_ANNEX}).",
        suggestion="Đề nghị {issuer} rà soát thể thức đề ký theo Nghị định 30/2020/NĐ-CP.",
        check=_proxies,
        basis=f"điểm b khoản 7 {_ANNEX}",
    ),
    Rule(
        code="TT11",
        name="Không thấy “TM. ỦY BAN NHÂN DÂN”",
        name_en="Not signed on behalf of the committee",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            f"Văn bản của Ủy ban nhân dân được ký thay mặt tập thể, ghi “TM.” theo điểm b khoản 7 {_ANNEX}; dòng này "
            "cũng có thể mất khi chuyển đổi tệp, và Chủ tịch ký theo thẩm quyền riêng thì không ghi. Phần ký đọc được "
            "trọn vẹn của kế hoạch trước 01/3/2025 (Luật 65/2025/QH15) thì nêu ở mức thấp."
        ),
        example="Kế hoạch của UBND huyện chỉ ghi “KT. CHỦ TỊCH / PHÓ CHỦ TỊCH”.",
        answer="Kiểm tra trên bản gốc; bổ sung nếu thiếu.",
        message="Phần ký {told}.",
        suggestion="Đề nghị {issuer} {act}.",
        check=_on_behalf,
        basis=f"điểm b khoản 7 {_ANNEX}",
    ),
    Rule(
        code="TT12",
        name="Nơi nhận",
        name_en="Recipients",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=f"Dòng cuối của nơi nhận là “Lưu: VT, …”, kết thúc bằng dấu chấm, theo điểm d khoản 9 {_ANNEX}.",
        example="“- Lưu: VT;” rồi còn một nơi nhận nữa.",
        answer="Sửa dòng cuối của nơi nhận.",
        message=f"Nơi nhận: {{told}} (điểm d khoản 9 {_ANNEX}).",
        suggestion=(
            "Đề nghị {issuer} rà soát phần nơi nhận; dòng cuối ghi “- Lưu: VT” kèm chữ viết tắt tên đơn vị soạn thảo, "
            "kết thúc bằng dấu chấm (.)."
        ),
        check=_recipients,
        basis=f"điểm d khoản 9 {_ANNEX}",
    ),
    Rule(
        code="TT13",
        name="Không thấy dấu kết thúc “./.”",
        name_en="No end mark",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            "Các mẫu tại Phụ lục III Nghị định 30/2020/NĐ-CP kết thúc nội dung bằng “./.” để biết văn bản đã hết."
        ),
        example="Câu cuối của kế hoạch kết thúc bằng dấu chấm, ngay sau đó là nơi nhận.",
        answer="Ghi “./.” ở cuối nội dung.",
        message="Không thấy “./.” ở cuối nội dung văn bản.",
        suggestion="Đề nghị {issuer} ghi “./.” ở cuối nội dung khi ban hành.",
        check=_end,
        basis="Phụ lục III Nghị định 30/2020/NĐ-CP",
    ),
)
