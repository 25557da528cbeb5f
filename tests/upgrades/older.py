"""A database as an earlier release left it: that release's tables, with rows of everything it could hold.

`<release>.json` names the last migration of each app and holds the rows as `dumpdata` writes them. To keep the next
release: fill its database with a little of everything, and write the file from `dumpdata` and `django_migrations`.
"""

import json
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ManyToManyField

HERE = Path(__file__).parent
RELEASES = sorted(path.stem for path in HERE.glob("*.json"))


def kept(release):
    return json.loads((HERE / f"{release}.json").read_text("utf-8"))


def fill(url, release):
    """Make the tables of a release in an empty database, and put its rows in."""
    with _connected(url) as alias:
        wanted = list(kept(release)["migrations"].items())
        executor = MigrationExecutor(connections[alias])
        apps = executor.migrate(wanted).apps
        with transaction.atomic(using=alias):
            models = {apps.get_model(row["model"]) for row in kept(release)["rows"]}
            for row in kept(release)["rows"]:
                _put(apps.get_model(row["model"]), row, alias)
        with connections[alias].cursor() as cursor:
            for statement in connections[alias].ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def _put(model, row, alias):
    plain, links = {model._meta.pk.attname: row["pk"]}, {}
    for name, value in row["fields"].items():
        field = model._meta.get_field(name)
        if isinstance(field, ManyToManyField):
            links[name] = value
        else:
            plain[field.attname] = value if field.is_relation else field.to_python(value)
    model._default_manager.using(alias).filter(pk=row["pk"]).delete()
    made = model(**plain)
    # `auto_now` would write the day of the test.
    model._default_manager.using(alias).bulk_create([made])
    for name, keys in links.items():
        getattr(made, name).set(keys)


@contextmanager
def _connected(url):
    alias = "older"
    connections.databases[alias] = connection.settings_dict | dj_database_url.parse(url)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]
