"""Triggers that keep events as they were written, in both engines."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
CREATE TRIGGER store_event_{act} BEFORE {verb} ON store_event
BEGIN SELECT RAISE(ABORT, 'events are only added'); END
"""
_POSTGRES = (
    """
    CREATE FUNCTION store_event_fixed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'events are only added'; END $$
    """,
    """
    CREATE TRIGGER store_event_fixed BEFORE UPDATE OR DELETE ON store_event
    FOR EACH ROW EXECUTE FUNCTION store_event_fixed()
    """,
)


def forbid(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Forbid changes of events."""
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(_SQLITE.format(act=verb.lower(), verb=verb))
    else:
        for statement in _POSTGRES:
            editor.execute(statement)


def allow(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Allow them again."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER store_event_{verb}")
    else:
        editor.execute("DROP TRIGGER store_event_fixed ON store_event")
        editor.execute("DROP FUNCTION store_event_fixed()")


class Migration(migrations.Migration):
    """After the tables are there."""

    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
