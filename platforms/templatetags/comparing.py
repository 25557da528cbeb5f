"""What a comparison consists of: its sentences, its rows, the ways to change it. Put together from kept pieces.

A comparison has some three hundred cells; as many nodes of a template would take ten times as long.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from platforms.domain.catalogue import Platform, Rating, Trait
from platforms.domain.columns import Cell
from platforms.domain.comparison import Row, TraitClause
from platforms.templatetags.cells import content, pieces_of, render
from platforms.templatetags.drawing import token
from platforms.templatetags.linking import profile_address
from platforms.templatetags.wording import stands

register = template.Library()


@register.simple_tag(takes_context=True)
def show_rows(context, rows: Iterable[Row]) -> SafeString:
    """Rows of the table: a heading and a cell for each platform."""
    pieces = pieces_of(context["catalogue"])
    parts = []
    for row in rows:
        key = row.point.key  # a slug
        parts.append(f'<tr role="row" id="{key}" class="differs">' if row.differs else f'<tr role="row" id="{key}">')
        parts.append(pieces.find(("row", key), _heading, row))
        for cell in row.cells:
            parts.append(pieces.find(("away", cell.platform.slug, key), _away, row, cell))
        parts.append("</tr>\n")
    return SafeString("".join(parts))


def _heading(row: Row) -> SafeString:
    return render("_shared/row.html", row=row)


def _away(row: Row, cell: Cell) -> str:
    return f'<td role="cell">{content(row, cell, profile_address(cell.platform.slug))}</td>\n'


@register.simple_tag(takes_context=True)
def standings(context, clause: TraitClause, page: str) -> SafeString:
    """Where the platforms of a clause stand on its trait, each leading to the trait's row on `page`."""
    pieces, trait = pieces_of(context["catalogue"]), clause.trait
    said = (
        pieces.find(("stands", platform.slug, trait.slug), _stands, platform, trait, rating)
        for platform, rating in clause.ratings
    )
    start = f'<a href="{escape(page)}#{trait.slug}">'
    return SafeString("; ".join(f"{start}{each}</a>" for each in said))


def _stands(platform: Platform, trait: Trait, rating: Rating) -> SafeString:
    return format_html("<b>{}</b> {}", platform.name, stands(trait, rating))


@register.simple_tag(takes_context=True)
def change_links(context, column: dict) -> SafeString:
    """A platform of the comparison, and what can be done with it: replace, swap, remove."""
    pieces, platform = pieces_of(context["catalogue"]), column["platform"]

    def rest(what: str, word: str) -> SafeString:
        return pieces.find(("change", what, platform.slug), _rest, what, word, platform)

    name = pieces.find(("named", platform.slug), _named, platform)
    replace, swap, remove = (escape(column[what]) for what in ("replace", "swap", "remove"))
    return SafeString(
        f'{name}\n<a href="{replace}" hx-get="{replace}"{rest("replace", gettext("Replace"))}\n'
        f'<a href="{swap}" hx-get="{swap}"{rest("swap", gettext("Swap"))}\n'
        f'<a href="{remove}"{rest("remove", gettext("Remove"))}'
    )


def _named(platform: Platform) -> SafeString:
    return format_html("<b>{}{}</b>", token(platform), platform.name)


def _rest(what: str, word: str, platform: Platform) -> SafeString:
    """What follows the addresses of a link."""
    return format_html(
        ' id="{0}-{1}">{2}<span class="visually-hidden"> {3}</span></a>', what, platform.slug, word, platform.name
    )
