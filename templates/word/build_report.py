"""Make ``report.docx``, the built-in template of the Word report: ``python -m templates.word.build_report``.

The layout follows Nghị định 30/2020/NĐ-CP: A4, Times New Roman, margins 20/20/30/15 mm, the name of the issuer on the
left and the national motto on the right. Blanks for a human are in [ ], those that
the office has not filled among them.
"""

from __future__ import annotations

import io
from pathlib import Path

from docx.shared import Pt

from templates.word.fill import repacked
from templates.word.layout import CENTER, LEFT, MOTTO, SIGNATURE, Builder

LANDSCAPE = 247
"""Width of the text of the appendices in millimetres."""
_MATTERS = (
    ("Nội dung chưa phù hợp", "wrong"),
    ("Nội dung cần làm rõ", "explaining"),
    ("Nội dung khác cần xem xét", "minor"),
)
"""The parts IV.2 to IV.4; the first two are what the letter names, and what the conclusion counts as pressing."""
_ATTACHED = (
    "(Kèm theo Báo cáo số [     ]/BC-[     ] ngày [   ] tháng [   ] năm [     ] của "
    "{{ office.name or '[cơ quan rà soát]' }})"
)
_CODES = "{{ ' (' ~ finding.rule ~ ')' if report.codes }}"


def head(to: Builder) -> None:
    """Issuer and motto, number and date, title."""
    (left, right), (number, date) = (row.cells for row in to.frame([68, 97], 2).rows)
    to.lines(
        left,
        [
            ("{{ (office.parent or '[cơ quan chủ quản]') | upper }}", 13, ""),
            ("{{ (office.name or '[cơ quan rà soát]') | upper }}", 13, "b"),
            ("", 24, "rule"),
        ],
        CENTER,
    )
    to.lines(right, MOTTO, CENTER)
    to.lines(number, [("Số: [     ]/BC-[     ]", 13, "")], CENTER)
    for cell in (number, date):
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)
    to.lines(
        date, [("{{ office.place or '[Địa danh]' }}, ngày [   ] tháng [   ] năm [     ]", 13, "i")], CENTER
    )
    to.line("")
    to.line("BÁO CÁO", bold=True, align=CENTER)
    to.line(
        "Kết quả rà soát, đối chiếu {{ report.heading }} với văn bản cấp trên",
        bold=True,
        align=CENTER,
    )
    to.rule(60, 165)
    to.mark("{%p for finding in report.leading %}")
    to.line("{{ finding.whole }}{{ ' ' ~ finding.suggestion if finding.suggestion }}", bold=True, indent=True)
    to.mark("{%p endfor %}")


def basis(to: Builder) -> None:
    """Parts I and II."""
    to.heading("I. CĂN CỨ RÀ SOÁT", 1)
    to.line("- [Văn bản giao nhiệm vụ hoặc đề nghị rà soát, góp ý].", indent=True)
    to.mark("{%p for party in report.documents %}")
    to.line(
        "- {{ party.full }}{% if party.about %}: {{ party.about }}{% endif %} (sau đây gọi là {{ party.short }})"
        "{{ '; chưa dùng kết quả đối chiếu, cần kiểm tra lại tệp' if party.doubted }}.",
        indent=True,
    )
    to.mark("{%p endfor %}")
    to.heading("II. THÔNG TIN VĂN BẢN ĐƯỢC RÀ SOÁT", 1)
    to.table(
        [45, 120],
        [
            ["Nội dung", "Thông tin"],
            ["Tên văn bản", "{{ report.draft.title or report.draft.name }}"],
            [
                "Số, ngày; giai đoạn",
                "{{ report.draft.number }}{% if report.draft.date %}, {{ report.draft.date }}{% endif %}; "
                "{{ report.draft.period or 'chưa rõ giai đoạn' }}",
            ],
            ["Cơ quan ban hành", "{{ report.draft.issuer or 'chưa rõ' }}"],
        ],
    )
    to.gap()
    to.mark("{%p for text in report.reminders %}")
    to.line("{{ text }}", italic=True, indent=True)
    to.mark("{%p endfor %}")


def overall(to: Builder) -> None:
    """Part III."""
    to.heading("III. ĐÁNH GIÁ CHUNG", 1)
    to.line("{{ report.conclusion }}", indent=True)
    to.line("[Đánh giá bổ sung của người rà soát].", indent=True)


