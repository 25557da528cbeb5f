"""The desk in a real browser, under the site's own content security policy, on a screen of a phone's size."""

import io
import re

import pytest
from django_otp.oath import TOTP
from PIL import Image
from playwright.sync_api import expect

from tests.browser.axe import RULES, violations
from tests.browser.conftest import DESKTOP, PATIENCE, PHONE, SMALL, running
from tests.conftest import ROOT
from tests.exhaustive import EXHAUSTIVE


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The product, and the password of its first account."""
    with running(tmp_path_factory.mktemp("desk")) as (address, printed):
        yield address, re.search(r"with the password (\S+)", printed()).group(1)


@pytest.fixture(scope="module")
def signed_in(chromium, desk):
    """The cookies of somebody who signed in."""
    address, password = desk
    context = chromium.new_context(viewport=PHONE, base_url=address)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    fill_in(page, "admin", password)
    expect(page.locator("body")).to_contain_text("What needs doing")
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="module")
def window(chromium, desk, signed_in):
    """A page of somebody who signed in, used by one test after the other."""
    context = chromium.new_context(viewport=PHONE, base_url=desk[0], has_touch=True, storage_state=signed_in)
    yield context.new_page()
    context.close()


@pytest.fixture
def enter(chromium, desk, signed_in, window):
    """A signed-in page; at the end fail on what the console said, which is where a policy complains."""
    contexts, complaints = [], []

    def listen(page):
        page.set_default_timeout(PATIENCE)
        page.on("console", said)
        page.on("pageerror", failed)
        return page

    def said(message):
        complaints.append(f"{message.page.url}: {message.text}")

    def failed(error):
        complaints.append(str(error))

    def open_page(path="/admin/", viewport=PHONE, *, sign_in=True, another=False, **options):
        if sign_in and not another and not options:
            page = window
            page.set_viewport_size(viewport)
        else:
            state = signed_in if sign_in else None
            touch = viewport["width"] < 500
            contexts.append(
                chromium.new_context(
                    viewport=viewport, base_url=desk[0], has_touch=touch, storage_state=state, **options
                )
            )
            page = listen(contexts[-1].new_page())
        page.goto(path)
        return page

    listen(window)
    yield open_page
    window.remove_listener("console", said)
    window.remove_listener("pageerror", failed)
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if "status of 4" not in complaint] == []


def fill_in(page, name, password, code=""):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def found(name):
    """The address at which the list of platforms shows one."""
    return f"/admin/platforms/platform/?q={name}"


def open_sheet(page, name):
    page.locator("#result_list").get_by_role("link", name=name, exact=True).click()
    page.wait_for_selector("#sheet")


def save(page, note=""):
    page.get_by_label("What changed, and why").fill(note)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Save( and publish)?$")).click()


def row_of(page, cell):
    """The row of a cell, whose group is unfolded first."""
    folded = page.locator(f".desk-group:not([open]):has([id='{cell}']) > summary")
    if folded.count():
        folded.click()
    return page.locator(f"[id='{cell}']")


def note_of(page, cell):
    return row_of(page, cell).get_by_label("Note")


def test_an_edit_on_a_phone_is_public_at_once(enter):
    page = enter(found("Meetup"))
    open_sheet(page, "Meetup")
    note_of(page, "support.polls").fill("Edited with a thumb")
    save(page, "By phone")

    expect(page.locator(".messagelist")).to_contain_text("is saved")
    page.goto("/platforms/meetup/#polls")
    expect(page.locator("#polls")).to_contain_text("Edited with a thumb")


def test_a_source_is_searched_for_and_cited(enter):
    page = enter(found("Meetup"))
    open_sheet(page, "Meetup")
    row_of(page, "support.polls").get_by_label("Add a source").press_sequentially("alignable-lau")

    expect(page.locator("#source-choices option").first).to_have_attribute("value", "alignable-launch")


def test_publishing_says_what_is_missing_and_then_succeeds(enter):
    page = enter("/admin/platforms/platform/add/")
    for label, text in {"Name": "Newcomer", "Slug": "newcomer", "Tagline": "New", "Summary": "New here."}.items():
        page.get_by_label(f"{label}:", exact=True).first.fill(text)
    page.get_by_label("Website").fill("https://example.org/")
    save(page)
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Focus is a core trait and has no rating.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Purpose is a core trait and has no rating.")

    page.get_by_role("link", name="Back").click()
    for trait in ("focus", "visibility", "structure", "purpose"):
        row = row_of(page, f"ratings.{trait}")
        row.get_by_label("From").select_option("2")
        row.get_by_label("Why").fill("So it is.")
        row.get_by_label("Add a source").fill("alignable-launch")
    save(page)
    page.get_by_role("link", name="Publish", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    page.goto("/platforms/newcomer/")
    expect(page.locator("h1")).to_have_text("Newcomer")


def test_a_second_editor_sees_the_conflict_and_resolves_it(enter):
    anna, ben = enter(found("XING")), enter(found("XING"), another=True)
    for page in (anna, ben):
        open_sheet(page, "XING")
    note_of(anna, "support.polls").fill("By Anna")
    save(anna, "Read anew")
    note_of(ben, "support.polls").fill("By Ben")
    save(ben)

    alert = ben.get_by_role("alert")
    expect(alert).to_contain_text("Somebody else saved meanwhile")
    expect(alert).to_contain_text("By Anna")
    expect(note_of(ben, "support.polls")).to_have_value("By Ben")
    alert.get_by_label("Take theirs").check()
    save(ben)

    expect(note_of(ben, "support.polls")).to_have_value("By Anna")


def test_an_earlier_version_is_restored_in_one_step(enter):
    page = enter(found("Tumblr"))
    open_sheet(page, "Tumblr")
    before = note_of(page, "support.polls").input_value()
    note_of(page, "support.polls").fill("A mistake")
    save(page, "Wrong")
    page.get_by_role("link", name="History").click()
    page.locator(".desk-entries a").nth(1).click()
    expect(page.locator(".desk-differences").last).to_contain_text("A mistake")
    page.get_by_role("button", name="Go back to this state").click()

    expect(note_of(page, "support.polls")).to_have_value(before)


def test_a_table_with_one_bad_row_writes_nothing(enter):
    page = enter("/admin/platforms/support/import/")
    rows = "platform,feature,value,note,sources,checked_on\nmeetup,photos,yes,Imported,,\nmeetup,nothing,yes,,,\n"
    page.set_input_files("input[type=file]", {"name": "cells.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.get_by_role("button", name="Show what changes").click()

    expect(page.locator("[role=alert]")).to_contain_text("Row 3, column “feature”: there is no feature “nothing”")
    page.goto("/platforms/meetup/")
    expect(page.locator("#photos")).not_to_contain_text("Imported")


def test_signing_in_is_locked_after_failed_attempts(enter):
    page = enter(sign_in=False)
    for _attempt in range(5):
        fill_in(page, "intruder", "wrong")

    expect(page.locator("h1").last).to_have_text("Too many attempts")


PAGES = [
    "/admin/",
    "/admin/document/",
    "/admin/second-factor/",
    "/admin/second-factor/add/",
    "/admin/auth/user/add/",
    "/admin/platforms/support/import/",
    "/admin/translations/",
    "/admin/translations/de/traits.focus/",
    "/admin/platforms/platform/1/change/",
    "/admin/platforms/feature/1/grid/",
    "/admin/queue/unknown/",
    "/admin/queue/stale/",
    "/admin/platforms/platform/1/publication/",
    "/admin/platforms/platform/1/history/",
    "/admin/platforms/platform/1/history/1/",
    "/corrections/new/?platform=linkedin&cell=polls",
    "/changes/",
]


def test_the_desks_own_pages_hold_on_a_phone(enter):
    faults = {}
    for path in PAGES:
        page = enter(path)
        faults[path] = violations(page, RULES)
        page.set_viewport_size(SMALL)
        if page.evaluate("document.documentElement.scrollWidth") > SMALL["width"]:
            faults[path].append("scrolls sideways")

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.skipif(not EXHAUSTIVE, reason="only with EXHAUSTIVE=1")
def test_axe_finds_nothing_on_desk_pages_on_a_desktop(enter):
    faults = {path: violations(enter(path, DESKTOP), RULES) for path in PAGES}

    assert {path: found for path, found in faults.items() if found} == {}


def test_a_second_factor_is_set_up_and_asked_for(enter, desk):
    page = enter("/admin/second-factor/add/")
    secret = page.locator("code").inner_text()
    page.get_by_label("Code").fill(now(secret))
    page.get_by_role("button", name="Confirm").click()
    recovery = page.locator(".desk-codes code").first.inner_text()

    again = enter(sign_in=False)
    fill_in(again, "admin", desk[1])
    expect(again.get_by_role("alert")).to_contain_text("Give the code of your app")
    fill_in(again, "admin", desk[1], recovery)
    expect(again.locator("body")).to_contain_text("What needs doing")

    again.goto("/admin/second-factor/")
    again.get_by_role("button", name="Remove it").click()


def now(secret):
    import base64

    return f"{TOTP(base64.b32decode(secret)).token():06d}"


RATIOS = """() => {
    const canvas = new OffscreenCanvas(1, 1), pen = canvas.getContext('2d', {willReadFrequently: true})
    const luminance = name => {
        pen.fillStyle = getComputedStyle(document.querySelector('.swatch-' + name)).backgroundColor
        pen.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const ratio = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
    }
    const grounds = ['paper', 'sheet', 'wash']
    const of = names => names.flatMap(name => grounds.map(ground => [name + ' on ' + ground, ratio(name, ground)]))
    return {text: [...of(['ink', 'soft', 'accent']), ['on-accent on accent', ratio('on-accent', 'accent')]],
            graphics: of(['edge', 'warm', 'cool'])}
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_components_show_every_state_with_enough_contrast(enter, scheme):
    page = enter("/admin/styleguide/", viewport=DESKTOP, color_scheme=scheme, reduced_motion="reduce")

    ratios = page.evaluate(RATIOS)
    assert [(pair, ratio) for pair, ratio in ratios["text"] if ratio < 7] == []
    assert [(pair, ratio) for pair, ratio in ratios["graphics"] if ratio < 3] == []
    folder = ROOT / ".screenshots" / f"styleguide-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    specimens = page.locator(".specimen").all()
    assert len(specimens) > 15
    for specimen in specimens:
        name = specimen.get_attribute("id")
        whole = Image.open(io.BytesIO(specimen.screenshot(path=folder / f"{name}.png")))
        corner = specimen.bounding_box()
        states = specimen.locator("[data-state]").all()
        assert len({_cut(whole, corner, state.bounding_box()) for state in states}) == len(states), (
            f"{name}: two states look alike"
        )
        for state in specimen.locator("[data-focus]").all():
            resting = state.screenshot()
            page.keyboard.press("Shift")  # what has the focus is shown to those who use keys
            state.locator(state.get_attribute("data-focus")).first.focus()
            assert state.screenshot() != resting, f"{name}: its focus is not seen"
            page.evaluate("document.activeElement.blur()")


def _cut(picture, corner, box):
    """The pixels of one element in the picture of another."""
    left, top = box["x"] - corner["x"], box["y"] - corner["y"]
    part = picture.crop((round(left), round(top), round(left + box["width"]), round(top + box["height"])))
    return part.size, part.tobytes()


def test_the_style_guide_requires_signing_in(enter):
    page = enter("/styleguide/", sign_in=False)

    assert "/admin/login/" in page.url
