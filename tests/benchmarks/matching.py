"""How long a ranking takes, with what-if and pair: `uv run python -m tests.benchmarks.matching`."""

import random
import statistics
import time

from platforms.domain.answers import Answers
from platforms.domain.catalogue import Catalogue, Need, Scale, Value
from platforms.domain.matching import match
from tests.cast import make_catalogue, make_feature, make_goal, make_platform, make_trait

SIZES = (30, 300, 3000)
RUNS = 15
TRAITS = [f"trait-{n}" for n in range(6)]
FEATURES = [f"feature-{n}" for n in range(46)]


def made_up(size: int) -> Catalogue:
    """A catalogue of the shipped one's shape: 6 asked traits, 46 features, 12 goals of ten needs, seeded."""
    chance = random.Random(size)
    platforms = []
    for n in range(size):
        lows = {trait: chance.randint(0, 3) for trait in TRAITS}
        ratings = {trait: (low, min(4, low + chance.randint(0, 2))) for trait, low in lows.items()}
        support = {feature: chance.choices(list(Value), (45, 15, 30, 10))[0] for feature in FEATURES}
        platforms.append(make_platform(f"platform-{n}", ratings=ratings, support=support))
    goals = [
        make_goal(
            f"goal-{n}",
            *(Need(chance.randint(1, 3), feature=feature) for feature in chance.sample(FEATURES, 8)),
            *(Need(chance.randint(1, 3), trait=t, target=chance.randint(0, 4)) for t in chance.sample(TRAITS, 2)),
            order=n,
        )
        for n in range(12)
    ]
    traits = [make_trait(t, order=n, scale=Scale.CEILING if n == 5 else Scale.TWO_SIDED) for n, t in enumerate(TRAITS)]
    return make_catalogue(*platforms, traits=traits, features=[make_feature(f) for f in FEATURES], goals=goals)


def main() -> None:
    answers = Answers(
        goals=tuple(f"goal-{n}" for n in range(5)),
        wishes=tuple((trait, 2) for trait in TRAITS),
        musts=("feature-0", "feature-1", "feature-2"),
        matters=("goal-0", "trait-0"),
    )
    print("5 goals, 6 wishes, 3 must-haves; what-if and pair included")  # noqa: T201
    for size in SIZES:
        catalogue = made_up(size)
        start = time.perf_counter()
        match(catalogue=catalogue, answers=answers)
        first = time.perf_counter() - start
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            match(catalogue=catalogue, answers=answers)
            times.append(time.process_time() - start)
        median = statistics.median(times) * 1000
        print(f"{size:5} platforms: median {median:7.2f} ms of CPU, the first ranking of a catalogue {first:6.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
