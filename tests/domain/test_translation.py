"""A catalogue in another language: other words, the same numbers, and never an old translation of a new text."""

import datetime
from dataclasses import MISSING, fields, is_dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.changes import Changed, Decision, Edit, What
from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.translation import Text, texts, translate, within
from platforms.domain.catalogue.values import Guide
from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.filtering import browse, facets
from platforms.domain.comparing.filters import Filters
from platforms.domain.document import prose
from platforms.domain.matching.ranking import match
from platforms.domain.vocabulary import Kind
from tests.cast import TODAY, make_catalogue, make_feature, make_goal, make_trait
from tests.strategies import answers_to, catalogues

asked = catalogues(least=2).flatmap(lambda catalogue: st.tuples(st.just(catalogue), answers_to(catalogue, least=1)))


def backwards(_key, english):
    return english[::-1]


def numbers(ranking):
    """All of a ranking but its words."""
    return (
        [
            (m.platform.slug, m.tier, m.score, m.could_lead, [(r.key, r.weight, r.span) for r in m.reasons])
            for m in ranking.matches
        ],
        [(m.platform.slug, [f.slug for f in m.broken]) for m in ranking.ruled_out],
        ranking.pair and (ranking.pair.first.slug, ranking.pair.second.slug, ranking.pair.cover),
        [(change.step, change.key, change.level, [p.slug for p in change.first]) for change in ranking.what_if],
    )


@given(asked)
def test_the_ranking_is_the_same_in_every_language(asked):
    catalogue, answers = asked
    other = translate(catalogue=catalogue, translator=backwards)

    assert numbers(match(catalogue=catalogue, answers=answers)) == numbers(match(catalogue=other, answers=answers))


@given(catalogues(least=2, most=4), st.sampled_from(["", "kind=social", "goal=career", "focus=1-3", "q=p1"]))
def test_comparison_and_search_are_the_same_in_every_language(catalogue, query):
    other = translate(catalogue=catalogue, translator=backwards)
    pairs = dict(pair.split("=") for pair in [query] if pair)

    rows, others = (
        [
            (row.key, row.verdict, [cell.compared for cell in row.cells])
            for row in compare(catalogue=c, platforms=c.platforms, today=TODAY).rows
        ]
        for c in (catalogue, other)
    )
    assert rows == others
    found, counts = zip(
        *(
            (browse(catalogue=c, filters=filters), facets(catalogue=c, filters=filters))
            for c in (catalogue, other)
            for filters in [Filters.parse({key: [value] for key, value in pairs.items()}, catalogue=c)]
        ),
        strict=True,
    )
    assert [p.slug for p in found[0]] == [p.slug for p in found[1]]
    assert counts[0] == counts[1]


@given(catalogues())
def test_translating_changes_all_listed_texts_and_nothing_else(catalogue):
    other = translate(catalogue=catalogue, translator=lambda key, english: f"ñ{english}")

    assert [key for key, _ in texts(other)] == [key for key, _ in texts(catalogue)]
    assert all(said[:1] in "ñÑ" for _, said in texts(other))
    texts_of_one = {"tagline": "", "summary": "", "tips": ()}
    theirs, ours = ([replace(p, **texts_of_one) for p in c.platforms] for c in (other, catalogue))
    assert theirs == ours
    assert other.revision == catalogue.revision


