"""Write traits, groups, features, guides, goals, sources and translations: whole rows, those that changed."""

from typing import Any

import msgspec

from platforms.domain.document.merging import Key
from platforms.domain.document.parts import Document, GoalPart, SourcePart, TraitPart
from platforms.models import Feature, Goal, Group, Guide, Level, Need, Source, Trait, Translation


def write_scales(document: Document, changed: set[Key]) -> None:
    """Write what all platforms share; `changed` has keys such as ("traits", "focus")."""
    for trait in document.traits:
        if ("traits", trait.slug) in changed:
            _write_trait(trait)
    for group in document.groups:
        if ("groups", group.slug) in changed:
            Group.objects.update_or_create(slug=group.slug, defaults=msgspec.structs.asdict(group))
    groups = dict(Group.objects.values_list("slug", "pk"))
    for feature in document.features:
        if ("features", feature.slug) in changed:
            fields: dict[str, Any] = msgspec.structs.asdict(feature)
            fields["group_id"] = groups[fields.pop("group")]
            Feature.objects.update_or_create(slug=feature.slug, defaults=fields)
    for guide in document.guides:
        if ("guides", guide.slug) in changed:
            Guide.objects.update_or_create(slug=guide.slug, defaults=msgspec.structs.asdict(guide))
    _write_goals([goal for goal in document.goals if ("goals", goal.slug) in changed])
    _write_sources({slug: source for slug, source in document.sources.items() if ("sources", slug) in changed})
    for slug, translation in document.translations.items():
        if ("translations", slug) in changed:
            Translation.objects.update_or_create(slug=slug, defaults=msgspec.structs.asdict(translation))


def _write_trait(trait: TraitPart) -> None:
    fields = msgspec.structs.asdict(trait)
    levels = fields.pop("levels")
    row, _ = Trait.objects.update_or_create(slug=trait.slug, defaults=fields)
    row.levels.filter(value__gte=len(levels)).delete()
    for value, level in enumerate(levels):
        Level.objects.update_or_create(trait=row, value=value, defaults=msgspec.structs.asdict(level))


def _write_goals(goals: list[GoalPart]) -> None:
    traits = dict(Trait.objects.values_list("slug", "pk"))
    features = dict(Feature.objects.values_list("slug", "pk"))
    for goal in goals:
        fields = msgspec.structs.asdict(goal)
        del fields["needs"]
        row, _ = Goal.objects.update_or_create(slug=goal.slug, defaults=fields)
        row.needs.all().delete()
        Need.objects.bulk_create(
            Need(
                goal=row,
                weight=need.weight,
                feature_id=features[need.feature] if need.feature else None,
                trait_id=traits[need.trait] if need.trait else None,
                target=need.target,
            )
            for need in goal.needs
        )


def _write_sources(sources: dict[str, SourcePart]) -> None:
    Source.objects.bulk_create(
        [Source(slug=slug, **msgspec.structs.asdict(source)) for slug, source in sources.items()],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[field.name for field in msgspec.structs.fields(SourcePart)],
    )
