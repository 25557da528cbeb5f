"""Translate at the desk: beside the English, as a change, public in that language; stale once the English changes."""

import re

import pytest
from lxml import html

from platforms.domain.document.files import read_files
from platforms.domain.document.writing import write_files
from platforms.models import ChangeSet, Platform, Trait, Translation
from platforms.storage import published
from platforms.storage.document.load import load
from platforms.storage.document.stored import stored
from platforms.translations.catalogue import untranslated
from tests.desk.conftest import fields_of, signed_in, text_of
from tests.domain.test_document import TODAY

URL = "/admin/translations/de/{}/"


def name_for(page, english):
    """The field beside an English text."""
    for row in html.fromstring(page.content.decode()).xpath("//form[@id='translation']/div"):
        if row.xpath("string(.//div[@lang='en'])").strip() == english:
            return row.xpath(".//textarea")[0].get("name")
    raise AssertionError(english)


def translate(client, part, english, text, **buttons):
    page = client.get(URL.format(part))
    fields = fields_of(page, "translation") | {name_for(page, english): text}
    return client.post(URL.format(part), fields | buttons, follow=True)


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Kontakte für die Arbeit pflegen"), ("es", "Cuida tus contactos")]
)
def test_a_translated_tagline_is_public_in_its_language(publisher, client, linkedin, language, text):
    page = publisher.get(f"/admin/translations/{language}/platforms.linkedin/")
    fields = fields_of(page, "translation") | {name_for(page, linkedin.tagline): text}

    publisher.post(f"/admin/translations/{language}/platforms.linkedin/", fields)

    assert text in text_of(client.get(f"/{language}/platforms/linkedin/"))
    assert text not in text_of(client.get("/platforms/linkedin/"))


def test_a_translated_trait_is_public(publisher, client):
    trait = Trait.objects.get(slug="focus")

    translate(publisher, "traits.focus", trait.question, "Worum soll es gehen?")

    assert "Worum soll es gehen?" in text_of(client.get("/de/method/")) + text_of(
        client.get("/de/fit/focus/")
    ) + text_of(client.get("/de/compare/linkedin/xing/"))
    assert published.current_in("de").trait_by_slug["focus"].question == "Worum soll es gehen?"


def test_an_editors_translation_waits_for_a_publisher_with_a_preview(settings, client, linkedin):
    settings.DIRECT_PUBLISHING = False
    editor, publisher = signed_in("editor"), signed_in("publisher")

    answer = translate(editor, "platforms.linkedin", linkedin.tagline, "Wartet noch")

    assert "waits for a publisher" in text_of(answer)
    assert not Translation.objects.exists()
    change = ChangeSet.objects.get()
    assert "Wartet noch" in text_of(publisher.get(f"/admin/platforms/changeset/{change.pk}/preview/"))
    assert "Wartet noch" not in text_of(client.get("/de/platforms/linkedin/"))

    publisher.post(f"/admin/platforms/changeset/{change.pk}/change/", {"publish": "1"})
    assert "Wartet noch" in text_of(client.get("/de/platforms/linkedin/"))
    publisher.post(f"/admin/platforms/changeset/{change.pk}/change/", {"undo": "1"})
    assert "Wartet noch" not in text_of(client.get("/de/platforms/linkedin/"))


def test_a_changed_english_makes_the_translation_stale(publisher, client, linkedin):
    translate(publisher, "platforms.linkedin", linkedin.tagline, "Von heute")
    Platform.objects.filter(pk=linkedin.pk).update(tagline="Quite another tagline")

    page = publisher.get(URL.format("platforms.linkedin"))

    assert "stale" in text_of(page)
    assert "Its translation was: Von heute" in text_of(page)
    assert "Von heute" not in text_of(client.get("/de/platforms/linkedin/"))
    translate(publisher, "platforms.linkedin", "Quite another tagline", "Von morgen")
    assert [row.text for row in Translation.objects.all()] == ["Von morgen"]


def test_two_translators_see_each_other(publisher, linkedin):
    ada, ben = signed_in("editor", "ada"), signed_in("editor", "ben")
    page = ben.get(URL.format("platforms.linkedin"))
    fields = fields_of(page, "translation") | {name_for(page, linkedin.tagline): "Von Ben"}
    translate(ada, "platforms.linkedin", linkedin.tagline, "Von Ada")

    answer = ben.post(URL.format("platforms.linkedin"), fields)

    assert answer.status_code == 409
    assert "Theirs: Von Ada" in text_of(answer)
    assert Translation.objects.get().text == "Von Ada"
    ben.post(URL.format("platforms.linkedin"), fields_of(answer, "translation"))
    assert Translation.objects.get().text == "Von Ben"


def test_the_shipped_translation_comes_back_when_a_text_is_emptied(publisher, linkedin):
    page = publisher.get(URL.format("platforms.linkedin"))
    shipped = fields_of(page, "translation")[name_for(page, linkedin.tagline)]
    translate(publisher, "platforms.linkedin", linkedin.tagline, "Anders")
    translate(publisher, "platforms.linkedin", linkedin.tagline, "")

    assert not Translation.objects.exists()
    assert (
        fields_of(publisher.get(URL.format("platforms.linkedin")), "translation")[name_for(page, linkedin.tagline)]
        == shipped
    )


def test_translations_are_dumped_and_loaded(publisher, linkedin, shipped):
    translate(publisher, "platforms.linkedin", linkedin.tagline, "Für die „Arbeit“ <b>")
    document = stored()

    assert read_files(write_files(document), today=TODAY) == document
    load(shipped, of_release=True)
    assert Translation.objects.get().text == "Für die „Arbeit“ <b>"
    Translation.objects.all().delete()
    load(document)
    assert stored() == document


def test_gaps_follow_what_editors_translate(publisher, linkedin):
    Platform.objects.filter(pk=linkedin.pk).update(tagline="New")
    Trait.objects.filter(slug="focus").update(question="What is it about?")
    before = untranslated(published.current())
    assert ("de", "What is it about?") in {(gap.language, gap.english) for gap in before}

    translate(publisher, "traits.focus", "What is it about?", "Worum geht es?")

    assert len(untranslated(published.current())) == len(before) - 1


def test_the_list_names_what_is_missing(publisher):
    Trait.objects.filter(slug="focus").update(question="What is it about?")

    assert re.search(r"1 of \d+ texts missing or stale", text_of(publisher.get("/admin/translations/")))


@pytest.mark.parametrize(
    "url", [URL.format("platforms.nowhere"), URL.format("guides.x"), "/admin/translations/xx/traits.focus/"]
)
def test_what_is_not_there_is_not_found(publisher, url):
    assert publisher.get(url).status_code == 404
