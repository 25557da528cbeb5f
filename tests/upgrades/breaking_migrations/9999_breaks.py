"""Adds a column, removes rows, and then fails."""

from pathlib import Path

from django.db import migrations, models

from platforms import migrations as shipped

LAST = max(path.stem for path in Path(shipped.__path__[0]).glob("0*.py"))


def fail(apps, schema_editor):
    raise ValueError("a row that fits no rule")


class Migration(migrations.Migration):
    dependencies = [("platforms", LAST)]

    operations = [
        migrations.AddField("goal", "extra", models.CharField(max_length=9, default="x")),
        migrations.RunSQL("DELETE FROM platforms_correction"),
        migrations.RunPython(fail),
    ]
