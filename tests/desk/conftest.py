"""The desk's cast: a client for each role, and the sheet of a platform as a browser would send it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from lxml import html

from platforms.models import Platform


@pytest.fixture(autouse=True)
def database(db):
    """Every test of the desk may use the database."""


def make_user(role, name=None):
    user = get_user_model().objects.create_user(name or role, password="a long password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(role, name=None):
    client = Client()
    client.force_login(make_user(role, name), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor():
    return signed_in("editor")


@pytest.fixture
def publisher():
    return signed_in("publisher")


@pytest.fixture
def linkedin():
    return Platform.objects.get(slug="linkedin")


def sheet_url(platform):
    return reverse("admin:platforms_platform_change", args=[platform.pk])


def fields_of(response, form="sheet"):
    """What a browser would send of a form, before anybody types."""
    tree = html.fromstring(response.content.decode())
    values = {}
    for name, value in tree.get_element_by_id(form).form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers do in a textarea
    for radio in tree.xpath(f"//input[@form='{form}'][@checked]"):
        values[radio.get("name")] = [radio.get("value")]
    return values


def text_of(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


@pytest.fixture
def tables(monkeypatch, settings, tmp_path):
    """Tables are read in this process: another one would not see the test's database."""
    from platforms.desk.cells import job, process

    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(process, "start", lambda name, step, lock: job.run(name, step))
