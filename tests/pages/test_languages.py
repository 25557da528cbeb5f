"""A page stands once for each language, at an address of its own; nothing but the address decides."""

from itertools import cycle

import pytest
from lxml import html

from platforms.models import Goal
from tests.pages.test_every_page import FRAGMENTS, MISSING, PAGES

FIT = [
    "/fit/",
    "/fit/visibility/?goal=career",
    "/fit/about-you/?goal=career&country=DE",
    "/fit/must-haves/?goal=career",
    "/fit/matters/?goal=career&focus=3",
    "/fit/review/?goal=career&visibility=2",
    "/fit/results/?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed&matters=career",
]
FORMS = ["/corrections/new/", "/corrections/received/?platform=linkedin", "/changes/"]
EVERYWHERE = PAGES + MISSING + FIT + FORMS
NEUTRAL = (
    "/static/", "/admin/", "/healthz", "/readyz", "/data/", "/manifest", "/sw.js", "/sitemap", "/robots", "/llms.",
)  # fmt: skip


def tree(response):
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize(("url", "code"), list(zip(EVERYWHERE, cycle(["de", "es"]), strict=False)))
def test_pages_and_links_use_the_language_in_the_address(client, url, code):
    response = client.get(f"/{code}{url}")

    page = tree(response)
    assert page.get("lang") == code
    assert page.get("dir") is None
    assert response["Content-Language"] == code
    addresses = page.xpath("//body//*[not(@hreflang)]/@href | //@action | //@*[starts-with(name(), 'hx-')]")
    ours = [a for a in addresses if a.startswith("/") and not a.startswith(NEUTRAL)]
    assert [a for a in ours if not a.startswith(f"/{code}/")] == []
    assert ours


@pytest.mark.parametrize("url", ["/", "/platforms/linkedin/", "/fit/", "/nowhere/", "/corrections/new/"])
def test_the_plain_address_ignores_the_browsers_language(client, url):
    plain = client.get(url)
    asked = client.get(url, headers={"Accept-Language": "de,es;q=0.5"})
    client.cookies["django_language"] = "de"
    remembered = client.get(url)

    assert tree(plain).get("lang") == tree(asked).get("lang") == tree(remembered).get("lang") == "en"
    assert "Accept-Language" not in plain.get("Vary", "")
    assert "Cookie" not in plain.get("Vary", "")


@pytest.mark.parametrize(("url", "prefix"), list(zip(PAGES, cycle(["/de", "", "/es"]), strict=False)))
def test_a_page_links_its_versions_in_every_language(client, url, prefix):
    page = tree(client.get(prefix + url))

    named = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
    canonical = page.xpath("string(//link[@rel='canonical']/@href)")
    bare = canonical.removeprefix("http://testserver").removeprefix(prefix)
    assert set(named) == {"en", "de", "es", "x-default"}
    if "?" not in url:
        assert named[prefix.strip("/") or "en"] == canonical
        assert named == {
            "en": f"http://testserver{bare}",
            "de": f"http://testserver/de{bare}",
            "es": f"http://testserver/es{bare}",
            "x-default": f"http://testserver{bare}",
        }


@pytest.mark.parametrize("url", ["/", "/platforms/?q=linked&kind=professional", FIT[-1], *FORMS[:1]])
def test_the_language_switch_keeps_page_and_query(client, url):
    for prefix in ("", "/de", "/es"):
        switch = tree(client.get(prefix + url)).xpath("//*[@id='languages']/a")

        assert [a.get("href") for a in switch] == [url, f"/de{url}", f"/es{url}"]
        assert [a.text for a in switch] == ["English", "Deutsch", "Español"]
        assert [a.get("lang") for a in switch if a.get("aria-current")] == [prefix.strip("/") or "en"]


@pytest.mark.parametrize(("url", "part"), FRAGMENTS.items())
def test_a_fragment_includes_its_own_language_switch(client, url, part):
    fragment = client.get(f"/de{url}?show=same", headers={"HX-Request": "true"}).content.decode()

    switch = html.fromstring(f"<div>{fragment}</div>").get_element_by_id("languages")
    assert switch.get("hx-swap-oob") == "true"
    assert switch.xpath("string(a[@hreflang='es']/@href)") == f"/es{url}?show=same"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/de/compare/?p=facebook&p=linkedin", "/de/compare/facebook/linkedin/"),
        ("/de/platforms/twitter/", "/de/platforms/x/"),
        ("/de/compare/twitter/facebook/", "/de/compare/x/facebook/"),
        ("/de/fit/?goal=career&done=1", "/de/fit/about-you/?goal=career"),
        ("/de", "/de/"),
        ("/es/platforms", "/es/platforms/"),
    ],
)
def test_a_redirect_keeps_the_language(client, url, target):
    response = client.get(url)

    assert response.status_code in (301, 302)
    assert response["Location"] == target


def test_an_unsupported_language_is_not_found(client):
    assert client.get("/fr/").status_code == 404
    assert client.get("/en/").status_code == 404


@pytest.mark.parametrize("url", ["/de/", "/es/platforms/linkedin/", "/de/compare/facebook/linkedin/"])
def test_other_languages_cost_one_query_with_their_own_etag(client, url, django_assert_num_queries):
    english = client.get(url[3:])
    client.get(url)

    with django_assert_num_queries(1):
        response = client.get(url)

    assert response["ETag"] != english["ETag"]
    assert response["Cache-Control"] == english["Cache-Control"]
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(url, headers={"If-None-Match": english["ETag"]}).status_code == 200


def test_edited_text_falls_back_to_marked_english(client):
    Goal.objects.filter(slug="career").update(short="find work, or be found")

    page = tree(client.get("/de/fit/"))

    assert page.xpath("//span[@lang='en']/text()") == ["find work, or be found"]
    assert page.xpath("//span[normalize-space()='Leute persönlich treffen'][not(@lang)]")
    assert tree(client.get("/fit/")).xpath("//span[@lang]") == []
