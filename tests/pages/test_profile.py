from lxml import html

from platforms.models import Source, Support
from platforms.storage import published


def page(client, slug):
    return html.fromstring(client.get(f"/platforms/{slug}/").content.decode())


def test_every_trait_feature_and_fact_has_an_anchored_row(client, shipped):
    ids = page(client, "linkedin").xpath("//dl//div[@class='row']/@id")

    assert {trait.slug for trait in shipped.traits} <= set(ids)
    assert {feature.slug for feature in shipped.features} <= set(ids)
    assert {"operator", "launched", "headquarters", "minimum-age", "figures"} <= set(ids)


def test_the_profile_says_what_linkedin_is_good_for(client):
    good = page(client, "linkedin").xpath("//section[@aria-labelledby='good-for']//div[@class='columns']/div")[0]

    assert "Find a job or be found by recruiters" in good.text_content()
    assert "Stay close to friends and family" not in good.text_content()


def test_tips_and_sources_are_there(client, shipped):
    linkedin = next(platform for platform in shipped.platforms if platform.slug == "linkedin")
    tree = page(client, "linkedin")

    assert len(tree.xpath("//ul[@class='tips']/li")) == len(linkedin.tips)
    assert len(tree.xpath("//ol[@class='sources']/li")) > 10


def test_each_cell_links_to_its_sources(client):
    linkedin = published.current().platform_by_slug["linkedin"]
    tree = page(client, "linkedin")

    for slug, rating in linkedin.ratings.items():
        links = tree.get_element_by_id(slug).xpath(".//small/a/@href")
        found = {tree.get_element_by_id(link.removeprefix("#")).xpath("string(a/@href)") for link in links}
        assert found == {source.url for source in rating.evidence.sources}, slug


def test_the_profile_links_similar_platforms_and_the_picker(client):
    *pairs, any_other = page(client, "linkedin").xpath("//section[@class='compare-with']//a/@href")

    assert len(pairs) == 8
    assert "/compare/linkedin/xing/" in pairs
    assert any_other == "/compare/linkedin/"
    chosen = html.fromstring(client.get(any_other).content.decode()).xpath("//input[@name='p'][@checked]/@value")
    assert chosen == ["linkedin"]


def test_an_unknown_cell_shows_no_source(client):
    cell = Support.objects.filter(platform__slug="linkedin", value="yes").exclude(sources=None).first()
    only_here = Source.objects.create(
        slug="only-here", url="https://example.org/", title="A", publisher="B", official=False, read_on="2026-11-01"
    )
    cell.sources.set([only_here])
    Support.objects.filter(pk=cell.pk).update(value="unknown")

    row = page(client, "linkedin").get_element_by_id(cell.feature.slug)

    assert "Unknown" in row.text_content()
    assert row.xpath(".//dd//a") == []
