"""Whatever editors and visitors can write stays text, on every public page and at the desk, in a browser."""

import itertools
import re
import tomllib

import pytest
import tomli_w

from platforms.domain.document.writing import write_files
from tests.browser.conftest import DATABASES, PHONE, running
from tests.browser.every_page import LOOKED_AT
from tests.browser.test_desk import fill_in
from tests.faults.databases import POSTGRESQL, manage, opened

pytestmark = pytest.mark.skipif(POSTGRESQL, reason="the same pages, whatever the database")

PAYLOADS = itertools.cycle(
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>",
        "--><script>alert(1)//",
        "</title><script>alert(1)//", "</script><script>alert(1)//", "{{7*7}}{% now 'Y' %}", "]]><script>alert(1)//",
        "<a href=javascript:alert(1)>", "&lt;script&gt;alert(1)//", "</textarea><img src=x onerror=alert(1)>",
    ]
)  # fmt: skip
TEXTS = {
    "name", "tagline", "summary", "why", "note", "title", "publisher", "label", "phrase", "description", "question",
    "wording", "must_have", "yes_means", "text", "low_label", "high_label", "counts",
}  # fmt: skip
SHORTEST = 60
"""Characters that every one of these fields takes."""
MARKDOWN = """

<script>alert(1)</script><img src=x onerror=alert(1)>

[a](javascript:alert(1)) [b](data:text/html,<script>alert(1)</script>) ![c](x" onerror="alert(1)) <javascript:alert(1)>

## "><svg onload=alert(1)>
"""
INSERTED = "[onerror], [onload], a[href^='javascript:' i], a[href^='data:' i], script:not([src]):not([type])"


def _before(text):
    return f"{next(PAYLOADS)} {text}"[:SHORTEST]


def poisoned(tree):
    """The same, with a payload before every text that an editor writes."""
    if isinstance(tree, dict):
        return {
            key: f"{next(PAYLOADS)} {value}"[:SHORTEST]
            if key in TEXTS and isinstance(value, str) and value
            else poisoned(value)
            for key, value in tree.items()
        }
    return [poisoned(value) for value in tree] if isinstance(tree, list) else tree


@pytest.fixture(scope="module")
def site(tmp_path_factory, shipped):
    """The product with a payload in every text that editors and visitors fill in; its address and first password."""
    folder = tmp_path_factory.mktemp("poisoned")
    files = folder / "catalogue"
    for name, text in write_files(shipped).items():
        (files / name).parent.mkdir(exist_ok=True, parents=True)
        (files / name).write_text(tomli_w.dumps(poisoned(tomllib.loads(text))), "utf-8")
    with running(folder) as (address, said):
        url = DATABASES[address]
        loaded = manage(url, "load_catalogue", str(files), "--overwrite", folder=folder)
        assert loaded.returncode == 0, loaded.stderr[:2000]
        mark = "%s" if url.startswith("postgres") else "?"
        with opened(url) as db:
            db.execute(
                f"UPDATE platforms_guide SET title = {mark}, markdown = markdown || {mark}", (next(PAYLOADS), MARKDOWN)
            )
            db.execute(
                "INSERT INTO platforms_correction (platform_id, cell, wrong, source_url, state, decision, reported_at, "
                f"decided_at, shows_text) SELECT id, 'polls', {mark}, {mark}, 'accepted', {mark}, '2026-01-01', "
                "'2026-01-02', true FROM platforms_platform WHERE slug = 'linkedin'",
                (
                    "<script>alert(1)</script>",
                    'https://example.org/"><script>alert(1)</script>',
                    "'><svg onload=alert(1)>",
                ),
            )
            db.commit()
        yield address, re.search(r"with the password (\S+)", said()).group(1)


@pytest.fixture
def page(chromium, site):
    """A page that fails the test on any dialog and on whatever the console says."""
    context = chromium.new_context(viewport=PHONE, base_url=site[0])
    page, complaints = context.new_page(), []
    page.on("dialog", lambda dialog: (complaints.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    yield page
    context.close()
    assert [said for said in complaints if "status of 4" not in said] == []


def check(page, address):
    page.goto(address)
    assert page.locator(INSERTED).count() == 0, address
    assert "alert(1)" in page.content(), address


MORE = ["/platforms/?q=script", "/changes/", "/de/platforms/linkedin/", "/de/compare/facebook/linkedin/"]


def test_no_text_becomes_a_script_on_any_public_page(page, site):
    guides = set()
    for address in [*(path for path, _status in LOOKED_AT), *MORE]:
        page.goto(address)
        assert page.locator(INSERTED).count() == 0, address
        guides |= set(re.findall(r'href="(/guide/[a-z-]+/)"', page.content()))
    for address in sorted(guides):
        check(page, address)
    for address in ("/", "/platforms/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/changes/", "/method/"):
        check(page, address)


def test_no_text_becomes_a_script_at_the_desk(page, site):
    page.goto("/admin/")
    fill_in(page, "admin", site[1])
    for address in ("/admin/", "/admin/platforms/platform/", "/admin/platforms/correction/", "/admin/platforms/source/",
                    "/admin/platforms/guide/", "/admin/platforms/goal/"):  # fmt: skip
        page.goto(address)
        assert page.locator(INSERTED).count() == 0, address
    for listed in ("platform", "correction", "guide"):
        page.goto(f"/admin/platforms/{listed}/")
        with page.expect_navigation():
            page.locator("#result_list tbody th a").first.click()
        assert page.locator(INSERTED).count() == 0, listed
        assert "alert(1)" in page.content(), listed
