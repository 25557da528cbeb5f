"""The reasons of a result, and what the catalogue says of kinds and places, in words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.scales import Trait
from platforms.domain.matching.what_if import Step
from platforms.domain.vocabulary import Kind
from platforms.templatetags.drawing import spread_bars
from platforms.words import kind_word, mid_sentence_of, names, word

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
def level_label(trait: Trait, level: int) -> str:
    return trait.levels[level].label


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


@register.simple_tag
def kind_spread(found, kind: str) -> SafeString:
    """How the platforms of one kind stand on a trait: what most of them are, a drawing, and its numbers in words."""
    spread = getattr(found, kind)
    labels = [level.label for level in found.trait.levels]
    usual = gettext("usually “%(label)s”, of %(rated)d rated") % {
        "label": mid_sentence_of(labels[spread.usual]),
        "rated": spread.rated,
    }
    return format_html(
        '<div class="spread"><p><b>{}</b> <small>{}</small></p>{}<p class="visually-hidden">{}</p></div>',
        kind_word(Kind(kind)),
        usual if spread.rated else gettext("nobody has rated it yet"),
        spread_bars(spread.counts, kind),
        ", ".join(f"{label}: {count}" for label, count in zip(labels, spread.counts, strict=True)),
    )


@register.filter
def shares(found) -> list[tuple[str, object]]:
    """The two kinds, each with how many of it have a feature."""
    return [("social", found.social), ("professional", found.professional)]


@register.simple_tag
def share_words(share, kind: str = "") -> str:
    """Such as "9 of 12", or "9 of 12 professional"."""
    words = gettext("%(having)d of %(known)d") % {"having": share.having, "known": share.known}
    if not kind:
        return words
    named = {"social": gettext("%(count)s social"), "professional": gettext("%(count)s professional")}
    return named[kind] % {"count": words}


@register.filter
def features_of(rows) -> list:
    """The features of rows about them."""
    return [row.feature for row in rows]
