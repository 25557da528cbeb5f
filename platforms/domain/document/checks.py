"""What the types of the parts can't say: dangling names, duplicates, dates, the order of levels."""

import datetime
from collections.abc import Iterator

import msgspec

from platforms.domain.document import audience, prose, reserved
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.prices import is_price
from platforms.domain.vocabulary import Subject, name_to_slug


class Problem(msgspec.Struct, frozen=True):
    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class Invalid(Exception):
    """The document can't be used; `problems` names every place."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def check(document: Document, *, today: datetime.date) -> list[Problem]:
    """Find what the types alone can't say: dangling names, duplicates, dates, order of levels."""
    found: list[Problem] = []

    def duplicates(file: str, key: str, slugs: list[str]) -> None:
        found.extend(
            Problem(file, key, f"“{slug}” is there twice") for slug in sorted({s for s in slugs if slugs.count(s) > 1})
        )

    duplicates("traits.toml", "traits", [trait.slug for trait in document.traits])
    duplicates("features.toml", "groups", [group.slug for group in document.groups])
    duplicates("features.toml", "features", [feature.slug for feature in document.features])
    duplicates("features.toml", "features", [t.slug for t in document.traits] + [f.slug for f in document.features])
    duplicates("goals.toml", "goals", [goal.slug for goal in document.goals])
    duplicates("platforms/", "slug", [p.slug for p in document.platforms])
    for trait in document.traits:
        if trait.slug in reserved.WORDS_OF_ADDRESSES:
            found.append(Problem("traits.toml", trait.slug, "is a word that addresses use for something else"))
    traits = {trait.slug for trait in document.traits}
    features = {feature.slug for feature in document.features}
    groups = {group.slug for group in document.groups}
    goals = {goal.slug for goal in document.goals}
    for feature in document.features:
        if feature.group not in groups:
            found.append(
                Problem("features.toml", feature.slug, f"names the group “{feature.group}”, which is not there")
            )
    for goal in document.goals:
        duplicates("goals.toml", goal.slug, [need.feature or need.trait or "" for need in goal.needs])
        for need in goal.needs:
            if need.feature is not None and need.trait is None and need.target is None:
                if need.feature not in features:
                    found.append(
                        Problem("goals.toml", goal.slug, f"needs the feature “{need.feature}”, which is not there")
                    )
            elif need.feature is None and need.trait is not None and need.target is not None:
                if need.trait not in traits:
                    found.append(
                        Problem("goals.toml", goal.slug, f"needs the trait “{need.trait}”, which is not there")
                    )
            else:
                found.append(Problem("goals.toml", goal.slug, "a need names a feature, or a trait with its target"))
    for slug, source in document.sources.items():
        key = f"sources.{slug}"
        if source.read_on > today:
            found.append(Problem("sources.toml", key, f"read_on {source.read_on} lies in the future"))
        if source.published_on and source.published_on > source.read_on:
            found.append(Problem("sources.toml", key, "can't have been read before it was published"))
    for guide in document.guides:
        for name in prose.unknown_names(guide.markdown, traits=traits, features=features):
            found.append(Problem(f"guides/{guide.slug}.toml", "markdown", f"“{name}” is no drawing, trait or feature"))
    slugs = {platform.slug for platform in document.platforms}
    others = [name_to_slug(name) for platform in document.platforms for name in platform.also_known_as]
    duplicates("platforms/", "also_known_as", others)
    duplicates("platforms/", "monogram", [p.monogram.casefold() for p in document.platforms if p.monogram])
    for platform in document.platforms:
        file = f"platforms/{platform.slug}.toml"
        found += [
            Problem(file, key, reason)
            for key, reason in _problems_of(platform, document, traits, features, goals, today)
        ]
        if platform.slug in reserved.PLATFORM_PAGES:
            found.append(Problem(file, "slug", f"“{platform.slug}” is the address of another page"))
        for name in platform.also_known_as:
            if name_to_slug(name) in slugs:
                found.append(Problem(file, "also_known_as", f"“{name}” is another platform's address"))
    return found


def _problems_of(
    platform: PlatformPart, document: Document, traits, features, goals, today
) -> Iterator[tuple[str, str]]:
    for key, sources in platform.cited():
        if len(set(sources)) < len(sources):
            yield key, "names a source twice"
        for source in sources:
            if source not in document.sources:
                yield key, f"names the source “{source}”, which is not there"
    for subject, fact in platform.facts.items():
        if subject in (Subject.LAUNCHED, Subject.MINIMUM_AGE) and not (fact.value.isascii() and fact.value.isdigit()):
            yield f"facts.{subject}", "is not a whole number; conditions belong into the note"
        if subject is Subject.CHEAPEST_PAID_PLAN and not is_price(fact.value):
            yield f"facts.{subject}", "is not like “7.99 USD a month, 2026-06” or “none”"
    for slug, rating in platform.ratings.items():
        if slug not in traits:
            yield f"ratings.{slug}", "there is no such trait"
        if rating.low > rating.high:
            yield f"ratings.{slug}", f"low {rating.low} is above high {rating.high}"
        if not rating.why:
            yield f"ratings.{slug}", "says no why"
    for slug in platform.support:
        if slug not in features:
            yield f"support.{slug}", "there is no such feature"
    for slug, use in platform.uses.items():
        if slug not in goals:
            yield f"uses.{slug}", "there is no such goal"
        if not use.why:
            yield f"uses.{slug}", "says no why"
    for name, part in platform.audience.items():
        for reason in audience.problems_of(part):
            yield f"audience.{name}", reason
    for number, figure in enumerate(platform.figures):
        if figure.as_of > today:
            yield f"figures[{number}]", f"as_of {figure.as_of} lies in the future"
    for number, tip in enumerate(platform.tips):
        if tip.goal is not None and tip.goal not in goals:
            yield f"tips[{number}]", f"names the goal “{tip.goal}”, which is not there"
    for key, cell in platform.cells():
        if cell.checked_on and cell.checked_on > today:
            yield key, f"checked_on {cell.checked_on} lies in the future"
    if platform.withdrawn and not platform.published:
        yield "withdrawn", "only what was published can be withdrawn"
