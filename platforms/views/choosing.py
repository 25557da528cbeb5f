"""What is offered to choose from: all platforms while they fit on a page, else a page of those that a search finds."""

from collections.abc import Container
from dataclasses import dataclass

from django.http import HttpRequest

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import browse, named_first
from platforms.domain.comparing.selection import Filters
from platforms.views import paging
from platforms.views.public import query_lists


@dataclass(frozen=True, slots=True)
class Offer:
    search: str
    found: int
    total: int
    listed: paging.Page

    @property
    def is_long(self) -> bool:
        """Too long to be looked through at a glance, so that one has to search and turn pages."""
        return bool(self.search) or self.total > paging.ON_A_PAGE


def offered(request: HttpRequest, catalogue: Catalogue, *, but: Container[str] = ()) -> Offer:
    """What the address asks for (`?q=…&page=2`), without the platforms with these slugs.

    Who searches here wants one platform: those found by their name come before those found by what they have.
    """
    filters = Filters.parse({"q": query_lists(request).get("q", [])}, catalogue=catalogue)
    found = [platform for platform in browse(catalogue=catalogue, filters=filters) if platform.slug not in but]
    found = named_first(found, search=filters.search)
    total = sum(slug not in but for slug in catalogue.platform_by_slug)
    return Offer(filters.search, len(found), total, paging.turned(request, found))
