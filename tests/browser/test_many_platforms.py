"""Choosing among more platforms than fit on a page, with the thumb and the keyboard, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DATABASES, running
from tests.faults.databases import opened


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The product with sixty platforms more than are shipped."""
    with running(tmp_path_factory.mktemp("many")) as (address, _):
        with opened(DATABASES[address]) as db:
            one = db.execute("SELECT * FROM platforms_platform WHERE slug = 'linkedin'")
            rest = ", ".join({column[0] for column in one.description} - {"id", "slug", "name"})
            for number in range(60):
                db.execute(
                    f"INSERT INTO platforms_platform (slug, name, {rest}) SELECT 'p{number}', 'Platform {number}', "
                    f"{rest} FROM platforms_platform WHERE slug = 'linkedin'"
                )
            db.commit()
        yield address


def chosen(page):
    return page.locator("#chosen :checked").evaluate_all("boxes => boxes.map(box => box.value)")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_ticks_survive_searching_and_paging(visit, script):
    page = visit("/compare/", java_script_enabled=script)
    page.get_by_label("Bluesky").tap()
    page.get_by_role("button", name="Next").tap()
    page.wait_for_url("**page=2")
    assert chosen(page) == ["bluesky"]

    page.get_by_label("Platform 42").tap()
    search = page.get_by_label("Name or purpose")
    search.fill("xing")
    if not script:
        search.press("Enter")
    page.wait_for_url("**q=xing**")
    expect(page.locator("#found .picks li")).to_have_count(1)
    assert chosen(page) == ["bluesky", "p42"]

    page.get_by_label("XING").tap()
    page.get_by_role("button", name="Compare").tap()
    page.wait_for_url("**/compare/bluesky/p42/xing/")


def test_ticks_made_while_a_search_loads_are_kept(visit):
    page = visit("/compare/")
    answers = []
    page.route("**/compare/?q=*", lambda route: answers.append(route), times=1)
    page.locator("#q").fill("linkedin")
    while not answers:
        page.wait_for_timeout(20)
    page.get_by_label("Bluesky").tap()
    page.get_by_label("Discord").tap()
    answers[0].continue_()

    expect(page.locator("#found .status")).to_contain_text("linkedin")
    assert chosen(page) == ["bluesky", "discord"]
    page.locator("#q").fill("reddit")
    page.wait_for_url(re.compile("q=reddit&p=bluesky&p=discord"))


def test_unticking_a_platform_returns_it_to_the_list(visit):
    page = visit("/compare/?p=bluesky&p=discord&page=1")
    page.get_by_label("Bluesky").tap()
    page.get_by_role("button", name="Search").tap()

    page.wait_for_url("**/compare/?q=&page=1&p=discord")
    assert chosen(page) == ["discord"]
    expect(page.locator("#found").get_by_label("Bluesky")).not_to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_platform_is_added_by_a_search(visit, script):
    page = visit("/compare/bluesky/discord/?show=differences&add=1", java_script_enabled=script)
    panel = page.locator(".add .panel")
    panel.get_by_role("searchbox").fill("reddit")
    panel.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=reddit**")
    page.locator(".add .panel").get_by_role("link", name="Reddit").tap()
    page.wait_for_url("**/compare/bluesky/discord/reddit/?show=differences")
