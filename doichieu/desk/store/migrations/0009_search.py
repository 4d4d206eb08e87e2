"""What the search filters by becomes words of its index; without FTS5 the search looks through the rows themselves."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.utils import OperationalError

from doichieu.desk.store.targets import facts

_BEFORE = import_module("doichieu.desk.store.migrations.0004_words")
_TABLE = """
CREATE VIRTUAL TABLE store_words USING fts5(folded, text, facts, content='store_targetrow', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0", detail=column, prefix='2 3')
"""
"""The last word of a search may be one that is still being typed: of two or three letters it has an index of its own."""
_OLD = (
    "INSERT INTO store_words (store_words, rowid, folded, text, facts) "
    "VALUES ('delete', old.id, old.folded, old.text, old.facts);"
)
_NEW = (
    "INSERT INTO store_words (rowid, folded, text, facts) VALUES (new.id, new.folded, new.text, new.facts);"
)
_ACTS = {"insert": _NEW, "delete": _OLD, "update": _OLD + _NEW}
_AT_ONCE = 2000


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the words of all rows."""
    rows: Any = apps.get_model("store", "TargetRow").objects
    fields = ("reading_id", "unit", "deadline", "low", "high")
    told = rows.order_by("pk").values_list("pk", *fields).iterator(_AT_ONCE)
    with editor.connection.cursor() as cursor:
        while some := [(facts(*values), key) for key, *values in islice(told, _AT_ONCE)]:
            cursor.executemany("UPDATE store_targetrow SET facts = %s WHERE id = %s", some)


def index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index anew and fill it."""
    if editor.connection.vendor != "sqlite":
        return
    try:
        editor.execute(_TABLE)
    except OperationalError:
        return
    editor.execute("INSERT INTO store_words (store_words) VALUES ('rebuild')")
    for verb, act in _ACTS.items():
        editor.execute(
            f"CREATE TRIGGER store_words_{verb} AFTER {verb.upper()} ON store_targetrow BEGIN {act} END"
        )


class Migration(migrations.Migration):
    """The index of before goes first: its triggers know other columns."""

    dependencies = [("store", "0008_upper_words")]
    operations = [
        migrations.RunPython(_BEFORE.drop, _BEFORE.index),
        migrations.AddField(
            model_name="targetrow", name="facts", field=models.TextField(blank=True, default="")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, _BEFORE.drop),
    ]
