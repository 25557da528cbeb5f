"""Marks on texts that stay English, and quotation marks, as the language of the page asks for them."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext

from platforms.domain.catalogue.translation import Text

register = template.Library()

OPEN_GRAPH = {"en": "en_GB", "de": "de_DE", "es": "es_ES"}


@register.simple_tag
def open_graph_locale() -> str:
    """Return the language of the page as Open Graph writes it, with a country."""
    return OPEN_GRAPH.get(get_language() or "", "en_GB")


@register.simple_tag
def english() -> SafeString:
    """Return the attributes of an element whose text is English on every page: `<p {% english %}>`."""
    if get_language() == settings.LANGUAGE_CODE:
        return SafeString("")
    return SafeString('lang="en" dir="ltr"' if get_language_bidi() else 'lang="en"')


@register.filter
def quoted(text: str) -> str:
    """Put a text between the quotation marks of the language."""
    return gettext("“%(text)s”") % {"text": text}


@register.filter
def in_english(text: str) -> str:
    """Mark an editor's text about a platform as English where it has no translation."""
    if isinstance(text, Text) or get_language() == settings.LANGUAGE_CODE:
        return text
    return format_html("<span {}>{}</span>", english(), text)


@register.filter
def with_language(text: str) -> str:
    """Mark a text of the catalogue where English stands in for its translation."""
    is_foreign = isinstance(text, Text) and text.language
    return format_html("<span {}>{}</span>", english(), text) if is_foreign else text
