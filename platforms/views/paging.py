"""Long lists, in pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from platforms.domain.catalogue.values import Platform

ON_A_PAGE = 48


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page of a list."""

    shown: Sequence[Platform]
    number: int
    """From 1."""
    pages: int

    @property
    def earlier(self) -> int:
        """The page before this one; 0 if there is none."""
        return self.number - 1

    @property
    def later(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


def turned(request: HttpRequest, found: Sequence[Platform]) -> Page:
    """The page of what was found that the address names; what makes no sense is the first, too far is the last."""
    pages = max(1, -(-len(found) // ON_A_PAGE))
    asked = request.GET.get("page", "")
    number = max(1, min(int(asked), pages)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return Page(found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number, pages)
