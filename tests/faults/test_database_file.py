"""The file of an SQLite database is deleted, swapped or damaged: nothing that was acknowledged is lost in silence."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress

import pytest

from tests.browser.conftest import clean_environment, free_port, running, take_database, take_static
from tests.conftest import ROOT
from tests.faults.databases import POSTGRESQL, manage
from tests.faults.test_database_gone import PAGES, Person

pytestmark = [
    pytest.mark.usefixtures("own_loop"),
    pytest.mark.skipif(POSTGRESQL, reason="a database of one file"),
]

REPORT = {"platform": "linkedin", "cell": "polls", "wrong": "Gone", "source_url": "https://example.org/"}


def delete(file):
    file.unlink()


def swap(file):
    copy = file.with_suffix(".copy")
    shutil.copy(file, copy)
    copy.replace(file)


@pytest.mark.parametrize("fault", [delete, swap])
def test_nothing_is_saved_into_a_file_that_is_gone(tmp_path, fault):
    with running(tmp_path) as (address, said):
        visitor, editor = Person(address), Person(address)
        password = re.search(r"with the password (\S+)", said())[1]
        login = "/admin/login/?next=/admin/"
        editor.send(login, {"username": "admin", "password": password}, editor.get(login)[1])
        form = visitor.get("/corrections/new/?platform=linkedin&cell=polls")[1]
        fault(tmp_path / "side-by-side.sqlite3")

        assert visitor.get("/readyz")[0] == 503
        assert [visitor.get(path)[0] for path in PAGES] == [200] * len(PAGES)
        for status, page in (editor.get("/admin/"), visitor.send("/corrections/new/", REPORT, form)):
            assert status == 503
            assert "The database does not answer." in page


@pytest.fixture
def made(tmp_path):
    """A folder as a former `start` left it, without an account."""
    take_static(tmp_path)
    take_database(tmp_path / "side-by-side.sqlite3")
    return tmp_path


def test_a_file_damaged_in_the_middle_is_refused(made):
    file = made / "side-by-side.sqlite3"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200_000] = b"\xaa" * 200_000
    file.write_bytes(content)

    result = manage(f"sqlite:///{file}", "start", "--port", str(free_port()), folder=made)

    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    assert "The database can't be used" in line
    assert file.read_bytes() == content


def test_an_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "side-by-side.sqlite3").touch()
    with running(tmp_path, fresh=True, DATABASE_URL=f"sqlite:///{tmp_path / 'side-by-side.sqlite3'}") as (
        address,
        said,
    ):
        assert Person(address).get("/platforms/linkedin/")[0] == 200
        assert "with the password" in said()


@contextmanager
def started(folder, port):
    """What `start` prints until it serves, or until it ends."""
    environment = clean_environment() | {"DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "start", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process.stdout
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()


def wait_until_up(person):
    for _attempt in range(1200):
        with suppress(OSError):
            return person.get("/healthz")
        time.sleep(0.1)
    raise AssertionError("it did not start")


def lines_until_served(output):
    lines = []
    for line in output:
        lines.append(line)
        if "Ctrl-C stops it" in line:
            break
    return "".join(lines)


def test_two_starts_in_one_folder_make_one_account(made):
    with started(made, free_port()) as one, started(made, free_port()) as other:
        said = [lines_until_served(output) for output in (one, other)]

    assert sorted("with the password" in each for each in said) == [False, True]
    assert all("Ctrl-C stops it" in each for each in said)


def test_a_start_killed_at_the_account_shows_a_password_again(made):
    file = made / "side-by-side.sqlite3"
    with closing(sqlite3.connect(file)) as db:  # a disk that is full just then
        db.execute("CREATE TRIGGER full BEFORE INSERT ON auth_user BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        db.commit()
    with started(made, free_port()) as output:
        assert "disk is full" in output.read()
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER full")
        db.commit()

    port = free_port()
    with started(made, port) as output:
        password = re.search(r"with the password (\S+)", lines_until_served(output))[1]
        editor = Person(f"http://127.0.0.1:{port}")
        wait_until_up(editor)
        login = "/admin/login/?next=/admin/"
        page = editor.send(login, {"username": "admin", "password": password}, editor.get(login)[1])[1]

    assert "What needs doing" in page
