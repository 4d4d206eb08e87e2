"""The title of an overview."""

from __future__ import annotations

from compare.survey.overview import Overview
from extract.language import writing
from templates import words


def title(overview: Overview) -> str:
    """The title: "Tổng hợp đối chiếu 11 kế hoạch cấp huyện, tỉnh Thượng Giang"."""
    lines = overview.lines
    levels = {writing.level(line.unit.level) for line in lines if line.unit.level}
    places = {line.unit.province for line in lines if line.unit.province}
    key = "title_level" if len(levels) == 1 else "title"
    text = words.phrase("overview", key, count=writing.count(len(lines)), level=next(iter(levels), ""))
    return f"{text}, {next(iter(places))}" if len(places) == 1 else text
