"""A page of another origin shows a comparison in a frame, at the size that the snippet states."""

import http.server
import threading
from contextlib import contextmanager

import httpx
import pytest

from tests.browser.axe import RULES_AND_MORE_CONTRAST, violations
from tests.browser.conftest import PHONE


@contextmanager
def elsewhere(page):
    """Serve one page from an origin of its own."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *arguments):
            """Keep quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("shared", "shows"),
    [
        ("/compare/facebook/linkedin/", "Facebook and LinkedIn"),
        ("/compare/facebook/linkedin/meetup/x/", "Facebook"),
        ("/de/compare/slack-communities/stack-overflow/researchgate/", "ResearchGate"),
        ("/fit/", "Find my fit"),
    ],
)
def test_it_shows_whole_at_the_size_of_the_snippet(chromium, site, shared, shows):
    answer = httpx.get(f"{site}/oembed", params={"url": site + shared}, trust_env=False).json()
    context = chromium.new_context(viewport={"width": 900, "height": 1000})

    with elsewhere(f"<!doctype html><h1>A blog</h1>{answer['html']}") as blog:
        page = context.new_page()
        page.goto(blog)
        frame = page.frame_locator("iframe")
        frame.locator("h1").wait_for()
        assert shows in frame.locator("h1").inner_text()
        box = page.locator("iframe").bounding_box()
        size = page.frames[1].evaluate(
            "() => (e => [e.scrollWidth, e.scrollHeight, innerWidth, innerHeight])(document.documentElement)"
        )
        assert box["width"] >= answer["width"]
        assert size[0] <= size[2]
        assert answer["height"] * 0.5 < size[1] <= size[3] == answer["height"]
        assert context.cookies() == []
    context.close()


def test_it_leads_to_the_whole_comparison_in_a_page_of_its_own(chromium, site):
    answer = httpx.get(f"{site}/oembed", params={"url": f"{site}/compare/facebook/linkedin/"}, trust_env=False).json()
    context = chromium.new_context(viewport=PHONE)

    with elsewhere(f"<!doctype html>{answer['html']}") as blog:
        page = context.new_page()
        page.goto(blog)
        with context.expect_page() as opened:
            page.frame_locator("iframe").locator("footer a").first.click()
        opened.value.wait_for_url(f"{site}/compare/facebook/linkedin/")
    context.close()


def test_no_other_page_shows_in_a_frame(chromium, site):
    context = chromium.new_context()

    with elsewhere(f"<!doctype html><iframe src='{site}/compare/facebook/linkedin/'></iframe>") as blog:
        page = context.new_page()
        refused = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(blog)
        page.wait_for_load_state("networkidle")
        assert page.frames[1].url.startswith("chrome-error:")
        assert any("frame" in text.lower() for text in refused)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/embed/compare/facebook/linkedin/", "/embed/fit/", "/de/embed/compare/x/xing/meetup/"]
)
def test_an_embed_is_accessible_in_every_light(chromium, site, path, scheme):
    context = chromium.new_context(viewport={"width": 320, "height": 700}, base_url=site, color_scheme=scheme)
    page = context.new_page()
    page.goto(path)

    assert violations(page, RULES_AND_MORE_CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        "() => [...document.querySelectorAll('footer a, button, select')]"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)"
    )
    assert small == []
    context.close()
