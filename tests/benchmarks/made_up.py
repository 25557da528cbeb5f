"""A stored catalogue of any size, made up from the shipped one: `python -m tests.benchmarks.made_up 300` in a DATA_DIR.

Each platform is a shipped one under another name, with sources of its own, and a third of its features as some other
has them. Seeded: the same size gives the same catalogue.
"""

import io
import os
import random
import sys
from itertools import count

SEED = 20261123
CELLS = ("Rating", "Support", "Use", "AudienceCell", "Fact", "Figure", "Tip")


def main(size: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    from compare_site import local

    local.prepare(creating=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_catalogue", stdout=io.StringIO())
    fill(size)


def fill(size: int) -> None:
    """Put `size` made-up platforms in the place of the shipped ones."""
    from django.db import connection, transaction

    from platforms import models
    from platforms.storage.triggers import install_triggers, watched_tables

    chance = random.Random(SEED)
    shipped = list(models.Platform.objects.order_by("slug"))
    sources = {source.pk: source for source in models.Source.objects.all()}
    cells = {name: {p.pk: [] for p in shipped} for name in CELLS}
    cited: dict[tuple[str, int], list[int]] = {}
    for name in CELLS:
        for cell in getattr(models, name).objects.order_by("pk").prefetch_related("sources"):
            cells[name][cell.platform_id].append(cell)
            cited[name, cell.pk] = [source.pk for source in cell.sources.all()]
    by_feature: dict[int, list] = {}
    for mine in cells["Support"].values():
        for cell in mine:
            by_feature.setdefault(cell.feature_id, []).append(cell)
    numbers = {name: count(10**6) for name in (*CELLS, "Platform", "Source")}
    made: dict[str, list] = {name: [] for name in numbers}
    links: dict[str, list] = {name: [] for name in CELLS}

    def copy(table: str, row, **changes):
        fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        new = type(row)(**fields | {"id": next(numbers[table])} | changes)
        made[table].append(new)
        return new

    for n in range(size):
        base = shipped[n % len(shipped)]
        platform = copy("Platform", base, slug=f"p{n:04}", name=f"{base.name} {n}")
        own: dict[int, int] = {}
        for name in CELLS:
            through = getattr(models, name).sources.through
            for cell in cells[name][base.pk]:
                new = copy(name, cell, platform_id=platform.pk)
                if name == "Support" and chance.random() < 1 / 3:
                    other = chance.choice(by_feature[cell.feature_id])
                    new.value, new.note = other.value, other.note
                for pk in cited[name, cell.pk]:
                    if pk not in own:
                        own[pk] = copy("Source", sources[pk], slug=f"s{n}-{len(own)}").pk
                    links[name].append(through(**{f"{name.lower()}_id": new.pk, "source_id": own[pk]}))
    tables = watched_tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:  # they fire for every row; put back below
            for event in ("insert", "update", "delete"):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_{event}_touches"')
        models.Platform.objects.all().delete()
        for name in ("Source", "Platform", *CELLS):
            getattr(models, name).objects.bulk_create(made[name], batch_size=2000)
        for name in CELLS:
            getattr(models, name).sources.through.objects.bulk_create(links[name], batch_size=5000)
        install_triggers()


if __name__ == "__main__":
    main(int(sys.argv[1]))
