"""CC: căn cứ (legal basis and lineage): references that were given by mistake.

Each reference has one finding at most. Its pairs are void where both mastheads and the pairs say that it is a mistake;
else the comparison goes on, and the finding asks to look at the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compare.lineage.citing import of_other_province, reference_place
from compare.lineage.mistaken import (
    is_cited,
    is_neighbour,
    is_same_document,
    is_upside_down,
    mentions,
    names_differ,
)
from compare.model import Kind, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from extract.language import writing
from extract.model import Plan

_FEW, _HARDLY = 0.4, 0.25
"""Shares of answered targets under which a plan may be, and is, of another programme."""
_LEAST_DUE = 4
"""Least number of targets whose answers say something about the programme."""
_LEAST_OWN = 3
"""Least number of the draft's targets that could have been answers."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """The targets of one reference in the draft's years, and those that are surely answered."""

    due: int
    sure: int

    @property
    def share(self) -> float:
        return self.sure / self.due if self.due else 0.0


def _answers(case: Case, index: int) -> _Answers:
    pairs = [
        pair
        for pair in case.pairs
        if (pair.reference.plan or 0) == index and pair.verdict is not Verdict.OUT_OF_PERIOD
    ]
    return _Answers(len(pairs), sum(pair.draft is not None and not pair.perhaps for pair in pairs))


def _is_other_programme(case: Case, index: int) -> bool | None:
    """Whether a reference is of another programme; None where it only may be."""
    plan, answers = case.references[index], _answers(case, index)
    if is_cited(case.draft, plan):
        return False
    differ = names_differ(case.draft, plan)
    if differ is False:
        return False
    if differ and answers.share < _FEW:
        enough = answers.due >= _LEAST_DUE and not mentions(case.draft, plan)
        sure = answers.share < _HARDLY and (enough or of_other_province(case.draft, plan))
        return True if sure else None
    own = sum(len(target.measures) for target in case.draft.targets)
    silent = answers.due >= _LEAST_DUE and answers.sure == 0 and own >= _LEAST_OWN
    return None if differ is None and silent and not mentions(case.draft, plan) else False


def _fault(case: Case, index: int) -> tuple[str, bool] | None:
    """The code of the rule on a reference given by mistake, and whether it is one for certain; None for a right one."""
    draft, plan = case.draft, case.references[index]
    if is_same_document(draft, plan):
        return "CC17", True
    other = _is_other_programme(case, index)
    if other:
        return "CC19", True
    if is_upside_down(draft, plan):
        return "CC18", True
    if of_other_province(draft, plan):
        return None  # CC01 or CC02 speaks of it
    if other is None:
        return "CC19", False
    return ("CC20", False) if is_neighbour(draft, plan) else None


def _faults(case: Case, code: str) -> Iterator[tuple[int, Plan, bool]]:
    for index, plan in enumerate(case.references):
        fault = _fault(case, index)
        if fault is not None and fault[0] == code:
            yield index, plan, fault[1]


def _hit(case: Case, index: int, plan: Plan, *, sure: bool, **values: str) -> Hit:
    return Hit(
        values={
            "draft": case.draft.source.name,
            "file": plan.source.name,
            "own": writing.document(case.draft.masthead),
            "document": writing.document(plan.masthead),
            **values,
        },
        reference=reference_place(index, plan),
        severity=None if sure else Severity.MEDIUM,
        voids=sure,
    )


def _same(case: Case) -> Iterator[Hit]:
    for index, plan, sure in _faults(case, "CC17"):
        yield _hit(case, index, plan, sure=sure)


def _upside_down(case: Case) -> Iterator[Hit]:
    for index, plan, sure in _faults(case, "CC18"):
        levels = {
            name: masthead.place or f"cấp {writing.level(masthead.level)}"
            for name, masthead in (("upper", case.draft.masthead), ("lower", plan.masthead))
        }
        yield _hit(case, index, plan, sure=sure, **levels)


def _other_programme(case: Case) -> Iterator[Hit]:
    for index, plan, sure in _faults(case, "CC19"):
        answers = _answers(case, index)
        elsewhere = of_other_province(case.draft, plan)
        outcome = (
            "nên các chỉ tiêu, nhiệm vụ không được so sánh"
            if sure
            else "nên kết quả so sánh với văn bản này chỉ để tham khảo"
        )
        yield _hit(
            case,
            index,
            plan,
            sure=sure,
            seems="không cùng chương trình" if sure else "có thể không cùng chương trình",
            place=f" và thuộc địa phương khác ({plan.masthead.province})" if elsewhere else "",
            answered=writing.number(answers.sure),
            due=writing.count(answers.due),
            outcome=outcome,
        )


def _neighbour(case: Case) -> Iterator[Hit]:
    for index, plan, sure in _faults(case, "CC20"):
        yield _hit(
            case,
            index,
            plan,
            sure=sure,
            mine=case.draft.masthead.place or "",
            theirs=plan.masthead.place or "",
        )


def _again(case: Case) -> Iterator[Hit]:
    for index, plan in case.again:
        first = case.references[index]
        yield Hit(
            values={
                "file": plan.source.name,
                "first": first.source.name,
                "document": writing.document(first.masthead),
            },
            reference=reference_place(index, first),
        )


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC17",
        name="Dự thảo và văn bản đối chiếu là một",
        name_en="Draft given as its own reference",
        kind=Kind.WRONG_PARENT,
        severity=Severity.CRITICAL,
        rationale=(
            "Một văn bản đối chiếu với chính nó thì chỗ nào cũng khớp; kết quả ấy không nói lên điều gì, nên không "
            "được hiểu là dự thảo phù hợp với cấp trên."
        ),
        example="Chọn bản Word của kế hoạch làm dự thảo, bản PDF của chính kế hoạch đó làm văn bản đối chiếu.",
        answer="Chọn lại văn bản cấp trên; để so hai bản của một kế hoạch thì dùng `doichieu diff`.",
        message=(
            "Tệp dự thảo {draft} và tệp đối chiếu {file} là cùng một văn bản ({document}) nên không so sánh. Hãy chọn "
            "lại văn bản cấp trên; để so hai bản của một kế hoạch thì dùng lệnh diff."
        ),
        suggestion=None,
        check=_same,
        leads=True,
    ),
    Rule(
        code="CC18",
        name="Dự thảo và văn bản đối chiếu bị đổi chỗ",
        name_en="Draft and reference swapped",
        kind=Kind.WRONG_PARENT,
        severity=Severity.CRITICAL,
        rationale=(
            "Kế hoạch cấp trên không phải cụ thể hóa chỉ tiêu của cấp dưới; so sánh ngược thì mọi nhận định đều sai "
            "chiều."
        ),
        example="Kế hoạch của tỉnh được đưa vào làm dự thảo, kế hoạch của huyện làm văn bản đối chiếu.",
        answer="Đổi chỗ hai tệp rồi đối chiếu lại.",
        message=(
            "Có thể hai tệp đã bị đổi chỗ: tệp dự thảo {draft} là văn bản của {upper}, còn tệp đối chiếu {file} là văn "
            "bản của {lower}, nên không so sánh. Hãy đổi chỗ hai tệp rồi đối chiếu lại."
        ),
        suggestion=None,
        check=_upside_down,
        leads=True,
    ),
    Rule(
        code="CC19",
        name="Văn bản đối chiếu của chương trình khác",
        name_en="Reference of another programme",
        kind=Kind.WRONG_PARENT,
        severity=Severity.CRITICAL,
        rationale=(
            "Tên hai văn bản hầu như không có gì chung, dự thảo không viện dẫn văn bản kia và rất ít chỉ tiêu có nội "
            "dung tương ứng: nhiều khả năng đã chọn nhầm tệp. Khi chưa chắc thì vẫn so sánh và chỉ đề nghị kiểm tra "
            "lại (mức trung bình)."
        ),
        example="Dự thảo kế hoạch về nước sạch đối chiếu với Kế hoạch chuyển đổi số của tỉnh.",
        answer="Chọn lại văn bản cấp trên; nếu đã chọn đúng thì chấp nhận phát hiện này để so sánh đầy đủ.",
        message=(
            "Tệp đối chiếu {file} ({document}) {seems} với dự thảo {draft}{place}: {answered}/{due} chỉ tiêu có nội "
            "dung tương ứng, {outcome}. Hãy kiểm tra lại, chọn đúng văn bản cấp trên của dự thảo."
        ),
        suggestion=None,
        check=_other_programme,
        leads=True,
    ),
    Rule(
        code="CC20",
        name="Văn bản đối chiếu cùng cấp với dự thảo",
        name_en="Reference of a neighbour",
        kind=Kind.WRONG_PARENT,
        severity=Severity.MEDIUM,
        rationale="Kế hoạch của đơn vị cùng cấp không ràng buộc dự thảo; kết quả so sánh chỉ để tham khảo.",
        example="Dự thảo của một huyện đối chiếu với kế hoạch của huyện bên cạnh.",
        answer="Kiểm tra lại, chọn văn bản của cấp trên.",
        message=(
            "Tệp đối chiếu {file} là văn bản của {theirs}, cùng cấp với dự thảo của {mine}; kết quả so sánh chỉ để "
            "tham khảo. Hãy kiểm tra lại, chọn văn bản của cấp trên."
        ),
        suggestion=None,
        check=_neighbour,
        leads=True,
    ),
    Rule(
        code="CC21",
        name="Văn bản đối chiếu đưa vào hai lần",
        name_en="Reference given twice",
        kind=Kind.WRONG_PARENT,
        severity=Severity.NOTE,
        rationale="Một văn bản đưa vào hai lần thì chỉ cần so sánh một lần, nếu không mỗi nội dung sẽ bị nhắc hai lần.",
        example="Đưa cả bản Word và bản PDF của kế hoạch tỉnh vào đối chiếu.",
        answer="Không cần xử lý; bỏ bớt một tệp nếu muốn.",
        message="Tệp đối chiếu {file} trùng văn bản với {first} ({document}); chỉ so sánh với {first}.",
        suggestion=None,
        check=_again,
        leads=True,
    ),
)
