"""Put changes of the catalogue into words: which part changed, its value before and after, a title for an edit."""

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.changes import Changed, Decision, Edit, What
from platforms.domain.catalogue.values import Catalogue
from platforms.words import audience_text, cell_title, label, large, span_words, use_word

register = template.Library()

FIELDS = {
    "slug": _("Address"),
    "name": _("Name"),
    "also_known_as": _("Other names"),
    "kind": _("Kind"),
    "tagline": _("In a line"),
    "summary": _("Summary"),
    "website": _("Website"),
    "figures": _("How many people"),
    "tips": _("How to use it well"),
}

MOST_CHARACTERS = 300


def part_title(catalogue: Catalogue, key: str) -> str:
    """Return the name of a cell or of another part; the key itself when there is no such part any more."""
    return cell_title(catalogue, key) or str(FIELDS.get(key, key))


@register.simple_tag
def changed_title(catalogue: Catalogue, changed: Changed) -> str:
    """Return the name of the part that changed."""
    return part_title(catalogue, changed.key)


@register.simple_tag
def decision_cell(catalogue: Catalogue, decision: Decision) -> str:
    """Return the name of the cell that a reader reported."""
    return part_title(catalogue, decision.cell)


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


def edit_title(catalogue: Catalogue, edit: Edit) -> str:
    """Sum up an edit in a line."""
    if edit.what is What.PUBLISHED:
        return gettext("%(name)s joined the catalogue") % {"name": edit.name}
    if edit.what is What.WITHDRAWN:
        return gettext("%(name)s was withdrawn") % {"name": edit.name}
    if len(edit.shown) == 1:
        return f"{edit.name}: {part_title(catalogue, edit.shown[0].key)}"
    facts = len(edit.facts)
    if facts:
        return ngettext("%(name)s: %(count)d fact changed", "%(name)s: %(count)d facts changed", facts) % {
            "name": edit.name,
            "count": facts,
        }
    if edit.shown:
        return gettext("%(name)s: texts and sources") % {"name": edit.name}
    return ngettext(
        "%(name)s: %(count)d cell checked again", "%(name)s: %(count)d cells checked again", edit.checked
    ) % {
        "name": edit.name,
        "count": edit.checked,
    }


@register.simple_tag(name="edit_title")
def edit_title_tag(catalogue: Catalogue, edit: Edit) -> str:
    return edit_title(catalogue, edit)


def decision_title(catalogue: Catalogue, decision: Decision) -> str:
    """Sum up a decision in a line."""
    words = {"name": decision.name, "cell": part_title(catalogue, decision.cell)}
    if decision.accepted:
        return gettext("Correction accepted: %(name)s, %(cell)s") % words
    return gettext("Correction declined: %(name)s, %(cell)s") % words
