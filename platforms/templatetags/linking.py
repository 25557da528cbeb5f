"""Links, addresses and structured data."""

import json
from collections.abc import Iterable

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from platforms.domain.catalogue import Platform
from platforms.domain.opendata import LICENCE
from platforms.templatetags.wording import levels, mid_sentence_of

register = template.Library()


@register.simple_tag
def linked_features(features: Iterable, more: int, page: str = "") -> SafeString:
    """Features as in a sentence, each leading to its row on this page or on another."""
    links = format_html_join(
        ", ", '<a href="{}#{}">{}</a>', ((page, feature.slug, mid_sentence_of(feature.name)) for feature in features)
    )
    if not more:
        return links
    return format_html(
        "{} {}", links, ngettext("and %(count)d more thing", "and %(count)d more things", more) % {"count": more}
    )


@register.simple_tag(takes_context=True)
def absolute(context, path: str) -> str:
    """The public address of a path of ours."""
    return f"{site_of(context['request'])}{iri_to_uri(path)}"


def site_of(request) -> str:
    """The public origin: SITE_URL, or where the request came in."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


@register.simple_tag(takes_context=True)
def breadcrumbs_ld(context, *crumbs: str) -> SafeString:
    """Structured data of the way to this page: pairs of a name and a path."""
    pairs = list(zip(crumbs[::2], crumbs[1::2], strict=True))
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": name, "item": absolute(context, path)}
                for n, (name, path) in enumerate(pairs, start=1)
            ],
        }
    )


@register.simple_tag(takes_context=True)
def page_ld(context, name: str, platforms: Iterable[Platform] = ()) -> SafeString:
    """Structured data of a page about some platforms."""
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": name,
            "about": [
                {
                    "@type": "WebSite",
                    "name": platform.name,
                    "url": platform.website,
                    "description": platform.tagline,
                    "mainEntityOfPage": absolute(context, reverse("profile", kwargs={"slug": platform.slug})),
                }
                for platform in platforms
            ],
        }
    )


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


def json_ld(data: dict) -> SafeString:
    """A data block that no text can break out of."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def without_filter(filters, key: str, value: str) -> str:
    """The query string with one condition less."""
    return filters.without(key, str(value)).query


@register.simple_tag
def need_words(platform: Platform, need) -> SafeString:
    """What a platform has or lacks for a need, leading to the cited cell."""
    href = reverse("profile", kwargs={"slug": platform.slug})
    if need.feature:
        text = mid_sentence_of(need.feature.name)
        if need.span.known == 1 and 0 < need.span.point < 1:
            text = gettext("%(feature)s (partly)") % {"feature": text}
    else:
        rating = platform.ratings.get(need.trait.slug)
        words = levels(need.trait, rating) if rating else gettext("unknown")
        text = gettext("%(trait)s: %(levels)s") % {
            "trait": mid_sentence_of(need.trait.name),
            "levels": mid_sentence_of(words),
        }
    return format_html('<a href="{}#{}">{}</a>', href, need.key, text)
