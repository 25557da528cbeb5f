"""One page edits one platform whole."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from platforms.models import Feature, Goal, Platform, Source, Support, Trait
from tests.desk.conftest import fields_of, sheet_url, text_of
from tests.exhaustive import EXHAUSTIVE

TODAY = timezone.now().date().isoformat()


def save(client, platform, *, follow=True, **changed):
    fields = fields_of(client.get(sheet_url(platform)))
    return client.post(sheet_url(platform), fields | changed, follow=follow)


def test_the_sheet_has_every_trait_and_feature(admin_client, linkedin):
    Support.objects.filter(platform=linkedin, feature__slug="photos").delete()

    fields = fields_of(admin_client.get(sheet_url(linkedin)))

    assert {f"ratings.{slug}-low" for slug in Trait.objects.values_list("slug", flat=True)} <= fields.keys()
    assert {f"support.{slug}-value" for slug in Feature.objects.values_list("slug", flat=True)} <= fields.keys()
    assert fields["support.photos-value"] == ["unknown"]


def test_unknown_uncited_and_stale_cells_are_marked_and_counted(admin_client, linkedin):
    Support.objects.filter(platform=linkedin, feature__slug="photos").delete()
    linkedin.support.get(feature__slug="polls").sources.clear()
    linkedin.support.filter(feature__slug="comments").update(checked_on=datetime.date(2020, 1, 1))

    response = admin_client.get(sheet_url(linkedin))

    page = html.fromstring(response.content.decode())
    counts = response.context["sheet"].counts
    assert counts["uncited"] == 1
    assert counts["stale"] == 1
    parts_of_audience = 4
    rows = Trait.objects.count() + Feature.objects.count() + Goal.objects.count() + parts_of_audience
    assert counts["cells"] == rows
    for key, state in {"comments": "stale", "polls": "uncited", "photos": "unknown"}.items():
        (row,) = page.xpath(f"//*[@role='group'][@aria-labelledby='r-support.{key}']")
        assert row.get("class").split() == ["desk-row", state]
    assert f"{counts['known']} of {counts['cells']} cells known" in text_of(response)


def test_saving_without_edits_changes_nothing(admin_client):
    for platform in Platform.objects.order_by("slug")[:: 1 if EXHAUSTIVE else 15]:
        answer = save(admin_client, platform, follow=False)  # the page of so many cells takes its time

        *_, last = get_messages(answer.wsgi_request)
        assert str(last) == "Nothing was changed.", platform
    assert "Nothing was changed." in text_of(admin_client.get(sheet_url(platform)))
    assert Platform.history.filter(history_user__isnull=False).count() == 0


def test_the_levels_are_described(admin_client, linkedin):
    assert "Friends and family circles; the profile has personal fields only." in text_of(
        admin_client.get(sheet_url(linkedin))
    )


def test_a_cell_is_changed_with_its_source(admin_client, linkedin):
    other = Source.objects.exclude(support__platform=linkedin).first()

    save(admin_client, linkedin, **{"support.polls-value": "partly", "support.polls-more": other.slug})

    cell = linkedin.support.get(feature__slug="polls")
    assert cell.value == "partly"
    assert other in cell.sources.all()


def test_one_save_can_add_and_cite_a_source(admin_client, linkedin):
    new = {
        "source-0-slug": "brand-new",
        "source-0-url": "https://example.org/new",
        "source-0-title": "New",
        "source-0-publisher": "Example",
    }

    save(admin_client, linkedin, **new, **{"ratings.focus-more": "brand-new"})

    assert Source.objects.get(slug="brand-new") in linkedin.ratings.get(trait__slug="focus").sources.all()


def test_a_new_source_never_overwrites_an_existing_one(admin_client, linkedin):
    taken = Source.objects.first()

    response = save(
        admin_client, linkedin, **{
            "source-0-slug": taken.slug, "source-0-url": "https://example.org/new", "source-0-title": "New",
            "source-0-publisher": "Example",
        },
    )  # fmt: skip

    assert response.status_code == 422
    assert Source.objects.get(pk=taken.pk).title == taken.title


def test_only_selected_cells_are_marked_as_checked_today(admin_client, linkedin):
    linkedin.support.update(checked_on=datetime.date(2020, 1, 1))

    save(admin_client, linkedin, **{"support.polls-checked_today": "on"})

    days = dict(linkedin.support.values_list("feature__slug", "checked_on"))
    assert days.pop("polls").isoformat() == TODAY
    assert set(days.values()) == {datetime.date(2020, 1, 1)}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"ratings.focus-low": "4", "ratings.focus-high": "1"}, "The lowest level can't be above the highest."),
        ({"ratings.focus-why": ""}, "Say why, in one sentence."),
        ({"support.polls-more": "no-such-source"}, "There is no source “no-such-source”."),
        ({"support.polls-checked_on": "2999-01-01"}, "This day lies in the future."),
        ({"facts.launched-value": "about 2003"}, "Give a whole number"),
        ({"about-name": ""}, "This field is required."),
        ({"source-0-url": "https://example.org/x"}, "This is needed."),
        ({"save-base": "forged"}, "This form is damaged"),
        ({"about-also_known_as": "Facebook"}, "its address is taken"),
    ],
)
def test_form_errors_are_shown_and_the_input_kept(admin_client, linkedin, changed, message):
    response = save(admin_client, linkedin, **changed | {"about-tagline": "My own words"})

    assert response.status_code == 422
    assert message in text_of(response)
    assert "My own words" in response.content.decode()
    assert Platform.objects.get(pk=linkedin.pk).tagline != "My own words"


def test_a_public_platform_cannot_lose_required_sources(admin_client, linkedin):
    response = save(admin_client, linkedin, **{"ratings.focus-sources": []})

    assert response.status_code == 422
    assert "The rating of Focus has no source." in text_of(response)
    assert linkedin.ratings.get(trait__slug="focus").sources.exists()


def test_a_new_platform_is_a_draft(admin_client):
    url = "/admin/platforms/platform/add/"
    about = {
        "about-name": "Newcomer", "about-slug": "newcomer", "about-kind": "social", "about-tagline": "New",
        "about-summary": "New here.", "about-website": "https://example.org/",
    }  # fmt: skip

    admin_client.post(url, fields_of(admin_client.get(url)) | about)

    assert Platform.objects.drafts().get().slug == "newcomer"


def test_saving_every_cell_costs_few_extra_queries(admin_client, linkedin):
    kinds = [linkedin.support, linkedin.ratings, linkedin.facts, linkedin.figures]

    def cost(wanted):
        for cells in kinds:
            cells.update(checked_on=datetime.date(2020, 1, 1))
        fields = fields_of(admin_client.get(sheet_url(linkedin)))
        boxes = [name.replace("-checked_on", "-checked_today") for name in fields if name.endswith("-checked_on")]
        with CaptureQueriesContext(connection) as queries:
            admin_client.post(sheet_url(linkedin), fields | dict.fromkeys(filter(wanted, boxes), "on"))
        return len(queries)

    few = {}
    one = cost(lambda box: few.setdefault(box.partition(".")[0], box) == box)
    all_of_them = cost(lambda box: True)

    known = linkedin.support.exclude(value="unknown")
    assert set(known.values_list("checked_on", flat=True)) == {timezone.now().date()}
    assert all_of_them < one + 10
    # What any save needs: session, user and transaction 6; the forms' choices 8; the state now 20; the names of what
    # cells refer to 12; the rules for publishing 14; the entry of the history 22; cells deleted and written anew 10.
    # The whole catalogue before and after, and by the rules: 34 each.
    assert all_of_them < 92 + 10 + 3 * 34


def test_the_search_finds_sources_by_title(admin_client):
    source = Source.objects.first()

    found = admin_client.get("/admin/platforms/source/search/", {"q": source.title[:20]}).json()["results"]

    assert source.slug in [result["slug"] for result in found]
