"""Nothing that an editor types is dropped in silence, and a changed cell is checked today."""

import datetime

import pytest
from django.utils import timezone

from platforms.models import Platform
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, text_of

TODAY = timezone.now().date()
OLD = datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("cell", "typed", "said"),
    [
        ("ratings", {"ratings.focus-low": "", "ratings.focus-high": ""}, "Choose a level, or leave out why."),
        ("facts", {"facts.closed-note": "So."}, "Give the fact, or leave out the note."),
        ("figures", {"figures-9-number": "12"}, "Say what is counted, or leave the whole figure out."),
        ("tips", {"tips-19-goal": "career"}, "Write the advice, or leave the whole tip out."),
        ("source", {"source-0-title": "New"}, "Give the address, or leave the whole source out."),
        ("more", {"facts.closed-more": "alignable-launch"}, "Enter what this source says, or leave it out."),
    ],
)
def test_input_without_its_value_is_an_error(editor, linkedin, cell, typed, said):
    before = stored_platform(linkedin.pk)

    answer = editor.post(sheet_url(linkedin), fields_of(editor.get(sheet_url(linkedin))) | typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert stored_platform(linkedin.pk) == before


@pytest.fixture
def old(linkedin):
    """LinkedIn, last checked long ago."""
    for cells in (linkedin.support, linkedin.ratings, linkedin.facts):
        cells.update(checked_on=OLD)
    return linkedin


def save(client, platform, **typed):
    return client.post(sheet_url(platform), fields_of(client.get(sheet_url(platform))) | typed)


def test_a_changed_cell_is_checked_today(editor, old):
    save(editor, old, **{"support.polls-note": "Changed", "ratings.focus-why": "Changed."})

    part = stored_platform(old.pk)
    assert part.support["polls"].checked_on == part.ratings["focus"].checked_on == TODAY
    assert part.support["photos"].checked_on == OLD


def test_another_day_typed_for_a_changed_cell_holds(editor, old):
    save(editor, old, **{"support.polls-note": "Changed", "support.polls-checked_on": "2024-05-01"})

    assert stored_platform(old.pk).support["polls"].checked_on == datetime.date(2024, 5, 1)


@pytest.mark.parametrize(("group", "photos", "focus"), [("ratings", OLD, TODAY), ("all", TODAY, TODAY)])
def test_one_tick_checks_a_group_or_all(editor, old, group, photos, focus):
    save(editor, old, **{"checked-group": group})

    part = stored_platform(old.pk)
    assert (part.support["photos"].checked_on, part.ratings["focus"].checked_on) == (photos, focus)


def test_undated_cells_stand_against_publication(publisher, linkedin):
    Platform.objects.filter(pk=linkedin.pk).update(published_at=None)
    linkedin.support.filter(feature__slug__in=["photos", "polls"]).update(checked_on=None)

    answer = publisher.post(f"/admin/platforms/platform/{linkedin.pk}/publication/")

    assert "2 known cells have no day of their check." in text_of(answer)
    assert not Platform.objects.get(pk=linkedin.pk).is_published
