"""Open data as Schemathesis asks for it: undeclared methods, empty and repeated values, what is forbidden."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import running
from tests.exhaustive import EXAMPLES, EXHAUSTIVE

pytestmark = pytest.mark.skipif(not EXHAUSTIVE, reason="takes minutes")


def test_no_check_of_schemathesis_finds_a_deviation(tmp_path):
    with running(tmp_path) as (address, _said):
        command = [
            Path(sys.executable).with_name("schemathesis"), "run", f"{address}/data/openapi.json", "--checks", "all",
            "--mode", "all", "-n", str(EXAMPLES // 10), "--continue-on-failure", "--no-color",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert done.returncode == 0, done.stdout
