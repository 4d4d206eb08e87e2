"""Cards can be found without marks too: what is searched of them is written once more without."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from doichieu.desk.words import unmarked


def write(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the words without marks to the cards there are."""
    cards = apps.get_model("store", "CardRow").objects.using(editor.connection.alias)
    for row in cards.only("folded").iterator(chunk_size=500):
        cards.filter(pk=row.pk).update(folded=f"{row.folded}\n{unmarked(row.folded)}")


class Migration(migrations.Migration):
    """The column holds both from now on."""

    dependencies = [("store", "0004_words")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
