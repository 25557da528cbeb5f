"""A phone that loses its network: what was visited stays, what is old says so, the desk and answers are never kept."""

import re
import sqlite3
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import DATABASES, PHONE
from tests.browser.network import Network

PAIR = "/compare/facebook/linkedin/"


@pytest.fixture
def network(site):
    network = Network(site)
    yield network
    network.cut()


@pytest.fixture
def phone(chromium, network):
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=network.address)
    yield context.new_page()
    context.close()


def until(page, script, seconds=60):
    """Wait for what goes on behind the page: ask again until the script's answer is true."""
    end = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < end, script
        page.wait_for_timeout(50)


def visit_and_keep(page, path):
    page.goto(path)
    until(page, f"caches.match('{path}', {{ignoreVary: true}}).then(kept => Boolean(kept))")


def keys(page):
    return page.evaluate(
        "async () => { const all = []; for (const name of await caches.keys())"
        " for (const request of await (await caches.open(name)).keys()) all.push(request.url); return all }"
    )


@contextmanager
def tagline(site, platform, text):
    """Another tagline in the product's own database, and the old one back again."""
    url = DATABASES[site]
    sqlite = url.startswith("sqlite")
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10) if sqlite else psycopg.connect(url)
    sign = "?" if sqlite else "%s"
    old = connection.execute(f"SELECT tagline FROM platforms_platform WHERE slug = {sign}", (platform,)).fetchone()[0]

    def write(value):
        connection.execute(f"UPDATE platforms_platform SET tagline = {sign} WHERE slug = {sign}", (value, platform))
        connection.commit()

    write(text)
    try:
        yield
    finally:
        write(old)
        connection.close()


def test_visited_pages_show_as_copies_when_offline(site, network, phone):
    for path in ("/", PAIR, f"{PAIR}?show=all", "/platforms/facebook/"):
        visit_and_keep(phone, path)
        expect(phone.locator("#copy")).to_be_hidden()
    phone.goto(f"{PAIR}?goals=career")

    network.cut()

    phone.goto("/")
    expect(phone.locator("h1")).to_have_text("What do you need?")
    expect(phone.locator("#copy")).to_have_text(re.compile(r"You see what was kept on \d+ \w+ 20\d\d at \d+:\d+;"))
    phone.goto(PAIR)
    expect(phone.get_by_role("table").first).to_be_visible()
    expect(phone.locator("#copy")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^All")).click()
    expect(phone.locator("#polls")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Same")).click()
    phone.wait_for_url(f"**{PAIR}?show=same")
    expect(phone.locator("#copy")).to_be_visible()
    kept = [key for key in keys(phone) if "?" in key]
    assert [key.partition("?")[2] for key in kept] == ["show=all"], "goals and searches are never kept"

    network.mend()

    with tagline(site, "facebook", "Everything is new here"):
        phone.goto("/platforms/facebook/")
        expect(phone.locator(".tagline").first).to_have_text("Everything is new here")
        expect(phone.locator("#copy")).to_be_hidden()


def test_a_stalled_network_counts_as_offline(network, phone):
    visit_and_keep(phone, PAIR)

    network.stall()

    phone.goto(PAIR)
    expect(phone.locator("#copy")).to_be_visible()


def test_the_questionnaire_and_its_result_work_offline(network, phone):
    phone.goto("/fit/")
    until(phone, "caches.match('/fit/must-haves/', {ignoreVary: true}).then(kept => Boolean(kept))")

    network.cut()

    phone.get_by_text("find a job", exact=True).click()
    phone.get_by_text("Meet people in person").click()
    while True:
        here = urlsplit(phone.url).path
        if here in ("/fit/", "/fit/about-you/", "/fit/must-haves/"):
            phone.get_by_role("button", name="Continue").click()
        elif "/fit/visibility/" in here:
            phone.get_by_role("button", name="Contacts first").click()
        else:
            phone.get_by_role("button", name="Doesn't matter").click()
        phone.wait_for_url(lambda url, here=here: urlsplit(url).path != here)
        if "/fit/results/" in phone.url:
            break
        expect(phone.locator("#copy")).to_be_visible()
        if "/fit/about-you/" in phone.url:
            phone.locator("select").select_option("DE")
        elif "/fit/structure/" in phone.url:
            phone.get_by_role("link", name="Back").click()
            phone.wait_for_url("**/fit/visibility/**")
            expect(phone.locator("[aria-current=true][value='2']")).to_contain_text("Your answer")
            phone.go_back()
        elif "/fit/must-haves/" in phone.url:
            phone.get_by_text("I can use a pseudonym").click()
    expect(phone.get_by_text("the result comes when you are online again")).to_be_visible()
    answers = sorted(set(phone.url.partition("?")[2].split("&")))
    assert [answer for answer in answers if not answer.endswith(("=any", "="))] == [
        "country=DE", "goal=career", "goal=meet-in-person", "must=pseudonym-allowed", "visibility=2",
    ]  # fmt: skip
    assert [key for key in keys(phone) if "?" in key or "/results/" in key] == [], "answers are never kept"

    network.mend()
    phone.reload()

    expect(phone.locator(".result-card")).to_be_visible()


def test_the_offline_page_is_translated_and_the_desk_never_cached(network, phone):
    phone.goto("/healthz")
    phone.evaluate("caches.open('pages-old').then(cache => cache.put('/old/', new Response('old')))")
    visit_and_keep(phone, "/de/")
    until(phone, "caches.has('pages-old').then(old => !old)")
    phone.goto("/admin/")
    assert [key for key in keys(phone) if "/admin" in key or "desk" in key] == []

    network.cut()

    phone.goto("/de/platforms/linkedin/")
    expect(phone.locator("h1")).to_have_text("Ohne Verbindung")
    expect(phone.locator("#copies").get_by_role("link")).to_have_count(1)
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        phone.context.new_page().goto("/admin/")
    phone.goto("/es/")
    expect(phone.locator("h1")).to_have_text("Sin conexión")
    phone.get_by_role("button", name="Borrar lo guardado").click()
    expect(phone.locator("#copies").get_by_role("link")).to_have_count(0)
    phone.goto("/de/")
    expect(phone.locator("h1")).to_have_text("Ohne Verbindung")
