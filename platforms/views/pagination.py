"""Pages of a long list."""

import re
from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from platforms.domain.catalogue.platforms import Platform

ON_A_PAGE = 48

PAGE_NUMBER = re.compile("[1-9][0-9]{0,4}")


def requested_page(request: HttpRequest, platforms: Sequence[Platform]) -> Page:
    """Return the page that the address names (`?page=2`): the first without a sensible number, at most the last."""
    number = request.GET.get("page", "")
    return Paginator(platforms, ON_A_PAGE).get_page(number if PAGE_NUMBER.fullmatch(number) else 1)
