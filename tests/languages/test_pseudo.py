"""Every page in a made-up right-to-left language: what stays readable was not marked for translation."""

import re

import pytest
from babel import Locale
from lxml import html

from platforms.domain.catalogue.values import Catalogue
from platforms.translations.pseudolocale import END, START, pseudo

SAID = re.compile(rf"{START}[^{END}]*{END}|https?://\S+")
"""What is marked, and addresses."""

WORD = re.compile(r"[^\W\d_]{2,}")
HERE = "[not(ancestor-or-self::*[@lang and not(self::html)] or ancestor-or-self::*[@aria-hidden='true'])]"
PAGES = [
    "/",
    "/platforms/?kind=professional&goal=career&visibility=3-4&feature=job-listings",
    "/platforms/?q=JSON",
    "/platforms/?q=photos+JSON",
    "/platforms/?age=12&country=DE&field=science",
    "/platforms/linkedin/",
    "/compare/?p=facebook",
    "/compare/facebook/linkedin/meetup/?goals=career",
    "/compare/social/professional/",
    "/fit/",
    "/fit/visibility/?goal=career&done=1",
    "/fit/about-you/?goal=career",
    "/fit/must-haves/?goal=career",
    "/fit/matters/?goal=career&focus=3",
    "/fit/review/?goal=career&visibility=2&must=groups&matters=career",
    "/fit/results/?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed&matters=career",
    "/fit/results/",
    "/guide/",
    "/guide/social-or-professional/",
    "/method/",
    "/method/fairness/",
    "/data/",
    "/changes/",
    "/corrections/new/",
    "/corrections/new/?suggest=",
    "/corrections/received/?platform=linkedin",
    "/nowhere/",
]
KEPT = {"JSON", "CSV", "OpenAPI", "Schema", "ETag", "million", "billion", "bn", "thousand", "CC", "BY", "AI"}
"""Words that are the same in every language, and those of babel, which has no made-up one."""


@pytest.mark.django_db
@pytest.mark.parametrize("url", PAGES)
def test_every_text_of_a_page_is_marked_for_translation(client, url):
    response = client.get(f"/ar-xb{url}", follow=True)
    page = html.fromstring(response.content.decode())

    assert (page.get("lang"), page.get("dir")) == ("ar-xb", "rtl")
    code = "ancestor::script or ancestor::pre or ancestor::code or ancestor::textarea"
    shown = page.xpath(f"//body//text()[parent::*{HERE}][not({code})]")
    shown += page.xpath(f"//@aria-label[parent::*{HERE}] | //@placeholder | //@alt | //@data-text | //title/text()")
    left = {word for text in shown for word in WORD.findall(SAID.sub(" ", str(text)))}
    assert left - KEPT - names() == set()


def names() -> set[str]:
    """The words of all names of platforms, which no language translates, and of countries, whose names are babel's."""
    from platforms.storage import published

    catalogue: Catalogue = published.current()
    texts = [name for p in catalogue.platforms for name in (p.name, *p.also_known_as)]
    texts += Locale("en").territories.values()
    parts = [part for text in texts for part in (text, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))]
    return {"Side"} | {word for text in parts for word in WORD.findall(text)}


def test_pseudo_translations_keep_placeholders_and_markup():
    said = pseudo('About <b>%(score)s</b> of 100: {} &amp; %(n)d %% <a href="x">here</a>')

    assert SAID.sub("", said).split() == ["<b>%(score)s</b>", "{}", "&amp;", "%(n)d", "%%", "<a", 'href="x"></a>']
    assert "Abouttt" not in said
    assert f"{START}Aboutt{END}" in said
