"""What somebody answers about themselves, and what a changed answer would do, in the current language."""

import unicodedata
from functools import cache

from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from platforms.audience_words import WITH_ARTICLE, country_name
from platforms.domain.catalogue.audience import Ages
from platforms.domain.countries import CODES
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import FIELDS
from platforms.domain.people import Field

AGE_NAMES = {
    "under-13": pgettext_lazy("age", "Under 13"),
    "13-15": pgettext_lazy("age", "13 to 15"),
    "16-17": pgettext_lazy("age", "16 or 17"),
    "18": pgettext_lazy("age", "18 or over"),
}

FIELD_LABELS = {
    Field.SOFTWARE: pgettext_lazy("field of work", "Software"),
    Field.DESIGN: pgettext_lazy("field of work", "Design"),
    Field.SCIENCE: pgettext_lazy("field of work", "Science"),
    Field.BUSINESS: pgettext_lazy("field of work", "Own business"),
    Field.STUDENT: pgettext_lazy("field of work", "I'm a student"),
    Field.OFFICE: pgettext_lazy("field of work", "Office work"),
    Field.CARE: pgettext_lazy("field of work", "Care"),
    "other": pgettext_lazy("field of work", "Something else"),
}

ABOUT_YOU_NAMES = {"country": _("Country"), "age": _("Age"), "field": _("Field of work")}


def country_phrase(code: str) -> str:
    """Return a country's name as within a sentence: "the Netherlands"."""
    name = country_name(code)
    return f"the {name}" if get_language() == "en" and WITH_ARTICLE.search(name) else name


def countries() -> tuple[tuple[str, str], ...]:
    """Return the codes and names of all countries, from A to Z in the current language."""
    return _countries(get_language() or "")


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    def letters(entry: tuple[str, str]) -> str:
        """Sort Ö with O."""
        plain = unicodedata.normalize("NFD", entry[1].casefold())
        return "".join(c for c in plain if not unicodedata.combining(c))

    return tuple(sorted(((code, country_name(code)) for code in CODES), key=letters))


def ages() -> list[tuple[str, str]]:
    return [(band, str(AGE_NAMES[band])) for band in AGE_BANDS]


def fields() -> list[tuple[str, str]]:
    return [(field, str(FIELD_LABELS[field])) for field in FIELDS]


def about_you(key: str, value: str) -> str:
    """Return what somebody answered about themselves: a country, an age or a field."""
    if key == "country":
        return country_name(value)
    return str({"age": AGE_NAMES, "field": FIELD_LABELS}[key][value])


def about_you_name(key: str) -> str:
    """Return what is asked about somebody: "Country"."""
    return str(ABOUT_YOU_NAMES[key])


def age_note(ages: Ages, country: str) -> str:
    """Say from which age: "From 14 in Germany"; without a country where it is another age than elsewhere."""
    if country:
        return _from_age(ages.minimum_in(country), country)
    others = [_from_age(age, code) for code, age in sorted(ages.exceptions.items()) if age > ages.minimum]
    return "; ".join([gettext("From %(age)d") % {"age": ages.minimum}, *others])


def _from_age(age: int, country: str) -> str:
    return pgettext("minimum age", "From %(age)d in %(country)s") % {"age": age, "country": country_phrase(country)}
