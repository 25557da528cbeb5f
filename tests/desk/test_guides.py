import pytest
from django.urls import reverse

from platforms.models import Guide
from tests.desk.conftest import signed_in, text_of

ENTERED = {"slug": "own", "title": "Own words", "summary": "What they are.", "order": "9"}


def test_a_guide_is_a_draft_until_a_publisher_publishes_it(editor, publisher, client):
    written = ENTERED | {"markdown": "## Well\r\n\r\n{trait focus}"}
    response = editor.post(reverse("admin:platforms_guide_add"), written | {"_publish": "1"})

    assert response.status_code == 302
    guide = Guide.objects.get(slug="own")
    assert (guide.markdown, guide.draft) == ("## Well\n\n{trait focus}", True)
    assert client.get("/guide/own/").status_code == 404

    publisher.post(reverse("admin:platforms_guide_change", args=[guide.pk]), written | {"_publish": "1"})
    assert "Focus, as rated" in text_of(client.get("/guide/own/"))


def test_an_unknown_name_is_refused_and_the_text_kept(editor):
    response = editor.post(reverse("admin:platforms_guide_add"), ENTERED | {"markdown": "{trait fokus}"})

    assert response.status_code == 200
    assert "“fokus” is no drawing, trait or feature." in text_of(response)
    assert "{trait fokus}" in text_of(response)
    assert not Guide.objects.filter(slug="own").exists()


def test_a_preview_shows_the_public_page_and_stores_nothing(editor):
    preview = reverse("admin:platforms_guide_preview")

    shown = editor.post(preview, ENTERED | {"markdown": "## New\n\n{more social}\n\n<script>x</script>"})

    assert shown.status_code == 200
    assert "<script>x" not in shown.content.decode()
    assert "Own words" in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    assert not Guide.objects.filter(title="Own words").exists()
    assert editor.post(preview, ENTERED | {"markdown": "{trait fokus}"}).status_code == 422
    assert editor.get(preview).status_code == 405


def test_a_preview_requires_permission_to_edit(client):
    assert client.post(reverse("admin:platforms_guide_preview"), ENTERED).status_code == 302
    assert (
        signed_in("publisher")
        .post(reverse("admin:platforms_guide_preview"), ENTERED | {"markdown": "Text."})
        .status_code
        == 200
    )


@pytest.mark.parametrize("name", ["title", "summary", "markdown"])
def test_a_preview_of_a_huge_text_is_refused(editor, name):
    text = "{trait focus}\n\n" * 20_000

    response = editor.post(
        "/admin/platforms/guide/preview/", {"title": "T", "summary": "S", "markdown": "M"} | {name: text}
    )

    assert response.status_code == 422
    assert "characters can be shown" in response.content.decode()
