"""What the look promises beside `test_every_look`: the map, transitions, the order without styles."""

from itertools import combinations

import pytest

from tests.browser.conftest import DESKTOP, PHONE, SMALL

TABLET = {"width": 768, "height": 1024}


def test_map_tokens_are_44_pixels_and_never_overlap(look_at):
    page = look_at("/")

    for viewport in (SMALL, PHONE, TABLET, DESKTOP):
        page.set_viewport_size(viewport)
        boxes = page.evaluate(
            "() => [...document.querySelectorAll('.spot')].map(e => e.getBoundingClientRect())"
            ".map(({x, y, width, height}) => [x, y, x + width, y + height])"
        )
        assert len(boxes) > 25
        assert all(right - left >= 44 and bottom - top >= 44 for left, top, right, bottom in boxes), viewport
        apart = [
            one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5 or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5
            for one, other in combinations(boxes, 2)
        ]
        assert all(apart), viewport


def test_a_chosen_token_shows_its_range_and_covers_no_other_choice(visit):
    page = visit("/")
    for slug in ("linkedin", "facebook", "meetup", "x"):
        page.locator(f"label[for=p-{slug}].spot").tap()

    assert page.locator(".halo:visible").count() == 4
    assert page.locator(".map :checked").count() == 4
    page.locator(".tray label[for=p-meetup]").tap()
    assert page.locator(".map :checked").count() == 3


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_pages_cross_fade_unless_motion_is_reduced(visit, motion, moves):
    page = visit("/guide/", reduced_motion=motion)
    link = page.locator("main a").first
    target = link.get_attribute("href")
    page.request.get(target)  # the browser gives up a transition for which it waits more than four seconds
    page.context.add_init_script(
        "addEventListener('pagereveal', e => { document.documentElement.dataset.moved = !!e.viewTransition })"
    )
    link.click()
    page.wait_for_url(f"**{target}")
    page.wait_for_function("document.documentElement.dataset.moved")

    assert page.evaluate("document.documentElement.dataset.moved") == str(moves).lower()


@pytest.mark.parametrize("path", ["/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/guide/who-sees-what/"])
def test_without_styles_a_page_reads_in_the_same_order(look_at, path):
    headings = """() => [...document.querySelectorAll('h1, h2, h3:not(.notes *)')].filter(e => e.checkVisibility())
        .map(e => [e.getBoundingClientRect().top, e.textContent.trim()])"""
    page = look_at(path)
    styled = page.evaluate(headings)
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    plain = page.evaluate(headings)

    assert [text for _, text in plain] == [text for _, text in styled]
    for found in (plain, styled):
        tops = [top for top, _ in found]
        assert tops == sorted(tops)
    assert page.locator(".sprite").bounding_box()["height"] == 0
