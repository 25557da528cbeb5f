"""A page turned into Markdown: its headings, texts, lists, tables and links."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from markdownify import markdownify

MARKDOWN = "text/markdown; charset=utf-8"

NOT_READ = ("nav", "script", "svg", "[hidden]", "[aria-hidden=true]")
"""What of a page is no text to read."""


def as_markdown(page: HttpResponse) -> HttpResponse:
    """Turn the content of a page into Markdown; leave an error or a 304 as it is."""
    if page.status_code != 200:
        return page
    content = BeautifulSoup(page.content, "html.parser").find(id="main")
    for part in content.select(", ".join(NOT_READ)) if content else ():
        part.decompose()
    text = markdownify(str(content), heading_style="ATX", bullets="-")
    lines = [line.rstrip() for line in text.strip().splitlines()]
    page.content = "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before) + "\n"
    page["Content-Type"] = MARKDOWN
    del page["Speculation-Rules"]
    return page
