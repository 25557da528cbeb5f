import re

from lxml import html

from platforms.models import Feature, Guide, Trait


def tree(response):
    return html.fromstring(response.content.decode())


def test_every_guide_stands_in_the_list_and_opens(client, shipped):
    listed = tree(client.get("/guide/")).xpath("//main//a/@href")

    assert [href for href in listed if href.startswith("/guide/")] == [f"/guide/{g.slug}/" for g in shipped.guides]
    for guide in shipped.guides:
        page = tree(client.get(f"/guide/{guide.slug}/"))
        assert page.findtext(".//h1") == guide.title
        assert not [a for a in page.xpath("//main//a/@href") if a.startswith("/") and client.get(a).status_code != 200]


def test_each_claim_stands_beside_what_the_ratings_say(client):
    page = tree(client.get("/guide/social-or-professional/"))

    assert {"Focus, as rated", "Visibility, as rated", "Structure, as rated", "Purpose, as rated"} <= {
        text.strip() for text in page.xpath("//figcaption/text()")
    }
    counts = page.xpath("//ul[contains(@class, 'counts')]/li[b='Job listings']/a")
    assert re.fullmatch(r"\d+ of \d+ professional", " ".join(counts[1].text_content().split()))


def test_a_count_leads_to_as_many_platforms(client):
    page = tree(client.get("/compare/social/professional/"))
    checked = 0
    for link in page.xpath("//a[@class='count']")[:24]:
        having = int(link.text_content().split()[0])
        listed = tree(client.get(link.get("href"))).xpath("//ul[@class='cards']/li")
        assert len(listed) == having, link.get("href")
        checked += having > 0
    assert checked > 10


def test_what_tells_the_kinds_apart_is_a_view_of_its_own(client):
    both = [
        set(tree(client.get(f"/compare/social/professional/?show={show}")).xpath("//tbody/tr/@id"))
        for show in ("differences", "same")
    ]

    every = set(tree(client.get("/compare/social/professional/")).xpath("//tbody/tr/@id"))
    assert both[0] | both[1] == every
    assert not both[0] & both[1]
    assert {"focus", "job-listings"} <= both[0]


def test_an_unknown_guide_is_a_404_and_a_part_that_is_gone_is_left_out(client):
    assert client.get("/guide/nowhere/").status_code == 404
    Guide.objects.create(
        slug="own", title="Own", summary="Of mine.", markdown="{trait gone}\n\n{feature gone}\n\nText."
    )
    assert "Text." in tree(client.get("/guide/own/")).text_content()


def test_a_catalogue_without_traits_and_guides_has_a_guide_all_the_same(client):
    Guide.objects.all().delete()
    assert client.get("/guide/").status_code == 200
    Trait.objects.all().delete()
    Feature.objects.all().delete()
    assert client.get("/compare/social/professional/").status_code == 200
