"""A remark may rest on words of an upper plan."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Remarks from before rest on the reviewer's own opinion."""

    dependencies = [("store", "0007_tasks")]
    operations = [
        migrations.AddField(
            model_name="remark", name="upper", field=models.TextField(blank=True, default="")
        ),
    ]
