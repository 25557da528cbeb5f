"""Languages: the address of a page in each of them, and marks on what stays English."""

from html import escape

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext

from platforms.domain.catalogue.texts import Text
from platforms.templatetags.cells import Pieces, pieces_in
from platforms.templatetags.linking import site_of

register = template.Library()


OFFERED = {code: name for code, name in settings.LANGUAGES if code != settings.PSEUDO_CODE}
"""The own name of each language that is offered, by its code."""


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language; `path` is in the language that is spoken now."""
    return _prefixed(_in_english(path), code)


def _in_english(path: str) -> str:
    prefix = f"/{get_language()}/"
    return f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path


def _prefixed(english: str, code: str) -> str:
    return english if code == settings.LANGUAGE_CODE else f"/{code}{english}"


def in_every_language(path: str) -> list[tuple[str, str]]:
    """Code and address of a page in every language that is offered."""
    english = _in_english(path)
    return [(code, _prefixed(english, code)) for code in OFFERED]


@register.simple_tag(takes_context=True, name="languages")
def languages_tag(context, swapped: bool = False) -> SafeString:
    return SafeString(languages(pieces_in(context), context["request"], swapped=swapped))


def languages(pieces: Pieces, request: HttpRequest, *, swapped: bool = False) -> str:
    """Links to this page in every language; `swapped` puts them in the place of those on the reader's page."""
    start, *rests = pieces.find_all(("languages", swapped), _languages, swapped)
    found = in_every_language(request.get_full_path())
    links = [f'<a href="{escape(address)}"{rest}' for (_, address), rest in zip(found, rests, strict=True)]
    return f"{start}{''.join(links)}</nav>"


def _languages(swapped: bool) -> list[str]:
    """The start of the list, and the rest of each link after its address."""
    place = SWAPPED if swapped else SafeString("")
    start = format_html('<nav class="languages" id="languages" aria-label="{}"{}>', gettext("Language"), place)
    return [start, *map(_language, OFFERED)]


SWAPPED = SafeString(' hx-swap-oob="true"')


def _language(code: str) -> str:
    current = ' aria-current="true"' if code == get_language() else ""
    return f' hreflang="{code}" lang="{code}"{current}>{OFFERED[code]}</a>'


@register.simple_tag(takes_context=True, name="addresses")
def addresses_tag(context, path: str) -> SafeString:
    return SafeString(addresses(context["request"], path))


def addresses(request: HttpRequest, path: str) -> str:
    """Where a page stands, for search engines and shared links, and where in each language; English for all others."""
    site, path = escape(site_of(request)), escape(iri_to_uri(path))
    found = in_every_language(path)
    alternates = "".join(
        [f'\n<link rel="alternate" hreflang="{code}" href="{site}{address}">' for code, address in found]
    )
    here, english = f"{site}{path}", f"{site}{_in_english(path)}"
    return (
        f'<link rel="canonical" href="{here}">{alternates}\n'
        f'<link rel="alternate" hreflang="x-default" href="{english}">\n<meta property="og:url" content="{here}">'
    )


OPEN_GRAPH = {"en": "en_GB", "de": "de_DE", "es": "es_ES"}


@register.simple_tag
def open_graph_locale() -> str:
    """The language of the page as Open Graph writes it, with a country."""
    return OPEN_GRAPH.get(get_language() or "", "en_GB")


@register.simple_tag
def english() -> SafeString:
    """The attributes of an element whose text is English whatever the page speaks: `<p{% english %}>`."""
    if get_language() == settings.LANGUAGE_CODE:
        return mark_safe("")
    return mark_safe(' lang="en" dir="ltr"' if get_language_bidi() else ' lang="en"')  # noqa: S308


@register.filter
def quoted(text: str) -> str:
    """A text between the quotation marks of the language."""
    return gettext("“%(text)s”") % {"text": text}


@register.filter
def said(text: str) -> str:
    """A text of the catalogue, marked where English stands in for its translation."""
    foreign = isinstance(text, Text) and text.language
    return format_html("<span{}>{}</span>", english(), text) if foreign else text
