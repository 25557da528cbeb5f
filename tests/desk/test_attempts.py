"""Trying passwords: refused by network and by total before any is looked at, and what is refused writes nothing."""

import os
import threading

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from platforms.desk.access import hashing
from platforms.models import ReportCount
from platforms.storage import limits
from tests.desk.conftest import make_user
from tests.desk.test_signing_in import sign_in

IPV6 = "2001:db8:1:2"


def attempt(number, address, client=None):
    return sign_in(client or Client(REMOTE_ADDR=address), f"name-{number}", "wrong")


def stored():
    """Everything that an attempt may write."""
    return list(AccessAttempt.objects.values()), list(ReportCount.objects.values())


def exhaust(address, count=limits.MOST_SIGN_INS_FROM_ONE_NETWORK):
    assert {attempt(number, address).status_code for number in range(count)} == {200}


@pytest.mark.parametrize(
    ("address", "neighbour", "other"),
    [("198.51.100.7", "198.51.100.7", "198.51.100.8"), (f"{IPV6}::1", f"{IPV6}:9:9:9:9", "2001:db8:1:3::1")],
)
def test_many_names_from_one_network_are_refused_unread(address, neighbour, other):
    make_user("editor")
    exhaust(address)
    before = stored()

    refused = [attempt(n, neighbour) for n in range(100, 120)] + [sign_in(Client(REMOTE_ADDR=neighbour))]

    assert {(answer.status_code, answer["Retry-After"]) for answer in refused} == {(429, "3600")}
    assert stored() == before
    assert sign_in(Client(REMOTE_ADDR=other)).status_code == 302


def test_a_right_password_begins_anew():
    make_user("editor")
    exhaust("198.51.100.7", limits.MOST_SIGN_INS_FROM_ONE_NETWORK - 1)

    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302
    exhaust("198.51.100.7")


def test_all_networks_together_are_limited_but_not_known_browsers(monkeypatch):
    make_user("editor")
    known = Client(REMOTE_ADDR="203.0.113.1")
    assert sign_in(known).status_code == 302
    known.post("/admin/logout/")
    monkeypatch.setattr(limits, "MOST_SIGN_INS", 9)
    answers = [attempt(number, f"198.51.100.{number}").status_code for number in range(20)]
    before = stored()

    assert answers == [200] * 8 + [429] * 12
    assert sign_in(Client(REMOTE_ADDR="203.0.113.2")).status_code == 429
    assert stored() == before
    assert sign_in(known, "publisher").status_code == 429
    assert sign_in(known).status_code == 302


def test_failed_attempts_store_little(client):
    for _attempt in range(5):
        client.post(
            "/admin/login/?next=/admin/&x=" + "y" * 5000,
            {"username": "editor", "password": "wrong", "code": "1" * 9000, "more": "z" * 50_000},
        )

    (row,) = AccessAttempt.objects.values()
    assert len(repr(row)) < 20_000
    assert "zzz" not in repr(row)
    assert "yyy" not in repr(row)


def test_passwords_take_no_time_from_visitors():
    encoded = hashing.PatientHasher().encode("a password", "salt", 1000)

    assert PBKDF2PasswordHasher().verify("a password", encoded)
    assert hashing._one._max_workers == 1
    assert hashing._one.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).result() == 19
