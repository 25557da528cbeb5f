"""What goes over a phone's line: few bytes, and the next page ahead."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_back, until

PAIR = "/compare/facebook/linkedin/"
FRESH = "/healthz"
"""A page without anything, to listen from before the page that matters is asked for."""


def listen(page):
    """What the browser asks for from now on, by request: its path, kind, headers and bytes."""
    session, asked = page.context.new_cdp_session(page), {}

    def begin(event):
        request = event["request"]
        before = request["headers"].get("Referer", "").endswith(FRESH)  # its icon, given up when the page is left
        if request["url"].startswith("http") and not before:
            one = {"path": "/" + request["url"].split("/", 3)[3], "type": event.get("type"), "bytes": 0, "ended": False}
            asked.setdefault(event["requestId"], one | {"headers": request["headers"]})

    session.on("Network.requestWillBeSent", begin)
    session.on(
        "Network.loadingFinished",
        lambda e: (
            asked[e["requestId"]].update(bytes=e["encodedDataLength"], ended=True) if e["requestId"] in asked else None
        ),
    )
    session.on(
        "Network.loadingFailed", lambda e: asked[e["requestId"]].update(ended=True) if e["requestId"] in asked else None
    )
    session.send("Network.enable")
    return session, asked


def press(page, link):
    """The finger on a link, before it is lifted."""
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + min(20, box["height"] / 2))
    page.mouse.down()


def loaded(visit, path):
    """All that a page takes with it over the line: bytes by path, with headers."""
    page = visit(FRESH)
    _, asked = listen(page)
    page.goto(path)
    wanted = {"css", "js", "svg", path.split("?")[0]}  # the icon, which is SVG, comes after everything else
    until(page, lambda: {one["path"].split("?")[0].rpartition(".")[2] for one in asked.values()} >= wanted)
    until(page, lambda: all(one["ended"] for one in asked.values()))
    return {one["path"]: one["bytes"] for one in asked.values()}


@pytest.mark.parametrize(
    "path",
    ["/", "/platforms/", "/compare/", "/fit/visibility/?goal=career"],
)
def test_a_page_with_htmx_fits_into_45_kilobytes(visit, path):
    found = loaded(visit, path)

    assert any("htmx" in path for path in found)
    assert sum(found.values()) < 45_000, found


def test_a_comparison_at_rest_fits_into_26_kilobytes(visit):
    found = loaded(visit, PAIR)

    assert not any("htmx" in path for path in found)
    assert 0 < found[PAIR] < 11_000  # under 9,000 and its headers
    assert sum(found.values()) < 26_000, found


def test_all_rows_of_a_comparison_fit_into_25_kilobytes(visit):
    path = f"{PAIR}?show=all"

    assert loaded(visit, path)[path] < 25_000


def test_back_restores_the_previous_view_after_a_reload(visit):
    page = visit(PAIR)
    few = page.locator("tbody tr[id]").count()
    page.locator("#show-all").tap()
    page.wait_for_url("**?show=all")
    page.reload()

    go_back(page)

    page.wait_for_url(f"**{PAIR}")
    expect(page.locator("#show-glance")).to_have_attribute("aria-current", "true")
    assert page.locator("tbody tr[id]").count() == few


def test_speculation_rules_are_publicly_cacheable(visit):
    page = visit("/")
    named = page.request.get("/").headers["speculation-rules"].strip('"')

    rules = page.request.get(named)

    assert rules.headers["content-type"] == "application/speculationrules+json"
    assert rules.headers["cache-control"].endswith("public, immutable")
    assert rules.headers["etag"]
    assert {rule["eagerness"] for rule in rules.json()["prefetch"]} == {"conservative"}


def test_pressing_a_link_prefetches_its_page(visit):
    page = visit("/")
    _, asked = listen(page)
    press(page, page.locator(".pairs a").first)
    until(page, lambda: any(one["type"] == "Prefetch" and one["ended"] for one in asked.values()))
    ahead = [one for one in asked.values() if one["type"] == "Prefetch"]
    page.mouse.up()
    page.wait_for_url("**/compare/**")

    assert [one["path"] for one in ahead] == [page.evaluate("location.pathname")]
    assert ahead[0]["headers"]["Sec-Purpose"] == "prefetch"
    assert page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType") == "navigational-prefetch"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/platforms/", "#found .rows a"),  # a list that one scrolls with the thumb
        ("/fit/results/?goal=career", "main a[href*='/fit/'][href*='goal=']:visible"),  # answers
        ("/data/", "main a[href$='.json']"),
        ("/changes/", "main a[href$='/feed/']"),
    ],
)
def test_other_links_are_not_prefetched(visit, path, link):
    page = visit(path)
    _, asked = listen(page)
    press(page, page.locator(link).first)
    page.wait_for_timeout(700)

    assert [one for one in asked.values() if one["type"] == "Prefetch"] == []
