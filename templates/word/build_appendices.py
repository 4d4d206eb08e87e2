"""The appendices of ``report.docx``: the comparison table and the comments table, on their side."""

from __future__ import annotations

from templates.word.layout import CENTER, LEFT, Builder

LANDSCAPE = 257
"""Width of the text of the appendices in millimetres."""


def appendices(to: Builder) -> None:
    """The comparison table and the comments table, on their side."""
    to.landscape()
    to.line("PHỤ LỤC I", bold=True, align=CENTER)
    to.line("BẢNG ĐỐI CHIẾU CHỈ TIÊU", bold=True, align=CENTER)
    columns = [
        ("STT", "{{ row.index }}"),
        ("Chỉ tiêu", "{{ row.subject }}"),
        ("{%tc for party in report.references %}", "{%tc for answer in row.cells %}"),
        (
            "{{ party.column }}: trích, vị trí",
            "{%p if answer %}\n{{r marked(answer.quote, short=True) }}\n{{ answer.quote.located }}\n"
            "{%p else %}\n–\n{%p endif %}",
        ),
        ("{%tc endfor %}", "{%tc endfor %}"),
        (
            "{{ report.draft.column }}: trích, vị trí",
            "{%p for quote in row.draft %}\n{{r marked(quote, short=True) }}\n{{ quote.located }}\n"
            "{%p else %}\n{{ row.absent }}\n{%p endfor %}",
        ),
        ("Chênh lệch", "{%p for text in row.difference_words %}\n{{ text }}\n{%p endfor %}"),
        ("Nhận định", "{%p for text in row.verdict_words %}\n{{ text }}\n{%p endfor %}"),
        ("Mức độ", "{{ row.severity_word }}"),
        ("Kiến nghị", "{%p for text in row.suggestions %}\n{{ text }}\n{%p endfor %}"),
    ]
    _loop_table(to, columns, "row in report.main_rows")
    _aside(to)
    to.document.add_page_break()
    to.line("PHỤ LỤC II", bold=True, align=CENTER)
    to.line("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý", bold=True, align=CENTER)
    columns = [
        ("STT", "{{ loop.index }}"),
        (
            "Vị trí",
            "{% if finding.draft %}{{ finding.draft.place }}"
            "{% elif finding.reference %}Chưa có trong dự thảo{% endif %}",
        ),
        ("Nội dung dự thảo", "{% if finding.draft %}{{ finding.draft.text }}{% endif %}"),
        ("Ý kiến", "{{ finding.suggestion or finding.message }}"),
        (
            "Căn cứ",
            "{%p for quote in finding.upper %}\n{{ quote.source }}\n{%p else %}\n[Căn cứ]\n{%p endfor %}",
        ),
    ]
    _loop_table(to, columns, "finding in report.unsuitable + report.unclear", [12, 45, 70, 80, 50])
    to.gap()
    to.line("Mã SHA-256 của các tệp:", size=10, keep=True)
    to.mark("{%p for party in report.parties %}")
    to.line("{{ party.column }}: {{ party.file }}: {{ party.sha256 }}", size=10, align=LEFT)
    to.mark("{%p endfor %}")


def _aside(to: Builder) -> None:
    """Rows of which nothing is asked one by one, told in brief."""
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
            "Chỉ tiêu, vị trí",
            "{%p for answer in row.answers %}\n"
            "{{r marked(answer.quote, short=True) }} {{ answer.quote.located }}\n{%p endfor %}",
        ),
        ("Nhận định", "{%p for text in row.verdict_words %}\n{{ text }}\n{%p endfor %}"),
    ]
    _loop_table(to, columns, "row in report.aside_rows", [12, 30, 175, 40])
    to.mark("{%p endif %}")


def _loop_table(
    to: Builder, columns: list[tuple[str, str]], loop: str, widths: list[float] | None = None
) -> None:
    """A head, and one row for each turn of ``loop``."""
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
    )
