"""The catalogue as a document: readable TOML files, one a platform, that load and export share.

    catalogue.toml              version
    traits.toml                 [[traits]] with [[traits.levels]]
    features.toml               [[groups]], [[features]]
    goals.toml                  [[goals]] with [[goals.needs]]
    guides/<slug>.toml          a guide, its text in Markdown (see prose.py)
    sources.toml                [sources.<id>] that several platforms rest on (optional)
    platforms/<slug>.toml       a platform with its facts, ratings, support, figures, tips and [sources.<id>]

`read` checks everything and names file, key and reason of each problem; `write` is its inverse.
"""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
import tomli_w
from msgspec import Meta

from platforms.domain import prose
from platforms.domain.catalogue import Kind, Scale, Subject, Value, name_to_slug

VERSION = 1

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^\S.*\Z")]
Sentence = Annotated[str, Meta(max_length=400)]
LevelNumber = Annotated[int, Meta(ge=0, le=4)]
Weight = Annotated[int, Meta(ge=1, le=3)]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]+(/\S*)?\Z", max_length=500)]
Order = Annotated[int, Meta(ge=0, le=32000)]


class Part(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every part of the document."""


class LevelPart(Part):
    """One of the five levels of a trait."""

    label: Line
    phrase: Line
    description: Sentence


class TraitPart(Part):
    """A scale of five observable levels, from its low pole (0) to its high pole (4)."""

    slug: Slug
    name: Line
    low_label: Line
    high_label: Line
    question: Sentence
    scale: Scale
    core: bool
    order: Order
    levels: Annotated[tuple[LevelPart, ...], Meta(min_length=5, max_length=5)]


class GroupPart(Part):
    """Features under one heading."""

    slug: Slug
    name: Line
    order: Order


class FeaturePart(Part):
    """Something that a platform has or lacks; `yes_means` says what was looked for."""

    slug: Slug
    name: Line
    group: Slug
    yes_means: Sentence
    must_have: Sentence
    order: Order


class NeedPart(Part):
    """What a goal asks for: a feature, or a trait near a target level. Weight 1 (helps) to 3 (matters most)."""

    weight: Weight
    feature: Slug | None = None
    trait: Slug | None = None
    target: LevelNumber | None = None


class GoalPart(Part):
    """What a person wants to do, with what it needs of a platform."""

    slug: Slug
    wording: Line
    order: Order
    needs: Annotated[tuple[NeedPart, ...], Meta(min_length=1)]


class SourcePart(Part):
    """A page that somebody read. Official: published by the platform's own operator."""

    url: Url
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    publisher: Annotated[str, Meta(min_length=1, max_length=200)]
    official: bool
    read_on: datetime.date
    published_on: datetime.date | None = None
    reachable_on: datetime.date | None = None


class FactPart(Part):
    """A fact with its sources."""

    value: Annotated[str, Meta(min_length=1, max_length=200)]
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class RatingPart(Part):
    """Where a platform stands on a trait: a range of levels, since its users can often set it."""

    low: LevelNumber
    high: LevelNumber
    why: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class SupportPart(Part):
    """Does a platform have a feature? Without an entry it is unknown."""

    value: Value
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class FigurePart(Part):
    """How many of something there were on a day."""

    counts: Annotated[str, Meta(min_length=1, max_length=80)]
    number: Annotated[int, Meta(ge=0, le=10**15)]
    as_of: datetime.date
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class TipPart(Part):
    """How to use a platform well."""

    text: Annotated[str, Meta(min_length=1, max_length=400)]
    goal: Slug | None = None
    sources: tuple[Slug, ...] = ()


class PlatformPart(Part):
    """A platform with its cells: facts by subject, ratings by trait, support by feature."""

    slug: Slug
    name: Line
    also_known_as: tuple[Line, ...]
    kind: Kind
    tagline: Line
    summary: Annotated[str, Meta(min_length=1, max_length=1200)]
    website: Url
    published: bool
    withdrawn: bool = False
    facts: dict[Subject, FactPart] = {}
    ratings: dict[Slug, RatingPart] = {}
    support: dict[Slug, SupportPart] = {}
    figures: tuple[FigurePart, ...] = ()
    tips: tuple[TipPart, ...] = ()

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The key and the source ids of every claim."""
        yield from ((key, cell.sources) for key, cell in self.cells())
        yield from ((f"tips[{number}]", tip.sources) for number, tip in enumerate(self.tips))

    def cells(self) -> Iterator[tuple[str, "FactPart | RatingPart | SupportPart | FigurePart"]]:
        """Every claim that is checked, with its key."""
        yield from ((f"facts.{subject}", fact) for subject, fact in self.facts.items())
        yield from ((f"ratings.{slug}", rating) for slug, rating in self.ratings.items())
        yield from ((f"support.{slug}", support) for slug, support in self.support.items())
        yield from ((f"figures[{number}]", figure) for number, figure in enumerate(self.figures))


class GuidePart(Part):
    slug: Slug
    title: Line
    summary: Annotated[str, Meta(min_length=1, max_length=400)]
    order: Order
    markdown: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Document(Part):
    """Everything that one catalogue says. Sources are named by their ids."""

    traits: tuple[TraitPart, ...] = ()
    groups: tuple[GroupPart, ...] = ()
    features: tuple[FeaturePart, ...] = ()
    goals: tuple[GoalPart, ...] = ()
    platforms: tuple[PlatformPart, ...] = ()
    sources: dict[Slug, SourcePart] = {}
    guides: tuple[GuidePart, ...] = ()


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


class TraitsFile(Part):
    traits: tuple[TraitPart, ...]


class FeaturesFile(Part):
    groups: tuple[GroupPart, ...]
    features: tuple[FeaturePart, ...]


class GoalsFile(Part):
    goals: tuple[GoalPart, ...]


class SourcesFile(Part):
    sources: dict[Slug, SourcePart]


class VersionFile(Part):
    version: Annotated[int, Meta(ge=1)]


FILES: dict[str, type[Part]] = {
    "catalogue.toml": VersionFile,
    "traits.toml": TraitsFile,
    "features.toml": FeaturesFile,
    "goals.toml": GoalsFile,
    "sources.toml": SourcesFile,
}
OPTIONAL = {"sources.toml"}


def read(files: Mapping[str, str], *, today: datetime.date) -> Document:
    """The document of these files (name to text). Raises Invalid with every problem found."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    platforms: list[PlatformPart] = []
    guides: list[GuidePart] = []
    sources: dict[str, SourcePart] = {}
    where: dict[str, str] = {}
    for name in sorted({*files, *FILES}):
        if name not in files:
            if name not in OPTIONAL:
                problems.append(Problem(name, "", "is missing"))
            continue
        try:
            tree = tomllib.loads(files[name])
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(name, "", f"is not TOML: {error}"))
            continue
        own_sources = tree.pop("sources", {}) if name.startswith("platforms/") else {}
        if name.startswith("platforms/") and name.endswith(".toml"):
            kind: type[Part] = PlatformPart
        elif name.startswith("guides/") and name.endswith(".toml"):
            kind = GuidePart
        elif name in FILES:
            kind = FILES[name]
        else:
            problems.append(Problem(name, "", "is not a file of a catalogue"))
            continue
        if part := _converted(name, "", tree, kind, problems):
            parts[name] = part
        if isinstance(part, PlatformPart):
            platforms.append(part)
            if name != f"platforms/{part.slug}.toml":
                problems.append(Problem(name, "slug", f"“{part.slug}” belongs into platforms/{part.slug}.toml"))
        if isinstance(part, GuidePart):
            guides.append(part)
            if name != f"guides/{part.slug}.toml":
                problems.append(Problem(name, "slug", f"“{part.slug}” belongs into guides/{part.slug}.toml"))
        if isinstance(part, SourcesFile):
            own_sources = dict(part.sources)
        for slug, tree_of_source in own_sources.items() if isinstance(own_sources, dict) else ():
            source = (
                tree_of_source
                if isinstance(tree_of_source, SourcePart)
                else _converted(name, f"sources.{slug}", tree_of_source, SourcePart, problems)
            )
            if slug in sources:
                problems.append(Problem(name, f"sources.{slug}", f"is there already, in {where[slug]}"))
            elif isinstance(source, SourcePart):
                sources[slug], where[slug] = source, name
    if "catalogue.toml" in parts and parts["catalogue.toml"].version != VERSION:
        problems.append(Problem("catalogue.toml", "version", f"is not {VERSION}, the only one that this program reads"))
    if problems:
        raise Invalid(problems)
    document = Document(
        traits=parts["traits.toml"].traits,
        groups=parts["features.toml"].groups,
        features=parts["features.toml"].features,
        goals=parts["goals.toml"].goals,
        platforms=tuple(sorted(platforms, key=lambda platform: platform.slug)),
        sources=dict(sorted(sources.items())),
        guides=tuple(sorted(guides, key=lambda guide: (guide.order, guide.slug))),
    )
    if problems := check(document, today=today):
        raise Invalid([Problem(where.get(p.key.removeprefix("sources."), p.file), p.key, p.reason) for p in problems])
    return document


