"""Publish and withdraw platforms, by the rules that a public platform has to meet."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms.domain.vocabulary import Value
from platforms.models import Platform, Trait
from platforms.models.platforms import credit
from platforms.words import audience_name


class NotPublishable(Exception):
    """The platform doesn't meet the rules; `reasons` holds a sentence for each."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def publish(platform: Platform, *, by=None) -> None:
    """Show a platform to the public from now on. Raise NotPublishable with every reason against it."""
    if reasons := reasons_against(platform):
        raise NotPublishable(reasons)
    platform.published_at, platform.published_by = platform.published_at or timezone.now(), by
    platform.withdrawn_at = platform.withdrawn_by = None
    credit(platform, by=by, note=_("Published"))
    platform.save(update_fields=["published_at", "published_by", "withdrawn_at", "withdrawn_by"])


@transaction.atomic
def withdraw(platform: Platform, *, by=None) -> None:
    """Take a platform off every public page; old links say so. Do nothing to a draft."""
    if platform.is_published:
        platform.withdrawn_at, platform.withdrawn_by = timezone.now(), by
        credit(platform, by=by, note=_("Withdrawn"))
        platform.save(update_fields=["withdrawn_at", "withdrawn_by"])


def reasons_against(platform: Platform) -> list[str]:
    """Return a sentence for each thing to mend before it may be published; none when it may.

    Ten queries for any number of cells.
    """
    ratings = {rating.trait_id: rating for rating in platform.ratings.prefetch_related("sources")}
    reasons = []
    for trait in Trait.objects.order_by("order", "slug"):
        rating = ratings.get(trait.pk)
        if trait.core and not trait.draft and rating is None:
            reasons.append(_("%(trait)s is a core trait and has no rating.") % {"trait": trait.name})
        elif rating is not None and not rating.sources.all():
            reasons.append(_("The rating of %(trait)s has no source.") % {"trait": trait.name})
    for support in platform.support.select_related("feature").prefetch_related("sources").order_by("feature__order"):
        if support.value != Value.UNKNOWN and not support.sources.all():
            reasons.append(_("“%(feature)s” is known and has no source.") % {"feature": support.feature.name})
    for fact in platform.facts.prefetch_related("sources"):
        if not fact.sources.all():
            reasons.append(_("The fact “%(subject)s” has no source.") % {"subject": fact.get_subject_display()})
    for use in platform.uses.select_related("goal").prefetch_related("sources").order_by("goal__order", "goal__slug"):
        if not use.sources.all():
            reasons.append(_("The use for “%(goal)s” has no source.") % {"goal": use.goal.wording})
    for cell in platform.audience.prefetch_related("sources").order_by("pk"):
        if not cell.sources.all():
            reasons.append(_("“%(name)s” of the audience has no source.") % {"name": audience_name(cell.subject)})
    for figure in platform.figures.prefetch_related("sources"):
        if not figure.sources.all():
            reasons.append(_("The figure “%(counts)s” has no source.") % {"counts": figure.counts})
    return reasons
