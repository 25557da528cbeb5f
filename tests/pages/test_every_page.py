"""The rules that hold on every public page."""

import re

import brotli
import pytest
from django.contrib.staticfiles import finders
from lxml import html

from platforms.domain.comparing.selection import Show
from tests.conftest import ROOT
from tests.exhaustive import EXHAUSTIVE

PAGES = [
    "/",
    "/platforms/",
    "/platforms/?q=linked&kind=professional",
    "/platforms/?q=12-year-old",
    "/platforms/?q=dating",
    "/platforms/?goal=career&visibility=3-4&feature=job-listings",
    "/platforms/linkedin/",
    "/features/polls/",
    "/compare/",
    "/compare/?q=meet&p=facebook&page=1",
    "/compare/facebook/linkedin/",
    "/compare/facebook/linkedin/meetup/x/?show=differences&goals=career",
    "/compare/facebook/linkedin/?replace=facebook",
    "/compare/facebook/linkedin/?add=1",
    "/compare/facebook/linkedin/?add=1&q=meet",
    "/compare/facebook/",
    "/compare/social/professional/",
    "/compare/social/professional/?show=differences",
    "/guide/",
    "/guide/social-or-professional/",
    "/method/",
    "/method/fairness/",
    "/data/",
    "/about/",
    "/offline/",
    "/changes/",
    "/changes/linkedin/",
]
MISSING = ["/nowhere/", "/platforms/linkedn/", "/compare/facebook/linkedn/"]
FRAGMENTS = {"/platforms/": "found"}


def tree(response):
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize("url", PAGES + MISSING)
def test_pages_have_one_h1_title_description_and_canonical_address(client, url):
    page = tree(client.get(url))

    assert len(page.xpath("//h1")) == 1
    assert page.findtext(".//title").strip()
    assert page.xpath("string(//meta[@name='description']/@content)").strip()
    assert page.xpath("string(//link[@rel='canonical']/@href)").startswith("http://testserver/")
    assert page.xpath("string(//meta[@property='og:title']/@content)").strip()


@pytest.mark.parametrize("url", PAGES + MISSING)
def test_pages_set_no_cookie_and_inline_nothing(client, url):
    response = client.get(url)

    assert not response.cookies
    page = tree(response)
    assert page.xpath("//@style") == []
    assert page.xpath("//style") == []
    assert [s for s in page.xpath("//script[not(@src)]") if s.get("type") != "application/ld+json"] == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("url", PAGES)
def test_pages_load_nothing_from_other_hosts(client, url):
    page = tree(client.get(url))

    loaded = page.xpath(
        "//script/@src | //link[@rel!='canonical' and @rel!='alternate']/@href | //img/@src | //iframe/@src"
    )
    assert [address for address in loaded if not address.startswith("/") or address.startswith("//")] == []


@pytest.mark.parametrize("url", PAGES)
def test_pages_cost_one_query(client, url, django_assert_num_queries):
    client.get(url)

    # the revision token
    with django_assert_num_queries(1):
        response = client.get(url)

    assert response.status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_pages_have_public_cache_and_security_headers(client, url):
    response = client.get(url)

    assert response["Cache-Control"].startswith("public, max-age=60, stale-while-revalidate=")
    assert {"HX-Request"} <= set(re.split(r",\s*", response["Vary"]))
    assert "Cookie" not in response["Vary"]
    assert response["Referrer-Policy"] == "no-referrer"
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_internal_links_work(client):
    hrefs = {href.split("#")[0] for url in PAGES for href in tree(client.get(url)).xpath("//a/@href")}
    ours = sorted(href for href in hrefs if href.startswith("/"))

    lost = {href: client.get(href).status_code for href in ours[:: 1 if EXHAUSTIVE else 5]}
    assert {href: status for href, status in lost.items() if status not in (200, 301, 302)} == {}


@pytest.mark.parametrize("url", PAGES)
def test_links_within_a_page_have_unique_targets(client, url):
    page = tree(client.get(url))

    targets = {href.removeprefix("#") for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(page.xpath("//@id"))
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


@pytest.mark.parametrize(("url", "part"), FRAGMENTS.items())
def test_htmx_gets_the_part_that_the_full_page_holds(client, url, part):
    whole = client.get(url)
    fragment = client.get(url, headers={"HX-Request": "true"})

    assert b"<!doctype html>" not in fragment.content
    inside = tree(whole).get_element_by_id(part)
    alone = html.fromstring(f"<div>{fragment.content.decode()}</div>").get_element_by_id(part)
    assert len(list(inside.iter())) == len(list(alone.iter(*[]))) - len(alone.xpath(".//title"))
    assert fragment["ETag"] != whole["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_allow_reading(client, method):
    assert getattr(client, method)("/compare/facebook/linkedin/").status_code == 405


def test_each_view_shows_its_own_rows(client):
    seen = {
        show: len(tree(client.get(f"/compare/facebook/linkedin/?show={show}")).xpath("//tbody/tr[@id]"))
        for show in Show
    }

    assert seen[Show.ALL] > seen[Show.DIFFERENCES] > 0
    assert seen[Show.SAME] > 0


def test_htmx_gets_the_whole_page_when_it_restores_history(client):
    response = client.get(
        "/compare/facebook/linkedin/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )

    assert b"<!doctype html>" in response.content


@pytest.mark.parametrize("url", PAGES)
def test_htmx_is_loaded_only_where_used(client, url):
    page = tree(client.get(url))

    uses = bool(page.xpath("//@*[starts-with(name(), 'hx-')]"))
    found = page.xpath("//script[contains(@src, 'htmx')]/@src")
    assert len(found) == uses
    assert all(finders.find(source.removeprefix("/static/")) for source in found)
    assert page.xpath("//script[@src][not(@defer)]") == []


def test_a_page_loads_under_9_kilobytes_of_styles_and_all_own_script_is_under_3():
    # The service worker is loaded beside the pages, once for a release; the desk has its own.
    sizes = {
        path.name: len(brotli.compress(path.read_bytes()))
        for kind in ("css", "js")
        for path in (ROOT / "static" / kind).glob(f"*.{kind}")
        if path.name not in ("worker.js", "desk.css", "desk.js")
    }

    shared = sizes.pop("site.css")
    assert shared + max(size for name, size in sizes.items() if name.endswith(".css")) < 9_000
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) < 3_000


@pytest.mark.parametrize("url", [*FRAGMENTS, "/fit/", "/fit/?done=1", "/fit/review/?goal=career"])
def test_a_history_restore_equals_the_normal_page(client, url):
    restored = client.get(url, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert restored.content == client.get(url).content
