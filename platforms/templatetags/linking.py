"""Links, addresses and structured data."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue import Platform
from platforms.domain.opendata import LICENCE
from platforms.templatetags.cells import piece, pieces_of, render
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
def _address(_language: str | None, name: str, **parts: str) -> str:
    return reverse(name, kwargs=parts)


def address_of(name: str, **parts: str) -> str:
    """The path of a page in the language that is spoken now; as `reverse`, which looks for it each time."""
    return _address(get_language(), name, **parts)


def profile_address(slug: str) -> str:
    """The path of a platform's page in the language that is spoken now."""
    return address_of("profile", slug=slug)


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
def share(context, shared: Mapping[str, str]) -> SafeString:
    """What can be done with the link to a page: send it, copy it, print the page, show it to another phone."""
    link, code = shared["link"], shared["code"]
    text = piece(context, ("share", bool(code)), _share, CODE if code else "")
    return SafeString(text.replace(LINK, escape(link)).replace(CODE, escape(code)))


LINK, CODE = "LINK-OF-THIS-PAGE", "CODE-OF-THIS-PAGE"
"""Where the addresses come in."""


def _share(code: str) -> SafeString:
    return render("_shared/share.html", link=LINK, code=code)


ABOVE = {
    "home": _("Side by Side"),
    "browse": _("All platforms"),
    "picker": _("Compare"),
    "guides": _("Guide"),
    "changes": _("Changes"),
    "method": _("How it works"),
}
"""What the pages are called that others lie below, by their names in the site map."""


@register.simple_tag(takes_context=True)
def breadcrumbs(context, name: str, *parents: str) -> SafeString:
    """The way to this page, to read and as structured data: its name, and from the top the pages above it but home.

    Where nothing but the start lies above, the navigation says so already.
    """
    site, above = site_of(context["request"]), ("home", *parents)
    way = [(str(ABOVE[each]), address_of(each)) for each in above]
    way.append((name, iri_to_uri(context["request"].path)))
    data = json_ld(
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": title, "item": f"{site}{path}"}
                for n, (title, path) in enumerate(way, start=1)
            ],
        }
    )
    return SafeString(f"{piece(context, ('crumbs', above), _crumbs, above)}{data}") if parents else data


def _crumbs(above: Iterable[str]) -> SafeString:
    links = format_html_join("", '<li><a href="{}">{}</a></li>', ((address_of(each), ABOVE[each]) for each in above))
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', gettext("The way to this page"), links)


def _about(site: str, platform: Platform) -> dict:
    """A platform as search engines know it: a site, with our page on it."""
    return {
        "@type": "WebSite",
        "name": platform.name,
        **({"alternateName": list(platform.also_known_as)} if platform.also_known_as else {}),
        "url": platform.website,
        "description": platform.tagline,
        "mainEntityOfPage": f"{site}{profile_address(platform.slug)}",
    }


@register.simple_tag(takes_context=True)
def page_ld(context, name: str, platforms: Iterable[Platform] = (), kind: str = "WebPage", modified=None) -> SafeString:
    """Structured data of a page, by itself or about some platforms; `kind` is a type of page of schema.org."""
    site = site_of(context["request"])
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": kind,
            "name": str(name),
            "url": f"{site}{iri_to_uri(context['request'].path)}",
            "inLanguage": get_language(),
            "isPartOf": {"@type": "WebSite", "name": "Side by Side", "url": f"{site}/"},
            **({"dateModified": modified.isoformat()} if modified else {}),
            **({"about": about} if (about := [_about(site, platform) for platform in platforms]) else {}),
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
            "url": absolute(context, address_of("home")),
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(context, address_of("browse")) + "?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


@register.simple_tag(takes_context=True)
def list_ld(context, name: str, platforms: Iterable[Platform]) -> SafeString:
    """Structured data of a page that lists platforms."""
    site, pieces = escaped(site_of(context["request"])), pieces_of(context["catalogue"])
    listed = (
        f'{{"position":{n},"url":"{site}{pieces.find(("in list", platform.slug), _in_list, platform)}'
        for n, platform in enumerate(platforms, start=1)
    )
    page = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": str(name),
        "url": absolute(context, context["request"].path),
        "inLanguage": get_language(),
    }
    data = f'{escaped(as_json(page))[:-1]},"mainEntity":{{"@type":"ItemList","itemListElement":[{",".join(listed)}]}}}}'
    return SafeString(f'<script type="application/ld+json">{data}</script>')


def _in_list(platform: Platform) -> str:
    """The rest of a platform's entry, after the site."""
    return escaped(f'{profile_address(platform.slug)}","@type":"ListItem","name":{as_json(platform.name)}}}')


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
    return absolute(context, address_of(name, **of)) + version


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
            "url": f"{setting.site}{address_of('data')}",
            "license": LICENCE,
            "isAccessibleForFree": True,
            "version": setting.catalogue.revision,
            "creator": {"@type": "Organization", "name": "Side by Side", "url": f"{setting.site}/"},
            **({"dateModified": changed.isoformat()} if (changed := setting.catalogue.changed_at) else {}),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{setting.site}{address_of(name)}"}
                for name, kind in formats
            ],
        }
    )


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_ld(data: dict) -> SafeString:
    """A data block that no text can break out of."""
    return SafeString(f'<script type="application/ld+json">{escaped(as_json(data))}</script>')


def escaped(text: str) -> str:
    """JSON within HTML."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@register.simple_tag
def without_filter(filters, key: str, value: str) -> str:
    """The query string with one condition less."""
    return filters.without(key, str(value)).query
