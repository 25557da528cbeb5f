"""Pages as Markdown: nothing is lost, and much is saved."""

import re

import pytest
from lxml import html

from platforms import words
from platforms.domain.comparing.comparison import compare, profile
from platforms.storage import published
from platforms.templatetags.markdown import md
from tests.cast import TODAY

TWINS = {
    "/platforms/linkedin/": "/platforms/linkedin.md",
    "/compare/facebook/linkedin/?show=all": "/compare/facebook/linkedin.md",
    "/compare/facebook/linkedin/meetup/x/?show=all": "/compare/facebook/linkedin/meetup/x.md",
    "/guide/social-or-professional/": "/guide/social-or-professional.md",
    "/method/": "/method.md",
    "/de/platforms/linkedin/": "/de/platforms/linkedin.md",
}


def plain(text):
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def facts(row, cell):
    """Yield what a cell says."""
    if cell.rating:
        yield from (words.rating_words(row.point.trait, cell.rating), cell.rating.why)
    elif cell.known and cell.support:
        yield from (words.label(cell.support.value), cell.support.note)
    elif cell.audience:
        yield from (words.audience_text(cell.audience), cell.audience.note)
    elif cell.fact:
        yield from (cell.fact.value, cell.fact.note)
    yield from (text for figure in cell.figures for text in (figure.counts, figure.note))


@pytest.mark.parametrize(("page", "twin"), TWINS.items())
def test_a_twin_is_linked_and_under_a_third(client, page, twin):
    whole, text = client.get(page), client.get(twin)

    links = html.fromstring(whole.content.decode()).xpath("//link[@rel='alternate'][@type='text/markdown']/@href")
    assert links == [twin]
    assert text["Content-Type"] == "text/markdown; charset=utf-8"
    assert text["Cache-Control"].startswith("public")
    assert len(text.content) < len(whole.content) / 3
    assert client.get(twin, headers={"If-None-Match": text["ETag"]}).status_code == 304
    assert text["Link"] == f'<http://testserver{page.split("?")[0]}>; rel="canonical"'


def test_a_profile_holds_every_fact_with_its_sources(client):
    catalogue = published.current()

    for platform in catalogue.platforms:
        text = client.get(f"/platforms/{platform.slug}.md").content.decode()
        lines = plain(text)
        for row in profile(catalogue=catalogue, platform=platform, today=TODAY).rows:
            cell = row.cells[0]
            assert all(plain(fact) in lines for fact in facts(row, cell)), (platform.slug, row.key)
        assert all(source.url in text for source in platform.sources)
        assert all(plain(use.why) in lines for use in platform.uses.values())
        assert all(plain(tip.text) in lines for tip in platform.tips)


def test_each_cell_names_its_own_sources(client):
    linkedin = published.current().platform_by_slug["linkedin"]
    text = client.get("/platforms/linkedin.md").content.decode()

    line = next(line for line in text.splitlines() if line.startswith("- **Polls**"))
    numbers = [int(number) for number in line.rsplit("(", 1)[1].rstrip(")").split(", ")]
    assert {linkedin.sources[n - 1] for n in numbers} == set(linkedin.support["polls"].evidence.sources)
    source = linkedin.sources[numbers[0] - 1]
    assert f"{numbers[0]}. [{md(source.publisher)}: {md(source.title)}]({source.url})" in text


def test_a_comparison_holds_every_fact_with_its_sources(client):
    catalogue = published.current()
    platforms = [catalogue.platform_by_slug[slug] for slug in ("facebook", "linkedin", "signal")]
    text = client.get("/compare/facebook/linkedin/signal.md").content.decode()
    lines = plain(text)

    for row in compare(catalogue=catalogue, platforms=platforms, today=TODAY).rows:
        for cell in row.cells:
            assert all(plain(fact) in lines for fact in facts(row, cell)), (row.key, cell.platform.slug)
    assert all(source.url in text for platform in platforms for source in platform.sources)


def test_a_guide_reads_like_its_page(client):
    text = client.get("/guide/social-or-professional.md").content.decode()
    page = html.fromstring(client.get("/guide/social-or-professional/").content.decode())

    assert text.startswith(f"# {page.findtext('.//h1')}\n")
    headings = [" ".join(each.text_content().split()) for each in page.xpath("//article//h2")]
    assert [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")] == headings
    assert "<" not in text.replace("<http", "")


def test_llms_txt_leads_to_every_twin(client):
    catalogue, text = published.current(), client.get("/llms.txt").content.decode()
    links = re.findall(r"\((http://testserver(/[^)]+))\)", text)

    assert text.startswith("# Side by Side\n\n> ")
    paths = {path for _, path in links}
    assert {f"/platforms/{platform.slug}.md" for platform in catalogue.platforms} <= paths
    assert {f"/guide/{guide.slug}.md" for guide in catalogue.guides} <= paths
    chosen = sorted(paths)[::9]
    assert [path for path in chosen if client.get(path).status_code != 200] == []


@pytest.mark.parametrize(
    "twin", ["/platforms/nobody.md", "/compare/facebook.md", "/compare/facebook/nobody.md", "/guide/nothing.md"]
)
def test_what_is_not_there_is_not_found(client, twin):
    assert client.get(twin).status_code == 404


def test_marks_of_markdown_in_texts_are_escaped():
    assert md("*a* [b](c)\n# d <i>") == r"\*a\* \[b\](c) # d \<i\>"
    assert md("# d") == r"\# d"
