"""What people say when they search, in the current language and in English, which is understood everywhere."""

from functools import cache
from typing import Any

from babel import Locale
from django.utils.translation import get_language, override, pgettext_lazy

from platforms.audience_words import country_name
from platforms.domain.countries import CODES
from platforms.domain.people import Field
from platforms.domain.search.spoken import Spoken
from platforms.domain.vocabulary import Kind

SMALL = pgettext_lazy(
    "search: words that say nothing by themselves",
    "a, an, the, and, or, vs, versus, i, im, i'm, my, me, mine, we, us, our, you, your, he, she, they, them, to, for,"
    " of, on, at, by, with, from, is, are, am, be, it, its, this, that, there, can, could, do, does, will, would,"
    " should, between, want, wants, need, needs, have, has, please, com, www, https, http",
)
QUIET = pgettext_lazy(
    "search: words that may help",
    "in, up, as, find, finding, search, searching, look, looking, use, using, get, best, good, great, which, what, who,"
    " where, how, app, apps, site, sites, website, websites, platform, platforms, network, networks, something, place,"
    " only, just, formerly, former, son, daughter, better, than, more, most, work, works",
)
WITHOUT = pgettext_lazy("search: words that negate", "no, not, without, non, never, cannot")
YEARS = pgettext_lazy("search: words beside an age", "year, years, yr, yrs, old, aged, age")
BELOW = pgettext_lazy("search: words before an age, for younger than", "under, below, younger")
INSTEAD = pgettext_lazy(
    "search: others like a platform", "alternative, alternatives, instead, similar, like, replacement, replace"
)

PEOPLE = {
    ("age", "under-13"): pgettext_lazy("search", "kid, kids, child, children, under 13s, preteen, preteens, toddler"),
    ("age", "13-15"): pgettext_lazy("search", "teen, teens, teenager, teenagers, young teens"),
    ("age", "16-17"): pgettext_lazy("search", "older teens, older teenagers"),
    ("age", "18"): pgettext_lazy("search", "adult, adults, grown-ups, over 18"),
    ("kind", Kind.SOCIAL): pgettext_lazy("search", "social, social media, social network, social networks"),
    ("kind", Kind.PROFESSIONAL): pgettext_lazy(
        "search", "professional, professionals, for work, business network, business networks, career network"
    ),
    ("field", Field.SOFTWARE): pgettext_lazy(
        "search",
        "software developer, developer, developers, programmer, programmers, programming, coding, coders,"
        " code, software, open source, software engineers",
    ),
    ("field", Field.DESIGN): pgettext_lazy(
        "search", "designer, designers, design, graphic design, illustrator, illustrators, UX, UI"
    ),
    ("field", Field.SCIENCE): pgettext_lazy(
        "search",
        "scientist, scientists, science, researcher, researchers, research, academic, academics, academia, PhD",
    ),
    ("field", Field.BUSINESS): pgettext_lazy(
        "search", "small business, small businesses, business owners, entrepreneur, entrepreneurs, self-employed"
    ),
    ("field", Field.STUDENT): pgettext_lazy(
        "search", "student, students, university, college, graduates, new graduates"
    ),
    ("field", Field.OFFICE): pgettext_lazy("search", "office, office workers, office work"),
    ("field", Field.CARE): pgettext_lazy("search", "care, care workers, nurse, nurses, nursing, doctors"),
}
"""What people call ages, kinds and fields of work."""

OTHER_COUNTRIES = (("US", "USA"), ("US", "America"), ("GB", "UK"), ("GB", "Great Britain"), ("GB", "England"))
"""What countries are called besides their names."""


TOPICS = {
    "social-or-professional": pgettext_lazy(
        "search: questions that the guide on social media and networking answers",
        "difference social media networking, difference social professional, difference social media professional,"
        " difference social network professional network, social media or networking,"
        " social network or professional network, what is networking, what is social media",
    ),
}
"""What people ask that a guide answers, by its slug."""


def spoken() -> Spoken:
    """Return the words of the current language."""
    return _spoken(get_language() or "")


@cache
def _spoken(language: str) -> Spoken:
    names = Locale("en").territories
    return Spoken(
        small=_both(SMALL),
        quiet=_both(QUIET),
        without=_both(WITHOUT),
        years=_both(YEARS),
        below=_both(BELOW),
        instead=_both(INSTEAD),
        people=tuple((key, str(value), _both(texts)) for (key, value), texts in PEOPLE.items()),
        topics=tuple((guide, _both(texts)) for guide, texts in TOPICS.items()),
        countries=(*_countries(names), *OTHER_COUNTRIES),
    )


def _countries(english: Any) -> list[tuple[str, str]]:
    return sorted({(code, name) for code in CODES for name in (country_name(code), english[code])})


def _both(texts: Any) -> str:
    """Return words of the current language and of English."""
    here = str(texts)
    with override("en"):
        english = str(texts)
    return here if here == english else f"{here}, {english}"
