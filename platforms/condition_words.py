"""A condition on platforms as the label of a chip, in the current language."""

from django.utils.translation import gettext

from platforms.answer_words import AGE_NAMES, country_phrase
from platforms.audience_words import FIELD_NAMES
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition
from platforms.domain.people import Field
from platforms.words import label, listed, mid_sentence, span_words


def condition_label(catalogue: Catalogue, condition: Condition) -> str:
    """Return a condition as the label of a chip: "No adverts", "Age 12", "For researchers"."""
    key, value = condition.key, condition.value
    match key:
        case "kind":
            return listed(label(kind) for kind in value.split(","))
        case "goal":
            goal = catalogue.goal_by_slug[value]
            return _capital(goal.short or goal.wording)
        case "feature":
            return catalogue.feature_by_slug[value].name
        case "age":
            return str(AGE_NAMES[value]) if value in AGE_NAMES else gettext("Age %(age)s") % {"age": value}
        case "country":
            return gettext("In %(country)s") % {"country": country_phrase(value)}
        case "field":
            return gettext("For %(people)s") % {"people": FIELD_NAMES[Field(value)]}
    trait = catalogue.trait_by_slug[key]
    low, high = map(int, value.split("-"))
    return gettext("%(trait)s: %(levels)s") % {
        "trait": trait.name,
        "levels": mid_sentence(span_words(trait, low, high)),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
