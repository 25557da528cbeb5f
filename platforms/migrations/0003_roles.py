"""The groups editor, publisher and administrator; desk/access/roles.py gives them permissions after the migrations."""

from django.db import migrations


def create(apps, schema_editor):
    for name in ("editor", "publisher", "administrator"):
        apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias).get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("platforms", "0002_history_of_platforms"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
