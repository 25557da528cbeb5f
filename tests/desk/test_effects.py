"""What a save or a publication does to the results is shown before it is public."""

import pytest
from django.urls import reverse

from platforms.models import Platform, Trait
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, text_of
from tests.desk.test_grid import grid_url

LOWEST = {"ratings.focus-low": "0", "ratings.focus-high": "0"}


@pytest.fixture(autouse=True)
def few_samples(monkeypatch):
    monkeypatch.setattr("platforms.desk.effects.effect.SAMPLES", 30)


def test_the_effect_of_a_level_is_shown_before_it_is_saved(editor, linkedin):
    before = stored_platform(linkedin.pk)
    sent = fields_of(editor.get(sheet_url(linkedin))) | LOWEST

    shown = editor.post(sheet_url(linkedin), sent | {"_effect": "1"})
    assert "simulated answers." in text_of(shown)
    assert stored_platform(linkedin.pk) == before

    back = editor.post(sheet_url(linkedin), sent | {"_effect": "1", "_shown": "1", "_back": "1"})
    assert "Nothing is saved yet." in text_of(back)
    assert stored_platform(linkedin.pk) == before

    editor.post(sheet_url(linkedin), sent | {"_effect": "1", "_shown": "1"})
    assert stored_platform(linkedin.pk).ratings["focus"].low == 0


def test_the_effect_of_a_grid_is_shown_before_it_is_saved(editor, linkedin):
    address = grid_url(Trait.objects.get(slug="focus"))
    typed = {"cells.linkedin-low": "0", "cells.linkedin-high": "0"}
    before = stored_platform(linkedin.pk)

    shown = editor.post(address, fields_of(editor.get(address)) | typed | {"_effect": "1"})

    assert "simulated answers." in text_of(shown)
    assert stored_platform(linkedin.pk) == before


def test_a_mistake_comes_before_the_effect(editor, linkedin):
    sent = fields_of(editor.get(sheet_url(linkedin))) | {"ratings.focus-why": ""}

    assert editor.post(sheet_url(linkedin), sent | {"_effect": "1"}).status_code == 422


@pytest.mark.parametrize("is_public", [True, False])
def test_the_effect_of_publishing_and_of_withdrawing_is_shown(editor, linkedin, is_public):
    if not is_public:
        Platform.objects.filter(pk=linkedin.pk).update(published_at=None, published_by=None)
    page = reverse("admin:platforms_platform_publication", args=[linkedin.pk])
    address = reverse("admin:platforms_platform_effect", args=[linkedin.pk])
    assert address in editor.get(page).content.decode()

    assert "simulated answers." in text_of(editor.get(address))
    assert Platform.objects.get(pk=linkedin.pk).is_published == is_public
