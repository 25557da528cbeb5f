"""A result is three screens, a question one; with few taps to a first result, and all of it without JavaScript."""

import pytest

SCREEN = 800
RESULTS = [
    "goal=career",
    "goal=friends-family&must=no-phone-number-needed",
    "goal=career&goal=meet-in-person&visibility=2&must=no-phone-number-needed&country=DE",
    "goal=audience&goal=career&goal=communities&goal=learn-field&goal=organise",
    "goal=share-creative&field=design&age=16-17",
    "goal=communities&must=groups&must=pseudonym-allowed&must=no-adverts",
    "goal=public-conversation&identity=0",
    "goal=promote-business&country=US&field=business",
    "visibility=0",
    "goal=meet-in-person&setting=4&effort=0",
    "goal=organise&must=end-to-end-encrypted-messages-by-default",
    "goal=show-skills&goal=career&field=software&matters=career",
]
LANGUAGES = ["", "/de", "/es"]

MEASURE = """() => ({
  height: document.documentElement.scrollHeight,
  wide: document.documentElement.scrollWidth - innerWidth,
  inside: [...document.querySelectorAll('main *')].filter(element => element.checkVisibility() &&
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY)).length,
})"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", RESULTS)
def test_a_result_is_at_most_three_screens(look_at, language, query):
    found = look_at(f"{language}/fit/results/?{query}").evaluate(MEASURE)

    assert found["height"] <= 3 * SCREEN
    assert (found["wide"], found["inside"]) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["", "focus/", "visibility/", "structure/", "identity/", "setting/", "effort/"])
def test_a_question_is_one_screen(look_at, language, key):
    page = look_at(f"{language}/fit/{key}?goal=career")

    assert page.evaluate("document.documentElement.scrollHeight") <= SCREEN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["focus/", "visibility/", "structure/", "identity/", "effort/"])
def test_all_answers_stand_above_the_bar_of_a_small_phone(look_at, language, key):
    page = look_at(f"{language}/fit/{key}?goal=career", viewport={"width": 320, "height": 640})

    last = page.locator(".question button.open").bounding_box()
    assert last["y"] + last["height"] <= page.locator(".site-nav").bounding_box()["y"]


def test_what_is_ruled_out_says_why_and_comes_back_in_two_taps(visit):
    page = visit("/fit/results/?goal=friends-family&must=no-phone-number-needed", java_script_enabled=False)

    page.locator(".out summary").first.tap()
    page.get_by_role("link", name="Bring back WhatsApp").tap()

    back = page.locator("#m-whatsapp")
    assert "WhatsApp is back: " in back.inner_text()
    assert "Not met: “I need not give my phone number”." in back.inner_text()
    assert back.bounding_box()["y"] < SCREEN


def test_a_friend_reads_that_it_is_a_friends_result(visit):
    page = visit("/fit/results/?goal=career")
    link = page.locator(".share").get_attribute("data-link")

    page.goto(link)

    assert page.get_by_text("A friend's result.").is_visible()
    page.get_by_role("link", name="Try it with your answers").tap()
    page.wait_for_url("**/fit/")
