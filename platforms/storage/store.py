"""Write the catalogue document into storage: all of what is shipped, or what changed."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from django.db import models, transaction
from django.utils.translation import gettext

from platforms.domain.document.merging import ABSENT, Change, Key, Merge, merge
from platforms.domain.document.parts import (
    Document,
    PlatformPart,
    SourcePart,
)
from platforms.models import (
    Fact,
    Feature,
    Figure,
    Goal,
    Group,
    Guide,
    Level,
    Need,
    OtherName,
    Platform,
    Rating,
    Shipped,
    Source,
    Support,
    Tip,
    Trait,
)
from platforms.models.platforms import credit
from platforms.models.revision import lock
from platforms.storage.publication import NotPublishable, publish, withdraw
from platforms.storage.stored import stored


class Refused(Exception):
    """The document can't be stored as it is; the text says what stands against it."""


def load(document: Document, *, overwrite: bool = False, dry_run: bool = False, by=None) -> Merge:
    """Bring the shipped document into storage, all or nothing; editors' changes stay unless `overwrite`.

    Raises Refused when a platform that is to be public can't be published.
    """
    with transaction.atomic():
        lock()
        shipped = Shipped.objects.first()
        base = msgspec.convert(shipped.document, Document) if shipped else Document()
        merged = merge(base=base, mine=stored(), theirs=document, overwrite=overwrite)
        if dry_run:
            return merged
        if merged.changes:
            store(merged.document, merged.changes, by=by, note=gettext("Loaded from the catalogue's files"))
        if base != document:
            Shipped.objects.update_or_create(pk=1, defaults={"document": msgspec.to_builtins(document)})
        return merged


def store(document: Document, changes: Iterable[Change], *, by=None, note: str = "") -> None:
    """Write the changed keys of a document; call it inside a transaction. Leaves one entry a changed platform."""
    changed = {change.key for change in changes}
    tops = {key[:2] for key in changed}
    _store_plain(document, tops)
    writer = _CellWriter(
        traits=dict(Trait.objects.values_list("slug", "pk")),
        features=dict(Feature.objects.values_list("slug", "pk")),
        goals=dict(Goal.objects.values_list("slug", "pk")),
        sources=dict(Source.objects.values_list("slug", "pk")),
    )
    written = []
    for part in document.platforms:
        mine = {key[2:] for key in changed if key[:2] == ("platforms", part.slug)}
        if not mine:
            continue
        platform = Platform.objects.filter(slug=part.slug).first() or Platform(slug=part.slug)
        platform.name, platform.kind, platform.tagline = part.name, part.kind, part.tagline
        platform.summary, platform.website = part.summary, part.website
        platform.skip_history_when_saving = True  # type: ignore[attr-defined]  # the entry comes when the cells are there
        platform.save()
        writer.write(platform, part, mine)
        written.append((platform, part, mine))
    for change in changes:
        if change.new is ABSENT and change.key[0] in _REMOVABLE:
            _REMOVABLE[change.key[0]]._default_manager.filter(slug=change.key[1]).delete()
    for platform, part, mine in written:
        if mine & {("published",), ("withdrawn",)} or platform.is_published:
            _publish(platform, part)
        del platform.skip_history_when_saving  # type: ignore[attr-defined]
        platform.refresh_from_db()
        credit(platform, by=by, note=note)
        platform.save()


_REMOVABLE: dict[str, type[models.Model]] = {
    "traits": Trait,
    "features": Feature,
    "groups": Group,
    "goals": Goal,
    "sources": Source,
    "guides": Guide,
}


def _publish(platform: Platform, part: PlatformPart) -> None:
    try:
        if part.published and (not platform.is_published or not part.withdrawn):
            publish(platform, by=platform.published_by)
    except NotPublishable as refusal:
        raise Refused(f"platforms/{part.slug}.toml: published: {' '.join(refusal.reasons)}") from refusal
    if part.withdrawn:
        withdraw(platform)
    if not part.published and platform.published_at:
        Platform.objects.filter(pk=platform.pk).update(published_at=None, withdrawn_at=None)


