"""TT: thể thức (form) of the head of a draft: motto, number, place and date, title, bases.

Only the words are judged, not the layout. A blank is natural in a draft and gives a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from compare.model import Kind, Severity
from compare.naming.mentions import day_of
from compare.naming.seat import is_elsewhere
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import place_of
from compare.words import phrases
from extract.language import writing
from extract.language.lexicon import CAPITAL, fold
from extract.lines.bases import is_recital
from extract.model import Part, Plan, Statement

_WORD_FORMATS = ("docx", "doc", "odt", "rtf")
"""Formats that keep all lines of a document; a page, a scan or plain text may have lost some."""
_STATE = phrases("form", "state")
CAPITALS = rf"{CAPITAL}(?:{CAPITAL}|\s)*"
_MOTTOS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_NEARLY = 82
"""Least similarity, 0 to 100, of a line that is meant as the motto."""
# "Số: 5/KH-UBND", with its possible faults.
_NUMBER = re.compile(
    r"\bSố(?P<colon>\s*:)?\s*(?P<number>\d+)\s*(?P<slash>[/\-–.])\s*(?P<kind>[A-ZĐ]{2,4})\s*(?P<dash>[/\-–.])\s*(?P<body>[A-ZĐ]{2,})"
)
_DATE = re.compile(
    r"(?:(?P<place>[^\W\d_][^,;:\d|]{1,40}),\s*)?ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm",
    re.I,
)
_ISSUES = re.compile(r"như sau\s*[:.]?$|với (?:các|những) nội dung")
_PLACE_SHORT = {"hcm": "Hồ Chí Minh", "tp": "thành phố", "tt": "thị trấn", "tx": "thị xã"}


def of_the_state(plan: Plan) -> bool:
    """Whether Nghị định 30/2020/NĐ-CP governs the form; the Party and associations follow other rules."""
    issuer = fold(plan.masthead.issuer or "")
    return (
        issuer.startswith(_STATE.words)
        and "ủy ban mặt trận" not in issuer
        and "ủy ban kiểm tra" not in issuer
    )


def is_whole(plan: Plan) -> bool:
    """Whether the format keeps all lines, so that a line missing from the text is missing in the document."""
    return plan.source.format in _WORD_FORMATS


def softer(plan: Plan) -> Severity:
    """The severity of a missing line: low, or a note where reading may have lost it."""
    return Severity.LOW if is_whole(plan) else Severity.NOTE


def parts(plan: Plan, *wanted: Part) -> Iterator[Statement]:
    """The statements of some parts, in order."""
    return (statement for statement in plan.statements if statement.part in wanted)


def head(plan: Plan) -> Iterator[Statement]:
    """The statements of the masthead; text after the title does not belong to it."""
    for statement in plan.statements:
        if statement.part not in (Part.HEAD, Part.CARRIER):
            return
        if statement.part is Part.HEAD:
            yield statement


def _blank_number(case: Case) -> Iterator[Hit]:
    if case.draft.masthead.number_blank:
        yield Hit(values={"issuer": writing.issuer(case.draft)})


def _blank_date(case: Case) -> Iterator[Hit]:
    if case.draft.masthead.date_blank:
        yield Hit(values={"issuer": writing.issuer(case.draft)})


def _motto(case: Case) -> Iterator[Hit]:
    """Misspelt mottoes; a missing one is not flagged, since it may be in a picture or a frame that is not read."""
    if not of_the_state(case.draft):
        return
    for statement in head(case.draft):
        said = _as_motto(statement.text)
        for motto in _MOTTOS:
            right = _as_motto(motto)
            # A longer line, or a piece of the motto, comes from a narrow cell.
            if said != right and abs(len(said) - len(right)) <= 4 and fuzz.ratio(said, right) >= _NEARLY:
                yield _hit(case, statement, written=statement.text, right=motto)


def _as_motto(text: str) -> str:
    """The folded text with one kind of dash, in which "HOÀ" equals "HÒA"."""
    return re.sub(r"[–—−]", "-", " ".join(fold(text).split())).strip(" -_*|")


def _number_form(case: Case) -> Iterator[Hit]:
    for statement in head(case.draft):
        found = _NUMBER.search(statement.text)
        if not found or not of_the_state(case.draft):
            continue
        number = found["number"] if int(found["number"]) >= 10 else f"0{int(found['number'])}"
        right = f"Số: {number}/{found['kind']}-{found['body']}"
        written = " ".join(found[0].split())
        # Blanks may come from reading; "013" is more than the rule asks and is not flagged.
        if _tight(written) != _tight(right) and len(found["number"]) <= len(number):
            yield _hit(case, statement, written=written, right=right)
        return


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("–", "-")


def _date_form(case: Case) -> Iterator[Hit]:
    """Days below 10 and the months 1 and 2 without a zero; a zero before the months 3 to 9 is usual too."""
    for statement in head(case.draft):
        found = _DATE.search(statement.text)
        if not found or not of_the_state(case.draft):
            continue
        day, month = int(found["day"]), int(found["month"])
        lacking = (day < 10 and len(found["day"]) < 2) or (month < 3 and len(found["month"]) < 2)
        if lacking:
            right = writing.day_of_year(day, month)
            written = f"ngày {found['day']} tháng {found['month']}"
            yield _hit(case, statement, written=written, right=right)
        return


def _place_form(case: Case) -> Iterator[Hit]:
    """A place before the date that is known to lie outside the issuer's unit; the issuer's seat is right."""
    masthead = case.draft.masthead
    # The unit is known for a committee or a council, not for a department or a ministry.
    if not masthead.place or not fold(masthead.issuer or "").startswith(
        ("ủy ban nhân dân", "hội đồng nhân dân")
    ):
        return
    for statement in head(case.draft):
        found = _DATE.search(statement.text) or re.match(
            r"(?P<place>[^\W\d_][^,;:\d|]{1,40}),\s*ngày\b", statement.text
        )
        if not found or not found["place"]:
            continue
        said = " ".join(
            _PLACE_SHORT.get(fold(word), word) for word in found["place"].replace(".", " ").split()
        )
        if is_elsewhere(said, masthead, day_of(case.draft)):
            yield _hit(case, statement, written=found["place"].strip(), right=masthead.place)
        return


def _title_form(case: Case) -> Iterator[Hit]:
    """A title with "V/v", which only letters (công văn) have; other kinds have their title below the kind."""
    for statement in parts(case.draft, Part.TITLE):
        if re.match(r"v\s*/\s*v\b", statement.text.strip(' "“(*'), re.I) and case.draft.masthead.kind:
            yield _hit(
                case, statement, written=writing.quote(statement.text, 80), right=case.draft.masthead.kind
            )
            return


def _bases(case: Case) -> Iterator[Hit]:
    """Bases without their mark, a semicolon, or a full stop after the last; all of them make one finding."""
    if not of_the_state(case.draft):
        return
    bases, goes_on = _basis_lines(case.draft)
    wrong = [base for base in bases[:-1] if _end(base) != ";"]
    # The list goes on before a sentence that is itself a basis and issues the plan.
    wrong += [base for base in bases[-1:] if _end(base) not in ((".", ";") if goes_on else (".",))]
    if wrong:
        last = wrong == bases[-1:]
        told = (
            "căn cứ cuối chưa kết thúc bằng dấu chấm (.)"
            if last
            else (f"{writing.count(len(wrong))} căn cứ chưa kết thúc đúng dấu câu")
        )
        hit = _hit(case, wrong[0], told=told, quote=writing.quote(wrong[0].text, 90))
        yield Hit(values=hit.values, draft=hit.draft, others=tuple(place_of(base) for base in wrong[1:]))


def _basis_lines(plan: Plan) -> tuple[list[Statement], bool]:
    """The bases before the first heading, one a line, and whether a basis that issues the plan follows."""
    found: list[Statement] = []
    for statement in parts(plan, Part.BODY, Part.CARRIER):
        if statement.heading or statement.section is not None or statement.text.isupper():
            break
        text = fold(statement.text)
        if is_recital(text):
            # "Căn cứ …, Ủy ban nhân dân huyện ban hành Kế hoạch như sau:" is a sentence, not a line of the list.
            if _ISSUES.search(text):
                return found, True
            found.append(statement)
        elif found:
            break
    # "Thực hiện …" alone may be a sentence of any kind.
    return (found if any(fold(base.text).startswith("căn cứ") for base in found) else []), False


def _end(base: Statement) -> str:
    text = base.text.rstrip(' ”"*_»')
    return text[-1] if text and text[-1] in ".;,:" else base.closing[-1:]


def _hit(case: Case, statement: Statement, **values: str) -> Hit:
    return Hit(values={**values, "issuer": writing.issuer(case.draft)}, draft=place_of(statement))


ANNEX = "Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"

RULES: tuple[Rule, ...] = (
    Rule(
        code="TT01",
        name="Để trống số văn bản",
        name_en="Blank number",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=f"Dự thảo chưa ban hành thì chưa có số; khi ban hành phải có số theo khoản 3 {ANNEX}.",
        example="“Số:      /KH-UBND”.",
        answer="Ghi số khi ban hành.",
        message="Số văn bản đang để trống (dự thảo).",
        suggestion=None,
        check=_blank_number,
        basis=f"khoản 3 {ANNEX}",
    ),
    Rule(
        code="TT02",
        name="Để trống ngày ban hành",
        name_en="Blank date",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=f"Dự thảo chưa ban hành thì chưa có ngày; khi ban hành phải ghi theo khoản 4 {ANNEX}.",
        example="“ngày      tháng      năm 2021”.",
        answer="Ghi ngày, tháng khi ban hành.",
        message="Ngày, tháng ban hành đang để trống (dự thảo).",
        suggestion=None,
        check=_blank_date,
        basis=f"khoản 4 {ANNEX}",
    ),
    Rule(
        code="TT03",
        name="Quốc hiệu, Tiêu ngữ",
        name_en="State motto",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=f"Quốc hiệu và Tiêu ngữ ghi đúng từng chữ theo khoản 1 {ANNEX}.",
        example="“Độc lập - Tự do – Hạnh phúc” viết thiếu chữ hoặc sai dấu.",
        answer="Ghi đúng Quốc hiệu, Tiêu ngữ.",
        message=f"“{{written}}” chưa phù hợp với khoản 1 {ANNEX}, đúng là “{{right}}”.",
        suggestion="Đề nghị {issuer} ghi đúng: “{right}”.",
        check=_motto,
        basis=f"khoản 1 {ANNEX}",
    ),
    Rule(
        code="TT04",
        name="Dấu câu cuối các căn cứ",
        name_en="Ends of the bases",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=f"Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm, theo điểm a khoản 6 {ANNEX}.",
        example="Căn cứ cuối cùng kết thúc bằng dấu chấm phẩy.",
        answer="Sửa dấu câu.",
        message=f"Phần căn cứ: {{told}} (điểm a khoản 6 {ANNEX}): “{{quote}}”.",
        suggestion="Đề nghị {issuer} kết thúc mỗi căn cứ bằng dấu chấm phẩy (;), căn cứ cuối bằng dấu chấm (.).",
        check=_bases,
        basis=f"điểm a khoản 6 {ANNEX}",
    ),
    Rule(
        code="TT05",
        name="Cách ghi số, ký hiệu",
        name_en="Form of the number",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=(
            "Sau từ “Số” có dấu hai chấm; số nhỏ hơn 10 ghi thêm số 0; giữa số và ký hiệu có dấu gạch chéo, giữa các "
            f"nhóm chữ viết tắt có dấu gạch nối, theo điểm c khoản 3 {ANNEX}."
        ),
        example="“Số 5/KH.UBND” thay vì “Số: 05/KH-UBND”.",
        answer="Ghi lại số, ký hiệu.",
        message=f"“{{written}}” chưa phù hợp với khoản 3 {ANNEX}, cần ghi “{{right}}”.",
        suggestion="Đề nghị {issuer} ghi số, ký hiệu là “{right}”.",
        check=_number_form,
        basis=f"khoản 3 {ANNEX}",
    ),
    Rule(
        code="TT06",
        name="Cách ghi ngày, tháng",
        name_en="Form of the date",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=f"Ngày nhỏ hơn 10 và tháng 1, tháng 2 ghi thêm số 0 ở trước, theo điểm b khoản 4 {ANNEX}.",
        example="“ngày 5 tháng 2 năm 2021” thay vì “ngày 05 tháng 02 năm 2021”.",
        answer="Ghi thêm số 0.",
        message=f"“{{written}}” chưa phù hợp với điểm b khoản 4 {ANNEX}, cần ghi “{{right}}”.",
        suggestion="Đề nghị {issuer} ghi ngày, tháng ban hành là “{right}”.",
        check=_date_form,
        basis=f"điểm b khoản 4 {ANNEX}",
    ),
    Rule(
        code="TT07",
        name="Địa danh trước ngày ban hành",
        name_en="Place before the date",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=(
            f"Địa danh là tên đơn vị hành chính nơi cơ quan ban hành đóng trụ sở, theo điểm a khoản 4 {ANNEX}: tên "
            "thành phố, thị trấn có trụ sở cũng đúng. Chỉ nêu khi nơi đó, theo danh mục đơn vị hành chính, ở ngoài địa "
            "bàn."
        ),
        example="“Việt Nam, ngày …” trên kế hoạch của UBND huyện.",
        answer="Ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở.",
        message=(
            "Địa danh “{written}” trước ngày ban hành không phải là nơi đóng trụ sở thuộc {right} "
            f"(điểm a khoản 4 {ANNEX}); cần làm rõ."
        ),
        suggestion="Đề nghị {issuer} rà soát địa danh “{written}”, ghi tên nơi đóng trụ sở thuộc {right}.",
        check=_place_form,
        basis=f"điểm a khoản 4 {ANNEX}",
    ),
    Rule(
        code="TT08",
        name="Trích yếu có “V/v”",
        name_en="Title of a letter",
        kind=Kind.FORM,
        severity=Severity.LOW,
        rationale=(
            "“V/v” chỉ dùng cho công văn; văn bản có tên loại thì trích yếu ghi ngay dưới tên loại, "
            f"theo điểm b khoản 5 {ANNEX}."
        ),
        example="“KẾ HOẠCH / V/v thực hiện Chương trình …”.",
        answer="Bỏ “V/v”.",
        message=(
            f"Trích yếu “{{written}}” chưa phù hợp với khoản 5 {ANNEX}: văn bản có tên loại ({{right}}) "
            "không ghi “V/v”."
        ),
        suggestion="Đề nghị {issuer} bỏ “V/v” trong trích yếu.",
        check=_title_form,
        basis=f"điểm b khoản 5 {ANNEX}",
    ),
)
