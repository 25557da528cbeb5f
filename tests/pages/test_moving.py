"""What you keep, lose and gain when you move, and how to leave."""

import pytest
from lxml import html

pytestmark = pytest.mark.django_db


def page(response):
    return html.fromstring(response.content)


def names(tree, id):
    links = tree.xpath(f'//section[@aria-labelledby="{id}"]//li/a')
    return [link.text_content().strip() for link in links]


def test_it_says_what_you_lose_keep_and_gain(client):
    tree = page(client.get("/compare/facebook/signal/moving/"))

    assert tree.xpath("string(//h1)").strip() == "Moving from Facebook to Signal"
    assert "Job listings" in names(tree, "lose")
    assert "Group chat" in names(tree, "keep")
    assert "No adverts" in names(tree, "gain")
    assert "13 and over" in " ".join(tree.xpath('//section[@aria-labelledby="who-may"]//dd/text()'))
    leaving = tree.xpath('string(//section[@aria-labelledby="leaving"])')
    assert "Download your data" in leaving


def test_every_feature_leads_to_its_cell(client):
    tree = page(client.get("/compare/facebook/signal/moving/"))

    links = tree.xpath('//section[@aria-labelledby="lose"]//li/a/@href')
    assert links
    profile = page(client.get("/platforms/signal/"))
    assert all(profile.get_element_by_id(link.partition("#")[2], None) is not None for link in links)


def test_a_comparison_leads_to_moving_and_back(client):
    comparison = page(client.get("/compare/facebook/signal/"))
    assert "/compare/signal/facebook/moving/" in comparison.xpath("//a/@href")

    moving = page(client.get("/compare/signal/facebook/moving/"))
    assert "/compare/signal/facebook/" in moving.xpath("//a/@href")


@pytest.mark.parametrize(
    ("path", "goal"),
    [
        ("/compare/twitter/signal/moving/", "/compare/x/signal/moving/"),
        ("/compare/nowhere/signal/moving/", "/compare/nowhere/signal/"),
        ("/compare/signal/signal/moving/", "/compare/signal/"),
    ],
)
def test_other_addresses_lead_on(client, path, goal):
    response = client.get(path)

    assert response.status_code in (301, 302)
    assert response.url == goal
