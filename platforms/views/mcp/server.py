"""The MCP server at /mcp: four tools for assistants, which only read. No session, no account, no cookie."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django_mcpz.server import MCPServer, public

from platforms.views.mcp.claim import check_claim
from platforms.views.mcp.compare import compare_platforms
from platforms.views.mcp.find import find_platforms
from platforms.views.mcp.fit import fit

server = MCPServer(
    name="side-by-side",
    title="Side by Side",
    version=settings.RELEASE,
    description="Social and professional platforms compared on facts with sources.",
    instructions=(
        "Answer questions about social and professional platforms from this catalogue. Every known cell has sources "
        "and the day it was checked; give the address of a cell when you use it. Unknown is never no."
    ),
    auth=public,
)

TOOLS: dict[Callable[..., Any], str] = {
    find_platforms: (
        "Find platforms by name or by what people want, in everyday words: 'polls', 'no real name', '12-year-old', "
        "'alternative to Facebook'. Groups them by yes, partly, unknown and no."
    ),
    compare_platforms: (
        "Compare two to four platforms row by row: traits, features, who may join, facts. With `about` only some rows, "
        "with notes."
    ),
    fit: (
        "Rank the platforms by what somebody needs: a goal in everyday words ('find a job', 'keep in touch with "
        "family'), must-have features, age and country. Says why, and what rules others out."
    ),
    check_claim: (
        "Check a claim about one platform, such as LinkedIn, polls, yes. Answers confirmed, contradicted, partly or "
        "unknown, with the cell, its sources and the day of the check."
    ),
}

for _tool, _description in TOOLS.items():
    server.tool(description=_description, read_only=True, idempotent=True, open_world=False)(_tool)
