"""Terms that changed since we read them, from Open Terms Archive: proposes to look at the cells that rest on them."""

import datetime
from collections.abc import AsyncIterator
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from platforms.domain.catalogue.evidence import Source
from platforms.domain.catalogue.platforms import Platform
from platforms.sources.watch.ids import Terms
from platforms.sources.watch.proposal import Proposal, Watch, cells_of
from platforms.sources.watch.sentences import changed_sentences, touching

COMMITS = "https://api.github.com/repos/OpenTermsArchive/{collection}/commits?{query}"
VERSION = "https://raw.githubusercontent.com/OpenTermsArchive/{collection}/{sha}/{path}"
PAGE = "https://github.com/OpenTermsArchive/{collection}/blob/{sha}/{path}"

LAG = datetime.timedelta(days=14)
"""A version may be recorded so long after the day that it names; it is the one that we read."""

TECHNICAL = ("Apply technical", "First record")
"""Versions that say nothing new begin with this."""


class Author(msgspec.Struct):
    date: datetime.datetime


class Message(msgspec.Struct):
    message: str
    author: Author


class Commit(msgspec.Struct):
    """A recorded version."""

    sha: str
    commit: Message


async def proposals(watch: Watch) -> AsyncIterator[Proposal]:
    """Yield each cell about which a document says something else since the version that we read."""
    for platform in watch.platforms:
        for terms in watch.ids_of(platform).terms:
            for source in platform.sources:
                if _same(source.url, terms.url):
                    async for proposal in _of_document(watch, platform, terms, source):
                        yield proposal


async def _of_document(watch: Watch, platform: Platform, terms: Terms, source: Source) -> AsyncIterator[Proposal]:
    read_on = (source.published_on or source.read_on) + LAG
    since = await _commits(watch, terms, since=f"{read_on + datetime.timedelta(days=1)}T00:00:00Z", per_page="50")
    changes = [each for each in since if not each.commit.message.startswith(TECHNICAL)]
    if not changes:
        return
    newest = changes[0]
    before = await _commits(watch, terms, until=f"{read_on}T23:59:59Z", per_page="1")
    if not before:
        return
    old, new = [await _text(watch, terms, sha) for sha in (before[0].sha, newest.sha)]
    if not (old and new):
        return
    sentences = changed_sentences(old, new)
    page = PAGE.format(collection=terms.collection, sha=newest.sha, path=_path(terms))
    for key, evidence, about in cells_of(platform, watch.catalogue):
        if source in evidence.sources and (words := touching(sentences, about)):
            yield Proposal("terms", platform.slug, key, "", page, newest.commit.author.date.date(), words)


async def _commits(watch: Watch, terms: Terms, **query: str) -> list[Commit]:
    asked = urlencode({"path": f"{terms.document}.md", **query})
    url = COMMITS.format(collection=terms.collection, query=asked)
    return await watch.reader.json(url, list[Commit], remember=False) or []


async def _text(watch: Watch, terms: Terms, sha: str) -> str:
    url = VERSION.format(collection=terms.collection, sha=sha, path=_path(terms))
    page = await watch.reader.get(url, remember=False)
    return page.text if page else ""


def _path(terms: Terms) -> str:
    return quote(f"{terms.document}.md")


def _same(one: str, other: str) -> bool:
    return _place(one) == _place(other)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/').lower()}"
