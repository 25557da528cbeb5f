"""Home is two screens, its map one; nothing scrolls sideways, also with four chosen."""

import pytest

SCREEN = 800


@pytest.mark.parametrize("language", ["", "/de", "/es"])
def test_home_is_two_screens_with_a_map_of_one(look_at, language):
    page = look_at(f"{language}/")

    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * SCREEN
    assert page.locator(".on-map").bounding_box()["height"] <= SCREEN - 56
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_four_chosen_fit_the_narrowest_phone(visit):
    page = visit("/", viewport={"width": 320, "height": 640})
    for slug in ("facebook", "linkedin", "meetup", "x"):
        page.locator(f"label[for=p-{slug}].spot").tap()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("button", name="Compare").is_visible()
    assert page.locator(".tray li:visible").count() == 4
    page.locator("label[for=p-reddit].spot").tap()
    assert page.get_by_text("Four at most. Remove one.").is_visible()
    assert not page.get_by_role("button", name="Compare").is_visible()


def test_one_chosen_asks_for_one_more(visit):
    page = visit("/", java_script_enabled=False)
    assert not page.get_by_text("Pick one more").is_visible()

    page.locator("label[for=p-facebook].spot").tap()

    assert page.get_by_text("Pick one more").is_visible()


def test_on_a_desk_all_of_it_is_in_sight(look_at):
    page = look_at("/", viewport={"width": 1280, "height": 900})

    box = page.locator(".on-map").bounding_box()
    assert box["y"] + box["height"] <= 900
