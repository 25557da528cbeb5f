"""Labels of values, kinds, levels and numbers in the current language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from platforms.audience_words import audience_name as audience_name
from platforms.audience_words import audience_text as audience_text
from platforms.audience_words import listed as listed
from platforms.audience_words import use_word as use_word
from platforms.domain.catalogue.cells import Rating, key_parts
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Trait
from platforms.domain.catalogue.translation import Text, within
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filters import Sort
from platforms.domain.comparing.map import ACROSS, UPWARDS
from platforms.domain.comparing.selection import Show
from platforms.domain.matching.needs import NeedMet
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Kind, Subject, Value

LABELS: dict[str, Any] = {
    Value.YES: _("Yes"),
    Value.PARTLY: _("Partly"),
    Value.NO: _("No"),
    Value.UNKNOWN: _("Unknown"),
    Kind.SOCIAL: pgettext_lazy("kind of platform", "Social"),
    Kind.PROFESSIONAL: pgettext_lazy("kind of platform", "Professional"),
    Kind.BOTH: pgettext_lazy("kind of platform", "Social and professional"),
    Subject.OPERATOR: _("Operator"),
    Subject.LAUNCHED: _("Launched"),
    Subject.HEADQUARTERS: _("Headquarters"),
    Subject.MINIMUM_AGE: _("Minimum age"),
    Subject.CHEAPEST_PAID_PLAN: _("Cheapest paid plan"),
    Subject.CLOSED: _("Closed"),
    Show.GLANCE: _("At a glance"),
    Show.ALL: _("All"),
    Show.DIFFERENCES: _("Differences"),
    Show.SAME: _("Same"),
    Sort.BEST: _("Best match"),
    Sort.NAME: _("A to Z"),
    Sort.PEOPLE: _("Most people"),
    Sort.SOCIAL_FIRST: _("Social first"),
    Sort.PROFESSIONAL_FIRST: _("Professional first"),
    Sort.NEWEST: _("Newest first"),
    Sort.OLDEST: _("Oldest first"),
    "goals": _("What your goals need"),
    "audience": _("Who it is for"),
    "core": _("The big four"),
    "traits": _("More about the character"),
    "facts": _("Facts and figures"),
}
"""What a value, a kind, the subject of a fact, a choice on a page or a section is called."""

MOST_NAMED = 3
"""How many of many platforms a sentence names."""

SORT_RULES = {
    Sort.BEST: _("Those that serve it best first."),
    Sort.NAME: _("A to Z."),
    Sort.PEOPLE: _("By the number of people, the most first."),
    Sort.SOCIAL_FIRST: _("From the most personal focus to the most professional, then by name."),
    Sort.PROFESSIONAL_FIRST: _("From the most professional focus to the most personal, then by name."),
    Sort.NEWEST: _("By the year of launch, the newest first, then by name."),
    Sort.OLDEST: _("By the year of launch, the oldest first, then by name."),
}


def label(value: str) -> str:
    """Return what a value, a kind or a choice is called; itself where it has no label."""
    return str(LABELS.get(value, value))


def sort_rule(sort: Sort) -> str:
    """Return the rule of an order, as a sentence."""
    return str(SORT_RULES.get(sort, sort))


def cell_title(catalogue: Catalogue, key: str) -> str:
    """Return the name of a cell by its key; nothing when there is no such cell."""
    field, name = key_parts(key)
    if field == "uses":
        goal = catalogue.goal_by_slug.get(name)
        return gettext("Use for “%(goal)s”") % {"goal": goal.wording} if goal else ""
    if field == "audience":
        return audience_name(name) if name in set(Audience) else ""
    known = catalogue.trait_by_slug.get(key) or catalogue.feature_by_slug.get(key)
    if known:
        return known.name
    return label(key) if key in set(Subject) else ""


def section_word(section) -> str:
    """Return the title of a section of rows."""
    return section.name or label(section.key)


def row_word(row) -> str:
    """Return what a row is about."""
    point = row.point
    if named := point.trait or point.feature:
        return named.name
    if point.audience:
        return gettext("Who can join") if point.audience is Audience.AGES else audience_name(point.audience)
    return label(point.subject) if point.subject else gettext("People")


def scale_words(trait: Trait) -> str:
    """Return the two poles of a trait: "personal to professional"."""
    return gettext("%(low)s to %(high)s") % {"low": trait.low_label, "high": trait.high_label}


def rating_words(trait: Trait, rating: Rating) -> str:
    """Return a rating in the words of its levels: "Contacts first to everyone"."""
    return span_words(trait, rating.low, rating.high)


def span_words(trait: Trait, low: int, high: int) -> str:
    """Return a range of levels in their words."""
    first, last = trait.levels[low].label, trait.levels[high].label
    if low == high:
        return first
    together, end = gettext("%(low)s to %(high)s"), mid_sentence(last)
    return Text(together % {"low": first, "high": end}, together % {"low": mid_sentence(first), "high": end})


def map_words(catalogue: Catalogue, platform: Platform) -> str:
    """Return where a platform is on the two axes of the map: "Mostly personal · Contacts first"."""
    traits = [catalogue.trait_by_slug[slug] for slug in (ACROSS, UPWARDS) if slug in catalogue.trait_by_slug]
    ratings = [(trait, platform.ratings.get(trait.slug)) for trait in traits]
    return " · ".join([rating_words(trait, rating) for trait, rating in ratings if rating]) or gettext("Unknown")


def rating_phrase(trait: Trait, rating: Rating) -> str:
    """Return a rating as the end of a sentence."""
    if rating.low == rating.high:
        return trait.levels[rating.low].phrase
    return gettext("goes from %(low)s to %(high)s") % {
        "low": mid_sentence(trait.levels[rating.low].label),
        "high": mid_sentence(trait.levels[rating.high].label),
    }


def need_words(need: NeedMet) -> str:
    """Return what a platform has for a need: "stories (partly)", "identity: mostly real names"."""
    if need.trait:
        stands_at = rating_words(need.trait, need.rating) if need.rating else gettext("unknown")
        return gettext("%(trait)s: %(levels)s") % {
            "trait": mid_sentence(need.trait.name),
            "levels": mid_sentence(stands_at),
        }
    name = mid_sentence(need.feature.name) if need.feature else ""
    return gettext("%(feature)s (partly)") % {"feature": name} if need.is_partly_met else name


def names(platforms: Iterable, glue: str = "") -> str:
    """Join the names of platforms as in a sentence, or by `glue`."""
    texts = [platform.name for platform in platforms]
    return glue.join(texts) if glue else listed(texts)


def few_names(platforms: Iterable) -> str:
    """Join the names of platforms as in a sentence; of many the first three."""
    listed = list(platforms)
    if len(listed) <= MOST_NAMED + 1:
        return names(listed)
    named = ", ".join(platform.name for platform in listed[:MOST_NAMED])
    return gettext("%(names)s and %(count)d more") % {"names": named, "count": len(listed) - MOST_NAMED}


def more_things(count: int) -> str:
    """End a list that names only its first things."""
    return ngettext("and %(count)d more thing", "and %(count)d more things", count) % {"count": count}


def mid_sentence(name: str) -> str:
    """Return a name as it stands within a sentence."""
    return within(name)


def monogram(platform: Platform) -> str:
    """Return one or two characters that stand for a platform: those that people know it by, else of its name."""
    if platform.monogram:
        return platform.monogram
    words = [word for word in platform.name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return platform.name[:2]
    capitals = [c for c in words[0] if c.isupper()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    if len(capitals) > 1:
        return "".join(capitals[:2])
    return words[0][:2].capitalize()


def place(platform: Platform) -> int:
    """Return where a platform stands from social (0) to professional (8), as the number of a colour class."""
    focus = platform.ratings.get("focus")
    return int(focus.low + focus.high) if focus else 4
