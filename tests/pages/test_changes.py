"""What changed, for readers and for their programs."""

import re

import feedparser
import msgspec
import pytest
from django.core.cache import cache
from django.utils import timezone
from lxml import etree, html

from platforms.domain.vocabulary import Value
from platforms.models import Correction, Platform, Support
from platforms.storage import history
from platforms.storage.document.load import LOADED
from platforms.storage.document.stored import stored_platform
from platforms.storage.publication import withdraw

ATOM = "{http://www.w3.org/2005/Atom}"


def change_linkedin(*, note="They said so.", **overrides):
    """Save LinkedIn as an editor does: with another level of visibility and another tagline unless told otherwise."""
    part = stored_platform(Platform.objects.get(slug="linkedin").pk)
    rating = msgspec.structs.replace(part.ratings["visibility"], low=0, high=1)
    changed = overrides or {"ratings": {**part.ratings, "visibility": rating}, "tagline": "Another line"}
    history.save(msgspec.structs.replace(part, **changed), base=part, note=note)


def text_of(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def test_a_change_shows_before_after_reason_and_date(client):
    change_linkedin()

    page = text_of(client.get("/changes/"))
    assert "LinkedIn: 1 fact changed" in page
    assert "Why: They said so." in page
    assert re.search(r"Visibility[^:]*: before: .{3,40} → now: .{3,40}In a line", page)
    assert "now: Another line" in page
    assert f"{timezone.now():%Y}" in page


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("page", ["changes/", "changes/linkedin/"])
def test_every_language_lists_the_same_changes(client, language, page):
    change_linkedin()
    decided()

    english, other = (html.fromstring(client.get(f"/{at}{page}").content) for at in ("", f"{language}/"))
    listed, others = (
        re.findall("(?:edit|decision)-[0-9]+", " ".join(each.xpath("//main//@id"))) for each in (english, other)
    )
    assert len(listed) >= 2
    assert others == listed

    anchors = [
        [entry.id.split("#")[1] for entry in feedparser.parse(client.get(f"/{at}{page}feed/").content).entries]
        for at in ("", f"{language}/")
    ]
    assert anchors[0] == anchors[1]
    assert len(anchors[0]) == 2


@pytest.mark.parametrize("path", ["fit/results/?goal=career", "compare/linkedin/reddit/"])
def test_a_link_carries_the_same_revision_in_every_language(client, path):
    change_linkedin()

    of = [
        set(re.findall(r"(?:since|revision)=([0-9]+-[0-9a-f]{8})", client.get(f"/{at}{path}").content.decode()))
        for at in ("", "de/", "es/")
    ]
    assert of[0] == of[1] == of[2]
    (edition,) = of[0]
    assert not edition.startswith("0-")


def test_editors_and_drafts_stay_private(client, django_user_model):
    editor = django_user_model.objects.create_user("quentin")
    of_linkedin = stored_platform(Platform.objects.get(slug="linkedin").pk)
    draft = msgspec.structs.replace(
        of_linkedin, slug="draft", name="Draft", also_known_as=(), published=False, tagline="Not for readers yet"
    )
    history.save(draft, base=None, by=editor, note="Secret")
    history.save(msgspec.structs.replace(draft, tagline="Nor this"), base=draft, by=editor, note="Secret")
    change_linkedin()

    for url in ("/changes/", "/changes/feed/"):
        text = client.get(url).content.decode()
        assert "They said so." in text
        assert "Not for readers yet" not in text
        assert "Draft" not in text
        assert "quentin" not in text
        assert "Secret" not in text


def test_unchanged_checks_are_counted_but_not_listed(client):
    part = stored_platform(Platform.objects.get(slug="linkedin").pk)
    checked = {key: msgspec.structs.replace(r, checked_on=None) for key, r in part.ratings.items()}
    change_linkedin(ratings=checked)

    page = text_of(client.get("/changes/linkedin/"))
    assert f"LinkedIn: {len(checked)} cells checked again" in page
    assert f"{len(checked)} cells were checked again and are unchanged." in page
    assert "before:" not in page


def test_publishing_and_withdrawing_are_listed(client):
    withdraw(Platform.objects.get(slug="meetup"))

    page = text_of(client.get("/changes/"))
    assert "Meetup was withdrawn" in page
    assert client.get("/changes/meetup/").status_code == 200
    assert client.get("/changes/nowhere/").status_code == 404


def test_a_release_is_no_news_but_stands_in_the_platforms_history(client):
    change_linkedin(tagline="Another line")
    change_linkedin(tagline="A third line", note=LOADED)

    for url in ("/changes/", "/changes/feed/"):
        text = client.get(url).content.decode()
        assert "Another line" in text
        assert "A third line" not in text
        assert "joined the catalogue" not in text
    own = text_of(client.get("/changes/linkedin/"))
    assert "A third line" in own
    assert "LinkedIn joined the catalogue" in own


def test_changes_can_start_from_a_date(client):
    change_linkedin()
    Platform.history.filter(history_change_reason="They said so.").update(
        history_date=timezone.datetime(2026, 10, 2, 12, tzinfo=timezone.get_default_timezone())
    )

    assert "1 fact changed" in text_of(client.get("/changes/?since=2026-10-02"))
    assert "1 fact changed" not in text_of(client.get("/changes/?since=2026-10-03"))
    assert "“soon” is not a day" in text_of(client.get("/changes/?since=soon"))


def test_older_changes_are_on_the_next_page(client, monkeypatch):
    from platforms.views import changes

    for number in range(30):
        change_linkedin(tagline=f"Line {number}")
    monkeypatch.setattr(changes, "MOST_ON_A_PAGE", 20)
    first = html.fromstring(client.get("/changes/").content)
    (older,) = first.xpath("//a[@rel='next']/@href")
    second = html.fromstring(client.get(f"/changes/{older}").content)

    ids = [*first.xpath("//ol[@class='edits']/li/@id"), *second.xpath("//ol[@class='edits']/li/@id")]
    assert len(ids) == len(set(ids)) == 30
    assert not second.xpath("//a[@rel='next']")


def decided(**overrides):
    defaults = {
        "platform": Platform.objects.get(slug="linkedin"), "cell": "polls", "wrong": "Polls <b>are</b> gone.",
        "source_url": "https://a.example/", "state": "accepted", "decision": "Right & mended.",
        "decided_at": timezone.now(),
    }  # fmt: skip
    return Correction.objects.create(**(defaults | overrides))


@pytest.mark.parametrize("url", ["/changes/", "/changes/linkedin/", "/changes/feed/", "/changes/linkedin/feed/"])
def test_changes_cost_one_query_and_decisions_show_at_once(client, url, django_assert_num_queries):
    client.get(url)

    # the revision token
    with django_assert_num_queries(1):
        before = client.get(url)
    assert client.get(url, headers={"If-None-Match": before["ETag"]}).status_code == 304
    decided()
    after = client.get(url, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Right &amp; mended." in after.content.decode().replace("&amp;amp;", "&amp;")


@pytest.mark.parametrize(("url", "about"), [("/changes/feed/", None), ("/changes/linkedin/feed/", "LinkedIn")])
def test_a_feed_reader_understands_the_feed(client, url, about):
    change_linkedin()
    decided()

    feed = feedparser.parse(client.get(url).content, response_headers={"content-type": "application/atom+xml"})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.title == "Side by Side: what changed" + (f" · {about}" if about else "")
    assert {link.rel for link in feed.feed.links} == {"self", "alternate"}
    assert {e.title for e in feed.entries[:2]} == {"LinkedIn: 1 fact changed", "Correction accepted: LinkedIn, Polls"}
    assert all(about in entry.title for entry in feed.entries if about)
    assert "<del" in next(entry for entry in feed.entries if "changed" in entry.title).summary
    assert [e.updated_parsed for e in feed.entries] == sorted((e.updated_parsed for e in feed.entries), reverse=True)


@pytest.mark.parametrize("url", ["/changes/feed/", "/changes/linkedin/feed/"])
def test_the_feed_follows_rfc_4287(client, url):
    change_linkedin()
    decided()
    response = client.get(url)

    root = etree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for each in [root, *root.findall(f"{ATOM}entry")]:
        for once in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{once}")) == 1, once
        assert each.findtext(f"{ATOM}id").startswith("http://testserver/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", each.findtext(f"{ATOM}updated"))
        alternates = [link for link in each.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert all(link.get("href").startswith("http://testserver/") for link in each.findall(f"{ATOM}link"))
    assert root.find(f"{ATOM}author/{ATOM}name").text
    (itself,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == f"http://testserver{url}"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert root.findtext(f"{ATOM}updated") == max(e.findtext(f"{ATOM}updated") for e in root.findall(f"{ATOM}entry"))
    summaries = [entry.find(f"{ATOM}summary") for entry in root.findall(f"{ATOM}entry")]
    assert {summary.get("type") for summary in summaries} == {"html"}
    hrefs = [href for summary in summaries for href in html.fromstring(f"<div>{summary.text}</div>").xpath("//a/@href")]
    assert hrefs
    assert [href for href in hrefs if not href.startswith("http://testserver/")] == []


def test_the_page_links_its_feed_and_has_every_entry(client):
    change_linkedin()
    page = html.fromstring(client.get("/changes/linkedin/").content)
    (href,) = page.xpath("//link[@type='application/atom+xml']/@href")
    feed = feedparser.parse(client.get(href).content)

    everything = html.fromstring(client.get("/changes/").content)
    anchors = {entry.link.partition("#")[2] for entry in feed.entries}
    assert anchors <= set(everything.xpath("//@id"))


def test_a_change_shows_after_its_feature_is_deleted(client):
    part = stored_platform(Platform.objects.get(slug="linkedin").pk)
    polls = msgspec.structs.replace(part.support["polls"], value=Value.PARTLY)
    change_linkedin(support={**part.support, "polls": polls})
    Support.objects.get(platform__slug="linkedin", feature__slug="polls").feature.delete()

    assert "LinkedIn: polls" in text_of(client.get("/changes/"))


def test_an_empty_feed_has_a_date_that_stays(client):
    first = feedparser.parse(client.get("/changes/facebook/feed/").content)
    cache.clear()

    assert first.entries == []
    assert feedparser.parse(client.get("/changes/facebook/feed/").content).feed.updated == first.feed.updated