def _store_plain(document: Document, tops: set[Key]) -> None:
    """Traits, groups, features, goals, guides and sources: whole rows, those that changed."""
    for trait in document.traits:
        if ("traits", trait.slug) in tops:
            fields = msgspec.structs.asdict(trait)
            levels = fields.pop("levels")
            row, _ = Trait.objects.update_or_create(slug=trait.slug, defaults=fields)
            for value, level in enumerate(levels):
                Level.objects.update_or_create(trait=row, value=value, defaults=msgspec.structs.asdict(level))
    for group in document.groups:
        if ("groups", group.slug) in tops:
            Group.objects.update_or_create(slug=group.slug, defaults=msgspec.structs.asdict(group))
    groups = dict(Group.objects.values_list("slug", "pk"))
    for feature in document.features:
        if ("features", feature.slug) in tops:
            fields = msgspec.structs.asdict(feature)
            fields["group_id"] = groups[fields.pop("group")]
            Feature.objects.update_or_create(slug=feature.slug, defaults=fields)
    for guide in document.guides:
        if ("guides", guide.slug) in tops:
            Guide.objects.update_or_create(slug=guide.slug, defaults=msgspec.structs.asdict(guide))
    traits = dict(Trait.objects.values_list("slug", "pk"))
    features = dict(Feature.objects.values_list("slug", "pk"))
    for goal in document.goals:
        if ("goals", goal.slug) in tops:
            fields = {"wording": goal.wording, "order": goal.order}
            stored_goal, _ = Goal.objects.update_or_create(slug=goal.slug, defaults=fields)
            stored_goal.needs.all().delete()
            Need.objects.bulk_create(
                Need(
                    goal=stored_goal,
                    weight=need.weight,
                    feature_id=features[need.feature] if need.feature else None,
                    trait_id=traits[need.trait] if need.trait else None,
                    target=need.target,
                )
                for need in goal.needs
            )
    wanted = [(slug, source) for slug, source in document.sources.items() if ("sources", slug) in tops]
    Source.objects.bulk_create(
        [Source(slug=slug, **msgspec.structs.asdict(source)) for slug, source in wanted],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[field.name for field in msgspec.structs.fields(SourcePart)],
    )


@dataclass(frozen=True, slots=True)
class _CellWriter:
    """Writes a platform's cells, given the primary keys of what they refer to."""

    traits: dict[str, int]
    features: dict[str, int]
    goals: dict[str, int]
    sources: dict[str, int]

    def write(self, platform: Platform, part: PlatformPart, changed: set[Key]) -> None:
        if ("also_known_as",) in changed:
            platform.other_names.all().delete()
            for name in part.also_known_as:
                OtherName.objects.create(platform=platform, name=name)
        self._replace(
            Rating, platform.ratings.filter(trait__slug__in=_keys(changed, "ratings")),
            [
                (Rating(platform=platform, trait_id=self.traits[slug], lowest=r.low, highest=r.high, why=r.why,
                        checked_on=r.checked_on), r.sources)
                for slug, r in part.ratings.items() if ("ratings", slug) in changed
            ],
        )  # fmt: skip
        self._replace(
            Support, platform.support.filter(feature__slug__in=_keys(changed, "support")),
            [
                (Support(platform=platform, feature_id=self.features[slug], value=s.value, note=s.note,
                         checked_on=s.checked_on), s.sources)
                for slug, s in part.support.items() if ("support", slug) in changed
            ],
        )  # fmt: skip
        self._replace(
            Fact, platform.facts.filter(subject__in=_keys(changed, "facts")),
            [
                (Fact(platform=platform, subject=subject, value=f.value, note=f.note,
                      checked_on=f.checked_on), f.sources)
                for subject, f in part.facts.items() if ("facts", str(subject)) in changed
            ],
        )  # fmt: skip
        if ("figures",) in changed:
            self._replace(
                Figure, platform.figures.all(),
                [
                    (Figure(platform=platform, counts=f.counts, number=f.number, as_of=f.as_of, note=f.note,
                            checked_on=f.checked_on), f.sources)
                    for f in part.figures
                ],
            )  # fmt: skip
        if ("tips",) in changed:
            self._replace(
                Tip, platform.tips.all(),
                [
                    (Tip(platform=platform, order=order, text=t.text, goal_id=self.goals.get(t.goal or "")), t.sources)
                    for order, t in enumerate(part.tips)
                ],
            )  # fmt: skip

    def _replace(self, model, old, new: list) -> None:
        old.delete()
        rows = model.objects.bulk_create([row for row, _ in new])
        link = model.sources.through
        field = f"{model._meta.model_name}_id"
        link.objects.bulk_create(
            link(**{field: row.pk, "source_id": self.sources[slug]})
            for row, (_, slugs) in zip(rows, new, strict=True)
            for slug in slugs
        )


def _keys(changed: set[Key], name: str) -> list[str]:
    return [key[1] for key in changed if len(key) == 2 and key[0] == name]
