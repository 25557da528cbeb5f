"""Integrity is in the database, by name, whatever writes."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from platforms.models import (
    AudienceCell,
    Correction,
    Fact,
    Feature,
    Figure,
    Goal,
    Level,
    Need,
    OtherName,
    Platform,
    Rating,
    Source,
    Support,
    Tip,
    Trait,
    Use,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 1, 1)


def refuses(name, make, *, on_sqlite=""):
    """The database refuses it, by this name; where SQLite names a column's own check, by that."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    # SQLite names a broken unique constraint by its columns.
    names = [name, "UNIQUE constraint failed", *([on_sqlite] if on_sqlite else [])]
    assert any(said in str(caught.value) for said in names)


def linkedin():
    return Platform.objects.get(slug="linkedin")


def test_invalid_ratings_are_refused():
    focus = Trait.objects.get(slug="focus")
    platform = Platform.objects.create(
        slug="new", name="New", kind="social", tagline="t", summary="s", website="https://a.b"
    )

    def rating(**levels):
        return Rating.objects.create(platform=platform, trait=focus, why="w", **levels)

    refuses("rating_lowest_up_to_highest", lambda: rating(lowest=3, highest=2))
    refuses("rating_levels_are_0_to_4", lambda: rating(lowest=3, highest=5))
    rating(lowest=1, highest=1)
    refuses("one_rating_per_platform_and_trait", lambda: rating(lowest=2, highest=2))


def test_invalid_cells_are_refused():
    photos = Feature.objects.get(slug="photos")
    refuses("one_support_per_platform_and_feature", lambda: Support.objects.create(platform=linkedin(), feature=photos))
    refuses("support_value_is_known", lambda: Support.objects.filter(feature=photos).update(value="maybe"))
    refuses(
        "one_fact_per_platform_and_subject",
        lambda: Fact.objects.create(platform=linkedin(), subject="operator", value="x"),
    )
    refuses("fact_subject_is_known", lambda: Fact.objects.filter(subject="operator").update(subject="owner"))
    figure = linkedin().figures.first()
    refuses(
        "one_figure_per_count_and_day",
        lambda: Figure.objects.create(platform=linkedin(), counts=figure.counts, as_of=figure.as_of, number=1),
    )
    refuses("figure_is_not_negative", lambda: Figure.objects.filter(pk=figure.pk).update(number=-1), on_sqlite="number")
    refuses("one_tip_per_platform_and_place", lambda: Tip.objects.create(platform=linkedin(), order=0, text="t"))


def test_invalid_uses_and_audiences_are_refused():
    goal = Goal.objects.get(slug="career")
    for model in (Use, AudienceCell):
        model.objects.all().delete()

    def use(level):
        return Use.objects.create(platform=linkedin(), goal=goal, level=level, why="w")

    def audience(subject):
        return AudienceCell.objects.create(platform=linkedin(), subject=subject)

    refuses("use_level_is_0_to_4", lambda: use(5))
    refuses("use_level_is_0_to_4", lambda: use(-1), on_sqlite="level")
    use(0)
    refuses("one_use_per_platform_and_goal", lambda: use(4))
    refuses("audience_subject_is_known", lambda: audience("moods"))
    audience("ages")
    refuses("one_audience_cell_per_platform_and_subject", lambda: audience("ages"))


def test_invalid_needs_are_refused():
    goal = Goal.objects.get(slug="career")
    photos, focus = Feature.objects.get(slug="photos"), Trait.objects.get(slug="focus")
    name = "need_is_feature_or_trait_with_target"
    refuses(name, lambda: Need.objects.create(goal=goal, weight=1))
    refuses(name, lambda: Need.objects.create(goal=goal, weight=1, feature=photos, trait=focus, target=1))
    refuses(name, lambda: Need.objects.create(goal=goal, weight=1, trait=focus))
    refuses("need_weight_is_1_to_3", lambda: Need.objects.create(goal=goal, weight=4, feature=photos))
    refuses("need_target_is_0_to_4", lambda: Need.objects.create(goal=goal, weight=1, trait=focus, target=5))
    refuses(
        "one_need_per_goal_and_feature",
        lambda: Need.objects.create(
            goal=goal, weight=1, feature_id=goal.needs.exclude(feature=None).first().feature_id
        ),
    )


def test_invalid_platforms_and_names_are_refused():
    refuses("platform_kind_is_known", lambda: Platform.objects.filter(slug="linkedin").update(kind="other"))
    refuses(
        "platform_withdrawn_after_published",
        lambda: Platform.objects.create(
            slug="n", name="N", kind="social", tagline="t", summary="s", website="w", withdrawn_at="2026-01-01T00:00Z"
        ),
    )
    refuses("slug", lambda: OtherName.objects.create(platform=linkedin(), name="Twitter"))


def test_invalid_traits_and_levels_are_refused():
    focus = Trait.objects.get(slug="focus")
    refuses("trait_scale_is_known", lambda: Trait.objects.filter(pk=focus.pk).update(scale="odd"))
    refuses(
        "one_level_per_trait_and_value",
        lambda: Level.objects.create(trait=focus, value=0, label="l", phrase="p", description="d"),
    )
    refuses(
        "level_is_0_to_4", lambda: Level.objects.create(trait=focus, value=5, label="l", phrase="p", description="d")
    )


def test_invalid_sources_are_refused():
    def source(**fields):
        return Source.objects.create(
            **(
                {"slug": "s", "url": "https://a.b/", "title": "t", "publisher": "p", "official": True, "read_on": DAY}
                | fields
            )
        )

    refuses("source_url_is_web", lambda: source(url="javascript:alert(1)"))
    refuses("source_published_before_read", lambda: source(published_on=DAY + datetime.timedelta(days=1)))


def test_invalid_corrections_are_refused():
    def correction(**fields):
        return Correction.objects.create(
            platform=linkedin(), cell="photos", wrong="x", source_url="https://a.b/", **fields
        )

    decided = {"decision": "Because.", "decided_at": timezone.now()}
    refuses("correction_state_is_known", lambda: correction(state="odd", **decided))
    refuses("correction_decided_with_reason", lambda: correction(state="accepted"))
    correction()
