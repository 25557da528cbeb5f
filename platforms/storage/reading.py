"""Stored platforms as domain values, read in plain rows: some fifteen queries, whatever their number.

No model instances: with thousands of platforms there are hundreds of thousands of cells and citations, and the request
that found an edit waits for them. Equal evidence is one value, so that memory holds it once.
"""

import dataclasses
import datetime
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Model, QuerySet

from platforms.domain.catalogue import cells
from platforms.domain.catalogue import evidence as e
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.vocabulary import Kind, Subject, Value
from platforms.models import Fact, Feature, Figure, OtherName, Platform, Rating, Source, Support, Tip, Trait

type Changed = Mapping[int, datetime.datetime]
"""When each platform changed last, by its key."""

type EvidenceOf = Callable[[int, datetime.date | None], e.Evidence]
"""The evidence of a cell by its key and the day of its check."""

type Citations = Mapping[int, list[int]]
"""The keys of the sources that a cell cites, by its key."""

COLUMNS = ("pk", "slug", "name", "kind", "tagline", "summary", "website", "published_at")


def read_to_keep(platforms: QuerySet[Platform], changed: Changed) -> tuple[PlatformValue, ...]:
    """Return these platforms by name, as a part of a catalogue that stays in memory.

    The garbage collector is off meanwhile and never looks at the result later: nothing here is garbage, and searching
    it again and again would take a third of the time. A catalogue refers to nothing that refers to it, so it is freed
    without the collector.
    """
    is_collecting = gc.isenabled()
    gc.collect()  # what is garbage now would stay for good
    gc.disable()
    try:
        return read(platforms, changed)
    finally:
        gc.freeze()
        if is_collecting:
            gc.enable()


def read_one(pk: int) -> PlatformValue:
    """Return one platform; read the rows of no other."""
    (platform,) = read(Platform.objects.filter(pk=pk), {}, only=pk)
    return platform


def read(platforms: QuerySet[Platform], changed: Changed, *, only: int | None = None) -> tuple[PlatformValue, ...]:
    """Return these platforms by name; read the cells of all, or of `only` one by its key."""
    rows = _Rows(only)
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
            figures=rows.figures(pk),
            tips=rows.tips(pk),
            published_at=published_at,
            changed_at=changed.get(pk),
        )
        for pk, slug, name, kind, tagline, summary, website, published_at in platforms.order_by(
            "name", "slug"
        ).values_list(*COLUMNS)
    )


