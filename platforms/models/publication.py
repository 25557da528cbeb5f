"""The rules that a platform has to meet before the public sees it."""

from django.utils.translation import gettext as _

from platforms.domain.catalogue import Value
from platforms.models.platforms import Platform
from platforms.models.traits import Trait


def reasons_against(platform: Platform) -> list[str]:
    """Each reason a sentence; six queries whatever the number of cells."""
    ratings = {rating.trait_id: rating for rating in platform.ratings.prefetch_related("sources")}
    reasons = []
    for trait in Trait.objects.order_by("order", "slug"):
        rating = ratings.get(trait.pk)
        if trait.core and rating is None:
            reasons.append(_("%(trait)s is a core trait and has no rating.") % {"trait": trait.name})
        elif rating is not None and not rating.sources.all():
            reasons.append(_("The rating of %(trait)s has no source.") % {"trait": trait.name})
    for support in platform.support.select_related("feature").prefetch_related("sources").order_by("feature__order"):
        if support.value != Value.UNKNOWN and not support.sources.all():
            reasons.append(_("“%(feature)s” is known and has no source.") % {"feature": support.feature.name})
    for fact in platform.facts.prefetch_related("sources"):
        if not fact.sources.all():
            reasons.append(_("The fact “%(subject)s” has no source.") % {"subject": fact.get_subject_display()})
    for figure in platform.figures.prefetch_related("sources"):
        if not figure.sources.all():
            reasons.append(_("The figure “%(counts)s” has no source.") % {"counts": figure.counts})
    return reasons