def results(to: Builder) -> None:
    """Part IV: one line for each matter; the appendices have the rest."""
    to.heading("IV. KẾT QUẢ RÀ SOÁT", 1)
    to.heading("1. Nội dung thống nhất", 2)
    to.line(
        "{% if report.agreeing %}{{ report.agreeing_line }}{% else %}Không có.{% endif %}",
        indent=True,
    )
    for number, (title, name) in enumerate(_MATTERS, 2):
        count = f"{{{{ ' (%02d)' % (report.{name} | length) if report.{name} }}}}"
        to.heading(f"{number}. {title}{count}", 2)
        _findings(to, f"report.{name}")
    to.mark("{%p if report.unread %}")
    to.line(
        "Nội dung máy chưa đọc được, cần xem trực tiếp trên văn bản:", italic=True, indent=True, keep=True
    )
    to.mark("{%p for missed in report.unread %}")
    to.line("- {{ missed.line }}.", indent=True)
    to.mark("{%p endfor %}")
    to.mark("{%p endif %}")
    _lines(to, "report.to_check", "Cần xem trên bản gốc:", "{{ one.message }} {{ one.suggestion }}")
    _lines(to, "report.note_lines", "Lưu ý, không yêu cầu điều chỉnh:", "{{ one }}")
    _lines(
        to,
        "report.waived | rejectattr('human.dismissed') | list",
        "Đã chấp nhận (miễn trừ), không tính vào kết luận:",
        "{{ one.whole }} Lý do: {{ one.accepted }}.",
    )
    _lines(to, "report.corrections", "Số liệu do người rà soát sửa, ghép tay:", "{{ one }}")


def _lines(to: Builder, name: str, title: str, text: str) -> None:
    """A title and a dashed line for each ``one`` of a list; nothing for an empty list."""
    to.mark(f"{{%p if {name} %}}")
    to.line(title, italic=True, indent=True, keep=True)
    to.mark(f"{{%p for one in {name} %}}")
    to.line(f"- {text}", indent=True)
    to.mark("{%p endfor %}")
    to.mark("{%p endif %}")


def _findings(to: Builder, name: str) -> None:
    """One line for each card, with its number in Phụ lục I."""
    to.mark(f"{{%p for finding in {name} | sort(attribute='index') %}}")
    to.line(
        "- {{ 'Nội dung số ' ~ finding.index ~ ': ' if not finding.leading }}"
        "{{ finding.human.badge ~ ': ' if finding.human.badge }}{{ finding.line }}" + _CODES,
        indent=True,
    )
    to.mark("{%p endfor %}")
    _none(to, name)


def _none(to: Builder, name: str) -> None:
    to.mark(f"{{%p if not {name} %}}")
    to.line("Không có.", indent=True)
    to.mark("{%p endif %}")


def proposals(to: Builder) -> None:
    """Part V, signature and recipients."""
    to.heading("V. KIẾN NGHỊ", 1)
    to.mark("{%p for text in report.proposals %}")
    to.line("{{ text }}", indent=True)
    to.mark("{%p endfor %}")
    # The signature never stands on a page without a line of the text.
    to.line("[Kiến nghị khác của cơ quan rà soát]./.", indent=True, keep=True)
    left, right = to.frame([80, 85], 1).rows[0].cells
    recipients = ["- [Cơ quan soạn thảo];", "- [Lãnh đạo cơ quan rà soát];", "- Lưu: VT, [đơn vị soạn thảo]."]
    to.lines(left, [("Nơi nhận:", 12, "bi"), *((name, 11.0, "") for name in recipients)], LEFT)
    position = ["{%p for line in office.position or ['[CHỨC VỤ NGƯỜI KÝ]'] %}", "{{ line }}", "{%p endfor %}"]
    signature = [*position, *[""] * SIGNATURE, "{{ office.signer or '[Họ và tên]' }}"]
    to.lines(right, [(line, 14.0, "b") for line in signature], CENTER)


def build() -> bytes:
    """The template as a .docx file."""
    to = Builder()
    for part in (head, basis, overall, results, proposals, appendices):
        part(to)
    out = io.BytesIO()
    to.document.save(out)
    return repacked(out.getvalue())


def main() -> None:
    """Write ``report.docx`` beside this module."""
    Path(__file__).with_name("report.docx").write_bytes(build())


