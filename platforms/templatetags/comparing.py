"""What a comparison consists of: its sentences, its rows, the ways to change it. Put together from kept pieces.

A comparison has some three hundred cells; as many nodes of a template would take ten times as long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue import Catalogue, Feature, Goal, Platform, Rating, Trait
from platforms.domain.columns import column_of, points_of
from platforms.domain.comparison import Choice, Clause, Coverage, FeatureClause, Row, Section
from platforms.domain.selection import Show
from platforms.templatetags.cells import Pieces, content, pieces_of, render
from platforms.templatetags.drawing import token
from platforms.templatetags.linking import and_more, profile_address
from platforms.templatetags.speaking import quoted
from platforms.templatetags.wording import levels, mid_sentence_of, section_word, show_word, stands

register = template.Library()


@register.simple_tag(takes_context=True)
def heads(context, platforms: Iterable[Platform]) -> SafeString:
    """The heads of the columns."""
    pieces = pieces_of(context["catalogue"])
    return SafeString("".join([pieces.find(("head", each.slug), _head, each) for each in platforms]))


def _head(platform: Platform) -> SafeString:
    return format_html(
        '<th role="columnheader" scope="col" class="item"><a class="item-name" href="{}">{}<span>{}</span></a></th>\n',
        profile_address(platform.slug),
        token(platform),
        platform.name,
    )


@register.simple_tag(takes_context=True)
def show_sections(
    context, sections: Iterable[tuple[Section, Sequence[Row]]], platforms: Iterable[Platform]
) -> SafeString:
    """The body of the table: for each row of each section a heading, and a cell for each platform."""
    catalogue = context["catalogue"]
    pieces = pieces_of(catalogue)
    columns = [pieces.find_set(("column", each.slug), _column, catalogue, each) for each in platforms]
    across = len(columns) + 1
    parts: list[str] = []
    for section, rows in sections:
        parts.append(pieces.find(("section", section.key, across), _section, section, across))
        for row in rows:
            key = row.point.key  # a slug
            parts.append(pieces.find(("row", key, row.differs), _heading, row))
            parts += [column[key] for column in columns]
            parts.append("</tr>\n")
        parts.append("</tbody>\n")
    return SafeString("".join(parts))


def _column(catalogue: Catalogue, platform: Platform) -> Iterator[tuple[str, str]]:
    """A platform's cells by the keys of their rows."""
    profile = profile_address(platform.slug)
    for point, cell in zip(points_of(catalogue), column_of(catalogue, platform).cells, strict=True):
        yield point.key, f'<td role="cell">{content(point, cell, profile)}</td>'


def _section(section: Section, across: int) -> SafeString:
    return format_html(
        '<tbody role="rowgroup"><tr role="row" class="section">'
        '<th role="rowheader" scope="rowgroup" colspan="{}"><h2>{}</h2></th></tr>\n',
        across,
        section_word(section),
    )


def _heading(row: Row) -> str:
    differs = ' class="differs"' if row.differs else ""
    return f'<tr role="row" id="{row.key}"{differs}>{render("_shared/row.html", row=row)}'


@register.simple_tag(takes_context=True)
def in_short(context, clauses: Iterable[Clause], page: str) -> SafeString:
    """The sentences of "in short", each leading to its rows on `page`."""
    pieces, page = pieces_of(context["catalogue"]), escape(page)
    return SafeString("".join(f"<li>{_sentence(pieces, clause, page)}</li>\n" for clause in clauses))


def _sentence(pieces: Pieces, clause: Clause, page: str) -> str:
    if isinstance(clause, FeatureClause):
        who = pieces.find(("who", clause.platform and clause.platform.slug), _who, clause.platform)
        links = (
            f'<a href="{page}{pieces.find(("feature", feature.slug), _feature, feature)}' for feature in clause.features
        )
        return f"{who} {and_more(', '.join(links), clause.more)}."
    trait = clause.trait
    if clause.alike:
        return f"{_alike(trait, page)} {escape(mid_sentence_of(levels(trait, clause.ratings[0][1])))}."
    stand = (
        f'<a href="{page}#{trait.slug}">{pieces.find(("stands", p.slug, trait.slug), _stands, p, trait, rating)}</a>'
        for p, rating in clause.ratings
    )
    return f"{pieces.find(('apart', trait.slug), _apart, trait)} {'; '.join(stand)}."


def _who(platform: Platform | None) -> str:
    if platform is None:
        return gettext("All of them have")
    return gettext("Only <b>%(name)s</b> has") % {"name": escape(platform.name)}


