"""Guides: Markdown in, parts of a page out. HTML is sanitised; what is drawn from the catalogue stays a name.

A paragraph that is one pair of braces stands for something drawn from the catalogue:

    {trait focus}                     how social and professional platforms spread over a trait
    {feature job-listings events}     how many of each kind have these features
    {more social} {more professional} what one kind has clearly more often
    {shared}                          what nearly all platforms have
    {kinds}                           how many platforms of each kind there are

A translated catalogue puts {english} before a paragraph that has no translation and {translated} after it
(see translation.py).
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from platforms.domain import reserved

OWN_PAGE = re.compile(r"/(platforms|guide)/([^/?#]+)/")
BRACES = re.compile(r"\{([a-z]+)((?: [a-z0-9-]+)*)\}")
WITHOUT_NAMES = {"shared", "kinds"}
MORE = {"social", "professional"}

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "em", "strong", "a", "blockquote", "code", "pre", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title", "rel"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}
TAKEN = {"main", "caption", "found", "comparison"}
"""Ids of the page around a guide."""


@dataclass(frozen=True, slots=True)
class Html:
    """A sanitised part of a page."""

    html: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something drawn from the catalogue: "trait", "feature", "more", "shared" or "kinds", with its names."""

    what: str
    names: tuple[str, ...]


def _parser() -> MarkdownIt:
    # HTML within Markdown is shown as text; images would be third-party requests.
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")


def parts_of(markdown: str, *, address: Callable[[str], str] = str) -> tuple[Html | Drawing, ...]:
    """Return the parts of a guide in their order. Headings of the first level become ones of the second.

    Headings get ids that are unique on the page; `address` says where a path of ours stands in the page's language.
    """
    parser = _parser()
    tokens = parser.parse(markdown)
    _name_headings(tokens)
    _mark_links(tokens, address)
    found: list[Html | Drawing] = []
    run: list[Token] = []

    def end_run() -> None:
        if run:
            html = parser.renderer.render(run, parser.options, {})
            found.append(Html(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)))
            run.clear()

    position = 0
    while position < len(tokens):
        if drawing := _drawing(tokens, position):
            end_run()
            found.append(drawing)
            position += 3
        else:
            run.append(tokens[position])
            position += 1
    end_run()
    return tuple(found)


def unknown_names(markdown: str, *, traits: Collection[str], features: Collection[str]) -> list[str]:
    """Find what stands in braces and names no drawing, trait or feature."""
    wrong = []
    for part in parts_of(markdown):
        if not isinstance(part, Drawing):
            continue
        known: Collection[str] = {"trait": traits, "feature": features, "more": MORE}.get(part.what, ())
        if part.what not in {"trait", "feature", "more", *WITHOUT_NAMES} or bool(part.names) is (
            part.what in WITHOUT_NAMES
        ):
            wrong.append(" ".join([part.what, *part.names]))
        else:
            wrong += [name for name in part.names if name not in known]
    return wrong


def stray_braces(markdown: str) -> list[str]:
    """Find lines with a brace that no drawing has; code may show braces."""
    tokens = _parser().parse(markdown)
    texts = []
    for position, token in enumerate(tokens):
        if token.type == "inline" and not _drawing(tokens, position - 1):
            texts += [child.content for child in token.children or () if child.type == "text"]
    return [text for text in texts if "{" in text or "}" in text]


def dead_links(markdown: str, *, known: Mapping[str, Collection[str]]) -> list[str]:
    """Find links to pages of ours that are not there; `known` has the slugs of each kind of page: "platforms"."""
    dead = []
    for token in _parser().parse(markdown):
        for child in token.children or ():
            href = str(child.attrGet("href") or "") if child.type == "link_open" else ""
            match = OWN_PAGE.match(href)
            if match and match[2] not in {*known[match[1]], *reserved.PLATFORM_PAGES}:
                dead.append(href)
    return dead


def _drawing(tokens: list[Token], position: int) -> Drawing | None:
    if tokens[position].type != "paragraph_open" or tokens[position].level:
        return None
    match = BRACES.fullmatch(tokens[position + 1].content.strip())
    return Drawing(match[1], tuple(match[2].split())) if match else None


def _name_headings(tokens: list[Token]) -> None:
    taken = set(TAKEN)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in ("h2", "h3"):
            plain = re.sub(r"[^a-z0-9]+", "-", inline.content.lower()).strip("-") or "part"
            name, number = plain, 2
            while name in taken:
                name, number = f"{plain}-{number}", number + 1
            taken.add(name)
            opening.attrSet("id", name)


def _mark_links(tokens: list[Token], address: Callable[[str], str]) -> None:
    """A link to elsewhere gives no weight and tells nothing, as everywhere on our pages."""
    for inline in tokens:
        for token in inline.children or ():
            if token.type != "link_open":
                continue
            href = str(token.attrGet("href"))
            if href.startswith("/") and not href.startswith("//"):
                token.attrSet("href", address(href))
            elif not href.startswith(("#", "?")):
                token.attrSet("rel", "noopener nofollow")
