"""Cells and sources as they stand on a page: each rendered once for a catalogue and a language, then only put in.

A cell names its sources by their numbers in the list that its platform's profile ends with, and leads there. They would
be a third of what a comparison of two weighs, and whoever doubts a claim looks up one of them.
"""

from functools import lru_cache, partial

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from platforms.domain.catalogue import Catalogue, Platform, Source

register = template.Library()

MOST_COLUMNS = 300
"""How many platforms' cells a process keeps, some 50 kB each; those asked for last."""


class Column:
    """What one platform puts on its own page (`profile` is empty) or on others, in one language."""

    def __init__(self, platform: Platform, profile: str):
        self.platform = platform
        self.profile = profile
        self.numbers = {source.slug: n for n, source in enumerate(platform.sources, start=1)}
        self.cells: dict[str, SafeString] = {}
        self.sources: SafeString | None = None

    def numbered(self, sources: tuple[Source, ...]) -> list[tuple[int, Source]]:
        """Some of its sources, each with the number that it has among all of them."""
        return sorted((self.numbers[source.slug], source) for source in sources)

    def cell(self, row, cell) -> SafeString:
        """The content of one cell, a row's own."""
        if row.key not in self.cells:
            context = {
                "row": row,
                "cell": cell,
                # What was read in vain, for an unknown cell, is not among the sources of the platform.
                "sources": self.numbered(cell.evidence.sources) if cell.known else [],
                "profile": self.profile,
            }
            self.cells[row.key] = _render("_shared/cell.html", context)
        return self.cells[row.key]

    def list(self) -> SafeString:
        """All its sources, numbered; each number is an anchor."""
        if self.sources is None:
            self.sources = _render("_shared/sources.html", {"sources": self.numbered(self.platform.sources)})
        return self.sources


def column(catalogue: Catalogue, platform: Platform, *, away: bool) -> Column:
    """The column of one of the catalogue's platforms in the language of the page; it goes when the catalogue goes."""
    if "columns" not in catalogue.memo:
        catalogue.memo["columns"] = lru_cache(MOST_COLUMNS)(partial(_column, catalogue))
    return catalogue.memo["columns"](platform.slug, get_language(), away)


def _column(catalogue: Catalogue, slug: str, _language: str, away: bool) -> Column:
    return Column(catalogue.platform_by_slug[slug], reverse("profile", kwargs={"slug": slug}) if away else "")


def _render(name: str, context: dict) -> SafeString:
    return SafeString(get_template(name).render(context).strip())


@register.simple_tag(takes_context=True)
def show_cell(context, row, cell, away=False) -> SafeString:
    """A cell of a row, on its platform's own page or `away` from it. The page's context has the catalogue."""
    return column(context["catalogue"], cell.platform, away=bool(away)).cell(row, cell)


@register.simple_tag(takes_context=True)
def show_row(context, row) -> SafeString:
    """The cells of a row of the comparison's table."""
    catalogue = context["catalogue"]
    cells = (column(catalogue, cell.platform, away=True).cell(row, cell) for cell in row.cells)
    return SafeString("".join(f'<td role="cell">{cell}</td>\n' for cell in cells))


@register.simple_tag(takes_context=True)
def show_sources(context, platform: Platform) -> SafeString:
    """The list of a platform's sources to which its cells point."""
    return column(context["catalogue"], platform, away=False).list()


MOST_KEPT = 20_000
"""How many pieces of pages a catalogue keeps, some half a kilobyte each."""


class Once(template.Node):
    """`{% once key … %}…{% endonce %}`: renders its inside once for a catalogue, a language and the keys.

    For what depends on nothing else: no request, no day, no choice of the reader's.
    """

    def __init__(self, keys: list, inside: template.NodeList):
        self.keys = keys
        self.inside = inside

    def render(self, context) -> SafeString:
        kept = context["catalogue"].memo.setdefault("pieces", {})
        key = (self, get_language(), *(key.resolve(context) for key in self.keys))
        piece = kept.get(key)
        if piece is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            piece = kept[key] = self.inside.render(context)
        return piece


@register.tag
def once(parser, token) -> Once:
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(keys, inside)
