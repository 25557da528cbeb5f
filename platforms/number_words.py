"""Numbers of people, shares and prices, as the current language writes them."""

from fractions import Fraction

from babel.numbers import format_compact_decimal, format_currency
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext_lazy

from platforms.domain.catalogue.cells import Fact, Figure
from platforms.domain.catalogue.translation import Text
from platforms.domain.prices import NO_PLAN, Period, Price, parse_price
from platforms.domain.vocabulary import Subject

OLD = 730
"""Days after which a figure is old."""

UNITS = (
    ("ads", pgettext_lazy("people", "by ads")),
    ("month", pgettext_lazy("people", "a month")),
    ("dai", pgettext_lazy("people", "a day")),
    ("week", pgettext_lazy("people", "a week")),
    ("users", pgettext_lazy("people", "users")),
    ("members", pgettext_lazy("people", "members")),
    ("account", pgettext_lazy("people", "accounts")),
    ("students", pgettext_lazy("people", "students")),
)
"""What a figure of people counts, by a word of its English description."""


def large(number: int) -> str:
    """Write a large number: 1200000000 as "1.2 billion", 65000 as "65,000"."""
    if number < 1_000_000:
        return str(intcomma(number))
    spoken = get_language() or ""
    locale = spoken if spoken in ("de", "es") else "en"
    return format_compact_decimal(number, format_type="long", locale=locale, fraction_digits=1)


def compact(number: int) -> str:
    """Write a large number as short as it can be read: 1200000000 as "1.2 bn", 65000 as "65k"."""
    spoken = get_language() or ""
    if spoken in ("de", "es"):
        return format_compact_decimal(number, format_type="short", locale=spoken, fraction_digits=1)
    short = format_compact_decimal(number, format_type="short", locale="en", fraction_digits=1)
    for letter, word in (("B", " bn"), ("M", " m"), ("K", "k")):
        short = short.replace(letter, word)
    return short


def is_old(figure: Figure) -> bool:
    """Tell whether a figure was so old when somebody checked it last that it has to wear its year."""
    return ((figure.evidence.checked_on or figure.as_of) - figure.as_of).days > OLD


def people_unit(counts: str) -> str:
    """Return what a figure of people counts, in a word or two; the editors' own words for anything else."""
    for word, unit in UNITS:
        if word in counts:
            return str(unit)
    return counts


def price_words(price: Price) -> str:
    """Write a price: "$7.99 a month"."""
    spoken = get_language() or ""
    locale = spoken if spoken in ("de", "es") else "en"
    amount = format_currency(price.amount, price.currency, locale=locale)
    if price.period is Period.MONTH:
        return gettext("%(amount)s a month") % {"amount": amount}
    return gettext("%(amount)s a year") % {"amount": amount}


def fact_words(fact: Fact) -> str:
    """Return what a fact says; a price in words, with the month in which it was asked."""
    if fact.subject is not Subject.CHEAPEST_PAID_PLAN:
        return fact.value
    price = parse_price(fact.value)
    if price is None:
        return Text(gettext("No paid plan")) if fact.value == NO_PLAN else fact.value
    return Text(f"{price_words(price)} ({date_format(price.as_of, 'M Y')})")


def per_cent(share: Fraction | float) -> str:
    """Write a share between 0 and 1 in per cent; more than nothing is never shown as none."""
    number = float(share) * 100
    return gettext("under 1 %") if 0 < number < 1 else gettext("%(number)d %%") % {"number": round(number)}
