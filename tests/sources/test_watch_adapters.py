"""The four adapters on recorded answers of a local server."""

import asyncio
import datetime
import json

import pytest

from platforms.sources.guarded import GuardedTransport
from platforms.sources.watch import deletion, pages, second_factor, sentences, terms
from platforms.sources.watch.ids import Ids, Terms
from platforms.sources.watch.proposal import Watch
from platforms.sources.watch.reader import Reader
from platforms.storage import published
from tests.sources.test_watch_reader import QUICK
from tests.sources.web import answer, redirect

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 27)


@pytest.fixture
def linkedin(web, monkeypatch):
    for module, name in [(deletion, "SITES"), (second_factor, "ENTRY"), (terms, "COMMITS"), (terms, "VERSION")]:
        path = getattr(module, name).split("://", 1)[1].split("/", 1)[1]
        monkeypatch.setattr(module, name, web.url(f"/{path}"))
    return published.current().platform_by_slug["linkedin"]


def proposed(adapter, platform, ids, memory=None):
    catalogue = published.current()

    async def run():
        reader = Reader(
            memory=memory if memory is not None else {},
            patience=QUICK,
            transport=GuardedTransport(allows=lambda address: address.is_loopback),
        )
        watch = Watch(catalogue, (platform,), {platform.slug: ids}, reader, TODAY)
        try:
            return [proposal async for proposal in adapter.proposals(watch)], reader
        finally:
            await reader.aclose()

    return asyncio.run(run())


@pytest.mark.parametrize(("difficulty", "values"), deletion.VALUES.items())
def test_deletion_proposes_what_differs(web, linkedin, own_loop, difficulty, values):
    site = {"name": "LinkedIn", "difficulty": difficulty, "url": "https://www.linkedin.com/close", "notes": "Wait."}
    web.pages["/jdm-contrib/jdm/master/_data/sites.json"] = answer(body=json.dumps([site]).encode())

    found, _ = proposed(deletion, linkedin, Ids(deletion="LinkedIn"))

    differs = linkedin.supports(deletion.CELL).value not in values
    assert [(p.cell, p.value, p.source, p.seen_on) for p in found] == (
        [(deletion.CELL, values[0], "https://www.linkedin.com/close", TODAY)] if differs else []
    )


@pytest.mark.parametrize(("factors", "value"), [(["totp", "sms"], "yes"), (["email"], "partly"), ([], "no")])
def test_second_factors_propose_what_differs(web, linkedin, own_loop, factors, value):
    entry = {"LinkedIn": {"domain": "linkedin.com", "tfa": factors}}
    web.pages["/2factorauth/twofactorauth/master/entries/l/linkedin.com.json"] = answer(body=json.dumps(entry).encode())

    found, _ = proposed(second_factor, linkedin, Ids(second_factor="linkedin.com"))

    assert linkedin.supports(second_factor.CELL).value == "yes"
    assert [(p.cell, p.value) for p in found] == ([(second_factor.CELL, value)] if value == "no" else [])


def commit(sha, day, message="Record new changes of LinkedIn Terms"):
    return {"sha": sha, "commit": {"message": message, "author": {"date": f"{day}T10:00:00Z"}}}


def terms_of(web, linkedin, monkeypatch, since, before, texts):
    """Serve versions of a document that LinkedIn's poll cell rests on; return what is proposed."""
    source = linkedin.support["polls"].evidence.sources[0]
    monkeypatch.setattr(terms, "COMMITS", web.url("/commits?{collection}&{query}"))

    def commits(handler):
        handler.wfile.write(answer(body=json.dumps(since if "since=" in web.asked[-1][1] else before).encode()))

    read_on = (source.published_on or source.read_on) + terms.LAG
    after = read_on + datetime.timedelta(days=1)
    path = "contrib-versions&path=LinkedIn%2FTerms.md"
    web.pages[f"/commits?{path}&since={after}T00%3A00%3A00Z&per_page=50"] = commits
    web.pages[f"/commits?{path}&until={read_on}T23%3A59%3A59Z&per_page=1"] = commits
    for sha, text in texts.items():
        web.pages[f"/OpenTermsArchive/contrib-versions/{sha}/LinkedIn/Terms.md"] = answer(body=text.encode())
    ids = Ids(terms=(Terms("contrib-versions", "LinkedIn/Terms", source.url),))
    return proposed(terms, linkedin, ids)


