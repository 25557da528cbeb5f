"""What pages say and how they are built, pinned: a change of templates that changes a page shows here.

After a change that is meant to be seen, renew what is pinned and look at the difference before it is committed:

    PIN=1 uv run pytest -n 0 tests/pages/test_pinned_pages.py && git diff tests/pages/pinned
"""

import datetime
import difflib
import os
from pathlib import Path
from urllib.parse import parse_qsl

import msgspec
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from platforms.domain.catalogue.editions import edition
from platforms.domain.document.files import read_files
from platforms.domain.vocabulary import Value
from platforms.models import Correction, Feature, Goal, Group, Guide, Platform, Shipped, Source, Trait
from platforms.storage import history, published
from platforms.storage.document.load import load as load_document
from platforms.storage.document.stored import stored_platform
from platforms.translations import files
from platforms.translations.catalogue import translations
from platforms.views import pagination
from tests.pages.outline import outline, words

PINNED = Path(__file__).with_name("pinned")
SMALL = PINNED / "catalogue"
"""A catalogue of nine platforms made for these pages, with its own translations: editors' work changes no page here."""

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
LANGUAGES = ["en", "de", "es"]
ALL = "goal=career&goal=communities&goal=meet-in-person&goal=friends-family"

PAGES = {
    "home": "/",
    # Platforms
    "browse": "/platforms/",
    "browse-part": "HX /platforms/",
    "browse-searched": "/platforms/?q=in&kind=professional&sort=newest",
    "browse-filtered": "/platforms/?goal=communities&visibility=1-4&feature=photos&feature=groups&sort=social-first",
    "browse-filtered-part": "HX /platforms/?goal=communities&visibility=1-4&feature=photos&sort=oldest",
    "browse-nothing": "/platforms/?q=zzz&kind=social",
    "browse-paged": "2/ /platforms/?page=2&kind=social&kind=both",
    "profile": "/platforms/meetup/",
    "profile-gaps": "/platforms/xing/",
    "profile-withdrawn": "/platforms/nextdoor/",
    "profile-other-name": "/platforms/twitter/",
    "profile-unknown": "/platforms/linkedn/",
    # Side by side
    "picker": "/compare/",
    "picker-chosen": "/compare/?p=facebook&p=nobody&q=in",
    "picker-paged": "2/ /compare/?p=facebook&page=2",
    "picker-one": "/compare/facebook/",
    "picker-too-many": "/compare/facebook/instagram/linkedin/meetup/reddit/",
    "compare-two": "/compare/facebook/linkedin/",
    "compare-two-part": "HX /compare/facebook/linkedin/",
    "compare-three": "/compare/xing/reddit/mastodon/?show=differences",
    "compare-four": "/compare/x/meetup/instagram/facebook/?goals=career,meet-in-person",
    "compare-same-part": "HX /compare/facebook/linkedin/?show=same",
    "compare-add": "/compare/facebook/linkedin/?add=1",
    "compare-add-part": "HX /compare/facebook/linkedin/?add=1&q=in&goals=career",
    "compare-replace": "2/ /compare/facebook/linkedin/?replace=facebook&show=differences",
    "compare-since": "/compare/linkedin/facebook/?revision={before}",
    "compare-since-unknown": "/compare/linkedin/facebook/?revision=old",
    "compare-withdrawn": "/compare/facebook/linkedin/nextdoor/",
    "compare-withdrawn-alone": "/compare/facebook/nextdoor/",
    "compare-unknown": "/compare/facebook/linkedn/",
    "kinds": "/compare/social/professional/",
    "kinds-differences": "/compare/social/professional/?show=differences",
    # Which fits your goals?
    "fit": "/fit/",
    "fit-mistake": "/fit/?done=1",
    "fit-mistake-part": "HX /fit/visibility/?goal=career&done=1&visibility=9",
    "fit-sent-part": "HX /fit/must-haves/?goal=career&done=1&must=groups",
    "fit-sent": "/fit/?done=1&goal=career",
    "fit-trait": "/fit/visibility/?goal=career&visibility=2",
    "fit-trait-part": "HX /fit/effort/?goal=career&focus=3&old=1",
    "fit-must-haves": "/fit/must-haves/?goal=career&must=groups&then=review",
    "fit-matters": "/fit/matters/?goal=career&goal=communities&focus=1&matters=career",
    "fit-review": "/fit/review/?goal=career&visibility=2&must=groups&matters=career&color=red",
    "fit-review-part": "HX /fit/review/",
    "results-one": "/fit/results/?goal=career",
    "results-all": f"/fit/results/?{ALL}&matters=career&visibility=2&effort=1",
    "results-ruled-out": "/fit/results/?goal=meet-in-person&focus=1&must=groups&must=pseudonym-allowed",
    "results-all-ruled-out": "/fit/results/?goal=career&must=job-listings&must=pseudonym-allowed&must=groups"
    "&must=find-events-nearby&must=audience-per-post&must=direct-messages&must=read-without-an-account",
    "results-tied": "/fit/results/?structure=2",
    "results-close": "/fit/results/?goal=communities&visibility=4",
    "results-nothing": "/fit/results/",
    "results-ignored": "/fit/results/?goal=career&goal=fly&must=x&focus=9&color=red",
    "results-since": "/fit/results/?goal=career&goal=communities&revision={before}",
    "results-since-unknown": "/fit/results/?goal=career&revision=99999-00000000",
    # Guide, method, data
    "guides": "/guide/",
    "guide": "/guide/which-one/",
    "guide-untranslated": "/guide/short/",
    "guide-unknown": "/guide/nowhere/",
    "method": "/method/",
    "fairness": "/method/fairness/",
    "data": "/data/",
    "offline": "/offline/",
    # Changes, and readers' reports
    "changes": "/changes/",
    "changes-of": "/changes/linkedin/",
    "changes-since": "/changes/?since=2026-11-21",
    "changes-unknown": "/changes/nowhere/",
    "feed": "/changes/feed/",
    "feed-of": "/changes/linkedin/feed/",
    "correction": "/corrections/new/?platform=meetup&cell=focus",
    "correction-mistakes": "POST /corrections/new/?platform=&cell=nothing&source_url=x&shown=old",
    "correction-received": "/corrections/received/?platform=meetup",
    # What goes wrong
    "not-found": "/nowhere/",
    "bad-request": "/platforms/?" + "a&" * 2500,
}  # fmt: skip

