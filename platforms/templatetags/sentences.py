"""Sentences without markup, made from what the domain says: for descriptions, feeds, images and data."""

from django.utils.translation import gettext, ngettext

from platforms.domain.catalogue.values import Platform, Rating, Trait
from platforms.domain.comparing.comparison import Clause, Comparison, TraitClause, Verdict
from platforms.templatetags.cells import Pieces, pieces_of
from platforms.words import levels, mid_sentence_of, names, stands

LONGEST_TITLE = 64
"""Characters of a title, without the site's name, that result pages show whole."""

LONGEST_DESCRIPTION = 200


def clause_words(pieces: Pieces, clause: Clause) -> str:
    """A clause of "in short" as one sentence."""
    if isinstance(clause, TraitClause):
        trait = clause.trait
        if clause.alike:
            return _alike(trait, clause.ratings[0][1])
        parts = [
            pieces.find(("stands in words", platform.slug, trait.slug), _stands, platform, trait, rating)
            for platform, rating in clause.ratings
        ]
        return pieces.find("trait in words", _trait) % {"trait": trait.name, "parts": "; ".join(parts)}
    named = ", ".join([mid_sentence_of(feature.name) for feature in clause.features])
    if clause.more:
        named += pieces.find(("more in words", clause.more), _more, clause.more)
    if clause.platform:
        return pieces.find("only in words", _only) % {"name": clause.platform.name, "features": named}
    return pieces.find("all in words", _all) % {"features": named}


def _alike(trait: Trait, rating: Rating) -> str:
    return gettext("On %(trait)s they are alike: %(levels)s.") % {
        "trait": mid_sentence_of(trait.name),
        "levels": mid_sentence_of(levels(trait, rating)),
    }


def _stands(platform: Platform, trait: Trait, rating: Rating) -> str:
    return f"{platform.name} {stands(trait, rating)}"


def _trait() -> str:
    return gettext("%(trait)s: %(parts)s.")


def _more(more: int) -> str:
    return " " + ngettext("and %(count)d more thing", "and %(count)d more things", more) % {"count": more}


def _only() -> str:
    return gettext("Only %(name)s has %(features)s.")


def _all() -> str:
    return gettext("All of them have %(features)s.")


def comparison_title(comparison: Comparison, every: str = "") -> str:
    """What a comparison comes down to, in a line: "Facebook or LinkedIn? Mostly personal or mostly professional".

    `every` is the names of all, where they are known already.
    """
    platforms, pieces = comparison.platforms, pieces_of(comparison.catalogue)
    if len(platforms) != 2:
        return pieces.find("title of several", _several) % {"names": every or names(platforms)}
    either = pieces.find("title of two", _two) % {"a": platforms[0].name, "b": platforms[1].name}
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


def _several() -> str:
    return gettext("%(names)s side by side")


def _two() -> str:
    return gettext("%(a)s or %(b)s?")


def comparison_description(comparison: Comparison, every: str = "") -> str:
    """The first sentences of "in short", as many as fit, and how many differences there are."""
    pieces = pieces_of(comparison.catalogue)
    counted = pieces.find("counted", _counted) % {
        "names": every or names(comparison.platforms),
        "differences": comparison.count(Verdict.DIFFERS),
        "rows": len(comparison.places),
    }
    told: list[str] = []
    room = LONGEST_DESCRIPTION - len(counted)
    for clause in comparison.in_short:
        sentence = clause_words(pieces, clause)
        if len(sentence) < room:  # and a space
            told.append(sentence)
            room -= len(sentence) + 1
    return " ".join([*told, counted])


def _counted() -> str:
    return gettext("%(names)s: %(differences)d differences on %(rows)d points, each with its source.")
