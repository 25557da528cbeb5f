"""kill -9 while something is written: all of it is there, or nothing. `tests/faults/kills.py` tries many moments."""

import signal

import pytest

from platforms.domain.document.writing import write_files
from tests.faults.databases import die, filled, manage, rows

pytestmark = pytest.mark.usefixtures("own_loop")


@pytest.fixture
def database(tmp_path, db):
    with filled(tmp_path) as url:
        yield url


@pytest.fixture
def newer(tmp_path, shipped):
    """A folder with the shipped catalogue, another tagline for every platform."""
    folder = tmp_path / "newer"
    for name, text in write_files(shipped).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text.replace('tagline = "', 'tagline = "N: '), "utf-8")
    return folder


def test_a_killed_load_leaves_no_trace_and_can_rerun(database, newer, tmp_path):
    before = rows(database)

    assert die(database, 150, "load", newer, folder=tmp_path).returncode == -signal.SIGKILL
    assert rows(database) == before

    assert manage(database, "load_catalogue", str(newer), "--overwrite", folder=tmp_path).returncode == 0
    assert all("N: " in row for row in rows(database)["platforms_platform"])


@pytest.mark.parametrize(
    "deed", [("save", "linkedin", "Never saved"), ("publish", "linkedin")], ids=["save", "publish"]
)
def test_a_change_killed_before_its_history_entry_is_undone(database, deed, tmp_path):
    before = rows(database)

    killed = die(database, 'INSERT INTO "platforms_historicalplatform"', *deed, folder=tmp_path)

    assert killed.returncode == -signal.SIGKILL
    assert rows(database) == before
