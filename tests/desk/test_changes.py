"""Nothing goes public by a save: changes wait, are previewed, published, declined, undone; nobody overwrites unseen."""

import datetime

import pytest
from django.urls import reverse

from platforms.models import ChangeSet, Feature, Guide, Platform, Trait
from platforms.storage.document.stored import stored, stored_platform
from tests.desk.conftest import fields_of, sheet_url, signed_in, text_of

NOTE = "support.polls-note"


@pytest.fixture
def approval(settings):
    """Publishers publish what others save."""
    settings.DIRECT_PUBLISHING = False


def save(client, platform, **typed):
    return client.post(sheet_url(platform), fields_of(client.get(sheet_url(platform))) | typed)


def change_url(change):
    return reverse("admin:platforms_changeset_change", args=[change.pk])


def edit_url(obj):
    return reverse(f"admin:platforms_{obj._meta.model_name}_change", args=[obj.pk])


def test_a_save_waits_until_a_publisher_publishes_it(approval, editor, publisher, client, linkedin):
    before = stored()
    answer = save(editor, linkedin, **{NOTE: "Proposed", "save-note": "Read anew"})

    change = ChangeSet.objects.get()
    assert answer["Location"] == change_url(change)
    assert (change.state, change.note, stored()) == ("pending", "Read anew", before)
    assert "Proposed" in text_of(editor.get(change_url(change)))
    preview = text_of(editor.get(reverse("admin:platforms_changeset_preview", args=[change.pk])))
    assert "A preview: only the desk sees this." in preview
    assert "Proposed" in preview
    assert stored() == before
    assert editor.post(change_url(change), {"publish": "1"}).status_code == 403

    publisher.post(change_url(change), {"publish": "1", "reason": "Right"})

    assert stored_platform(linkedin.pk).support["polls"].note == "Proposed"
    assert "Proposed" in text_of(client.get("/platforms/linkedin/"))
    entry = linkedin.history.first()
    assert (str(entry.history_user), entry.history_change_reason) == ("editor", "Read anew")


def test_a_new_source_waits_with_its_cell(approval, editor, publisher, linkedin):
    source = {"source-0-slug": "brand-new", "source-0-url": "https://example.org/new", "source-0-title": "New",
              "source-0-publisher": "Example", "support.photos-more": "brand-new"}  # fmt: skip
    save(editor, linkedin, **source)

    publisher.post(change_url(ChangeSet.objects.get()), {"publish": "1"})

    assert "brand-new" in stored_platform(linkedin.pk).support["photos"].sources


def test_several_changes_are_published_with_one_reason(approval, editor, publisher, linkedin):
    save(editor, linkedin, **{NOTE: "One"})
    save(editor, linkedin, **{"support.photos-note": "Two"})
    listed = reverse("admin:platforms_changeset_changelist")

    keys = list(ChangeSet.objects.values_list("pk", flat=True))
    publisher.post(listed, {"action": "publish_selected", "_selected_action": keys, "reason": "Both right"})

    support = stored_platform(linkedin.pk).support
    assert (support["polls"].note, support["photos"].note) == ("One", "Two")
    assert set(ChangeSet.objects.values_list("state", "decision")) == {("published", "Both right")}


def test_declining_needs_a_reason_and_changes_nothing(approval, editor, publisher, linkedin):
    save(editor, linkedin, **{NOTE: "Proposed"})
    change = ChangeSet.objects.get()

    assert "Say why you decline it." in text_of(publisher.post(change_url(change), {"decline": "1"}, follow=True))
    publisher.post(change_url(change), {"decline": "1", "reason": "No source says so"})

    change.refresh_from_db()
    assert (change.state, change.decision) == ("declined", "No source says so")


def test_a_change_that_somebody_overtook_is_refused(approval, editor, publisher, linkedin):
    save(editor, linkedin, **{NOTE: "One"})
    save(editor, linkedin, **{NOTE: "Two"})
    first, second = ChangeSet.objects.order_by("pk")
    publisher.post(change_url(first), {"publish": "1"})

    answer = publisher.post(change_url(second), {"publish": "1"}, follow=True)

    assert "no longer fits: somebody changed" in text_of(answer)
    assert stored_platform(linkedin.pk).support["polls"].note == "One"