def _converted(file: str, prefix: str, tree: Any, kind: type[Part], problems: list[Problem]) -> Part | None:
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        problems.append(problem_of(error, file, prefix, named=bool(tree)))
        return None


def problem_of(error: msgspec.ValidationError, file: str, prefix: str = "", *, named: bool = True) -> Problem:
    """What a type refused, with the path to it; `named` takes a missing field's name out of the message."""
    reason, _, path = str(error).partition(" - at `$")
    key = f"{prefix}{path.rstrip('`')}".lstrip(".")
    if not path and named and (missing := _named_field(reason)):
        key = f"{prefix}.{missing}".lstrip(".")
    return Problem(file, key, reason)


def _named_field(reason: str) -> str:
    return reason.rsplit("`", 2)[1] if reason.count("`") >= 2 and "field" in reason else ""


def check(document: Document, *, today: datetime.date) -> list[Problem]:
    """What the types alone can't say: dangling names, duplicates, dates, order of levels."""
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
    for platform in document.platforms:
        file = f"platforms/{platform.slug}.toml"
        found += [
            Problem(file, key, reason)
            for key, reason in _problems_of(platform, document, traits, features, goals, today)
        ]
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


def write(document: Document) -> dict[str, str]:
    """The files of a document. A source that one platform alone rests on stands in that platform's file."""
    users: dict[str, set[str]] = {slug: set() for slug in document.sources}
    for platform in document.platforms:
        for _, sources in platform.cited():
            for source in sources:
                users[source].add(platform.slug)
    files = {
        "catalogue.toml": {"version": VERSION},
        "traits.toml": {"traits": _tree(document.traits)},
        "features.toml": {"groups": _tree(document.groups), "features": _tree(document.features)},
        "goals.toml": {"goals": _tree(document.goals)},
    }
    shared = {slug: source for slug, source in document.sources.items() if len(users[slug]) != 1}
    if shared:
        files["sources.toml"] = {"sources": _tree(shared)}
    for platform in document.platforms:
        own = {slug: source for slug, source in document.sources.items() if users[slug] == {platform.slug}}
        files[f"platforms/{platform.slug}.toml"] = _tree(platform) | ({"sources": _tree(own)} if own else {})
    texts = {name: tomli_w.dumps(tree, multiline_strings=False) for name, tree in files.items()}
    for guide in document.guides:
        texts[f"guides/{guide.slug}.toml"] = tomli_w.dumps(_tree(guide), multiline_strings=True)
    return texts


def _tree(part: Any) -> Any:
    return _without_none(msgspec.to_builtins(part, builtin_types=(datetime.date,)))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [_without_none(inner) for inner in value]
    return value
