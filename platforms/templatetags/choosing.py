"""The conditions that can be chosen among all platforms, each with how many it would leave, and what is found.

There are some seventy of them on a page, and only counts and ticks change: the rest is kept as pieces.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape

from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from platforms.domain.catalogue.values import Catalogue, Feature, Goal, Group, Platform, Trait
from platforms.domain.comparing.selection import Filters
from platforms.domain.vocabulary import Kind
from platforms.templatetags.cells import Pieces, render
from platforms.templatetags.speaking import quoted, said
from platforms.words import kind_word, mid_sentence_of, span_words


def number(count: int) -> str:
    """A count as the language writes it; below a thousand all write it alike."""
    return str(count) if count < 1000 else _large(get_language(), count)


@lru_cache(1024)
def _large(_language: str | None, count: int) -> str:
    return localize(count)


type Counted = Iterable[tuple[Kind | Goal | Feature, int]]


def chips(pieces: Pieces, name: str, counted: Counted, chosen: Container[str]) -> str:
    """A box for each condition, ticked if it is chosen."""
    return "".join(_chips(pieces, name, counted, chosen))


def _chips(pieces: Pieces, name: str, counted: Counted, chosen: Container[str]) -> Iterator[str]:
    for one, count in counted:
        slug = _slug(one)
        ticked = slug in chosen
        box = pieces.find(("chip", name, slug, ticked), _chip, name, one, slug, ticked)
        yield f"{box}{number(count)}</small></span></label>"


def _chip(name: str, one: Kind | Goal | Feature, slug: str, ticked: bool) -> SafeString:
    """Up to the count."""
    chosen = SafeString(" checked") if ticked else ""
    box = format_html('<label class="chip"><input type="checkbox" name="{}" value="{}"{}>', name, slug, chosen)
    return format_html('{}<span>{} <small id="n-{}">', box, _words(one), slug)


def chips_by_group(pieces: Pieces, groups: Iterable[tuple[Group, Counted]], chosen: Container[str]) -> str:
    """The features, a set of boxes for each group."""
    parts: list[str] = []
    for group, counted in groups:
        parts.append(pieces.find(("group", group.slug), format_html, GROUP, group.name))
        parts += _chips(pieces, "feature", counted, chosen)
        parts.append("\n</fieldset>\n")
    return "".join(parts)


GROUP = '<fieldset class="chips"><legend>{}</legend>\n'


def _slug(one: Kind | Goal | Feature) -> str:
    return one if isinstance(one, Kind) else one.slug


def _words(one: Kind | Goal | Feature) -> str:
    if isinstance(one, Kind):
        return kind_word(one)
    return said(one.wording if isinstance(one, Goal) else one.name)


type Spans = Iterable[tuple[Trait, Iterable[tuple[Sequence[int], bool, int]]]]


def span_fields(pieces: Pieces, traits: Spans) -> str:
    """For each trait the ranges of its levels to choose from."""
    parts: list[str] = []
    for trait, spans in traits:
        parts.append(pieces.find(("field", trait.slug), _field, trait))
        parts += _options(pieces, trait, spans, "")
        parts.append("</select></p>")
    return "".join(parts)


def _field(trait: Trait) -> SafeString:
    start = (
        '<p class="field"><label for="t-{0}">{1}</label><select id="t-{0}" name="{0}"><option value="">{2}</option>\n'
    )
    return format_html(start, trait.slug, trait.name, gettext("Any"))


def swapped_options(pieces: Pieces, traits: Spans) -> str:
    """All ranges, to be put in the place of those on the reader's page."""
    place = ' hx-swap-oob="true"'
    return "".join([text for trait, spans in traits for text in _options(pieces, trait, spans, place)])


def _options(pieces: Pieces, trait: Trait, spans: Iterable, place: str) -> Iterator[str]:
    for (low, high), chosen, count in spans:
        value = f"{low}-{high}"
        start = pieces.find(("option", trait.slug, value), format_html, OPTION, trait.slug, value)
        text = pieces.find(("span", trait.slug, value), _span, trait, low, high)
        yield f"{start}{place}{' selected' if chosen else ''}{text}{number(count)})</option>"


def cards(pieces: Pieces, platforms: Iterable[Platform]) -> str:
    """What is found, an item for each."""
    return "\n".join([pieces.find(("card", each.slug), _card, each) for each in platforms])


def _card(platform: Platform) -> SafeString:
    return render("_shared/card.html", platform=platform)


OPTION = '<option id="n-{0}-{1}" value="{1}"'


def _span(trait: Trait, low: int, high: int) -> SafeString:
    return format_html(">{} (", span_words(trait, low, high))


def counts(counted: Iterable[tuple[Kind | Goal | Feature, int]]) -> str:
    """The numbers of some conditions, to be put in the place of those on the reader's page."""
    return "".join([f'<small id="n-{_slug(one)}" hx-swap-oob="true">{number(count)}</small>' for one, count in counted])


def conditions(pieces: Pieces, catalogue: Catalogue, filters: Filters) -> str:
    """What was chosen, each with a link that takes it away."""
    parts = [f"{escape(quoted(filters.search))} "] if filters.search else []
    chosen: list[tuple[str, str, str]] = [("kinds", kind, kind_word(Kind(kind))) for kind in filters.kinds]
    chosen += [("goals", slug, said(catalogue.goal_by_slug[slug].wording)) for slug in filters.goals]
    for slug, low, high in filters.levels:
        trait = catalogue.trait_by_slug[slug]
        chosen.append(("levels", slug, f"{trait.name}: {mid_sentence_of(span_words(trait, low, high))}"))
    chosen += [("features", slug, said(catalogue.feature_by_slug[slug].name)) for slug in filters.features]
    end = pieces.find("taken away", format_html, TAKEN_AWAY, gettext("remove"))
    parts += [
        f'<a class="chip" href="?{escape(filters.without(key, value).query)}">{conditional_escape(words)}{end}'
        for key, value, words in chosen
    ]
    return "".join(parts)


TAKEN_AWAY = ' <span aria-hidden="true">×</span><span class="visually-hidden">{}</span></a> '  # noqa: RUF001