FEEDS = ("feed", "feed-of")

PLUMBING = {
    "data-platform": "/data/platforms/xing.json",
    "data-comparison": "/data/compare/facebook/linkedin.json?goals=career",
    "data-fit": "/data/fit.json?goal=career&goal=communities&must=groups&visibility=2",
    "data-unknown": "/data/platforms/nobody.json",
    "manifest": "/manifest.webmanifest",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "styleguide": "/styleguide/",
}


MOST_LINES = 600
"""What is pinned of long lists, such as the sitemap."""


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """The small catalogue in the database, with two changes, a withdrawn platform and two decisions of known days."""
    patch = pytest.MonkeyPatch()
    patch.setattr(timezone, "now", lambda: NOON)
    patch.setattr(files, "CATALOGUE", SMALL / "translations")
    translations.cache_clear()
    with django_db_blocker.unblock(), transaction.atomic():
        before = load()
        yield {"before": before}
        transaction.set_rollback(True)
    patch.undo()
    translations.cache_clear()
    published.forget()


def load() -> str:
    """Load and change the small catalogue; return the edition that it had before the change."""
    texts = {path.relative_to(SMALL).as_posix(): path.read_text("utf-8") for path in SMALL.rglob("*.toml")}
    for model in (Platform, Goal, Guide, Feature, Group, Trait, Source, Shipped):
        model.objects.all().delete()
    Platform.history.all().delete()
    load_document(read_files(texts, today=NOON.date()))
    Platform.history.update(history_date=NOON - datetime.timedelta(days=4))
    before = edition(published.current())
    linkedin = Platform.objects.get(slug="linkedin")
    part = stored_platform(linkedin.pk)
    changed = msgspec.structs.replace(
        part,
        tagline="Another line",
        ratings=part.ratings | {"visibility": msgspec.structs.replace(part.ratings["visibility"], low=0, high=1)},
        support=part.support | {"job-listings": msgspec.structs.replace(part.support["job-listings"], value=Value.NO)},
    )
    history.save(changed, base=part, note="LinkedIn's help says <so>.")
    for days, cell, state in ((1, "groups", "accepted"), (2, "focus", "declined")):
        Correction.objects.create(
            platform=linkedin, cell=cell, source_url="https://a.example/", wrong=f"It's <b>wrong</b>: {cell}.",
            state=state, decision="Read again & decided.", decided_at=NOON - datetime.timedelta(days=days),
        )  # fmt: skip
    return before


def answer(case: str, language: str, small: dict[str, str], monkeypatch):
    """Ask for an address: "HX" a part of the page, "POST" with its query as the form, "2/" in pages of two."""
    how, _, address = f" {case}".rpartition(" ")
    address = address.format(**small) if "{" in address else address
    url = address if language == "en" else f"/{language}{address}"
    if (size := 2 if how.strip() == "2/" else 48) != pagination.ON_A_PAGE:
        published.forget()
    monkeypatch.setattr(pagination, "ON_A_PAGE", size)
    if how.strip() == "POST":
        path, _, query = url.partition("?")
        return Client().post(path, dict(parse_qsl(query, keep_blank_values=True)))
    return Client().get(url, headers={"HX-Request": "true"} if how.strip() == "HX" else {})


def check(name: str, found: str) -> None:
    """Hold an outline against the pinned one, or pin it."""
    path = PINNED / f"{name}.txt"
    if os.environ.get("PIN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    pinned = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(pinned.splitlines(), found.splitlines(), "pinned", "now", lineterm="", n=4)
    if diff := list(lines):
        pytest.fail(f"{path.name} shows something else now:\n" + "\n".join(diff[:200]), pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_matches_its_pinned_outline(small, monkeypatch, name, language):
    found = outline(answer(PAGES[name], language, small, monkeypatch))

    # Translated pages come from the same templates: their words are pinned, and the shell on one page.
    check(f"{language}/{name}", found if language == "en" or name == "home" or name in FEEDS else words(found))


@pytest.mark.parametrize("name", PLUMBING)
def test_language_neutral_answers_match_their_pinned_outline(small, monkeypatch, name):
    found = outline(answer(PLUMBING[name], "en", small, monkeypatch))
    check(f"data/{name}", "\n".join(found.splitlines()[:MOST_LINES]) + "\n")


def test_every_pinned_outline_belongs_to_a_page():
    pinned = {path.relative_to(PINNED).with_suffix("").as_posix() for path in PINNED.rglob("*.txt")}

    assert pinned == {f"{language}/{name}" for language in LANGUAGES for name in PAGES} | {
        f"data/{n}" for n in PLUMBING
    }
