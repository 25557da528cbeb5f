"""A command on a database without tables says what to do, without a traceback."""

import pytest

from tests.browser.conftest import own_database
from tests.faults.databases import manage


@pytest.mark.parametrize(
    "command", [("catalogue_report",), ("audit_fairness",), ("watch",), ("check_sources",), ("dump_catalogue", "out")]
)
def test_a_command_on_an_empty_database_says_what_to_do(tmp_path, command):
    with own_database(tmp_path) as url:
        done = manage(url, *command, folder=tmp_path)

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "`manage.py migrate` makes its tables" in done.stderr
