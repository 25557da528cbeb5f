"""What a comparison consists of: its sentences, its rows, the ways to change it. Put together from kept pieces.

A comparison has some three hundred cells; as many nodes of a template would take ten times as long.
"""

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.choices import Choice
from platforms.domain.comparing.columns import column_of
from platforms.domain.comparing.comparison import Comparison, Coverage
from platforms.domain.comparing.in_short import Clause, FeatureClause
from platforms.domain.comparing.points import Point, points_of
from platforms.domain.comparing.rows import Part, Verdict
from platforms.domain.comparing.selection import Show
from platforms.templatetags.cells import Pieces, content, render
from platforms.templatetags.linking import and_more, profile_address
from platforms.templatetags.markup import token
from platforms.templatetags.speaking import quoted
from platforms.words import levels, mid_sentence_of, section_word, show_word, stands


def heads(pieces: Pieces, platforms: Iterable[Platform]) -> str:
    """The heads of the columns."""
    return "".join([pieces.find(("head", each.slug), _head, each) for each in platforms])


def _head(platform: Platform) -> SafeString:
    return format_html(
        '<th role="columnheader" scope="col" class="item"><a class="item-name" href="{}">{}<span>{}</span></a></th>\n',
        profile_address(platform.slug),
        token(platform),
        platform.name,
    )


def table_rows(pieces: Pieces, comparison: Comparison, show: Show) -> bytes:
    """The body of the table: for each row of each section a heading, and a cell for each platform."""
    catalogue, platforms = comparison.catalogue, comparison.platforms
    across = len(platforms) + 1
    columns = [pieces.find_all(("column", each.slug), _column, catalogue, each) for each in platforms]
    cells = list(zip(*columns, strict=True))
    headings = [pieces.find_all(("headings", verdict), _headings, catalogue, verdict) for verdict in Verdict]
    heading_of = dict(zip(Verdict, headings, strict=True))
    verdicts = comparison.verdicts
    parts: list[bytes] = []
    for part in comparison.parts:
        if places := comparison.shown(part, show):
            parts += pieces.find_all(("section", part.key, across), _section, part, across)
            for place in places:
                parts.append(heading_of[verdicts[place]][place])
                parts += cells[place]
                parts.append(END_OF_ROW)
            parts.append(b"</tbody>\n")
    return b"".join(parts) or pieces.find_all(("no row", across), _no_row, across)[0]


END_OF_ROW = b"</tr>\n"


def _column(catalogue: Catalogue, platform: Platform) -> list[bytes]:
    """A platform's cells by the places of their points."""
    profile = profile_address(platform.slug)
    pairs = zip(points_of(catalogue), column_of(catalogue, platform).cells, strict=True)
    return [f'<td role="cell">{content(point, cell, profile)}</td>'.encode() for point, cell in pairs]


def _headings(catalogue: Catalogue, verdict: Verdict) -> list[bytes]:
    """What stands before the cells of each point, when they compare like this."""
    return [_heading(point, differs=verdict is Verdict.DIFFERS).encode() for point in points_of(catalogue)]


def _no_row(across: int) -> list[bytes]:
    """In the place of all rows, where none is as wanted."""
    cell = format_html('<td role="cell" colspan="{}" class="empty">{}</td>', across, gettext("No row is like that."))
    return [f'<tbody role="rowgroup"><tr role="row">{cell}</tr></tbody>\n'.encode()]


def _section(part: Part, across: int) -> list[bytes]:
    start = (
        '<tbody role="rowgroup"><tr role="row" class="section">'
        '<th role="rowheader" scope="rowgroup" colspan="{}"><h2>{}</h2></th></tr>\n'
    )
    return [format_html(start, across, section_word(part)).encode()]


def _heading(point: Point, *, differs: bool) -> str:
    marked = ' class="differs"' if differs else ""
    return f'<tr role="row" id="{point.key}"{marked}>{render("_shared/row.html", row=point)}'


def in_short(pieces: Pieces, clauses: Iterable[Clause], page: str) -> str:
    """The sentences of "in short", each leading to its rows on `page`."""
    page = escape(page)
    return "".join([f"<li>{_sentence(pieces, clause, page)}</li>\n" for clause in clauses])


def _sentence(pieces: Pieces, clause: Clause, page: str) -> str:
    if isinstance(clause, FeatureClause):
        who = pieces.find(("who", clause.platform and clause.platform.slug), _who, clause.platform)
        links = [
            f'<a href="{page}{pieces.find(("feature", feature.slug), _feature, feature)}' for feature in clause.features
        ]
        listed = ", ".join(links)
        return f"{who} {listed}{pieces.find(('more', clause.more), _more, clause.more) if clause.more else ''}."
    trait = clause.trait
    if clause.alike:
        rating = clause.ratings[0][1]
        alike = pieces.find(("alike", trait.slug, rating.low, rating.high), _alike, trait, rating)
        return alike.replace(PAGE, page)
    stand = [
        f'<a href="{page}#{trait.slug}">{pieces.find(("stands", p.slug, trait.slug), _stands, p, trait, rating)}</a>'
        for p, rating in clause.ratings
    ]
    return f"{pieces.find(('apart', trait.slug), _apart, trait)} {'; '.join(stand)}."


