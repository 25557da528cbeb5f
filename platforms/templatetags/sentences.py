"""Sentences without markup, made from what the domain says: for descriptions, feeds, images and data."""

from django import template
from django.utils.translation import gettext, ngettext

from platforms.domain.comparison import Clause, TraitClause
from platforms.templatetags.wording import levels, mid_sentence_of, stands

register = template.Library()


def clause_words(clause: Clause) -> str:
    """A clause of "in short" as one sentence."""
    if isinstance(clause, TraitClause):
        if clause.alike:
            return gettext("On %(trait)s they are alike: %(levels)s.") % {
                "trait": mid_sentence_of(clause.trait.name),
                "levels": mid_sentence_of(levels(clause.trait, clause.ratings[0][1])),
            }
        parts = [f"{platform.name} {stands(clause.trait, rating)}" for platform, rating in clause.ratings]
        return gettext("%(trait)s: %(parts)s.") % {"trait": clause.trait.name, "parts": "; ".join(parts)}
    named = ", ".join(mid_sentence_of(feature.name) for feature in clause.features)
    if clause.more:
        more = ngettext("and %(count)d more thing", "and %(count)d more things", clause.more) % {"count": clause.more}
        named = f"{named} {more}"
    if clause.platform:
        return gettext("Only %(name)s has %(features)s.") % {"name": clause.platform.name, "features": named}
    return gettext("All of them have %(features)s.") % {"features": named}
