"""Sentences on a comparison, without markup: for titles, descriptions, feeds, images and data."""

from django.utils.translation import gettext, ngettext

from platforms.domain.comparing.comparison import Comparison
from platforms.domain.comparing.in_short import Clause, FeatureClause, TraitClause
from platforms.domain.comparing.rows import Verdict
from platforms.words import mid_sentence, more_things, names, rating_phrase, rating_words

LONGEST_TITLE = 64
"""Characters of a title, without the site's name, that result pages show whole."""

LONGEST_DESCRIPTION = 200


def comparison_title(comparison: Comparison) -> str:
    """Return a line that sums a comparison up: "Facebook or LinkedIn? Mostly personal or mostly professional"."""
    if len(comparison.platforms) != 2:
        return gettext("%(names)s side by side") % {"names": names(comparison.platforms)}
    first, second = comparison.platforms
    question = gettext("%(a)s or %(b)s?") % {"a": first.name, "b": second.name}
    for clause in comparison.in_short:
        if isinstance(clause, TraitClause) and not clause.alike and len(clause.ratings) == 2:
            rated = {platform.slug: rating_words(clause.trait, rating) for platform, rating in clause.ratings}
            poles = gettext("%(first)s or %(second)s") % {
                "first": rated[first.slug],
                "second": mid_sentence(rated[second.slug]),
            }
            if len(title := f"{question} {poles}") <= LONGEST_TITLE:
                return title
    differences = comparison.count(Verdict.DIFFERS)
    counted = ngettext("%(count)d difference", "%(count)d differences", differences) % {"count": differences}
    return f"{question} {counted}"


def comparison_description(comparison: Comparison) -> str:
    """Return as many sentences of "in short" as fit, then the number of differences."""
    counted = gettext("%(names)s: %(differences)d differences on %(rows)d points, each with its source.") % {
        "names": names(comparison.platforms),
        "differences": comparison.count(Verdict.DIFFERS),
        "rows": len(comparison.rows),
    }
    sentences: list[str] = []
    room = LONGEST_DESCRIPTION - len(counted)
    for clause in comparison.in_short:
        sentence = clause_sentence(clause)
        if len(sentence) < room:  # and a space
            sentences.append(sentence)
            room -= len(sentence) + 1
    return " ".join([*sentences, counted])


def clause_sentence(clause: Clause) -> str:
    """Return a clause of "in short" as one sentence."""
    return _feature_sentence(clause) if isinstance(clause, FeatureClause) else _trait_sentence(clause)


def _trait_sentence(clause: TraitClause) -> str:
    trait = clause.trait
    if clause.alike:
        return gettext("On %(trait)s they are alike: %(levels)s.") % {
            "trait": mid_sentence(trait.name),
            "levels": mid_sentence(rating_words(trait, clause.ratings[0][1])),
        }
    parts = [f"{platform.name} {rating_phrase(trait, rating)}" for platform, rating in clause.ratings]
    return gettext("%(trait)s: %(parts)s.") % {"trait": trait.name, "parts": "; ".join(parts)}


def _feature_sentence(clause: FeatureClause) -> str:
    features = ", ".join(mid_sentence(feature.name) for feature in clause.features)
    if clause.more:
        features = f"{features} {more_things(clause.more)}"
    if clause.platform is None:
        return gettext("All of them have %(features)s.") % {"features": features}
    return gettext("Only %(name)s has %(features)s.") % {"name": clause.platform.name, "features": features}
