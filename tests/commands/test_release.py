"""`start` brings the catalogue of a new release into a database that holds an older one."""

import msgspec
import pytest
from django.core.management import call_command

from platforms.management.catalogue_files import SHIPPED, read
from platforms.management.release import merge_release
from platforms.models import Platform, Support
from platforms.storage import history
from platforms.storage.document.load import load
from platforms.storage.document.stored import stored_platform

pytestmark = pytest.mark.django_db

LATER = "bluesky"
"""A platform that the older release did not have."""


def changed(part, feature, note):
    cell = msgspec.structs.replace(part.support[feature], note=note)
    return msgspec.structs.replace(part, support={**part.support, feature: cell})


@pytest.fixture
def older():
    """Load a document as an older release had it: one platform fewer, other notes on two of LinkedIn's features."""
    document, _ = read(SHIPPED)

    def then(part):
        return changed(changed(part, "polls", "Older."), "photos", "Older.") if part.slug == "linkedin" else part

    kept = tuple(then(part) for part in document.platforms if part.slug != LATER)
    load(msgspec.structs.replace(document, platforms=kept), overwrite=True, of_release=True)
    Platform.objects.filter(slug=LATER).delete()


def note_of(feature):
    return Support.objects.get(platform__slug="linkedin", feature__slug=feature).note


@pytest.mark.usefixtures("older")
def test_a_new_release_is_merged_and_editors_changes_stay():
    part = stored_platform(Platform.objects.get(slug="linkedin").pk)
    history.save(changed(part, "polls", "Mine."), base=part, note="I know better.")

    said = merge_release()

    assert said == "1 platform is new in this release; 1 cell is newer in this release; 1 that you changed stays yours."
    assert Platform.objects.published().filter(slug=LATER).exists()
    assert note_of("polls") == "Mine."
    assert note_of("photos") != "Older."
    assert merge_release() == ""


def test_nothing_is_said_or_written_without_a_newer_release(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert merge_release() == ""


def test_somebodys_own_files_are_never_replaced(tmp_path):
    Support.objects.filter(platform__slug="linkedin", feature__slug="polls").update(note="Ours.")
    call_command("dump_catalogue", str(tmp_path / "ours"))
    call_command("load_catalogue", str(tmp_path / "ours"))

    assert merge_release() == ""
    assert note_of("polls") == "Ours."
