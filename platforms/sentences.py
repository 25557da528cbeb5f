"""Sentences without markup on a comparison and on changes: for titles, descriptions, feeds and data."""

from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.changes import Decision, Edit, What
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.comparison import Comparison
from platforms.domain.comparing.in_short import Clause, TraitClause
from platforms.domain.comparing.rows import Verdict
from platforms.words import cell_title, mid_sentence, names, rating_words

LONGEST_TITLE = 64
"""Characters of a title, without the site's name, that result pages show whole."""

LONGEST_DESCRIPTION = 200

FIELDS = {
    "slug": _("Address"),
    "name": _("Name"),
    "also_known_as": _("Other names"),
    "kind": _("Kind"),
    "tagline": _("In a line"),
    "summary": _("Summary"),
    "website": _("Website"),
    "glyph": _("Glyph"),
    "monogram": _("Monogram"),
    "figures": _("How many people"),
    "tips": _("How to use it well"),
}
"""What the parts of a platform are called that are no cells."""


def comparison_title(comparison: Comparison) -> str:
    """Return a line that sums a comparison up: "Facebook or LinkedIn? Mostly personal or mostly professional"."""
    if len(comparison.platforms) != 2:
        return gettext("%(names)s side by side") % {"names": names(comparison.platforms)}
    first, second = comparison.platforms
    question = gettext("%(a)s or %(b)s?") % {"a": first.name, "b": second.name}
    for clause in comparison.in_short:
        if isinstance(clause, TraitClause) and not clause.alike and len(clause.ratings) == 2:
            rated = {platform.slug: rating_words(clause.trait, rating) for platform, rating in clause.ratings}
            poles = gettext("%(first)s or %(second)s") % {
                "first": rated[first.slug],
                "second": mid_sentence(rated[second.slug]),
            }
            if len(title := f"{question} {poles}") <= LONGEST_TITLE:
                return title
    differences = comparison.count(Verdict.DIFFERS)
    counted = ngettext("%(count)d difference", "%(count)d differences", differences) % {"count": differences}
    return f"{question} {counted}"


def comparison_description(comparison: Comparison) -> str:
    """Return as many sentences of "in short" as fit, then the number of differences."""
    counted = gettext("%(names)s: %(differences)d differences on %(rows)d points, each with its source.") % {
        "names": names(comparison.platforms),
        "differences": comparison.count(Verdict.DIFFERS),
        "rows": len(comparison.rows),
    }
    sentences: list[str] = []
    room = LONGEST_DESCRIPTION - len(counted)
    for clause in comparison.in_short:
        sentence = clause_sentence(clause)
        if len(sentence) < room:  # and a space
            sentences.append(sentence)
            room -= len(sentence) + 1
    return " ".join([*sentences, counted])


def clause_sentence(clause: Clause) -> str:
    """Return a clause of "in short" as one sentence: what the page says, without its links."""
    html = render_to_string("comparison/in_short.html#sentence", {"clause": clause})
    return " ".join(unescape(strip_tags(html)).split())


def part_title(catalogue: Catalogue, key: str) -> str:
    """Return the name of a cell or of another part; the key itself when there is no such part any more."""
    return cell_title(catalogue, key) or str(FIELDS.get(key, key))


def edit_title(catalogue: Catalogue, edit: Edit) -> str:
    """Sum up an edit in a line."""
    if edit.what is What.PUBLISHED:
        return gettext("%(name)s joined the catalogue") % {"name": edit.name}
    if edit.what is What.WITHDRAWN:
        return gettext("%(name)s was withdrawn") % {"name": edit.name}
    if len(edit.shown) == 1:
        return f"{edit.name}: {part_title(catalogue, edit.shown[0].key)}"
    if count := len(edit.facts):
        changed = ngettext("%(name)s: %(count)d fact changed", "%(name)s: %(count)d facts changed", count)
        return changed % {"name": edit.name, "count": count}
    if edit.shown:
        return gettext("%(name)s: texts and sources") % {"name": edit.name}
    count = edit.checked
    checked = ngettext("%(name)s: %(count)d cell checked again", "%(name)s: %(count)d cells checked again", count)
    return checked % {"name": edit.name, "count": count}


def decision_title(catalogue: Catalogue, decision: Decision) -> str:
    """Sum up a decision in a line."""
    words = {"name": decision.name, "cell": part_title(catalogue, decision.cell)}
    if decision.accepted:
        return gettext("Correction accepted: %(name)s, %(cell)s") % words
    return gettext("Correction declined: %(name)s, %(cell)s") % words
