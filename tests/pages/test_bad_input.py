"""Bad addresses get a clear answer that keeps what can be kept, and never a server error."""

import pytest
from lxml import html

from platforms.models import Platform


def page(response):
    return html.fromstring(response.content.decode())


def said(response):
    return " ".join(page(response).get_element_by_id("main").text_content().split())


def test_an_unknown_platform_gets_the_nearest_suggested(client):
    response = client.get("/platforms/linkedn/")

    assert response.status_code == 404
    assert page(response).xpath("//main//a[@href='/platforms/linkedin/']")


def test_an_unknown_platform_in_a_comparison_keeps_the_rest(client):
    response = client.get("/compare/facebok/linkedin/meetup/")

    assert response.status_code == 404
    assert "no platform “facebok” here" in said(response)
    assert page(response).xpath("//main//a[@href='/platforms/facebook/']")
    assert page(response).xpath("//main//a[@href='/compare/linkedin/meetup/']")
    assert page(response).xpath("//input[@checked]/@value") == ["linkedin", "meetup"]


def test_a_former_name_redirects_to_the_platform(client):
    for old, new in [
        ("/platforms/twitter/", "/platforms/x/"),
        ("/platforms/LinkedIn/", "/platforms/linkedin/"),
        ("/compare/twitter/linkedin/?show=same", "/compare/x/linkedin/?show=same"),
        ("/compare/Facebook/LinkedIn/", "/compare/facebook/linkedin/"),
    ]:
        response = client.get(old)

        assert (response.status_code, response["Location"]) == (301, new)


def test_a_repeated_platform_is_compared_once(client):
    assert client.get("/compare/facebook/facebook/")["Location"] == "/compare/facebook/"
    assert client.get("/compare/facebook/x/twitter/")["Location"] == "/compare/facebook/x/"


def test_one_platform_asks_for_at_least_one_more(client):
    response = client.get("/compare/facebook/")

    assert response.status_code == 200
    assert "Choose at least one more" in said(response)
    assert page(response).xpath("//input[@checked]/@value") == ["facebook"]


def test_five_platforms_are_kept_with_the_limit_explained(client):
    response = client.get("/compare/facebook/x/linkedin/meetup/instagram/")

    assert response.status_code == 400
    assert "At most 4 platforms" in said(response)
    assert len(page(response).xpath("//input[@checked]")) == 5


def test_a_withdrawn_platform_is_announced_and_the_rest_compared(client, withdrawn_meetup):
    response = client.get("/compare/facebook/linkedin/meetup/")

    assert response.status_code == 200
    assert "Meetup was withdrawn from the catalogue on 1 November 2026" in said(response)
    assert page(response).xpath("//thead//th/text()")[-2:] == ["Facebook", "LinkedIn"]


def test_the_picker_keeps_the_only_platform_left(client, withdrawn_meetup):
    response = client.get("/compare/facebook/meetup/")

    assert response.status_code == 410
    assert page(response).xpath("//input[@checked]/@value") == ["facebook"]


def test_a_withdrawn_profile_is_gone_and_dates_it(client, withdrawn_meetup):
    response = client.get("/platforms/meetup/")

    assert response.status_code == 410
    assert "withdrawn from the catalogue on 1 November 2026" in said(response)


def test_a_draft_is_not_found(client):
    Platform.objects.filter(slug="meetup").update(published_at=None)

    assert client.get("/platforms/meetup/").status_code == 404
    assert client.get("/compare/facebook/meetup/").status_code == 404
    assert b"/platforms/meetup/" not in client.get("/platforms/").content


def test_a_very_long_address_is_refused(client):
    assert client.get("/compare/" + "a" * 10_000 + "/").status_code == 414
    assert client.get("/platforms/?q=" + "a" * 10_000).status_code == 414
    assert client.get("/compare/" + "ab/" * 2_000)["Location"] == "/compare/ab/"


@pytest.mark.parametrize(
    "path", ["/compare/%00/%ff/", "/compare/%2e%2e/%2fetc/", "/platforms/%E2%80%AE/", "/compare//x/", "/%"]
)
def test_percent_encoded_rubbish_causes_no_server_error(client, path):
    assert client.get(path).status_code in (301, 302, 400, 404)
