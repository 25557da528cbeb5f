"""A source is picked in the cell: an address is found or becomes a new source, with its check date."""

import pytest
from django.utils import timezone
from lxml import html

from platforms.desk.sources import look_up
from platforms.models import Platform, Source
from platforms.sources.page_titles import Described
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, text_of

NEW = "https://help.example.org/polls"
TRAITS = "cite-0-more"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    monkeypatch.setattr(look_up, "describe", lambda url: Described("Polls", "Example Help"))


def save(client, platform, **typed):
    return client.post(sheet_url(platform), fields_of(client.get(sheet_url(platform))) | typed)


def test_the_address_of_a_stored_page_cites_it(editor, linkedin):
    source = Source.objects.exclude(support__platform=linkedin).filter(url__startswith="https://").first()

    save(editor, linkedin, **{"support.polls-more": f"{source.url.replace('https', 'http')}?utm_source=x#top"})

    assert source.slug in stored_platform(linkedin.pk).support["polls"].sources
    assert not Source.objects.filter(url__endswith="#top").exists()


def test_a_new_page_is_asked_for_beside_its_cell_and_then_saved(editor, linkedin):
    answer = save(editor, linkedin, **{"support.polls-more": NEW})
    assert answer.status_code == 422
    assert "This page is new here. Give its title and publisher." in text_of(answer)
    row = html.fromstring(answer.content.decode()).get_element_by_id("support.polls")
    title = row.xpath(".//fieldset[@class='desk-new']//input[contains(@name, '-title')]")[0].get("name")

    prefix = title.removesuffix("-title")
    editor.post(sheet_url(linkedin), fields_of(answer) | {title: "Polls", f"{prefix}-publisher": "Example"})

    source = Source.objects.get(url=NEW)
    today = timezone.now().date()
    assert (source.slug, source.title, source.publisher, source.read_on) == ("example-polls", "Polls", "Example", today)
    cell = stored_platform(linkedin.pk).support["polls"]
    assert source.slug in cell.sources
    assert cell.checked_on == today


def test_two_cells_that_name_a_new_page_share_its_source(editor, linkedin):
    typed = {"support.polls-more": NEW, "ratings.focus-more": f"{NEW}/"}
    answer = save(editor, linkedin, **typed)
    assert len(html.fromstring(answer.content.decode()).xpath("//fieldset[@class='desk-new']")) == 1

    save(editor, linkedin, **typed, **{"source-1-url": NEW, "source-1-title": "P", "source-1-publisher": "E"})

    part = stored_platform(linkedin.pk)
    assert "e-p" in {*part.support["polls"].sources} & {*part.ratings["focus"].sources}
    assert Source.objects.filter(url__startswith=NEW).count() == 1


def test_a_slug_that_is_taken_gets_a_number(editor, linkedin):
    taken = Source.objects.create(
        slug="e-p", url="https://example.org/other", title="P", publisher="E", official=False,
        read_on=timezone.now().date(),
    )  # fmt: skip

    new = {"source-1-url": NEW, "source-1-title": "P", "source-1-publisher": "E"}
    save(editor, linkedin, **{"support.polls-more": NEW}, **new)

    assert Source.objects.get(url=NEW).slug == "e-p-2"
    assert Source.objects.get(pk=taken.pk).url == "https://example.org/other"


def test_what_is_pasted_is_looked_up(editor):
    known = Source.objects.first()

    answer = editor.get("/admin/platforms/source/look-up/", {"support.polls-more": f"{known.slug} {NEW} nothing"})

    fields = html.fromstring(answer.content.decode())
    assert str(known) in text_of(answer)
    assert "“nothing” is no source." in text_of(answer)
    assert fields.xpath("//input[contains(@name, '-title')]/@value") == ["Polls"]
    assert fields.xpath("//input[contains(@name, '-publisher')]/@value") == ["Example Help"]


def test_a_page_that_is_new_on_the_sheet_is_not_asked_for_twice(editor):
    answer = editor.get("/admin/platforms/source/look-up/", {"ratings.focus-more": NEW, "source-ab-url": NEW})

    assert "New on this page already, and cited here too" in text_of(answer)
    assert b"<input" not in answer.content


def test_nobody_looks_up_without_the_right_to_add(client):
    assert client.get("/admin/platforms/source/look-up/", {"x-more": NEW}).status_code == 302


def test_a_groups_source_is_cited_by_what_is_filled_in_without_one(editor):
    url = "/admin/platforms/platform/add/"
    fields = fields_of(editor.get(url))
    about = {
        "about-name": "Brand New", "about-kind": "social", "about-tagline": "New", "about-summary": "New here.",
        "about-website": "https://example.org/", TRAITS: NEW,
        "source-1-url": NEW, "source-1-title": "P", "source-1-publisher": "E",
        "ratings.focus-low": "2", "ratings.focus-why": "So.",
        "ratings.purpose-low": "2", "ratings.purpose-why": "So.", "ratings.purpose-more": "alignable-launch",
    }  # fmt: skip

    editor.post(url, fields | about)

    part = stored_platform(Platform.objects.get(slug="brand-new").pk)
    assert part.ratings["focus"].sources == ("e-p",)
    assert part.ratings["purpose"].sources == ("alignable-launch",)


def test_a_groups_source_leaves_unchanged_cells_alone(editor, linkedin):
    fields = fields_of(editor.get(sheet_url(linkedin)))
    before = stored_platform(linkedin.pk)

    editor.post(sheet_url(linkedin), fields | {TRAITS: "alignable-launch"})

    assert stored_platform(linkedin.pk) == before


def test_a_save_comes_back_to_the_cell(editor, linkedin):
    answer = save(editor, linkedin, place="support.polls", **{"support.polls-note": "New"})

    assert answer.url == f"{sheet_url(linkedin)}#support.polls"


def test_groups_are_folded_unless_something_is_wrong(editor, linkedin):
    def opened(answer):
        return html.fromstring(answer.content.decode()).xpath("//details[@class='desk-group'][@open]/@id")

    assert opened(editor.get(sheet_url(linkedin))) == []
    assert opened(save(editor, linkedin, **{"ratings.focus-why": ""})) == ["g-ratings"]


def test_the_sheet_says_whether_a_save_is_public_at_once(editor, linkedin, settings):
    assert "What you save is public at once." in text_of(editor.get(sheet_url(linkedin)))
    settings.DIRECT_PUBLISHING = False
    assert "What you save waits for a publisher." in text_of(editor.get(sheet_url(linkedin)))
