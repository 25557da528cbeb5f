import pytest
from lxml import html

from platforms.models import Fact, Platform, Source, Support
from platforms.storage import published


def page(client, slug):
    return html.fromstring(client.get(f"/platforms/{slug}/").content.decode())


def test_every_cell_has_its_anchor_once(client, shipped):
    ids = page(client, "linkedin").xpath("//@id")

    wanted = {trait.slug for trait in shipped.traits} | {feature.slug for feature in shipped.features}
    wanted |= {f"uses.{goal.slug}" for goal in shipped.goals}
    wanted |= {"audience.ages", "audience.countries", "audience.fields", "audience.joining"}
    wanted |= {"operator", "launched", "headquarters", "minimum-age", "cheapest-paid-plan", "figures"}
    assert wanted <= set(ids)
    assert len(set(ids)) == len(ids)


def test_the_profile_says_what_linkedin_is_best_for(client):
    tree = page(client, "linkedin")
    best, less = tree.xpath("//div[@class='best']/section")

    assert "find a job" in best.text_content()
    assert "stay close to friends and family" in less.text_content()


def test_six_questions_are_answered_or_unknown(client):
    answers = page(client, "linkedin").xpath("//section[@aria-labelledby='answers']/details/summary")

    texts = [" ".join(answer.text_content().split()) for answer in answers]
    assert texts[:2] == ["How old must I be? 16+", "Is it free? Yes"]
    assert any(text.startswith("Are my posts kept out of AI training? ") for text in texts)
    assert len(texts) == 6


def test_the_price_of_the_cheapest_plan_stands_at_the_top(client):
    linkedin = Platform.objects.get(slug="linkedin")
    Fact.objects.update_or_create(
        platform=linkedin, subject="cheapest-paid-plan", defaults={"value": "29.99 USD a month, 2026-06"}
    )

    tree = page(client, "linkedin")
    strip = " ".join(tree.get_element_by_id("facts").text_content().split())
    assert "Price Free or from $29.99 a month" in strip
    assert "$29.99 a month (Jun 2026)" in tree.text_content()
    german = html.fromstring(client.get("/de/platforms/linkedin/").content.decode())
    assert "oder ab 29,99\xa0$ im Monat" in " ".join(german.get_element_by_id("facts").text_content().split(" "))


def test_a_group_names_three_features_and_counts_the_rest(client):
    groups = page(client, "facebook").xpath("//div[@class='grouped']")

    for group in groups:
        named = [" ".join(item.text_content().split()) for item in group.xpath(".//ul[@class='ticks']/li")]
        has = group.xpath(".//details[@class='fold ']//span[@class='v yes' or @class='v partly']")
        rest = [name for name in named if name.startswith("+")]
        assert len(has) == len(named) - len(rest) + sum(int(each[1:]) for each in rest)
        assert len(named) <= 4


def test_tips_and_sources_are_there(client, shipped):
    linkedin = next(platform for platform in shipped.platforms if platform.slug == "linkedin")
    tree = page(client, "linkedin")

    assert len(tree.xpath("//ul[@class='tips']/li")) == len(linkedin.tips)
    assert len(tree.xpath("//ol[@class='sources']/li")) > 10


def test_each_known_cell_links_to_its_first_sources(client):
    linkedin = published.current().platform_by_slug["linkedin"]
    tree = page(client, "linkedin")

    for slug, rating in linkedin.ratings.items():
        links = tree.get_element_by_id(slug).xpath(".//p[@class='publishers']/a/@href")
        assert links[:2] == [source.url for source in rating.evidence.sources[:2]], slug
        assert ("#sources" in links) is (len(rating.evidence.sources) > 2)


def test_the_profile_offers_comparisons_with_similar_platforms(client):
    tree = page(client, "linkedin")
    offered = tree.xpath("//details[@class='beside']//ul//a/@href")

    assert len(offered) == 4
    assert "/compare/linkedin/xing/" in offered
    assert tree.xpath("//ul[@class='alike']//a/@href") == offered


def test_a_search_finds_whom_to_compare_with(client):
    tree = html.fromstring(client.get("/platforms/linkedin/?q=meet").content.decode())

    (panel,) = tree.xpath("//details[@class='beside'][@open]")
    assert panel.xpath(".//ul//a/@href")[0] == "/compare/linkedin/meetup/"


def test_an_unknown_cell_shows_no_source(client):
    cell = Support.objects.filter(platform__slug="linkedin", value="yes").exclude(sources=None).first()
    only_here = Source.objects.create(
        slug="only-here", url="https://example.org/", title="A", publisher="B", official=False, read_on="2026-11-01"
    )
    cell.sources.set([only_here])
    Support.objects.filter(pk=cell.pk).update(value="unknown")

    row = page(client, "linkedin").get_element_by_id(cell.feature.slug)

    assert row.xpath(".//p[@class='publishers']") == []
    assert "Unknown" in row.getparent().xpath("summary")[0].text_content()


@pytest.mark.parametrize(
    ("apps", "browser", "words"),
    [
        ("yes", "yes", "iOS, Android and in the browser"),
        ("yes", "partly", "iOS, Android less in the browser"),
        ("yes", "no", "iOS, Android"),
        ("partly", "no", "App with limits"),
        ("no", "yes", "Browser"),
        ("no", "partly", "Browser, with limits"),
        ("unknown", "unknown", "Unknown"),
    ],
)
def test_it_says_on_what_a_platform_works(client, apps, browser, words):
    for slug, value in (("ios-and-android-app", apps), ("full-use-in-a-phone-browser", browser)):
        Support.objects.filter(platform__slug="linkedin", feature__slug=slug).update(value=value)

    (cell,) = page(client, "linkedin").xpath("//dl[@id='facts']/div[dt[normalize-space()='Works on']]/dd")
    assert " ".join(cell.text_content().split()) == words


def test_whom_a_platform_is_made_for_speaks_of_fields_of_work(client):
    fields = page(client, "linkedin").get_element_by_id("audience.fields").getparent()

    assert " ".join(fields.text_content().split()).startswith("Made for Any field of work")