def appendices(to: Builder) -> None:
    """The comments table and the comparison table, in landscape."""
    to.section(landscape=True)
    to.mark("{%p if report.asking %}")
    to.annex(_numbered("comments"), "BẢNG TỔNG HỢP Ý KIẾN GÓP Ý", _ATTACHED)
    columns = [
        ("Số", "{{ finding.index }}"),
        (
            "Nội dung dự thảo",
            "{%p if finding.draft %}\n{{r marked(finding.draft) }}\n{%p elif finding.listed and not finding.rows %}\n"
            "Dự thảo chưa nêu.\n{%p elif not finding.places %}\n"
            "Dự thảo chưa nêu.\n{%p endif %}\n"
            "{%p for place in finding.places %}\n({{ place }})\n{%p endfor %}",
        ),
        (
            "Văn bản cấp trên",
            "{%p if finding.listed and finding.rows %}\nCác chỉ tiêu ở cuối Phụ lục II.\n"
            "{%p elif finding.listed %}\n{%p for quote in finding.listed %}\n{{ quote.source }}\n{%p endfor %}\n"
            "{%p else %}\n"
            "{%p for quote in finding.upper %}\n{{r marked(quote) }}\n({{ quote.source }})\n"
            "{%p else %}\n{{ finding.basis }}\n{%p endfor %}\n"
            "{%p endif %}",
        ),
        (
            "Ý kiến",
            "{%p for line in finding.remarks %}\n{{ line }}\n{%p endfor %}\n"
            "{%p for line in finding.human.lines %}\n[{{ line }}]\n{%p endfor %}\n"
            "{%p if report.codes %}\n({{ finding.rule }})\n{%p endif %}",
        ),
        ("Kiến nghị", "{%p for line in finding.asked %}\n{{ line }}\n{%p else %}\n–\n{%p endfor %}"),
    ]
    _loop_table(to, columns, "finding in report.comments", [10, 60, 60, 56, 61])
    to.mark("{%p endif %}")
    to.mark("{%p if report.asking and report.rows %}")
    to.section(landscape=True)
    to.mark("{%p endif %}")
    to.mark("{%p if report.rows %}")
    to.annex(_numbered("comparison"), "BẢNG ĐỐI CHIẾU CHỈ TIÊU", _ATTACHED)
    columns = [
        ("STT", "{{ row.index }}"),
        ("Chỉ tiêu", "{{ row.subject }}"),
        ("{%tc for party in report.references %}", "{%tc for answer in row.cells %}"),
        ("{{ party.column }}", "{{ answer.asked if answer else '–' }}"),
        ("{%tc endfor %}", "{%tc endfor %}"),
        (
            "{{ report.draft.column }}",
            "{%p for value in row.given %}\n{{ value }}\n{%p else %}\n{{ row.absent }}\n{%p endfor %}",
        ),
        ("Nhận định", "{%p for text in row.verdict_words %}\n{{ text }}\n{%p endfor %}"),
        ("Nội dung số", "{{ row.shown }}"),
    ]
    to.mark("{%p if report.main_rows %}")
    _loop_table(to, columns, "row in report.main_rows")
    to.mark("{%p endif %}")
    _none(to, "report.main_rows")
    to.mark("{%p endif %}")
    _aside(to)
    _dismissed(to)
    _made(to)


def _made(to: Builder) -> None:
    """How the report was made, behind all that is signed."""
    to.gap()
    to.mark("{%p for line in report.rule_changes %}")
    to.line("{{ line }}", italic=True, size=11)
    to.mark("{%p endfor %}")
    to.line("Kết quả do máy đối chiếu, cần người rà soát xác nhận.", italic=True, size=11)


def _numbered(annex: str) -> str:
    return f"{{{{ report.annexes.{annex} }}}}"


def _dismissed(to: Builder) -> None:
    """What a human decided is none, with the reasons."""
    told = "report.waived | selectattr('human.dismissed') | list"
    to.mark(f"{{%p if {told} %}}")
    to.section(landscape=True)
    to.annex(_numbered("dismissed"), "NỘI DUNG NGƯỜI RÀ SOÁT ĐÃ BỎ QUA", _ATTACHED)
    columns = [
        ("Số", "{{ finding.index }}"),
        ("Nội dung máy nêu", "{{ finding.whole }}"),
        ("Lý do bỏ qua", "{{ finding.accepted }}"),
    ]
    _loop_table(to, columns, f"finding in {told}", [12, 140, 95])
    to.mark("{%p endif %}")


def _aside(to: Builder) -> None:
    """The rows that ask nothing by themselves, in brief."""
    to.mark("{%p if report.aside_rows %}")
    to.gap()
    to.line("{{ report.aside_title }}", bold=True, size=12, keep=True)
    columns = [
        ("STT", "{{ row.index }}"),
        (
            "Văn bản",
            "{%p for answer in row.answers %}\n{{ answer.quote.party.column }}\n{%p endfor %}",
        ),
        (
            "Chỉ tiêu",
            "{%p for answer in row.answers %}\n{{ answer.quote.told or (row.subject ~ ': ' ~ answer.asked) }}\n"
            "{%p endfor %}",
        ),
        ("Nhận định", "{%p for text in row.verdict_words %}\n{{ text }}\n{%p endfor %}"),
    ]
    _loop_table(to, columns, "row in report.aside_rows", [12, 30, 165, 40])
    to.mark("{%p endif %}")


def _loop_table(
    to: Builder, columns: list[tuple[str, str]], loop: str, widths: list[float] | None = None
) -> None:
    """A table with a heading row and one row for each turn of ``loop``."""
    widths = widths or [LANDSCAPE / len(columns)] * len(columns)
    blank = [""] * (len(columns) - 1)
    to.table(
        widths,
        [
            [title for title, _ in columns],
            [f"{{%tr for {loop} %}}", *blank],
            [text for _, text in columns],
            ["{%tr endfor %}", *blank],
        ],
        "Table Small",
        counted=True,
    )


if __name__ == "__main__":
    main()
