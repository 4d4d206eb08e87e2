"""A run keeps what the draft says to each task of the plans above."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Runs from before have no such list; comparing again makes it."""

    dependencies = [("store", "0006_carried")]
    operations = [
        migrations.AddField(model_name="run", name="tasks", field=models.BinaryField(null=True)),
    ]
