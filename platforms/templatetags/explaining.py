"""Results in words: what speaks for each platform and against it, how it scores, who is ruled out.

What an answer says for or against a platform is the same whoever gives it and whatever else they say: it is kept as a
piece. A page puts pieces into the order of its reader's answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Match, RuledOut
from platforms.domain.matching.needs import NeedMet, lacks, needs_met, open_questions, serves
from platforms.domain.matching.pairing import Pair
from platforms.domain.matching.scoring import trait_span
from platforms.domain.matching.table import GOAL, Key
from platforms.domain.matching.what_if import WhatIf
from platforms.templatetags.cells import Pieces, render
from platforms.templatetags.drawing import bar
from platforms.templatetags.linking import profile_address
from platforms.templatetags.reasoning import change_words, hundred
from platforms.templatetags.speaking import quoted, said
from platforms.words import levels, mid_sentence_of, names


def headline(pieces: Pieces, best: Sequence[Match]) -> str:
    """Which platform leads and how surely, or that it is too close to call; and a line on what that means."""
    first = best[0]
    if len(best) > 1:
        words = gettext("%(all)s fit you about equally well. The order within a group is that of the alphabet.") % {
            "all": escape(names([match.platform for match in best]))
        }
        return f"{pieces.find('close', _too_close)}<p>{words}</p>"
    sure = "best so far" if first.unconfirmed else "best" if first.known_enough else "could"
    return pieces.find(("leads", first.platform.slug, sure), _leads, first.platform, sure)


def _too_close() -> SafeString:
    return format_html("<h1>{}</h1>\n", gettext("Too close to call"))


LEADS = {
    "best so far": _("%(name)s fits you best, as far as is known"),
    "best": _("%(name)s fits you best"),
    "could": _("%(name)s could fit you best"),
}


def _leads(platform: Platform, sure: str) -> SafeString:
    title = LEADS[sure] % {"name": platform.name}
    line = gettext("It leads the others clearly on what you told us. Here is why, and what would change it.")
    return format_html("<h1>{}</h1>\n<p>{}</p>", title, line)


def tiers_in_full(pieces: Pieces, full: Iterable[Sequence[Match]]) -> str:
    """Sections of the matches that stand about equally well, each match with its reasons."""
    parts: list[str] = []
    for n, tier in enumerate(full, start=1):
        heading = "behind" if n > 1 else "match" if len(tier) == 1 else "matches"
        parts.append(pieces.find(("tier", n, heading), _tier, n, heading))
        parts += [_match(pieces, match) for match in tier]
        parts.append("</section>\n")
    return "".join(parts)


TIERS = {"match": _("Best match"), "matches": _("Best matches"), "behind": _("Close behind")}


def _tier(n: int, heading: str) -> SafeString:
    words = TIERS[heading]
    return format_html('<section class="tier" aria-labelledby="tier-{0}"><h2 id="tier-{0}">{1}</h2>\n', n, words)


def _match(pieces: Pieces, match: Match) -> str:
    """Why a platform fits and what counts against it, what adds most to the score first."""
    catalogue, platform, keys = match.catalogue, match.platform, match.weightiest
    slug, numbers = platform.slug, (*match.hundredths, match.is_open)
    return "".join(
        [
            pieces.find(("match", slug), _start, platform),
            pieces.find(("score", *numbers), _score, *numbers),
            pieces.find("could lead", _could_lead) if match.could_lead else "",
            *[pieces.find(("unconfirmed", must.slug), _unconfirmed, must) for must in match.unconfirmed],
            pieces.find("why", _why),
            *[pieces.find(("for", slug, key), _for, catalogue, platform, key) for key in keys],
            pieces.find("against", _counts_against),
            *[pieces.find(("against", slug, key), _against, catalogue, platform, key) for key in keys],
            "</ul></details>\n</article>\n",
        ]
    )


def _start(platform: Platform) -> str:
    head = render("_shared/match.html", platform=platform)
    return f'<article class="match" aria-labelledby="m-{platform.slug}">\n{head}\n'


def _could_lead() -> SafeString:
    return _notice(gettext("Too little is known to call it the best match; it could rank first."))


def _unconfirmed(must: Feature) -> SafeString:
    return _notice(gettext("Not confirmed: “%(label)s”.") % {"label": must.must_have})


def _notice(words: str) -> SafeString:
    return format_html('<p class="notice">{}</p>\n', words)


def _why() -> SafeString:
    return format_html("<h4>{}</h4>\n<ul>\n", gettext("Why"))


def _counts_against() -> SafeString:
    return format_html('</ul>\n<details class="more"><summary>{}</summary>\n<ul>\n', gettext("What counts against it"))


def _for(catalogue: Catalogue, platform: Platform, key: Key) -> str:
    slug, wish = key
    if wish == GOAL:
        goal = catalogue.goal_by_slug[slug]
        good = serves(needs=needs_met(catalogue=catalogue, platform=platform, goal=goal))
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
        if bad := lacks(needs=needs):
            parts.append(format_html("{} {}", SafeString(gettext("missing or far from it:")), _links(platform, bad)))
        if unsure := open_questions(needs=needs):
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
    said = f"{bar(low, point, high)}<p>{about}{f'<small> {band}</small>' if is_open else ''}</p>"
    return f'<div class="score">{said}</div>\n'


def matches_in_short(pieces: Pieces, matches: Iterable[Match]) -> str:
    """An item for each, with its score."""
    parts: list[str] = []
    for match in matches:
        platform, numbers = match.platform, match.hundredths
        parts.append(pieces.find(("listed", platform.slug, numbers), _with_score, platform, numbers))
    return "".join(parts)


def _with_score(platform: Platform, numbers: tuple[int, int, int]) -> str:
    return f"{_listed(platform)}{_listed_score(*numbers)}"


def _listed(platform: Platform) -> str:
    return format_html('<li><a href="{}">{}</a>', profile_address(platform.slug), platform.name)


def _listed_score(low: int, point: int, high: int) -> str:
    return f"{bar(low, point, high)}<span>{gettext('about %(score)s') % {'score': point}}</span></li>"


def ruled_out_items(pieces: Pieces, ruled_out: Iterable[RuledOut], dropped: Mapping[str, str]) -> str:
    """An item for each with the must-haves that it breaks; `dropped` leads, by their slugs, to results without them."""
    parts: list[str] = []
    drops: dict[str, str] = {}
    for out in ruled_out:
        for feature in out.broken:
            if feature.slug not in drops:
                drop = pieces.find(("drop", feature.slug), _drop, feature)
                drops[feature.slug] = drop.replace(WITHOUT, escape(dropped[feature.slug]))
        listed = pieces.find(("listed", out.platform.slug), _listed, out.platform)
        parts.append(f"{listed}: {'; '.join([drops[feature.slug] for feature in out.broken])}</li>")
    return "".join(parts)


WITHOUT = "RESULTS-WITHOUT-THIS"
"""Where their address comes in."""


def _drop(feature: Feature) -> SafeString:
    label = conditional_escape(feature.must_have)
    lacked = SafeString(gettext("not “%(label)s”") % {"label": label})
    drop = '{} (<a href="{}">{}<span class="visually-hidden"> {}</span></a>)'
    return format_html(drop, lacked, WITHOUT, SafeString(gettext("drop this")), label)


def best_pair(pieces: Pieces, pair: Pair) -> str:
    """What two platforms reach together, and which goals each of them serves."""
    words = pieces.find("together", _together) % {
        "first": escape(pair.first.name),
        "second": escape(pair.second.name),
        "cover": hundred(pair.cover),
        "single": hundred(pair.best_single),
    }
    served = "".join(
        f"{pieces.find(('serves', one.slug), _serves, one)} {', '.join(_quoted(pieces, goal) for goal in goals)}</li>"
        for one, goals in ((pair.first, pair.first_serves), (pair.second, pair.second_serves))
    )
    return f"<p>{words}</p>\n<ul>{served}</ul>"


def _together() -> str:
    return gettext(
        "<b>%(first)s</b> and <b>%(second)s</b> together serve your goals to about %(cover)s of 100; "
        "the best single platform reaches %(single)s."
    )


def _serves(platform: Platform) -> SafeString:
    return format_html("<li><b>{}:</b>", platform.name)


def _quoted(pieces: Pieces, goal: Goal) -> SafeString:
    return pieces.find(("quoted", goal.slug), lambda: conditional_escape(quoted(goal.wording)))


def changes(catalogue: Catalogue, answers: Answers, what_if: Iterable[tuple[WhatIf, str]]) -> str:
    """An item for each answer that would alter the best match if it were another, leading to those results."""
    return "".join(
        [
            f'<li><a href="{escape(address)}">{escape(change_words(catalogue, answers, change))}</a></li>'
            for change, address in what_if
        ]
    )
