"""Outlines of answers: the text and structure of a page, one line an element, blind to how its template is laid out.

Blank space between elements, the order of attributes and of classes, and the files of styles and scripts make no
difference. A blank between a word and the element beside it does: it can be seen.
"""

import json
import re
from collections.abc import Iterator

from lxml import etree, html

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark"}
    | {"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)

BLANK = "␣"
"""A blank that can be seen: between a word and the one element that begins or ends beside it."""


def outline(response) -> str:
    """What an answer says and how it is built, as lines of text; no line depends on the day or the database."""
    kind = response.get("Content-Type", "").partition(";")[0]
    lines = [f"{response.status_code} {kind}".rstrip()]
    lines += [f"Location: {response['Location']}"] if "Location" in response else []
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode()
    if kind == "application/json" or kind.endswith("+json"):
        lines += json.dumps(json.loads(text), ensure_ascii=False, indent=1).splitlines() if text else []
    elif kind.endswith("xml"):
        lines += _lines(etree.fromstring(body), 0)
    elif kind == "text/html":
        lines += list(outline_of_html(text))
    else:
        lines += text.splitlines()
    return neutral("\n".join(lines)) + "\n"


def outline_of_html(text: str) -> Iterator[str]:
    """A whole page, or a part of one, as htmx asks for it."""
    if "<!doctype html>" in text[:200].lower():
        yield from _lines(html.document_fromstring(text), 0)
    elif text.strip():
        for element in html.fragments_fromstring(f"<div>{text}</div>"):
            yield from _lines(element, 0)


SPOKEN = re.compile(
    r'“.*”|(?:lang|alt|title|placeholder|content|value|aria-label)=(?:"[^"]*"|\S+)|href=/(?!de/|es/)\S*'
)
"""Within a line of an outline: words, what holds words, and links that leave the language of a translated page."""


def words(outline: str) -> str:
    """What is said of an outline's main part, with the title: enough for the translation of a page pinned whole."""
    lines = outline.splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip().startswith("main#main")), 0)
    last = next((n for n, line in enumerate(lines) if line.strip().startswith("footer.site-footer")), len(lines))
    kept = [
        *(line for line in lines[:first] if line.startswith(("  title", "  meta content=")) and "“" in line),
        *lines[first:last],
    ]
    return "\n".join([lines[0], *(" ".join(found) for line in kept if (found := SPOKEN.findall(line)))]) + "\n"


def neutral(text: str) -> str:
    """Without what differs from one database or release to the next."""
    text = re.sub(r"(\.png\?v=)[0-9a-f]+", r"\1…", text)
    text = re.sub(r"(name=shown type=hidden value=)\S+", r"\1…", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "…", text)
    text = re.sub(r"(/static/)[^\s\"'?#]*?(\.[a-z0-9]+)(?=[\s\"'?#]|$)", r"\1…\2", text, flags=re.MULTILINE)
    return re.sub(r"\b[0-9]+(-[0-9a-f]{8})\b", r"N\1", re.sub(r"\b(edit|decision)-[0-9]+", r"\1-N", text))


def _lines(root, depth: int) -> Iterator[str]:
    """Each element on a line, each text on another, indented by depth."""
    found: list[tuple[int, str]] = []
    blank, tags = False, 0  # what stands between the last word and the next one
    at_start = True

    def say(text: str | None, depth: int) -> None:
        nonlocal blank, tags, at_start
        words = " ".join((text or "").split())
        if not words:
            blank = blank or bool(text)
            return
        before = blank or text[:1].isspace()
        seen = BLANK if before and not at_start and tags == 1 else ""
        if len(found) and found[-1][0] < depth and not found[-1][1].endswith("”"):  # begins the element of that line
            found[-1] = found[-1][0], f"{found[-1][1]} “{seen}{words}”"
        else:
            found.append((depth, f"“{seen}{words}”"))
        blank, tags, at_start = text[-1:].isspace(), 0, False

    def walk(element, depth: int) -> None:
        nonlocal blank, tags, at_start
        if not isinstance(element.tag, str) or _is_left_out(element):
            return
        inline = element.tag in INLINE
        if element.tag == "script" and element.get("type") == "application/ld+json":
            found.append((depth, f"script {json.dumps(json.loads(element.text), ensure_ascii=False)}"))
            return
        found.append((depth, _name(element)))
        tags, at_start = tags + 1, at_start or not inline
        if element.text and "</" in element.text:  # a page within a feed
            found.extend((depth + 1, line) for line in outline_of_html(element.text))
        else:
            say(element.text, depth + 1)
        for child in element:
            walk(child, depth + 1)
            say(child.tail, depth + 1)
        tags, at_start = tags + 1, at_start or not inline

    walk(root, depth)
    return (f"{' ' * depth}{line}" for depth, line in found)


def _is_left_out(element) -> bool:
    """Is it a comment, a file to load, or the sheet that icons are drawn from?"""
    loads = element.tag == "link" and element.get("rel") in ("stylesheet", "icon", "apple-touch-icon", "manifest")
    loads = loads or (element.tag == "script" and element.get("src"))
    return not isinstance(element.tag, str) or bool(loads) or "sprite" in element.get("class", "").split()


def _name(element) -> str:
    """ "a#top.button href=/"."""
    attributes = {name.rpartition("}")[2]: " ".join(value.split()) for name, value in sorted(element.attrib.items())}
    name = etree.QName(element).localname
    name += f"#{attributes.pop('id')}" if "id" in attributes else ""
    name += "".join(f".{each}" for each in sorted(attributes.pop("class", "").split()))
    return " ".join([name, *(f"{key}={_quoted(value)}" for key, value in attributes.items())])


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value or not value else value
