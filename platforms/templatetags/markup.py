"""Small marks of every page: fragments rendered once, tokens, lines, bars, icons, names that may break."""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.comparing.kinds import Share
from platforms.domain.comparing.line import line_of
from platforms.domain.vocabulary import Kind
from platforms.glyphs import glyph
from platforms.words import monogram, place

register = template.Library()

MOST_CHARACTERS = 8_000_000
"""How long all fragments of a catalogue in one language may be together; one platform's cells have some 50,000."""


MOST_TOKENS = 1000
"""How many tokens, and how many bars, a process remembers: a page shows dozens."""


class Fragments:
    """Rendered fragments by their keys. When they become too many all are dropped, and rendered again on demand."""

    def __init__(self):
        self.by_key: dict[Hashable, SafeString] = {}
        self.characters = 0

    def add(self, key: Hashable, fragment: SafeString) -> None:
        if self.characters > MOST_CHARACTERS:
            self.by_key, self.characters = {}, 0
        self.by_key[key] = fragment
        self.characters += len(fragment)


class OnceNode(template.Node):
    """Render `{% once key … %}…{% endonce %}` once for a catalogue, a language and the keys.

    Use it around what depends on nothing else: no request, no day, no choice of the reader's. Without a catalogue in
    the context it renders each time.
    """

    def __init__(self, keys: list[template.base.FilterExpression], nodelist: template.NodeList):
        self.keys = keys
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        catalogue = context.get("catalogue")
        fragments = catalogue.memoize(("fragments", get_language()), Fragments) if catalogue else Fragments()
        key = (self, *[key.resolve(context) for key in self.keys])
        fragment = fragments.by_key.get(key)
        if fragment is None:
            fragment = SafeString(self.nodelist.render(context).strip())
            fragments.add(key, fragment)
        return fragment


@register.tag
def once(parser, token) -> OnceNode:
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(keys, nodelist)


@register.simple_tag
def token(platform: Platform) -> SafeString:
    """Show the platform's glyph, or its monogram, in the colour of its place on the line; its name stands beside it."""
    return _token(place(platform), glyph(platform.glyph) or monogram(platform))


@lru_cache(maxsize=MOST_TOKENS)
def _token(place: int, mark: str) -> SafeString:
    return render_to_string("components/token.html", {"place": place, "mark": mark})


@register.filter
def item(mapping, key: str):
    """Return what a mapping has under a key; None without it."""
    return mapping.get(key)


@register.filter(name="place")
def place_on_the_line(platform: Platform) -> int:
    """Return where a platform stands from social (0) to professional (8)."""
    return place(platform)


@register.simple_tag(name="glyph")
def glyph_of(platform: Platform) -> str:
    """Show the platform's glyph, or its monogram, without a token around it."""
    return glyph(platform.glyph) or monogram(platform)


@register.inclusion_tag("components/line.html")
def trait_line(row) -> dict:
    """Draw the line of a trait with the platforms of a row on it."""
    return {"line": line_of([(cell.platform, cell.rating) for cell in row.cells])}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show a symbol of components/sprite.html."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def score_bar(span) -> SafeString:
    """Draw a score between 0 and 1: full to its low end, pale to its high one."""
    return _score_bar(round(span.low * 100), round(span.high * 100))


@lru_cache(maxsize=MOST_TOKENS)
def _score_bar(low: int, high: int) -> SafeString:
    return render_to_string("components/score_bar.html", {"low": low, "high": high})


@register.inclusion_tag("components/share_bar.html")
def share_bar(share: Share, kind: Kind) -> dict:
    """Draw how many of a kind have something as a bar on a line."""
    return {"kind": kind, "width": round(float(share.part) * 100)}


@register.inclusion_tag("components/spread_bars.html")
def spread_bars(counts: Sequence[int], kind: Kind) -> dict:
    """Draw a bar for each level of a trait, as high as there are platforms; on a base line of 110."""
    tallest = max(*counts, 1)
    heights = [round(30 * count / tallest, 1) for count in counts]
    # As texts: numbers would be written as the language writes them.
    bars = [(2 + 22 * level, str(round(32 - height, 1)), str(height)) for level, height in enumerate(heights)]
    return {"kind": kind, "bars": bars}


@register.filter(is_safe=True, name="one_line")
def in_one_line(text: str) -> str:
    """Join the lines of a text by spaces, for a block within an attribute: `{% filter one_line %}{% block … %}`."""
    return re.sub(r"[ \n]+", " ", text).strip(" ")


@register.filter
def map_name(platform: Platform) -> str:
    """Return the name without what stands in brackets or says what kind it is: "X", "Slack"."""
    return BRACKETS.sub("", platform.name)


BRACKETS = re.compile(r" (\(.*\)|communities)$")


CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a small letter meets a capital."""


@register.filter
def breakable(name: str) -> SafeString:
    """Let a name break between a small letter and a capital: Research|Gate."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in CAMEL.split(name)))
