"""The cast: makers of domain values, with a sensible default for all that a test doesn't care about."""

import datetime
from types import MappingProxyType

from platforms.domain.catalogue.audience import Ages, Audience, Countries, Fields, Joining
from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support, Use
from platforms.domain.catalogue.evidence import Evidence, Source
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Group, Level, Need, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.people import AgeCheck, Field, Requirement
from platforms.domain.vocabulary import Kind, Scale, Subject, Value

TODAY = datetime.date(2026, 11, 28)
"""The day of the shipped catalogue: none of its checks is later."""

SHARE = Group("share", "Share", 1)


def make_source(slug="some-source", **overrides):
    defaults = {
        "url": f"https://example.org/{slug}",
        "title": "A page",
        "publisher": "Example",
        "official": True,
        "read_on": TODAY,
    }
    return Source(slug=slug, **(defaults | overrides))


def make_evidence(*sources, checked_on=TODAY):
    return Evidence(tuple(sources) or (make_source(),), checked_on)


def make_trait(slug="focus", **overrides):
    levels = tuple(Level(n, f"{slug} {n}", f"is at {n} of {slug}", f"One sees {n}.") for n in range(5))
    defaults = {
        "name": slug.capitalize(),
        "low_label": "low",
        "high_label": "high",
        "question": f"How much {slug}?",
        "scale": Scale.TWO_SIDED,
        "core": True,
        "order": 1,
        "levels": levels,
    }
    return Trait(slug=slug, **(defaults | overrides))


def make_feature(slug="photos", **overrides):
    defaults = {
        "name": slug.capitalize(),
        "group": SHARE,
        "yes_means": "One can.",
        "must_have": f"I need {slug}",
        "order": 1,
    }
    return Feature(slug=slug, **(defaults | overrides))


def make_goal(slug="career", *needs, **overrides):
    defaults = {"wording": f"Reach {slug}", "order": 1}
    return Goal(slug=slug, needs=needs or (Need(weight=1, feature="photos"),), **(defaults | overrides))


def make_rating(trait, low, high=None, **overrides):
    defaults = {"why": "Because.", "evidence": make_evidence()}
    return Rating(trait=trait, low=low, high=low if high is None else high, **(defaults | overrides))


def make_support(feature, value, **overrides):
    value = Value(value)
    known = {"note": "In a word.", "evidence": make_evidence()}
    unknown = {"note": "", "evidence": Evidence()}
    return Support(feature=feature, value=value, **((unknown if value is Value.UNKNOWN else known) | overrides))


def make_use(goal, level, **overrides):
    defaults = {"why": "People do.", "evidence": make_evidence()}
    return Use(goal=goal, level=level, **(defaults | overrides))


def make_audience(
    *, offered=None, not_offered=(), minimum=None, exceptions=None, younger=None, fields=None, needs=None
):
    """An audience; what is not given is unknown. `offered=()` is worldwide, `fields=()` for everyone."""
    evidence = make_evidence()
    where = offered is not None or not_offered
    return Audience(
        countries=Countries(tuple(offered or ()), tuple(not_offered), (), "", evidence) if where else None,
        ages=None if minimum is None else Ages(minimum, exceptions or {}, AgeCheck.DECLARED, younger, "", evidence),
        fields=None if fields is None else Fields(tuple(map(Field, fields)), "", evidence),
        joining=None if needs is None else Joining(tuple(map(Requirement, needs)), "", evidence),
    )


def make_fact(subject, value):
    return Fact(Subject(subject), value, "", make_evidence())


def make_figure(number=10, **overrides):
    defaults = {"counts": "members", "as_of": TODAY, "note": "", "evidence": make_evidence()}
    return Figure(number=number, **(defaults | overrides))


def make_platform(slug="somewhere", *, ratings=None, support=None, facts=None, uses=None, **overrides):
    """Ratings as {"focus": 2} or {"focus": (1, 3)}, support as {"photos": "yes"}, uses as {"career": 4}."""
    spans = {trait: level if isinstance(level, tuple) else (level, level) for trait, level in (ratings or {}).items()}
    defaults = {
        "name": slug.capitalize(),
        "also_known_as": (),
        "kind": Kind.SOCIAL,
        "tagline": "A place",
        "summary": "A place on the web.",
        "website": "https://example.org/",
    }
    return Platform(
        slug=slug,
        ratings=MappingProxyType({trait: make_rating(trait, *span) for trait, span in spans.items()}),
        support=MappingProxyType({feature: make_support(feature, value) for feature, value in (support or {}).items()}),
        uses=MappingProxyType({goal: make_use(goal, level) for goal, level in (uses or {}).items()}),
        facts=MappingProxyType({Subject(key): make_fact(key, value) for key, value in (facts or {}).items()}),
        **(defaults | overrides),
    )


def make_catalogue(*platforms, traits=None, features=None, goals=None, withdrawn=()):
    traits = (make_trait(),) if traits is None else traits
    features = (make_feature(),) if features is None else features
    goals = (make_goal(),) if goals is None else goals
    groups = tuple(dict.fromkeys(feature.group for feature in features))
    return Catalogue("rev", tuple(traits), groups, tuple(features), tuple(goals), tuple(platforms), tuple(withdrawn))
