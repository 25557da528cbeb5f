"""Labels of values, kinds, levels and numbers in the current language."""

import re
from collections.abc import Iterable
from fractions import Fraction

from babel.numbers import format_compact_decimal
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Trait
from platforms.domain.catalogue.texts import within
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filters import Sort
from platforms.domain.comparing.map import ACROSS, UPWARDS
from platforms.domain.comparing.selection import Show
from platforms.domain.matching.needs import NeedMet
from platforms.domain.vocabulary import Kind, Subject, Value

VALUES = {
    Value.YES: _("Yes"),
    Value.PARTLY: _("Partly"),
    Value.NO: _("No"),
    Value.UNKNOWN: _("Unknown"),
}


KINDS = {
    Kind.SOCIAL: pgettext_lazy("kind of platform", "Social"),
    Kind.PROFESSIONAL: pgettext_lazy("kind of platform", "Professional"),
    Kind.BOTH: pgettext_lazy("kind of platform", "Social and professional"),
}


SUBJECTS = {
    Subject.OPERATOR: _("Operator"),
    Subject.LAUNCHED: _("Launched"),
    Subject.HEADQUARTERS: _("Headquarters"),
    Subject.MINIMUM_AGE: _("Minimum age"),
    Subject.CLOSED: _("Closed"),
}


SHOWS = {Show.ALL: _("All"), Show.DIFFERENCES: _("Differences"), Show.SAME: _("Same")}


SORTS = {
    Sort.NAME: _("By name"),
    Sort.SOCIAL_FIRST: _("Social first"),
    Sort.PROFESSIONAL_FIRST: _("Professional first"),
    Sort.NEWEST: _("Newest first"),
    Sort.OLDEST: _("Oldest first"),
}


SORT_RULES = {
    Sort.NAME: _("In the order of the alphabet."),
    Sort.SOCIAL_FIRST: _("From the most personal focus to the most professional, then by name."),
    Sort.PROFESSIONAL_FIRST: _("From the most professional focus to the most personal, then by name."),
    Sort.NEWEST: _("By the year of launch, the newest first, then by name."),
    Sort.OLDEST: _("By the year of launch, the oldest first, then by name."),
}


SECTIONS = {
    "goals": _("What your goals need"),
    "core": _("The big four"),
    "traits": _("More about the character"),
    "facts": _("Facts and figures"),
}


def word(words: dict, key: object) -> str:
    return str(words.get(key, key))


def value_word(value: Value) -> str:
    return word(VALUES, value)


def kind_word(kind: Kind) -> str:
    return word(KINDS, kind)


def subject_word(subject: Subject) -> str:
    return word(SUBJECTS, subject)


def show_word(show: Show) -> str:
    return word(SHOWS, show)


def sort_word(sort: Sort) -> str:
    return word(SORTS, sort)


def sort_rule(sort: Sort) -> str:
    """The rule of an order, in a sentence."""
    return word(SORT_RULES, sort)


def section_word(section) -> str:
    return section.name or word(SECTIONS, section.key)


def row_word(row) -> str:
    if row.trait:
        return row.trait.name
    if row.feature:
        return row.feature.name
    return subject_word(row.subject) if row.subject else gettext("How many people")


def scale_words(trait: Trait) -> str:
    """The two poles of a trait: "personal to professional"."""
    return gettext("%(low)s to %(high)s") % {"low": trait.low_label, "high": trait.high_label}


def levels(trait: Trait, rating: Rating) -> str:
    """Where a rating stands, in the words of its levels: "Contacts first to everyone"."""
    return span_words(trait, rating.low, rating.high)


def span_words(trait: Trait, low: int, high: int) -> str:
    """A range of levels in their words."""
    first, last = trait.levels[low].label, trait.levels[high].label
    return first if low == high else gettext("%(low)s to %(high)s") % {"low": first, "high": mid_sentence_of(last)}


def map_words(catalogue: Catalogue, platform: Platform) -> str:
    """Return where a platform is on the two axes of the map: "Mostly personal · Contacts first"."""
    traits = [catalogue.trait_by_slug[slug] for slug in (ACROSS, UPWARDS) if slug in catalogue.trait_by_slug]
    ratings = [(trait, platform.ratings.get(trait.slug)) for trait in traits]
    return " · ".join([levels(trait, rating) for trait, rating in ratings if rating]) or gettext("Unknown")


def stands(trait: Trait, rating: Rating) -> str:
    """The same as the end of a sentence that begins with the platform's name."""
    if rating.low == rating.high:
        return trait.levels[rating.low].phrase
    return gettext("goes from %(low)s to %(high)s") % {
        "low": mid_sentence_of(trait.levels[rating.low].label),
        "high": mid_sentence_of(trait.levels[rating.high].label),
    }


def need_words(need: NeedMet) -> str:
    """Return what a platform has for a need: "stories (partly)", "identity: mostly real names"."""
    if need.trait:
        stands_at = levels(need.trait, need.rating) if need.rating else gettext("unknown")
        return gettext("%(trait)s: %(levels)s") % {
            "trait": mid_sentence_of(need.trait.name),
            "levels": mid_sentence_of(stands_at),
        }
    name = mid_sentence_of(need.feature.name) if need.feature else ""
    return gettext("%(feature)s (partly)") % {"feature": name} if need.is_partly_met else name


def large(number: int) -> str:
    """1200000000 is "1.2 billion", 65000 is "65,000"."""
    if number < 1_000_000:
        return str(intcomma(number))
    spoken = get_language() or ""
    locale = spoken if spoken in ("de", "es") else "en"
    return format_compact_decimal(number, format_type="long", locale=locale, fraction_digits=1)


def per_cent(share: Fraction | float) -> str:
    """Write a share between 0 and 1 in per cent; more than nothing is never shown as none."""
    number = float(share) * 100
    return gettext("under 1 %") if 0 < number < 1 else gettext("%(number)d %%") % {"number": round(number)}


def names(platforms: Iterable, glue: str = "") -> str:
    """The names of platforms as in a sentence, or joined by `glue`."""
    texts = [platform.name for platform in platforms]
    if glue or len(texts) < 2:
        return glue.join(texts)
    together = gettext("%(most)s and %(last)s") % {"most": ", ".join(texts[:-1]), "last": texts[-1]}
    # Spanish "y" is "e" before the sound of an i.
    return re.sub(r" y (?=[ií]|hi(?!e))", " e ", together, flags=re.I) if get_language() == "es" else together


def more_things(count: int) -> str:
    """The end of a list that names only its first things."""
    return ngettext("and %(count)d more thing", "and %(count)d more things", count) % {"count": count}


def mid_sentence_of(name: str) -> str:
    return within(name)


def mid_sentence(text: str) -> str:
    return mid_sentence_of(text)
