"""The effect of a weight is seen before it is saved."""

import re

import pytest
from django.urls import reverse
from lxml import html

from platforms.desk.effects import effect
from platforms.models import Goal
from tests.desk.conftest import fields_of, text_of


@pytest.fixture(autouse=True)
def few_samples(monkeypatch):
    monkeypatch.setattr(effect, "SAMPLES", 30)


@pytest.fixture
def career():
    return Goal.objects.get(slug="career")


def url_of(goal):
    return reverse("admin:platforms_goal_change", args=[goal.pk])


def heaviest(goal):
    """Every need of a goal but one made light, as an editor would send it."""
    return {f"needs-{n}-weight": "3" if n == 0 else "1" for n in range(goal.needs.count())}


def test_a_new_weight_shows_its_effect_before_saving(editor, career):
    weights = sorted(career.needs.values_list("pk", "weight"))

    page = editor.post(url_of(career), fields_of(editor.get(url_of(career)), "goal_form") | heaviest(career))

    assert re.search(r"This changes the best match for .* of \d+ simulated answers\.", text_of(page))
    assert "Nothing is saved yet." in text_of(page)
    assert sorted(career.needs.values_list("pk", "weight")) == weights


def test_confirming_the_shown_effect_saves_it(editor, career):
    page = editor.post(url_of(career), fields_of(editor.get(url_of(career)), "goal_form") | heaviest(career))
    form = html.fromstring(page.content.decode()).xpath("//form[.//button[@name='_shown']]")[0]

    answer = editor.post(url_of(career), dict(form.form_values()) | {"_shown": "1"})

    assert answer.status_code == 302
    assert sorted(career.needs.values_list("weight", flat=True), reverse=True)[:2] == [3, 1]


def test_saving_without_changes_needs_no_confirmation(editor, career):
    assert editor.post(url_of(career), fields_of(editor.get(url_of(career)), "goal_form")).status_code == 302


def test_form_errors_come_before_the_effect(editor, career):
    fields = fields_of(editor.get(url_of(career)), "goal_form") | {"wording": ""}

    assert "This field is required." in text_of(editor.post(url_of(career), fields))
