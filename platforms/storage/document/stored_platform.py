"""Read one platform with all its cells as a part of the document."""

from platforms.domain.document.platform_part import FactPart, FigurePart, PlatformPart, RatingPart, SupportPart, TipPart
from platforms.domain.vocabulary import Kind, Subject, Value
from platforms.models import Platform

PREFETCHED = (
    "other_names", "ratings__trait", "ratings__sources", "support__feature", "support__sources",
    "facts__sources", "figures__sources", "tips__goal", "tips__sources",
)  # fmt: skip


def stored_platform(pk: int) -> PlatformPart:
    """Return a platform as it is stored now; some fifteen queries. Raise Platform.DoesNotExist."""
    return platform_part(Platform.objects.prefetch_related(*PREFETCHED).get(pk=pk))


def platform_part(row: Platform) -> PlatformPart:
    """Return a row with its cells as a part; without queries when PREFETCHED is."""
    order = list(Subject)
    return PlatformPart(
        slug=row.slug,
        name=row.name,
        also_known_as=tuple(sorted(other.name for other in row.other_names.all())),
        kind=Kind(row.kind),
        tagline=row.tagline,
        summary=row.summary,
        website=row.website,
        published=row.published_at is not None,
        withdrawn=row.withdrawn_at is not None,
        facts={
            Subject(f.subject): FactPart(f.value, f.note, _slugs(f), f.checked_on)
            for f in sorted(row.facts.all(), key=lambda f: order.index(Subject(f.subject)))
        },
        ratings={
            r.trait.slug: RatingPart(r.lowest, r.highest, r.why, _slugs(r), r.checked_on)
            for r in sorted(row.ratings.all(), key=lambda r: (r.trait.order, r.trait.slug))
        },
        support={
            s.feature.slug: SupportPart(Value(s.value), s.note, _slugs(s), s.checked_on)
            for s in sorted(row.support.all(), key=lambda s: (s.feature.order, s.feature.slug))
        },
        figures=tuple(
            FigurePart(f.counts, f.number, f.as_of, f.note, _slugs(f), f.checked_on)
            for f in sorted(row.figures.all(), key=lambda f: (-f.as_of.toordinal(), f.counts))
        ),
        tips=tuple(
            TipPart(t.text, t.goal.slug if t.goal else None, _slugs(t))
            for t in sorted(row.tips.all(), key=lambda t: t.order)
        ),
    )


def _slugs(cell) -> tuple[str, ...]:
    return tuple(sorted(source.slug for source in cell.sources.all()))
