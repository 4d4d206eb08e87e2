"""``python -m doichieu``: the same as the command ``doichieu``."""

from doichieu.cli import main

main()
