"""Stored platforms as domain values, read in plain rows: some twenty queries for any number of them.

No model instances: with thousands of platforms there are hundreds of thousands of cells and citations, and the request
that found an edit waits for them. Equal evidence is one value, so that memory holds it once.
"""

import dataclasses
import datetime
import gc
from collections import defaultdict
from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Model, QuerySet

from platforms.domain.catalogue import cells
from platforms.domain.catalogue import evidence as e
from platforms.domain.catalogue.audience import Audience
from platforms.domain.catalogue.from_document import audience_cell_of
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.document.audience import part_of
from platforms.domain.vocabulary import Kind, Subject, Value
from platforms.models import AudienceCell, Fact, Figure, OtherName, Platform, Rating, Source, Support, Tip, Use

type Changed = Mapping[int, datetime.datetime]
"""When each platform changed last, by its key."""

COLUMNS = ("pk", "slug", "name", "kind", "tagline", "summary", "website", "published_at", "glyph", "monogram")


def read_to_keep(
    platforms: QuerySet[Platform], changed: Changed, *, keys: Mapping[str, Container[str]]
) -> tuple[PlatformValue, ...]:
    """Return these platforms by name, as a part of a catalogue that stays in memory.

    `keys` names the slugs of the ratings, support and uses to read; those of drafts are left out.
    The garbage collector is off meanwhile and never looks at the result later: searching it would take a third of the
    time. A catalogue refers to nothing that refers to it, so it is freed without the collector.
    """
    gc.collect()  # what is garbage now would stay for good
    gc.disable()
    try:
        return read(platforms, changed, keys=keys)
    finally:
        gc.freeze()
        gc.enable()


def read_one(pk: int) -> PlatformValue:
    """Return one platform; read the rows of no other."""
    (platform,) = read(Platform.objects.filter(pk=pk), {}, only=pk)
    return platform


def read(
    platforms: QuerySet[Platform], changed: Changed, *, only: int | None = None,
    keys: Mapping[str, Container[str]] | None = None,
) -> tuple[PlatformValue, ...]:  # fmt: skip
    """Return these platforms by name; read the cells of all, or of `only` one by its key."""
    rows = _Rows(only, keys)
    return tuple(
        PlatformValue(
            slug=slug,
            name=name,
            also_known_as=rows.other_names(pk),
            kind=Kind(kind),
            tagline=tagline,
            summary=summary,
            website=website,
            facts=rows.facts(pk),
            ratings=rows.ratings(pk),
            support=rows.support(pk),
            uses=rows.uses(pk),
            audience=rows.audience(pk),
            figures=rows.figures(pk),
            tips=rows.tips(pk),
            published_at=published_at,
            changed_at=changed.get(pk),
            glyph=glyph,
            monogram=monogram,
        )
        for pk, slug, name, kind, tagline, summary, website, published_at, glyph, monogram in platforms.order_by(
            "name", "slug"
        ).values_list(*COLUMNS)
    )


