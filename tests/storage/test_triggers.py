"""What makes new revisions is put in place once: every start looks at it, and mends what is not as it should be."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from platforms.management.upgrade import upgrade
from platforms.models import Correction, Guide, Platform, Revision
from platforms.models.revision import current_token
from platforms.storage import triggers
from tests.faults.databases import POSTGRESQL, die, filled, manage, opened

TABLE = "platforms_guide"
MISHAPS = {
    "one is gone": (
        [f'DROP TRIGGER "{TABLE}_update_touches"'],
        [f'DROP TRIGGER "{TABLE}_touches" ON "{TABLE}"'],
    ),
    "one does nothing": (
        [
            f'DROP TRIGGER "{TABLE}_update_touches"',
            f'CREATE TRIGGER "{TABLE}_update_touches" AFTER UPDATE ON "{TABLE}" BEGIN SELECT 1; END',
        ],
        [f'ALTER TABLE "{TABLE}" DISABLE TRIGGER "{TABLE}_touches"'],
    ),
    "one looks at less": (
        [
            f'DROP TRIGGER "{TABLE}_update_touches"',
            f'CREATE TRIGGER "{TABLE}_update_touches" AFTER UPDATE OF title ON "{TABLE}" BEGIN SELECT 1; END',
        ],
        [
            f'CREATE OR REPLACE TRIGGER "{TABLE}_touches" AFTER INSERT ON "{TABLE}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION platforms_touch()"
        ],
    ),
    "all are gone": (
        [f'DROP TRIGGER "{TABLE}_{event}_touches"' for event in triggers.ROWS],
        ["DROP FUNCTION platforms_touch() CASCADE"],
    ),
    "another release's is left": (
        ['CREATE TRIGGER "auth_user_touches" AFTER UPDATE ON "auth_user" BEGIN DELETE FROM platforms_revision; END'],
        [
            'CREATE TRIGGER "auth_user_touches" AFTER UPDATE ON "auth_user" '
            "FOR EACH STATEMENT EXECUTE FUNCTION platforms_touch()"
        ],
    ),
}
if POSTGRESQL:
    MISHAPS["the function does nothing"] = (
        [],
        [
            "CREATE OR REPLACE FUNCTION platforms_touch() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NULL; END $$"
        ],
    )


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def changes(write):
    before = current_token()
    write()
    return current_token() != before


def edit():
    Guide.objects.update_or_create(slug="a-guide", defaults={"title": "A guide", "markdown": "Text"})


@pytest.mark.django_db
def test_a_second_start_writes_nothing(django_assert_num_queries):
    upgrade()

    assert not changes(upgrade)
    assert not changes(lambda: call_command("migrate", verbosity=0))
    # tables; triggers; revision
    with django_assert_num_queries(3) as asked:
        triggers.install_triggers()
    assert all(query["sql"].lstrip().startswith("SELECT") for query in asked)
    assert changes(edit)


@pytest.mark.django_db
@pytest.mark.parametrize("mishap", MISHAPS.values(), ids=MISHAPS)
def test_broken_triggers_are_repaired_with_a_new_revision(mishap):
    edit()
    sql(*mishap[POSTGRESQL])

    assert changes(upgrade)
    assert changes(edit)
    assert changes(Platform.objects.all().delete)
    assert not changes(upgrade)


@pytest.mark.django_db
@pytest.mark.parametrize("attribute", ["in_catalogue", "in_catalogue_when"])
def test_changing_what_is_watched_makes_a_new_revision(attribute, monkeypatch):
    upgrade()
    with monkeypatch.context() as before:
        if attribute == "in_catalogue":
            before.setattr(Guide, "in_catalogue", False)
        else:
            before.setattr(Correction, "in_catalogue_when", "state = 'accepted'")

        assert changes(upgrade)
        assert not changes(upgrade)
        assert changes(edit) == (attribute != "in_catalogue")

    assert changes(upgrade)
    assert changes(edit)


@pytest.mark.django_db
def test_migrations_are_followed_by_a_new_revision():
    assert changes(lambda: triggers.install_triggers(plan=[("a migration", False)]))


@pytest.mark.django_db
def test_a_database_without_a_revision_gets_one():
    Revision.objects.all().delete()

    upgrade()

    assert current_token()


@pytest.mark.django_db
def test_a_failed_upgrade_is_rolled_back(monkeypatch):
    edit()
    sql(*MISHAPS["one is gone"][POSTGRESQL])
    before = current_token()

    def fail(**_):
        raise RuntimeError

    with monkeypatch.context() as failing:
        failing.setattr(triggers, "touch", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            triggers.install_triggers()

    assert current_token() == before
    assert not changes(edit)
    assert changes(upgrade)
    assert changes(edit)


@pytest.fixture
def database(tmp_path, db):
    with filled(tmp_path) as url:
        yield url


def token(url):
    with opened(url) as plain:
        return plain.execute("SELECT token FROM platforms_revision").fetchone()[0]


def spoil(url):
    with opened(url) as plain:
        for statement in MISHAPS["one is gone"][POSTGRESQL]:
            plain.execute(statement)
        plain.commit()


@pytest.mark.usefixtures("own_loop")
def test_the_next_start_finishes_a_killed_upgrade(database, tmp_path):
    spoil(database)
    before = token(database)

    assert die(database, 'UPDATE "platforms_revision"', "upgrade", folder=tmp_path).returncode == -signal.SIGKILL
    assert token(database) == before

    assert manage(database, "migrate", folder=tmp_path).returncode == 0
    mended = token(database)
    assert mended != before
    assert manage(database, "migrate", folder=tmp_path).returncode == 0
    assert token(database) == mended


@pytest.mark.usefixtures("own_loop")
def test_two_simultaneous_starts_both_succeed(database, tmp_path):
    spoil(database)
    before, ended = token(database), []

    def start():
        ended.append(manage(database, "migrate", folder=tmp_path))

    both = [threading.Thread(target=start) for _process in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert [one.returncode for one in ended] == [0, 0], [one.stderr for one in ended]
    mended = token(database)
    assert mended != before
    assert manage(database, "migrate", folder=tmp_path).returncode == 0
    assert token(database) == mended


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite looks at one state at a time")
def test_checking_triggers_during_installation_does_not_fail(database):
    all_of_them = triggers.OnPostgreSQL("platforms_revision", triggers.watched_tables(), {})
    found = []

    def look():
        with opened(database) as plain:
            found.extend(all_of_them.are_in_place(plain.cursor()) for _time in range(300))

    with opened(database) as writer, ThreadPoolExecutor() as pool:
        looking = pool.submit(look)
        while not looking.done():
            with writer.transaction():
                all_of_them.install(writer.cursor())

    assert looking.exception() is None
    assert len(found) == 300
