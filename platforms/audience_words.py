"""What a platform is used for, and who may use it, in the current language."""

import re
from collections.abc import Iterable

from babel import Locale
from django.utils.translation import get_language, gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.audience import Ages, AudienceCell, Countries, Fields, Joining
from platforms.domain.document.platform_part import AgesPart, AudienceCellPart, CountriesPart, FieldsPart, JoiningPart
from platforms.domain.people import AgeCheck, Audience, Field, Requirement

USE_WORDS = (
    pgettext_lazy("use of a platform", "not here"),
    pgettext_lazy("use of a platform", "possible"),
    pgettext_lazy("use of a platform", "people do it here"),
    pgettext_lazy("use of a platform", "a main use"),
    pgettext_lazy("use of a platform", "made for it"),
)
"""By level, 0 to 4."""

AUDIENCE_NAMES = {
    Audience.COUNTRIES: _("Countries"),
    Audience.AGES: _("Ages"),
    Audience.FIELDS: _("Made for"),
    Audience.JOINING: _("What you need to join"),
}

FIELD_NAMES = {
    Field.SOFTWARE: _("software developers"),
    Field.DESIGN: _("designers"),
    Field.SCIENCE: _("researchers"),
    Field.BUSINESS: _("business people"),
    Field.STUDENT: _("students"),
    Field.OFFICE: _("office workers"),
    Field.CARE: _("care workers"),
}
"""Whom a platform of each field is made for."""

REQUIREMENT_NAMES = {
    Requirement.STUDENT_EMAIL: _("a student e-mail address"),
    Requirement.WORK_EMAIL: _("a work e-mail address"),
    Requirement.INVITATION: _("an invitation"),
    Requirement.ADDRESS: _("a home address"),
    Requirement.PHONE: _("a phone number"),
    Requirement.APPROVAL: _("an approved application"),
    Requirement.PAYMENT: _("a paid account"),
}

CHECK_NAMES = {
    AgeCheck.NOT_KNOWN: _("we don't know how age is checked"),
    AgeCheck.NONE: _("nobody asks your age"),
    AgeCheck.DECLARED: _("you state your age"),
    AgeCheck.ESTIMATED: _("your age is estimated"),
    AgeCheck.DOCUMENTS: _("a document proves your age"),
}

MOST_COUNTRIES = 2
"""How many a short value names."""

WITH_ARTICLE = re.compile(
    r"(United|Islands$|Republic$|Emirates|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros)"
)
"""English names of countries that stand with "the" in a sentence."""


def use_word(level: int) -> str:
    """Return how far people use a platform for a goal, in a word or two: "a main use"."""
    return str(USE_WORDS[level])


def audience_name(subject: str) -> str:
    """Return what a part of the audience is called."""
    return str(AUDIENCE_NAMES[Audience(subject)])


def audience_value(cell: AudienceCell) -> str:
    """Say a part of the audience in a word or two: "13+", "Worldwide", "Designers"."""
    match cell:
        case Ages(minimum=age):
            return gettext("%(age)d+") % {"age": age} if age else gettext("Any age")
        case Countries(offered=offered, not_offered=left_out):
            if offered:
                return (
                    listed(_short_country(code) for code in offered)
                    if len(offered) <= MOST_COUNTRIES
                    else ngettext("%(count)d country", "%(count)d countries", len(offered)) % {"count": len(offered)}
                )
            if left_out and len(left_out) <= MOST_COUNTRIES:
                return gettext("Not in %(countries)s") % {"countries": listed(map(country_name, left_out))}
            if left_out:
                return ngettext("Not in %(count)d country", "Not in %(count)d countries", len(left_out)) % {
                    "count": len(left_out)
                }
            return gettext("Worldwide")
        case Fields(fields=named):
            return sentence_case(listed(str(FIELD_NAMES[field]) for field in named)) or gettext("Any field of work")
        case Joining(needs=named):
            return sentence_case(listed(str(REQUIREMENT_NAMES[need]) for need in named)) or gettext("An account")
    return ""


