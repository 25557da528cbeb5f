"""Requests made up from the site map and from the API's own description: no server error, and answers as described."""

import re
from urllib.parse import quote, urlencode

import schemathesis
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from hypothesis import given
from hypothesis import strategies as st

from compare_site.wsgi import application

API = "/data/openapi.json"
SLUGS = ["facebook", "linkedin", "meetup", "x", "twitter", "LinkedIn", "linkedn", "social", "professional"]
KEYS = [
    "q", "kind", "goal", "goals", "feature", "sort", "show", "replace", "add", "p", "page", "must", "matters", "focus",
    "visibility", "effort", "since", "before", "platform", "cell", "done", "then", "any", "from", "lang", "revision",
]  # fmt: skip
VALUES = [
    *SLUGS, "career", "audience", "photos", "groups", "differences", "any", "review", "visibility", "0", "2", "9",
    "0-1", "4-0", "-1", "99999999999999999999", "2026-01-01", "2026-13-45", "",
]  # fmt: skip


def routes(resolver=None, prefix="/"):
    """Every public address in the site map, without a language."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            yield from routes(pattern, prefix)
        elif str(pattern.pattern).startswith("admin/"):
            continue
        elif isinstance(pattern, URLResolver):
            yield from routes(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern)


ROUTES = sorted(set(routes()))
words = st.sampled_from(SLUGS) | st.text(max_size=12)
queries = st.lists(
    st.tuples(st.sampled_from(KEYS) | st.text(max_size=8), st.sampled_from(VALUES) | st.text(max_size=12)), max_size=12
)
languages = st.sampled_from(["", "", "/de", "/es", "/xx"])


def part(kind, word, more):
    """One part of a path; where a route takes a path, several of them."""
    return "/".join(quote(each, safe="") for each in ([word, *more] if kind == "path:" else [word]))


@st.composite
def addresses(draw):
    """An address of the site map, or nearly."""
    route = draw(st.sampled_from([*ROUTES, "/unknown/<path:rest>"]))
    path = re.sub(r"<(\w+:)?\w+>", lambda found: part(found[1], draw(words), draw(st.lists(words, max_size=6))), route)
    query = urlencode(draw(queries), errors="replace")
    return f"{draw(languages)}{path}{'?' if query else ''}{query}"


methods = st.sampled_from(["get"] * 8 + ["head", "post", "delete", "options"])
headers = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.just("true"),
        "If-None-Match": st.text('"W/abc*,', max_size=8),
        "Range": st.just("bytes=0-9"),
    },
)
requests = st.lists(st.tuples(methods, addresses(), headers), min_size=10, max_size=10)
"""Ten an example, since making one up costs as much as answering it."""

READ = {200, 301, 302, 304, 400, 404, 410, 414}
"""What a page may answer to somebody who reads."""

SENT_TO = ("/mcp",)
"""Asked by POST alone: MCP wants 405 of a server that opens no stream by GET."""


def test_the_url_walk_covers_the_site():
    assert {"/", "/platforms/<str:slug>/", "/data/openapi.json", "/corrections/new/", "/readyz"} <= set(ROUTES)


@given(requests)
def test_no_public_address_makes_a_server_error(client, db, asked):
    for method, address, sent in asked:
        answer = getattr(client, method)(address, headers=sent)

        assert answer.status_code < 500, (method, address, sent)
        is_read = method == "get" and not address.startswith(SENT_TO)
        assert not is_read or answer.status_code in READ, (address, sent, answer.status_code)
        assert not answer.cookies, (method, address)


def test_every_answer_matches_the_api_description(db):
    described = schemathesis.openapi.from_wsgi(API, application)
    for found in described.get_all_operations():

        @given(found.ok().as_strategy())
        def ask(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        ask()
