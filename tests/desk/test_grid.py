"""One trait, feature or goal on all platforms is edited on one page and saved as one change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from platforms.models import ChangeSet, Feature, Goal, Source, Support, Trait
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, text_of

POLLS = {"cells.linkedin-note": "Anew", "cells.meetup-value": "partly", "cells.meetup-more": "alignable-launch"}


def grid_url(obj):
    return reverse(f"admin:platforms_{obj._meta.model_name}_grid", args=[obj.pk])


@pytest.fixture
def polls():
    return Feature.objects.get(slug="polls")


def save(client, obj, **typed):
    return client.post(grid_url(obj), fields_of(client.get(grid_url(obj))) | typed)


def cell(platform, feature):
    return Support.objects.get(platform__slug=platform, feature=feature)


def test_cells_of_several_platforms_are_saved_as_one_change(editor, polls):
    save(editor, polls, **POLLS, **{"save-note": "Read anew"})

    assert (cell("linkedin", polls).note, cell("meetup", polls).value) == ("Anew", "partly")
    assert cell("linkedin", polls).checked_on == timezone.now().date()
    change = ChangeSet.objects.get()
    assert (change.note, [one["key"][1] for one in change.changes]) == ("Read anew", ["linkedin", "meetup"])


def test_the_change_waits_for_a_publisher_and_can_be_undone(settings, editor, publisher, polls):
    settings.DIRECT_PUBLISHING = False
    before = cell("linkedin", polls).note
    save(editor, polls, **POLLS)
    change = ChangeSet.objects.get()
    address = reverse("admin:platforms_changeset_change", args=[change.pk])
    assert (change.state, cell("linkedin", polls).note) == ("pending", before)

    publisher.post(address, {"publish": "1"})
    assert cell("linkedin", polls).note == "Anew"

    publisher.post(address, {"undo": "1"})
    assert cell("linkedin", polls).note == before


@pytest.mark.parametrize(
    ("model", "slug", "typed"),
    [
        (Trait, "focus", {"cells.linkedin-why": "So it is."}),
        (Feature, "polls", {"cells.linkedin-note": "So it is."}),
        (Goal, "career", {"cells.linkedin-why": "So it is."}),
    ],
)
def test_every_kind_of_cell_has_its_grid(editor, model, slug, typed):
    obj = model.objects.get(slug=slug)
    assert "Nothing was changed." in text_of(editor.get(save(editor, obj).url))

    save(editor, obj, **typed)

    assert "So it is." in text_of(editor.get(grid_url(obj)))
    assert ChangeSet.objects.count() == 1


def test_a_new_source_is_pasted_once_for_all(editor, polls):
    Support.objects.filter(feature=polls, platform__slug__in=["linkedin", "meetup"]).delete()
    url = "https://help.example.org/polls"
    typed = {"cells.linkedin-value": "yes", "cells.meetup-value": "no", "cite-0-more": url}

    answer = save(editor, polls, **typed)
    assert answer.status_code == 422
    save(editor, polls, **typed, **{"source-1-url": url, "source-1-title": "P", "source-1-publisher": "E"})

    source = Source.objects.get(url=url)
    assert {support.platform.slug for support in source.support_set.all()} == {"linkedin", "meetup"}


def test_a_cell_that_somebody_changed_meanwhile_is_shown_before_it_is_replaced(editor, admin_client, polls, linkedin):
    opened = fields_of(editor.get(grid_url(polls)))
    sheet = fields_of(admin_client.get(sheet_url(linkedin)))
    admin_client.post(sheet_url(linkedin), sheet | {"support.polls-note": "Theirs", "support.photos-note": "Other"})

    answer = editor.post(grid_url(polls), opened | POLLS)
    assert answer.status_code == 409
    assert "Somebody else saved meanwhile" in text_of(answer)
    assert "Theirs" in text_of(answer)
    assert cell("linkedin", polls).note == "Theirs"

    editor.post(grid_url(polls), fields_of(answer))
    assert cell("linkedin", polls).note == "Anew"
    assert stored_platform(linkedin.pk).support["photos"].note == "Other"


def test_mistakes_are_named_by_platform(editor):
    answer = save(editor, Trait.objects.get(slug="focus"), **{"cells.linkedin-why": ""})

    assert answer.status_code == 422
    assert "LinkedIn: Say why, in one sentence." in text_of(answer)


def test_what_a_public_platform_needs_stays(editor):
    answer = save(editor, Trait.objects.get(slug="focus"), **{"cells.linkedin-sources": []})

    assert answer.status_code == 422
    assert "The rating of Focus has no source." in text_of(answer)


def test_a_forged_base_is_refused(editor, polls):
    assert save(editor, polls, **{"grid-base": "forged"}).status_code == 403
