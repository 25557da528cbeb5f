import re

from lxml import html

from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.rows import Verdict
from platforms.storage import published
from tests.cast import TODAY


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, response
    return html.fromstring(response.content.decode())


def text(element):
    return " ".join(element.text_content().split())


def test_the_table_has_a_caption_and_headers_for_every_cell(client):
    table = page(client, "/compare/facebook/linkedin/").xpath("//table")[0]

    assert text(table.xpath("caption")[0]) == "Facebook and LinkedIn, side by side"
    columns = table.xpath("thead//th[@scope='col']")
    assert [text(th) for th in columns] == ["Point", "Facebook", "LinkedIn"]
    for row in table.xpath("tbody/tr"):
        assert len(row.xpath("th[@scope='row']")) == 1
        assert len(row.xpath("td")) == 2


def test_core_traits_come_first_then_eight_rows(client):
    keys = page(client, "/compare/facebook/linkedin/").xpath("//tbody/tr[@id]/@id")

    assert keys[:4] == ["focus", "visibility", "structure", "purpose"]
    assert len(keys) == 12


def test_notes_name_publishers_a_check_date_and_where_to_report(client):
    tree = page(client, "/compare/facebook/linkedin/?show=all")
    notes = tree.xpath("//tr[@class='notes']")

    assert len(notes) > 50
    for row in notes:
        key = row.xpath("string(preceding-sibling::tr[1]/@id)")
        values = [text(cell) for cell in row.xpath("preceding-sibling::tr[1]/td")]
        for cell, value in zip(row.xpath("td"), values, strict=True):
            (report,) = cell.xpath(".//a[@class='wrong']/@href")
            assert report.endswith(f"&cell={key}")
            assert value == "Unknown" or cell.xpath(".//p[@class='publishers']/a[starts-with(@href, 'http')]"), key
        if "Unknown" not in values:
            assert re.search(r"Checked \d+ [A-Z][a-z]{2} 20\d\d", text(row.xpath("th")[0])), key


def test_a_link_opens_a_row_and_a_head(client):
    tree = page(client, "/compare/facebook/linkedin/?open=job-listings&replace=linkedin")

    opened = tree.xpath("//details[@open]")
    assert [text(details.xpath("summary")[0]) for details in opened] == ["in LinkedIn", "Job listings"]


def test_a_comparison_at_rest_loads_no_htmx(client):
    scripts = page(client, "/compare/facebook/linkedin/").xpath("//script/@src")

    assert not [script for script in scripts if "htmx" in script]


def test_the_difference_count_matches_the_catalogue(client):
    catalogue = published.current()
    pair = [catalogue.platform_by_slug[slug] for slug in ("facebook", "linkedin")]
    result = compare(catalogue=catalogue, platforms=pair, today=TODAY)

    control = page(client, "/compare/facebook/linkedin/").get_element_by_id("show-differences")

    assert text(control) == f"Differences {result.count(Verdict.DIFFERS)}"


def test_show_differences_hides_all_other_rows(client):
    catalogue = published.current()
    pair = [catalogue.platform_by_slug[slug] for slug in ("facebook", "linkedin")]
    result = compare(catalogue=catalogue, platforms=pair, today=TODAY)

    keys = page(client, "/compare/facebook/linkedin/?show=differences").xpath("//tbody/tr[@id]/@id")

    assert set(keys) == {row.key for row in result.rows if row.differs}


def test_goals_bring_their_rows_first(client):
    first = page(client, "/compare/facebook/linkedin/?goals=career&show=all").xpath("//tbody")[0]
    assert text(first.xpath(".//h2")[0]) == "What your goals need"
    assert "job-listings" in first.xpath("tr/@id")

    glance = page(client, "/compare/facebook/linkedin/?goals=career").xpath("//tbody/tr/@id")
    assert {"job-listings", "recruiters-can-write-to-you", "profile-with-work-history"} <= set(glance)


def test_the_canonical_address_is_the_same_for_every_order(client):
    there = page(client, "/compare/facebook/linkedin/?show=same").xpath("string(//link[@rel='canonical']/@href)")
    back = page(client, "/compare/linkedin/facebook/").xpath("string(//link[@rel='canonical']/@href)")

    assert there == back == "http://testserver/compare/facebook/linkedin/"


def test_the_order_in_the_address_is_kept(client):
    assert "LinkedIn or Facebook?" in text(page(client, "/compare/linkedin/facebook/").xpath("//h1")[0])


def panel_of(tree, name):
    (panel,) = tree.xpath("//ul[@class='slots']//details[contains(summary, $name)]/div", name=name)
    return panel


def test_each_head_swaps_removes_replaces_and_links_the_profile(client):
    tree = page(client, "/compare/facebook/linkedin/?show=differences")
    links = {text(a): a.get("href") for a in panel_of(tree, "LinkedIn").xpath(".//a")}

    assert links["Remove"] == "/compare/facebook/?show=differences"
    assert links["Swap sides"] == "/compare/linkedin/facebook/?show=differences"
    assert links["LinkedIn profile"] == "/platforms/linkedin/"
    assert links["XING"] == "/compare/facebook/xing/?show=differences"
    fields = {field.get("name"): field.get("value") for field in panel_of(tree, "LinkedIn").xpath(".//input")}
    assert fields == {"show": "differences", "replace": "linkedin", "q": ""}


def test_a_search_lists_what_can_take_the_place(client):
    tree = page(client, "/compare/facebook/linkedin/?replace=linkedin&q=meet")
    hrefs = panel_of(tree, "LinkedIn").xpath(".//ul//a/@href")

    assert hrefs[0] == "/compare/facebook/meetup/"


def test_a_search_without_a_hit_says_so(client):
    tree = page(client, "/compare/facebook/linkedin/?add=1&q=zzzz")

    assert "Nothing found for “zzzz”." in text(tree.get_element_by_id("add").getparent())


def test_four_platforms_cannot_be_added_to(client):
    tree = page(client, "/compare/facebook/linkedin/meetup/x/")

    assert tree.xpath("//*[@id='add']") == []


def test_the_picker_redirects_to_the_comparison(client):
    response = client.get("/compare/?p=facebook&p=linkedin")

    assert response.status_code == 302
    assert response["Location"] == "/compare/facebook/linkedin/"
