"""Invitations, forgotten passwords, lost phones: who gets in again, how, and what the log says of it."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.desk.conftest import make_user, signed_in, text_of
from tests.desk.test_signing_in import PASSWORD, code_of, sign_in

INVITE = "/admin/auth/user/add/"
NEW = {"new_password1": "quite a long word", "new_password2": "quite a long word"}


def url(user, page):
    return f"/admin/auth/user/{user.pk}/{page}/"


def link_in(response):
    return re.search(r"http://testserver(/admin/set-password/[^\"\s]+)", response.content.decode()).group(1)


def follow(link, fields=NEW, client=None):
    client = client or Client()
    opened = client.get(link, follow=True)
    return client.post(opened.request["PATH_INFO"], fields)


@pytest.fixture
def administrator():
    return signed_in("administrator")


@pytest.fixture
def mailing(settings):
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example", "http://testserver"
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_an_invited_person_chooses_a_password_and_has_the_role(administrator, role, client):
    shown = administrator.post(INVITE, {"username": "ada", "email": "", "role": role})

    assert follow(link_in(shown)).status_code == 302

    assert sign_in(client, "ada", NEW["new_password1"]).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert [group.name for group in get_user_model().objects.get(username="ada").groups.all()] == [role]


def test_a_link_works_once(administrator):
    link = link_in(administrator.post(INVITE, {"username": "ada", "email": "", "role": "editor"}))
    follow(link)

    assert "was used already, or is too old" in text_of(Client().get(link, follow=True))


def test_a_link_expires(administrator, settings):
    link = link_in(administrator.post(INVITE, {"username": "ada", "email": "", "role": "editor"}))
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "was used already, or is too old" in text_of(Client().get(link, follow=True))


def test_a_weak_password_is_refused(administrator):
    link = link_in(administrator.post(INVITE, {"username": "ada", "email": "", "role": "editor"}))

    answer = follow(link, {"new_password1": "12345678", "new_password2": "12345678"})

    assert "too common" in text_of(answer)


def test_roles_are_explained_where_they_are_chosen(administrator):
    for page in (INVITE, url(make_user("editor"), "change")):
        assert "edits, publishes, withdraws, deletes" in text_of(administrator.get(page))


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_administrators_invite(role):
    client, other = signed_in(role), make_user("editor", "other")

    assert client.get(INVITE).status_code == client.post(INVITE, {"username": "x", "role": "editor"}).status_code == 403
    assert client.post(url(other, "link")).status_code == 403
    assert client.post(url(other, "second-factor"), {"reason": "So"}).status_code == 403


def test_an_administrator_gets_no_link_of_a_superuser(administrator, admin_user):
    assert administrator.post(url(admin_user, "link")).status_code == 403
    assert administrator.post(url(admin_user, "second-factor"), {"reason": "So"}).status_code == 403


def test_without_mail_a_forgotten_password_leads_to_an_administrator(client, administrator):
    editor = make_user("editor")
    assert "Forgotten your password?" in text_of(client.get("/admin/login/"))
    assert "Ask an administrator" in text_of(client.get("/admin/forgotten/"))

    follow(link_in(administrator.post(url(editor, "link"))))

    assert sign_in(client, password=NEW["new_password1"]).status_code == 302


def test_with_mail_the_link_is_sent(client, mailing, administrator):
    administrator.post(INVITE, {"username": "ada", "email": "ada@example.org", "role": "editor"})
    (sent,) = mail.outbox

    assert (sent.to, sent.subject) == (["ada@example.org"], "You are invited to Side by Side")
    follow(re.search(r"http://testserver(\S+)", sent.body).group(1))
    assert sign_in(client, "ada", NEW["new_password1"]).status_code == 302


def test_a_forgotten_password_is_mailed_and_tells_no_one_who_has_an_account(client, mailing):
    user = make_user("editor")
    get_user_model().objects.filter(pk=user.pk).update(email="ada@example.org")

    known = text_of(client.post("/admin/forgotten/", {"email": "ADA@example.org"}))
    unknown = text_of(client.post("/admin/forgotten/", {"email": "nobody@example.org"}))

    assert known == unknown
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_forgotten_passwords_are_limited_by_network(client, mailing):
    answers = [client.post("/admin/forgotten/", {"email": "a@example.org"}).status_code for _n in range(7)]

    assert (answers[0], answers[-1]) == (200, 429)


def test_a_mail_server_that_fails_leaves_the_link_on_the_page(administrator, mailing, settings):
    settings.MAILERS = {"default": {"OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1}}}

    shown = administrator.post(INVITE, {"username": "ada", "email": "ada@example.org", "role": "editor"})

    assert "Give this link to ada yourself" in text_of(shown)


def test_a_lost_phone_is_removed_with_a_trace_that_both_see(administrator, client):
    user = make_user("editor")
    device = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    lost = Client()
    sign_in(lost, code=code_of(device))
    assert lost.get("/admin/").status_code == 200

    administrator.post(url(user, "second-factor"), {"reason": "Called her back"})

    assert not TOTPDevice.objects.exists()
    assert lost.get("/admin/").status_code == 302
    assert sign_in(client).status_code == 302
    for reader in (client, administrator):
        assert "administrator, about editor: Removed the second factor: Called her back" in text_of(
            reader.get("/admin/")
        )
    assert "Called her back" in text_of(client.get("/admin/second-factor/"))
    assert "Called her back" not in text_of(signed_in("publisher").get("/admin/"))


def test_a_second_factor_is_not_removed_without_a_reason(administrator):
    user = make_user("editor")
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)

    administrator.post(url(user, "second-factor"), {"reason": " "})

    assert TOTPDevice.objects.exists()


def test_who_removed_a_second_factor_cannot_be_deleted(administrator):
    user, other = make_user("editor"), signed_in("administrator", "other")
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    administrator.post(url(user, "second-factor"), {"reason": "Called"})
    actor = get_user_model().objects.get(username="administrator")

    assert other.post(url(actor, "delete"), {"post": "yes"}).status_code == 403
    other.post("/admin/auth/user/", {"action": "delete_selected", "_selected_action": [actor.pk], "post": "yes"})

    assert LogEntry.objects.filter(change_message__contains="Called").exists()


@pytest.mark.parametrize("kind", ["totp", "static"])
def test_nobody_reads_keys_or_codes_of_others(admin_client, administrator, kind):
    user = make_user("editor")
    device = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    StaticDevice.objects.create(user=user, name="recovery").token_set.create(token="abcd2345")

    for client in (admin_client, administrator):
        for page in ("", f"{device.pk}/change/", f"{device.pk}/config/", f"{device.pk}/qrcode/"):
            assert client.get(f"/admin/otp_{kind}/{kind}device/{page}").status_code == 404
        page = client.get(url(user, "change")).content.decode()
        assert device.key not in page
        assert "abcd2345" not in page


def test_a_new_role_lets_in_and_ends_the_sessions(administrator):
    user = make_user("editor")
    theirs = Client()
    sign_in(theirs)
    page = administrator.get(url(user, "change"))
    fields = {name: str(value) for name, value in page.context["adminform"].form.initial.items() if value}
    fields |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00", "is_active": "on", "groups": []}

    assert administrator.post(url(user, "change"), fields).status_code == 302

    user.refresh_from_db()
    assert not user.is_staff
    assert theirs.get("/admin/").status_code == 302


def test_accounts_profile_is_no_address_of_ours(client):
    assert client.get("/accounts/profile/").status_code == 404
    make_user("editor")
    assert sign_in(client)["Location"] == "/admin/"


def test_a_window_that_enrols_later_changes_nothing():
    client = signed_in("editor")
    client.get("/admin/second-factor/add/")
    device = TOTPDevice.objects.get()
    client.post("/admin/second-factor/add/", {"code": code_of(device)})
    codes = set(StaticDevice.objects.get().token_set.values_list("token", flat=True))

    late = client.post("/admin/second-factor/add/", {"code": code_of(device, drift=1)})

    assert late["Location"] == "/admin/second-factor/"
    assert TOTPDevice.objects.count() == 1
    assert set(StaticDevice.objects.get().token_set.values_list("token", flat=True)) == codes


def test_the_password_of_the_other_accounts_stays(administrator, client):
    make_user("editor")
    administrator.post(INVITE, {"username": "ada", "email": "", "role": "editor"})

    assert sign_in(client, "ada", "").status_code == 200
    assert sign_in(client, password=PASSWORD).status_code == 302
