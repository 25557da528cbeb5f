"""What is deleted while others rest on it or hold links to it: a clear answer, nothing lost."""

from django.test import Client
from django.urls import reverse

from platforms.models import Guide, Platform, Source, Trait
from tests.desk.conftest import sheet_url, text_of


def test_deleting_a_source_in_use_is_refused_naming_its_cells(publisher, linkedin):
    cell = linkedin.support.exclude(sources=None).select_related("feature").first()
    source = cell.sources.first()
    url = reverse("admin:platforms_source_delete", args=[source.pk])

    page = text_of(publisher.get(url))
    publisher.post(url, {"post": "yes"})

    assert f"support: {cell}" in page
    assert Source.objects.filter(pk=source.pk).exists()
    assert source in cell.sources.all()


def test_bulk_deletion_keeps_sources_in_use(publisher):
    used = Source.objects.filter(support__isnull=False).first()
    chosen = {"action": "delete_selected", "_selected_action": [used.pk], "post": "yes"}

    publisher.post(reverse("admin:platforms_source_changelist"), chosen)

    assert Source.objects.filter(pk=used.pk).exists()


def test_an_unused_source_can_be_deleted(publisher):
    idle = Source.objects.create(
        slug="idle", url="https://a.b/", title="T", publisher="P", official=True, read_on="2026-01-01"
    )

    publisher.post(reverse("admin:platforms_source_delete", args=[idle.pk]), {"post": "yes"})

    assert not Source.objects.filter(pk=idle.pk).exists()


def test_links_to_a_deleted_trait_still_open(publisher, client):
    trait = Trait.objects.get(slug="identity")
    links = [
        "/fit/results/?goal=career&identity=2", "/platforms/?identity=2", "/compare/facebook/linkedin/#identity",
        "/fit/identity/?goal=career",
    ]  # fmt: skip
    assert all(client.get(link).status_code == 200 for link in links)

    Guide.objects.all().delete()  # one draws it
    publisher.post(reverse("admin:platforms_trait_delete", args=[trait.pk]), {"post": "yes"})

    assert not Trait.objects.filter(slug="identity").exists()
    assert all(Client().get(link).status_code < 500 for link in links)
    assert Client().get(links[0]).status_code == 200


def test_editing_a_single_cell_redirects_to_the_sheet(publisher, linkedin):
    cell = linkedin.ratings.first()

    for name in ("change", "delete"):
        answer = publisher.post(reverse(f"admin:platforms_rating_{name}", args=[cell.pk]), {"post": "yes"})
        assert answer["Location"] == sheet_url(linkedin)
    assert publisher.get(reverse("admin:platforms_rating_add")).status_code == 403
    assert linkedin.ratings.filter(pk=cell.pk).exists()


def test_a_publisher_can_delete_a_platform(publisher, linkedin):
    publisher.post(reverse("admin:platforms_platform_delete", args=[linkedin.pk]), {"post": "yes"})

    assert not Platform.objects.filter(slug="linkedin").exists()
    assert Platform.history.filter(slug="linkedin", history_type="-").exists()
