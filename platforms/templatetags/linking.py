"""Links, addresses and structured data."""

import json
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from platforms.domain.catalogue import Platform
from platforms.domain.opendata import LICENCE
from platforms.templatetags.wording import mid_sentence_of

register = template.Library()


@register.simple_tag
def linked_features(features: Iterable, more: int, page: str = "") -> SafeString:
    """Features as in a sentence, each leading to its row on this page or on another."""
    links = format_html_join(
        ", ", '<a href="{}#{}">{}</a>', ((page, feature.slug, mid_sentence_of(feature.name)) for feature in features)
    )
    return and_more(links, more)


def and_more(listed: SafeString | str, more: int) -> SafeString:
    """What is listed, and how many things there are besides."""
    if not more:
        return SafeString(listed)
    counted = ngettext("and %(count)d more thing", "and %(count)d more things", more) % {"count": more}
    return SafeString(f"{listed} {escape(counted)}")


@lru_cache(4096)
def _address(name: str, _language: str | None, slug: str) -> str:
    return reverse(name, kwargs={"slug": slug})


def profile_address(slug: str) -> str:
    """The path of a platform's page in the language that is spoken now."""
    return _address("profile", get_language(), slug)


def absolute(context, path: str) -> str:
    """The public address of a path of ours."""
    return f"{site_of(context['request'])}{iri_to_uri(path)}"


def site_of(request) -> str:
    """The public origin: SITE_URL, or where the request came in, which is looked at once."""
    if settings.SITE_URL:
        return settings.SITE_URL
    if not hasattr(request, "origin"):
        request.origin = f"{request.scheme}://{request.get_host()}"
    return request.origin


@register.simple_tag(takes_context=True)
def breadcrumbs(context, name: str, *parents: str) -> SafeString:
    """The way to this page, to read and as structured data: its name, then a name and a path for each page above it.

    Where nothing but the start lies above, the navigation says so already.
    """
    above = [(gettext("Side by Side"), reverse("home")), *zip(parents[::2], parents[1::2], strict=True)]
    links = format_html_join("", '<li><a href="{}">{}</a></li>', ((path, title) for title, path in above))
    data = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": title, "item": absolute(context, path)}
            for n, (title, path) in enumerate([*above, (name, context["request"].path)], start=1)
        ],
    }
    if not parents:
        return json_ld(data)
    label = gettext("The way to this page")
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>{}', label, links, json_ld(data))


def _about(context, platform: Platform) -> dict:
    """A platform as search engines know it: a site, with our page on it."""
    return {
        "@type": "WebSite",
        "name": platform.name,
        **({"alternateName": list(platform.also_known_as)} if platform.also_known_as else {}),
        "url": platform.website,
        "description": platform.tagline,
        "mainEntityOfPage": absolute(context, profile_address(platform.slug)),
    }


@register.simple_tag(takes_context=True)
def page_ld(context, name: str, platforms: Iterable[Platform] = (), kind: str = "WebPage", modified=None) -> SafeString:
    """Structured data of a page, by itself or about some platforms; `kind` is a type of page of schema.org."""
    address = absolute(context, context["request"].path)
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": kind,
            "name": str(name),
            "url": address,
            "inLanguage": get_language(),
            "isPartOf": {"@type": "WebSite", "name": "Side by Side", "url": absolute(context, "/")},
            **({"dateModified": modified.isoformat()} if modified else {}),
            **({"about": about} if (about := [_about(context, platform) for platform in platforms]) else {}),
        }
    )


@register.simple_tag(takes_context=True)
def site_ld(context) -> SafeString:
    """Structured data of the site itself, with its search."""
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "Side by Side",
            "url": absolute(context, reverse("home")),
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(context, reverse("browse")) + "?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


@register.simple_tag(takes_context=True)
def list_ld(context, name: str, platforms: Iterable[Platform]) -> SafeString:
    """Structured data of a page that lists platforms."""
    site = site_of(context["request"])
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": str(name),
            "url": absolute(context, context["request"].path),
            "inLanguage": get_language(),
            "mainEntity": {
                "@type": "ItemList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": n,
                        "name": platform.name,
                        "url": site + profile_address(platform.slug),
                    }
                    for n, platform in enumerate(platforms, start=1)
                ],
            },
        }
    )


@register.simple_tag(takes_context=True)
def article_ld(context, guide) -> SafeString:
    """Structured data of a guide."""
    publisher = {"@type": "Organization", "name": "Side by Side", "url": absolute(context, "/")}
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": str(guide.title),
            "description": str(guide.summary),
            "url": absolute(context, context["request"].path),
            "image": picture(context, "picture_of_guide", slug=guide.slug),
            "inLanguage": get_language(),
            "author": publisher,
            "publisher": publisher,
        }
    )


@register.simple_tag(takes_context=True)
def picture(context, name: str = "picture", **of: str) -> str:
    """The address of the picture that a shared link shows; another one with each revision, so that none is stale."""
    catalogue = context.get("catalogue")
    version = f"?v={catalogue.revision[:8]}" if catalogue else ""
    return absolute(context, reverse(name, kwargs=of)) + version


@register.simple_tag
def dataset_ld(setting) -> SafeString:
    """Structured data of the open data, as searches for data sets read it."""
    formats = [("data_catalogue", "application/json"), ("data_spreadsheet", "text/csv")]
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": gettext("Social and professional platforms, side by side"),
            "description": gettext(
                "Traits, features, facts and figures of social and professional platforms, each cell with its "
                "sources and the day it was checked."
            ),
            "url": f"{setting.site}{reverse('data')}",
            "license": LICENCE,
            "isAccessibleForFree": True,
            "version": setting.catalogue.revision,
            "creator": {"@type": "Organization", "name": "Side by Side", "url": f"{setting.site}/"},
            **({"dateModified": changed.isoformat()} if (changed := setting.catalogue.changed_at) else {}),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{setting.site}{reverse(name)}"}
                for name, kind in formats
            ],
        }
    )


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_ld(data: dict) -> SafeString:
    """A data block that no text can break out of."""
    text = as_json(data)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def without_filter(filters, key: str, value: str) -> str:
    """The query string with one condition less."""
    return filters.without(key, str(value)).query
