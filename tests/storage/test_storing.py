"""Load, dump and what editors did in between, through the real database."""

import io

import msgspec
import pytest
from django.core.management import CommandError, call_command

from platforms.domain.document.writing import write_files
from platforms.models import Goal, Platform, Source, Support
from platforms.storage.document.stored import stored, stored_platform
from platforms.storage.publication import withdraw

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_stored_data_equals_what_was_loaded(shipped):
    assert stored() == shipped


def test_loading_a_dump_changes_nothing(tmp_path, shipped, shipped_files):
    run("dump_catalogue", tmp_path)

    assert {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.toml")} == shipped_files

    Platform.objects.all().delete()
    Source.objects.all().delete()
    run("load_catalogue", tmp_path, overwrite=True)
    assert stored() == shipped


def test_loading_again_changes_nothing():
    assert "0 keys changed" in run("load_catalogue")


def test_an_editors_change_survives_unless_overwritten():
    Platform.objects.filter(slug="linkedin").update(tagline="As an editor has it")

    assert run("load_catalogue") == f"{Platform.objects.count()} platforms read, 0 keys changed.\n"
    assert Platform.objects.get(slug="linkedin").tagline == "As an editor has it"
    run("load_catalogue", overwrite=True)
    assert Platform.objects.get(slug="linkedin").tagline != "As an editor has it"


def test_a_newer_file_updates_only_unedited_texts(tmp_path, shipped):
    for name, text in write_files(shipped).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text.replace('tagline = "', 'tagline = "New: '), "utf-8")
    Platform.objects.filter(slug="x").update(tagline="As an editor has it")

    said = run("load_catalogue", tmp_path)

    assert "kept as an editor has it: platforms/x/tagline" in said
    assert Platform.objects.get(slug="linkedin").tagline.startswith("New: ")
    assert Platform.objects.get(slug="x").tagline == "As an editor has it"


def test_a_dry_run_lists_changes_without_making_them():
    Support.objects.filter(platform__slug="x", feature__slug="photos").delete()
    before = stored()

    said = run("load_catalogue", dry_run=True, overwrite=True)

    assert "platforms/x/support/photos: nothing -> yes" in said
    assert "1 keys would change" in said
    assert stored() == before


def test_an_unpublishable_platform_stops_the_whole_load(tmp_path, shipped):
    bare = msgspec.structs.replace(shipped.platforms[0], slug="bare", name="Bare", also_known_as=(), ratings={})
    changed = msgspec.structs.replace(shipped.platforms[1], tagline="Changed")
    edited = msgspec.structs.replace(shipped, platforms=(bare, changed))
    for name, text in write_files(edited).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    before = stored()

    with pytest.raises(CommandError) as caught:
        run("load_catalogue", tmp_path)

    assert "platforms/bare.toml: published: Focus is a core trait and has no rating." in str(caught.value)
    assert stored() == before


def test_a_missing_folder_is_reported(tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        run("load_catalogue", tmp_path / "nowhere")


def test_withdrawn_and_draft_platforms_survive_a_dump(tmp_path, shipped):
    withdraw(Platform.objects.get(slug="x"))
    Platform.objects.filter(slug="meetup").update(published_at=None)
    before = stored()
    run("dump_catalogue", tmp_path)
    Platform.objects.all().delete()

    run("load_catalogue", tmp_path, overwrite=True)

    assert stored() == before
    assert [p.withdrawn for p in stored().platforms if p.slug == "x"] == [True]


def test_what_no_page_shows_is_stored_too():
    Goal.objects.create(slug="bare", wording="Do nothing", order=99)
    Source.objects.create(
        slug="uncited", url="https://a.example/", title="A", publisher="B", official=False, read_on="2026-01-01"
    )

    assert [goal.needs for goal in stored().goals if goal.slug == "bare"] == [()]
    assert stored().sources["uncited"].title == "A"


def test_one_platform_reads_as_among_all(django_assert_num_queries):
    withdraw(Platform.objects.get(slug="x"))
    Platform.objects.filter(slug="meetup").update(published_at=None)
    among_all = {part.slug: part for part in stored().platforms}

    for pk, slug in Platform.objects.values_list("pk", "slug"):
        with django_assert_num_queries(18):
            assert stored_platform(pk) == among_all[slug]
