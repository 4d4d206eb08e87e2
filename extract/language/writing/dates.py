"""Days and years in the form of Nghị định 30/2020/NĐ-CP; ``extract.language.dates`` reads them back."""

from __future__ import annotations

from datetime import date as _date

from extract.kept import kept


@kept(500)
def date(iso: str) -> str:
    """Return an ISO day in figures, with a zero before days under 10 and the months 1 and 2; any other text stays.

    >>> date("2021-04-05"), date("2021-02-22"), date("2025")
    ('05/4/2021', '22/02/2021', '2025')
    """
    try:
        day = _date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def day_of_year(day: int, month: int) -> str:
    """Return a day that recurs every year.

    >>> day_of_year(5, 2), day_of_year(10, 6)
    ('ngày 05 tháng 02', 'ngày 10 tháng 6')
    """
    return f"ngày {day:02d} tháng {_month(month)}"


def when(iso: str) -> str:
    """Return an ISO day or a bare year for a sentence.

    >>> when("2021-04-05"), when("2025")
    ('ngày 05/4/2021', 'năm 2025')
    """
    return f"ngày {date(iso)}" if len(iso) > 4 else f"năm {iso}"


def years(start: int, end: int, *, named: bool = True) -> str:
    """Return a period of years, both ends included; the bare years without ``named``, for a table.

    >>> years(2021, 2025), years(2026, 2026), years(2021, 2025, named=False)
    ('giai đoạn 2021 - 2025', 'năm 2026', '2021 - 2025')
    """
    if start == end:
        return f"năm {start}" if named else str(start)
    return f"giai đoạn {start} - {end}" if named else f"{start} - {end}"


def baseline(year: int, start: int | None = None) -> str:
    """Return the baseline year of a change, or the mean of the years from ``start`` to it.

    >>> baseline(2020), baseline(2020, 2016)
    ('năm 2020', 'bình quân giai đoạn 2016 - 2020')
    """
    return f"bình quân {years(start, year)}" if start else years(year, year)


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)
