"""The way in: a search, pairs, the map of platforms."""

from lxml import html


def test_every_platform_is_on_the_map_once_with_its_remove_in_the_tray(client, shipped):
    page = html.fromstring(client.get("/").content.decode())

    drawn = page.xpath("//div[@class='map']/input[@name='p']/@value")
    assert sorted(drawn) == sorted(platform.slug for platform in shipped.platforms)
    assert page.xpath("//div[@class='tray']//label/@for") == [f"p-{slug}" for slug in drawn]
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))


def test_the_heading_is_the_label_of_the_search_field(client):
    page = html.fromstring(client.get("/").content.decode())

    assert page.xpath("//h1/label/@for") == ["q"]
    assert page.xpath("//form[@role='search']/@action") == ["/platforms/"]


def test_a_link_answers_what_social_media_and_networking_are(client):
    page = html.fromstring(client.get("/").text)

    assert page.xpath("//ul[@class='samples']//a/@href")[-1] == "/guide/social-or-professional/"


def test_the_legend_stands_above_the_map_and_explains_the_dashed_area(client):
    page = html.fromstring(client.get("/").text)
    (legend,) = page.xpath("//p[@id='legend'][following-sibling::*[@class='frame']]")

    assert "A dashed area shows how far a platform reaches." in " ".join(legend.text_content().split())
