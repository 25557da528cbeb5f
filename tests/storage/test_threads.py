"""Several threads at once, which commit for real; alone in this file, since each ends with an empty database."""

import threading

import msgspec
import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from platforms.domain.document.merging import Change
from platforms.models import ChangeSet, Platform
from platforms.storage import changesets, history, published
from platforms.storage.document.stored import stored_platform

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory is one connection"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reload_shipped", "fresh_process"),
]


def at_once(count, work):
    """Run `work(n)` in so many threads, each with a connection of its own."""

    def run(number):
        try:
            work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_of_two_simultaneous_saves_gets_a_conflict():
    base = stored_platform(Platform.objects.get(slug="linkedin").pk)
    ready, results = threading.Barrier(4), []

    def save(number):
        polls = msgspec.structs.replace(base.support["polls"], note=f"By {number}")
        part = msgspec.structs.replace(base, support=base.support | {"polls": polls})
        ready.wait()
        try:
            history.save(part, base=base)
            results.append("saved")
        except history.Outdated:
            results.append("outdated")

    at_once(4, save)

    assert sorted(results) == ["outdated", "outdated", "outdated", "saved"]


def test_two_publishers_at_once_publish_a_change_once():
    linkedin = Platform.objects.get(slug="linkedin")
    base = stored_platform(linkedin.pk)
    polls = msgspec.structs.replace(base.support["polls"], note="Proposed")
    key = ("platforms", "linkedin", "support", "polls")
    pending = changesets.propose([Change(key, base.support["polls"], polls)], title="Polls", by=None)
    entries, ready = linkedin.history.count(), threading.Barrier(4)

    def publish(_number):
        own = ChangeSet.objects.get(pk=pending.pk)
        ready.wait()
        changesets.publish(own, by=None)

    at_once(4, publish)

    assert stored_platform(linkedin.pk).support["polls"].note == "Proposed"
    assert linkedin.history.count() == entries + 1


def test_threads_rebuild_once_and_agree(monkeypatch):
    built, seen = [], []
    real = published.build
    monkeypatch.setattr(published, "build", lambda *a, **k: built.append(1) or real(*a, **k))

    at_once(8, lambda _number: seen.append(published.current()))

    assert len({id(catalogue) for catalogue in seen}) == 1
    assert len(built) == 1


def test_windows_that_enrol_at_the_same_moment_share_a_secret():
    user = get_user_model().objects.create_superuser("ada", password="a long password")
    ready, answers = threading.Barrier(4), []

    def enrol(_number):
        window = Client()
        window.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        ready.wait()
        window.get("/admin/second-factor/add/")
        device = TOTPDevice.objects.filter(user=user).earliest("pk")
        code = f"{TOTP(device.bin_key, device.step, device.t0, device.digits).token():06d}"
        ready.wait()
        answers.append(window.post("/admin/second-factor/add/", {"code": code}).status_code)

    at_once(4, enrol)

    assert [device.confirmed for device in TOTPDevice.objects.filter(user=user)] == [True]
    assert StaticToken.objects.count() == 8
    assert sorted(answers) == [200, 302, 302, 302]