def walk(value):
    """Every dataclass within a value, itself first."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from walk(each)


def make_full_catalogue():
    """A catalogue in which no field has its default."""
    noon = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)
    tagline = Changed("tagline", "tagline", "A line", "Another line")
    also = ("else",)
    scales = make_catalogue(
        traits=[make_trait(also=also, draft=True)],
        features=[make_feature(also=also, draft=True)],
        goals=[make_goal(short="reach it", kind=Kind.SOCIAL, also=also, draft=True)],
        withdrawn=[Withdrawn("gone", "Gone", (), TODAY)],
    )
    return replace(
        scales,
        guides=(Guide("one", "One", "A guide.", "{trait focus}", 1, True),),
        edits=(Edit(7, "somewhere", "Somewhere", noon, "They said so.", What.CHANGED, (tagline,), True),),
        decisions=(Decision(3, "somewhere", "Somewhere", "photos", True, "Wrong.", "Right.", noon),),
        outdated=frozenset({("somewhere", "photos")}),
        translations=(("de", "goals.career.wording", "Reach it", "Erreiche es"),),
        newest_entry=7,
    )


def test_translating_without_translations_keeps_every_field():
    catalogue = make_full_catalogue()
    # A field with a default is one that can be forgotten: whoever adds one gives it a value here too.
    left = {
        f"{type(value).__name__}.{field.name}"
        for value in walk(tuple(getattr(catalogue, each.name) for each in fields(catalogue)))
        for field in fields(value)
        if field.default is not MISSING and getattr(value, field.name) == field.default
    }
    assert not left - {"Need.trait", "Need.target"}
    assert all(getattr(catalogue, f.name) != f.default for f in fields(catalogue))

    other = translate(catalogue=catalogue, translator=lambda _key, _text: "")

    for field in fields(catalogue):
        assert getattr(other, field.name) == getattr(catalogue, field.name), field.name


def test_text_keys_are_unique_except_in_guides(shipped):
    keys = [key for key, _ in texts(shipped) if not key.endswith((".markdown", ".tips"))]

    assert len(keys) == len(set(keys))
    assert len(keys) > 250


def test_an_edited_text_falls_back_to_marked_english():
    said = {("goals.career.wording", "Reach career"): "Beruf"}
    catalogue = make_catalogue(goals=[make_goal("career"), make_goal("friends")])
    edited = replace(catalogue, goals=(replace(catalogue.goals[0], wording="Reach a career"), catalogue.goals[1]))

    before, after = (
        translate(catalogue=c, translator=lambda key, text: said.get((key, text), "")) for c in (catalogue, edited)
    )

    assert (before.goals[0].wording, before.goals[0].wording.language) == ("Beruf", "")
    assert (after.goals[0].wording, after.goals[0].wording.language) == ("Reach a career", "en")
    assert before.goals[1].wording.language == "en"


def test_a_label_is_capitalised_only_outside_sentences():
    german = {"features.short-video.name": "kurze Videos", "features.ios.name": "iOS-App", "traits.focus.name": "Ziel"}
    catalogue = make_catalogue(
        traits=[make_trait("focus")], features=[make_feature("short-video", name="Short video"), make_feature("ios")]
    )

    said = translate(catalogue=catalogue, translator=lambda key, _: german.get(key, ""))

    assert [f.name for f in said.features] == ["Kurze Videos", "iOS-App"]
    assert [within(f.name) for f in said.features] == ["kurze Videos", "iOS-App"]
    assert (said.traits[0].name, within(said.traits[0].name)) == ("Ziel", "Ziel")
    assert within(said.traits[0].levels[0].label) == "focus 0"
    assert within("Short video") == "short video"
    assert isinstance(within(said.features[0].name), Text)


def test_a_guide_is_translated_paragraph_by_paragraph(shipped):
    blocks = [text for key, text in texts(shipped) if key == "guides.social-or-professional.markdown"]

    assert len(blocks) > 10
    assert not any(block.startswith("{") or block != block.strip() for block in blocks)


def test_an_untranslated_paragraph_is_marked_in_the_guide():
    guide = Guide("one", "One", "A guide.", "Old words.\n\n{trait focus}\n\nNew words.", 1)
    catalogue = replace(make_catalogue(), guides=(guide,))

    said = translate(catalogue=catalogue, translator=lambda _, text: "Alte Worte." if text == "Old words." else "")

    pieces = prose.parts_of(said.guides[0].markdown)
    assert [getattr(piece, "what", "") or piece.html.strip() for piece in pieces] == [
        "<p>Alte Worte.</p>",
        "trait",
        "english",
        "<p>New words.</p>",
        "translated",
    ]
