"""Numbers of the domain that stand in the texts of pages are those that the domain uses."""

from django.conf import settings

from platforms.domain.comparing.kinds import CLEAR_GAP, CLEAR_SHARE_GAP


def text_of(template: str) -> str:
    return " ".join((settings.BASE_DIR / "templates" / template).read_text("utf-8").split())


def test_what_tells_the_two_kinds_apart():
    assert CLEAR_GAP == 1
    assert f"at least one apart, or the shares at least {CLEAR_SHARE_GAP * 100} points." in text_of("guide/kinds.html")
