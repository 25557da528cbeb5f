"""Uses and audiences through the real database: stored, merged, published, in the history."""

import msgspec
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings

from platforms.domain.catalogue.editions import since
from platforms.domain.document.merging import completed
from platforms.domain.document.platform_part import AudiencePart
from platforms.domain.document.writing import write_files
from platforms.models import AudienceCell, Goal, Platform, Shipped, Use
from platforms.models.revision import current_token
from platforms.storage import entries, history, published
from platforms.storage.document.load import load
from platforms.storage.document.stored import stored, stored_platform
from platforms.storage.document.write import Refused
from tests.exhaustive import EXAMPLES
from tests.parts import AUDIENCES, SOURCES, USES, known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_process")]


def linkedin():
    return Platform.objects.get(slug="linkedin")


def save(**changed):
    """Save LinkedIn with changed fields, and return it as it is stored then."""
    part = stored_platform(linkedin().pk)
    history.save(msgspec.structs.replace(part, **changed), base=part)
    return stored_platform(linkedin().pk)


@pytest.fixture
def filled():
    """LinkedIn with uses and an audience, in the database."""
    wanted = known(stored_platform(linkedin().pk))
    return save(uses=wanted.uses, audience=wanted.audience)


def entry_of_an_earlier_release():
    """LinkedIn's newest entry as releases before uses wrote it."""
    entry = linkedin().history.order_by("-history_id").first()
    entry.document = {key: value for key, value in entry.document.items() if key not in ("uses", "audience")}
    entry.save()
    return entry


