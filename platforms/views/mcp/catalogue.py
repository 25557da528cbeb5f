"""What all tools share: the catalogue in English, platforms by name, cells in words with their sources."""

import datetime
from collections.abc import Iterable

import msgspec
from django.http import HttpRequest
from django_mcpz.server import ToolError

from platforms import words
from platforms.addresses import site_url
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import nearest
from platforms.domain.comparing.rows import Cell, Point
from platforms.domain.opendata.catalogue import Setting
from platforms.number_words import large
from platforms.searching import search
from platforms.storage import published


class Cited(msgspec.Struct):
    """A page that a cell rests on."""

    publisher: str
    title: str
    url: str


class CellAnswer(msgspec.Struct):
    """What the catalogue says in one cell."""

    says: str
    note: str
    checked_on: datetime.date | None
    address: str
    sources: list[Cited]
    terms_changed: bool = False
    """Did the terms that it rests on change since that day?"""


def setting_of(request: HttpRequest) -> Setting:
    """Return the catalogue with the site that this request came to. Raise ToolError while there is none."""
    try:
        return Setting(published.current_in("en"), site_url(request))
    except published.Unavailable as error:
        raise ToolError("The catalogue can't be reached right now. Please try again.") from error


def platform_of(catalogue: Catalogue, name: str) -> Platform:
    """Return the platform of a slug or a name. Raise ToolError with the nearest names."""
    if found := catalogue.platform_by_slug.get(catalogue.current_slug(name.strip().replace(" ", "-"))):
        return found
    named = search(catalogue, name[:80]).named
    if len(named) == 1:
        return named[0]
    near = named or nearest(catalogue=catalogue, name=name)
    meant = f" Did you mean {', '.join(platform.name for platform in near)}?" if near else ""
    raise ToolError(f"There is no platform {name[:80]!r} here.{meant}")


def cell_answer(setting: Setting, point: Point, cell: Cell) -> CellAnswer:
    """Return a cell in words, with its sources."""
    return CellAnswer(
        cell_words(point, cell),
        _note(cell),
        cell.evidence.checked_on if cell.known else None,
        setting.profile(cell.platform.slug, point.key),
        list(cited(cell.evidence)) if cell.known else [],
        (cell.platform.slug, point.key) in setting.catalogue.outdated,
    )


def cell_words(point: Point, cell: Cell) -> str:
    """Return the value of a cell in a few words."""
    if not cell.known:
        return "Unknown"
    if cell.rating and point.trait:
        return words.rating_words(point.trait, cell.rating)
    if cell.support:
        return words.label(cell.support.value)
    if cell.audience:
        return words.audience_text(cell.audience)
    if cell.fact:
        return cell.fact.value
    return "; ".join(f"{large(each.number)} {each.counts} ({each.as_of:%Y-%m})" for each in cell.figures)


def cited(evidence: Evidence) -> Iterable[Cited]:
    return (Cited(source.publisher, source.title, source.url) for source in evidence.sources)


def _note(cell: Cell) -> str:
    if cell.rating:
        return cell.rating.why
    held = cell.support or cell.audience or cell.fact
    return held.note if held else " ".join(figure.note for figure in cell.figures)
