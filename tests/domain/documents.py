"""The catalogue that a document describes: the inverse of `document_of`."""

from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.scales import Feature, Goal, Group, Level, Need, Trait
from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.document.parts import Document


def catalogue_of(document: Document, *, revision: str) -> Catalogue:
    """Return what of a document is public, as a catalogue; the inverse of `document_of`."""
    groups = {g.slug: Group(g.slug, g.name, g.order) for g in document.groups}
    public = [part for part in document.platforms if part.published and not part.withdrawn]
    return Catalogue(
        revision=revision,
        traits=tuple(
            Trait(
                t.slug, t.name, t.low_label, t.high_label, t.question, t.scale, t.core, t.order,
                tuple(Level(n, v.label, v.phrase, v.description) for n, v in enumerate(t.levels)),
                t.also,
            )
            for t in document.traits
        ),
        groups=tuple(groups.values()),
        features=tuple(
            Feature(f.slug, f.name, groups[f.group], f.yes_means, f.must_have, f.order, f.also)
            for f in document.features
        ),
        goals=tuple(
            Goal(
                g.slug, g.wording, g.order, tuple(Need(n.weight, n.feature, n.trait, n.target) for n in g.needs),
                g.short, g.kind, g.also,
            )
            for g in document.goals
        ),
        platforms=tuple(
            platform_of(part, document.sources) for part in sorted(public, key=lambda part: (part.name, part.slug))
        ),
        guides=tuple(Guide(g.slug, g.title, g.summary, g.markdown, g.order) for g in document.guides),
    )  # fmt: skip
