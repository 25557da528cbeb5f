import re

from lxml import html

from platforms.models import Feature, Guide, Trait


def tree(response):
    return html.fromstring(response.content.decode())


def test_every_guide_is_listed_and_opens(client, shipped):
    listed = tree(client.get("/guide/")).xpath("//main//a/@href")

    assert [href for href in listed if href.startswith("/guide/")] == [f"/guide/{g.slug}/" for g in shipped.guides]
    for guide in shipped.guides:
        page = tree(client.get(f"/guide/{guide.slug}/"))
        assert page.findtext(".//h1") == guide.title
        assert not [a for a in page.xpath("//main//a/@href") if a.startswith("/") and client.get(a).status_code != 200]


def test_claims_appear_beside_the_ratings(client):
    page = tree(client.get("/guide/social-or-professional/"))

    assert {"Focus, as rated", "Visibility, as rated", "Structure, as rated", "Purpose, as rated"} <= {
        text.strip() for text in page.xpath("//figcaption/text()")
    }
    counts = page.xpath("//ul[contains(@class, 'counts')]/li[b='Job listings']/a")
    assert re.fullmatch(r"\d+ of \d+ professional", " ".join(counts[1].text_content().split()))


def test_a_count_links_to_as_many_platforms(client):
    page = tree(client.get("/compare/social/professional/?show=all"))
    checked = 0
    for link in page.xpath("//a[@class='count']")[:24]:
        having = int(link.text_content().split()[0])
        listed = tree(client.get(link.get("href"))).xpath(
            "//section[contains(@class, 'is-yes') or contains(@class, 'is-partly')]//ul/li"
        )
        assert len(listed) == having, link.get("href")
        checked += having > 0
    assert checked > 10


def test_kinds_can_be_viewed_by_differences_or_similarities(client):
    both = [
        set(tree(client.get(f"/compare/social/professional/?show={show}")).xpath("//tbody/tr/@id"))
        for show in ("differences", "same")
    ]

    every = set(tree(client.get("/compare/social/professional/?show=all")).xpath("//tbody/tr/@id"))
    assert set(tree(client.get("/compare/social/professional/")).xpath("//tbody/tr/@id")) == both[0]
    assert both[0] | both[1] == every
    assert not both[0] & both[1]
    assert {"focus", "job-listings"} <= both[0]


def test_unknown_guides_are_404_and_missing_parts_left_out(client):
    assert client.get("/guide/nowhere/").status_code == 404
    Guide.objects.create(
        slug="own", title="Own", summary="Of mine.", markdown="{trait gone}\n\n{feature gone}\n\nText."
    )
    assert "Text." in tree(client.get("/guide/own/")).text_content()


def test_guide_pages_work_without_traits_or_guides(client):
    Guide.objects.all().delete()
    assert client.get("/guide/").status_code == 200
    Trait.objects.all().delete()
    Feature.objects.all().delete()
    assert client.get("/compare/social/professional/").status_code == 200
