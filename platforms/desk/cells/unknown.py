"""Unknown cells of public platforms, those that goals need most first."""

from django.urls import reverse

from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Value
from platforms.models import Platform


def unknown_cells(catalogue: Catalogue) -> list[tuple[str, str, str, int]]:
    """Return (address on its sheet, platform, cell, summed weight of the goals' needs) for each; one query."""
    weights: dict[str, int] = {}
    for goal in catalogue.goals:
        for need in goal.needs:
            weights[need.key] = weights.get(need.key, 0) + need.weight
    keys = dict(Platform.objects.values_list("slug", "pk"))
    lines = []
    for platform in catalogue.platforms:
        if platform.slug not in keys:  # deleted while the last catalogue is still shown
            continue
        sheet = reverse("admin:platforms_platform_change", args=[keys[platform.slug]])
        unknown: list[tuple[str, Feature | Trait]] = [
            ("support", feature)
            for feature in catalogue.features
            if platform.supports(feature.slug).value is Value.UNKNOWN
        ]
        unknown += [("ratings", trait) for trait in catalogue.traits if trait.slug not in platform.ratings]
        for kind, of in unknown:
            lines.append((f"{sheet}#{kind}.{of.slug}", platform.name, of.name, weights.get(of.slug, 0)))
    return sorted(lines, key=lambda line: (-line[3], line[1], line[2]))
