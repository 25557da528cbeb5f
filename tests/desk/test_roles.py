"""Who may do what: the whole matrix, written out."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from platforms.desk.access import roles
from platforms.desk.access.roles import CATALOGUE, CELLS
from platforms.domain.document.patches import changes_of
from platforms.models import ChangeSet, Correction, Guide, Platform
from platforms.storage import changesets
from tests.desk.conftest import fields_of, make_user, sheet_url, signed_in
from tests.desk.tables import load, upload

ACTIONS = ("view", "add", "change", "delete")
EDITOR, PUBLISHER, ADMINISTRATOR = "editor", "publisher", "administrator"
ALL = {EDITOR, PUBLISHER, ADMINISTRATOR}
DECIDE = {PUBLISHER, ADMINISTRATOR}

MATRIX = {
    **{("platforms", model, action): ALL for model in CATALOGUE for action in ("view", "add", "change")},
    **{("platforms", model, "delete"): DECIDE for model in CATALOGUE},
    **{("platforms", model, action): ALL for model in CELLS for action in ACTIONS},
    ("platforms", "platform", "publish"): DECIDE,
    ("platforms", "platform", "revert"): DECIDE,
    ("platforms", "correction", "view"): ALL,
    ("platforms", "correction", "change"): DECIDE,
    ("platforms", "correction", "delete"): DECIDE,
    ("platforms", "proposal", "view"): ALL,
    ("platforms", "proposal", "change"): DECIDE,
    ("platforms", "suggestion", "view"): ALL,
    ("platforms", "changeset", "view"): ALL,
    ("platforms", "suggestion", "change"): DECIDE,
    ("platforms", "suggestion", "delete"): DECIDE,
    ("platforms", "historicalplatform", "view"): ALL,
    **{("auth", "user", action): {ADMINISTRATOR} for action in ACTIONS},
    ("auth", "group", "view"): {ADMINISTRATOR},
    **{("axes", "accessattempt", action): {ADMINISTRATOR} for action in ("view", "delete")},
}


@pytest.mark.parametrize("role", sorted(ALL))
def test_each_role_has_exactly_the_permissions_in_the_matrix(role):
    granted = {
        (permission.content_type.app_label, permission.codename)
        for permission in Group.objects.get(name=role).permissions.select_related("content_type")
    }

    assert granted == {(app, f"{action}_{model}") for (app, model, action), who in MATRIX.items() if role in who}


def test_granting_again_changes_nothing():
    before = Group.objects.get(name=EDITOR).permissions.count()

    roles.grant()

    assert Group.objects.get(name=EDITOR).permissions.count() == before


PAGES = {
    "the sheet": "/admin/platforms/platform/{pk}/change/",
    "the preview": "/admin/platforms/platform/{pk}/preview/",
    "publication": "/admin/platforms/platform/{pk}/publication/",
    "the history": "/admin/platforms/platform/{pk}/history/",
    "sources": "/admin/platforms/source/",
    "the search of sources": "/admin/platforms/source/search/?q=a",
    "the queue": "/admin/",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", sorted(ALL))
def test_every_role_reads_every_page_of_the_desk(linkedin, role, page):
    assert signed_in(role).get(PAGES[page].format(pk=linkedin.pk)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(client, linkedin, page):
    response = client.get(PAGES[page].format(pk=linkedin.pk))

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("page", [page for page in PAGES if page != "the queue"])
def test_staff_without_a_role_see_nothing(client, linkedin, page, django_user_model):
    client.force_login(
        django_user_model.objects.create_user("nobody", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    assert client.get(PAGES[page].format(pk=linkedin.pk)).status_code == 403


def test_an_editor_can_neither_publish_nor_withdraw(editor, linkedin):
    listed = reverse("admin:platforms_platform_changelist")

    assert editor.post(f"/admin/platforms/platform/{linkedin.pk}/publication/", {"withdraw": "1"}).status_code == 403
    editor.post(listed, {"action": "withdraw", "_selected_action": [linkedin.pk]})

    assert Platform.objects.get(pk=linkedin.pk).is_published


@pytest.mark.parametrize("button", ["publish", "decline", "undo"])
@pytest.mark.parametrize("role", sorted(ALL))
def test_only_publishers_decide_a_waiting_change(role, button):
    guide = Guide.objects.first()
    change = changesets.propose([], title=str(guide), by=None)

    url = f"/admin/platforms/changeset/{change.pk}/change/"
    assert signed_in(role).get(url).status_code == 200
    decided = signed_in(role, "other").post(url, {button: "1", "reason": "So"})

    assert decided.status_code == (302 if role in DECIDE else 403)


@pytest.mark.parametrize("role", sorted(ALL))
def test_only_publishers_take_a_guide_off_public_pages(role):
    guide = Guide.objects.first()
    url = f"/admin/platforms/guide/{guide.pk}/change/"
    client = signed_in(role)

    client.post(url, fields_of(client.get(url), "guide_form") | {"_draft": "1"})

    guide.refresh_from_db()
    assert guide.draft == (role in DECIDE)


def test_an_editor_can_neither_delete_nor_revert_a_platform(editor, linkedin):
    linkedin.save()
    entry = linkedin.history.first().history_id

    assert editor.post(f"/admin/platforms/platform/{linkedin.pk}/history/{entry}/").status_code == 403
    assert editor.post(f"/admin/platforms/platform/{linkedin.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_editor_cannot_decide_a_correction(editor, linkedin):
    report = Correction.objects.create(platform=linkedin, cell="photos", wrong="x", source_url="https://a.b")

    response = editor.post(f"/admin/platforms/correction/{report.pk}/change/", {"state": "declined", "decision": "no"})

    assert response.status_code == 403


def test_view_permission_shows_the_sheet_without_saving(client, linkedin):
    user = make_user(EDITOR)
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_platform"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(sheet_url(linkedin))

    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert client.post(sheet_url(linkedin), fields_of(page)).status_code == 403


def test_an_administrator_cannot_edit_or_become_a_superuser(admin_user):
    administrator = signed_in(ADMINISTRATOR)
    own = make_user(EDITOR, "somebody")

    assert administrator.post(f"/admin/auth/user/{admin_user.pk}/change/", {"username": "x"}).status_code == 403
    page = administrator.get(f"/admin/auth/user/{own.pk}/change/").content.decode()
    assert 'name="is_superuser"' not in page
    assert 'name="groups"' in page


def _guide_fields(client, guide, **changed):
    url = f"/admin/platforms/guide/{guide.pk}/change/"
    return url, fields_of(client.get(url), "guide_form") | changed


STEPS = {
    EDITOR: {"save": "waits", "publish": "waits", "approve": False, "undo": False, "draft": "added", "import": "waits"},
    PUBLISHER: {
        "save": "waits",
        "publish": "public",
        "approve": True,
        "undo": True,
        "draft": "added",
        "import": "public",
    },
}
STEPS[ADMINISTRATOR] = STEPS[PUBLISHER]


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("role", sorted(ALL))
def test_each_step_of_a_change_by_role(role, settings, linkedin):
    settings.DIRECT_PUBLISHING = False
    client, wanted, guide = signed_in(role, "me"), STEPS[role], Guide.objects.first()

    def title():
        return Guide.objects.get(pk=guide.pk).title

    def outcome(text, was):
        state = ChangeSet.objects.latest("pk").state
        return {"pending": "waits", "published": "public"}[state] if (title() == text) == (state != "pending") else was

    for button in ("save", "publish"):
        url, fields = _guide_fields(
            client, guide, title=f"By {button}", **({"_publish": "1"} if button == "publish" else {})
        )
        client.post(url, fields)
        assert outcome(f"By {button}", "lost") == wanted[button], button

    pending = changesets.propose(
        changes_of([{"key": ["platforms", "linkedin", "tagline"], "old": linkedin.tagline, "new": "Approved"}]),
        title="Tagline", by=None,
    )  # fmt: skip
    decide = f"/admin/platforms/changeset/{pending.pk}/change/"
    client.post(decide, {"publish": "1"})
    assert (Platform.objects.get(pk=linkedin.pk).tagline == "Approved") == wanted["approve"]
    changesets.publish(pending, by=None)
    client.post(decide, {"undo": "1"})
    assert (Platform.objects.get(pk=linkedin.pk).tagline == linkedin.tagline) == wanted["undo"]

    draft = {"slug": "own", "title": "Own", "summary": "Own.", "order": "9", "markdown": "Text"}
    client.post("/admin/platforms/guide/add/", draft)
    assert Guide.objects.get(slug="own").draft
    client.post("/admin/platforms/guide/add/", draft | {"slug": "other", "_publish": "1"})
    assert Guide.objects.get(slug="other").draft == (wanted["publish"] == "waits")

    load(client, upload(client, b"platform,feature,note\nlinkedin,polls,By table\n"))
    is_public = linkedin.support.get(feature__slug="polls").note == "By table"
    assert ("public" if is_public else "waits") == wanted["import"]
