"""Drawings: bars and charts. Each stands beside a text that says the same."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.templatetags.cells import Pieces, pieces_of
from platforms.templatetags.markup import token
from platforms.words import scale_words

register = template.Library()


def bar(low: int, point: int, high: int) -> SafeString:
    """A score between 0 and 100."""
    return format_html(
        '<svg class="bar" viewBox="0 0 104 8" aria-hidden="true">'
        '<rect class="track" x="0" y="3" width="104" height="2" rx="1"/>'
        '<rect class="band" x="{}" y="1.5" width="{}" height="5" rx="2.5"/>'
        '<rect class="mark" x="{}" y="0" width="2.4" height="8" rx="1.2"/></svg>',
        low,
        high - low + 4,
        point + 0.8,
    )


@register.simple_tag(name="chart")
def chart_tag(catalogue: Catalogue, platforms: Iterable[Platform]) -> SafeString:
    return SafeString(chart(pieces_of(catalogue), catalogue.traits, platforms))


def chart(pieces: Pieces, traits: Iterable[Trait], platforms: Iterable[Platform]) -> str:
    """Platforms on the line of each trait that one of them is rated on. The table says the same in words."""
    lanes = [pieces.find_all(("lanes", platform.slug), _lanes, traits, platform) for platform in platforms]
    rows = [
        f"{pieces.find(('line', trait.slug), _line, trait)}{''.join(across)}</div></div>"
        for trait, *across in zip(traits, *lanes, strict=True)
        if any(across)
    ]
    return f"{pieces.find('chart', _start)}{''.join(rows)}</div></figure>" if rows else ""


def _start() -> SafeString:
    return format_html(
        '<figure class="chart" aria-labelledby="chart"><h2 id="chart">{}</h2>\n<p class="note">{}</p>\n'
        '<div class="chart-rows" aria-hidden="true">',
        gettext("In one picture"),
        gettext(
            "Each on its line from one pole to the other, as wide as its range; the table below says the same in words."
        ),
    )


def _line(trait: Trait) -> SafeString:
    start = '<div class="chart-row"><p>{} <small>{}</small></p><div class="lanes">'
    return format_html(start, trait.name, scale_words(trait))


def _lanes(traits: Iterable[Trait], platform: Platform) -> list[str]:
    """A platform's mark on the line of each trait, empty where it is not rated."""
    return [_lane(platform, platform.ratings.get(trait.slug)) for trait in traits]


def _lane(platform: Platform, rating: Rating | None) -> str:
    if rating is None:
        return ""
    return format_html('<span class="lane from-{} to-{}">{}</span>', rating.low, rating.high, token(platform))
