"""Structured data, as search engines read it: the right types, within schema.org's vocabulary."""

import json
from datetime import date

import pytest
from lxml import html

from platforms.models import Platform

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
    "/platforms/linkedin/": {"WebPage"},
    "/compare/": {"WebPage", "BreadcrumbList"},
    "/compare/facebook/linkedin/": {"WebPage"},
    "/fit/": {"WebPage"},
    "/guide/": {"WebPage", "BreadcrumbList"},
    "/guide/social-or-professional/": {"Article", "BreadcrumbList"},
    "/method/": {"WebPage", "BreadcrumbList"},
    "/method/fairness/": {"WebPage", "BreadcrumbList"},
    "/changes/": {"WebPage", "BreadcrumbList"},
    "/data/": {"Dataset", "BreadcrumbList"},
    "/de/compare/facebook/linkedin/": {"WebPage"},
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
def test_data_has_the_expected_types_and_known_properties(client, url, types):
    blocks = [json.loads(text) for text in tree(client.get(url)).xpath("//script[@type='application/ld+json']/text()")]

    assert {block["@type"] for block in blocks} == types
    for block in blocks:
        assert block["@context"] == "https://schema.org"
        check(block)


@pytest.mark.parametrize("url", [url for url, types in PAGES.items() if "BreadcrumbList" in types])
def test_breadcrumbs_show_what_the_data_says(client, url):
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
