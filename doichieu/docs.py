"""``python -m doichieu.docs``: write the pages under ``docs/`` that are made from the code.

Run it from the project folder (``make docs``). ``scripts/check_docs.py`` compares these pages with the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.messages import catalogue
from doichieu.output import as_bytes, write

if TYPE_CHECKING:
    from compare.rules import Rule

FOLDER = Path("docs")
MADE = ("rules", "schema")
"""Folders in which every file is made from the code."""

MARK = "<!-- Trang này do `make docs` sinh ra từ compare/rules/; không sửa tay. -->\n"

HEAD = f"""\
{MARK}
# Quy tắc rà soát

Mỗi phát hiện trong báo cáo mang mã của một quy tắc. Bấm vào mã để xem vì sao có quy tắc đó, ví dụ và cách xử lý; trên
máy thì gõ `doichieu rules CT02`. Tắt quy tắc, đổi mức độ, chấp nhận một phát hiện: xem
[hướng dẫn](../huong-dan.md#cau-hinh).
"""

# The families of rules by the letters of their codes, in the order of the index.
FAMILIES = {
    "CT": "chỉ tiêu",
    "NV": "nhiệm vụ",
    "CC": "căn cứ",
    "TT": "thể thức",
    "NB": "nhất quán nội bộ",
    "TN": "từ ngữ",
    "VB": "văn bản",
}
RESULTS = """\
<!-- Trang này do `make docs` sinh ra từ compare/survey/results.py; không sửa tay. -->

# results.csv và results.parquet

`doichieu batch` và `doichieu matrix` ghi hai tệp này vào thư mục kết quả, `frame()` cho cùng các cột ấy trong Python
(xem [sổ tay](so-tay.md)). Mỗi dòng là một cặp: một chỉ tiêu (hoặc nhiệm vụ có số liệu) của một văn bản cấp trên, và nội
dung trả lời trong một kế hoạch. Một kế hoạch đối chiếu với hai văn bản cấp trên thì có dòng của cả hai. Kế hoạch để
riêng (chương trình khác, nơi khác, tệp đưa nhầm) và tệp trùng không có dòng.

Tên, thứ tự và ý nghĩa các cột được giữ ổn định: chỉ thêm cột mới vào cuối, không đổi tên cột cũ. Cùng các kết quả thì
cho cùng nội dung từng byte, dù chạy trên một hay nhiều tiến trình, một hay nhiều máy.

## Hai dạng

| | results.csv | results.parquet |
| --- | --- | --- |
| dùng cho | Excel, xem nhanh | pandas, DuckDB, R, Power BI |
| mã hóa | UTF-8 có BOM, phân cách bằng dấu phẩy, xuống dòng CRLF | Parquet, nén zstd |
| số | dấu chấm thập phân (`62.5`), chính xác như văn bản | số thực 64 bit |
| đúng/sai | `true`, `false` | kiểu bool |
| trống | ô trống | null |
| chữ | một dòng; có thể thêm dấu nháy (xem dưới) | nguyên như đã trích |

Chữ trong văn bản không thể trở thành công thức. Trong `results.csv`, ở mọi chỗ mà Excel có thể coi là đầu một ô (đầu ô,
sau `,` `;` `|` hoặc sau dấu nháy trong ô), nếu tiếp theo là `=`, `+`, `-` hoặc `@` thì một dấu nháy đơn `'` được thêm
vào trước: `=1+1` được ghi thành `'=1+1`. Cột số không bị thêm gì. Cần chữ đúng từng ký tự thì đọc `results.parquet`.

## Các cột

Tên bắt đầu bằng `upper_` nói về văn bản cấp trên, `lower_` về kế hoạch được rà soát; không có nội dung trả lời thì mọi
cột `lower_` đều trống.

| số | cột | kiểu | ý nghĩa |
| --- | --- | --- | --- |
"""
REGISTERS = """\
<!-- Trang này do `make docs` sinh ra từ compare/registers/; không sửa tay. -->

# Danh mục văn bản, cơ quan, địa danh

Những gì máy biết về hiệu lực văn bản, tên cơ quan và địa danh đều ở trong danh mục; ngoài danh mục thì máy không nêu
gì. Mỗi dòng ghi nguồn và ngày xem: `doichieu registers explain 20/2021/NĐ-CP`. Đơn vị bổ sung danh mục của mình: xem
[hướng dẫn](huong-dan.md#danh-muc).

## Danh mục tính đến ngày nào
"""
SOURCES = """
## Các dòng dựa vào đâu

Một dòng có nhiều nguồn thì tính theo nguồn chắc hơn. Trang văn bản: thư viện pháp luật, cơ sở dữ liệu văn bản. Viện
dẫn: văn bản của tỉnh nêu số, ngày. Kho dữ liệu: kho công khai trên GitHub.
"""
UNREAD = """
## Phần chưa tra được nguồn

Phát hiện dựa vào phần này chỉ ở mức lưu ý, kèm câu “theo danh mục, cần kiểm tra lại”.
"""
# The type of a column in this page, with its name in Parquet.
COLUMN_KINDS = {
    "text": "chữ (string)",
    "choice": "chữ, ít giá trị (dictionary)",
    "whole": "số nguyên (int32)",
    "number": "số (double)",
    "yes": "đúng/sai (bool)",
}


def rule_pages() -> dict[str, str]:
    """The index ``rules/README.md`` and one page for each rule, by path."""
    from compare.rules import RULES

    rules = list(RULES.values())
    pages = {"rules/README.md": "\n".join([HEAD, *_index(rules)])}
    return pages | {f"rules/{rule.code}.md": "\n".join(_page(rule)) for rule in rules}


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    for letters, family in FAMILIES.items():
        members = [rule for rule in rules if rule.code.startswith(letters)]
        if not members:
            continue
        yield f"## {letters}: {family}\n"
        yield "| mã | tên | mức độ |"
        yield "| --- | --- | --- |"
        yield from (
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_severity(rule)} |" for rule in members
        )
        yield ""


def _page(rule: Rule) -> Iterator[str]:
    yield f"{MARK}\n# {rule.code} {rule.name}\n"
    yield f"Họ {rule.code[:2]} ({FAMILIES[rule.code[:2]]}). Mức độ: {_severity(rule)} (`{rule.severity}`)."
    yield f"Loại: `{rule.kind}`.\n"
    for title, text in (("Vì sao", rule.rationale), ("Ví dụ", rule.example), ("Nên xử lý", rule.answer)):
        yield f"## {title}\n\n{text.strip()}\n"
    yield "## Tắt, đổi mức độ, chấp nhận\n"
    yield "Trong `doichieu.toml` (tạo bằng `doichieu init`), tắt quy tắc:\n"
    yield f'```toml\n[rules]\nignore = ["{rule.code}"]\n```\n'
    yield "hoặc đổi mức độ:\n"
    yield f'```toml\n[rules.severity]\n{rule.code} = "low"\n```\n'
    yield "Chấp nhận riêng một phát hiện, có lý do và người chịu trách nhiệm:\n"
    yield f'```sh\ndoichieu waive {rule.code} --quote "câu trích trong báo cáo" --reason "lý do"\n```\n'
    yield "[Mọi quy tắc](README.md)"


def _severity(rule: Rule) -> str:
    return catalogue("vi")(f"severity.{rule.severity}")


def results_page() -> str:
    """The page ``results.md``: the columns of ``results.csv`` and ``results.parquet``."""
    from compare.survey.results import COLUMNS

    rows = (
        f"| {number} | `{column.name}` | {COLUMN_KINDS[column.kind]} | {column.meaning} |"
        for number, column in enumerate(COLUMNS, 1)
    )
    return RESULTS + "\n".join(rows)


def registers_page() -> str:
    """The page ``danh-muc.md``: how far the registers go, what their rows rest on, and what nobody has read yet."""
    from compare.keeping.rows import counted, every
    from compare.registers.complete import completeness, name_of
    from extract.language import writing

    say, rows = catalogue("vi"), every()
    found = counted(rows)
    kinds = [kind for kind in next(iter(found.values())) if kind != "own"]
    heads = ["danh mục", "số dòng", *(say(f"source.{kind}") for kind in kinds)]
    lines = [REGISTERS, "| danh mục | tính đến |", "| --- | --- |"]
    lines += [f"| {name_of(one.register)} | {writing.date(one.day)} |" for one in completeness(())]
    lines += [SOURCES, f"| {' | '.join(heads)} |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for register, counts in found.items():
        total = sum(count for kind, count in counts.items() if kind != "partly")
        cells = [say.number(counts[kind]) if counts[kind] else "" for kind in kinds]
        lines.append(f"| {say(f'register.{register}')} | {say.number(total)} | {' | '.join(cells)} |")
    lines += [UNREAD, "| danh mục | dòng | phần theo trí nhớ |", "| --- | --- | --- |"]
    lines += [
        f"| {say(f'register.{row.register}')} | {row.key} | {', '.join(say(f'part.{part}') for part in row.memory)} |"
        for row in rows
        if row.memory
    ]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Each page made from the code, by its path under ``docs/``."""
    from templates.data import schema

    made = rule_pages() | {f"schema/{name}": text for name, text in schema.texts().items()}
    made["results.md"] = results_page()
    made["danh-muc.md"] = registers_page()
    return {name: text.rstrip("\n") + "\n" for name, text in made.items()}


def differences(folder: Path) -> Iterator[str]:
    """One line for every page of a ``docs`` folder that differs from the code, with the first such line of it."""
    made = pages()
    for name, text in made.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: missing"
            continue
        have, want = path.read_text(encoding="utf-8").splitlines(), text.splitlines()
        same = zip(have, want, strict=False)
        line = next((n for n, (left, right) in enumerate(same, 1) if left != right), None)
        if have != want:
            yield f"{name}: differs from line {line or min(len(have), len(want)) + 1} on"
    yield from (f"{name}: no longer made" for name in _left_over(folder, made))


def _left_over(folder: Path, made: dict[str, str]) -> list[str]:
    """Pages of rules and schemas that the code no longer makes."""
    files = (path.relative_to(folder).as_posix() for part in MADE for path in (folder / part).glob("*"))
    return sorted(name for name in files if name not in made)


def main() -> None:
    """Write every page, and remove the pages that the code no longer makes."""
    made = pages()
    for name, text in made.items():
        write(FOLDER / name, as_bytes(text))
        print(FOLDER / name)
    for name in _left_over(FOLDER, made):
        (FOLDER / name).unlink()
        print(f"{FOLDER / name}: taken away")


if __name__ == "__main__":
    main()
