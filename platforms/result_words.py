"""What speaks for and against a match, each in a few words, in the current language."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext

from platforms.audience_words import use_word
from platforms.domain.catalogue.translation import Text
from platforms.domain.matching.matches import Doubt, Match
from platforms.domain.matching.reasons import Reason
from platforms.words import mid_sentence, rating_words

MOST_REASONS = 3


def short_reasons(match: Match) -> list[str]:
    """Return up to three things that speak for a platform, what adds most first."""
    return list(_speaking_for(match))[:MOST_REASONS]


def short_warning(match: Match) -> str:
    """Return the first thing to know before choosing a platform; nothing when nothing is against it."""
    return next(_speaking_against(match), "")


def short_note(match: Match) -> str:
    """Return what the first reservation rests on; on English pages only, as notes are English."""
    return match.reservations[0].note if match.reservations and get_language() == "en" else ""


def main_point(match: Match) -> str:
    """Return the strongest thing that speaks for a platform, else against it."""
    return next(_speaking_for(match), "") or short_warning(match)


def _speaking_for(match: Match) -> Iterator[str]:
    for reason in match.reasons:
        if reason.speaks_for_use:
            yield _use(reason)
        elif reason.is_as_wanted and reason.trait and reason.rating:
            yield _rating(reason)
    for slug in match.scores.answers.musts:
        if match.platform.supports(slug).value == "yes":
            yield match.catalogue.feature_by_slug[slug].must_have


def _speaking_against(match: Match) -> Iterator[str]:
    for each in match.reservations:
        if each.feature:
            words = {
                Doubt.LIMITS: gettext("Only partly: %(label)s"),
                Doubt.LACKED: gettext("Not met: %(label)s"),
                Doubt.UNCONFIRMED: gettext("Not confirmed: %(label)s"),
            }
            yield words[each.doubt] % {"label": mid_sentence(each.feature.name)}
        elif each.goal:
            yield gettext("Not confirmed: %(label)s") % {"label": mid_sentence(each.goal.short or each.goal.wording)}
        else:
            yield gettext("Made for another field")
    for reason in match.reasons:
        if reason.use and not reason.speaks_for_use:
            yield _use(reason)
        elif reason.is_against and reason.trait and reason.rating:
            point, wish = _rating(reason), mid_sentence(reason.wished)
            yield Text(gettext("%(point)s, not %(wish)s") % {"point": point, "wish": wish})


def _use(reason: Reason) -> str:
    """Return "A main use: find a job"."""
    if not (reason.goal and reason.use):
        return ""
    word = use_word(reason.use.level)
    goal = mid_sentence(reason.goal.short or reason.goal.wording)
    return gettext("%(use)s: %(goal)s") % {"use": word[:1].upper() + word[1:], "goal": goal}


def _rating(reason: Reason) -> str:
    """Return "Visibility: contacts first"."""
    if not (reason.trait and reason.rating):
        return ""
    levels = mid_sentence(rating_words(reason.trait, reason.rating))
    return Text(f"{reason.trait.name}: {levels}")
