"""Requests made up from the site map and from the API's own description: no server error, and answers as described."""

import re
from urllib.parse import quote, urlencode

import schemathesis
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from hypothesis import given, settings
from hypothesis import strategies as st

from compare_site.wsgi import application

API = "/data/openapi.json"
SLUGS = ["facebook", "linkedin", "meetup", "x", "twitter", "LinkedIn", "linkedn", "social", "professional"]
KEYS = [
    "q", "kind", "goal", "goals", "feature", "sort", "show", "replace", "add", "p", "page", "must", "matters", "focus",
    "visibility", "since", "before", "platform", "cell", "done", "from", "lang",
]  # fmt: skip
VALUES = [*SLUGS, "career", "photos", "2", "0-1", "4-0", "-1", "99999999999999999999", "2026-01-01", "2026-13-45", ""]


def routes(resolver=None, prefix="/"):
    """Every public address in the site map, without a language."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            yield from routes(pattern, prefix)
        elif isinstance(pattern, URLResolver):
            if str(pattern.pattern) != "admin/":
                yield from routes(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern)


ROUTES = sorted(set(routes()))
words = st.sampled_from(SLUGS) | st.text(max_size=12)
pairs = st.tuples(st.sampled_from(KEYS) | st.text(max_size=5), st.sampled_from(VALUES) | st.text(max_size=12))


@st.composite
def addresses(draw):
    route = draw(st.sampled_from(ROUTES))
    path = re.sub(r"<(\w+:)?\w+>", lambda _part: quote(draw(words), safe="/"), route)
    language = draw(st.sampled_from(["", "", "/de", "/es", "/xx"]))
    query = urlencode(draw(st.lists(pairs, max_size=4)), errors="replace")
    return f"{language}{path}{'?' if query else ''}{query}"


methods = st.sampled_from(["get"] * 8 + ["head", "post", "delete", "options"])
headers = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.just("true"),
        "If-None-Match": st.text('"W/abc*,', max_size=8),
        "Range": st.just("bytes=0-9"),
    },
)


def test_the_site_map_is_walked():
    assert {"/", "/platforms/<str:slug>/", "/data/openapi.json", "/corrections/new/", "/readyz"} <= set(ROUTES)


@settings(max_examples=700)
@given(st.lists(st.tuples(methods, addresses(), headers), min_size=10, max_size=10))
def test_no_public_address_makes_a_server_error(client, db, asked):
    """Ten requests an example, since making one up costs as much as answering it."""
    for method, address, sent in asked:
        answer = getattr(client, method)(address, headers=sent)

        assert answer.status_code < 500, (method, address, sent)
        assert not answer.cookies, (method, address)


def test_the_description_holds_for_whatever_is_asked(db):
    described = schemathesis.openapi.from_wsgi(API, application)
    for found in described.get_all_operations():

        @settings(max_examples=100)
        @given(found.ok().as_strategy())
        def ask(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        ask()
