"""Stencils: a page's template, rendered once for a catalogue and a language, with gaps where pages differ.

A template says `{{ gaps.title }}` where something stands that is another on each page. Whatever else it shows may
depend on the catalogue, the language and the shape of the page alone: which parts it has. A count that can be many
numbers goes into a gap, or there would be a stencil for each of them.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from platforms.domain.catalogue.values import Catalogue
from platforms.templatetags.cells import Pieces, pieces_of, render
from platforms.templatetags.linking import address_of, picture
from platforms.templatetags.speaking import addresses, languages

type Gaps = Mapping[str, str | bytes]
"""What goes into the gaps, by their names: HTML, where it is long and kept already encoded."""

START = f"\x02{secrets.token_hex(8)}"
MARK = re.compile(f"{START}([a-z_]+)\x03")
"""Stands for a gap while a stencil is cut; no text of an editor's can look like it."""


class Marks(dict):
    """A mark for whatever gap a template names."""

    def __bool__(self) -> bool:
        return True

    def __missing__(self, name: str) -> SafeString:
        return SafeString(f"{START}{name}\x03")


class Stencil:
    """The bytes of a page around its gaps."""

    def __init__(self, text: str):
        parts = MARK.split(text)  # text, name, text, name, …, text
        self.gaps = [(place, parts[place]) for place in range(1, len(parts), 2)]
        self.parts = [part.encode() for part in parts]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def filled(self, gaps: Gaps) -> bytes:
        parts = self.parts.copy()
        for place, name in self.gaps:
            text = gaps[name]
            parts[place] = text if type(text) is bytes else text.encode()  # type: ignore[union-attr]
        return b"".join(parts)


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict],
    *,
    catalogue: Catalogue,
    canonical: str,
    gaps: Gaps,
    shape: Hashable | None,
) -> HttpResponse:
    """A page in the stencil of its template and shape; `context` is asked only when that has to be cut first.

    Without a shape, for what is rare and shows much else, the template is rendered afresh. `canonical` is the path by
    which search engines shall know the page.
    """
    pieces = pieces_of(catalogue)
    gaps = {"addresses": addresses(request, canonical), **gaps}
    if "languages" not in gaps:
        gaps["languages"] = languages(pieces, request)
    if "image" not in gaps:
        gaps["image"] = picture(request, catalogue, address_of("picture"))

    def rendered(gaps: Mapping) -> str:
        return render_to_string(template, {"catalogue": catalogue, "gaps": gaps, **context()}, request)

    if shape is None:
        return HttpResponse(rendered({name: SafeString(_text(filling)) for name, filling in gaps.items()}))
    match = request.resolver_match
    here = match.url_name if match else ""  # the navigation marks it
    stencil = pieces.find_all((template, here, shape), lambda: Stencil(rendered(Marks())))
    return HttpResponse(stencil.filled(gaps))


def counted(pieces: Pieces, template: str, n: int) -> str:
    """A part of a template that says a number `n`; nothing for 0."""
    return pieces.find((template, n), lambda: render(template, n=n)) if n else ""


def _text(filling: str | bytes) -> str:
    return filling.decode() if isinstance(filling, bytes) else filling
