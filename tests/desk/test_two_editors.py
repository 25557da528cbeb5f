"""No save undoes another one unseen."""

import pytest

from platforms.storage import history
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, signed_in, text_of


@pytest.fixture
def first():
    return signed_in("editor", "anna")


@pytest.fixture
def second():
    return signed_in("editor", "ben")


def test_a_conflict_shows_the_other_edit_and_keeps_yours(first, second, linkedin):
    opened = fields_of(second.get(sheet_url(linkedin)))
    own = fields_of(first.get(sheet_url(linkedin)))
    first.post(sheet_url(linkedin), own | {"support.polls-note": "By Anna", "save-note": "Read anew"})

    answer = second.post(sheet_url(linkedin), opened | {"support.photos-note": "By Ben"})

    page = text_of(answer)
    assert answer.status_code == 409
    assert "Somebody else saved meanwhile" in page
    assert "anna," in page
    assert "Read anew" in page
    fields = fields_of(answer)
    assert fields["support.photos-note"] == ["By Ben"]
    assert fields["support.polls-note"] == ["By Anna"]
    assert stored_platform(linkedin.pk).support["photos"].note != "By Ben"


def test_saving_again_keeps_both_edits(first, second, linkedin):
    opened = fields_of(second.get(sheet_url(linkedin)))
    first.post(sheet_url(linkedin), fields_of(first.get(sheet_url(linkedin))) | {"support.polls-note": "By Anna"})
    answer = second.post(sheet_url(linkedin), opened | {"support.photos-note": "By Ben"})

    assert second.post(sheet_url(linkedin), fields_of(answer)).status_code == 302

    support = stored_platform(linkedin.pk).support
    assert (support["polls"].note, support["photos"].note) == ("By Anna", "By Ben")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "By Ben"), ("theirs", "By Anna")])
def test_the_second_editor_resolves_a_conflicting_cell(first, second, linkedin, choice, kept):
    opened = fields_of(second.get(sheet_url(linkedin)))
    first.post(sheet_url(linkedin), fields_of(first.get(sheet_url(linkedin))) | {"support.polls-note": "By Anna"})
    answer = second.post(sheet_url(linkedin), opened | {"support.polls-note": "By Ben"})
    fields = fields_of(answer)
    assert fields["support.polls-note"] == ["By Ben"]
    assert fields["decide-support.polls"] == ["mine"]

    second.post(sheet_url(linkedin), fields | {"decide-support.polls": choice})

    assert stored_platform(linkedin.pk).support["polls"].note == kept


def test_another_save_during_a_conflict_asks_again(first, second, linkedin):
    opened = fields_of(second.get(sheet_url(linkedin)))
    for note in ("One", "Two"):
        first.post(sheet_url(linkedin), fields_of(first.get(sheet_url(linkedin))) | {"support.polls-note": note})
        answer = second.post(sheet_url(linkedin), opened | {"support.photos-note": "By Ben"})
        opened = fields_of(answer)
        first.post(sheet_url(linkedin), fields_of(first.get(sheet_url(linkedin))) | {"support.polls-note": note * 2})

    assert second.post(sheet_url(linkedin), opened).status_code == 409


def test_a_conflict_keeps_a_newly_entered_source(first, second, linkedin):
    opened = fields_of(second.get(sheet_url(linkedin)))
    first.post(sheet_url(linkedin), fields_of(first.get(sheet_url(linkedin))) | {"support.polls-note": "By Anna"})
    new = {
        "source-0-slug": "brand-new", "source-0-url": "https://example.org/new", "source-0-title": "New",
        "source-0-publisher": "Example", "support.photos-more": "brand-new",
    }  # fmt: skip

    answer = second.post(sheet_url(linkedin), opened | new)
    second.post(sheet_url(linkedin), fields_of(answer))

    assert "brand-new" in stored_platform(linkedin.pk).support["photos"].sources


def test_saving_a_deleted_platform_is_refused(first, second, linkedin):
    opened = fields_of(second.get(sheet_url(linkedin)))
    page = second.get(sheet_url(linkedin))
    part = stored_platform(linkedin.pk)
    linkedin.delete()

    assert page.status_code == 200
    with pytest.raises(history.Refused, match="deleted meanwhile"):
        history.save(part, base=part)
    assert second.post(sheet_url(linkedin), opened).status_code == 302
