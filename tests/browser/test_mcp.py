"""Assistants ask the MCP server of the product with the official client, which knows nothing but its address."""

import asyncio

from mcp.client.client import Client

from platforms.storage import published


def ask(site, *calls):
    """Return the tools that a client finds, and what each call of one answered."""

    async def asked():
        async with Client(f"{site}/mcp") as client:
            tools = (await client.list_tools()).tools
            return tools, [(await client.call_tool(name, arguments)) for name, arguments in calls]

    return asyncio.run(asked())


def test_a_client_finds_four_tools_that_only_read(site, own_loop):
    tools, _ = ask(site)

    assert {tool.name for tool in tools} == {"find_platforms", "compare_platforms", "fit", "check_claim"}
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description and tool.input_schema["properties"] for tool in tools)


def test_it_finds_compares_and_asks_for_a_fit(site, own_loop):
    _, (found, compared, fit) = ask(
        site,
        ("find_platforms", {"wanted": "polls"}),
        ("compare_platforms", {"platforms": ["Facebook", "LinkedIn"], "about": ["polls", "minimum age"]}),
        ("fit", {"looking_for": ["find a job", "job listings"], "country": "DE", "age": 17}),
    )

    yes = {each["slug"] for each in found.structured_content["platforms"] if each["answer"] == "Yes"}
    assert {"linkedin", "facebook"} <= yes
    assert {row["key"] for row in compared.structured_content["rows"]} == {"polls", "audience.ages"}
    assert compared.structured_content["address"] == f"{site}/compare/facebook/linkedin/"
    assert all(cell["sources"] for cell in compared.structured_content["cells"])
    assert fit.structured_content["understood"]
    assert fit.structured_content["ranking"][0]["reasons"]
    assert "age=16-17" in fit.structured_content["address"]


def test_five_claims_are_checked(site, own_loop, db):
    """Two are true, two are false, and one is unknown."""
    claims = [
        ("LinkedIn", "polls", "yes"),
        ("Signal", "launched", "2014"),
        ("LinkedIn", "stories", "yes"),
        ("Facebook", "minimum age", "7"),
        ("Facebook", unknown_feature("facebook"), "yes"),
    ]
    _, answers = ask(
        site, *(("check_claim", dict(zip(("platform", "about", "value"), c, strict=True))) for c in claims)
    )

    results = [answer.structured_content for answer in answers]
    assert [each["verdict"] for each in results] == [
        "confirmed", "confirmed", "contradicted", "contradicted", "unknown",
    ]  # fmt: skip
    for result in results[:4]:
        assert result["cell"]["address"].startswith(f"{site}/platforms/")
        assert result["cell"]["checked_on"] > "2026"
        assert result["cell"]["sources"]


def unknown_feature(slug):
    catalogue = published.current()
    platform = catalogue.platform_by_slug[slug]
    return next(f.slug for f in catalogue.features if platform.supports(f.slug).value == "unknown")
