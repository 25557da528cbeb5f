"""What people ask first about a platform."""

import pytest

from platforms.domain.comparing.key_facts import people
from tests.cast import make_figure, make_platform


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        (["members", "monthly active users"], "monthly active users"),
        (["monthly active users logged in, European Union", "members"], "members"),
        (["members in Germany, Austria and Switzerland", "registered users"], "registered users"),
        (["members in Germany"], "members in Germany"),
        (["communities"], None),
    ],
)
def test_the_figure_of_people_counts_everywhere_if_any_does(counts, first):
    platform = make_platform(figures=[make_figure(counts=words) for words in counts])

    found = people(platform)
    assert (found.counts if found else None) == first
