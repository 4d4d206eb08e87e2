"""NV: nhiệm vụ (tasks), first part: tasks of the upper level without an answer in the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import task_hit, telling
from compare.rules.tasks.asked import (
    LEAST_SYLLABLES,
    Asked,
    Part,
    asked,
    is_lost,
    is_partner,
    is_slight,
    is_unclear,
    nearest,
    part_of,
)
from compare.tasks.adapting import adapted, by, worded
from compare.tasks.answers import Held
from compare.tasks.binding import Binding, addresses
from compare.tasks.duties import matter
from compare.tasks.evidence import putting
from compare.tasks.parts import listed, not_put
from extract.language import writing
from extract.model import Statement

_NOT_SEEN = "chưa thấy dự thảo nêu phần"
_BUT_NOT = ", chưa thấy nêu phần"
_SEEN = "dự thảo đã nêu “{text}”{place}"
_SEEN_AT = "dự thảo mới nêu một phần ({places})"
_NEAR = "dự thảo có nội dung gần với nhiệm vụ này (“{text}”{place})"
_PROMISED = "có chỉ tiêu liên quan “{text}”{place}"
_LINKED = " ({place}dự thảo mới có chỉ tiêu liên quan “{text}”)"
_SUPPORTED = "cơ quan cấp trên chủ trì, địa phương phối hợp"
_LED_ABOVE = "do {leads} chủ trì; kế hoạch cấp trên chưa giao rõ cho địa phương"
_AS_ASSIGNED = " theo phân cấp"
_PLACE = " ({place})"


def _missing(case: Case) -> Iterator[Hit]:
    """Tasks of which nothing is in the draft.

    The finding is no more than medium where an item that answers no other task may be the answer in other words.
    """
    for task in asked(case):
        if not is_lost(case, task) or is_partner(task) or is_slight(task):
            continue
        near = max((a.near for a in task.duties if a.near), key=lambda answer: answer.share, default=None)
        note = f"; có thể là “{writing.quote(near.text, 120)}”, cần làm rõ" if near else ""
        duties = [answered.duty for answered in task.duties]
        hit = task_hit(case, task.plan, duties, near.statement if near else None, note=note)
        yield replace(hit, severity=Severity.MEDIUM) if near else hit


def _partly(case: Case) -> Iterator[Hit]:
    """Tasks of which a part is in the draft, with the items that hold it, and a part is not."""
    for task in asked(case):
        part = part_of(case, task)
        if part is None:
            continue
        upper = case.references[task.plan]
        beside = putting(part.shown.text) if part.shown else ""
        lacking = (not_put(listed(matter(a.duty.text), wanted), beside) for a, wanted in part.lacking)
        parts = [
            *(adapted(clause, upper, case.draft) for clause in lacking),
            *(content for answered in part.shorter for content in answered.dropped),
        ]
        text = "; ".join(parts)
        duties = [a.duty for a, _ in part.lacking] + [a.duty for a in part.shorter]
        hit = task_hit(
            case, task.plan, duties, part.shown, told=_seen(task, part), linked=_linked(task, part)
        )
        own = worded(text, duties[0].whole)
        yield telling(hit, about=text, part=own, by=by(own))


def _seen(task: Asked, part: Part) -> str:
    """What the draft says of a task: one item by its words, several by their places; and its targets on what lacks."""
    promised = [
        _PROMISED.format(text=writing.quote(held.said), place=_place(held.statement))
        for held in _promised(task, part)
    ]
    told = [_had(task, part), *promised]
    if not any(told):
        return _NOT_SEEN
    return ("" if told[0] else "dự thảo ") + ", ".join(filter(None, told)) + _BUT_NOT


def _promised(task: Asked, part: Part) -> list[Held]:
    """The lacking parts of which the draft has a target."""
    parts = {piece for _, pieces in part.lacking for piece in pieces}
    return [held for a in task.whole for held in a.parts if held.part in parts and held.is_promised]


def _linked(task: Asked, part: Part) -> str:
    """The target of the draft on what is asked, so that the task is added to it; "" without one."""
    held = next(iter(_promised(task, part)), None)
    if held is None:
        return ""
    place = writing.section(held.statement.path) if held.statement else ""
    return _LINKED.format(text=writing.quote(held.said), place=f"{place} " if place else "")


def _place(statement: Statement | None) -> str:
    place = writing.section(statement.path) if statement else ""
    return _PLACE.format(place=place) if place else ""


def _at(statement: Statement) -> str:
    place = writing.section(statement.path)
    return f", {place}" if place else ""


def _had(task: Asked, part: Part) -> str:
    """The item that says parts of a task, by its words; several by their places, without any those near it; else ""."""
    if not part.there:
        if not part.near:
            return ""
        put = any(piece.put for _, pieces in part.lacking for piece in pieces)
        near = part.near[0]
        text = writing.quote(putting(near.text) if put else _led(near.text))
        return _NEAR.format(text=text, place="" if near == part.shown else _at(near))
    places = dict.fromkeys(filter(None, (writing.section(statement.path) for statement in part.there)))
    if len(places) > 1:
        return _SEEN_AT.format(places=writing.listed(list(places)))
    told, item = nearest(task), part.there[0]
    place = "" if item == part.shown else _place(item)
    return _SEEN.format(text=writing.quote(_led(told.text if told else _said(task, item))), place=place)


def _led(text: str) -> str:
    """The work of an item without the heading before a colon: "Truyền thông: lập chuyên mục" is "lập chuyên mục"."""
    return text.partition(": ")[2] or text


def _said(task: Asked, place: Statement) -> str:
    """The clauses of an item that say parts of a task."""
    said = [held.said for a in task.whole for held in a.parts if held.is_there and held.statement is place]
    return "; ".join(dict.fromkeys(said)) or place.text


def _unclear(case: Case) -> Iterator[Hit]:
    """All tasks of a reference with an unclear answer as one finding, supported ones without any as another."""
    for number in range(len(case.references)):
        found = [task for task in asked(case) if task.plan == number and is_unclear(case, task)]
        lost = [task for task in found if is_lost(case, task) and not is_slight(task)]
        for unclear in filter(None, (lost, [task for task in found if task not in lost])):
            places = tuple(task.duties[0].duty.place(number) for task in unclear)
            own = [_open(case, task) for task in unclear]
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "texts": _series(case, unclear, own, noted=True),
                    "asked": _series(case, unclear, own),
                    "about": own[0] if len(own) == 1 else "",
                },
                reference=places[0],
                others=places[1:],
                severity=Severity.MEDIUM if unclear is lost else None,
            )


def _open(case: Case, task: Asked) -> str:
    """All that is open of a task, as the draft would write it: "mở lớp tập huấn; cấp tài liệu"."""
    open_ones = [a.duty for a in task.duties if not a.is_answered(case.settings)]
    if sum(len(duty.text.split()) for duty in open_ones) < LEAST_SYLLABLES:
        # "quản lý thai nghén" is understood with the clauses beside it.
        open_ones = [a.duty for a in task.whole if a.binding is not Binding.ABOVE and not a.duty.measured]
    return "; ".join(adapted(duty.text, case.references[task.plan], case.draft) for duty in open_ones)


def _series(case: Case, tasks: Sequence[Asked], own: Sequence[str], *, noted: bool = False) -> str:
    """Tasks with their places: one by "theo" or in brackets, several with numbers behind the name of the plan.

    ``noted``: with a word on tasks that the draft's level only supports; else these are asked for as far as they are
    its own.
    """
    document = writing.document(case.references[tasks[0].plan].masthead)
    told = []
    for task, text in zip(tasks, own, strict=True):
        duty = task.duties[0].duty
        where, lead = writing.section(duty.path), _lead(case, task) if is_partner(task) else ""
        told.append((worded(text, duty.whole), where, lead))
    if len(told) == 1:
        ((words, where, lead),) = told
        source, reserve = f"{where} {document}".strip(), _assigned(lead)
        if noted:
            return f"nhiệm vụ {words}{_bracketed(source, lead)}"
        if reserve:
            return f"nhiệm vụ {words}{reserve}{_bracketed(source)}"
        return f"nhiệm vụ {words}{by(words)} {source}"
    items = [
        f"({number}) {words}" + ("" if noted else _assigned(lead)) + _bracketed(where, lead if noted else "")
        for number, (words, where, lead) in enumerate(told, 1)
    ]
    return f"{writing.count(len(told))} nhiệm vụ của {document}: {'; '.join(items)}"


def _assigned(lead: str) -> str:
    """The reserve of a request for work that an upper body leads and that no level below is named for."""
    return _AS_ASSIGNED if lead and lead != _SUPPORTED else ""


def _bracketed(*notes: str) -> str:
    told = "; ".join(filter(None, notes))
    return f" ({told})" if told else ""


def _lead(case: Case, task: Asked) -> str:
    """Who leads a task of the upper level, and whether bodies of the draft's level are its partners."""
    upper, draft = case.references[task.plan].masthead, case.draft.masthead
    duties = [answered.duty for answered in task.duties]
    if any(addresses(name, upper, draft) for duty in duties for name in (*duty.bodies, *duty.helpers)):
        return _SUPPORTED
    leads = list(dict.fromkeys(name for duty in duties for name in duty.bodies))
    return _LED_ABOVE.format(leads=writing.listed(leads)) if leads else ""


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV01",
        name="Chưa thấy nhiệm vụ",
        name_en="Missing task",
        kind=Kind.MISSING_TASK,
        severity=Severity.HIGH,
        rationale=(
            "Nhiệm vụ cấp trên giao cho cấp dưới, hoặc giao chung, phải có nội dung tương ứng trong kế "
            "hoạch cấp dưới. Việc chỉ cấp trên làm được (văn bản quy phạm, định mức, quy hoạch, việc của "
            "sở, ngành, việc làm một lần cho mọi cấp như biên soạn tài liệu) không tính là thiếu; việc cấp dưới chỉ "
            "phối hợp thì hỏi theo NV12. Nội dung gần nghĩa chưa ứng với nhiệm vụ nào khác có thể là cách diễn đạt "
            "khác: mức trung bình, cần làm rõ. Kiến nghị viết theo địa bàn, giai đoạn của dự thảo; lời đã đổi như vậy "
            "không đặt trong ngoặc kép."
        ),
        example="Tỉnh: “Lấy mẫu, xét nghiệm chất lượng nước hằng quý”. Huyện: không có nội dung này.",
        answer="Bổ sung nhiệm vụ, hoặc giải trình vì sao không thực hiện.",
        message="Chưa thấy dự thảo nêu nhiệm vụ “{text}” tại {where}{document}{note}.",
        suggestion=(
            "Đề nghị {issuer} bổ sung nhiệm vụ {whole}{by} {where}{document}; trường hợp không thực "
            "hiện, đề nghị giải trình."
        ),
        check=_missing,
    ),
    Rule(
        code="NV03",
        name="Chưa thấy một phần nhiệm vụ",
        name_en="Task missing in part",
        kind=Kind.MISSING_TASK,
        severity=Severity.LOW,
        rationale=(
            "Nhiệm vụ cấp trên gồm nhiều việc; dự thảo mới có nội dung tương ứng với một số việc. Từng việc được tìm "
            "trong mọi câu của dự thảo (chỉ tiêu, nhiệm vụ, đề mục, tổ chức thực hiện); việc đã có ở bất cứ đâu thì "
            "không hỏi; từ chung nằm rải rác ở các câu khác nhau không tính là có. "
            "Cột dự thảo dẫn nơi đã nêu một phần, hoặc nội dung gần nhất; kiến nghị chỉ gồm các việc chưa "
            "thấy, bằng lời của văn bản cấp trên. Nội dung tuyên truyền chỉ tính là có khi câu hoặc đề mục có việc "
            "tuyên truyền. Việc của riêng vùng mà địa bàn không có (vùng khó khăn đối với phường) không hỏi. Việc đưa "
            "nội dung vào kế hoạch khác xét theo tên kế hoạch đó, việc kiện toàn, thành lập một tổ chức xét theo tên "
            "tổ chức, việc công khai kết quả cần có từ công khai. Dự thảo mới có chỉ tiêu liên quan thì kiến nghị nêu "
            "chỉ tiêu đó."
        ),
        example=(
            "Tỉnh: “Công khai quy trình; lắp đặt camera tại bộ phận một cửa”. Huyện chỉ nêu công khai quy"
            " trình."
        ),
        answer="Bổ sung phần còn thiếu, hoặc làm rõ đã lồng ghép ở nội dung nào.",
        message="Nhiệm vụ tại {where}{document}: {told} {part}.",
        suggestion=(
            "Đề nghị {issuer} bổ sung nội dung {part}{by} {where}{document}{linked}, hoặc cho biết đã lồng ghép ở "
            "mục nào."
        ),
        check=_partly,
    ),
    Rule(
        code="NV12",
        name="Dự thảo chưa nêu nhiệm vụ",
        name_en="Unclear answer to a task",
        kind=Kind.MISSING_TASK,
        severity=Severity.LOW,
        rationale=(
            "Nội dung dự thảo chỉ gần giống, chưa đủ để kết luận đã có hay còn thiếu, và không câu nào nêu rõ một việc "
            "của nhiệm vụ (nêu rõ một phần thì hỏi theo NV03); cũng dùng cho nhiệm"
            " vụ của cấp cách xa một bậc khi chưa có kế hoạch của cấp ở giữa để đối chiếu, và nhiệm vụ do cơ quan "
            "cấp trên chủ trì, cấp dưới phối hợp (không thấy gì trong dự thảo: mức trung bình). Việc do cơ quan cấp "
            "trên chủ trì mà chưa giao cấp dưới thì kiến nghị ghi thêm “theo phân cấp”."
        ),
        example="Tỉnh: “Tổ chức kỷ niệm Ngày Công tác xã hội”. Huyện: chỉ nói chung về tuyên truyền.",
        answer="Đọc lại nội dung liên quan; bổ sung nếu thiếu.",
        message="Chưa thấy dự thảo nêu {texts}.",
        suggestion="Đề nghị {issuer} bổ sung {asked}, hoặc cho biết đã lồng ghép ở mục nào.",
        check=_unclear,
    ),
)
