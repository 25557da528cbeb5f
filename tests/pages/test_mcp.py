"""The MCP server: what it refuses, and what its tools say when they can't answer."""

import json
from collections import Counter

import pytest

from platforms.views.mcp import endpoint

VERSION = "2026-07-28"
META = {"io.modelcontextprotocol/protocolVersion": VERSION, "io.modelcontextprotocol/clientCapabilities": {}}


def call(client, tool, **arguments):
    """Call a tool as the protocol writes it; return its result."""
    return post(client, "tools/call", tool, name=tool, arguments=arguments).json()["result"]


def post(client, method, /, tool="", **params):
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": META}}
    headers = {"MCP-Protocol-Version": VERSION, "Mcp-Method": method} | ({"Mcp-Name": tool} if tool else {})
    return client.post("/mcp", json.dumps(body), content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("check_claim", {"platform": "Orkutt", "about": "polls"}, "There is no platform 'Orkutt' here"),
        ("check_claim", {"platform": "LinkedIn", "about": "telepathy"}, "No cell is about 'telepathy'"),
        ("check_claim", {"platform": "LinkedIn", "about": "polls", "value": "7"}, "say yes, no or partly"),
        ("compare_platforms", {"platforms": ["LinkedIn", "linkedin"]}, "two different platforms"),
        ("fit", {"country": "DE"}, "Say at least one goal"),
        ("fit", {"country": "Germany"}, "Invalid arguments"),
        ("find_platforms", {"wanted": "x" * 81}, "Invalid arguments"),
        ("find_platforms", {"wanted": "polls", "limit": 3}, "unknown field"),
    ],
)
def test_a_tool_says_what_is_wrong(client, tool, arguments, says):
    result = call(client, tool, **arguments)

    assert result["isError"]
    assert says in result["content"][0]["text"]


def test_claims_are_understood_in_everyday_words(client):
    verdicts = {
        (platform, about, value): call(client, "check_claim", platform=platform, about=about, value=value)
        for platform, about, value in [
            ("LinkedIn", "Headquarters", "Sunnyvale"),
            ("Signal", "no phone number needed", "yes"),
            ("X", "polls", "no"),
            ("Facebook", "countries", "DE"),
        ]
    }

    found = {key: result["structuredContent"]["verdict"] for key, result in verdicts.items()}
    assert found["LinkedIn", "Headquarters", "Sunnyvale"] in ("confirmed", "unknown")
    assert found["X", "polls", "no"] == "contradicted"
    assert found["Facebook", "countries", "DE"] in ("confirmed", "unknown")
    assert found["Signal", "no phone number needed", "yes"] in ("contradicted", "partly")


def test_an_answer_stays_small(client):
    response = post(client, "tools/call", "compare_platforms", name="compare_platforms",
                    arguments={"platforms": ["facebook", "linkedin", "meetup", "x"]})  # fmt: skip

    assert len(response.content) < 64_000
    assert not response.cookies


def test_only_posts_from_our_own_pages_or_programs(client):
    response = client.post("/mcp", "{}", content_type="application/json", headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert client.post("/mcp", "x" * 70_000, content_type="application/json").status_code == 413


def test_who_opens_the_address_reads_what_it_is(client):
    response = client.get("/mcp", headers={"Accept": "text/html"})

    assert (response.status_code, response["Allow"], response["Content-Type"]) == (405, "POST", "application/json")
    assert "MCP server" in response.json()["error"]


def test_calls_are_limited_by_network(client, monkeypatch):
    monkeypatch.setattr(endpoint, "_calls", Counter())
    monkeypatch.setattr(endpoint, "MOST_CALLS", 2)
    monkeypatch.setattr(endpoint.time, "monotonic", lambda: 1000.0)

    statuses = [post(client, "tools/list").status_code for _each in range(3)]
    other = client.post("/mcp", "{}", content_type="application/json", REMOTE_ADDR="203.0.113.9")

    assert statuses == [200, 200, 429]
    assert other.status_code == 400
    monkeypatch.setattr(endpoint.time, "monotonic", lambda: 1060.0)
    assert post(client, "tools/list").status_code == 200
    assert len(endpoint._calls) == 1


def test_a_call_costs_one_query(client, django_assert_max_num_queries):
    call(client, "find_platforms", wanted="polls")

    with django_assert_max_num_queries(3) as asked:
        call(client, "find_platforms", wanted="polls")
    # A savepoint within the test's own transaction is none in the product, where nothing opens one.
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 1
