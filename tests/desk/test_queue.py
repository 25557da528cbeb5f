"""The start page says what needs doing."""

import datetime

from django.utils import timezone
from lxml import html

from platforms.models import Correction, Goal, Platform, Source, Support, Trait
from tests.desk.conftest import text_of


def queue_of(client):
    return client.get("/admin/").context["queue"]


def test_the_queue_counts_and_lists_open_tasks(editor, linkedin):
    today = timezone.now().date()
    Platform.objects.filter(slug="xing").update(published_at=None)
    Correction.objects.create(platform=linkedin, cell="polls", wrong="x", source_url="https://a.b")
    linkedin.support.filter(feature__slug__in=["polls", "photos"]).update(checked_on=datetime.date(2020, 1, 1))
    Source.objects.update(reachable_on=today)
    gone = linkedin.ratings.first().sources.first()
    Source.objects.filter(pk=gone.pk).update(reachable_on=today - datetime.timedelta(days=40))

    queue = queue_of(editor)

    assert [draft.slug for draft in queue["drafts"]] == ["xing"]
    assert queue["correction_count"] == 1
    assert (queue["stale"][0].slug, queue["stale"][0].stale_cells) == ("linkedin", 2)
    assert list(queue["sources"]) == [gone]
    page = text_of(editor.get("/admin/"))
    assert "Corrections to decide: 1" in page
    assert "Drafts: 1" in page


def test_unknown_cells_that_could_change_most_results_come_first(editor, linkedin):
    before = queue_of(editor)["unknown_count"]
    Support.objects.filter(platform=linkedin, feature__slug__in=["job-listings", "polls"]).delete()

    queue = queue_of(editor)

    results = [count for *_names, count in queue["unknown"]]
    assert queue["unknown_count"] == before + 2
    assert results == sorted(results, reverse=True)
    assert results[0] > 0


def test_sources_never_checked_are_not_called_unreachable(editor):
    Source.objects.update(reachable_on=None)

    assert queue_of(editor)["source_count"] == 0


def test_the_queue_costs_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    editor.get("/admin/")

    # session, user, permissions, second factor 5; the five lists with their counts 14; Django's own list 3
    with django_assert_max_num_queries(22):
        editor.get("/admin/")


def test_texts_edited_since_their_translation_are_listed(editor):
    assert queue_of(editor)["untranslated_count"] == 0
    Goal.objects.filter(slug="career").update(wording="Find work, or be found")
    Trait.objects.filter(slug="focus").update(question="What is it about?")

    queue = queue_of(editor)

    assert [(gap.language, gap.key, gap.stale) for gap in queue["untranslated"]] == [
        ("de", "traits.focus.question", True),
        ("de", "goals.career.wording", True),
        ("es", "traits.focus.question", True),
        ("es", "goals.career.wording", True),
    ]
    assert "“Find work, or be found” its English was changed" in text_of(editor.get("/admin/"))


def test_the_whole_list_of_unknown_cells_is_filtered(editor, linkedin):
    Support.objects.filter(platform=linkedin, feature__slug__in=["job-listings", "polls"]).delete()

    def listed(**query):
        return text_of(editor.get("/admin/queue/unknown/", query))

    assert "LinkedIn: Polls" in listed(platform="LinkedIn", kind="support")
    assert "LinkedIn: Polls" not in listed(platform="LinkedIn", kind="uses")
    assert "LinkedIn: Polls" not in listed(platform="Meetup")


def test_the_whole_list_of_stale_platforms_opens_their_stale_cells(editor, linkedin):
    linkedin.support.filter(feature__slug="polls").update(checked_on=datetime.date(2020, 1, 1))

    page = editor.get("/admin/queue/stale/").content.decode()

    assert f"/admin/platforms/platform/{linkedin.pk}/change/?show=stale" in page


def test_every_list_of_the_queue_leads_to_its_whole(editor, linkedin):
    today = timezone.now().date()
    Correction.objects.create(platform=linkedin, cell="polls", wrong="x", source_url="https://a.b")
    Source.objects.update(reachable_on=today - datetime.timedelta(days=40))
    Platform.objects.filter(slug="xing").update(published_at=None)
    page = html.fromstring(editor.get("/admin/").content.decode())

    links = page.xpath("//a[text()='All, with filters']/@href")

    assert len(links) >= 4
    assert {editor.get(link).status_code for link in links} == {200}


def test_sources_that_nobody_cites_are_listed(editor):
    unused = Source.objects.create(
        slug="lonely", url="https://example.org/", title="L", publisher="E", official=False,
        read_on=timezone.now().date(),
    )  # fmt: skip
    listed = editor.get("/admin/platforms/source/", {"state": "unused"}).context["cl"].queryset
    assert unused in listed
    assert not {*listed} & {*Source.objects.filter(support__isnull=False)}


def test_a_source_says_which_cells_cite_it(editor, linkedin):
    source = linkedin.support.get(feature__slug="polls").sources.first()

    assert "LinkedIn" in text_of(editor.get(f"/admin/platforms/source/{source.pk}/change/"))
