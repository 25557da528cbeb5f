"""The sitemap and robots.txt."""

from pathlib import Path

from lxml import etree, html
from protego import Protego

from platforms.domain.comparing.similar import POPULAR, pairs_worth_comparing
from platforms.storage import published

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


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


def test_every_listed_page_exists_under_its_canonical_address(client):
    sitemap = etree.fromstring(client.get("/sitemap.xml").content)
    places = [url.findtext(f"{SITEMAP}loc").removeprefix("http://testserver") for url in sitemap]
    # Profiles are alike, and comparisons; some of them, and of the other languages, stand for all.
    alike = [place for place in places if place.count("/") > 2]
    chosen = [place for place in places if place not in alike and place[:4] not in ("/de/", "/es/")] + alike[1::47]

    for place in chosen:
        response = client.get(place)
        assert response.status_code == 200, place
        page = html.fromstring(response.content.decode())
        assert page.xpath("string(//link[@rel='canonical']/@href)") == f"http://testserver{place}"
        assert "noindex" not in page.xpath("string(//meta[@name='robots']/@content)"), place


def test_a_large_catalogue_lists_popular_pairs_only(client, monkeypatch):
    monkeypatch.setattr("platforms.domain.comparing.similar.MOST_PLATFORMS", 5)
    published.forget()

    named = {(one.slug, other.slug) for one, other in pairs_worth_comparing(catalogue=published.current())}

    assert named == {tuple(sorted(pair)) for pair in POPULAR}
    assert client.get("/sitemap.xml").content.decode().count("/compare/facebook/linkedin/") > 0
    published.forget()


def test_the_sitemap_has_likely_pairs_and_no_withdrawn_platform(client, withdrawn_meetup):
    text = client.get("/sitemap.xml").content.decode()
    count = len(published.current().platforms)

    assert "/compare/facebook/linkedin/" in text
    assert "/meetup/" not in text
    assert count < len(pairs_worth_comparing(catalogue=published.current())) < count * (count - 1) / 4


def test_robots_skip_the_desk_and_endless_states(client):
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
