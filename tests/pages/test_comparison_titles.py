"""Titles and descriptions of comparisons, as search results and link previews show them."""

from itertools import combinations

from platforms.domain.comparing.comparison import compare
from platforms.sentences import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    comparison_description,
    comparison_title,
)
from platforms.storage import published
from tests.cast import TODAY


def test_every_pair_has_its_own_title_and_description():
    catalogue = published.current()
    seen = set()
    for one, other in combinations(catalogue.platforms, 2):
        comparison = compare(catalogue=catalogue, platforms=[one, other], today=TODAY)
        title, description = comparison_title(comparison), comparison_description(comparison)

        assert one.name in title
        assert other.name in title
        assert len(title) <= LONGEST_TITLE
        assert "each with its source." in description
        assert len(description) <= LONGEST_DESCRIPTION
        assert len(description) > 80
        seen |= {title, description}
    assert len(seen) == 2 * len(list(combinations(catalogue.platforms, 2)))


def test_a_title_names_the_poles_if_they_fit(client):
    catalogue = published.current()
    told = 0
    for one, other in combinations(catalogue.platforms[:12], 2):
        comparison = compare(catalogue=catalogue, platforms=[one, other], today=TODAY)
        told += "difference" not in comparison_title(comparison)
    assert told > 5
