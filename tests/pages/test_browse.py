from lxml import html


def found(client, query=""):
    tree = html.fromstring(client.get(f"/platforms/{query}").content.decode())
    return tree.xpath("//ul[@class='cards']/li/a/@href"), tree


def test_all_platforms_are_listed_by_name(client, shipped):
    hrefs, _ = found(client)

    names = sorted(shipped.platforms, key=lambda p: p.name.casefold())
    assert hrefs == [f"/platforms/{platform.slug}/" for platform in names]


def test_a_typo_is_forgiven(client):
    assert found(client, "?q=linkedn")[0] == ["/platforms/linkedin/"]
    assert found(client, "?q=twitter")[0] == ["/platforms/x/"]


def test_a_search_also_matches_features(client):
    listings, _ = found(client, "?feature=job-listings")

    assert set(listings) <= set(found(client, "?q=job+listings")[0])
    assert set(listings) <= set(found(client, "?q=JOB")[0])


def test_filters_narrow_and_can_be_removed(client):
    hrefs, tree = found(client, "?kind=professional&feature=job-listings")

    assert "/platforms/linkedin/" in hrefs
    assert "/platforms/facebook/" not in hrefs
    assert {"?feature=job-listings", "?kind=professional"} <= set(tree.xpath("//a[@class='chip']/@href"))


def test_the_form_keeps_its_input(client):
    _, tree = found(client, "?q=linked&kind=professional&sort=newest")

    assert tree.get_element_by_id("q").get("value") == "linked"
    assert tree.xpath("//input[@name='kind'][@checked]/@value") == ["professional"]
    assert tree.xpath("//option[@selected]/@value") == ["newest"]


def test_an_empty_result_is_explained(client):
    hrefs, tree = found(client, "?q=qqqqqqqq")

    assert hrefs == []
    assert "No platform meets all of that" in tree.text_content()


def test_many_platforms_are_spread_over_pages(client, shipped, monkeypatch):
    monkeypatch.setattr("platforms.views.pagination.ON_A_PAGE", 10)
    every, _ = found(client, "?sort=newest")
    seen, address = [], "?sort=newest"
    while address:
        hrefs, tree = found(client, address)
        seen += hrefs
        address = tree.xpath("string(//nav[@class='pages']/a[@rel='next']/@href)").removeprefix("/platforms/")

    assert every == seen[:10]
    assert len(seen) == len(set(seen)) == len(shipped.platforms)
    assert tree.xpath("//nav[@class='pages']/a[@rel='prev']")


def test_an_invalid_page_number_shows_the_nearest_page(client, monkeypatch):
    monkeypatch.setattr("platforms.views.pagination.ON_A_PAGE", 10)

    for page, shown in (("0", "Page 1 of"), ("x", "Page 1 of"), ("-3", "Page 1 of"), ("9999", "Page 4 of 4")):
        assert shown in found(client, f"?page={page}")[1].text_content()
