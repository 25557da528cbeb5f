"""Languages: the address of a page in each of them, and marks on what stays English."""

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext

from platforms.domain.translation import Text
from platforms.templatetags.linking import absolute

register = template.Library()


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language; `path` is in the language that is spoken now."""
    prefix = f"/{get_language()}/"
    bare = f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def in_every_language(path: str) -> list[tuple[str, str, str]]:
    """Code, own name and address of a page in every language that is offered."""
    return [
        (code, str(name), in_language(path, code)) for code, name in settings.LANGUAGES if code != settings.PSEUDO_CODE
    ]


@register.simple_tag(takes_context=True)
def languages(context, swapped: bool = False) -> SafeString:
    """Links to this page in every language; `swapped` puts them in the place of those on the reader's page."""
    spoken = get_language()
    links = "".join(
        f'<a href="{escape(address)}" hreflang="{code}" lang="{code}"{CURRENT if code == spoken else ""}>{name}</a>'
        for code, name, address in in_every_language(context["request"].get_full_path())
    )
    label = escape(gettext("Language"))
    return SafeString(
        f'<nav class="languages" id="languages" aria-label="{label}"{SWAPPED if swapped else ""}>{links}</nav>'
    )


CURRENT, SWAPPED = ' aria-current="true"', ' hx-swap-oob="true"'


@register.simple_tag(takes_context=True)
def addresses(context, path: str) -> SafeString:
    """Where a page stands, for search engines and shared links, and where in each language; English for all others."""
    here = escape(absolute(context, path))
    found = [(code, escape(absolute(context, address))) for code, _name, address in in_every_language(path)]
    found.append(("x-default", dict(found)[settings.LANGUAGE_CODE]))
    alternates = "".join(f'\n<link rel="alternate" hreflang="{code}" href="{address}">' for code, address in found)
    return SafeString(f'<link rel="canonical" href="{here}">{alternates}\n<meta property="og:url" content="{here}">')


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
