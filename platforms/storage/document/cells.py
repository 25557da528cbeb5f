"""Write a platform's cells with their citations: those that changed."""

from dataclasses import dataclass
from typing import Self

from platforms.domain.document.audience import value_of
from platforms.domain.document.merging import Key
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import (
    AudienceCell,
    Fact,
    Feature,
    Figure,
    Goal,
    OtherName,
    Platform,
    Rating,
    Source,
    Support,
    Tip,
    Trait,
    Use,
)


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes cells, given the primary keys of what they refer to, by slug."""

    traits: dict[str, int]
    features: dict[str, int]
    goals: dict[str, int]
    sources: dict[str, int]

    @classmethod
    def with_stored_keys(cls) -> Self:
        """Return a writer that knows everything stored now; four queries."""
        return cls(*(dict(model.objects.values_list("slug", "pk")) for model in (Trait, Feature, Goal, Source)))

    def write(self, platform: Platform, part: PlatformPart, changed: set[Key]) -> None:
        """Replace the changed cells; `changed` has keys within the platform, such as ("ratings", "focus")."""
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
        self._replace(
            Use, platform.uses.filter(goal__slug__in=_keys(changed, "uses")),
            [
                (Use(platform=platform, goal_id=self.goals[slug], level=u.level, why=u.why,
                     checked_on=u.checked_on), u.sources)
                for slug, u in part.uses.items() if ("uses", slug) in changed
            ],
        )  # fmt: skip
        self._replace(
            AudienceCell, platform.audience.filter(subject__in=_keys(changed, "audience")),
            [
                (AudienceCell(platform=platform, subject=subject, value=value_of(a), note=a.note,
                              checked_on=a.checked_on), a.sources)
                for subject, a in part.audience.items() if ("audience", subject) in changed
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
