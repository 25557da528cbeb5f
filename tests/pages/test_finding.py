"""What search engines and link previews get to see."""

import io
import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from django.core.cache import cache
from lxml import etree, html
from PIL import Image
from protego import Protego

from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.pairs import POPULAR, pairs_worth_comparing
from platforms.models import Platform
from platforms.pictures.colours import srgb
from platforms.sentences import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    comparison_description,
    comparison_title,
)
from platforms.storage import published
from tests.cast import TODAY

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# Type: its properties in schema.org's vocabulary, as far as we use them, and the types of what they hold.
TEXT, ADDRESS, DAY, NUMBER, YES_OR_NO = "text", "address", "day", "number", "yes or no"
THING = {"name": TEXT, "alternateName": TEXT, "description": TEXT, "url": ADDRESS, "mainEntityOfPage": ADDRESS}
WORK = THING | {
    "inLanguage": TEXT, "isPartOf": "WebSite", "dateModified": DAY, "about": "WebSite", "license": ADDRESS,
    "isAccessibleForFree": YES_OR_NO, "version": TEXT, "creator": "Organization", "author": "Organization",
    "publisher": "Organization", "headline": TEXT, "image": ADDRESS,
}  # fmt: skip
VOCABULARY = {
    "WebSite": WORK | {"potentialAction": "SearchAction"},
    "WebPage": WORK,
    "CollectionPage": WORK | {"mainEntity": "ItemList"},
    "Article": WORK,
    "Dataset": WORK | {"distribution": "DataDownload"},
    "DataDownload": WORK | {"encodingFormat": TEXT, "contentUrl": ADDRESS},
    "Organization": THING,
    "ItemList": THING | {"itemListElement": "ListItem"},
    "BreadcrumbList": THING | {"itemListElement": "ListItem"},
    "ListItem": THING | {"position": NUMBER, "item": ADDRESS},
    "SearchAction": THING | {"target": "EntryPoint", "query-input": TEXT},
    "EntryPoint": THING | {"urlTemplate": TEXT},
}

PAGES = {
    "/": {"WebSite"},
    "/platforms/": {"CollectionPage", "BreadcrumbList"},
    "/platforms/linkedin/": {"WebPage", "BreadcrumbList"},
    "/compare/": {"WebPage", "BreadcrumbList"},
    "/compare/facebook/linkedin/": {"WebPage", "BreadcrumbList"},
    "/fit/": {"WebPage"},
    "/guide/": {"WebPage", "BreadcrumbList"},
    "/guide/social-or-professional/": {"Article", "BreadcrumbList"},
    "/method/": {"WebPage", "BreadcrumbList"},
    "/method/fairness/": {"WebPage", "BreadcrumbList"},
    "/changes/": {"WebPage", "BreadcrumbList"},
    "/data/": {"Dataset", "BreadcrumbList"},
    "/de/compare/facebook/linkedin/": {"WebPage", "BreadcrumbList"},
}


def tree(response):
    return html.fromstring(response.content.decode())


def check(node, wanted=None):
    """A node has a known type, and each property is one of that type's and holds what it may hold."""
    assert wanted in (None, node["@type"])
    for key, value in node.items():
        if key.startswith("@"):
            continue
        holds = VOCABULARY[node["@type"]][key]
        for each in value if isinstance(value, list) else [value]:
            if holds in VOCABULARY:
                check(each, holds)
            elif holds == ADDRESS:
                assert each.startswith(("http://", "https://")), (key, each)
            elif holds == DAY:
                assert date.fromisoformat(each[:10])
            else:
                assert isinstance(each, {TEXT: str, NUMBER: int, YES_OR_NO: bool}[holds]), (key, each)
                assert each != ""


@pytest.mark.parametrize(("url", "types"), PAGES.items())
def test_structured_data_is_of_the_expected_types_and_keeps_to_the_vocabulary(client, url, types):
    blocks = [json.loads(text) for text in tree(client.get(url)).xpath("//script[@type='application/ld+json']/text()")]

    assert {block["@type"] for block in blocks} == types
    for block in blocks:
        assert block["@context"] == "https://schema.org"
        check(block)


