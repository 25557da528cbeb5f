"""A full disk and a damaged file: a sentence, and what was there is still there."""

import pytest

from tests.faults.databases import POSTGRESQL, file_of, filled, manage, opened, rows

pytestmark = pytest.mark.usefixtures("own_loop")


@pytest.fixture
def database(tmp_path, db):
    with filled(tmp_path) as url:
        yield url


def sentence(result):
    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    return line


def files_in(folder):
    return {path.name: path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_a_full_disk_refuses_a_load_and_keeps_data(database, tmp_path):
    with opened(database) as db:
        db.execute("DELETE FROM platforms_shipped")
        db.execute("DELETE FROM platforms_figure_sources")
        db.execute("DELETE FROM platforms_figure")
        if POSTGRESQL:  # whose disk is another machine's: it refuses to write in another way
            name = db.execute("SELECT current_database()").fetchone()[0]
            db.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        db.commit()
    before = rows(database)

    result = manage(database, "load_catalogue", folder=tmp_path, largest_file=None if POSTGRESQL else 100_000)

    assert "Nothing was loaded: the database can't be written" in sentence(result)
    assert rows(database) == before


def test_a_full_disk_keeps_the_previous_dump(database, tmp_path):
    with opened(database) as db:  # larger files than what SQLite needs beside its own
        db.execute(f"UPDATE platforms_support SET note = '{'long ' * 80}'")
        db.commit()
    folder = tmp_path / "dump"
    assert manage(database, "dump_catalogue", str(folder), folder=tmp_path).returncode == 0
    (folder / "platforms" / "gone-since.toml").write_text("")
    before = files_in(folder)
    largest = max(path.stat().st_size for path in folder.rglob("*.toml"))

    result = manage(database, "dump_catalogue", str(folder), folder=tmp_path, largest_file=largest - 1)

    assert "A former dump is whole." in sentence(result)
    assert files_in(folder) == before
    assert manage(database, "dump_catalogue", str(folder), folder=tmp_path).returncode == 0
    assert files_in(folder).keys() == before.keys() - {"gone-since.toml"}


@pytest.mark.skipif(POSTGRESQL, reason="a database of one file")
@pytest.mark.parametrize("kept", [0.5, 0], ids=["half of it", "something else"])
def test_a_damaged_database_is_reported_and_left_alone(database, tmp_path, kept):
    path = tmp_path / file_of(database)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)] or b"no database" * 1000)
    before = path.read_bytes()

    result = manage(database, "start", "--port", "8", folder=tmp_path)

    assert "The database can't be used" in sentence(result)
    assert path.read_bytes() == before
