"""The picker: all platforms on a page, or search and pages that keep every choice."""

import pytest
from lxml import html

from platforms.models import Platform
from platforms.storage import published
from platforms.views import pagination

A_PAGE = 10


@pytest.fixture
def many(monkeypatch):
    """As if ten platforms filled a page: the shipped ones are too many. No finished page of before or after is kept."""
    published.forget()
    monkeypatch.setattr(pagination, "ON_A_PAGE", A_PAGE)
    yield
    published.forget()


def page(client, url, status=200, **headers):
    response = client.get(url, headers=headers)
    assert response.status_code == status, response
    return html.fromstring(response.content.decode())


def offered(tree):
    return tree.xpath("//*[@id='found']//input[@name='p']/@value")


def ticked(tree):
    return tree.xpath("//input[@name='p'][@checked]/@value")


def press(tree, button, *, tick=(), search=None):
    """The address to which a button of the form leads: everything that is filled in, in the order of the page."""
    (form,) = tree.xpath("//form[@class='picker']")
    pairs = []
    for field in form.xpath(".//input | .//button[@type='submit' or not(@type)]"):
        value, name = field.get("value"), field.get("name")
        if field.tag == "button":
            if field.text_content().strip() == button and name:
                pairs.append((name, value))
        elif name == "q":
            pairs.append((name, value if search is None else search))
        elif field.get("type") != "checkbox" or field.get("checked") is not None or value in tick:
            pairs.append((name, value))
    return f"{form.get('action')}?{'&'.join('='.join(pair) for pair in pairs)}"


def test_all_platforms_stand_on_one_page_with_a_search(client, shipped):
    tree = page(client, "/compare/")

    assert len(offered(tree)) == len(shipped.platforms)
    assert len(tree.xpath("//main//input[@name='q'][@hx-get]")) == 1


@pytest.mark.usefixtures("many")
def test_many_platforms_are_paged_without_repeats(client, shipped):
    tree, seen = page(client, "/compare/"), []
    while True:
        assert len(offered(tree)) <= A_PAGE
        seen += offered(tree)
        if not tree.xpath("//nav[@class='pages']/button[text()='Next']"):
            break
        tree = page(client, press(tree, "Next"))

    assert sorted(seen) == sorted(platform.slug for platform in shipped.platforms)


@pytest.mark.usefixtures("many")
def test_ticks_survive_paging_and_searching(client):
    first = page(client, "/compare/")
    second = page(client, press(first, "Next", tick=["facebook", "bluesky"]))
    assert ticked(second) == ["bluesky", "facebook"]
    assert second.xpath("//ul[@id='chosen']//input/@value") == ["bluesky", "facebook"]
    assert "Page 2 of 5" in second.text_content()

    found = page(client, press(second, "Search", tick=["linkedin"], search="meetup"))
    assert offered(found) == ["meetup"]
    assert ticked(found) == ["bluesky", "facebook", "linkedin"]
    assert found.get_element_by_id("q").get("value") == "meetup"

    again = page(client, press(found, "Search", search=""))
    assert ticked(again) == ["bluesky", "facebook", "linkedin"]
    assert len(set(offered(again)) | {"bluesky", "facebook"}) == A_PAGE

    compared = client.get(press(found, "Compare", tick=["meetup"]))
    assert compared["Location"] == "/compare/bluesky/facebook/linkedin/meetup/"


@pytest.mark.usefixtures("many")
def test_a_chosen_platform_stands_above_the_list_only(client):
    tree = page(client, "/compare/facebook/")

    assert ticked(tree) == ["facebook"]
    assert "facebook" not in offered(tree)
    assert "Choose at least one more" in tree.text_content()
    assert ticked(page(client, press(tree, "Next"))) == ["facebook"]


@pytest.mark.usefixtures("many")
def test_a_long_list_keeps_the_view_and_goals(client):
    tree = page(client, "/compare/facebook/?show=differences&goals=career")
    later = press(tree, "Next", tick=["bluesky"])

    location = client.get(press(page(client, later), "Compare"))["Location"]

    assert location == "/compare/facebook/bluesky/?show=differences&goals=career"


def test_a_short_list_keeps_the_view(client):
    tree = page(client, "/compare/facebook/?show=differences")

    assert client.get(press(tree, "Compare", tick=["x"]))["Location"] == "/compare/facebook/x/?show=differences"


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("language", ["", "/de"])
def test_a_search_puts_platforms_with_that_name_first(client, language):
    assert offered(page(client, f"{language}/compare/?q=tele"))[0] == "telegram"
    added = page(client, f"{language}/compare/facebook/linkedin/?add=1&q=tele").xpath(
        "//details[contains(@class, 'add')]//ul//a/@href"
    )
    assert added[0] == f"{language}/compare/facebook/linkedin/telegram/"


@pytest.mark.usefixtures("many")
def test_too_many_stay_ticked_with_a_notice(client):
    tree = page(client, "/compare/?p=facebook&p=linkedin&p=x&p=xing&p=meetup&page=2")

    assert len(ticked(tree)) == 5
    assert "At most 4 platforms" in tree.text_content()


@pytest.mark.usefixtures("many")
def test_former_names_work_and_unknown_ones_are_dropped(client):
    assert ticked(page(client, "/compare/?p=twitter&p=nowhere&p=x&page=1")) == ["x"]


@pytest.mark.usefixtures("many")
def test_a_search_without_result_keeps_what_is_ticked(client):
    tree = page(client, "/compare/?q=qqqqqqqq&p=facebook&page=1")

    assert offered(tree) == []
    assert ticked(tree) == ["facebook"]
    assert "No platform meets all of that" in tree.text_content()


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "canonical", "hidden"),
    [
        ("", "/compare/", False),
        ("?page=1", "/compare/", False),
        ("?page=2", "/compare/?page=2", False),
        ("?page=99", "/compare/?page=5", False),
        ("?page=x", "/compare/", False),
        ("?q=e&page=2", "/compare/", True),
        ("?p=facebook&page=2", "/compare/", True),
    ],
)
def test_search_engines_get_each_page_once(client, query, canonical, hidden):
    tree = page(client, f"/compare/{query}")

    assert tree.xpath("string(//link[@rel='canonical']/@href)") == f"http://testserver{canonical}"
    assert bool(tree.xpath("//meta[@name='robots'][@content='noindex']")) is hidden


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("/compare/?q=e&p=facebook&page=2", "found"),
    ],
)
def test_htmx_gets_just_the_list(client, url, part):
    response = client.get(url, headers={"HX-Request": "true"})

    alone = html.fromstring(f"<div>{response.content.decode()}</div>")
    assert alone.xpath("./*[not(self::title)]/@id") == ["languages", part]
    inside = page(client, url).get_element_by_id(part)
    assert alone.get_element_by_id(part).text_content() == inside.text_content()


def test_the_page_stays_small_with_thousands_of_platforms(client):
    size = len(client.get("/compare/").content)
    linkedin = Platform.objects.get(slug="linkedin")
    fields = {name: getattr(linkedin, name) for name in ("kind", "tagline", "summary", "website", "published_at")}
    Platform.objects.bulk_create([Platform(slug=f"p{n}", name=f"Platform {n}", **fields) for n in range(3000)])

    assert len(client.get("/compare/").content) < 2 * size
