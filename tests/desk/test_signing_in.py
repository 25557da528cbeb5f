"""The door: attempts are limited, and a second factor counts once it is set up."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.desk.conftest import make_user, signed_in, text_of

PASSWORD = "a long password"


def sign_in(client, name="editor", password=PASSWORD, code=""):
    return client.post("/admin/login/?next=/admin/", {"username": name, "password": password, "code": code})


def code_of(device, *, drift=0):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, drift)
    return f"{totp.token():06d}"


@pytest.fixture
def device():
    return TOTPDevice.objects.create(user=make_user("editor"), name="app", confirmed=True)


def test_only_the_right_password_signs_you_in(client):
    make_user("editor")

    assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client).status_code == 302


def test_five_wrong_passwords_lock_the_account_for_that_address(client):
    make_user("editor")
    make_user("publisher")

    for _attempt in range(5):
        answer = sign_in(client, password="wrong")

    assert answer.status_code == 429
    assert "Too many attempts" in text_of(answer)
    assert sign_in(client).status_code == 429
    assert sign_in(client, "publisher").status_code == 302


def test_a_lock_does_not_apply_to_other_addresses(client):
    make_user("editor")
    for _attempt in range(5):
        sign_in(client, password="wrong")

    assert sign_in(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


def test_the_password_alone_is_not_enough_with_a_second_factor(client, device):
    assert sign_in(client).status_code == 200
    assert sign_in(client, code="000000").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_an_app_code_works_only_once(client, device):
    code = code_of(device)

    assert sign_in(client, code=code).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert sign_in(Client(), code=code).status_code == 200


def test_a_recovery_code_works_only_once(client, device):
    held = device.user.staticdevice_set.create(name="recovery")
    held.token_set.create(token="abcd2345")

    assert sign_in(client, code="abcd2345").status_code == 302
    assert sign_in(Client(), code="abcd2345").status_code == 200


def test_setting_up_a_second_factor_gives_recovery_codes(editor):
    assert b"<svg" in editor.get("/admin/second-factor/add/").content
    device = TOTPDevice.objects.get()
    assert "wrong" in text_of(editor.post("/admin/second-factor/add/", {"code": "000000"}))
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)

    shown = editor.post("/admin/second-factor/add/", {"code": code_of(device)})

    assert TOTPDevice.objects.get().confirmed
    assert StaticToken.objects.count() == 8
    assert all(token.token in text_of(shown) for token in StaticToken.objects.all())


def test_a_required_second_factor_blocks_everything_else(settings, editor, linkedin):
    settings.SECOND_FACTOR = True

    for url in ("/admin/", f"/admin/platforms/platform/{linkedin.pk}/change/"):
        assert editor.get(url)["Location"] == "/admin/second-factor/"
    assert editor.post(f"/admin/platforms/platform/{linkedin.pk}/change/").status_code == 302
    assert editor.get("/admin/second-factor/").status_code == 200
    editor.get("/admin/second-factor/add/")
    editor.post("/admin/second-factor/add/", {"code": code_of(TOTPDevice.objects.get())})
    assert editor.get("/admin/").status_code == 200


def test_removing_the_second_factor_requires_signing_in_with_it(device):
    other_way = signed_in("publisher")
    TOTPDevice.objects.update(user=get_user_model().objects.get(username="publisher"))

    other_way.post("/admin/second-factor/")

    assert TOTPDevice.objects.exists()


def test_cookies_of_the_desk_stay_at_the_desk(client):
    make_user("editor")

    cookies = sign_in(client).cookies

    assert {cookie["path"] for cookie in cookies.values()} == {"/admin/"}
    assert cookies["sessionid"]["httponly"]


def test_two_windows_that_enrol_at_once_share_a_secret():
    client = signed_in("editor")
    TOTPDevice.objects.create(user=get_user_model().objects.get(), name="app", confirmed=False)
    TOTPDevice.objects.create(user=get_user_model().objects.get(), name="app", confirmed=False)
    assert client.get("/admin/second-factor/add/").status_code == 200

    first = TOTPDevice.objects.order_by("pk").first()
    client.post("/admin/second-factor/add/", {"code": code_of(first)})

    assert [device.confirmed for device in TOTPDevice.objects.all()] == [True]


def test_signing_in_without_a_target_leads_to_the_desk(client):
    make_user("editor")

    answer = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
