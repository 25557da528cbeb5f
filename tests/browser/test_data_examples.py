"""The examples on the page of open data, run as somebody runs them who copies them."""

import html
import re
import shutil
import subprocess
import sys
import urllib.request

import pytest


@pytest.fixture
def examples(site):
    page = urllib.request.urlopen(f"{site}/data/").read().decode()
    return {kind: html.unescape(text) for kind, text in re.findall(r'<code data-run="(\w+)">(.*?)</code>', page, re.S)}


def test_the_python_example_lists_platforms(examples):
    ran = subprocess.run([sys.executable, "-c", examples["python"]], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) > 3


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_the_terminal_example_gets_304_when_nothing_changed(examples, tmp_path):
    ran = subprocess.run(["sh", "-ec", examples["sh"]], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout) == (0, "304")
    assert (tmp_path / "catalogue.json").stat().st_size > 100_000
