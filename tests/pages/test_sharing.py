"""What is taken along: the link with its edition, and what whoever opens it learns."""

import io

import msgspec
import pytest
import segno
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from lxml import html

from platforms.domain.catalogue.editions import edition
from platforms.domain.vocabulary import Value
from platforms.models import Goal, Platform
from platforms.storage import entries, history, published
from platforms.storage.document.stored import stored_platform
from platforms.storage.publication import withdraw
from platforms.views import sharing

RESULTS = "/fit/results/?goal=career"
PAIR = "/compare/facebook/linkedin/"


def link_on(client, url):
    (link,) = html.fromstring(client.get(url).content).xpath("//*[@data-share]/@data-link")
    return link


def notice_on(client, url):
    found = html.fromstring(client.get(url).content).xpath("//div[@role='status'][contains(@class, 'notice')]/p[1]")
    return " ".join(found[0].text_content().split()) if found else ""


def change(slug, **support):
    part = stored_platform(Platform.objects.get(slug=slug).pk)
    cited = part.ratings["focus"].sources
    new = {
        key: msgspec.structs.replace(part.support[key], value=Value(value), sources=cited)
        for key, value in support.items()
    }
    history.save(msgspec.structs.replace(part, support={**part.support, **new}), base=part)


def needed_features():
    return [need.feature.slug for need in Goal.objects.get(slug="career").needs.all() if need.feature]


@pytest.mark.parametrize("url", [RESULTS, PAIR])
def test_a_link_carries_its_edition_and_reports_no_change(client, url):
    link = link_on(client, url)

    assert link.startswith(f"http://testserver{url}")
    assert link.endswith(f"revision={edition(published.current())}")
    assert notice_on(client, url) == ""
    assert notice_on(client, link) == ""


def a_swap():
    """A platform, a feature that it has and one that it lacks, which weigh the same for the goal."""
    needs = [need for need in Goal.objects.get(slug="career").needs.all() if need.feature]
    for platform in published.current().platforms:
        for has in needs:
            for lacks in needs:
                values = [platform.supports(need.feature.slug).value for need in (has, lacks)]
                if has.weight == lacks.weight and values == [Value.YES, Value.NO]:
                    return platform, has.feature.slug, lacks.feature.slug
    raise AssertionError("no platform has one and lacks the other")


def test_changed_facts_without_a_new_order_are_reported(client):
    link = link_on(client, RESULTS)
    platform, has, lacks = a_swap()
    change(platform.slug, **{has: "no", lacks: "yes"})

    assert notice_on(client, link) == "2 facts changed since; the order did not."


def test_a_changed_order_names_the_previous_leader(client):
    link = link_on(client, RESULTS)
    slug = html.fromstring(client.get(RESULTS).content).xpath("string((//details[@class='ranked'])[1]/@id)")[2:]
    first = published.current().platform_by_slug[slug]
    change(first.slug, **dict.fromkeys(needed_features(), "no"))

    said = notice_on(client, link)
    assert "facts changed since, and so did the order." in said
    assert "it was headed by" in said
    assert first.name in said


def test_facts_outside_the_answers_do_not_count(client):
    link = link_on(client, RESULTS)
    other = next(f.slug for f in published.current().features if f.slug not in needed_features())
    was = published.current().platform_by_slug["linkedin"].supports(other).value
    change("linkedin", **{other: "no" if was is Value.YES else "yes"})

    assert notice_on(client, link) == ""


def test_removed_platforms_are_listed(client):
    link = link_on(client, RESULTS)
    withdraw(Platform.objects.get(slug="meetup"))

    assert "No longer in it: Meetup." in notice_on(client, link)


def test_changed_weights_are_reported(client):
    link = link_on(client, RESULTS)
    goal = Goal.objects.get(slug="career")
    need = goal.needs.first()
    need.weight = 1 if need.weight > 1 else 3
    need.save()

    assert "Goals, questions or their weights changed too." in notice_on(client, link)


def test_a_comparison_reports_only_its_own_platforms(client):
    link = link_on(client, PAIR)
    known = published.current().platform_by_slug
    change("xing", polls="no" if known["xing"].supports("polls").value is Value.YES else "yes")
    assert notice_on(client, link) == ""
    was = known["facebook"].supports("polls").value
    change("facebook", polls="no" if was is Value.YES else "yes")

    assert notice_on(client, link) == "1 fact changed since this link was made."
    page = client.get(link).content.decode()
    assert '<a href="/platforms/facebook/#polls">Facebook, Polls</a>' in page


@pytest.mark.parametrize("value", ["", "x", "999999-12345678", "-", "0-aaaaaaaa"])
@pytest.mark.parametrize("url", [f"{RESULTS}&", f"{PAIR}?"])
def test_an_unknown_edition_is_reported_without_an_error(client, url, value):
    response = client.get(f"{url}revision={value}")

    assert response.status_code == 200
    said = notice_on(client, f"{url}revision={value}")
    assert "not known here" in said or "New in the catalogue" in said or "weights changed too" in said
    assert b"could not be used" not in response.content


def test_reopening_an_older_state_costs_one_query(client, django_assert_num_queries):
    link = link_on(client, RESULTS)
    change("linkedin", polls="partly")
    client.get(link)

    # the revision token
    with django_assert_num_queries(1):
        client.get(link)


@pytest.mark.parametrize("url", [RESULTS, PAIR])
def test_the_qr_code_is_a_plain_drawing_of_the_link(client, url):
    page = html.fromstring(client.get(url).content)
    (src,) = page.xpath("//img[@loading='lazy']/@src")
    response = client.get(src)

    assert response["Content-Type"] == "image/svg+xml"
    expected = io.BytesIO()
    segno.make(link_on(client, url), error="l", micro=False).save(
        expected, kind="svg", scale=4, border=4, light="#fff", svgclass=None, lineclass=None
    )
    assert response.content == expected.getvalue()
    assert b"<script" not in response.content
    assert b"style" not in response.content


def test_a_link_too_long_to_scan_has_no_code(client):
    musts = "&".join(f"must={feature.slug}" for feature in published.current().must_haves)
    url = f"{RESULTS}&{musts}"

    assert client.get(f"{url}&{musts}&{musts}".replace("/fit/results/", "/fit/results/qr.svg")).status_code == 404
    long = sharing.shared(
        RequestFactory().get(url), published.current(), f"{url}&{musts}&{musts}", code="/fit/results/qr.svg"
    )
    assert long["code"] == ""
    assert musts in long["link"]


def test_the_answers_stay_out_of_shared_caches(client):
    assert client.get("/fit/results/qr.svg?goal=career")["Cache-Control"].startswith("private")


def test_a_profile_counts_changes_since_a_date(client):
    was = published.current().platform_by_slug["linkedin"].supports("polls").value
    change("linkedin", polls="no" if was is Value.YES else "yes")
    today = timezone.now().date().isoformat()

    page = client.get(f"/platforms/linkedin/?since={today}").content.decode()
    assert "1 fact changed since" in page
    assert f'href="/changes/linkedin/?since={today}"' in page
    assert "facts changed since" in client.get("/platforms/linkedin/?since=2035-01-01").content.decode()
    assert "changed since 1" not in client.get("/platforms/linkedin/?since=nonsense").content.decode()


def test_an_old_link_still_opens_without_a_database(client, monkeypatch):
    link = link_on(client, RESULTS)
    change("linkedin", polls="partly")
    client.get(RESULTS)

    def gone(number, today):
        raise OperationalError("gone")

    monkeypatch.setattr(entries, "documents_at", gone)
    assert "not known here" in notice_on(client, link)
