"""A correction knows the one of an earlier draft that it was carried over from."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The column is empty for what was said of the draft itself."""

    dependencies = [("store", "0005_without_marks")]
    operations = [
        migrations.AddField(
            model_name="correction",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.correction",
            ),
        ),
    ]
