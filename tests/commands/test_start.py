"""`manage.py start` as a new user meets it: real processes, real folders, real ports."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import pytest

from tests.browser.conftest import free_port, running, take_database, take_static
from tests.conftest import ROOT

EDIT = "from platforms.models import Platform; Platform.objects.filter(slug='x').update(tagline='Edited')"


def start(folder, *arguments, **environment):
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    return subprocess.run(
        [sys.executable, "manage.py", "start", *arguments],
        cwd=ROOT,
        env=kept | {"DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def revision_of(path):
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute("SELECT token FROM platforms_revision").fetchall()


def one_sentence(result):
    assert result.returncode != 0
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_start_serves_the_catalogue_and_a_restart_keeps_data(tmp_path):
    url = f"sqlite:///{tmp_path / 'kept.sqlite3'}"
    with running(tmp_path, fresh=True, DATABASE_URL=url) as (address, said):
        assert b"What do you need?" in urllib.request.urlopen(address).read()
        css = re.search(rb'href="(/static/css/site\.[0-9a-f]+\.css)"', urllib.request.urlopen(address).read())[
            1
        ].decode()
        request = urllib.request.Request(address + css, headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert "immutable" in answer.headers["Cache-Control"]
        first = said()
    assert re.search(r"as admin with the password \S{12,} \(shown this once\)", first)

    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", EDIT],
        cwd=ROOT, env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": url}, check=True,
    )  # fmt: skip
    held = revision_of(tmp_path / "kept.sqlite3")
    with running(tmp_path, fresh=True, DATABASE_URL=url) as (address, said):
        assert b"Edited" in urllib.request.urlopen(f"{address}/platforms/x/").read()
        assert "password" not in said()
    assert revision_of(tmp_path / "kept.sqlite3") == held, "other processes would read the catalogue again for nothing"


@pytest.mark.parametrize("url", ["postgres://me:secret@host:port/name", "postgres://[::1/name"])
def test_an_unreadable_database_url_gives_a_sentence(tmp_path, url):
    sentence = one_sentence(start(tmp_path, DATABASE_URL=url))

    assert "DATABASE_URL can't be read" in sentence
    assert "secret" not in sentence


def test_a_busy_port_gives_a_one_sentence_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        said = one_sentence(start(tmp_path, "--port", port))

    assert f"Port {port} can't be used" in said
    assert "--port" in said


def test_an_unwritable_folder_gives_a_one_sentence_error(tmp_path):
    (tmp_path / "file").write_text("")

    assert "can't write to the folder" in one_sentence(start(tmp_path / "file" / "inside"))


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("DEBUG", "perhaps", "DEBUG"),
        ("DATABASE_URL", "mysql://localhost/x", "must begin with sqlite:///"),
        ("DATABASE_URL", "postgres://localhost/", "postgres://user:password@host:5432/name"),
        ("DATABASE_URL", "sqlite:///:memory:", "the path of a file"),
        ("SITE_URL", "sidebyside.example/", "must be an origin"),
        ("PROXIES", "-1", "PROXIES"),
        ("SECURITY_CONTACT", "somebody", "must be mailto:"),
        ("EMAIL_URL", "mail.example", "must be like smtp://"),
        ("EMAIL_URL", "smtp://mail.example:587", "needs SITE_URL"),
        ("SECRET_KEY", "short", "at least 20 characters"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "The database can't be used"),
    ],
)
def test_a_wrong_setting_gives_a_one_sentence_error(tmp_path, variable, value, said):
    assert said in one_sentence(start(tmp_path, "--port", str(free_port()), **{variable: value}))


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_an_invalid_port_gives_a_one_sentence_error(tmp_path, port):
    assert "--port must be a number from 1 to 65535" in one_sentence(start(tmp_path, "--port", port))


def test_other_commands_refuse_to_run_without_secret_key(tmp_path):
    kept = {key: value for key, value in os.environ.items() if key not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE")}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env=kept | {"DATA_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 'Environment variable "SECRET_KEY" not set' in one_sentence(result)


def test_ctrl_c_stops_cleanly_and_lan_shows_a_qr_code(tmp_path):
    take_static(tmp_path)
    take_database(tmp_path / "side-by-side.sqlite3")
    port = free_port()
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "start", "--lan", "--port", str(port)],
        cwd=ROOT, env=kept | {"DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        lines = []
        while process.poll() is None and "Ctrl-C" not in "".join(lines):
            lines.append(process.stdout.readline())
        code = [process.stdout.readline() for _ in range(8)]
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        try:
            _, errors = process.communicate(timeout=120)
        finally:
            process.kill()

    assert re.search(rf"http://[\w.:-]+:{port}/", lines[-1])
    assert any("█" in line or "▀" in line or "▄" in line for line in code)
    assert process.returncode == 0
    assert "Traceback" not in errors
