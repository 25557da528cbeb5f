"""Stored platforms as domain values, in plain rows: a dozen queries, whatever their number.

No model instances: with thousands of platforms there are hundreds of thousands of cells and citations, and everybody
who asks right after an edit waits for them. Equal evidence is one value, so that memory holds it once.
"""

import datetime
import gc
from collections import defaultdict
from types import MappingProxyType
from typing import Any

from django.db.models import Model, QuerySet

from platforms.domain.catalogue import cells
from platforms.domain.catalogue import evidence as e
from platforms.domain.catalogue import platforms as domain
from platforms.domain.vocabulary import Kind, Subject, Value
from platforms.models import Fact, Feature, Figure, Goal, OtherName, Platform, Rating, Source, Support, Tip, Trait

type Rows = dict[int, list[tuple]]
"""By the platform's key: rows without it."""


def read(platforms: QuerySet[Platform], changed: dict[int, datetime.datetime]) -> tuple[domain.Platform, ...]:
    """These platforms by name; `changed` has the time of each one's last change by its key.

    Nothing made here is garbage, and looking for some again and again would take a third of the time and keep everybody
    waiting: the collector rests meanwhile, and never looks at it later either. A catalogue goes without the collector,
    since nothing that it keeps leads back to it.
    """
    collecting = gc.isenabled()
    gc.collect()  # what is garbage now would stay for good
    gc.disable()
    try:
        return _read(platforms, changed)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _read(platforms: QuerySet[Platform], changed: dict[int, datetime.datetime]) -> tuple[domain.Platform, ...]:
    evidence = _Evidence()
    traits = {
        pk: (n, slug) for n, (pk, slug) in enumerate(Trait.objects.order_by("order", "slug").values_list("pk", "slug"))
    }
    order = Feature.objects.order_by("order", "slug")
    features = {pk: (n, slug) for n, (pk, slug) in enumerate(order.values_list("pk", "slug"))}
    goals = dict(Goal.objects.values_list("pk", "slug"))
    values = {value.value: value for value in Value}
    names = _by_platform(OtherName, "name")
    ratings = _by_platform(Rating, "pk", "trait_id", "lowest", "highest", "why", "checked_on")
    support = _by_platform(Support, "pk", "feature_id", "value", "note", "checked_on")
    facts = _by_platform(Fact, "pk", "subject", "value", "note", "checked_on")
    figures = _by_platform(Figure, "pk", "counts", "number", "as_of", "note", "checked_on")
    tips = _by_platform(Tip, "order", "pk", "text", "goal_id")
    of_rating, of_support, of_fact, of_figure, of_tip = (
        evidence.of(model) for model in (Rating, Support, Fact, Figure, Tip)
    )

    def rating(pk: int, trait: int, low: int, high: int, why: str, checked: datetime.date | None) -> cells.Rating:
        return cells.Rating(traits[trait][1], low, high, why, of_rating(pk, checked))

    def supported(pk: int, feature: int, value: str, note: str, checked: datetime.date | None) -> cells.Support:
        return cells.Support(features[feature][1], values[value], note, of_support(pk, checked))

    found = []
    columns = ("pk", "slug", "name", "kind", "tagline", "summary", "website", "published_at")
    for pk, slug, name, kind, tagline, summary, website, published_at in platforms.order_by("name", "slug").values_list(
        *columns
    ):
        told = {subject: (key, *rest) for key, subject, *rest in facts[pk]}
        found.append(
            domain.Platform(
                slug=slug,
                name=name,
                also_known_as=tuple(sorted(other for (other,) in names[pk])),
                kind=Kind(kind),
                tagline=tagline,
                summary=summary,
                website=website,
                facts=MappingProxyType(
                    {
                        subject: cells.Fact(subject, value, note, of_fact(key, checked))
                        for subject in Subject
                        if subject in told
                        for key, value, note, checked in [told[subject]]
                    }
                ),
                ratings=MappingProxyType(
                    {traits[row[1]][1]: rating(*row) for row in sorted(ratings[pk], key=lambda row: traits[row[1]])}
                ),
                support=MappingProxyType(
                    {
                        features[row[1]][1]: supported(*row)
                        for row in sorted(support[pk], key=lambda row: features[row[1]])
                    }
                ),
                figures=tuple(
                    cells.Figure(counts, number, as_of, note, of_figure(key, checked))
                    for key, counts, number, as_of, note, checked in sorted(
                        figures[pk], key=lambda row: (-row[3].toordinal(), row[1])
                    )
                ),
                tips=tuple(
                    cells.Tip(text, goals.get(goal), of_tip(key, None)) for _order, key, text, goal in sorted(tips[pk])
                ),
                published_at=published_at,
                changed_at=changed.get(pk),
            )
        )
    return tuple(found)


def _by_platform(model: type[Model], *columns: str) -> Rows:
    rows: Rows = defaultdict(list)
    for platform, *row in model._default_manager.values_list("platform_id", *columns):
        rows[platform].append(tuple(row))
    return rows


class _Evidence:
    """Makes the evidence of cells, their sources by slug."""

    def __init__(self) -> None:
        columns = ("slug", "url", "title", "publisher", "official", "read_on", "published_on", "reachable_on")
        rows = Source.objects.order_by("slug").values_list("pk", *columns)
        self.sources = {pk: e.Source(*row) for pk, *row in rows}
        self.rank = {pk: n for n, pk in enumerate(self.sources)}
        self.made: dict[tuple, e.Evidence] = {}

    def of(self, model: Any):
        """Gives the evidence of a cell of this model by its key and the day of its check."""
        cited: dict[int, list[int]] = defaultdict(list)
        for cell, source in model.sources.through._default_manager.values_list(
            f"{model._meta.model_name}_id", "source_id"
        ):
            cited[cell].append(source)

        def evidence(cell: int, checked_on: datetime.date | None) -> e.Evidence:
            sources = cited.get(cell, ())
            key = (tuple(sorted(sources, key=self.rank.__getitem__) if len(sources) > 1 else sources), checked_on)
            found = self.made.get(key)
            if found is None:
                found = self.made[key] = e.Evidence(tuple(map(self.sources.__getitem__, key[0])), checked_on)
            return found

        return evidence
