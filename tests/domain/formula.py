"""The formula that /method/ states, in plain fractions: what the tests compare the ranking with."""

from fractions import Fraction

from platforms.domain.matching.scoring import Span, need_span, use_span


def weighted_mean(parts):
    """Return the mean of (weight, span) by the weights; at least one."""
    weight = sum(w for w, _ in parts)
    ends = ("low", "point", "high", "known")
    return Span(*(sum((w * getattr(span, end) for w, span in parts), Fraction(0)) / weight for end in ends))


def goal_span(*, catalogue, platform, goal):
    """Return how well a platform serves a goal: two thirds its use, one third the mean over its needs by weight."""
    needs = weighted_mean(
        [(need.weight, need_span(catalogue=catalogue, platform=platform, need=need)) for need in goal.needs]
    )
    use = platform.uses.get(goal.slug)
    return weighted_mean([(2, use_span(use.level if use else None)), (1, needs)])
