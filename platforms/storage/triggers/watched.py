"""The tables that triggers watch, and conditions on their rows."""

from django.apps import apps

ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
"""The rows that a trigger can look at, by its event."""


def watched_tables() -> list[str]:
    """Return every table whose rows can show on a public page."""
    tables = []
    for model in apps.get_app_config("platforms").get_models(include_auto_created=True):
        owner = model._meta.auto_created or model
        if getattr(owner, "in_catalogue", False):
            tables.append(model._meta.db_table)
    return sorted(tables)


def watched_in_part() -> dict[str, str]:
    """Return the tables of which only some rows can show, with the condition on these rows."""
    models = apps.get_app_config("platforms").get_models()
    return {m._meta.db_table: m.in_catalogue_when for m in models if hasattr(m, "in_catalogue_when")}


def when(event: str, condition: str) -> str:
    """Return the condition under which a trigger for this event fires: that any of its rows meets it."""
    return f"WHEN ({' OR '.join(f'{row}.{condition}' for row in ROWS[event])})"
