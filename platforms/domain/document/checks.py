"""What the types of the parts can't say of a whole document: duplicates, and the rules of platforms."""

import datetime
from collections.abc import Iterator

import msgspec

from platforms.domain import reserved
from platforms.domain.document import audience
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.document.problems import Problem
from platforms.domain.document.rules import problems_of_scales
from platforms.domain.plain_text import unreadable_in
from platforms.domain.prices import is_price
from platforms.domain.vocabulary import Subject, name_to_slug


def check(document: Document, *, today: datetime.date) -> list[Problem]:
    """Find what the types alone can't say: dangling names, duplicates, dates, order of levels."""
    found: list[Problem] = list(_unreadable(document))

    def duplicates(file: str, key: str, slugs: list[str]) -> None:
        found.extend(
            Problem(file, key, f"“{slug}” is there twice") for slug in sorted({s for s in slugs if slugs.count(s) > 1})
        )

    duplicates("traits.toml", "traits", [trait.slug for trait in document.traits])
    duplicates("features.toml", "groups", [group.slug for group in document.groups])
    duplicates("features.toml", "features", [feature.slug for feature in document.features])
    duplicates("goals.toml", "goals", [goal.slug for goal in document.goals])
    duplicates("platforms/", "slug", [p.slug for p in document.platforms])
    for slug, translation in document.translations.items():
        if slug != translation.slug:
            found.append(
                Problem(
                    "translations.toml", slug, f"is not the id of its language, key and English: {translation.slug}"
                )
            )
    found += problems_of_scales(document, today=today)
    traits = {trait.slug for trait in document.traits}
    features = {feature.slug for feature in document.features}
    goals = {goal.slug for goal in document.goals}
    slugs = {platform.slug for platform in document.platforms}
    others = [name_to_slug(name) for platform in document.platforms for name in platform.also_known_as]
    duplicates("platforms/", "also_known_as", others)
    duplicates("platforms/", "monogram", [p.monogram.casefold() for p in document.platforms if p.monogram])
    for platform in document.platforms:
        file = f"platforms/{platform.slug}.toml"
        part = ("platforms", platform.slug)
        found += [
            Problem(file, key, reason, part, key)
            for key, reason in _problems_of(platform, document, traits, features, goals, today)
        ]
        if platform.slug in reserved.PLATFORM_PAGES:
            found.append(Problem(file, "slug", f"“{platform.slug}” is the address of another page"))
        for name in platform.also_known_as:
            if name_to_slug(name) in slugs:
                found.append(Problem(file, "also_known_as", f"“{name}” is another platform's address"))
    return found


def _unreadable(document: Document) -> Iterator[Problem]:
    """Find texts with control characters, which feeds, workbooks and readers can't show."""
    platforms = {f"platforms/{platform.slug}.toml": platform for platform in document.platforms}
    rest = msgspec.structs.replace(document, platforms=())
    for file, part in [*platforms.items(), ("the catalogue", rest)]:
        for key in unreadable_in(msgspec.to_builtins(part)):
            yield Problem(file, key, "holds a control character")


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