class _Rows:
    """The rows of all cells, from which it makes those of a platform by its key, each in its order."""

    def __init__(self, only: int | None) -> None:
        traits = Trait.objects.order_by("order", "slug").values_list("pk", "slug")
        features = Feature.objects.order_by("order", "slug").values_list("pk", "slug")
        self._traits = {pk: (place, slug) for place, (pk, slug) in enumerate(traits)}
        self._features = {pk: (place, slug) for place, (pk, slug) in enumerate(features)}
        self._values = {value.value: value for value in Value}
        self._other_names = _by_platform(OtherName, only, "name")
        self._facts = _by_platform(Fact, only, "subject", "pk", "value", "note", "checked_on")
        self._ratings = _by_platform(Rating, only, "trait_id", "pk", "lowest", "highest", "why", "checked_on")
        self._support = _by_platform(Support, only, "feature_id", "pk", "value", "note", "checked_on")
        self._figures = _by_platform(Figure, only, "pk", "counts", "number", "as_of", "note", "checked_on")
        self._tips = _by_platform(Tip, only, "order", "pk", "text", "goal__slug")
        cited = {model: _citations(model, only) for model in (Fact, Rating, Support, Figure, Tip)}
        evidence = _Evidence(cited.values(), only)
        self._evidence = {model: evidence.of(citations) for model, citations in cited.items()}

    def other_names(self, platform: int) -> tuple[str, ...]:
        return tuple(sorted(name for (name,) in self._other_names[platform]))

    def facts(self, platform: int) -> Mapping[Subject, cells.Fact]:
        evidence = self._evidence[Fact]
        rows = {subject: rest for subject, *rest in self._facts[platform]}
        return MappingProxyType(
            {
                subject: cells.Fact(subject, value, note, evidence(pk, checked_on))
                for subject in Subject
                if subject in rows
                for pk, value, note, checked_on in [rows[subject]]
            }
        )

    def ratings(self, platform: int) -> Mapping[str, cells.Rating]:
        evidence, traits = self._evidence[Rating], self._traits
        return MappingProxyType(
            {
                traits[trait][1]: cells.Rating(traits[trait][1], low, high, why, evidence(pk, checked_on))
                for trait, pk, low, high, why, checked_on in sorted(
                    self._ratings[platform], key=lambda row: traits[row[0]]
                )
            }
        )

    def support(self, platform: int) -> Mapping[str, cells.Support]:
        evidence, features = self._evidence[Support], self._features
        return MappingProxyType(
            {
                features[feature][1]: cells.Support(
                    features[feature][1], self._values[value], note, evidence(pk, checked_on)
                )
                for feature, pk, value, note, checked_on in sorted(
                    self._support[platform], key=lambda row: features[row[0]]
                )
            }
        )

    def figures(self, platform: int) -> tuple[cells.Figure, ...]:
        """Return the newest first."""
        evidence = self._evidence[Figure]
        rows = sorted(self._figures[platform], key=lambda row: (-row[3].toordinal(), row[1]))
        return tuple(
            cells.Figure(counts, number, as_of, note, evidence(pk, checked_on))
            for pk, counts, number, as_of, note, checked_on in rows
        )

    def tips(self, platform: int) -> tuple[cells.Tip, ...]:
        evidence = self._evidence[Tip]
        return tuple(
            cells.Tip(text, goal, evidence(pk, None)) for _order, pk, text, goal in sorted(self._tips[platform])
        )


def _by_platform(model: type[Model], only: int | None, *columns: str) -> dict[int, list[tuple]]:
    """Return a model's rows by the platform's key."""
    stored = model._default_manager.values_list("platform_id", *columns)
    rows: dict[int, list[tuple]] = defaultdict(list)
    for platform, *row in stored if only is None else stored.filter(platform_id=only):
        rows[platform].append(tuple(row))
    return rows


def _citations(model: Any, only: int | None) -> Citations:
    """Return the keys of the sources that each cell of a model cites."""
    cell = model._meta.model_name
    stored = model.sources.through._default_manager.values_list(f"{cell}_id", "source_id")
    cited: dict[int, list[int]] = defaultdict(list)
    for key, source in stored if only is None else stored.filter(**{f"{cell}__platform_id": only}):
        cited[key].append(source)
    return cited


def read_sources(sources: QuerySet[Source]) -> dict[int, e.Source]:
    """Return sources by their keys, in the order of their slugs."""
    columns = [field.name for field in dataclasses.fields(e.Source)]
    values = {pk: e.Source(*row) for pk, *row in sources.values_list("pk", *columns)}
    return dict(sorted(values.items(), key=lambda item: item[1].slug))


class _Evidence:
    """Makes the evidence of cells, with their sources by slug."""

    def __init__(self, cited: Iterable[Citations], only: int | None) -> None:
        sources = Source.objects.all()
        if only is not None:
            sources = sources.filter(pk__in={pk for cells in cited for keys in cells.values() for pk in keys})
        self._sources = read_sources(sources)
        self._place = {pk: place for place, pk in enumerate(self._sources)}
        self._known: dict[tuple, e.Evidence] = {}

    def of(self, cited: Citations) -> EvidenceOf:
        """Return a function that makes the evidence of the cells with these citations."""

        def evidence(cell: int, checked_on: datetime.date | None) -> e.Evidence:
            sources = tuple(sorted(cited.get(cell, ()), key=self._place.__getitem__))
            key = (sources, checked_on)
            if key not in self._known:
                self._known[key] = e.Evidence(tuple(self._sources[pk] for pk in sources), checked_on)
            return self._known[key]

        return evidence
