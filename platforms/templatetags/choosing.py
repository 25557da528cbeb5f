"""The conditions that can be chosen among all platforms, each with how many it would leave, and what is found.

There are some seventy of them on a page, and only counts and ticks change: the rest is kept as pieces.
"""

from collections.abc import Container, Iterable, Sequence

from django import template
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString

from platforms.domain.catalogue import Feature, Goal, Kind, Platform, Trait
from platforms.templatetags.cells import pieces_of, render
from platforms.templatetags.speaking import said
from platforms.templatetags.wording import kind_word, span_words

register = template.Library()


def number(count: int) -> str:
    """A count as the language writes it; below a thousand all write it alike."""
    return str(count) if count < 1000 else localize(count)


@register.simple_tag(takes_context=True)
def chips(context, name: str, counted: Iterable[tuple[Kind | Goal | Feature, int]], chosen: Container[str]):
    """A box for each condition, ticked if it is chosen."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for one, count in counted:
        slug = _slug(one)
        box = pieces.find(("box", name, slug), format_html, BOX, name, slug)
        text = pieces.find(("text", name, slug), _text, one, slug)
        ticked = " checked" if slug in chosen else ""
        parts.append(f"{box}{ticked}{text}{number(count)}</small></span></label>")
    return SafeString("".join(parts))


BOX = '<label class="chip"><input type="checkbox" name="{}" value="{}"'


def _slug(one: Kind | Goal | Feature) -> str:
    return one if isinstance(one, Kind) else one.slug


def _text(one: Kind | Goal | Feature, slug: str) -> SafeString:
    return format_html('><span>{} <small id="n-{}">', _words(one), slug)


def _words(one: Kind | Goal | Feature) -> str:
    if isinstance(one, Kind):
        return kind_word(one)
    return said(one.wording if isinstance(one, Goal) else one.name)


@register.simple_tag(takes_context=True)
def span_options(context, trait: Trait, spans: Iterable[tuple[Sequence[int], bool, int]], swapped: bool = False):
    """The ranges of a trait's levels to choose from; `swapped` puts them in the place of those on the reader's page."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for (low, high), chosen, count in spans:
        value = f"{low}-{high}"
        start = pieces.find(("option", trait.slug, value), format_html, OPTION, trait.slug, value)
        text = pieces.find(("span", trait.slug, value), _span, trait, low, high)
        place = ' hx-swap-oob="true"' if swapped else ""
        parts.append(f"{start}{place}{' selected' if chosen else ''}{text}{number(count)})</option>")
    return SafeString("".join(parts))


@register.simple_tag(takes_context=True)
def cards(context, platforms: Iterable[Platform]) -> SafeString:
    """What is found, an item for each."""
    pieces = pieces_of(context["catalogue"])
    return SafeString("\n".join(pieces.find(("card", each.slug), _card, each) for each in platforms))


def _card(platform: Platform) -> SafeString:
    return render("_shared/card.html", platform=platform)


OPTION = '<option id="n-{0}-{1}" value="{1}"'


def _span(trait: Trait, low: int, high: int) -> SafeString:
    return format_html(">{} (", span_words(trait, low, high))


@register.simple_tag
def counts(counted: Iterable[tuple[Kind | Goal | Feature, int]]) -> SafeString:
    """The numbers of some conditions, to be put in the place of those on the reader's page."""
    return SafeString(
        "".join(f'<small id="n-{_slug(one)}" hx-swap-oob="true">{number(count)}</small>' for one, count in counted)
    )
