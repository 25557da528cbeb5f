"""Read a page's own title, publisher and date, for an editor who cites it."""

import asyncio
import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from platforms.sources.ask import Patience
from platforms.sources.guarded import GuardedTransport
from platforms.sources.watch.answers import NotRead
from platforms.sources.watch.reader import Reader

MOST = 2 * 1024 * 1024
"""Bytes of a page."""
SECONDS = 5
"""An editor waits for it, with a thread of the desk."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a page says of itself; empty where it says nothing or can't be read."""

    title: str = ""
    publisher: str = ""
    published_on: datetime.date | None = None


def describe(url: str) -> Described:
    """Ask a page on the public web, and return what it says of itself; at least its host as the publisher."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return described(asyncio.run(_read(url)), host=host)
    except (NotRead, TimeoutError):
        return Described(publisher=host)


def described(html: str, *, host: str) -> Described:
    """Return what this page says of itself."""
    page = BeautifulSoup(html, "html.parser")
    title = _meta(page, "og:title") or (page.title.get_text() if page.title else "")
    return Described(
        " ".join(title.split())[:300],
        (_meta(page, "og:site_name") or host)[:200],
        _day(_meta(page, "article:published_time") or _meta(page, "datePublished")),
    )


async def _read(url: str) -> str:
    patience = Patience(silence=SECONDS, whole=SECONDS, pause=0)
    reader = Reader(patience=patience, transport=GuardedTransport(), most=MOST)
    try:
        async with asyncio.timeout(SECONDS):
            page = await reader.read(url, remember=False)
    finally:
        await reader.aclose()
    return page.text if page else ""


def _meta(page: BeautifulSoup, name: str) -> str:
    """Return the content of a meta element, by its property, name or itemprop."""
    for attribute in ("property", "name", "itemprop"):
        found = page.find("meta", attrs={attribute: name})
        if found and (content := str(found.get("content") or "").strip()):
            return content
    return ""


def _day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day <= datetime.datetime.now(datetime.UTC).date() else None
