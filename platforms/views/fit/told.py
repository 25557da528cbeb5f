"""What somebody answered, in a line."""

from django.utils.translation import gettext as _

from platforms import answer_words
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.words import mid_sentence

MOST = 6
"""How many answers the line names."""


def told(catalogue: Catalogue, answers: Answers) -> str:
    """Return the answers, the goals first: "Find a job, contacts first, no phone number needed, Germany"."""
    goals = [catalogue.goal_by_slug[slug] for slug in answers.goals]
    parts = [mid_sentence(goal.short or goal.wording) for goal in goals]
    parts += [mid_sentence(catalogue.trait_by_slug[slug].levels[level].label) for slug, level in answers.wishes]
    parts += [mid_sentence(catalogue.feature_by_slug[slug].name) for slug in answers.musts]
    about = [(key, getattr(answers, key)) for key in answer_words.ABOUT_YOU_NAMES]
    parts += [answer_words.about_you(key, value) for key, value in about if value]
    text, more = ", ".join(parts[:MOST]), len(parts[MOST:])
    text = text[:1].upper() + text[1:]
    return _("%(answers)s and %(count)d more") % {"answers": text, "count": more} if more else text
