"""Every change of a platform is one entry; going back is one too."""

from django.urls import reverse

from platforms.models import Feature, Platform, Source, Support
from platforms.storage.document.stored import stored_platform
from platforms.storage.entries import document_of
from platforms.storage.publication import withdraw
from tests.desk.conftest import fields_of, sheet_url, text_of


def save(client, platform, note="Because", **changed):
    fields = fields_of(client.get(sheet_url(platform)))
    return client.post(sheet_url(platform), fields | {"save-note": note} | changed)


def entries(platform):
    return list(platform.history.order_by("history_id"))


def test_one_save_makes_one_entry_with_editor_and_reason(editor, linkedin):
    before = len(entries(linkedin))

    save(editor, linkedin, note="Read the help pages", **{
        "about-tagline": "New words", "support.polls-note": "A note", "ratings.focus-why": "For a reason.",
    })  # fmt: skip

    fresh = entries(linkedin)[before:]
    assert [(e.history_user.username, e.history_change_reason) for e in fresh] == [("editor", "Read the help pages")]
    assert document_of(fresh[0]) == stored_platform(linkedin.pk)


def test_loading_the_catalogue_creates_one_entry_per_platform(linkedin):
    assert [entry.history_change_reason for entry in entries(linkedin)] == ["Loaded from the catalogue's files"]


def test_publishing_and_withdrawing_create_entries(publisher, linkedin):
    publisher.post(reverse("admin:platforms_platform_publication", args=[linkedin.pk]), {"withdraw": "1"})
    publisher.post(reverse("admin:platforms_platform_publication", args=[linkedin.pk]), {"publish": "1"})

    made = [(entry.history_change_reason, entry.history_user.username) for entry in entries(linkedin)[-2:]]
    assert made == [("Withdrawn", "publisher"), ("Published", "publisher")]


def test_an_entry_shows_its_differences_by_cell(editor, linkedin):
    save(editor, linkedin, **{"support.polls-note": "A telling note"})

    page = text_of(editor.get(reverse("admin:platforms_platform_entry", args=[linkedin.pk, entries(linkedin)[-1].pk])))

    assert "Polls note:" in page
    assert "A telling note" in page
    assert "Photos" not in page


def test_restoring_an_entry_creates_a_new_entry(publisher, linkedin):
    first = stored_platform(linkedin.pk)
    origin = entries(linkedin)[-1]
    save(publisher, linkedin, **{"support.polls-note": "Wrong", "about-tagline": "Wrong", "tips-0-text": ""})
    Support.objects.filter(platform=linkedin, feature__slug="photos").delete()

    publisher.post(reverse("admin:platforms_platform_entry", args=[linkedin.pk, origin.pk]))

    assert stored_platform(linkedin.pk) == first
    assert entries(linkedin)[-1].history_change_reason.startswith("Back to the entry of ")
    assert entries(linkedin)[-1].history_user.username == "publisher"


def test_restoring_keeps_a_withdrawn_platform_withdrawn(publisher, linkedin):
    origin = entries(linkedin)[-1]
    withdraw(linkedin)

    publisher.post(reverse("admin:platforms_platform_entry", args=[linkedin.pk, origin.pk]))

    assert not Platform.objects.get(pk=linkedin.pk).is_published


def test_restoring_lists_deleted_parts_and_restores_the_rest(publisher, linkedin):
    withdraw(linkedin)
    origin = entries(linkedin)[-1]
    save(publisher, linkedin, **{"about-tagline": "Wrong"})
    Feature.objects.get(slug="polls").delete()
    gone = Source.objects.filter(support__platform=linkedin).first()
    gone.delete()

    response = publisher.post(reverse("admin:platforms_platform_entry", args=[linkedin.pk, origin.pk]), follow=True)

    assert f"did not come back: polls, {gone.slug}" in text_of(response)
    assert Platform.objects.get(pk=linkedin.pk).tagline == linkedin.tagline


def test_restoring_an_unpublishable_version_is_refused(publisher, linkedin):
    cell = linkedin.support.get(feature__slug="polls")
    sources = list(cell.sources.all())
    cell.sources.clear()
    linkedin.save()
    uncited = entries(linkedin)[-1]
    cell.sources.set(sources)

    response = publisher.post(reverse("admin:platforms_platform_entry", args=[linkedin.pk, uncited.pk]), follow=True)

    assert "“Polls” is known and has no source." in text_of(response)
    assert linkedin.support.get(feature__slug="polls").sources.exists()


def test_the_history_survives_deleting_its_editor(editor, linkedin, django_user_model):
    save(editor, linkedin, **{"about-tagline": "New words"})
    django_user_model.objects.all().delete()

    page = editor.get(sheet_url(linkedin))

    assert page.status_code == 302
    assert entries(linkedin)[-1].history_user is None


def test_listing_entries_costs_few_queries(admin_client, linkedin, django_assert_max_num_queries):
    for _entry in range(20):
        linkedin.save()

    # session, user, permission checks, platform, count, entries with users
    with django_assert_max_num_queries(8):
        admin_client.get(reverse("admin:platforms_platform_history", args=[linkedin.pk]))
