"""Put changes of the catalogue into words: which part changed, its value before and after, a title for an edit."""

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from platforms.domain.catalogue.changes import Changed
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.number_words import large
from platforms.sentences import edit_title, part_title
from platforms.words import audience_text, label, span_words, use_word

register = template.Library()
register.simple_tag(edit_title)
register.simple_tag(part_title)

MOST_CHARACTERS = 300


@register.simple_tag
def changed_value(catalogue: Catalogue, changed: Changed, value: Any) -> str:
    """Put the `value` before or after a change into words."""
    if value is None or value == "" or value == ():
        return gettext("nothing")
    match changed.field:
        case "ratings":
            trait = catalogue.trait_by_slug.get(changed.key)
            return span_words(trait, value.low, value.high) if trait else f"{value.low}-{value.high}"
        case "support":
            return label(value.value)
        case "uses":
            return use_word(value.level)
        case "audience":
            return audience_text(value)
        case "facts":
            return value.value
        case "figures":
            return "; ".join(f"{large(f.number)} {f.counts} ({date_format(f.as_of, 'M Y')})" for f in value)
        case "tips":
            return " / ".join(tip.text for tip in value)
        case "kind":
            return label(value)
        case "also_known_as":
            return ", ".join(value)
    text = str(value)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


@register.filter
def is_editors_text(changed: Changed) -> bool:
    """Tell whether an editor wrote the values, in English, and they are not translated."""
    return changed.field not in ("ratings", "support", "uses", "audience", "kind")


@register.simple_tag
def terms_changed(catalogue: Catalogue, platform: Platform, key: str) -> bool:
    """Tell whether the terms that a cell rests on changed since somebody looked."""
    return (platform.slug, key) in catalogue.outdated
