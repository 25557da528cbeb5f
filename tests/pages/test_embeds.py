"""Pages for frames of other sites, and oEmbed, which leads to them."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders
from lxml import html

from tests.pages.test_every_page import PAGES

EMBEDS = ["/embed/compare/facebook/linkedin/", "/embed/compare/facebook/linkedin/meetup/x/", "/embed/fit/",
          "/de/embed/compare/facebook/linkedin/"]  # fmt: skip


def tree(response):
    return html.fromstring(response.content.decode())


def oembed(client, url, **query):
    return client.get("/oembed", {"url": f"http://testserver{url}", **query})


@pytest.mark.parametrize("url", EMBEDS)
def test_an_embed_may_be_framed_and_is_light(client, url):
    response = client.get(url)
    page = tree(response)

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert response["Cache-Control"].startswith("public")
    assert page.xpath("//script") == []
    styles = [href.removeprefix("/static/") for href in page.xpath("//link[@rel='stylesheet']/@href")]
    weight = len(response.content) + sum(Path(finders.find(style)).stat().st_size for style in styles)
    assert weight < 12_000
    again = client.get(url)
    assert again["Content-Security-Policy"] == response["Content-Security-Policy"]
    assert "X-Frame-Options" not in again


@pytest.mark.parametrize(
    "url", [*PAGES, "/embed/compare/facebook/", "/llms.txt", "/data/catalogue.json", "/fit/", "/admin/login/"]
)
def test_no_other_page_can_be_framed(client, url):
    response = client.get(url)

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_comparison_offers_its_snippet_and_oembed(client):
    page = tree(client.get("/compare/facebook/linkedin/"))
    discovery = page.xpath("string(//link[@type='application/json+oembed']/@href)")
    answer = client.get(discovery.removeprefix("http://testserver"))

    assert answer.json()["html"] == page.xpath("string(//textarea[@id='snippet'])").strip()


def test_oembed_describes_the_frame(client):
    answer = oembed(client, "/compare/facebook/linkedin/?show=all")
    data = json.loads(answer.content)
    frame = html.fromstring(data["html"])

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (data["version"], data["type"]) == ("1.0", "rich")
    assert (frame.get("width"), frame.get("height")) == (str(data["width"]), str(data["height"]))
    assert client.get(frame.get("src").removeprefix("http://testserver")).status_code == 200
    assert "Facebook" in data["title"]


@pytest.mark.parametrize(
    ("page", "frame"), [("/fit/", "/embed/fit/"), ("/de/compare/x/xing/", "/de/embed/compare/x/xing/")]
)
def test_oembed_keeps_page_and_language(client, page, frame):
    assert f'src="http://testserver{frame}"' in oembed(client, page).json()["html"]


def test_oembed_heeds_the_widest_that_fits(client):
    assert oembed(client, "/compare/facebook/linkedin/", maxwidth="320").json()["width"] == 320
    assert oembed(client, "/compare/facebook/linkedin/", maxwidth="9999").json()["width"] == 480


@pytest.mark.parametrize(
    "url", ["/platforms/linkedin/", "/compare/facebook/nobody/", "/compare/facebook/", "/nowhere/"]
)
def test_oembed_knows_nothing_else(client, url):
    assert oembed(client, url).status_code == 404


def test_oembed_serves_json_of_our_own_pages_only(client):
    foreign = quote("https://elsewhere.example/compare/facebook/linkedin/", safe="")
    assert client.get(f"/oembed?url={foreign}").status_code == 404
    assert client.get("/oembed").status_code == 404
    assert oembed(client, "/compare/facebook/linkedin/", format="xml").status_code == 501
