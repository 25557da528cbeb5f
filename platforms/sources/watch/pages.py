"""Cited pages themselves: proposes to look at the cells of those that changed, moved or are gone."""

import hashlib
import re
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from platforms.domain.catalogue.evidence import Source
from platforms.domain.catalogue.platforms import Platform
from platforms.sources.watch.answers import Memory, NotRead
from platforms.sources.watch.proposal import Proposal, Watch, cells_of

ARCHIVE = "https://web.archive.org/web/{day:%Y%m%d}/{url}"
"""Where the Wayback Machine shows the copy nearest to a day, if it has one."""

NOISE = re.compile(r"[\W\d_]+")
"""What changes from visit to visit: numbers, dates, signs."""


async def proposals(watch: Watch) -> AsyncIterator[Proposal]:
    """Yield the cells of every page that is another than at the last run; the first run only remembers."""
    for platform in watch.platforms:
        for source in platform.sources:
            if found := await _look(watch, source):
                for proposal in _cells(watch, platform, source, found):
                    yield proposal


async def _look(watch: Watch, source: Source) -> str:
    """Return what became of a page; nothing where it is as it was, or nobody can tell."""
    known = watch.reader.memory.get(source.url)
    try:
        page = await watch.reader.read(source.url, heed_robots=True)
    except NotRead as error:
        if error.status in (404, 410):
            return f"gone; a copy: {ARCHIVE.format(day=source.read_on, url=source.url)}"
        watch.reader.failures.append((source.url, error))
        return ""
    if page is None:
        return ""
    digest = hashlib.sha256(readable(page.text).encode()).hexdigest()
    watch.reader.memory[source.url] = Memory(watch.reader.memory[source.url].etag, digest)
    if urlsplit(page.url).path.rstrip("/") != urlsplit(source.url).path.rstrip("/"):
        return f"moved to {page.url}"
    return "changed" if known and known.digest and known.digest != digest else ""


def readable(html: str) -> str:
    """Return the words of a page that people read, without what changes from visit to visit."""
    page = BeautifulSoup(html, "html.parser")
    for part in page(["script", "style", "nav", "header", "footer", "noscript", "form"]):
        part.decompose()
    content = page.find("main") or page.find("article") or page.body or page
    return NOISE.sub(" ", content.get_text(" ").casefold()).strip()


def _cells(watch: Watch, platform: Platform, source: Source, found: str) -> list[Proposal]:
    return [
        Proposal("sources", platform.slug, key, "", source.url, watch.today, found)
        for key, evidence, _ in cells_of(platform, watch.catalogue)
        if source in evidence.sources
    ]