@pytest.mark.parametrize("url", [url for url, types in PAGES.items() if "BreadcrumbList" in types])
def test_the_way_to_a_page_is_shown_as_the_data_says_it(client, url):
    page = tree(client.get(url))
    blocks = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    (crumbs,) = [block["itemListElement"] for block in blocks if block["@type"] == "BreadcrumbList"]

    shown = page.xpath("//nav[@class='crumbs']//a")
    assert crumbs[0]["item"] in ("http://testserver/", "http://testserver/de/")
    if len(crumbs) == 2:
        assert shown == []
        return
    assert [a.text for a in shown] == [crumb["name"] for crumb in crumbs[:-1]]
    assert [f"http://testserver{a.get('href')}" for a in shown] == [crumb["item"] for crumb in crumbs[:-1]]
    assert crumbs[-1]["item"] == f"http://testserver{url}"
    assert {client.get(a.get("href")).status_code for a in shown} == {200}


def test_no_text_breaks_out_of_structured_data(client):
    Platform.objects.filter(slug="linkedin").update(tagline='</script><script>alert("x")</script> & more')

    page = tree(client.get("/platforms/linkedin/"))
    blocks = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    about = next(block["about"][0] for block in blocks if "about" in block)
    assert about["description"] == '</script><script>alert("x")</script> & more'


@pytest.mark.parametrize("url", PAGES)
def test_a_shared_link_shows_a_picture(client, url):
    page = tree(client.get(url))
    address = page.xpath("string(//meta[@property='og:image']/@content)")
    response = client.get(address.removeprefix("http://testserver"))

    assert page.xpath("string(//meta[@property='og:description']/@content)").strip()
    assert page.xpath("string(//meta[@name='twitter:card']/@content)") == "summary_large_image"
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 100_000


@pytest.mark.parametrize(
    "name", ["compare/facebook/linkedin", "compare/discord/facebook/linkedin/x", "platforms/x", "site"]
)
def test_a_picture_is_legible_at_half_its_size(client, name):
    image = Image.open(io.BytesIO(client.get(f"/share/{name}.png").content)).convert("L").resize((600, 315))

    # The title and the labels of the lanes: dark enough on light paper, 7:1 and more where letters are.
    title = image.crop((30, 45, 400, 110))
    darkest, lightest = title.getextrema()
    assert contrast(lightest, darkest) > 7
    rows = [title.crop((0, y, title.width, y + 1)).getextrema()[0] < 90 for y in range(title.height)]
    assert longest_run(rows) >= 12, "capital letters of the title are at least 12 px high"


def contrast(light, dark):
    """WCAG's ratio of two greys."""
    luminances = [(c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in (light, dark)]
    return (luminances[0] + 0.05) / (luminances[1] + 0.05)


def longest_run(rows):
    longest = run = 0
    for dark in rows:
        run = run + 1 if dark else 0
        longest = max(longest, run)
    return longest


def test_a_picture_is_drawn_once_for_a_revision(client):
    client.get("/share/compare/facebook/linkedin.png")
    key = f"picture-{published.current().revision}-en-facebook/linkedin"
    assert cache.get(key).startswith(b"\x89PNG")
    cache.set(key, b"kept")

    assert client.get("/share/compare/facebook/linkedin.png").content == b"kept"
    Platform.objects.filter(slug="linkedin").update(tagline="Another")
    assert client.get("/share/compare/facebook/linkedin.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/share/compare/linkedin/facebook.png", 301),
        ("/share/compare/facebook.png", 404),
        ("/share/compare/facebook/nowhere.png", 404),
        ("/share/compare/discord/facebook/linkedin/meetup/x.png", 404),
        ("/share/platforms/nowhere.png", 404),
        ("/share/guide/nowhere.png", 404),
        ("/de/share/site.png", 200),
    ],
)
def test_a_picture_that_cannot_be_is_not_found(client, url, status):
    assert client.get(url).status_code == status


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "expected"),
    [
        (1, 0, 0, (255, 255, 255)),
        (0, 0, 0, (0, 0, 0)),
        (0.628, 0.2577, 29.23, (255, 0, 0)),
        (0.452, 0.3132, 264.05, (0, 0, 255)),
    ],
)
def test_colours_are_those_that_css_shows(lightness, chroma, hue, expected):
    found = srgb(lightness, chroma, hue)

    assert all(abs(a - b) <= 2 for a, b in zip(found, expected, strict=True)), found


