"""Publishing is refused with every reason, and drafts reach nobody."""

import pytest

from platforms.models import Platform, Rating, Support
from platforms.storage import published
from platforms.storage.publication import NotPublishable, publish, reasons_against, withdraw

pytestmark = pytest.mark.django_db


def draft(**overrides):
    fields = {
        "slug": "draft",
        "name": "Draft",
        "kind": "social",
        "tagline": "t",
        "summary": "s",
        "website": "https://a.b",
    }
    return Platform.objects.create(**(fields | overrides))


def test_an_empty_draft_lacks_every_core_rating():
    with pytest.raises(NotPublishable) as caught:
        publish(draft())

    assert [reason.split()[0] for reason in caught.value.reasons] == ["Focus", "Visibility", "Structure", "Purpose"]


def test_a_known_cell_without_a_source_blocks_publishing():
    linkedin = Platform.objects.get(slug="linkedin")
    linkedin.support.get(feature__slug="photos").sources.clear()
    linkedin.ratings.get(trait__slug="identity").sources.clear()

    reasons = reasons_against(linkedin)

    assert reasons == ["The rating of Identity has no source.", "“Photos” is known and has no source."]


def test_unknown_needs_no_source():
    linkedin = Platform.objects.get(slug="linkedin")
    cell = linkedin.support.get(feature__slug="photos")
    cell.sources.clear()
    Support.objects.filter(pk=cell.pk).update(value="unknown")

    assert reasons_against(linkedin) == []


def test_publishing_and_withdrawing_record_user_and_time(admin_user):
    linkedin = Platform.objects.get(slug="linkedin")
    first = linkedin.published_at

    withdraw(linkedin, by=admin_user)
    assert (linkedin.is_published, linkedin.withdrawn_by) == (False, admin_user)

    publish(linkedin, by=admin_user)
    assert (linkedin.is_published, linkedin.published_by, linkedin.published_at) == (True, admin_user, first)


def test_a_draft_cannot_be_withdrawn():
    platform = draft()

    withdraw(platform)

    assert platform.withdrawn_at is None


def test_drafts_and_withdrawn_platforms_are_not_in_the_catalogue():
    draft()
    withdraw(Platform.objects.get(slug="meetup"))

    catalogue = published.current()

    assert "draft" not in catalogue.platform_by_slug
    assert "meetup" not in catalogue.platform_by_slug
    assert [gone.slug for gone in catalogue.withdrawn] == ["meetup"]


def test_publishing_costs_few_queries(django_assert_max_num_queries):
    linkedin = Platform.objects.get(slug="linkedin")

    # savepoint, ratings + sources, traits, support + sources, facts + sources, figures + sources, uses + sources,
    # audience + sources, update, release; the entry of the history: the platform with its cells (17), insert
    with django_assert_max_num_queries(34):
        publish(linkedin)


def test_a_missing_core_rating_blocks_publishing():
    Rating.objects.filter(platform__slug="linkedin", trait__slug="focus").delete()

    assert reasons_against(Platform.objects.get(slug="linkedin")) == ["Focus is a core trait and has no rating."]
