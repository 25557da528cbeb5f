"""Draft, preview, publish, withdraw."""

import pytest
from django.urls import reverse

from platforms.models import Platform, Rating
from tests.desk.conftest import fields_of, sheet_url, text_of


@pytest.fixture
def draft(linkedin):
    """LinkedIn as it was before it was first published, with two cells that stand against it."""
    Platform.objects.filter(pk=linkedin.pk).update(published_at=None, published_by=None)
    Rating.objects.filter(platform=linkedin, trait__slug="focus").delete()
    linkedin.support.get(feature__slug="polls").sources.clear()
    linkedin.refresh_from_db()
    return linkedin


def page_of(platform):
    return reverse("admin:platforms_platform_publication", args=[platform.pk])


def test_only_the_desk_can_preview_a_draft(client, editor, draft):
    shown = editor.get(reverse("admin:platforms_platform_preview", args=[draft.pk]))

    assert next(template.name for template in shown.templates) == "profile/profile.html"
    assert draft.tagline in text_of(shown)
    assert shown["Cache-Control"].startswith("private, no-store")
    assert "ETag" not in shown
    assert client.get("/platforms/linkedin/").status_code == 404


def test_the_preview_shows_the_latest_save(editor, draft):
    editor.post(sheet_url(draft), fields_of(editor.get(sheet_url(draft))) | {"about-tagline": "Quite new words"})

    assert "Quite new words" in text_of(editor.get(reverse("admin:platforms_platform_preview", args=[draft.pk])))


def test_the_preview_of_a_public_platform_lists_its_changes(editor, linkedin):
    entered = {"ratings.focus-low": "0", "ratings.focus-high": "0", "save-note": "Tried it again"}
    editor.post(sheet_url(linkedin), fields_of(editor.get(sheet_url(linkedin))) | entered)

    shown = editor.get(reverse("admin:platforms_platform_preview", args=[linkedin.pk]))

    assert shown.context["edits"][0].why == "Tried it again"
    assert "Tried it again" in text_of(shown)


def test_publishing_is_refused_until_every_reason_is_resolved(client, publisher, draft):
    reasons = ["Focus is a core trait and has no rating.", "“Polls” is known and has no source."]
    assert all(reason in text_of(publisher.get(page_of(draft))) for reason in reasons)
    refused = publisher.post(page_of(draft), {"publish": "1"})
    assert refused.status_code == 422
    assert all(reason in text_of(refused) for reason in reasons)
    assert not Platform.objects.get(pk=draft.pk).is_published

    source = draft.support.exclude(sources=None).first().sources.first().slug
    mended = {
        "ratings.focus-low": "3", "ratings.focus-why": "Work comes first.", "ratings.focus-more": source,
        "support.polls-more": source,
    }  # fmt: skip
    publisher.post(sheet_url(draft), fields_of(publisher.get(sheet_url(draft))) | mended)
    publisher.post(page_of(draft), {"publish": "1"})

    stored = Platform.objects.get(pk=draft.pk)
    assert stored.is_published
    assert stored.published_by.username == "publisher"
    assert client.get("/platforms/linkedin/").status_code == 200


def test_comparisons_with_a_withdrawn_platform_stay_readable(client, publisher, linkedin):
    publisher.post(page_of(linkedin), {"withdraw": "1"})

    stored = Platform.objects.get(pk=linkedin.pk)
    assert stored.withdrawn_by.username == "publisher"
    assert client.get("/platforms/linkedin/").status_code == 410
    assert client.get("/compare/facebook/linkedin/").status_code < 500


def test_an_edit_of_a_published_platform_is_public_at_once(client, editor, linkedin):
    editor.post(sheet_url(linkedin), fields_of(editor.get(sheet_url(linkedin))) | {"about-tagline": "Quite new words"})

    assert "Quite new words" in text_of(client.get("/platforms/linkedin/"))
