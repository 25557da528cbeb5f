"""Answers that people could give: all single goals, a seeded sample, and portraits of one platform."""

import random
from collections.abc import Iterator

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import FIELDS, Answers
from platforms.domain.vocabulary import LEVELS

SAMPLES = 2000
SEED = 20261123

COUNTRIES = ("US", "IN", "DE", "BR", "AU", "JP", "NG", "ES")
SHARE_ABOUT_YOU = 0.25
"""How many of the sample tell their country, their age, their field."""


def sample_answers(catalogue: Catalogue, *, samples: int, seed: int) -> Iterator[Answers]:
    """Yield every single goal, then plausible answers: goals, wishes, now and then must-haves or a country."""
    for goal in catalogue.goals:
        yield Answers(goals=(goal.slug,))
    chance = random.Random(seed)  # noqa: S311
    goals = [goal.slug for goal in catalogue.goals]
    traits = [trait.slug for trait in catalogue.questions]
    musts = [feature.slug for feature in catalogue.must_haves]
    for _ in range(samples if goals else 0):
        chosen = chance.sample(goals, min(len(goals), chance.choice((1, 1, 2, 2, 3))))
        wishes = [(trait, chance.choice(LEVELS)) for trait in traits if chance.random() < 0.5]
        must = chance.sample(musts, min(len(musts), chance.choice((0, 0, 0, 1, 1, 2))))
        matters = [slug for slug in (*chosen, *(trait for trait, _ in wishes)) if chance.random() < 0.25][:3]
        yield Answers(
            tuple(sorted(chosen)),
            tuple(sorted(wishes)),
            tuple(sorted(must)),
            tuple(sorted(matters)),
            country=chance.choice(COUNTRIES) if chance.random() < SHARE_ABOUT_YOU else "",
            age=chance.choice(list(AGE_BANDS)) if chance.random() < SHARE_ABOUT_YOU else "",
            field=chance.choice(FIELDS) if chance.random() < SHARE_ABOUT_YOU else "",
        )


def portrait_answers(catalogue: Catalogue, platform: Platform) -> Iterator[Answers]:
    """Yield for each goal what somebody would answer who wants just what this platform is."""
    wishes = [(t.slug, platform.ratings[t.slug].low) for t in catalogue.questions if t.slug in platform.ratings]
    for goal in catalogue.goals:
        yield Answers(goals=(goal.slug,), wishes=tuple(sorted(wishes)))
    for goal in catalogue.goals:
        matters = tuple(sorted(trait for trait, _ in wishes[:3]))
        yield Answers(goals=(goal.slug,), wishes=tuple(sorted(wishes)), matters=matters)