def test_changed_terms_propose_the_cells_that_they_touch(web, linkedin, monkeypatch, own_loop):
    about = " ".join(sentences.WORD.findall(f"polls {linkedin.support['polls'].note}".lower()))
    found, reader = terms_of(
        web, linkedin, monkeypatch, [commit("new", "2026-11-20")], [commit("old", "2026-01-01")],
        {"old": "You may post here.", "new": f"You may post here.\nNo more, as we wrote before: {about} and so on."},
    )  # fmt: skip

    assert reader.failures == []
    cell = next(p for p in found if p.cell == "polls")
    assert (cell.value, cell.seen_on) == ("", datetime.date(2026, 11, 20))
    assert cell.words.startswith("+ ")
    assert "/blob/new/LinkedIn/Terms.md" in cell.source


@pytest.mark.parametrize(
    ("since", "texts"),
    [
        pytest.param([], {}, id="nothing recorded"),
        pytest.param([commit("new", "2026-11-20", "Apply technical upgrade")], {}, id="technical"),
        pytest.param(
            [commit("new", "2026-11-20")],
            {"old": "The same words as ever before.", "new": "The [same](https://x) **words** as ever before."},
            id="links and marks",
        ),
        pytest.param([commit("new", "2026-11-20")], {"old": "Half of it is missing here."}, id="a version is gone"),
    ],
)
def test_what_says_nothing_new_proposes_nothing(web, linkedin, monkeypatch, own_loop, since, texts):
    found, _ = terms_of(web, linkedin, monkeypatch, since, [commit("old", "2026-01-01")], texts)

    assert found == []


def look(web, linkedin, monkeypatch, page, memory):
    """Serve one source of LinkedIn's from the local server; return the proposals."""
    import dataclasses

    source = linkedin.support["polls"].evidence.sources[0]
    local = dataclasses.replace(source, url=web.url("/page"))
    web.pages["/page"], web.pages["/robots.txt"] = page, answer(404)
    support = dataclasses.replace(
        linkedin.support["polls"], evidence=dataclasses.replace(linkedin.support["polls"].evidence, sources=(local,))
    )
    platform = dataclasses.replace(
        linkedin, support={"polls": support}, ratings={}, facts={}, uses={}, figures=(), tips=(),
        audience=type(linkedin.audience)(),
    )  # fmt: skip
    return proposed(pages, platform, Ids(), memory)


def test_pages_propose_what_changed_moved_or_is_gone(web, linkedin, monkeypatch, own_loop):
    memory = {}
    html = b"<html><nav>Menu 1</nav><main>Polls are a post type, 3 May 2026.</main></html>"

    first, _ = look(web, linkedin, monkeypatch, answer(body=html), memory)
    same, _ = look(web, linkedin, monkeypatch, answer(body=html.replace(b"3 May 2026", b"4 May 2027")), memory)
    changed, _ = look(web, linkedin, monkeypatch, answer(body=html.replace(b"are", b"were")), memory)
    gone, _ = look(web, linkedin, monkeypatch, answer(404), memory)
    web.pages["/elsewhere"] = answer(body=html)
    moved, _ = look(web, linkedin, monkeypatch, redirect("/elsewhere"), memory)

    assert (first, same) == ([], [])
    assert [p.words for p in changed] == ["changed"]
    assert gone[0].words.startswith("gone; a copy: https://web.archive.org/web/20")
    assert moved[0].words == f"moved to {web.url('/elsewhere')}"
    assert {p.cell for p in (*changed, *gone, *moved)} == {"polls"}


def test_ids_name_shipped_platforms(shipped):
    from platforms.sources.watch import ids

    assert set(ids.shipped()) <= {platform.slug for platform in shipped.platforms}
    known = ids.shipped().values()
    assert sum(bool(each.deletion) for each in known) > 25
    assert sum(bool(each.terms) for each in known) > 20
