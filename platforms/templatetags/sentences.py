"""Sentences without markup, made from what the domain says: for descriptions, feeds, images and data."""

from django.utils.translation import gettext, ngettext

from platforms.domain.comparison import Clause, Comparison, TraitClause, Verdict
from platforms.templatetags.wording import levels, mid_sentence_of, names, stands

LONGEST_TITLE = 64
"""Characters of a title, without the site's name, that result pages show whole."""

LONGEST_DESCRIPTION = 200


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


def comparison_title(comparison: Comparison) -> str:
    """What a comparison comes down to, in a line: "Facebook or LinkedIn? Mostly personal or mostly professional"."""
    platforms = comparison.platforms
    every = names(platforms)
    if len(platforms) == 2:
        either = gettext("%(a)s or %(b)s?") % {"a": platforms[0].name, "b": platforms[1].name}
        for clause in comparison.in_short:
            if isinstance(clause, TraitClause) and not clause.alike and len(clause.ratings) == 2:
                rated = {platform.slug: rating for platform, rating in clause.ratings}
                first, second = (levels(clause.trait, rated[platform.slug]) for platform in platforms)
                poles = gettext("%(first)s or %(second)s") % {"first": first, "second": mid_sentence_of(second)}
                if len(title := f"{either} {poles}") <= LONGEST_TITLE:
                    return title
        differences = comparison.count(Verdict.DIFFERS)
        counted = ngettext("%(count)d difference", "%(count)d differences", differences) % {"count": differences}
        return f"{either} {counted}"
    return gettext("%(names)s side by side") % {"names": every}


def comparison_description(comparison: Comparison) -> str:
    """The first sentences of "in short", as many as fit, and how many differences there are."""
    differences, rows = comparison.count(Verdict.DIFFERS), len(list(comparison.rows))
    counted = gettext("%(names)s: %(differences)d differences on %(rows)d points, each with its source.") % {
        "names": names(comparison.platforms),
        "differences": differences,
        "rows": rows,
    }
    told: list[str] = []
    for sentence in map(clause_words, comparison.in_short):
        if len(" ".join([*told, sentence, counted])) <= LONGEST_DESCRIPTION:
            told.append(sentence)
    return " ".join([*told, counted])