PAGE = "PAGE-OF-THE-ROWS"
"""Where its address comes in."""


def _more(more: int) -> str:
    return and_more("", more)


def _who(platform: Platform | None) -> str:
    if platform is None:
        return gettext("All of them have")
    return gettext("Only <b>%(name)s</b> has") % {"name": escape(platform.name)}


def _feature(feature: Feature) -> SafeString:
    """The rest of a link, after the page's address."""
    return format_html('#{}">{}</a>', feature.slug, mid_sentence_of(feature.name))


def _alike(trait: Trait, rating: Rating) -> str:
    alike = gettext('On <a href="%(all_rows)s#%(slug)s">%(trait)s</a> they are alike:') % {
        "all_rows": PAGE,
        "slug": trait.slug,
        "trait": escape(mid_sentence_of(trait.name)),
    }
    return f"{alike} {escape(mid_sentence_of(levels(trait, rating)))}."


def _apart(trait: Trait) -> SafeString:
    return format_html("<i>{}:</i>", trait.name)


def _stands(platform: Platform, trait: Trait, rating: Rating) -> SafeString:
    return format_html("<b>{}</b> {}", platform.name, stands(trait, rating))


def choices(pieces: Pieces, found: Iterable[Choice]) -> str:
    """For each platform the goals that speak for it."""
    parts: list[str] = []
    for choice in found:
        goals = "".join([pieces.find(("said", goal.slug), _said, goal) for goal in choice.goals])
        heading = pieces.find(("choose", choice.platform.slug), _choose, choice.platform)
        parts.append(f"<div>{heading}\n{f'<ul>{goals}</ul>' if goals else pieces.find('no goal', _no_goal)}</div>\n")
    return "".join(parts)


def _choose(platform: Platform) -> SafeString:
    words = gettext("Choose %(name)s if you say") % {"name": escape(platform.name)}
    return SafeString(f"<h2>{token(platform)}{words}</h2>")


def _said(goal: Goal) -> SafeString:
    return format_html("<li>{}</li>", quoted(goal.wording))


def _no_goal() -> SafeString:
    return format_html('<p class="note">{}</p>', gettext("No goal speaks clearly for it here."))


def change_items(pieces: Pieces, platforms: Iterable[Platform], changes: Iterable[tuple[str, str, str]]) -> str:
    """The platforms of the comparison, an item for each with where one replaces, swaps and removes it, as HTML."""
    parts = []
    for platform, (replace, swap, remove) in zip(platforms, changes, strict=True):
        named, to_replace, to_swap, to_remove = pieces.find_all(("changes", platform.slug), _changes, platform)
        parts.append(
            f"<li>{named}\n"
            f'<a href="{replace}" hx-get="{replace}"{to_replace}\n'
            f'<a href="{swap}" hx-get="{swap}"{to_swap}\n'
            f'<a href="{remove}"{to_remove}</li>\n'
        )
    return "".join(parts)


def _changes(platform: Platform) -> list[str]:
    """Around the addresses: the platform, then the rest of each link."""
    return [_named(platform), *(_rest(change, platform) for change in CHANGES)]


def _named(platform: Platform) -> SafeString:
    return format_html("<b>{}{}</b>", token(platform), platform.name)


CHANGES = {"replace": _("Replace"), "swap": _("Swap"), "remove": _("Remove")}
"""What can be done with a platform of a comparison."""


def _rest(change: str, platform: Platform) -> SafeString:
    """What follows the addresses of a link."""
    rest = ' id="{0}-{1}">{2}<span class="visually-hidden"> {3}</span></a>'
    return format_html(rest, change, platform.slug, CHANGES[change], platform.name)


def show_links(pieces: Pieces, shows: Iterable[tuple[Show, str, int]], shown: Show) -> str:
    """All rows, those that differ, those that are the same: where they stand, and how many there are."""
    parts = []
    for show, address, count in shows:
        href, rest = escape(address), pieces.find(("show", show, show is shown), _show, show, show is shown)
        parts.append(f'<a id="show-{show}" href="{href}" hx-get="{href}"{rest} <small>{count}</small></a>')
    return "".join(parts)


def _show(show: Show, is_shown: bool) -> str:
    return f"{' aria-current="true"' if is_shown else ''}>{escape(show_word(show))}"


def coverage(pieces: Pieces, found: Coverage, platform: str = "") -> str:
    """How well the cells are known, and where to report a mistake in them."""
    words = pieces.find("coverage", _coverage) % {
        "known": found.known,
        "cells": found.cells,
        "cited": found.cited,
        "fresh": found.fresh,
    }
    return f'<p class="coverage">{words} {pieces.find(("report", platform), _report, platform)}</p>'


def _coverage() -> str:
    return escape(
        gettext("%(known)s of %(cells)s cells known, %(cited)s cited, %(fresh)s checked in the last 180 days.")
    )


def _report(platform: str) -> SafeString:
    address = reverse("correction") + (f"?platform={platform}" if platform else "")
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, gettext("Report a mistake"))
