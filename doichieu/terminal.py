"""Tables on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def show_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that folds its cells to the width of the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False).print(table)
