"""The database goes away and comes back under the running product."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.browser.conftest import own_database, running
from tests.faults.databases import POSTGRESQL
from tests.faults.wire import wired

pytestmark = pytest.mark.skipif(not POSTGRESQL, reason="a database that is a file goes nowhere")

PAGES = ["/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/changes/", "/fit/results/?goal=career"]


class Person:
    """Somebody with a browser that keeps cookies and follows redirects."""

    def __init__(self, address):
        self.address = address
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            with self.web.open(self.address + path, data, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def send(self, path, fields, page):
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        return self.get(path, dict(hidden) | fields)


def until_ready(person):
    for _attempt in range(1200):
        if person.get("/readyz")[0] == 200:
            return
        time.sleep(0.1)
    raise AssertionError("it did not heal")


def test_pages_survive_a_database_outage_and_the_desk_recovers(tmp_path):
    with (
        own_database(tmp_path) as url,
        wired(url) as (wire, through),
        running(tmp_path, DATABASE_URL=through) as (address, said),
    ):
        password = re.search(r"with the password (\S+)", said())[1]
        editor, visitor = Person(address), Person(address)
        login = "/admin/login/?next=/admin/"
        _status, page = editor.send(login, {"username": "admin", "password": password}, editor.get(login)[1])
        assert "What needs doing" in page
        form = "/corrections/new/?platform=linkedin&cell=polls"
        _status, shown = visitor.get(form)
        report = {"platform": "linkedin", "cell": "polls", "wrong": "Gone", "source_url": "https://example.org/"}
        assert [visitor.get(path)[0] for path in PAGES] == [200] * len(PAGES)

        wire.cut()
        assert [visitor.get(path)[0] for path in PAGES] == [200] * len(PAGES)
        assert visitor.get("/healthz")[0] == 200
        assert visitor.get("/readyz") == (503, "no database, serving the last catalogue\n")
        for status, page in (editor.get("/admin/"), visitor.send("/corrections/new/", report, shown)):
            assert status == 503
            assert "The database does not answer." in page
        assert "probably not saved" in page

        wire.join()
        until_ready(visitor)
        assert "What needs doing" in editor.get("/admin/")[1]
        assert "Thank you" in visitor.send("/corrections/new/", report, shown)[1]
