"""The reasons of a result, and what the catalogue says of kinds and places, in words."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.scales import Trait
from platforms.domain.matching.what_if import Step
from platforms.words import mid_sentence_of, names, word

register = template.Library()


def hundred(share) -> int:
    """A share between 0 and 1 as a whole number up to 100."""
    return round(share * 100)


IGNORED = {
    "unknown": _("is not part of the questionnaire (any more)"),
    "level": _("is not one of the answers"),
    "too-many": _("was more than can be chosen"),
}


@register.filter
def ignored_word(reason: str) -> str:
    return word(IGNORED, reason)


@register.simple_tag
def answered(trait: Trait, answers) -> str:
    """The level that somebody wished for, in words."""
    wish = answers.wish(trait.slug)
    return gettext("It does not matter") if wish is None else trait.levels[wish].label


def change_words(catalogue, answers, change) -> str:
    """One changed answer and what follows, in a sentence."""
    then = names(change.first)
    if change.step is Step.DROP_GOAL:
        goal = catalogue.goal_by_slug[change.key].wording
        return gettext("Without the goal “%(goal)s”: %(then)s") % {"goal": goal, "then": then}
    if change.step is Step.DROP_MUST:
        must = catalogue.feature_by_slug[change.key].must_have
        return gettext("Without the must-have “%(must)s”: %(then)s") % {"must": must, "then": then}
    trait = catalogue.trait_by_slug[change.key]
    if change.step is Step.DROP_WISH:
        return gettext("If %(trait)s did not matter: %(then)s") % {"trait": mid_sentence_of(trait.name), "then": then}
    words = {
        "trait": trait.name,
        "level": mid_sentence_of(trait.levels[change.level].label),
        "wish": mid_sentence_of(trait.levels[answers.wish(trait.slug)].label),
        "then": then,
    }
    return gettext("%(trait)s “%(level)s” instead of “%(wish)s”: %(then)s") % words
