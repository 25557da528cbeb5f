"""After any save of the desk's forms, on every kind of record, public pages answer and a dump loads as it was."""

import csv
import io

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from platforms.models import ChangeSet, Feature, Goal, Group, Guide, Platform, Source, Trait
from platforms.storage.document.load import load
from platforms.storage.document.stored import stored
from tests.desk.conftest import fields_of, sheet_url
from tests.desk.tables import load as press
from tests.desk.tables import upload
from tests.desk.test_rules import assert_sound
from tests.exhaustive import EXAMPLES

pytestmark = pytest.mark.usefixtures("tables")

MODELS = (Trait, Feature, Group, Goal, Guide, Source)
WORDS = st.text(st.sampled_from("ab Z7-<>{}[]()/\n\t\x02\x0b微é=+@'\";,."), max_size=14)
VALUES = WORDS | st.sampled_from(
    ["", "0", "4", "5", "-1", "99999", "yes", "unknown", "2026-01-01", "2999-01-01", "0001-01-01", "photos", "linkedin",
     "goal", "https://example.org/", "javascript:alert(1)", "{trait focus}", "[x](/platforms/nowhere/)", "US", "AU 16"]
)  # fmt: skip
SKIPPED = ("csrfmiddlewaretoken", "base", "_", "INITIAL_FORMS", "MIN_NUM", "MAX_NUM", "-id", "-trait", "-goal")
"""What no person types; without these a form says that it is damaged, which is a test of its own."""

KINDS = ("rating", "support", "use", "fact", "audiencecell")
SHEETS = {
    "rating": ("trait", ["focus", "effort"], ["lowest", "highest", "why"]),
    "support": ("feature", ["photos", "polls"], ["value", "note"]),
    "use": ("goal", ["career", "communities"], ["level", "why"]),
    "fact": ("subject", ["launched", "owner"], ["value", "note"]),
    "audiencecell": ("subject", ["ages", "countries"], ["minimum", "offered", "exceptions", "check"]),
}


def mutate(data, fields):
    """The fields of a form, some of them as somebody might have typed them."""
    names = [name for name in fields if not any(part in name for part in SKIPPED)]
    for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)):
        fields[name] = data.draw(VALUES)
    return fields


def edit(data, client):
    model = data.draw(st.sampled_from(MODELS))
    rows = list(model.objects.order_by("pk")[:4])
    row = data.draw(st.sampled_from(rows))
    url = reverse(f"admin:platforms_{model._meta.model_name}_change", args=[row.pk])
    fields = mutate(data, fields_of(client.get(url), f"{model._meta.model_name}_form"))
    return client.post(url, fields | data.draw(st.sampled_from([{}, {"_publish": "1"}, {"_draft": "1"}])))


def edit_sheet(data, client):
    platform = data.draw(st.sampled_from(list(Platform.objects.order_by("pk")[:3])))
    fields = fields_of(client.get(sheet_url(platform)))
    return client.post(sheet_url(platform), mutate(data, fields))


def add_platform(data, client):
    url = reverse("admin:platforms_platform_add")
    return client.post(url, mutate(data, fields_of(client.get(url)) | {"slug": "own", "name": "Own"}))


def delete(data, client):
    model = data.draw(st.sampled_from(MODELS))
    row = data.draw(st.sampled_from(list(model.objects.order_by("-pk")[:3])))
    return client.post(reverse(f"admin:platforms_{model._meta.model_name}_delete", args=[row.pk]), {"post": "yes"})


def translate(data, client):
    part = data.draw(st.sampled_from(["platforms.linkedin", "traits.focus", "goals.career", "features.photos"]))
    url = f"/admin/translations/{data.draw(st.sampled_from(['de', 'es']))}/{part}/"
    page = client.get(url)
    return client.post(url, mutate(data, fields_of(page, "translation"))) if page.status_code == 200 else page


def send_table(data, client):
    kind = data.draw(st.sampled_from(KINDS))
    about, slugs, says = SHEETS[kind]
    source = Source.objects.earliest("pk").slug
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["platform", about, *says, "sources"])
    for slug in slugs:
        writer.writerow(["linkedin", slug, *(data.draw(VALUES) for _name in says), source])
    page = upload(client, text.getvalue().encode(), kind=kind)
    return press(client, page)


def undo(data, client):
    change = ChangeSet.objects.order_by("-pk").first()
    url = f"/admin/platforms/changeset/{change.pk}/change/" if change else "/admin/"
    return client.post(url, {"undo": "1"}) if change else client.get(url)


ACTS = (edit, edit_sheet, add_platform, delete, translate, send_table, undo)


@settings(max_examples=max(EXAMPLES // 12, 8))
@given(st.data())
def test_after_any_save_pages_answer_and_a_dump_is_the_same(publisher, client, data):
    with transaction.atomic():
        for act in data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=3)):
            answer = act(data, publisher)
            assert answer.status_code in (200, 302, 404, 409, 422), (act.__name__, answer.status_code)
        assert_sound(client)
        assert load(stored(), dry_run=True).changes == ()
        transaction.set_rollback(True)