def test_browsers_find_an_icon_where_they_look_for_one(client):
    response = client.get("/favicon.ico")

    assert response["Content-Type"] == "image/x-icon"
    assert Image.open(io.BytesIO(response.content)).info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_sitemap_validates(client):
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
    response = client.get("/sitemap.xml")
    sitemap = etree.fromstring(response.content)

    assert response["Content-Type"].startswith("application/xml")
    schema.assertValid(sitemap)
    places = [url.findtext(f"{SITEMAP}loc") for url in sitemap]
    assert len(places) == len(set(places)) < 50_000
    assert all(place.startswith("http://testserver/") for place in places)
    dated = [url for url in sitemap if url.find(f"{SITEMAP}lastmod") is not None]
    assert len(dated) > len(places) * 0.9


def test_every_page_of_the_sitemap_is_there_and_its_own_canonical_address(client):
    sitemap = etree.fromstring(client.get("/sitemap.xml").content)
    places = [url.findtext(f"{SITEMAP}loc").removeprefix("http://testserver") for url in sitemap]
    # Profiles are alike, and comparisons; some of them, and of the other languages, stand for all.
    alike = [place for place in places if place.count("/") > 2]
    chosen = [place for place in places if place not in alike and place[:4] not in ("/de/", "/es/")] + alike[1::47]

    for place in chosen:
        response = client.get(place)
        assert response.status_code == 200, place
        page = tree(response)
        assert page.xpath("string(//link[@rel='canonical']/@href)") == f"http://testserver{place}"
        assert "noindex" not in page.xpath("string(//meta[@name='robots']/@content)"), place


def test_of_thousands_of_platforms_only_those_often_compared_are_named_in_pairs(client, monkeypatch):
    monkeypatch.setattr("platforms.domain.comparing.pairs.MOST_PLATFORMS", 5)
    published.forget()

    named = {(one.slug, other.slug) for one, other in pairs_worth_comparing(catalogue=published.current())}

    assert named == {tuple(sorted(pair)) for pair in POPULAR}
    assert client.get("/sitemap.xml").content.decode().count("/compare/facebook/linkedin/") > 0
    published.forget()


def test_the_sitemap_has_the_pairs_that_make_sense_and_no_draft(client, withdrawn_meetup):
    text = client.get("/sitemap.xml").content.decode()
    count = len(published.current().platforms)

    assert "/compare/facebook/linkedin/" in text
    assert "/meetup/" not in text
    assert count < len(pairs_worth_comparing(catalogue=published.current())) < count * (count - 1) / 4


def test_robots_are_kept_from_the_desk_and_from_endless_states(client):
    response = client.get("/robots.txt")
    rules = Protego.parse(response.content.decode())

    assert response["Content-Type"].startswith("text/plain")
    assert list(rules.sitemaps) == ["http://testserver/sitemap.xml"]
    for path in ("/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/de/compare/facebook/linkedin/", "/data/",
                 "/fit/", "/share/compare/facebook/linkedin.png", "/platforms/?q=linked"):  # fmt: skip
        assert rules.can_fetch(f"http://testserver{path}", "somebot"), path
    for path in ("/admin/", "/compare/facebook/linkedin/x/", "/de/compare/facebook/linkedin/meetup/x/",
                 "/compare/facebook/linkedin/?replace=facebook", "/compare/facebook/linkedin/?show=same&add=1",
                 "/corrections/new/?platform=x"):  # fmt: skip
        assert not rules.can_fetch(f"http://testserver{path}", "somebot"), path


def test_every_pair_has_a_title_and_a_description_that_say_something():
    catalogue = published.current()
    seen = set()
    for one, other in combinations(catalogue.platforms, 2):
        comparison = compare(catalogue=catalogue, platforms=[one, other], today=TODAY)
        title, description = comparison_title(comparison), comparison_description(comparison)

        assert one.name in title
        assert other.name in title
        assert len(title) <= LONGEST_TITLE
        assert "each with its source." in description
        assert len(description) <= LONGEST_DESCRIPTION
        assert len(description) > 80
        seen |= {title, description}
    assert len(seen) == 2 * len(list(combinations(catalogue.platforms, 2)))


def test_a_title_tells_the_poles_where_they_fit(client):
    catalogue = published.current()
    told = 0
    for one, other in combinations(catalogue.platforms[:12], 2):
        comparison = compare(catalogue=catalogue, platforms=[one, other], today=TODAY)
        told += "difference" not in comparison_title(comparison)
    assert told > 5
