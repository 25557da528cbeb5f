"""The images that shared links show, and the icon."""

import io

import pytest
from django.core.cache import cache
from lxml import html
from PIL import Image

from platforms.models import Platform
from platforms.pictures.canvas import srgb
from platforms.storage import published
from tests.pages.test_structured_data import PAGES


@pytest.mark.parametrize("url", PAGES)
def test_a_shared_link_shows_a_picture(client, url):
    page = html.fromstring(client.get(url).content.decode())
    address = page.xpath("string(//meta[@property='og:image']/@content)")
    response = client.get(address.removeprefix("http://testserver"))

    assert page.xpath("string(//meta[@property='og:description']/@content)").strip()
    assert page.xpath("string(//meta[@name='twitter:card']/@content)") == "summary_large_image"
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 100_000


@pytest.mark.parametrize(
    "name", ["compare/facebook/linkedin", "compare/discord/facebook/linkedin/x", "platforms/x", "site"]
)
def test_a_picture_is_legible_at_half_its_size(client, name):
    image = Image.open(io.BytesIO(client.get(f"/share/{name}.png").content)).convert("L").resize((600, 315))

    # The title and the labels of the lanes: dark enough on light paper, 7:1 and more where letters are.
    title = image.crop((30, 45, 400, 110))
    darkest, lightest = title.getextrema()
    assert contrast(lightest, darkest) > 7
    rows = [title.crop((0, y, title.width, y + 1)).getextrema()[0] < 90 for y in range(title.height)]
    assert longest_run(rows) >= 12, "capital letters of the title are at least 12 px high"


def contrast(light, dark):
    """WCAG's ratio of two greys."""
    luminances = [(c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in (light, dark)]
    return (luminances[0] + 0.05) / (luminances[1] + 0.05)


def longest_run(rows):
    longest = run = 0
    for dark in rows:
        run = run + 1 if dark else 0
        longest = max(longest, run)
    return longest


def test_a_picture_is_drawn_once_per_revision(client):
    client.get("/share/compare/facebook/linkedin.png")
    key = f"picture-{published.current().revision}-en-facebook/linkedin"
    assert cache.get(key).startswith(b"\x89PNG")
    cache.set(key, b"kept")

    assert client.get("/share/compare/facebook/linkedin.png").content == b"kept"
    Platform.objects.filter(slug="linkedin").update(tagline="Another")
    assert client.get("/share/compare/facebook/linkedin.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/share/compare/linkedin/facebook.png", 301),
        ("/share/compare/facebook.png", 404),
        ("/share/compare/facebook/nowhere.png", 404),
        ("/share/compare/discord/facebook/linkedin/meetup/x.png", 404),
        ("/share/platforms/nowhere.png", 404),
        ("/share/guide/nowhere.png", 404),
        ("/de/share/site.png", 200),
    ],
)
def test_an_invalid_picture_is_not_found(client, url, status):
    assert client.get(url).status_code == status


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "expected"),
    [
        (1, 0, 0, (255, 255, 255)),
        (0, 0, 0, (0, 0, 0)),
        (0.628, 0.2577, 29.23, (255, 0, 0)),
        (0.452, 0.3132, 264.05, (0, 0, 255)),
    ],
)
def test_colours_match_css(lightness, chroma, hue, expected):
    found = srgb(lightness, chroma, hue)

    assert all(abs(a - b) <= 2 for a, b in zip(found, expected, strict=True)), found


def test_browsers_find_the_favicon(client):
    response = client.get("/favicon.ico")

    assert response["Content-Type"] == "image/x-icon"
    assert Image.open(io.BytesIO(response.content)).info["sizes"] == {(16, 16), (32, 32), (48, 48)}
