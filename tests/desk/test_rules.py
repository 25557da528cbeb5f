"""One set of rules for every way in: what the desk saves can be shown, dumped and loaded."""

import pytest
from django.urls import reverse

from platforms.domain.document.files import read_files
from platforms.domain.document.writing import write_files
from platforms.models import Goal, Guide, Source, Trait
from platforms.storage.document.stored import stored
from tests.desk.conftest import fields_of, text_of
from tests.domain.test_document import TODAY

NO_ROWS = {
    f"{rows}-{name}": number
    for rows in ("levels", "needs")
    for name, number in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"), ("MIN_NUM_FORMS", "0"), ("MAX_NUM_FORMS", "5"))
}
TRAIT = NO_ROWS | {
    "slug": "mood", "name": "Mood", "low_label": "low", "high_label": "high", "scale": "two-sided", "order": "99",
    "question": "", "also": "",
}  # fmt: skip
LEVELS = {
    f"levels-{n}-{name}": text
    for n in range(5)
    for name, text in {"value": str(n), "label": f"Level {n}", "phrase": "is so", "description": "Seen."}.items()
} | {"levels-TOTAL_FORMS": "5"}
GOAL = NO_ROWS | {"slug": "rest", "wording": "Rest", "short": "rest", "kind": "both", "order": "99", "also": ""}

PAGES = (
    "/", "/platforms/", "/compare/social/professional/", "/guide/", "/fit/", "/fit/review/",
    "/fit/results/?goal=career&focus=3", "/compare/linkedin/xing/", "/platforms/linkedin/", "/changes/", "/method/",
    "/data/catalogue.json", "/sitemap.xml", "/corrections/new/", "/de/platforms/linkedin/",
)  # fmt: skip


def assert_sound(client):
    """Every kind of public page answers, and what is stored can be dumped and loaded."""
    for page in PAGES:
        assert client.get(page).status_code < 400, page
    document = stored()
    assert read_files(write_files(document), today=TODAY) == document


def add(client, model, fields):
    return client.post(reverse(f"admin:platforms_{model}_add"), fields)


def publish(client, obj, fields):
    url = reverse(f"admin:platforms_{obj._meta.model_name}_change", args=[obj.pk])
    kept = fields_of(client.get(url), f"{obj._meta.model_name}_form")
    return client.post(url, kept | fields | {"_publish": "1"})


def test_a_trait_without_levels_stays_a_draft(editor, publisher, client):
    add(editor, "trait", TRAIT)
    trait = Trait.objects.get(slug="mood")

    answer = publish(publisher, trait, {})

    assert answer.status_code == 422
    assert "Has 0 levels; a trait needs all five, 0 to 4." in text_of(answer)
    assert Trait.objects.get(slug="mood").draft
    assert_sound(client)


def test_a_trait_with_a_gap_is_refused(publisher, client):
    add(publisher, "trait", TRAIT | LEVELS | {"levels-3-value": "4", "levels-TOTAL_FORMS": "4"})

    answer = publish(publisher, Trait.objects.get(slug="mood"), {})

    assert "Has 4 levels" in text_of(answer)
    assert_sound(client)


def test_a_whole_trait_is_published_with_its_slug_locked(publisher, client):
    answer = add(publisher, "trait", TRAIT | LEVELS | {"_publish": "1"})

    assert answer.status_code == 302
    trait = Trait.objects.get(slug="mood")
    assert not trait.draft
    publish(publisher, trait, {"slug": "humour"})
    assert Trait.objects.filter(slug="mood").exists()
    assert "Mood" in text_of(client.get("/compare/social/professional/?show=all"))
    assert_sound(client)


@pytest.mark.parametrize("slug", ["goal", "must", "photos", "career", "launched"])
def test_a_slug_with_another_meaning_is_refused(publisher, slug):
    answer = add(publisher, "trait", TRAIT | LEVELS | {"slug": slug, "_publish": "1"})

    assert answer.status_code == 422
    assert not Trait.objects.filter(slug=slug).exists()
    assert "levels-4-label" in fields_of(answer, "trait_form")


def test_a_core_trait_needs_ratings_of_all_public_platforms(publisher, client):
    answer = add(publisher, "trait", TRAIT | LEVELS | {"core": "on", "_publish": "1"})

    assert answer.status_code == 422
    assert "public platforms have no rating of it: Alignable" in text_of(answer)


def test_a_goal_without_needs_stays_a_draft(publisher, client):
    add(publisher, "goal", GOAL)

    answer = publish(publisher, Goal.objects.get(slug="rest"), {})

    assert "Has no need; without one nothing can be matched." in text_of(answer)
    assert_sound(client)


def test_a_source_read_in_the_future_is_refused(editor):
    fields = {"slug": "later", "url": "https://example.org/", "title": "Later", "publisher": "Example"}

    answer = add(editor, "source", fields | {"read_on": "2999-01-01"})

    assert "Read_on 2999-01-01 lies in the future." in text_of(answer)
    assert not Source.objects.filter(slug="later").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("See {trait focus in a line.", "has a brace that draws nothing"),
        ("See [them](/platforms/nowhere/).", "inks to /platforms/nowhere/, which is not there"),
    ],
)
def test_a_guide_with_a_fault_is_not_published(publisher, text, reason):
    fields = {"slug": "own", "title": "Own", "summary": "Own.", "order": "9", "markdown": text, "_publish": "1"}

    answer = add(publisher, "guide", fields)

    assert reason in text_of(answer)
    assert not Guide.objects.filter(slug="own").exists()


def test_a_trait_that_a_guide_draws_cannot_be_deleted(publisher):
    guide = Guide.objects.create(slug="own", title="Own", summary="Own.", markdown="{trait effort}")
    trait = Trait.objects.get(slug="effort")

    answer = publisher.post(reverse("admin:platforms_trait_delete", args=[trait.pk]), {"post": "yes"}, follow=True)

    assert "“effort” is no drawing, trait or feature" in text_of(answer)
    assert Trait.objects.filter(slug="effort").exists()
    assert guide.slug == "own"
