"""Every way of writing every catalogue model changes the token, and nothing else does."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from platforms.models import AudienceCell, Correction, Goal, Guide, Platform, Rating, Source, Support, Translation, Use
from platforms.models.revision import current_token
from platforms.storage.triggers import watched_tables

pytestmark = pytest.mark.django_db

MODELS = [m for m in apps.get_app_config("platforms").get_models() if getattr(m, "in_catalogue", False)]


def changes(write):
    before = current_token()
    write()
    return current_token() != before


def stored(model):
    """Return a row; make one where the shipped catalogue has none."""
    row = model.objects.first()
    if row is None:
        platform, goal = Platform.objects.first(), Goal.objects.first()
        made = {
            Guide: {"slug": "a-guide", "title": "A guide", "markdown": "Text"},
            Use: {"platform": platform, "goal": goal, "level": 1, "why": "Because."},
            AudienceCell: {"platform": platform, "subject": "fields"},
            Translation: {"slug": "de-1", "language": "de", "key": "goals.career.wording", "english": "a", "text": "b"},
        }
        row = model.objects.create(**made[model])
    return row


def test_every_catalogue_table_is_watched():
    assert {model._meta.db_table for model in MODELS} <= set(watched_tables())
    assert {"platforms_rating_sources", "platforms_support_sources", "platforms_tip_sources"} <= set(watched_tables())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_save_update_and_bulk_update_change_the_token(model):
    row = stored(model)
    field = model._meta.pk.name
    plain = next(f.name for f in model._meta.fields if f.name != field and not f.is_relation)

    assert changes(row.save)
    assert changes(lambda: model.objects.filter(pk=row.pk).update(**{plain: getattr(row, plain)}))
    assert changes(lambda: model.objects.bulk_update([row], [plain]))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_delete_changes_the_token(model):
    row = stored(model)
    if model.__name__ == "Group":
        row.features.all().delete()

    assert changes(row.delete)


def test_queryset_delete_create_and_bulk_create_change_the_token():
    def new(slug):
        return Source(
            slug=slug, url=f"https://example.org/{slug}", title="T", publisher="P", official=True, read_on="2026-01-01"
        )

    assert changes(new("one").save)
    assert changes(lambda: Source.objects.bulk_create([new("two")]))
    assert changes(lambda: Source.objects.bulk_create([new("three")], ignore_conflicts=True))
    assert changes(Source.objects.filter(slug__in=["one", "two"]).delete)


def test_links_to_sources_change_the_token():
    support = Support.objects.exclude(sources=None).first()
    source = support.sources.first()

    assert changes(lambda: support.sources.remove(source))
    assert changes(lambda: support.sources.add(source))
    assert changes(lambda: support.sources.set([]))
    assert changes(lambda: support.sources.set([source]))
    assert changes(support.sources.clear)


def test_a_cascade_changes_the_token():
    user = get_user_model().objects.create_user("someone")
    Platform.objects.filter(slug="linkedin").update(published_by=user)

    assert changes(user.delete)


def test_plain_sql_changes_the_token():
    def write():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE platforms_rating SET why = 'changed behind our back'")

    assert changes(write)
    assert Rating.objects.filter(why="changed behind our back").exists()


def test_reading_and_unrelated_writes_keep_the_token():
    linkedin = Platform.objects.get(slug="linkedin")

    assert not changes(lambda: list(Support.objects.all()))
    assert not changes(lambda: get_user_model().objects.create_user("someone"))
    assert not changes(
        lambda: Correction.objects.create(platform=linkedin, cell="photos", wrong="x", source_url="https://a.b")
    )


def test_a_rollback_keeps_the_token():
    def write():
        with transaction.atomic():
            Platform.objects.update(tagline="gone again")
            transaction.set_rollback(True)

    assert not changes(write)


def test_only_decided_reports_change_the_token():
    report = Correction(
        platform=Platform.objects.get(slug="linkedin"), cell="polls", wrong="x", source_url="https://a.b"
    )

    assert not changes(report.save)
    assert not changes(lambda: Correction.objects.update(wrong="Still open"))
    decided = {"state": "declined", "decision": "No.", "decided_at": timezone.now()}
    assert changes(lambda: Correction.objects.update(**decided))
    assert changes(lambda: Correction.objects.update(decision="No, since."))
    assert changes(Correction.objects.get().delete)
