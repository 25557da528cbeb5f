"""The page of all platforms: search, filters, groups in which nobody is lost."""

import re

import pytest
from lxml import html

from platforms.domain.comparing.ordering import people
from platforms.storage import published

LINKS = "//*[@id='found']//section//li/a/@href"


def found(client, query="", language=""):
    tree = html.fromstring(client.get(f"{language}/platforms/{query}").content.decode())
    return tree.xpath(LINKS), tree


def part(tree, key):
    return tree.xpath(f"//section[@aria-labelledby='{key}']//li/a/@href")


def heading(tree):
    return " ".join(tree.xpath("string(//h1)").split())


def test_all_platforms_are_listed_by_name(client, shipped):
    hrefs, tree = found(client)

    names = sorted(shipped.platforms, key=lambda p: p.name.casefold())
    assert hrefs == [f"/platforms/{platform.slug}/" for platform in names]
    assert heading(tree) == "All platforms"


def test_a_typo_is_forgiven(client):
    assert found(client, "?q=linkedn")[0] == ["/platforms/linkedin/"]
    assert found(client, "?q=twitter")[0] == ["/platforms/x/"]


def test_a_wish_becomes_a_filter_that_can_be_removed(client):
    _, tree = found(client, "?q=no+ads+and+2fa")

    assert tree.xpath("//*[@class='understood']/a/@href") == [
        "/platforms/?feature=two-factor-sign-in",
        "/platforms/?feature=no-adverts",
    ]


def test_a_wish_finds_the_same_as_its_filter(client):
    for phrase, query in (("no+ads", "feature=no-adverts"), ("find+a+job", "goal=career"), ("12-year-old", "age=12")):
        assert set(found(client, f"?q={phrase}")[0]) == set(found(client, f"?{query}")[0])


def test_the_answer_is_direct_and_names_its_exceptions(client):
    _, tree = found(client, "?q=12-year-old")

    assert heading(tree) == "No platform here accepts 12-year-olds."
    assert "TikTok" in tree.xpath("string(//*[@class='answer'])")
    assert part(tree, "from-age-13")


def test_nobody_disappears_behind_a_filter(client, shipped):
    for query in ("?q=no+real+name", "?feature=photos", "?goal=career&visibility=3-4", "?q=for+designers"):
        hrefs, _ = found(client, query)
        assert sorted(hrefs) == sorted(f"/platforms/{platform.slug}/" for platform in shipped.platforms), query


def test_unknown_stands_apart_from_no(client):
    _, tree = found(client, "?feature=pseudonym-allowed")
    values = {f"/platforms/{p.slug}/": p.supports("pseudonym-allowed").value for p in published.current().platforms}

    for key in ("yes", "partly", "unknown", "no"):
        assert {values[href] for href in part(tree, key)} == {key}


def test_filters_narrow_and_can_be_removed(client):
    _, tree = found(client, "?kind=professional&feature=job-listings")

    assert "/platforms/linkedin/" in part(tree, "yes")
    assert "/platforms/facebook/" in part(tree, "no")
    assert {"/platforms/?feature=job-listings", "/platforms/?kind=professional"} <= set(
        tree.xpath("//a[@class='chip']/@href")
    )


def test_the_form_keeps_its_input(client):
    _, tree = found(client, "?q=linked&kind=professional&sort=newest&age=14")

    assert tree.get_element_by_id("q").get("value") == "linked"
    assert tree.xpath("//input[@name='kind'][@checked]/@value") == ["professional"]
    assert tree.xpath("//input[@name='sort'][@checked]/@value") == ["newest"]
    assert tree.xpath("//input[@name='age']/@value") == ["14"]


@pytest.mark.parametrize("sort", ["name", "people", "social-first", "professional-first", "newest", "oldest"])
def test_old_and_new_orders_work(client, shipped, sort):
    hrefs, _ = found(client, f"?sort={sort}")

    assert len(hrefs) == len(shipped.platforms)


def test_by_people_the_largest_goes_first(client):
    number = {f"/platforms/{p.slug}/": people(p) for p in published.current().platforms}
    numbers = [number[href] for href in found(client, "?sort=people")[0]]

    assert numbers == sorted(numbers, reverse=True)


def test_an_empty_search_says_what_to_do(client):
    hrefs, tree = found(client, "?q=qqqqqqqq")

    assert hrefs == []
    assert heading(tree) == "Nothing here for “qqqqqqqq”."
    assert {"/fit/", "/platforms/", "/corrections/new/?suggest=qqqqqqqq"} <= set(tree.xpath("//main//a/@href"))


def test_words_left_out_are_named(client):
    assert "We left out: jupiter" in " ".join(found(client, "?q=polls+jupiter")[1].text_content().split())


