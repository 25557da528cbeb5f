"""The phone flow: with the thumb, without JavaScript, with the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_back


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_pick_two_flip_swap_replace_share(visit, script):
    page = visit("/", java_script_enabled=script)

    for platform in ("Facebook", "LinkedIn"):
        page.locator(".map label", has_text=platform).first.tap()
    page.get_by_role("button", name="Compare").tap()
    page.wait_for_url("**/compare/facebook/linkedin/")
    at_a_glance = page.locator("tbody tr[id]").count()

    page.get_by_role("link", name=re.compile("^Differences")).tap()
    page.wait_for_url("**/compare/facebook/linkedin/?show=differences")
    assert page.locator("tbody tr[id]").count() > at_a_glance == 12

    page.locator(".slots summary").nth(1).tap()
    page.locator(".slots").get_by_role("link", name="Swap sides").locator("visible=true").tap()
    page.wait_for_url("**/compare/linkedin/facebook/?show=differences")
    expect(page.locator("h1")).to_have_text("LinkedIn or Facebook?", use_inner_text=True)

    page.locator(".slots summary").nth(1).tap()
    panel = page.locator(".slot[open] .panel")
    panel.get_by_role("searchbox").fill("meetup")
    panel.get_by_role("button", name="Find").tap()
    page.wait_for_url("**replace=facebook**")
    page.locator(".slot[open] .panel").get_by_role("link", name="Meetup").tap()
    page.wait_for_url("**/compare/linkedin/meetup/?show=differences")

    shared = visit(page.url)
    for part in ("h1", ".slots", "table"):
        assert shared.locator(part).inner_text() == page.locator(part).inner_text()

    for address in ("**replace=facebook**", "**/compare/linkedin/facebook/?show=differences"):
        go_back(page)
        page.wait_for_url(address)
        expect(page.locator("h1")).to_have_text("LinkedIn or Facebook?", use_inner_text=True)
        page.wait_for_load_state()


@pytest.mark.parametrize("slugs", ["facebook/linkedin", "facebook/linkedin/meetup", "facebook/linkedin/meetup/x"])
def test_a_linked_row_scrolls_below_the_headers(visit, slugs):
    page = visit(f"/compare/{slugs}/?show=all#polls")
    page.wait_for_function("scrollY > 0")

    header, row = (page.locator(each).bounding_box() for each in (".heads", "tr:target"))

    assert row["y"] >= header["y"] + header["height"] - 1


def test_the_headers_stay_in_sight_while_rows_scroll(visit):
    page = visit("/compare/facebook/linkedin/?show=all")
    page.locator("#delete-the-account-yourself").scroll_into_view_if_needed()

    box = page.locator(".heads").bounding_box()

    assert box["y"] == pytest.approx(0, abs=1)


def test_two_platforms_sit_side_by_side_below_row_names(visit):
    page = visit("/compare/facebook/linkedin/")
    row = page.locator("#job-listings")

    header, left, right = (row.locator(part).bounding_box() for part in ("th", "td >> nth=0", "td >> nth=1"))

    assert header["width"] > 300
    assert left["y"] == right["y"] > header["y"]
    assert left["width"] == pytest.approx(right["width"], abs=1)


def test_a_source_is_one_tap_away_without_script(visit):
    page = visit("/compare/facebook/linkedin/", java_script_enabled=False)
    page.locator("#visibility summary").tap()

    source = page.locator("#visibility + tr .publishers a").first
    expect(source).to_be_visible()
    assert source.get_attribute("href").startswith("https://")


def test_browse_searches_as_you_type(visit):
    page = visit("/platforms/")
    page.locator("#q").press_sequentially("linkedn", delay=20)

    expect(page.locator("#found .rows li")).to_have_count(1)
    expect(page.locator("#found .rows")).to_contain_text("LinkedIn")
    page.wait_for_url("**q=linkedn**")


def test_copying_the_link_is_confirmed(visit):
    page = visit("/compare/facebook/linkedin/", permissions=["clipboard-write", "clipboard-read"])
    page.locator("summary", has_text="Share").tap()
    page.get_by_role("button", name="Copy the link").tap()

    expect(page.locator("[data-share-said]")).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/compare/facebook/linkedin/?revision=" in copied
    assert page.goto(copied).status == 200
    expect(page.locator(".notice:visible")).to_have_count(0)


def test_a_browser_with_a_share_sheet_gets_the_link(visit):
    page = visit("/fit/results/?goal=career")
    page.locator("summary", has_text="Share").tap()
    expect(page.locator("[data-share-sheet]")).to_be_hidden()
    page.evaluate(
        """() => {
            navigator.share = async (data) => { document.body.dataset.shared = JSON.stringify(data); };
            document.dispatchEvent(new Event("htmx:afterSettle"));
        }"""
    )
    page.get_by_role("button", name="Share", exact=True).tap()

    link = re.compile(r"/fit/results/\?goal=career&from=friend&revision=")
    expect(page.locator("body")).to_have_attribute("data-shared", link)


def test_the_qr_code_for_another_phone_is_shown(visit):
    page = visit("/fit/results/?goal=career")
    page.locator("summary", has_text="Share").tap()
    page.get_by_text("QR code for another phone").tap()
    code = page.get_by_role("img", name="QR code")

    expect(code).to_be_visible()
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth") > 100


def test_printing_shows_the_whole_table_without_controls(visit):
    page = visit("/compare/facebook/linkedin/")
    page.emulate_media(media="print")

    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator("[data-share-copy]")).to_be_hidden()
    expect(page.locator("table.compared")).to_be_visible()
    expect(page.locator("tr.notes").first).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_counts_update_with_each_choice_and_focus_stays(visit):
    page = visit("/platforms/")
    count = page.locator("#n-professional")
    before = count.text_content().strip()
    page.locator("#q").fill("find a job")
    expect(page.locator("#found h1")).to_contain_text("find a job")

    expect(count).not_to_have_text(before)
    assert page.evaluate("document.activeElement.id") == "q"
    kinds = ("social", "professional", "both")
    counted = sum(int(page.locator(f"#n-{kind}").text_content().split()[0]) for kind in kinds)
    listed = page.locator(".is-yes li, .is-partly li").count()
    assert counted == listed == int(page.locator("#show").text_content().split()[-1])
