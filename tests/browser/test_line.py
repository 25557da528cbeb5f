"""What goes over a phone's line: few bytes at first, htmx once somebody comes near it, the next page ahead."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import come_near, go_back

PAIR = "/compare/facebook/linkedin/"
SWAPPING = ["/platforms/", PAIR, "/fit/visibility/?goal=career"]
FRESH = "/healthz"
"""A page without anything, to listen from before the page that matters is asked for."""


def listen(page):
    """What the browser asks for from now on: by request, its path, kind, headers and bytes."""
    session, asked = page.context.new_cdp_session(page), {}
    session.on(
        "Network.requestWillBeSent",
        lambda e: asked.setdefault(e["requestId"], {
            "path": "/" + e["request"]["url"].split("/", 3)[3], "type": e.get("type"),
            "headers": e["request"]["headers"], "bytes": 0,
        }) if e["request"]["url"].startswith("http") else None,
    )  # fmt: skip
    session.on(
        "Network.loadingFinished",
        lambda e: asked[e["requestId"]].update(bytes=e["encodedDataLength"]) if e["requestId"] in asked else None,
    )
    session.send("Network.enable")
    return session, asked


def loaded(page):
    """The files that this page has fetched."""
    return page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")


def has_htmx(page):
    return any("htmx" in name for name in loaded(page))


def press(page, link):
    """The finger on a link, before it is lifted."""
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + min(20, box["height"] / 2))
    page.mouse.down()


def test_a_comparison_of_two_fits_into_few_kilobytes(visit):
    page = visit(FRESH)
    _, asked = listen(page)
    page.goto(PAIR)
    page.wait_for_timeout(500)  # the icon comes after everything else

    found = {one["path"]: one["bytes"] for one in asked.values()}
    kinds = {path.split("?")[0].rpartition(".")[2] for path in found}
    assert kinds >= {"css", "js", "svg", PAIR}, found
    assert 0 < found[PAIR] < 15_000  # with its headers
    assert sum(found.values()) < 30_000, found


@pytest.mark.parametrize("path", SWAPPING)
def test_htmx_is_not_part_of_the_first_load(visit, path):
    page = visit(path)
    page.wait_for_timeout(500)

    assert any("swap" in name for name in loaded(page))
    assert not has_htmx(page)


@pytest.mark.parametrize("path", SWAPPING)
@pytest.mark.parametrize("near", ["hover", "focus"])
def test_htmx_comes_when_somebody_points_or_gets_to_what_it_swaps(visit, path, near):
    page = visit(path)
    getattr(page.locator("a[hx-get], form.filters input, .option input").first, near)()

    assert come_near(page) == "2"


def scroll_to_the_controls(page):
    page.wait_for_timeout(300)  # until it was seen that they are further down
    page.locator("#show-differences").scroll_into_view_if_needed()


def test_htmx_comes_when_one_scrolls_to_what_it_swaps(visit):
    page = visit(PAIR)
    scroll_to_the_controls(page)
    come_near(page)

    page.locator("#show-differences").tap()
    page.wait_for_url("**?show=differences")

    assert page.evaluate("performance.getEntriesByType('navigation')[0].name").endswith(PAIR), "the page stayed"


def test_where_data_is_to_be_saved_scrolling_alone_loads_nothing(visit):
    page = visit(FRESH)
    page.context.add_init_script("Object.defineProperty(navigator.connection, 'saveData', {get: () => true})")
    page.goto(PAIR)
    scroll_to_the_controls(page)
    page.wait_for_timeout(500)

    assert not has_htmx(page)
    page.locator("#show-differences").focus()
    come_near(page)


def test_what_is_chosen_while_htmx_is_on_its_way_counts(visit):
    page = visit(FRESH)
    held = []
    page.route("**/htmx-2.min*.js", lambda route: held.append(route))
    page.goto("/platforms/")
    everybody = page.locator(".cards > li").count()
    page.locator("label.chip", has=page.locator("#n-professional")).tap()
    end = time.monotonic() + 20
    while not held and time.monotonic() < end:
        page.wait_for_timeout(50)

    held[0].continue_()

    page.wait_for_url("**kind=professional**")
    expect(page.locator("#found .status")).not_to_contain_text(f"{everybody} of {everybody}")


def test_back_shows_what_was_there_after_a_page_was_loaded_anew(visit):
    page = visit(PAIR)
    page.locator("#show-differences").hover()
    come_near(page)
    page.locator("#show-differences").tap()
    page.wait_for_url("**?show=differences")
    fewer = page.locator("tbody tr[id]").count()
    page.reload()

    go_back(page)

    page.wait_for_url(f"**{PAIR}")
    expect(page.locator("#show-all")).to_have_attribute("aria-current", "true")
    assert page.locator("tbody tr[id]").count() > fewer


def test_the_rules_by_which_links_are_followed_ahead_can_be_cached_by_anybody(visit):
    page = visit("/")
    named = page.request.get("/").headers["speculation-rules"].strip('"')

    rules = page.request.get(named)

    assert rules.headers["content-type"] == "application/speculationrules+json"
    assert rules.headers["cache-control"].endswith("public, immutable")
    assert rules.headers["etag"]
    assert {rule["eagerness"] for rule in rules.json()["prefetch"]} == {"conservative"}


def test_the_page_behind_a_link_comes_ahead_while_the_finger_is_on_it(visit):
    page = visit("/")
    _, asked = listen(page)
    press(page, page.locator(".pairs a").first)
    page.wait_for_timeout(700)
    ahead = [one for one in asked.values() if one["type"] == "Prefetch"]
    page.mouse.up()
    page.wait_for_url("**/compare/**")

    assert [one["path"] for one in ahead] == [page.evaluate("location.pathname")]
    assert ahead[0]["headers"]["Sec-Purpose"] == "prefetch"
    assert page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType") == "navigational-prefetch"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/platforms/", ".cards a"),  # a list that one scrolls with the thumb
        (PAIR, ".change a[hx-get]"),  # htmx asks for a part of it
        (PAIR, ".in-short a"),  # on the same page
        ("/fit/results/?goal=career", ".changes a, .actions a:not(.button)"),  # answers
        ("/data/", "main a[href$='.json']"),
        ("/changes/", "main a[href$='/feed/']"),
        ("/offline/", "a[rel=nofollow]"),
    ],
)
def test_nothing_else_is_fetched_ahead(visit, path, link):
    page = visit(path)
    _, asked = listen(page)
    press(page, page.locator(link).first)
    page.wait_for_timeout(700)

    assert [one for one in asked.values() if one["type"] == "Prefetch"] == []