def sentence_case(text: str) -> str:
    """Return a text with a capital in front."""
    return text[:1].upper() + text[1:]


def _short_country(code: str) -> str:
    return code if code in ("US", "UK") else country_name(code)


def audience_text(cell: AudienceCell | AudienceCellPart) -> str:
    """Say a part of the audience: "Only in the United States and Canada", "13 and over; 16 in Australia"."""
    match cell:
        case Countries() | CountriesPart():
            return _countries_text(cell)
        case Ages() | AgesPart():
            return _ages_text(cell)
        case Fields(fields=named) | FieldsPart(fields=named):
            fields = listed(str(FIELD_NAMES[field]) for field in named)
            return (
                gettext("Made for %(fields)s") % {"fields": fields} if fields else gettext("Made for any field of work")
            )
        case Joining(needs=named) | JoiningPart(needs=named):
            needs = listed(str(REQUIREMENT_NAMES[need]) for need in named)
            if needs:
                return gettext("You need %(needs)s") % {"needs": needs}
    return gettext("An e-mail address or an app store account is enough")


def country_name(code: str) -> str:
    """Return a country's name in the current language; its code where it has none."""
    spoken = get_language() or ""
    return Locale(spoken if spoken in ("de", "es") else "en").territories.get(code, code)


def listed(texts: Iterable[str]) -> str:
    """Join texts as in a sentence: "a, b and c"."""
    *most, last = [*texts] or [""]
    if not most:
        return last
    together = gettext("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}
    # Spanish "y" is "e" before the sound of an i.
    return re.sub(r" y (?=[ií]|hi(?!e))", " e ", together, flags=re.I) if get_language() == "es" else together


def _countries_text(cell: Countries | CountriesPart) -> str:
    if cell.offered:
        text = gettext("Only in %(countries)s") % {"countries": _countries(cell.offered)}
    elif cell.not_offered:
        text = gettext("Worldwide, except in %(countries)s") % {"countries": _countries(cell.not_offered)}
    else:
        text = gettext("Worldwide")
    if not cell.members:
        return text
    return gettext("%(where)s; most members are in %(countries)s") % {
        "where": text,
        "countries": _countries(cell.members),
    }


def _ages_text(cell: Ages | AgesPart) -> str:
    parts = [gettext("%(age)d and over") % {"age": cell.minimum} if cell.minimum else gettext("No minimum age")]
    if cell.exceptions:
        parts.append(
            ", ".join(
                pgettext("minimum age", "%(age)d in %(country)s") % {"age": age, "country": _countries([code])}
                for code, age in sorted(cell.exceptions.items(), key=lambda item: country_name(item[0]))
            )
        )
    if cell.younger is not None:
        parts.append(
            ngettext("a version from %(age)d year", "a version from %(age)d years", cell.younger)
            % {"age": cell.younger}
        )
    if cell.check:
        parts.append(str(CHECK_NAMES[cell.check]))
    return "; ".join(parts)


def short_ages(cell: Ages, country: str = "") -> str:
    """Say from which age people may join, in a line: "From 13; older in 20 countries; a version for children"."""
    minimum = cell.minimum_in(country)
    parts = [gettext("From %(age)d") % {"age": minimum} if minimum else gettext("No minimum age")]
    older = [code for code, age in cell.exceptions.items() if age > cell.minimum]
    if len(older) == 1 and not country:
        parts.append(gettext("older in %(country)s") % {"country": _countries(older)})
    elif older and not country:
        parts.append(
            ngettext("older in %(count)d country", "older in %(count)d countries", len(older)) % {"count": len(older)}
        )
    if cell.younger is not None:
        parts.append(gettext("younger children with a parent or in a version of their own"))
    return "; ".join(parts)


def _countries(codes: Iterable[str]) -> str:
    """Name countries as within a sentence."""
    named = map(country_name, codes)
    if get_language() != "en":
        return listed(named)
    return listed(f"the {name}" if WITH_ARTICLE.search(name) else name for name in named)
