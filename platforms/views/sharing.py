"""Links that are taken along carry the edition of the catalogue: whoever opens one learns what changed since."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from platforms.domain.catalogue.editions import Since, edition, parse_edition, scales, since
from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import Ranking, match
from platforms.storage import published
from platforms.templatetags.linking import site_of

KEY = "revision"
"""The key of the query string that names the edition."""

LONGEST_FOR_QR = 1000
"""Characters; a code for more than that has points too small for the camera of a phone."""

MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What to say about the time since a link was made."""

    since: Since | None
    """None when it can't be known."""
    other_scales: bool
    """Goals, weights or questions changed too."""
    order_changed: bool = False
    best_then: tuple[Platform, ...] = ()

    @property
    def listed(self) -> list:
        return list(self.since.facts[:MOST_LISTED]) if self.since else []


def told(request: HttpRequest, catalogue: Catalogue, platforms: Iterable[Platform]) -> Told | None:
    """What changed of these platforms since the link was made; None when it doesn't say when."""
    named = _edition(request)
    if named is None:
        return None
    older, other_scales = _older(catalogue, named)
    if older is None:
        return Told(None, other_scales)
    found, slugs = since(old=older, new=catalogue), {platform.slug for platform in platforms}
    facts = tuple((platform, changed) for platform, changed in found.facts if platform.slug in slugs)
    return Told(Since(facts, (), ()), other_scales)


def told_of(request: HttpRequest, catalogue: Catalogue, ranking: Ranking) -> Told | None:
    """What changed of the facts that a ranking rests on, and whether its order did."""
    named = _edition(request)
    if named is None:
        return None
    older, other_scales = _older(catalogue, named)
    if older is None:
        return Told(None, other_scales)
    then = match(catalogue=older, answers=ranking.answers, with_what_if=False)
    found = since(old=older, new=catalogue, keys=rests_on(catalogue, ranking.answers))
    best = tuple(each.platform for each in then.tiers[0]) if then.tiers else ()
    return Told(found, other_scales, _order(then) != _order(ranking), best)


def rests_on(catalogue: Catalogue, answers: Answers) -> set[str]:
    """The keys of the cells that answers ask for."""
    needs = {need.key for slug in answers.goals for need in catalogue.goal_by_slug[slug].needs}
    return needs | {trait for trait, _ in answers.wishes} | set(answers.musts)


def _order(ranking: Ranking) -> tuple[Any, ...]:
    """Who stands in which tier, and who is ruled out, by slugs."""
    tiers = [[match.platform.slug for match in tier] for tier in ranking.tiers]
    return tiers, {out.platform.slug for out in ranking.ruled_out}


def _edition(request: HttpRequest) -> str | None:
    """The edition that a link names; None where it names none."""
    return request.GET.get(KEY) if KEY in request.META.get("QUERY_STRING", "") else None


def _older(catalogue: Catalogue, named: str) -> tuple[Catalogue | None, bool]:
    """The catalogue as it was when the link was made, and whether its scales were others than today's."""
    edition = parse_edition(named)
    if edition is None:
        return None, False
    return published.at_entry(catalogue, edition[0]), edition[1] != scales(catalogue)


def shared(request: HttpRequest, catalogue: Catalogue, path: str, *, code: str) -> dict[str, str]:
    """What the part on sharing needs: the absolute link with its edition, and the address of its QR code, if it fits.

    `code` is the path of the view that draws it; it takes the query string of `path`.
    """
    address, _, query = path.partition("?")
    query = "&".join(filter(None, [query, f"{KEY}={edition(catalogue)}"]))
    link = f"{site_of(request)}{address}?{query}"
    return {"link": link, "code": f"{code}?{query}" if len(link) <= LONGEST_FOR_QR else ""}


def qr_code(request: HttpRequest, path: str) -> HttpResponse:
    """The QR code of one of our own addresses, with the query string of this request."""
    drawn = io.BytesIO()
    link = f"{site_of(request)}{path}{f'?{query}' if (query := request.META.get('QUERY_STRING', '')) else ''}"
    if len(link) > LONGEST_FOR_QR:
        return HttpResponse(status=404)
    import segno

    code = segno.make(link, error="l", micro=False)
    code.save(drawn, kind="svg", scale=4, border=4, light="#fff", svgclass=None, lineclass=None)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
