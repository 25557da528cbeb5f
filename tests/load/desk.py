"""Who is at the desk meanwhile: an editor, somebody who imports, others who try passwords."""

import html
import http.client
import io
import random
import re
import time
import urllib.error
import urllib.request
import zipfile
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path

from tests.load.visitors import Threads

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "platforms" / "data"
EDITED = ("facebook", "linkedin", "meetup", "x")
LOGIN = "/admin/login/?next=/admin/"
LOADED = '<p role="status">'
"""In the page of an upload that is in the catalogue."""


class Person:
    """A browser of its own, with a network of its own."""

    def __init__(self, address, network):
        self.address = f"http://127.0.0.1:{address}"
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
        self.headers, self.tried_again, self.sent_to = {"X-Forwarded-For": network}, 0, ""

    def sign_in(self, password):
        self.until_saved(LOGIN, {"username": "admin", "password": password})

    def until_saved(self, path, fields, file=None):
        """Send a form until it is acknowledged."""
        while self.send(path, fields, file) != 302:
            self.tried_again += 1
            time.sleep(0.2)

    def send(self, path, fields, file=None):
        """Return the status of a form that was sent; it is fetched first for its token, as a browser does."""
        try:
            page = self._open(path, timeout=30).read().decode()
            token = html.unescape(re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1])
            body, kind = _multipart({"csrfmiddlewaretoken": token, **fields}, file)
        except (OSError, http.client.HTTPException, TypeError):
            return 0
        try:
            return self._open(path, body, {"Content-Type": kind}, timeout=60).status
        except urllib.error.HTTPError as error:
            self.sent_to = error.headers.get("Location", "")
            return 0 if LOGIN.partition("?")[0] in self.sent_to else error.code
        except (OSError, http.client.HTTPException):
            return 0

    def _open(self, path, body=None, headers=(), *, timeout):
        request = urllib.request.Request(self.address + path, body, self.headers | dict(headers))
        return self.web.open(request, timeout=timeout)


class Importer(Person):
    """Loads the whole catalogue again and again; the taglines of some platforms carry the number of the import."""

    def __init__(self, address, network):
        super().__init__(address, network)
        self.files = {path.relative_to(DATA).as_posix(): path.read_text("utf-8") for path in DATA.rglob("*.toml")}
        self.saved = []

    def work(self):
        number = len(self.saved) + 1
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
            for name, text in self.files.items():
                if Path(name).stem in EDITED:
                    text = re.sub(r'(?m)^tagline = "', f'tagline = "Edit {number}: ', text, count=1)
                files.writestr(name, text)
        while not self._is_loaded(packed.getvalue()):
            self.tried_again += 1
            time.sleep(0.2)
        self.saved.append(number)

    def _is_loaded(self, packed):
        """Send the file, see what it would change, have it loaded; tell whether the desk says that it was."""
        if self.send("/admin/document/", {"overwrite": "on"}, packed) != 302:
            return False
        place = self.sent_to
        return bool(self._when_done(place)) and self.send(place, {}) == 302 and LOADED in self._when_done(place)

    def _when_done(self, place):
        """Return the page of an upload when its work is over; nothing when it can't be read."""
        for _second in range(120):
            try:
                answer = self._open(place, timeout=30)
                page = answer.read().decode()
            except (OSError, http.client.HTTPException):
                return ""
            if "Refresh" not in answer.headers:
                return page
            time.sleep(0.5)
        return ""


class Editor(Person):
    """Withdraws a platform and publishes it again, in turn."""

    def __init__(self, address, network, pk):
        super().__init__(address, network)
        self.path, self.saved = f"/admin/platforms/platform/{pk}/publication/", 0

    def work(self):
        self.until_saved(self.path, {"publish" if self.saved % 2 else "withdraw": "1"})
        self.saved += 1


class Guesser(Person):
    """Tries passwords without a pause, each from another network."""

    def __init__(self, address, seed):
        super().__init__(address, "")
        self.chance, self.answers = random.Random(seed), Counter()

    def work(self):
        self.headers["X-Forwarded-For"] = f"198.18.{self.chance.randrange(256)}.{self.chance.randrange(256)}"
        self.answers[self.send(LOGIN, {"username": "admin", "password": f"{self.chance.random()}"})] += 1


class Working(Threads):
    """Threads in which people at the desk work, each with a pause of its own, until it is over."""

    def __init__(self, *people):
        super().__init__(self._work, people)

    def _work(self, person, pause):
        while not self.over.wait(pause):
            person.work()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_what):
        return None


def _multipart(fields, file):
    edge = "----edge----"
    body = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    parts = [body.encode()]
    if file is not None:
        head = 'Content-Disposition: form-data; name="file"; filename="catalogue.zip"\r\n\r\n'
        parts += [f"--{edge}\r\n{head}".encode(), file, b"\r\n"]
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"