def test_two_names_lead_to_their_comparison(client):
    _, tree = found(client, "?q=linkedin+or+xing")

    assert tree.xpath("//a[@class='button']/@href") == ["/compare/linkedin/xing/"]


@pytest.mark.parametrize("language", ["", "/de", "/es"])
def test_one_name_leads_to_others_like_it(client, language):
    _, tree = found(client, "?q=twitter", language)
    (others,) = tree.xpath("//p[@class='links']/a[contains(@href, '?q=')]/@href")

    hrefs, tree = found(client, "?" + others.split("?")[1], language)

    assert {href.split("/")[-2] for href in hrefs[:3]} == {"bluesky", "mastodon", "threads"}
    assert "X (Twitter)" in heading(tree)


@pytest.mark.parametrize(("language", "phrase"), [("/de", "ohne+Werbung"), ("/es", "sin+anuncios")])
def test_an_answer_speaks_the_language_of_the_page(client, language, phrase):
    _, tree = found(client, f"?q={phrase}", language)

    assert part(tree, "yes")
    assert tree.xpath("//*[@id='found']//*[@lang='en']") == []


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

    for page, shown in (("0", "Page 1 of"), ("x", "Page 1 of"), ("-3", "Page 1 of"), ("9999", "Page 5 of 5")):
        assert shown in found(client, f"?page={page}")[1].text_content()


def suggested(client, text):
    answer = client.get("/search/", {"q": text}, headers={"HX-Request": "true"})
    return html.fromstring(f"<div>{answer.content.decode()}</div>")


@pytest.mark.parametrize("text", ["linkdin", "x", "no real name", "find clients", "12-year-old"])
def test_home_suggests_what_all_platforms_find(client, text):
    names = suggested(client, text).xpath("//ul[@class='rows']//b/text()")
    everything = html.fromstring(client.get("/platforms/", {"q": text}).content)

    assert 1 <= len(names) == len(set(names)) <= 5
    assert names == everything.xpath("//ul[@class='rows']//b/text()")[: len(names)]


def test_an_empty_search_suggests_nothing(client):
    for text in ("", "  "):
        assert suggested(client, text).text_content().strip() == ""


def test_suggestions_lead_to_all_platforms_without_htmx(client):
    assert client.get("/search/", {"q": "find clients"})["Location"] == "/platforms/?q=find+clients"
    assert client.get("/de/search/")["Location"] == "/de/platforms/"


def rows(tree):
    return {b.text: b.getnext().text_content().strip() for b in tree.xpath("//*[@id='found']//*[@class='rows']//b")}


def test_several_wishes_say_what_each_platform_has_of_them(client):
    _, tree = found(client, "?q=pseudonym+and+not+public")

    assert rows(tree)["Signal"] == "Pseudonym allowed · Visibility: hand-picked people to a closed circle"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("", r"From 13; older in \d+ countries; younger children with a parent or in a version of their own"),
        ("/de", r"Ab 13; in \d+ Ländern später; jüngere Kinder mit einem Elternteil oder in einer eigenen Version"),
        ("/es", r"Desde los 13 años; más tarde en \d+ países; los menores, con un adulto o en una versión propia"),
    ],
)
def test_an_age_is_answered_in_the_language_of_the_page(client, language, line):
    _, tree = found(client, "?q=12", language)

    assert re.fullmatch(line, rows(tree)["TikTok"])


def test_a_platform_found_by_name_is_listed_once(client):
    hrefs, tree = found(client, "?q=Facebook+or+Nextdoor+for+neighbourhood+events")

    assert hrefs[:2] == ["/platforms/facebook/", "/platforms/nextdoor/"]
    assert len(hrefs) == len(set(hrefs))
    assert heading(tree) == "Find events nearby: Facebook yes, Nextdoor yes."


@pytest.mark.parametrize("path", ["/platforms/", "/search/"])
def test_a_comparison_of_the_named_keeps_what_was_searched(client, path):
    query = {"q": "Facebook or Nextdoor for neighbourhood events"}
    tree = html.fromstring(client.get(path, query, headers={"HX-Request": "true"}).text)
    (compare,) = tree.xpath("//a[normalize-space()='Compare them']/@href")

    assert compare == "/compare/facebook/nextdoor/?rows=find-events-nearby"
    page = html.fromstring(client.get(compare).text)
    assert page.xpath("//tr[@class='values']/@id")[0] == "find-events-nearby"


@pytest.mark.parametrize("path", ["/platforms/", "/search/"])
def test_a_guide_is_a_direct_answer(client, path):
    page = client.get(path, {"q": "difference between social media and networking"}, headers={"HX-Request": "true"})

    assert "Social media is for sharing in public" in page.text
    assert 'href="/guide/social-or-professional/"' in page.text
