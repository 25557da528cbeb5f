"""What is too long, too large or too much is turned away with a clear answer."""

import datetime

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from compare_site.client_ip import client_address
from compare_site.middleware import LARGEST_BODY, REFUSED
from platforms.models import Correction, ReportCount
from platforms.storage import corrections
from platforms.storage.published import current


@pytest.mark.parametrize("path", ["/corrections/new/", "/", "/compare/facebook/linkedin/", "/nowhere/"])
def test_an_oversized_body_is_refused_unread(client, path):
    answer = client.post(path, b"x" * (LARGEST_BODY + 1), content_type="application/octet-stream")

    assert answer.status_code == 413
    assert "at most 64 kB" in answer.content.decode()
    assert answer["Content-Security-Policy"]


def test_a_crowd_is_told_to_come_again_and_fills_no_log(client, caplog):
    answer = client.get("/", **{REFUSED: 503})

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert [record for record in caplog.records if record.name == "django.request"] == []


def test_the_desk_has_a_higher_limit(client):
    class Endless:
        def read(self, *_size):
            raise AssertionError("read")

        readline = read

    announced = {"wsgi.input": Endless(), "CONTENT_LENGTH": str(33 * 1024 * 1024), "CONTENT_TYPE": "text/plain"}

    assert client.generic("POST", "/admin/login/", **announced).status_code == 413


def test_a_form_that_fills_the_memory_is_refused(admin_client):
    assert admin_client.post("/admin/document/", {"overwrite": "x" * 3_000_000}).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "१२"])
def test_an_invalid_content_length_is_refused(client, length):
    assert client.generic("POST", "/corrections/new/", CONTENT_LENGTH=length).status_code == 400


def test_too_many_parameters_are_refused(client):
    assert client.get("/platforms/?" + "&" * 5 + "a&" * 2500).status_code == 400


def asked_by(settings, peer, forwarded, proxies):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return client_address(RequestFactory(REMOTE_ADDR=peer).get("/", headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.7", "10.0.0.2"),  # nobody stands in front: whatever a client claims is nothing
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),  # the first is what the client claimed
        (2, "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.2"),  # it did not come through both
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "rubbish", "10.0.0.2"),
        (1, "", "10.0.0.2"),
    ],
)
def test_the_visitors_address_comes_from_our_proxy_only(settings, proxies, forwarded, found):
    assert asked_by(settings, "10.0.0.2", forwarded, proxies) == found


def send(address, wrong, **more):
    platform = current().platform_by_slug["linkedin"]
    corrections.report(
        platform=platform, cell="polls", wrong=wrong, source_url="https://example.org/", address=address, **more
    )


def sent(address, count):
    for number in range(count):
        send(address, f"{address} {number}")


def test_address_limits_are_shared_through_the_database():
    sent("198.51.100.7", 5)

    with pytest.raises(corrections.TooMany):
        send("198.51.100.7", "once more")
    assert ReportCount.objects.get().count == 5
    send("198.51.100.8", "from elsewhere")


def test_one_customers_network_counts_as_one_address():
    sent("2001:db8:1:2::1", 3)
    sent("2001:db8:1:2:ffff::9", 2)

    with pytest.raises(corrections.TooMany):
        send("2001:db8:1:2:3:4:5:6", "once more")
    send("2001:db8:1:3::1", "from next door")
    sent("::ffff:198.51.100.7", 5)
    with pytest.raises(corrections.TooMany):
        send("198.51.100.7", "the same in its older spelling")


def test_stored_addresses_are_unreadable_without_the_key(settings):
    send("198.51.100.7", "x")
    settings.SECRET_KEY = "another key, with which the same address is another digest"
    send("198.51.100.7", "y")

    digests = set(ReportCount.objects.values_list("digest", flat=True))
    assert len(digests) == 2
    assert {len(digest) for digest in digests} == {32}


@pytest.mark.parametrize("moved", [datetime.timedelta(hours=-2), datetime.timedelta(days=400)])
def test_the_limit_resets_after_an_hour_or_clock_change(moved):
    sent("198.51.100.7", 5)
    ReportCount.objects.update(since=timezone.now() + moved)

    send("198.51.100.7", "again")
    assert ReportCount.objects.get().count == 1
    assert Correction.objects.count() == 6


def test_sign_in_limits_use_the_address_behind_the_proxy(settings, client, django_user_model):
    settings.PROXIES = 1
    django_user_model.objects.create_user("editor", password="a long password", is_staff=True)

    def sign_in(address, password):
        return Client(headers={"X-Forwarded-For": f"6.6.6.6, {address}"}).post(
            "/admin/login/?next=/admin/", {"username": "editor", "password": password}
        )

    for _attempt in range(5):
        sign_in("198.51.100.7", "wrong")

    assert sign_in("198.51.100.7", "a long password").status_code == 429
    assert sign_in("198.51.100.8", "a long password").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/platforms/", "/admin/platforms/source/search/", "/admin/platforms/source/", "/admin/platforms/platform/",
        "/admin/auth/user/",
    ],
)  # fmt: skip
def test_a_search_accepts_any_text(admin_client, path):
    for words in ("a " * 2000, "%_" * 500, "x" * 7000, "\0", "'" * 500):
        assert admin_client.get(path, {"q": words}).status_code in (200, 302, 400), words


def test_security_txt_gives_the_security_contact(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT, settings.SITE_URL = "mailto:security@example.org", "https://sidebyside.example"

    answer = client.get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "https://sidebyside.example/.well-known/security.txt"
    left = datetime.datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert datetime.timedelta(days=30) < left < datetime.timedelta(days=365)
