"""What the operator sees of a running product: JSON lines, metrics of all processes, errors in Sentry; no visitor."""

import gzip
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest

from tests.browser.conftest import DATABASES, running
from tests.faults.databases import POSTGRESQL, opened

TOKEN = "only-for-this-test-and-long-enough"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SECRET = "something-a-visitor-typed"


@pytest.fixture
def sentry():
    """A server that keeps what is reported to it; its DSN and the list."""
    kept, came = [], threading.Event()

    class Keeper(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.append(UNPACK[self.headers["Content-Encoding"]](body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")
            came.set()

        def log_message(self, *_what):
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keeper) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://key@127.0.0.1:{server.server_port}/1", kept, came
        server.shutdown()


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


@pytest.mark.skipif(POSTGRESQL, reason="the same lines, whatever the database")
def test_logs_metrics_and_errors_describe_requests_but_not_visitors(tmp_path, sentry):
    dsn, reported, came = sentry
    settings = {"LOG": "json", "METRICS_TOKEN": TOKEN, "SENTRY_DSN": dsn, "PROXIES": "1"}
    with running(tmp_path, **settings) as (address, said):
        asked = {"X-Forwarded-For": "198.51.100.77", "X-Request-ID": "given-by-the-proxy"}
        identity = get(f"{address}/platforms/?q={SECRET}", **asked)[1]["X-Request-ID"]
        get(f"{address}/compare/facebook/linkedin/")
        with opened(DATABASES[address]) as db:
            db.execute("DROP TABLE django_session")
            db.commit()
        broken = get(f"{address}/admin/?q={SECRET}", **asked, Cookie=f"sessionid={SECRET}")[0]
        assert came.wait(30)
        refused = get(f"{address}/metrics")[0]
        status, _headers, metrics = get(f"{address}/metrics", Authorization=f"Bearer {TOKEN}")
        lines = [json.loads(line) for line in said().splitlines() if line.startswith("{")]

    assert (refused, status) == (401, 200)
    assert broken in (500, 503)
    assert 'side_by_side_requests_total{method="GET",route="comparison",status="200"} 1.0' in metrics
    assert 'side_by_side_request_seconds_count{route="browse"} 1.0' in metrics
    told = {line["route"]: line for line in lines if line["logger"] == "platforms.requests"}
    assert identity == told["browse"]["request_id"] == "given-by-the-proxy"
    assert {"method": "GET", "status": 200, "level": "INFO"}.items() <= told["comparison"].items()
    assert {"time", "ms"} <= told["comparison"].keys()
    errors = [line for line in lines if line["level"] == "ERROR"]
    assert "django_session" in errors[0]["exc_info"]
    assert any("django_session" in report for report in reported)
    for text in (json.dumps(lines), metrics, *reported):
        assert SECRET not in text
        assert "198.51.100.77" not in text
        assert "facebook" not in text


def test_metrics_are_off_and_foreign_request_ids_ignored_by_default(client, db):
    assert client.get("/metrics").status_code == 404
    assert len(client.get("/healthz")["X-Request-ID"]) == 16
    assert (
        client.get("/healthz", headers={"X-Request-ID": "given-by-a-stranger"})["X-Request-ID"] != "given-by-a-stranger"
    )