def test_drafts_are_saved_without_a_publisher(approval, editor, linkedin):
    Platform.objects.filter(pk=linkedin.pk).update(published_at=None)

    save(editor, linkedin, **{NOTE: "Saved"})

    assert stored_platform(linkedin.pk).support["polls"].note == "Saved"
    assert not ChangeSet.objects.exists()


def test_a_team_of_one_publishes_with_the_button(editor, linkedin):
    assert "Save and publish" in text_of(editor.get(sheet_url(linkedin)))

    save(editor, linkedin, **{NOTE: "At once"})

    assert stored_platform(linkedin.pk).support["polls"].note == "At once"


def test_a_public_guide_changes_only_once_published(approval, editor, publisher, client):
    guide = Guide.objects.first()
    url = edit_url(guide)
    editor.post(url, fields_of(editor.get(url), "guide_form") | {"title": "Another title"})

    assert "Another title" not in text_of(client.get("/guide/"))
    publisher.post(change_url(ChangeSet.objects.get()), {"publish": "1"})
    assert "Another title" in text_of(client.get("/guide/"))


@pytest.mark.parametrize("kind", [Guide, Feature, Trait])
def test_two_editors_of_one_thing_see_each_other(editor, kind):
    obj, form = kind.objects.order_by("pk").first(), f"{kind._meta.model_name}_form"
    field = "title" if kind is Guide else "name"
    url, second = edit_url(obj), signed_in("editor", "ben")
    opened = fields_of(second.get(url), form)
    editor.post(url, fields_of(editor.get(url), form) | {field: "By Anna"})

    answer = second.post(url, opened | {field: "By Ben"})

    assert answer.status_code == 409
    assert "Somebody else saved meanwhile. Their text: “By Anna”" in text_of(answer)
    obj.refresh_from_db()
    assert getattr(obj, field) == "By Anna"
    second.post(url, fields_of(answer, form))
    obj.refresh_from_db()
    assert getattr(obj, field) == "By Ben"


def test_a_deleted_feature_comes_back_with_its_cells(publisher, linkedin):
    before = stored()
    feature = Feature.objects.get(slug="polls")
    publisher.post(reverse("admin:platforms_feature_delete", args=[feature.pk]), {"post": "yes"})
    assert "polls" not in stored_platform(linkedin.pk).support
    change = ChangeSet.objects.get()
    assert linkedin.history.first().history_change_reason == f"Deleted: {feature}"

    publisher.post(change_url(change), {"undo": "1"})

    assert stored() == before


def test_an_edit_of_a_source_has_a_history_and_an_undo(publisher, linkedin):
    source = linkedin.support.get(feature__slug="polls").sources.first()
    url, before = edit_url(source), stored()
    publisher.post(url, fields_of(publisher.get(url), "source_form") | {"title": "Renamed", "change-note": "Typo"})
    change = ChangeSet.objects.get()
    assert (change.note, str(change.made_by), change.made_at.date()) == (
        "Typo", "publisher", datetime.datetime.now(datetime.UTC).date()
    )  # fmt: skip

    publisher.post(change_url(change), {"undo": "1"})

    assert stored() == before


def test_each_kind_has_a_history_of_its_changes(publisher):
    trait = Trait.objects.get(slug="focus")
    url = edit_url(trait)
    publisher.post(url, fields_of(publisher.get(url), "trait_form") | {"name": "Aim", "change-note": "Clearer"})

    history = publisher.get(url.replace("/change/", "/history/"))

    assert "publisher, published : Clearer" in text_of(history)


def test_the_effect_is_shown_before_publishing(approval, monkeypatch, editor, linkedin):
    monkeypatch.setattr("platforms.desk.effects.effect.SAMPLES", 30)
    save(editor, linkedin, **{"ratings.focus-low": "0", "ratings.focus-high": "0"})

    effect = editor.get(reverse("admin:platforms_changeset_effect", args=[ChangeSet.objects.get().pk]))

    assert "simulated answers." in text_of(effect)
    assert stored_platform(linkedin.pk).ratings["focus"].low > 0


def test_deleting_shows_as_the_deleters_edit(publisher, client, linkedin):
    feature = Feature.objects.get(slug="polls")
    publisher.post(reverse("admin:platforms_feature_delete", args=[feature.pk]), {"post": "yes"})

    assert f"Deleted: {feature}" in text_of(client.get("/changes/"))
