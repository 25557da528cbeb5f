"""Values to slots in order: an even scale, and the cheapest assignment that never turns two round."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise

type Cost = float


def even_scale(values: Sequence[float]) -> Mapping[float, float]:
    """Return each value's place from 0 to 1, half by its size and half by its rank, so that crowded values get room."""
    ordered = sorted(values)
    low, high, last = ordered[0], ordered[-1], len(ordered) - 1
    if low == high:
        return {low: 0.5}
    places = {}
    for value in set(ordered):
        first = ordered.index(value)
        rank = (2 * first + ordered.count(value) - 1) / 2 / last
        places[value] = (rank + (value - low) / (high - low)) / 2
    return places


def between(places: Mapping[float, float], value: float) -> float:
    """Return the place of a value that lies between known ones; the nearest end beyond them."""
    known = sorted(places)
    if value <= known[0]:
        return places[known[0]]
    for left, right in pairwise(known):
        if value <= right:
            return places[left] + (places[right] - places[left]) * (value - left) / (right - left)
    return places[known[-1]]


def in_order(targets: Sequence[float], slots: int, capacity: int) -> tuple[Cost, tuple[int, ...]]:
    """Give each target, in order, a slot that never falls, at most `capacity` in one, at the least squared distance.

    Return the distance and the slots. There have to be enough of them.
    """
    best: dict[tuple[int, int], tuple[Cost, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for target in targets:
        step: dict[tuple[int, int], tuple[Cost, tuple[int, ...]]] = {}
        for (slot, held), (spent, path) in best.items():
            for following in range(slot, slots):
                count = held + 1 if following == slot else 1
                if count > capacity:
                    continue
                offer = spent + (target - following) ** 2, (*path, following)
                key = following, count
                if key not in step or offer < step[key]:
                    step[key] = offer
        best = step
    return min(best.values())


def improved[State: Hashable](
    state: State, neighbours: Callable[[State], Sequence[State]], cost: Callable[[State], tuple]
) -> State:
    """Return what is reached from a state by always taking the best neighbour, until none is better."""
    found = cost(state)
    while True:
        offers = [(cost(other), other) for other in neighbours(state)]
        if not offers or (least := min(offers, key=lambda offer: offer[0]))[0] >= found:
            return state
        found, state = least
