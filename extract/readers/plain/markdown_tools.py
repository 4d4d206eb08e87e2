"""Marks of recognition tools that are no Markdown: page marks, formulas, tables without outer pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.readers.plain.rows import piped_lines

# "{2}-----", "\newpage", "[Trang 3]", "## Page 3", "Trang 3/9", "<page_number>3</page_number>", "--- Page 3 ---".
_PAGE = re.compile(
    r"""\s*(?:
        \{\d+\}-{5,}
        | \\(?:newpage|pagebreak|clearpage)\b.*
        | <(page_?\w*|header|footer)\b[^>]*>.*</\1>
        | (?:\#{1,6}\s+|[-=*_]{2,}\s*|\[)?
          (?:trang|page)\s+\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?
          (?:\s*[-=*_]{2,}|\])?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FORMULA = re.compile(r"\$(?=[^\s$])([^$\n]{1,80})(?<=\S)\$|\\\((.{1,80}?)\\\)")
_COMMANDS = (
    (re.compile(r"\\(?:geqslant|geq|ge)(?![a-z])"), "≥"),
    (re.compile(r"\\(?:leqslant|leq|le)(?![a-z])"), "≤"),
    (re.compile(r"\\(?:times)(?![a-z])"), "×"),
    (re.compile(r"\\(?:text|mathrm|mathbf|textbf)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\^\s*\{?\s*([23])\s*\}?"), lambda power: "²" if power[1] == "2" else "³"),
    (re.compile(r"\\([%#&_$])"), r"\1"),
    (re.compile(r"\\[,;: ]|\{,\}"), lambda gap: "," if gap[0] == "{,}" else " "),
)
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")


def is_page_mark(line: str) -> bool:
    """Whether a line only marks the begin or end of a page."""
    return bool(_PAGE.fullmatch(line))


def without_formulas(text: str) -> str:
    r"""The text with formulas of plain numbers and signs as they are printed; a real formula is kept.

    >>> without_formulas(r"$\ge 60\%$ số hộ, 20 $m^2$; $\frac{1}{2}$; 5 $ và 6 $")
    '≥ 60% số hộ, 20 m²; $\\frac{1}{2}$; 5 $ và 6 $'
    """
    return _FORMULA.sub(_printed, text)


def _printed(match: re.Match[str]) -> str:
    inner = match[1] or match[2]
    for pattern, printed in _COMMANDS:
        inner = pattern.sub(printed, inner)
    return match[0] if re.search(r"[\\{}^_]", inner) else inner


def with_edges(lines: list[str]) -> Iterator[str]:
    """The lines, those of tables with a pipe at both ends; a ruled line or rows of one width show a table."""
    rows = piped_lines(lines)
    ruled = {number for number, line in enumerate(lines) if _RULE.fullmatch(line) and "|" in line}
    inside = False
    for number, line in enumerate(lines):
        inside = "|" in line and (inside or number + 1 in ruled or number in ruled or number in rows)
        bare = line.strip()
        yield f"| {bare.removeprefix('|').removesuffix('|')} |" if inside else line
