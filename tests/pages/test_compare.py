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
    assert [text(th) for th in columns] == ["Point", "Facebook", "in LinkedIn"]
    for row in table.xpath("tbody/tr[@id]"):
        assert len(row.xpath("th[@scope='row']")) == 1
        assert len(row.xpath("td")) == 2


def test_known_cells_link_their_sources_and_check_date(client):
    cells = page(client, "/compare/facebook/linkedin/").xpath("//td[@role='cell']")
    listed = {
        f"/platforms/{slug}/#{source}"
        for slug in ("facebook", "linkedin")
        for source in page(client, f"/platforms/{slug}/").xpath("//ol[@class='sources']/li[.//a[@href]]/@id")
    }

    assert len(cells) > 100
    for cell in cells:
        words = text(cell.xpath(".//p[contains(@class, 'value')]")[0])
        assert words
        if words != "Unknown":
            evidence = cell.xpath("small")[0]
            assert evidence.xpath("a"), words
            assert set(evidence.xpath("a/@href")) <= listed
            assert re.search(r"\d+ [A-Z][a-z]{2} 20\d\d", text(evidence)), words


def test_the_difference_count_matches_the_catalogue(client):
    catalogue = published.current()
    pair = [catalogue.platform_by_slug[slug] for slug in ("facebook", "linkedin")]
    result = compare(catalogue=catalogue, platforms=pair, today=TODAY)

    control = page(client, "/compare/facebook/linkedin/").get_element_by_id("show-differences")

    assert text(control) == f"Differences {result.count(Verdict.DIFFERS)}"


def test_show_differences_hides_all_other_rows(client):
    rows = page(client, "/compare/facebook/linkedin/?show=differences").xpath("//tbody/tr[@id]")

    assert all("differs" in row.get("class", "") for row in rows)


def test_in_short_has_three_to_five_sentences_linking_rows(client):
    tree = page(client, "/compare/facebook/linkedin/")
    sentences = tree.xpath("//section[@class='in-short']//li")

    assert 3 <= len(sentences) <= 5
    assert all(sentence.xpath(".//a[starts-with(@href, '#')]") for sentence in sentences)


def test_goals_bring_their_rows_first(client):
    tree = page(client, "/compare/facebook/linkedin/?goals=career")

    first = tree.xpath("//tbody")[0]
    assert text(first.xpath(".//h2")[0]) == "What your goals need"
    assert "job-listings" in first.xpath("tr/@id")


def test_the_canonical_address_is_the_same_for_every_order(client):
    there = page(client, "/compare/facebook/linkedin/?show=same").xpath("string(//link[@rel='canonical']/@href)")
    back = page(client, "/compare/linkedin/facebook/").xpath("string(//link[@rel='canonical']/@href)")

    assert there == back == "http://testserver/compare/facebook/linkedin/"


def test_the_order_in_the_address_is_kept(client):
    assert "LinkedIn and Facebook" in text(page(client, "/compare/linkedin/facebook/").xpath("//h1")[0])


def test_remove_replace_swap_and_add_are_links(client):
    tree = page(client, "/compare/facebook/linkedin/?show=differences")

    assert tree.get_element_by_id("remove-facebook").get("href") == "/compare/linkedin/?show=differences"
    assert (
        tree.get_element_by_id("replace-facebook").get("href")
        == "/compare/facebook/linkedin/?show=differences&replace=facebook"
    )
    assert tree.get_element_by_id("swap-linkedin").get("href") == "/compare/linkedin/facebook/?show=differences"
    assert tree.get_element_by_id("add").get("href") == "/compare/facebook/linkedin/?show=differences&add=1"


def test_replacing_offers_all_the_others(client):
    hrefs = page(client, "/compare/facebook/linkedin/?replace=facebook").xpath("//section[@id='chooser']//a/@href")

    assert "/compare/meetup/linkedin/" in hrefs
    assert "/compare/facebook/linkedin/" in hrefs


def test_four_platforms_cannot_be_added_to(client):
    tree = page(client, "/compare/facebook/linkedin/meetup/x/")

    assert tree.xpath("//a[@id='add']") == []


def test_the_picker_redirects_to_the_comparison(client):
    response = client.get("/compare/?p=facebook&p=linkedin")

    assert response.status_code == 302
    assert response["Location"] == "/compare/facebook/linkedin/"
