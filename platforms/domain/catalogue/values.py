"""The catalogue as one immutable value: platforms, and what they are compared on.

Everything here is a frozen dataclass; mappings are read-only views. Nothing in it knows a database or the web.
"""

import datetime
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from platforms.domain.catalogue.changes import Decision, Edit
from platforms.domain.catalogue.platforms import Platform, Withdrawn
from platforms.domain.catalogue.scales import Feature, Goal, Group, Trait
from platforms.domain.vocabulary import name_to_slug


@dataclass(frozen=True, slots=True)
class Guide:
    """An editorial text; `prose.parts_of` reads its Markdown."""

    slug: str
    title: str
    summary: str
    """One sentence, of plain text."""
    markdown: str
    order: int
    draft: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Everything that a public page can show, at one revision.

    Platforms are in the order of their names; traits, features, goals and guides in their editors' order.
    """

    revision: str
    traits: tuple[Trait, ...]
    groups: tuple[Group, ...]
    features: tuple[Feature, ...]
    goals: tuple[Goal, ...]
    platforms: tuple[Platform, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    guides: tuple[Guide, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What readers saw change, the newest first; not without end."""
    decisions: tuple[Decision, ...] = ()
    """What became of readers' reports about these platforms, the newest first; not without end."""
    outdated: frozenset[tuple[str, str]] = frozenset()
    """Platform and key of each cell that rests on terms which changed since somebody looked."""
    translations: tuple[tuple[str, str, str, str], ...] = ()
    """Language, key, English and text of what editors translated; it wins over the shipped translations."""
    newest_entry: int = 0
    """The number of the newest entry in the platforms' histories; 0 when there is none."""

    @cached_property
    def news(self) -> tuple[Edit, ...]:
        """The edits of people: what came with a document or a release is no news."""
        return tuple(edit for edit in self.edits if not edit.is_import)

    @cached_property
    def changed_at(self) -> datetime.datetime | None:
        """When one of its platforms changed last."""
        return max((platform.changed_at for platform in self.platforms if platform.changed_at), default=None)

    @cached_property
    def platform_by_slug(self) -> Mapping[str, Platform]:
        return MappingProxyType({platform.slug: platform for platform in self.platforms})

    @cached_property
    def place_by_slug(self) -> Mapping[str, int]:
        """Where each platform stands in `platforms`, from 0."""
        return MappingProxyType({platform.slug: place for place, platform in enumerate(self.platforms)})

    @cached_property
    def withdrawn_by_slug(self) -> Mapping[str, Withdrawn]:
        return MappingProxyType({platform.slug: platform for platform in self.withdrawn})

    @cached_property
    def trait_by_slug(self) -> Mapping[str, Trait]:
        return MappingProxyType({trait.slug: trait for trait in self.traits})

    @cached_property
    def feature_by_slug(self) -> Mapping[str, Feature]:
        return MappingProxyType({feature.slug: feature for feature in self.features})

    @cached_property
    def goal_by_slug(self) -> Mapping[str, Goal]:
        return MappingProxyType({goal.slug: goal for goal in self.goals})

    @cached_property
    def guide_by_slug(self) -> Mapping[str, Guide]:
        return MappingProxyType({guide.slug: guide for guide in self.guides})

    @cached_property
    def features_by_group(self) -> tuple[tuple[Group, tuple[Feature, ...]], ...]:
        return tuple((group, tuple(f for f in self.features if f.group.slug == group.slug)) for group in self.groups)

    @cached_property
    def core_traits(self) -> tuple[Trait, ...]:
        return tuple(trait for trait in self.traits if trait.core)

    @cached_property
    def questions(self) -> tuple[Trait, ...]:
        """The traits that the questionnaire asks about."""
        return tuple(trait for trait in self.traits if trait.question)

    @cached_property
    def must_haves(self) -> tuple[Feature, ...]:
        """The features that the questionnaire offers as must-haves."""
        return tuple(feature for feature in self.features if feature.must_have)

    @cached_property
    def memo(self) -> dict:
        """Memoized values by name; `memoize` fills it."""
        return {}

    def memoize[T](self, name: Hashable, compute: Callable[[], T]) -> T:
        """Return what depends on this value alone; compute it at the first call under a name."""
        if name not in self.memo:
            self.memo[name] = compute()
        return self.memo[name]

    @cached_property
    def slug_by_other_name(self) -> Mapping[str, str]:
        """The slugs of other and former names, each to the platform that it means now."""
        taken = {*self.platform_by_slug, *self.withdrawn_by_slug}
        named = [(platform.slug, platform.also_known_as) for platform in self.withdrawn]
        named += [(platform.slug, platform.also_known_as) for platform in self.platforms]
        others = {name_to_slug(name): slug for slug, names in named for name in names}
        return MappingProxyType({other: slug for other, slug in others.items() if other not in taken})

    def current_slug(self, slug: str) -> str:
        """Return the slug in lower case, or the platform's own where it is that of another or a former name."""
        return self.slug_by_other_name.get(slug.lower(), slug.lower())