def _feature(feature: Feature) -> SafeString:
    """The rest of a link, after the page's address."""
    return format_html('#{}">{}</a>', feature.slug, mid_sentence_of(feature.name))


def _alike(trait: Trait, page: str) -> str:
    return gettext('On <a href="%(all_rows)s#%(slug)s">%(trait)s</a> they are alike:') % {
        "all_rows": page,
        "slug": trait.slug,
        "trait": escape(mid_sentence_of(trait.name)),
    }


def _apart(trait: Trait) -> SafeString:
    return format_html("<i>{}:</i>", trait.name)


def _stands(platform: Platform, trait: Trait, rating: Rating) -> SafeString:
    return format_html("<b>{}</b> {}", platform.name, stands(trait, rating))


@register.simple_tag(takes_context=True)
def choices(context, found: Iterable[Choice]) -> SafeString:
    """For each platform the goals that speak for it."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for choice in found:
        goals = "".join(pieces.find(("said", goal.slug), _said, goal) for goal in choice.goals)
        heading = pieces.find(("choose", choice.platform.slug), _choose, choice.platform)
        parts.append(f"<div>{heading}\n{f'<ul>{goals}</ul>' if goals else pieces.find('no goal', _no_goal)}</div>\n")
    return SafeString("".join(parts))


def _choose(platform: Platform) -> SafeString:
    words = gettext("Choose %(name)s if you say") % {"name": escape(platform.name)}
    return SafeString(f"<h2>{token(platform)}{words}</h2>")


def _said(goal: Goal) -> SafeString:
    return format_html("<li>{}</li>", quoted(goal.wording))


def _no_goal() -> SafeString:
    return format_html('<p class="note">{}</p>', gettext("No goal speaks clearly for it here."))


@register.simple_tag(takes_context=True)
def change_items(context, columns: Iterable[Mapping]) -> SafeString:
    """The platforms of the comparison, an item for each with what can be done with it: replace, swap, remove."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for column in columns:
        platform = column["platform"]
        slug, replace, swap, remove = platform.slug, *(escape(column[change]) for change in CHANGES)
        parts.append(
            f"<li>{pieces.find(('named', slug), _named, platform)}\n"
            f'<a href="{replace}" hx-get="{replace}"{pieces.find(("replace", slug), _rest, "replace", platform)}\n'
            f'<a href="{swap}" hx-get="{swap}"{pieces.find(("swap", slug), _rest, "swap", platform)}\n'
            f'<a href="{remove}"{pieces.find(("remove", slug), _rest, "remove", platform)}</li>\n'
        )
    return SafeString("".join(parts))


def _named(platform: Platform) -> SafeString:
    return format_html("<b>{}{}</b>", token(platform), platform.name)


CHANGES = {"replace": _("Replace"), "swap": _("Swap"), "remove": _("Remove")}
"""What can be done with a platform of a comparison."""


def _rest(change: str, platform: Platform) -> SafeString:
    """What follows the addresses of a link."""
    rest = ' id="{0}-{1}">{2}<span class="visually-hidden"> {3}</span></a>'
    return format_html(rest, change, platform.slug, CHANGES[change], platform.name)


@register.simple_tag(takes_context=True)
def show_links(context, shows: Iterable[tuple[Show, str, int]], shown: Show) -> SafeString:
    """All rows, those that differ, those that are the same: where they stand, and how many there are."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for show, address, count in shows:
        href, rest = escape(address), pieces.find(("show", show, show is shown), _show, show, show is shown)
        parts.append(f'<a id="show-{show}" href="{href}" hx-get="{href}"{rest} <small>{count}</small></a>')
    return SafeString("".join(parts))


def _show(show: Show, is_shown: bool) -> str:
    return f"{' aria-current="true"' if is_shown else ''}>{escape(show_word(show))}"


@register.simple_tag(takes_context=True)
def coverage(context, found: Coverage, platform: str = "") -> SafeString:
    """How well the cells are known, and where to report a mistake in them."""
    words = gettext("%(known)s of %(cells)s cells known, %(cited)s cited, %(fresh)s checked in the last 180 days.") % {
        "known": found.known,
        "cells": found.cells,
        "cited": found.cited,
        "fresh": found.fresh,
    }
    report = pieces_of(context["catalogue"]).find(("report", platform), _report, platform)
    return SafeString(f'<p class="coverage">{escape(words)} {report}</p>')


def _report(platform: str) -> SafeString:
    address = reverse("correction") + (f"?platform={platform}" if platform else "")
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, gettext("Report a mistake"))
