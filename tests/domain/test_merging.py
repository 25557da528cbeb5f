import datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.conversion import platform_part
from platforms.domain.document.merging import flatten, merge, unflatten
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import SupportPart
from tests.cast import make_platform
from tests.parts import AUDIENCES, SOURCES, USES

CELL = ("platforms", "linkedin", "support", "photos")


def with_cell(document, note):
    flat = flatten(document)
    return unflatten(flat | {CELL: msgspec.structs.replace(flat[CELL], note=note)})


def without_cell(document):
    flat = flatten(document)
    del flat[CELL]
    return unflatten(flat)


def note(document):
    return flatten(document)[CELL].note


@given(st.data())
def test_flatten_and_unflatten_are_inverse(shipped, data):
    chosen = data.draw(st.sets(st.sampled_from([p.slug for p in shipped.platforms]), min_size=1))
    part = msgspec.structs.replace(shipped, platforms=tuple(p for p in shipped.platforms if p.slug in chosen))

    assert unflatten(flatten(part)) == part


def test_loading_the_same_again_changes_nothing(shipped):
    merged = merge(base=shipped, mine=shipped, theirs=shipped)

    assert (merged.document, merged.changes, merged.preserved) == (shipped, (), ())


def test_a_first_load_takes_everything(shipped):
    assert merge(base=Document(), mine=Document(), theirs=shipped).document == shipped


def test_unedited_cells_follow_the_newer_files(shipped):
    merged = merge(base=shipped, mine=shipped, theirs=with_cell(shipped, "newer"))

    assert note(merged.document) == "newer"
    assert [change.key for change in merged.changes] == [CELL]


def test_an_editors_change_stays(shipped):
    merged = merge(base=shipped, mine=with_cell(shipped, "mine"), theirs=with_cell(shipped, "newer"))

    assert note(merged.document) == "mine"
    assert [change.key for change in merged.preserved] == [CELL]


def test_overwrite_lets_the_files_win(shipped):
    merged = merge(base=shipped, mine=with_cell(shipped, "mine"), theirs=shipped, overwrite=True)

    assert merged.document == shipped


def test_cells_dropped_from_files_go_unless_edited(shipped):
    untouched = merge(base=shipped, mine=shipped, theirs=without_cell(shipped))
    edited = merge(base=shipped, mine=with_cell(shipped, "mine"), theirs=without_cell(shipped))

    assert CELL not in flatten(untouched.document)
    assert note(edited.document) == "mine"


def test_an_editors_addition_stays(shipped):
    key = ("platforms", "linkedin", "support", "photos")
    mine = unflatten(flatten(shipped) | {key: SupportPart(value="unknown", note="mine", sources=())})

    assert note(merge(base=shipped, mine=mine, theirs=shipped).document) == "mine"


def test_an_edited_cell_keeps_its_dropped_source_and_feature(shipped):
    flat = flatten(shipped)
    source = flat[CELL].sources[0]
    mine = with_cell(shipped, "mine")
    theirs = unflatten({k: v for k, v in flat.items() if k not in (CELL, ("sources", source), ("features", "photos"))})

    merged = merge(base=shipped, mine=mine, theirs=theirs)

    assert source in merged.document.sources
    assert "photos" in [feature.slug for feature in merged.document.features]
    assert note(merged.document) == "mine"


STATES = st.lists(st.tuples(USES, AUDIENCES), min_size=3, max_size=3)
SOMEWHERE = platform_part(make_platform())


@given(STATES)
def test_made_up_uses_and_audiences_merge_cell_by_cell(states):
    base, mine, theirs = (
        Document(platforms=(msgspec.structs.replace(SOMEWHERE, uses=uses, audience=audience),), sources=SOURCES)
        for uses, audience in states
    )

    assert unflatten(flatten(mine)) == mine
    merged = flatten(merge(base=base, mine=mine, theirs=theirs).document)
    flat_base, flat_mine, flat_theirs = map(flatten, (base, mine, theirs))
    for key in {*flat_base, *flat_mine, *flat_theirs}:
        untouched = flat_mine.get(key) == flat_base.get(key)
        assert merged.get(key) == (flat_theirs if untouched else flat_mine).get(key)


SOURCE = ("sources", "x-wikipedia")


def with_source(document, **changes):
    flat = flatten(document)
    return unflatten(flat | {SOURCE: msgspec.structs.replace(flat[SOURCE], **changes)})


def test_reaching_a_source_is_not_an_editors_change(shipped):
    day = datetime.date(2026, 11, 23)
    reached = with_source(shipped, reachable_on=day)

    merged = merge(base=shipped, mine=reached, theirs=with_source(shipped, title="Newer"))

    assert merged.document == with_source(shipped, title="Newer", reachable_on=day)
    assert merged.preserved == ()


def test_loading_again_keeps_the_reachable_date(shipped):
    reached = with_source(shipped, reachable_on=datetime.date(2026, 11, 23))

    assert merge(base=shipped, mine=reached, theirs=shipped, overwrite=True).document == reached


def test_a_later_reachable_date_in_files_wins(shipped):
    early, late = (with_source(shipped, reachable_on=datetime.date(2026, 11, day)) for day in (1, 20))

    assert merge(base=shipped, mine=early, theirs=late).document == late
    assert merge(base=shipped, mine=late, theirs=early).document == late


def test_a_new_url_clears_the_reachable_date(shipped):
    reached = with_source(shipped, reachable_on=datetime.date(2026, 11, 23))
    moved = with_source(shipped, url="https://example.org/moved")

    assert merge(base=shipped, mine=reached, theirs=moved, overwrite=True).document == moved
    assert flatten(merge(base=shipped, mine=reached, theirs=moved).document)[SOURCE].reachable_on is None
