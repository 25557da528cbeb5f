"""What editors need is kept off public pages: sessions, accounts, second factors, messages."""

import pytest

from compare_site.middleware import Accounts, Messages, SecondFactors, Sessions


class Passed(Exception):
    pass


@pytest.mark.parametrize("middleware", [Sessions, Accounts, SecondFactors, Messages])
@pytest.mark.parametrize("path", ["/", "/fit/", "/de/compare/a/b/", "/administration/", "/nothing/admin/"])
def test_a_public_page_is_answered_without_it(middleware, path, rf):
    request = rf.get(path)
    before = dict(vars(request))

    def view(request):
        assert dict(vars(request)) == before
        raise Passed

    with pytest.raises(Passed):
        middleware(view)(request)


@pytest.mark.django_db
def test_an_editor_has_session_account_and_messages_at_the_desk_alone(admin_client):
    desk, public = admin_client.get("/admin/"), admin_client.get("/")

    assert desk.wsgi_request.user.is_authenticated
    assert hasattr(desk.wsgi_request, "session")
    for name in ("session", "user", "_messages"):
        assert not hasattr(public.wsgi_request, name)
    assert not public.cookies