@settings(max_examples=EXAMPLES // 4)
@given(USES, AUDIENCES)
def test_every_use_and_audience_comes_back_as_it_was_stored(shipped, made_up_uses, made_up_audience):
    part = next(part for part in shipped.platforms if part.slug == "linkedin")
    draft = msgspec.structs.replace(
        part, slug="draft", name="Draft", also_known_as=(), published=False,
        uses=made_up_uses, audience=made_up_audience,
    )  # fmt: skip

    with transaction.atomic():
        history.save(draft, base=None, sources=SOURCES)
        again = stored_platform(Platform.objects.get(slug="draft").pk)
        entry = Platform.objects.get(slug="draft").history.first()
        transaction.set_rollback(True)

    assert again == draft
    assert {"uses", "audience"} <= entry.document.keys()


def test_the_published_catalogue_has_uses_and_audience(filled):
    platform = published.current().platform_by_slug["linkedin"]

    assert {goal: use.level for goal, use in platform.uses.items()} == {"career": 4, "communities": 1}
    assert platform.uses["career"].evidence.sources
    assert platform.audience.ages.minimum_in("KR") == 14
    assert not platform.audience.countries.include("CN")
    assert platform.audience.joining.needs == ("work-email",)


@pytest.mark.parametrize(
    ("subject", "value", "says"),
    [
        ("countries", {"offered": ["usa"]}, "regex"),
        ("countries", {"offered": ["QQ"]}, "“QQ” is no country's code"),
        ("countries", {"offered": ["DE"], "not_offered": ["US"]}, "one of them is enough"),
        ("ages", {}, "`minimum`"),
        ("ages", {"minimum": 13, "check": "guessed"}, "guessed"),
        ("ages", {"minimum": 13, "note": "A note"}, "fields of their own"),
        ("fields", {"fields": ["magic"]}, "magic"),
        ("joining", ["phone"], "Expected `object`"),
        ("joining", {"fields": []}, "unknown field"),
        ("moods", {}, "not a valid choice"),
    ],
)
def test_an_audience_that_makes_no_sense_is_refused_with_the_reason(subject, value, says):
    with pytest.raises(ValidationError) as refused:
        AudienceCell(platform=linkedin(), subject=subject, value=value).full_clean()

    assert says in str(refused.value)


def test_every_change_of_them_makes_a_new_revision(filled):
    for rows in (Use.objects.all(), AudienceCell.objects.all(), Use.sources.through.objects.all()):
        before = current_token()
        rows.last().delete()
        assert current_token() != before


def test_a_public_platform_cannot_have_them_without_a_source(filled):
    bare = {"career": msgspec.structs.replace(filled.uses["career"], sources=())}
    ages = msgspec.structs.replace(filled.audience.ages, sources=())

    with pytest.raises(Refused, match="The use for “Find a job or be found by recruiters” has no source"):
        save(uses=bare)
    with pytest.raises(Refused, match="“Ages” of the audience has no source"):
        save(audience=AudiencePart(ages=ages))


def test_an_unknown_part_is_removed(filled):
    assert save(audience=AudiencePart(), uses={}).audience == AudiencePart()
    assert not Use.objects.exists()
    assert not AudienceCell.objects.exists()


def test_going_back_to_an_entry_older_than_uses_keeps_them(filled):
    old = entry_of_an_earlier_release()
    save(tagline="Another line")

    changes, lost = history.revert(old)

    assert {change.key[2] for change in changes} == {"tagline"}
    assert lost == []
    assert stored_platform(linkedin().pk) == filled


def test_going_back_to_an_entry_without_uses_removes_them():
    before = save(tagline="Another line")
    entry = linkedin().history.order_by("-history_id").first()
    wanted = known(before)
    save(uses=wanted.uses, audience=wanted.audience)

    history.revert(entry)

    assert stored_platform(linkedin().pk) == before


def test_going_back_leaves_out_the_use_for_a_deleted_goal(filled):
    entry = linkedin().history.order_by("-history_id").first()
    Goal.objects.get(slug="career").delete()

    _, lost = history.revert(entry)

    assert lost == ["career"]
    assert set(stored_platform(linkedin().pk).uses) == {"communities"}


def test_a_link_older_than_uses_compares_only_what_existed(filled):
    old = entry_of_an_earlier_release()
    save(tagline="Another line")
    catalogue = published.current()

    then = entries.catalogue_at(catalogue, old.history_id)

    assert since(old=then, new=catalogue).facts == ()
    assert then.platform_by_slug["linkedin"].uses["career"].level == 4


def test_a_link_after_uses_tells_what_changed_of_them(filled):
    entry = linkedin().history.order_by("-history_id").first()
    save(uses=filled.uses | {"career": msgspec.structs.replace(filled.uses["career"], level=2)})
    catalogue = published.current()

    facts = since(old=entries.catalogue_at(catalogue, entry.history_id), new=catalogue).facts

    assert [(changed.key, changed.old.level, changed.new.level) for _, changed in facts] == [("uses.career", 4, 2)]


def test_an_older_dump_leaves_them_as_they_are(shipped, filled):
    load(stored())
    edited = save(uses=filled.uses | {"career": msgspec.structs.replace(filled.uses["career"], why="An editor's.")})

    for overwrite in (False, True):
        merged = load(shipped, overwrite=overwrite)
        assert merged.changes == ()
    assert stored_platform(linkedin().pk) == edited
    assert Shipped.objects.get().document["platforms"]


def test_a_newer_dump_updates_what_no_editor_changed(filled):
    newer = stored()
    load(newer)
    edited = {"career": msgspec.structs.replace(filled.uses["career"], level=3)}
    save(uses=filled.uses | edited, audience=AudiencePart(ages=filled.audience.ages))
    better = {slug: msgspec.structs.replace(use, why="Better said.") for slug, use in filled.uses.items()}
    platforms = [msgspec.structs.replace(p, uses=better) if p.slug == "linkedin" else p for p in newer.platforms]

    merged = load(msgspec.structs.replace(newer, platforms=tuple(platforms)))

    now = stored_platform(linkedin().pk)
    assert (now.uses["career"].level, now.uses["communities"].why) == (3, "Better said.")
    assert now.audience == AudiencePart(ages=filled.audience.ages)
    assert [change.key[2:] for change in merged.preserved] == [("uses", "career")]


def test_a_document_with_any_use_is_complete(shipped):
    some = [known(part) if part.slug == "linkedin" else part for part in shipped.platforms]
    document = msgspec.structs.replace(shipped, platforms=tuple(some))

    assert completed(shipped, document) == document
    assert completed(document, shipped) == document


def test_a_dump_restores_every_use_and_audience(filled, tmp_path):
    before = stored()
    call_command("dump_catalogue", tmp_path)
    assert (tmp_path / "platforms/linkedin.toml").read_text("utf-8") == write_files(before)["platforms/linkedin.toml"]
    Platform.objects.all().delete()

    call_command("load_catalogue", tmp_path, overwrite=True)

    assert stored() == before
