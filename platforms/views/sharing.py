"""Links to take along: each carries the edition of the catalogue, so that the page can say what changed since."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from platforms.addresses import site_url
from platforms.domain.catalogue.changes import Changed
from platforms.domain.catalogue.editions import Since, edition, parse_edition, scales_digest, since
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.ranking import Ranking, RankingSince, ranking_since
from platforms.storage.entries import catalogue_at

KEY = "revision"
"""The key of the query string that names the edition."""

FROM, FRIEND = "from", "friend"
"""The key and the value of a link to a result that somebody sends."""

LONGEST_FOR_QR = 1000
"""Characters; a code for more than that has points too small for the camera of a phone."""

MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class SinceNotice:
    """What to say about the time since a link was made."""

    changes: Since | None = None
    """None when the state that the link was made from is not known."""
    other_scales: bool = False
    """Did goals, weights or questions change too?"""
    ranking: RankingSince | None = None
    """For results: whether their order changed."""

    @property
    def listed(self) -> list[tuple[Platform, Changed]]:
        """Return the facts that the notice lists."""
        return list(self.changes.facts[:MOST_LISTED]) if self.changes else []

    @property
    def is_news(self) -> bool:
        """Tell whether there is anything to say: something changed, or the state of then is not known."""
        if self.changes is None:
            return True
        order_changed = self.ranking is not None and self.ranking.order_changed
        return bool(self.changes.facts or self.changes.added or self.changes.gone or self.other_scales or order_changed)


def since_comparison(request: HttpRequest, catalogue: Catalogue, platforms: Iterable[Platform]) -> SinceNotice | None:
    """Say what changed of these platforms since the link was made; None when the link doesn't say when."""
    if (named := request.GET.get(KEY)) is None:
        return None
    old, other_scales = _old(catalogue, named)
    return SinceNotice(since(old=old, new=catalogue).of(platforms), other_scales) if old else SinceNotice()


def since_results(request: HttpRequest, catalogue: Catalogue, ranking: Ranking) -> SinceNotice | None:
    """Say what changed of the facts that a ranking rests on, and of its order; None when the link doesn't say when."""
    if (named := request.GET.get(KEY)) is None:
        return None
    old, other_scales = _old(catalogue, named)
    if old is None:
        return SinceNotice()
    became = ranking_since(old=old, new=catalogue, ranking=ranking)
    return SinceNotice(became.changes, other_scales, became)


def _old(catalogue: Catalogue, named: str) -> tuple[Catalogue | None, bool]:
    """Return the catalogue as it was when the link was made, and whether its scales were others than today's."""
    found = parse_edition(named)
    if found is None:
        return None, False
    return catalogue_at(catalogue, found[0]), found[1] != scales_digest(catalogue)


def shared(request: HttpRequest, catalogue: Catalogue, path: str, *, code: str) -> dict[str, str]:
    """Return the absolute link to `path` with its edition, and the path of its QR code, empty when it is too long.

    `code` is the path of the view that draws it; it takes the query string of `path`.
    """
    address, _, query = path.partition("?")
    query = "&".join(filter(None, [query, f"{KEY}={edition(catalogue)}"]))
    link = f"{site_url(request)}{address}?{query}"
    return {"link": link, "code": f"{code}?{query}" if len(link) <= LONGEST_FOR_QR else ""}


def qr_code(request: HttpRequest, path: str) -> HttpResponse:
    """Draw the QR code of one of our own paths, with the query string of this request."""
    drawn = io.BytesIO()
    link = f"{site_url(request)}{path}{f'?{query}' if (query := request.META.get('QUERY_STRING', '')) else ''}"
    if len(link) > LONGEST_FOR_QR:
        return HttpResponse(status=404)
    import segno  # here, not above: few processes ever draw a code

    code = segno.make(link, error="l", micro=False)
    code.save(drawn, kind="svg", scale=4, border=4, light="#fff", svgclass=None, lineclass=None)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
