"""Tags for addresses: where a page is, in which languages, and its picture."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from platforms.addresses import LANGUAGES, absolute_url, in_every_language, path_in_english
from platforms.domain.matching.answers import Answers

register = template.Library()


@register.inclusion_tag("components/addresses.html", takes_context=True)
def addresses(context, path: str) -> dict:
    """Tell search engines and shared links where this page is, in each language too; English is for all others."""
    request = context["request"]
    return {
        "canonical": absolute_url(request, path),
        "alternates": [(code, absolute_url(request, each)) for code, each in in_every_language(path)],
        "default": absolute_url(request, path_in_english(path)),
    }


@register.inclusion_tag("components/language_links.html", takes_context=True)
def language_links(context, swapped: bool = False) -> dict:
    """Link to this page in every language; `swapped` puts the links in the place of those on the reader's page."""
    paths = in_every_language(context["request"].get_full_path())
    links = [(code, LANGUAGES[code], path) for code, path in paths]
    return {"links": links, "language": get_language(), "swapped": swapped}


@register.simple_tag(takes_context=True)
def picture_url(context, name: str = "picture", **kwargs: str) -> str:
    """Return the address of the picture that shared links show: that of the site, or of the view `name`.

    It changes with each revision, so that no picture is stale.
    """
    address = absolute_url(context["request"], reverse(name, kwargs=kwargs))
    return f"{address}?v={catalogue.revision[:8]}" if (catalogue := context.get("catalogue")) else address


@register.simple_tag
def bring_back_path(answers: Answers, slug: str) -> str:
    """Return the path of the results with a platform that was ruled out, at its place in the list."""
    return f"{reverse('fit_results')}?{answers.query}&back={slug}#m-{slug}"


@register.simple_tag
def without_path(answers: Answers, key: str, value: str = "") -> str:
    """Return the path of the results without one answer."""
    return f"{reverse('fit_results')}?{answers.without(key, value).query}"
