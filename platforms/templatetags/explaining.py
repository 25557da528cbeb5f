"""Results in words: what speaks for each platform and against it, how it scores, who is ruled out.

What an answer says for or against a platform is the same whoever gives it and whatever else they say: it is kept as a
piece. A page puts pieces into the order of its reader's answers.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from platforms.domain.catalogue import Catalogue, Feature, Platform
from platforms.domain.matching import Match, NeedMet, RuledOut, needs_met
from platforms.domain.scoring import trait_span
from platforms.domain.table import GOAL, Key
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.drawing import bar
from platforms.templatetags.linking import profile_address
from platforms.templatetags.speaking import said
from platforms.templatetags.wording import levels, mid_sentence_of

register = template.Library()


class Explained(NamedTuple):
    """A match in words."""

    score: SafeString
    """As a drawing and in words."""
    speaks_for: SafeString
    """Items of a list, one for each answer that says something, what adds most to the score first."""
    speaks_against: SafeString


@register.simple_tag
def explained(match: Match) -> Explained:
    """Why a platform fits, and what counts against it."""
    catalogue, platform, keys = match.catalogue, match.platform, match.weightiest
    pieces, slug, numbers = pieces_of(catalogue), platform.slug, (*match.hundredths, match.is_open)
    return Explained(
        pieces.find(("score", *numbers), _score, *numbers),
        SafeString("".join([pieces.find(("for", slug, key), _for, catalogue, platform, key) for key in keys])),
        SafeString("".join([pieces.find(("against", slug, key), _against, catalogue, platform, key) for key in keys])),
    )


def _for(catalogue: Catalogue, platform: Platform, key: Key) -> str:
    slug, wish = key
    if wish == GOAL:
        goal = catalogue.goal_by_slug[slug]
        good = serves(needs_met(catalogue=catalogue, platform=platform, goal=goal))
        return _item(said(goal.wording), _links(platform, good)) if good else NO_ITEM
    trait, rating = catalogue.trait_by_slug[slug], platform.ratings.get(slug)
    if rating is None or trait_span(trait=trait, rating=rating, wish=wish).point < 1:
        return NO_ITEM
    as_wanted, words = SafeString(gettext("as you want it,")), mid_sentence_of(levels(trait, rating))
    link = format_html('{} <a href="{}#{}">{}</a>', as_wanted, profile_address(platform.slug), slug, words)
    return _item(trait.name, link)


def _against(catalogue: Catalogue, platform: Platform, key: Key) -> str:
    slug, wish = key
    if wish == GOAL:
        goal = catalogue.goal_by_slug[slug]
        needs, parts = needs_met(catalogue=catalogue, platform=platform, goal=goal), []
        if bad := lacks(needs):
            parts.append(format_html("{} {}", SafeString(gettext("missing or far from it:")), _links(platform, bad)))
        if unsure := open_questions(needs):
            parts.append(format_html("{} {}", SafeString(gettext("unknown:")), _links(platform, unsure)))
        return _item(said(goal.wording), SafeString("; ".join(parts))) if parts else NO_ITEM
    trait, rating = catalogue.trait_by_slug[slug], platform.ratings.get(slug)
    if trait_span(trait=trait, rating=rating, wish=wish).point == 1:
        return NO_ITEM
    if rating is None:
        return _item(trait.name, SafeString(gettext("nobody has rated it yet")))
    words = {
        "wish": conditional_escape(mid_sentence_of(trait.levels[wish].label)),
        "words": conditional_escape(mid_sentence_of(levels(trait, rating))),
    }
    return _item(trait.name, SafeString(gettext("you want “%(wish)s”, it is “%(words)s”") % words))


NO_ITEM = "\n"


def _item(name: str, text: SafeString) -> str:
    return format_html("<li><b>{}:</b> {}</li>\n", name, text)


def serves(needs: Iterable[NeedMet]) -> list[NeedMet]:
    """The needs that a platform meets, at most four, the weightiest first."""
    return [need for need in needs if need.evidence.cited and need.span.point >= 0.75][:4]


def lacks(needs: Iterable[NeedMet]) -> list[NeedMet]:
    """The needs that it is known not to meet, at most three."""
    return [need for need in needs if need.span.known == 1 and need.span.point <= 0.5][:3]


def open_questions(needs: Iterable[NeedMet]) -> list[NeedMet]:
    """The needs of which nothing is known."""
    return [need for need in needs if need.span.known < 1][:3]


def _links(platform: Platform, needs: Iterable[NeedMet]) -> SafeString:
    """What a platform has or lacks for some needs, each leading to the cited cell."""
    profile = profile_address(platform.slug)
    links = ((profile, need.key, _words(platform, need)) for need in needs)
    return format_html_join(", ", '<a href="{}#{}">{}</a>', links)


def _words(platform: Platform, need: NeedMet) -> str:
    if need.trait:
        rating = platform.ratings.get(need.trait.slug)
        return gettext("%(trait)s: %(levels)s") % {
            "trait": mid_sentence_of(need.trait.name),
            "levels": mid_sentence_of(levels(need.trait, rating) if rating else gettext("unknown")),
        }
    name = mid_sentence_of(need.feature.name) if need.feature else ""
    partly = need.span.known == 1 and 0 < need.span.point < 1
    return gettext("%(feature)s (partly)") % {"feature": name} if partly else name


def _score(low: int, point: int, high: int, is_open: bool) -> str:
    about = gettext("about <b>%(score)s</b> of 100") % {"score": point}
    band = gettext("between %(low)s and %(high)s, since something is unknown") % {"low": low, "high": high}
    return f"{bar(low, point, high)}<p>{about}{f'<small> {band}</small>' if is_open else ''}</p>"


@register.simple_tag(takes_context=True)
def matches_in_short(context, matches: Iterable[Match]) -> SafeString:
    """An item for each, with its score."""
    pieces, parts = pieces_of(context["catalogue"]), []
    for match in matches:
        numbers = match.hundredths
        parts.append(pieces.find(("listed", match.platform.slug), _listed, match.platform))
        parts.append(pieces.find(("listed score", *numbers), _listed_score, *numbers))
    return SafeString("".join(parts))


def _listed(platform: Platform) -> str:
    return format_html('<li><a href="{}">{}</a>', profile_address(platform.slug), platform.name)


def _listed_score(low: int, point: int, high: int) -> str:
    return f"{bar(low, point, high)}<span>{gettext('about %(score)s') % {'score': point}}</span></li>"


@register.simple_tag(takes_context=True)
def ruled_out_items(context, ruled_out: Iterable[RuledOut], dropped: Mapping[str, str]) -> SafeString:
    """An item for each with the must-haves that it breaks; `dropped` leads, by their slugs, to results without them."""
    pieces = pieces_of(context["catalogue"])
    parts: list[str] = []
    drops: dict[str, SafeString] = {}
    for out in ruled_out:
        parts.append(pieces.find(("listed", out.platform.slug), _listed, out.platform))
        for feature in out.broken:
            if feature.slug not in drops:
                drops[feature.slug] = _drop(feature, dropped[feature.slug])
        parts.append(f": {'; '.join(drops[feature.slug] for feature in out.broken)}</li>")
    return SafeString("".join(parts))


def _drop(feature: Feature, href: str) -> SafeString:
    label = conditional_escape(feature.must_have)
    lacked = SafeString(gettext("not “%(label)s”") % {"label": label})
    drop = SafeString(gettext("drop this"))
    return format_html('{} (<a href="{}">{}<span class="visually-hidden"> {}</span></a>)', lacked, href, drop, label)
