"""The rules of what platforms are compared on, of guides and of sources, for every way in: files, forms, spreadsheets.

A draft is bound by its types alone: it may be unfinished, since no public page shows it.
"""

import datetime
from collections.abc import Iterator

from platforms.domain import reserved
from platforms.domain.document.guide_rules import problems_of_guide
from platforms.domain.document.parts import MISSING, Document, GoalPart, TraitPart
from platforms.domain.document.problems import Problem
from platforms.domain.vocabulary import Subject

LEVELS_OF_A_TRAIT = 5
KEYED = ("traits", "features", "goals")
"""Kinds whose slugs are keys of cells and of answers."""

FILES = {
    "traits": "traits.toml",
    "features": "features.toml",
    "groups": "features.toml",
    "goals": "goals.toml",
    "sources": "sources.toml",
}


def problems_of_scales(document: Document, *, today: datetime.date) -> Iterator[Problem]:
    """Yield what is wrong with the published traits, features, goals and guides, and with all sources."""
    yield from _slugs(document)
    for trait in document.traits:
        if not trait.draft:
            yield from _trait(trait)
    groups = {group.slug for group in document.groups}
    for feature in document.features:
        if feature.group not in groups:
            yield _problem("features", feature.slug, "group", f"names the group “{feature.group}”, which is not there")
    for goal in document.goals:
        yield from _goal(goal, document)
    for guide in document.guides:
        if not guide.draft:
            yield from problems_of_guide(guide, document)
    for slug, source in document.sources.items():
        if source.read_on > today:
            yield _source(slug, "read_on", f"read_on {source.read_on} lies in the future")
        if source.published_on and source.published_on > source.read_on:
            yield _source(slug, "published_on", "can't have been read before it was published")


def _problem(kind: str, slug: str, field: str, reason: str) -> Problem:
    return Problem(FILES[kind], slug, reason, (kind, slug), field)


def _source(slug: str, field: str, reason: str) -> Problem:
    return Problem("sources.toml", f"sources.{slug}", reason, ("sources", slug), field)


def _slugs(document: Document) -> Iterator[Problem]:
    """Yield slugs of published things that another kind has, or that addresses use for something else."""
    taken: dict[str, str] = {}
    for kind in KEYED:
        for part in getattr(document, kind):
            if part.draft:
                continue
            if part.slug in taken and taken[part.slug] != kind:
                other = taken[part.slug].removesuffix("s")
                reason = f"“{part.slug}” is there twice: it is the slug of a {other} already"
                yield _problem(kind, part.slug, "slug", reason)
            taken.setdefault(part.slug, kind)
            if kind == "traits" and part.slug in reserved.WORDS_OF_ADDRESSES:
                yield _problem(kind, part.slug, "slug", "is a word that addresses use for something else")
            if kind != "goals" and part.slug in set(Subject):
                yield _problem(kind, part.slug, "slug", "is the name of a fact")


def _trait(trait: TraitPart) -> Iterator[Problem]:
    written = [level for level in trait.levels if level.label != MISSING]
    if len(written) != LEVELS_OF_A_TRAIT:
        yield _problem("traits", trait.slug, "levels", f"has {len(written)} levels; a trait needs all five, 0 to 4")


def unrated_cores(document: Document) -> Iterator[Problem]:
    """Yield core traits that public platforms have no rating of: none of these could be published again."""
    public = [platform for platform in document.platforms if platform.published and not platform.withdrawn]
    for trait in document.traits:
        unrated = [platform.name for platform in public if trait.slug not in platform.ratings]
        if trait.core and not trait.draft and unrated:
            names = ", ".join(unrated)
            reason = f"can't be a core trait while public platforms have no rating of it: {names}"
            yield _problem("traits", trait.slug, "core", reason)


def _goal(goal: GoalPart, document: Document) -> Iterator[Problem]:
    known = {"feature": _drafts(document.features), "trait": _drafts(document.traits)}
    if not goal.needs and not goal.draft:
        yield _problem("goals", goal.slug, "needs", "has no need; without one nothing can be matched")
    named = [need.feature or need.trait or "" for need in goal.needs]
    for slug in sorted({slug for slug in named if named.count(slug) > 1}):
        yield _problem("goals", goal.slug, "needs", f"“{slug}” is there twice")
    for need in goal.needs:
        is_feature = need.feature is not None and need.trait is None and need.target is None
        is_trait = need.feature is None and need.trait is not None and need.target is not None
        if not is_feature and not is_trait:
            yield _problem("goals", goal.slug, "needs", "a need names a feature, or a trait with its target")
            continue
        kind, slug = ("feature", need.feature or "") if is_feature else ("trait", need.trait or "")
        if slug not in known[kind]:
            yield _problem("goals", goal.slug, "needs", f"needs the {kind} “{slug}”, which is not there")
        elif known[kind][slug] and not goal.draft:
            yield _problem("goals", goal.slug, "needs", f"needs the {kind} “{slug}”, which is a draft")


def _drafts(parts) -> dict[str, bool]:
    """Return whether each part is a draft, by slug."""
    return {part.slug: part.draft for part in parts}
