"""The rows that decide, and where platforms stand on a trait's line."""

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.scales import Need, weights_of
from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.decisive import DECISIVE, decisive, difference, importance
from platforms.domain.comparing.line import FREE, FURTHER, HALF_LEVEL, STEP, TOKEN, line_of
from platforms.domain.comparing.rows import Verdict
from platforms.domain.comparing.selection import Show
from tests.cast import TODAY, make_catalogue, make_feature, make_goal, make_platform, make_rating, make_trait
from tests.strategies import catalogues

pairs_and_more = catalogues(least=2, most=4)
LEVEL = st.integers(0, 4)


def compared(catalogue, platforms=None, **options):
    return compare(catalogue=catalogue, platforms=platforms or catalogue.platforms, today=TODAY, **options)


@given(pairs_and_more)
def test_core_traits_open_every_comparison_in_their_order(catalogue):
    core = [trait.slug for trait in catalogue.traits if trait.core]

    assert [row.key for row in compared(catalogue).at_a_glance][: len(core)] == core


@given(pairs_and_more)
def test_a_glance_has_eight_more_rows_each_once(catalogue):
    result = compared(catalogue)
    core = sum(trait.core for trait in catalogue.traits)
    keys = [row.key for row in result.at_a_glance]

    assert len(set(keys)) == len(keys) == result.count_shown(Show.GLANCE) <= core + DECISIVE
    assert set(keys) <= {row.key for row in result.rows}


@given(pairs_and_more)
def test_the_order_of_platforms_decides_nothing(catalogue):
    there = compared(catalogue).at_a_glance
    back = compared(catalogue, tuple(reversed(catalogue.platforms))).at_a_glance

    assert [row.key for row in there] == [row.key for row in back]


@given(pairs_and_more)
def test_no_row_left_out_decides_more_than_one_shown(catalogue):
    result = compared(catalogue)
    weights = weights_of(catalogue.goals)
    shown = {row.key for row in result.at_a_glance}
    chosen = [row for row in result.at_a_glance if not (row.point.trait and row.point.trait.core)]
    least = min((difference(row) * importance(row, weights) for row in chosen), default=0)

    for row in result.rows:
        if row.key not in shown and row.key not in ("reach", "open-to-ages-13-to-15"):
            assert difference(row) * importance(row, weights) <= least


@given(pairs_and_more)
def test_differences_are_between_nothing_and_one(catalogue):
    for row in compared(catalogue).rows:
        assert 0 <= difference(row) <= 1
        if row.verdict is not Verdict.DIFFERS:
            assert difference(row) == 0


def test_weight_times_difference_by_hand():
    traits = [make_trait("focus"), make_trait("effort", core=False, order=2)]
    features = [make_feature("jobs", must_have="I need jobs"), make_feature("polls", must_have="", order=2)]
    goal = make_goal("career", Need(weight=3, feature="jobs"), Need(weight=2, trait="effort", target=0))
    here = make_platform("here", ratings={"focus": 1, "effort": 0}, support={"jobs": "yes", "polls": "yes"})
    there = make_platform("there", ratings={"focus": 3, "effort": 2}, support={"jobs": "partly", "polls": "no"})
    catalogue = make_catalogue(here, there, traits=traits, features=features, goals=[goal])
    rows = {row.key: row for row in compared(catalogue).rows}
    weights = weights_of([goal])

    assert importance(rows["jobs"], weights) == 6  # a need of 3, and people may insist on it
    assert difference(rows["jobs"]) == 0.5  # yes and partly
    assert importance(rows["effort"], weights) == 2
    assert difference(rows["effort"]) == 0.5  # two of four levels
    assert importance(rows["polls"], weights) == 0.5  # no goal needs it
    assert difference(rows["polls"]) == 1
    shown = decisive(list(rows.values()), [goal])
    assert [row.key for row in shown if row.differs] == ["focus", "effort", "jobs", "polls"]


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=4))
def test_everybody_rated_stands_on_the_line_once_and_nobody_touches(ends):
    platforms = [make_platform(f"p{n}", ratings={"focus": tuple(sorted(pair))}) for n, pair in enumerate(ends)]
    rated = [(platform, platform.ratings["focus"]) for platform in platforms]

    line = line_of(rated)

    assert sorted(p.slug for mark in line.marks for p in mark.platforms) == [p.slug for p in platforms]
    assert [mark.at for mark in line.marks] == sorted({sum(pair) for pair in ends})
    for left, right in zip(line.marks, line.marks[1:], strict=False):
        gap = (right.at - left.at) * HALF_LEVEL + (right.steps - left.steps) * STEP
        widths = [TOKEN + FURTHER * (len(mark.platforms) - 1) for mark in (left, right)]
        assert gap >= sum(widths) / 2 + FREE
    assert all(abs(mark.steps) <= 3 for mark in line.marks)


def test_an_unrated_platform_is_on_no_line():
    here, there = make_platform("here"), make_platform("there")

    line = line_of([(here, make_rating("focus", 1, 3)), (there, None)])

    assert [mark.platforms for mark in line.marks] == [(here,)]
    assert line.ranges == ((here, make_rating("focus", 1, 3)),)
