"""Structured data of pages (schema.org, as JSON-LD): what search engines read of a page, its site and its platforms."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from platforms.addresses import absolute_url, site_url, trail
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Guide
from platforms.domain.opendata.catalogue import LICENCE, Setting
from platforms.templatetags.links import picture_url

register = template.Library()

COMPONENT = "components/structured_data.html"

ESCAPES = {ord(">"): "\\u003e", ord("<"): "\\u003c", ord("&"): "\\u0026"}


@register.filter
def as_json(data: Any) -> SafeString:
    """Dump data as JSON that can't end its script element, as Django's `json_script` does."""
    # json_script itself writes another type of script.
    return SafeString(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def block(data: dict) -> dict:
    """Return the context of the component that shows `data`."""
    return {"data": {"@context": "https://schema.org", **data}}


@register.inclusion_tag(COMPONENT, takes_context=True)
def page_data(context, name: str, platforms: Iterable[Platform] = (), modified: datetime | None = None) -> dict:
    """Describe a page by itself, or one about some platforms."""
    request = context["request"]
    data = _page(request, "WebPage", name)
    if modified:
        data["dateModified"] = modified.isoformat()
    if platforms:
        data["about"] = [_platform(request, platform) for platform in platforms]
    return block(data)


@register.inclusion_tag(COMPONENT, takes_context=True)
def list_data(context, name: str, platforms: Iterable[Platform]) -> dict:
    """Describe a page that lists platforms."""
    request = context["request"]
    entries = [
        {"position": n, "url": _profile(request, platform), "@type": "ListItem", "name": platform.name}
        for n, platform in enumerate(platforms, start=1)
    ]
    items = {"@type": "ItemList", "itemListElement": entries}
    return block({**_page(request, "CollectionPage", name), "mainEntity": items})


@register.inclusion_tag(COMPONENT, takes_context=True)
def site_data(context) -> dict:
    """Describe the site itself, with its search."""
    request = context["request"]
    search = f"{absolute_url(request, reverse('browse'))}?q={{search_term_string}}"
    return block(
        {
            "@type": "WebSite",
            "name": "Side by Side",
            "url": absolute_url(request, reverse("home")),
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        }
    )


@register.inclusion_tag(COMPONENT, takes_context=True)
def article_data(context, guide: Guide) -> dict:
    """Describe a guide."""
    request = context["request"]
    publisher = _publisher(site_url(request))
    return block(
        {
            "@type": "Article",
            "headline": str(guide.title),
            "description": str(guide.summary),
            "url": absolute_url(request, request.path),
            "image": picture_url(context, "picture_of_guide", slug=guide.slug),
            "inLanguage": get_language(),
            "author": publisher,
            "publisher": publisher,
        }
    )


@register.inclusion_tag(COMPONENT)
def dataset_data(setting: Setting) -> dict:
    """Describe the open data, as searches for data sets read it."""
    formats = [("data_catalogue", "application/json"), ("data_spreadsheet", "text/csv")]
    changed_at = setting.catalogue.changed_at
    return block(
        {
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
            "creator": _publisher(setting.site),
            **({"dateModified": changed_at.isoformat()} if changed_at else {}),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{setting.site}{reverse(name)}"}
                for name, kind in formats
            ],
        }
    )


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context, name: str, *parents: str) -> dict:
    """Show the pages above this one, to read and as structured data: this page's name, then its parents' URL names.

    Where only the home page is above, there is nothing to read: the navigation says so already.
    """
    request = context["request"]
    above = trail(*parents)
    pages = [*((title, absolute_url(request, path)) for title, path in above), (name, _here(request))]
    items = [
        {"@type": "ListItem", "position": n, "name": str(title), "item": address}
        for n, (title, address) in enumerate(pages, start=1)
    ]
    return {"above": above if parents else [], **block({"@type": "BreadcrumbList", "itemListElement": items})}


def _page(request: HttpRequest, kind: str, name: str) -> dict:
    return {
        "@type": kind,
        "name": str(name),
        "url": _here(request),
        "inLanguage": get_language(),
        "isPartOf": {"@type": "WebSite", "name": "Side by Side", "url": f"{site_url(request)}/"},
    }


def _platform(request: HttpRequest, platform: Platform) -> dict:
    """Describe a platform as search engines know it: a site, with our page on it."""
    return {
        "@type": "WebSite",
        "name": platform.name,
        **({"alternateName": list(platform.also_known_as)} if platform.also_known_as else {}),
        "url": platform.website,
        "description": platform.tagline,
        "mainEntityOfPage": _profile(request, platform),
    }


def _profile(request: HttpRequest, platform: Platform) -> str:
    return absolute_url(request, reverse("profile", kwargs={"slug": platform.slug}))


def _here(request: HttpRequest) -> str:
    return absolute_url(request, request.path)


def _publisher(site: str) -> dict:
    return {"@type": "Organization", "name": "Side by Side", "url": f"{site}/"}