class _Rows:
    """The rows of all cells, from which it makes those of a platform by its key, each in its order."""

    def __init__(self, only: int | None, keys: Mapping[str, Container[str]] | None) -> None:
        self._other_names = _by_platform(OtherName, only, "name")
        self._facts = _by_platform(Fact, only, "subject", "pk", "value", "note", "checked_on")
        self._ratings = _by_platform(Rating, only, "trait__slug", "pk", "lowest", "highest", "why", "checked_on")
        self._support = _by_platform(Support, only, "feature__slug", "pk", "value", "note", "checked_on")
        self._uses = _by_platform(Use, only, "goal__slug", "pk", "level", "why", "checked_on")
        if keys is not None:
            self._ratings = _of_keys(self._ratings, keys["ratings"])
            self._support = _of_keys(self._support, keys["support"])
            self._uses = _of_keys(self._uses, keys["uses"])
        self._audience = _by_platform(AudienceCell, only, "subject", "pk", "value", "note", "checked_on")
        self._figures = _by_platform(Figure, only, "pk", "counts", "number", "as_of", "note", "checked_on")
        self._tips = _by_platform(Tip, only, "pk", "text", "goal__slug")
        cited_by: tuple[type[Model], ...] = (Fact, Rating, Support, Use, AudienceCell, Figure, Tip)
        self._cited = {model: _citations(model, only) for model in cited_by}
        sources = Source.objects.all()
        if only is not None:
            cited = {pk for cells in self._cited.values() for pks in cells.values() for pk in pks}
            sources = sources.filter(pk__in=cited)
        self._sources = read_sources(sources)
        self._evidence: dict[tuple, e.Evidence] = {}

    def other_names(self, platform: int) -> tuple[str, ...]:
        return tuple(sorted(name for (name,) in self._other_names[platform]))

    def facts(self, platform: int) -> Mapping[Subject, cells.Fact]:
        facts = {
            subject: cells.Fact(Subject(subject), value, note, self.evidence(Fact, pk, checked_on))
            for subject, pk, value, note, checked_on in self._facts[platform]
        }
        return MappingProxyType({subject: facts[subject] for subject in Subject if subject in facts})

    def ratings(self, platform: int) -> Mapping[str, cells.Rating]:
        return MappingProxyType(
            {
                trait: cells.Rating(trait, low, high, why, self.evidence(Rating, pk, checked_on))
                for trait, pk, low, high, why, checked_on in self._ratings[platform]
            }
        )

    def support(self, platform: int) -> Mapping[str, cells.Support]:
        return MappingProxyType(
            {
                feature: cells.Support(feature, Value(value), note, self.evidence(Support, pk, checked_on))
                for feature, pk, value, note, checked_on in self._support[platform]
            }
        )

    def uses(self, platform: int) -> Mapping[str, cells.Use]:
        return MappingProxyType(
            {
                goal: cells.Use(goal, level, why, self.evidence(Use, pk, checked_on))
                for goal, pk, level, why, checked_on in self._uses[platform]
            }
        )

    def audience(self, platform: int) -> Audience:
        known: dict[str, Any] = {
            subject: audience_cell_of(part_of(subject, value, note=note), self.evidence(AudienceCell, pk, checked_on))
            for subject, pk, value, note, checked_on in self._audience[platform]
        }
        return Audience(**known)

    def figures(self, platform: int) -> tuple[cells.Figure, ...]:
        """Return the newest first."""
        return tuple(
            cells.Figure(counts, number, as_of, note, self.evidence(Figure, pk, checked_on))
            for pk, counts, number, as_of, note, checked_on in self._figures[platform]
        )

    def tips(self, platform: int) -> tuple[cells.Tip, ...]:
        return tuple(cells.Tip(text, goal, self.evidence(Tip, pk, None)) for pk, text, goal in self._tips[platform])

    def evidence(self, model: type[Model], cell: int, checked_on: datetime.date | None) -> e.Evidence:
        """Return the evidence of a cell, its sources by slug; the same value for the same evidence."""
        cited = frozenset(self._cited[model].get(cell, ()))
        key = cited, checked_on
        if key not in self._evidence:
            sources = sorted((self._sources[pk] for pk in cited), key=lambda source: source.slug)
            self._evidence[key] = e.Evidence(tuple(sources), checked_on)
        return self._evidence[key]


ORDERS: dict[type[Model], tuple[str, ...]] = {
    Rating: ("trait__order", "trait__slug"),
    Support: ("feature__order", "feature__slug"),
    Use: ("goal__order", "goal__slug"),
    Figure: ("-as_of", "counts"),
    Tip: ("order",),
}


def _by_platform(model: type[Model], only: int | None, *columns: str) -> dict[int, list[tuple]]:
    """Return a model's rows by the platform's key, in their order."""
    stored = model._default_manager.order_by(*ORDERS.get(model, ())).values_list("platform_id", *columns)
    rows: dict[int, list[tuple]] = defaultdict(list)
    for platform, *row in stored if only is None else stored.filter(platform_id=only):
        rows[platform].append(tuple(row))
    return rows


def _of_keys(rows: Mapping[int, list[tuple]], keys: Container[str]) -> dict[int, list[tuple]]:
    """Return the rows whose first column is one of these keys."""
    return defaultdict(list, {platform: [row for row in some if row[0] in keys] for platform, some in rows.items()})


def _citations(model: Any, only: int | None) -> Mapping[int, list[int]]:
    """Return the keys of the sources that each cell of a model cites, by the cell's key."""
    cell = model._meta.model_name
    stored = model.sources.through._default_manager.values_list(f"{cell}_id", "source_id")
    cited: dict[int, list[int]] = defaultdict(list)
    for key, source in stored if only is None else stored.filter(**{f"{cell}__platform_id": only}):
        cited[key].append(source)
    return cited


def read_sources(sources: QuerySet[Source]) -> dict[int, e.Source]:
    """Return sources by their keys."""
    columns = [field.name for field in dataclasses.fields(e.Source)]
    return {pk: e.Source(*row) for pk, *row in sources.values_list("pk", *columns)}
