"""The way in: the map of platforms."""

from lxml import html

from platforms.storage import published


def test_a_crowded_place_links_to_the_rest(client, monkeypatch):
    monkeypatch.setattr("platforms.domain.comparing.map.MOST_TOGETHER", 1)
    published.forget()
    page = html.fromstring(client.get("/").content.decode())

    drawn = page.xpath("//input[@name='p']/@value")
    rest = page.xpath("//p[@class='map-more']/a")
    total = len(published.current().platforms)

    assert len(drawn) + sum(int(link.text_content().split()[0]) for link in rest) == total
    assert len(page.xpath("//ul[@class='map-list']/li")) == len(drawn) < total
    for link in rest:
        assert len(html.fromstring(client.get(link.get("href")).content.decode()).xpath("//li[@class='card']")) > 1
    published.forget()
