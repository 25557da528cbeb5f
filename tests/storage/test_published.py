"""The bridge: one query while nothing changed, a new catalogue after every edit, the last one without a database."""

import gc
import threading

import pytest
from django.db import DatabaseError, OperationalError

from platforms.models import Platform, revision
from platforms.storage import published, reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_process")]


def test_it_costs_one_query_while_nothing_changed(django_assert_num_queries):
    first = published.current()

    # the revision token
    with django_assert_num_queries(1):
        second = published.current()

    assert second is first


def test_an_edit_shows_at_the_next_request():
    published.current()
    Platform.objects.filter(slug="linkedin").update(tagline="Edited")

    assert published.current().platform_by_slug["linkedin"].tagline == "Edited"


def test_building_costs_a_fixed_number_of_queries(django_assert_num_queries):
    published.current()
    Platform.objects.filter(slug="linkedin").update(tagline="Edited")

    # 4 x token; groups; traits, levels; features; goals, needs and theirs (2); platforms and theirs (19); withdrawn;
    # when each changed last; guides; the history's entries and its newest; decisions; translations
    with django_assert_num_queries(37):
        published.current()


def test_the_catalogue_matches_the_document(shipped):
    catalogue = published.current()

    assert [trait.slug for trait in catalogue.traits] == [trait.slug for trait in shipped.traits]
    for part in shipped.platforms:
        platform = catalogue.platform_by_slug[part.slug]
        assert {slug: (r.low, r.high) for slug, r in platform.ratings.items()} == {
            s: (r.low, r.high) for s, r in part.ratings.items()
        }
        assert {slug: s.value for slug, s in platform.support.items()} == {
            slug: s.value for slug, s in part.support.items()
        }


@pytest.fixture
def no_database(monkeypatch, losing_the_database):
    def refuse():
        raise OperationalError("gone")

    monkeypatch.setattr(published, "current_token", refuse)


def test_without_a_database_the_last_catalogue_serves_on(monkeypatch, losing_the_database):
    last = published.current()
    with monkeypatch.context() as gone:
        gone.setattr(published, "current_token", lambda: (_ for _ in ()).throw(OperationalError("gone")))

        assert published.current() is last
        assert not published.is_reachable()

    assert published.current() is last
    assert published.is_reachable()


def test_a_failing_database_is_not_queried_at_every_request(monkeypatch, losing_the_database):
    last, asked = published.current(), []

    def gone():
        asked.append(1)
        raise OperationalError("gone")

    monkeypatch.setattr(published, "current_token", gone)
    monkeypatch.setattr(published, "PAUSE", 3600.0)

    assert {id(published.current()) for _request in range(9)} == {id(last)}
    assert len(asked) == 1


def test_only_one_request_waits_for_a_slow_database(monkeypatch, losing_the_database):
    last, slow, answer = published.current(), threading.Event(), threading.Event()

    def gone():
        raise OperationalError("gone")

    def waits():
        slow.set()
        answer.wait(60)
        gone()

    monkeypatch.setattr(published, "current_token", gone)
    published.current()
    monkeypatch.setattr(published, "current_token", waits)
    probing = threading.Thread(target=published.current)
    probing.start()
    slow.wait(60)

    assert published.current() is last
    answer.set()
    probing.join()


def test_a_slow_database_is_left_alone_for_a_moment(monkeypatch, losing_the_database):
    published.current()
    monkeypatch.setattr(published, "SLOW", -1.0)
    monkeypatch.setattr(published, "PAUSE", 3600.0)
    last = published.current()
    Platform.objects.filter(slug="linkedin").update(tagline="Edited")

    assert published.current() is last
    assert published.is_reachable()


def test_without_database_and_catalogue_it_raises_unavailable(no_database):
    with pytest.raises(published.Unavailable):
        published.current()


def test_without_catalogue_a_failing_database_gets_a_pause(monkeypatch, losing_the_database):
    asked = []

    def gone():
        asked.append(1)
        raise OperationalError("gone")

    monkeypatch.setattr(published, "current_token", gone)
    monkeypatch.setattr(published, "PAUSE", 3600.0)

    for _request in range(3):
        with pytest.raises(published.Unavailable):
            published.current()
    assert len(asked) == 1


def test_a_build_interrupted_by_an_edit_is_repeated(monkeypatch):
    real, edits = published.build, iter([True, False])

    def build_while_somebody_edits(platforms, *, revision):
        catalogue = real(platforms, revision=revision)
        if next(edits, False):
            Platform.objects.filter(slug="linkedin").update(tagline="Edited in between")
        return catalogue

    monkeypatch.setattr(published, "build", build_while_somebody_edits)

    assert published.current().platform_by_slug["linkedin"].tagline == "Edited in between"
    assert published.current().revision == revision.current_token()


@pytest.mark.parametrize("goes_wrong", [False, True], ids=["read", "not read"])
def test_garbage_collection_pauses_only_while_reading_platforms(monkeypatch, losing_the_database, goes_wrong):
    seen = []

    def read(*_given, **_options):
        seen.append(gc.isenabled())
        if goes_wrong:
            raise DatabaseError
        return ()

    published.current()
    monkeypatch.setattr(reading, "read", read)
    Platform.objects.filter(slug="linkedin").update(tagline="Another line.")

    published.current()

    assert seen == [False]
    assert gc.isenabled()
