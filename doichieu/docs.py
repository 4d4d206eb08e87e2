"""``python -m doichieu.docs``: write the pages under ``docs/`` that are made from the code.

Run it from the project folder (``make docs``). ``scripts/check_docs.py`` compares these pages with the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.messages import catalogue
from doichieu.output import as_bytes, write

if TYPE_CHECKING:
    from compare.rules import Rule

FOLDER = Path("docs")

HEAD = """\
# Quy tắc rà soát

Trang này do `make docs` sinh ra từ các quy tắc trong `compare/rules/`; không sửa tay.
"""

# What the two letters of a code stand for.
FAMILIES = {
    "CT": "chỉ tiêu",
    "NV": "nhiệm vụ",
    "CC": "căn cứ",
    "TT": "thể thức",
    "NB": "nhất quán nội bộ",
    "TN": "từ ngữ",
    "VB": "văn bản",
}


def rules_page() -> str:
    """Give ``rules.md``: a table of all rules, then each with its reason, an example and what to do."""
    from compare.rules import RULES

    return "\n".join([HEAD, *_table(RULES.values()), *_details(RULES.values())]).rstrip() + "\n"


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| mã | tên | họ | loại | mức độ |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in rules:
        family = FAMILIES.get(rule.code[:2], "")
        name = f"[{rule.code}](#{rule.code.lower()})"
        yield f"| {name} | {rule.name} | {family} | `{rule.kind}` | {_severity(rule)} |"
    yield ""


def _details(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        # The anchor is spelt out: the one a heading gets differs from one Markdown viewer to the next.
        yield f'<a id="{rule.code.lower()}"></a>'
        yield f"## {rule.code} {rule.name}\n"
        yield f"Mức độ: {_severity(rule)} (`{rule.severity}`). Loại: `{rule.kind}`.\n"
        for title, text in (("Vì sao", rule.rationale), ("Ví dụ", rule.example), ("Nên xử lý", rule.answer)):
            yield f"**{title}.** {text.strip()}\n"


def _severity(rule: Rule) -> str:
    return catalogue("vi")(f"severity.{rule.severity}")


def pages() -> dict[str, str]:
    """Give each page made from the code, by its path under ``docs/``."""
    from templates import schema

    return {"rules.md": rules_page()} | {f"schema/{name}": text for name, text in schema.texts().items()}


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        write(FOLDER / name, as_bytes(text))
        print(FOLDER / name)


if __name__ == "__main__":
    main()
