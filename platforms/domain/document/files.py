"""The catalogue as a document: readable TOML files, one a platform, that load and export share.

    catalogue.toml              version
    traits.toml                 [[traits]] with [[traits.levels]]
    features.toml               [[groups]], [[features]]
    goals.toml                  [[goals]] with [[goals.needs]]
    guides/<slug>.toml          a guide, its text in Markdown (see prose.py)
    sources.toml                [sources.<id>] that several platforms cite (optional)
    translations.toml           [translations.<id>] that editors wrote at the desk (optional)
    platforms/<slug>.toml       a platform with all its cells (see platform_part.py), tips and [sources.<id>]

`read_files` checks everything and names file, key and reason of each problem; `write_files` is its inverse.
"""

import datetime
import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from platforms.domain.document.checks import check
from platforms.domain.document.mending import mend
from platforms.domain.document.parts import (
    Document,
    FeaturePart,
    GoalPart,
    GroupPart,
    GuidePart,
    SourcePart,
    TraitPart,
    TranslationPart,
)
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.document.problems import Invalid, Problem
from platforms.domain.document.types import VERSION, Part, Slug


class TraitsFile(Part):
    traits: tuple[TraitPart, ...]


class FeaturesFile(Part):
    groups: tuple[GroupPart, ...]
    features: tuple[FeaturePart, ...]


class GoalsFile(Part):
    goals: tuple[GoalPart, ...]


class SourcesFile(Part):
    sources: dict[Slug, SourcePart]


class TranslationsFile(Part):
    translations: dict[Slug, TranslationPart]


class VersionFile(Part):
    version: Annotated[int, Meta(ge=1)]


FILES: dict[str, type[Part]] = {
    "catalogue.toml": VersionFile,
    "traits.toml": TraitsFile,
    "features.toml": FeaturesFile,
    "goals.toml": GoalsFile,
    "sources.toml": SourcesFile,
    "translations.toml": TranslationsFile,
}


OPTIONAL = {"sources.toml", "translations.toml"}


def read_files(files: Mapping[str, str], *, today: datetime.date) -> Document:
    """Return the document of these files (name to text). Raise Invalid with every problem found."""
    document, files_of_sources = _joined(files)
    if problems := check(document, today=today):
        raise Invalid(_placed(problems, files_of_sources))
    return document


def mended_files(files: Mapping[str, str], *, today: datetime.date) -> tuple[Document, list[Problem]]:
    """Return the document of an earlier release's files, with what breaks a rule as drafts, and why.

    Raise Invalid with every problem that making drafts doesn't mend.
    """
    document, files_of_sources = _joined(files)
    mended, drafts = mend(document, today=today)
    if left := check(mended, today=today):
        raise Invalid(_placed([*drafts, *left], files_of_sources))
    return mended, _placed(drafts, files_of_sources)


def _placed(problems: list[Problem], files_of_sources: Mapping[str, str]) -> list[Problem]:
    """Return the problems with the file that each source stands in."""
    return [
        msgspec.structs.replace(problem, file=files_of_sources.get(problem.key.removeprefix("sources."), problem.file))
        for problem in problems
    ]


def _joined(files: Mapping[str, str]) -> tuple[Document, dict[str, str]]:
    """Return the document of these files, its rules unchecked, and the file of each source. Raise Invalid."""
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
            tree = read_toml(files[name])
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
        translations=parts["translations.toml"].translations if "translations.toml" in parts else {},
    )
    return document, where


MOST_DOTS = 20
DOTTED = re.compile(rf"(?:[\w\"'-]{{1,100}}[ \t]{{0,9}}\.[ \t]{{0,9}}){{{MOST_DOTS}}}")
"""A key of thousands of parts takes minutes to read; ours have three."""


def read_toml(text: str) -> dict[str, Any]:
    """Return what a TOML file holds. Raise TOMLDecodeError for what isn't TOML, or is nested too deeply."""
    if DOTTED.search(text):
        raise tomllib.TOMLDecodeError(f"a key has more than {MOST_DOTS} parts")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from error


def _converted(file: str, prefix: str, tree: Any, kind: type[Part], problems: list[Problem]) -> Part | None:
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        problems.append(problem_of(error, file, prefix, named=bool(tree)))
        return None


def problem_of(error: msgspec.ValidationError, file: str, prefix: str = "", *, named: bool = True) -> Problem:
    """Return what a type refused, with its path; `named` takes a missing field's name out of the message."""
    reason, _, path = str(error).partition(" - at `$")
    key = f"{prefix}{path.rstrip('`')}".lstrip(".")
    if not path and named and (missing := _named_field(reason)):
        key = f"{prefix}.{missing}".lstrip(".")
    return Problem(file, key, reason)


def _named_field(reason: str) -> str:
    return reason.rsplit("`", 2)[1] if reason.count("`") >= 2 and "field" in reason else ""
