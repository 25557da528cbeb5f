"""What a search found, in words: the answer as a sentence, its exceptions, titles of its parts, a line of each."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, gettext, ngettext, pgettext

from platforms.audience_words import FIELD_NAMES, short_ages
from platforms.condition_words import condition_label
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition, age_range, verdict
from platforms.domain.people import Field
from platforms.domain.search.notes import short_reason
from platforms.domain.search.searching import Found
from platforms.domain.search.sections import Part, Section
from platforms.domain.vocabulary import Value
from platforms.words import few_names, label, mid_sentence, names, rating_words, use_word

MOST_SENTENCES = 2


def answer(catalogue: Catalogue, found: Found) -> str:
    """Return the answer in one sentence or a few words; nothing where nothing was asked."""
    count, conditions = len(found.groups.yes), found.filters.conditions
    if found.like:
        return gettext("Instead of %(name)s") % {"name": found.like.name}
    if found.guide and not conditions:
        return found.guide.title
    if found.is_empty and not conditions:
        return gettext("Nothing here for “%(phrase)s”.") % {"phrase": found.phrase}
    if not conditions:
        if found.named:
            return names(found.named)
        words = " ".join(found.mentioned)
        return ngettext(
            "%(count)d platform mentions “%(words)s”.", "%(count)d platforms mention “%(words)s”.", count
        ) % {"count": count, "words": words} if words else ""  # fmt: skip
    if len(conditions) > 1:
        if not count:
            return gettext("No platform meets all of this.")
        texts = ngettext("%(count)d platform meets all of this.", "%(count)d platforms meet all of this.", count)
        return texts % {"count": count}
    if found.named:
        return _of_named(catalogue, found.named, conditions[0])
    return _answer(catalogue, conditions[0], count)


def exceptions(found: Found) -> list[str]:
    """Return what the answer leaves out, in one or two sentences; what the guide says that answers it."""
    if found.guide and not found.filters.conditions:
        return [found.guide.summary]
    return list(_exceptions(found))[:MOST_SENTENCES]


def section_title(section: Section) -> str:
    """Return what a part of the answer is called."""
    if section.part is Part.FROM_AGE:
        return gettext("From %(age)d") % {"age": section.age}
    return {
        Part.NAMED: gettext("By name"),
        Part.YES: gettext("Yes"),
        Part.PARTLY: gettext("With limits"),
        Part.EVERYONE: gettext("Made for everyone"),
        Part.UNKNOWN: gettext("Not confirmed"),
        Part.NO: gettext("No"),
    }[section.part]


def line(catalogue: Catalogue, platform: Platform, found: Found) -> str:
    """Return a line about a platform found: why it answers what was asked, else what it is.

    Notes are in the language that they were written in, so they stand on English pages only.
    """
    conditions = found.filters.conditions
    if len(conditions) != 1:
        return " · ".join(filter(None, (_holds(catalogue, platform, each) for each in conditions))) or platform.tagline
    only = conditions[0]
    if only.key == "age" and platform.audience.ages:
        return short_ages(platform.audience.ages, only.country)
    if get_language() == "en" and (why := short_reason(platform, only)):
        return why
    return (_holds(catalogue, platform, only) if only.is_levels else "") or platform.tagline


def _of_named(catalogue: Catalogue, named: Sequence[Platform], condition: Condition) -> str:
    """Answer for the platforms that were named: "Find events nearby: Facebook yes, Nextdoor partly."."""
    answers = [
        gettext("%(name)s %(answer)s")
        % {"name": each.name, "answer": mid_sentence(label(verdict(platform=each, condition=condition)))}
        for each in named
    ]
    return gettext("%(what)s: %(answers)s.") % {
        "what": condition_label(catalogue, condition),
        "answers": ", ".join(answers),
    }


def _holds(catalogue: Catalogue, platform: Platform, condition: Condition) -> str:
    """Say what a platform has of a condition: "Visibility: contacts first", "Pseudonym allowed (partly)"."""
    match condition.key:
        case "age":
            ages = platform.audience.ages
            return short_ages(ages, condition.country) if ages else ""
        case "goal":
            use = platform.uses.get(condition.value)
            what = condition_label(catalogue, condition)
            return gettext("%(what)s: %(use)s") % {"what": what, "use": use_word(use.level)} if use else ""
        case "feature":
            what, held = condition_label(catalogue, condition), verdict(platform=platform, condition=condition)
            if held is Value.YES:
                return what
            return gettext("%(what)s: %(use)s") % {"what": what, "use": mid_sentence(label(held))}
        case "kind" | "country" | "field":
            return ""
    rating, trait = platform.ratings.get(condition.key), catalogue.trait_by_slug[condition.key]
    if rating is None:
        return ""
    return gettext("%(trait)s: %(levels)s") % {
        "trait": trait.name,
        "levels": mid_sentence(rating_words(trait, rating)),
    }


def _answer(catalogue: Catalogue, condition: Condition, count: int) -> str:
    key, value = condition.key, condition.value
    named = {"count": count, "what": mid_sentence(condition_label(catalogue, condition))}
    if key == "age":
        named["what"] = _people_of(value)
        if not count:
            return gettext("No platform here accepts %(what)s.") % named
        return ngettext("%(count)d platform accepts %(what)s.", "%(count)d platforms accept %(what)s.", count) % named
    if key == "field":
        named["what"] = FIELD_NAMES[Field(value)]
        if not count:
            return gettext("No platform here is made for %(what)s.") % named
        texts = ngettext(
            "%(count)d platform is made for %(what)s.", "%(count)d platforms are made for %(what)s.", count
        )
        return texts % named
    if key == "goal":
        goal = catalogue.goal_by_slug[value]
        named["what"] = goal.short or mid_sentence(goal.wording)
        if not count:
            return pgettext("goal", "No platform here to %(what)s.") % named
        return ngettext("%(count)d platform to %(what)s.", "%(count)d platforms to %(what)s.", count) % named
    if not count:
        return gettext("No platform here: %(what)s.") % named
    return ngettext("%(count)d platform: %(what)s.", "%(count)d platforms: %(what)s.", count) % named


def _people_of(age: str) -> str:
    """Return people of an age: "12-year-olds", "under-13s"."""
    if age == "under-13":
        return gettext("under-13s")
    years = age_range(age)
    if len(years) == 1:
        return gettext("%(age)d-year-olds") % {"age": years[0]}
    if age == "18":
        return gettext("adults")
    return gettext("people from %(low)d to %(high)d") % {"low": years[0], "high": years[-1]}


def _exceptions(found: Found) -> Iterator[str]:
    conditions, partly = found.filters.conditions, found.groups.partly
    key = conditions[0].key if len(conditions) == 1 else ""
    if partly and key == "age":
        years = age_range(conditions[0].value)
        children = [p for p in partly if (ages := p.audience.ages) and ages.minimum_in("") > years[-1]]
        if children:
            texts = ngettext(
                "%(names)s has a version or account for younger children.",
                "%(names)s have a version or account for younger children.",
                len(children),
            )
            yield texts % {"names": few_names(children)}
        if older := [p for p in partly if p not in children]:
            yield gettext("Only some of this age may join %(names)s.") % {"names": few_names(older)}
    elif partly and conditions and key != "field":
        yield gettext("With limits: %(names)s.") % {"names": few_names(partly)}
    if found.groups.unknown:
        yield gettext("Not confirmed: %(names)s.") % {"names": few_names(found.groups.unknown)}
