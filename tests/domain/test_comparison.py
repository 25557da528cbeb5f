import datetime

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.scales import Need
from platforms.domain.comparing.comparison import Coverage, compare, profile
from platforms.domain.comparing.in_short import CLEARLY_BETTER, MOST_CLAUSES, FeatureClause, TraitClause
from platforms.domain.comparing.rows import Verdict
from platforms.domain.comparing.selection import Show
from tests.cast import TODAY, make_catalogue, make_feature, make_goal, make_platform, make_source, make_trait
from tests.domain.formula import goal_span
from tests.strategies import catalogues

pairs_and_more = catalogues(least=2, most=4)


def compared(catalogue, platforms=None, **options):
    return compare(catalogue=catalogue, platforms=platforms or catalogue.platforms, today=TODAY, **options)


@given(pairs_and_more)
def test_every_row_holds_every_platform_once_in_the_readers_order(catalogue):
    result = compared(catalogue)

    for row in result.rows:
        assert [cell.platform for cell in row.cells] == list(catalogue.platforms)
    keys = [row.key for row in result.rows]
    assert len(set(keys)) == len(keys)


@given(pairs_and_more)
def test_the_order_of_platforms_changes_no_verdict_and_no_coverage(catalogue):
    there = compared(catalogue)
    back = compared(catalogue, tuple(reversed(catalogue.platforms)))

    assert {row.key: row.verdict for row in there.rows} == {row.key: row.verdict for row in back.rows}
    assert there.coverage == back.coverage
    assert {c.platform.slug: c.goals for c in there.choices} == {c.platform.slug: c.goals for c in back.choices}


@given(pairs_and_more)
def test_each_row_differs_or_is_the_same_or_is_undecided(catalogue):
    for row in compared(catalogue).rows:
        shown = [show for show in (Show.DIFFERENCES, Show.SAME) if row.is_shown(show)]

        assert row.is_shown(Show.ALL)
        assert len(shown) == (0 if row.verdict is Verdict.UNDECIDED else 1)
        if row.verdict is Verdict.UNDECIDED:
            assert not all(cell.known for cell in row.cells)


@given(pairs_and_more)
def test_a_platform_does_not_differ_from_itself(catalogue):
    one = catalogue.platforms[0]

    result = compared(catalogue, (one, one))

    assert result.count(Verdict.DIFFERS) == 0
    assert not any(choice.goals for choice in result.choices)


@given(pairs_and_more)
def test_coverage_counts_shrink_from_cells_to_fresh(catalogue):
    coverage = compared(catalogue).coverage

    assert coverage.cells >= coverage.known >= coverage.cited >= coverage.fresh >= 0


@given(pairs_and_more, st.sets(st.sampled_from(["career", "meet-in-person"])))
def test_goals_move_their_rows_up_and_drop_none(catalogue, slugs):
    goals = [catalogue.goal_by_slug[slug] for slug in slugs]

    result = compared(catalogue, goals=goals)

    assert {row.key for row in result.rows} == {row.key for row in compared(catalogue).rows}
    if goals:
        assert {row.key for row in result.sections[0].rows} == {need.key for goal in goals for need in goal.needs}


@given(pairs_and_more)
def test_in_short_matches_the_cells(catalogue):
    clauses = compared(catalogue).in_short

    assert len(clauses) <= MOST_CLAUSES
    for clause in clauses:
        if isinstance(clause, TraitClause):
            for platform, rating in clause.ratings:
                assert platform.ratings[clause.trait.slug] == rating
            assert clause.alike == (len({(r.low, r.high) for _, r in clause.ratings}) == 1)
        if isinstance(clause, FeatureClause):
            for feature in clause.features:
                for platform in catalogue.platforms:
                    has = platform.supports(feature.slug).value
                    assert has == ("yes" if clause.platform in (None, platform) else "no")


@given(pairs_and_more)
def test_only_the_clearly_best_platform_gets_a_goal(catalogue):
    for choice in compared(catalogue).choices:
        for goal in choice.goals:
            own = goal_span(catalogue=catalogue, platform=choice.platform, goal=goal).point
            for other in catalogue.platforms:
                if other is not choice.platform:
                    assert own - goal_span(catalogue=catalogue, platform=other, goal=goal).point >= CLEARLY_BETTER


def test_unknown_beside_yes_is_undecided_unless_others_differ():
    catalogue = make_catalogue(
        make_platform("a", support={"photos": "yes", "groups": "yes"}),
        make_platform("b", support={"groups": "no"}),
        make_platform("c", support={"photos": "yes"}),
        traits=[],
        features=[make_feature("photos"), make_feature("groups")],
    )

    verdicts = {row.key: row.verdict for row in compared(catalogue).rows}

    assert verdicts["photos"] is Verdict.UNDECIDED
    assert verdicts["groups"] is Verdict.DIFFERS


def test_the_widest_core_trait_comes_first():
    catalogue = make_catalogue(
        make_platform("a", ratings={"focus": 1, "visibility": 0}),
        make_platform("b", ratings={"focus": 2, "visibility": 4}),
        traits=[make_trait("focus"), make_trait("visibility")],
        features=[],
        goals=[make_goal("career", Need(1, trait="focus", target=4))],
    )

    first, second = compared(catalogue).in_short

    assert (first.trait.slug, second.trait.slug) == ("visibility", "focus")


def test_a_cell_is_fresh_for_180_days():
    platform = make_platform(support={"photos": "yes"})
    catalogue = make_catalogue(platform, traits=[])

    on_the_day = profile(catalogue=catalogue, platform=platform, today=TODAY + datetime.timedelta(days=180))
    a_day_later = profile(catalogue=catalogue, platform=platform, today=TODAY + datetime.timedelta(days=181))

    assert (on_the_day.coverage.fresh, a_day_later.coverage.fresh) == (1, 0)


def test_official_sources_come_first():
    platform = make_platform(support={"photos": "yes"})
    independent = make_source("b", official=False, publisher="A press")

    assert [make_source("a"), independent] == sorted([independent, make_source("a")], key=lambda s: not s.official)
    assert platform.sources == (make_source(),)


@given(pairs_and_more, st.dates(TODAY - datetime.timedelta(days=400), TODAY + datetime.timedelta(days=400)))
def test_coverage_matches_the_cells_on_any_day(catalogue, today):
    result = compare(catalogue=catalogue, platforms=catalogue.platforms, today=today)

    cells = [cell for row in result.rows for cell in row.cells]
    cited = [cell.evidence for cell in cells if cell.known and cell.evidence.cited]
    fresh = [evidence for evidence in cited if evidence.fresh(today=today)]
    assert result.coverage == Coverage(len(cells), sum(cell.known for cell in cells), len(cited), len(fresh))
