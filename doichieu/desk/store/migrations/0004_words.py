"""An index of words of the targets, where the SQLite of this Python can make one; PostgreSQL and others do without.

Triggers keep it as the rows are.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.utils import OperationalError

_TABLE = """
CREATE VIRTUAL TABLE store_words USING fts5(folded, text, content='store_targetrow', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0", detail=full)
"""
_OLD = "INSERT INTO store_words (store_words, rowid, folded, text) VALUES ('delete', old.id, old.folded, old.text);"
_NEW = "INSERT INTO store_words (rowid, folded, text) VALUES (new.id, new.folded, new.text);"
_ACTS = {"insert": _NEW, "delete": _OLD, "update": _OLD + _NEW}


def index(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index and fill it."""
    if editor.connection.vendor != "sqlite":
        return
    try:
        editor.execute(_TABLE)
    except OperationalError:
        # Without FTS5 the search looks through the rows themselves.
        return
    editor.execute("INSERT INTO store_words (store_words) VALUES ('rebuild')")
    for verb, act in _ACTS.items():
        editor.execute(
            f"CREATE TRIGGER store_words_{verb} AFTER {verb.upper()} ON store_targetrow BEGIN {act} END"
        )


def drop(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away."""
    if editor.connection.vendor == "sqlite":
        for verb in _ACTS:
            editor.execute(f"DROP TRIGGER IF EXISTS store_words_{verb}")
        editor.execute("DROP TABLE IF EXISTS store_words")


class Migration(migrations.Migration):
    """After the tables are there."""

    dependencies = [("store", "0003_batches")]
    operations = [migrations.RunPython(index, drop)]
