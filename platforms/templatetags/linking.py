"""Links, addresses and structured data."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.opendata.shapes import LICENCE
from platforms.templatetags.cells import Pieces, pieces_in, render

register = template.Library()


def and_more(listed: SafeString | str, more: int) -> SafeString:
    """What is listed, and how many things there are besides."""
    if not more:
        return SafeString(listed)
    counted = ngettext("and %(count)d more thing", "and %(count)d more things", more) % {"count": more}
    return SafeString(f"{listed} {escape(counted)}")


def hidden_fields(pairs: Iterable[tuple[str, str]]) -> str:
    """What a form sends along unseen."""
    return "".join([f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">' for key, value in pairs])


@lru_cache(4096)
def _address(_language: str | None, name: str, **parts: str) -> str:
    return reverse(name, kwargs=parts)


def address_of(name: str, **parts: str) -> str:
    """The path of a page in the language that is spoken now; as `reverse`, which looks for it each time."""
    return _address(get_language(), name, **parts)


@lru_cache(64)
def _around(_language: str | None, name: str, part: str) -> list[str]:
    return reverse(name, kwargs={part: "PART"}).split("PART")


def address_with(name: str, **part: str) -> str:
    """As `address_of`, for a part that has too many values to keep an address for each; one of letters in use."""
    [(key, value)] = part.items()
    return quote(value, safe=SAFE_IN_PATHS).join(_around(get_language(), name, key))


SAFE_IN_PATHS = "/~:@!$&'()*+,;="
"""As Django's `reverse` has it."""


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


def share(pieces: Pieces, shared: Mapping[str, str]) -> str:
    """What can be done with the link to a page: send it, copy it, print the page, show it to another phone."""
    link, code = shared["link"], shared["code"]
    text = pieces.find(("share", bool(code)), _share, CODE if code else "")
    return text.replace(LINK, escape(link)).replace(CODE, escape(code))


LINK, CODE = "LINK-OF-THIS-PAGE", "CODE-OF-THIS-PAGE"
"""Where the addresses come in."""


def _share(code: str) -> SafeString:
    return render("components/share.html", share={"link": LINK, "code": code})


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
    return SafeString(way(pieces_in(context), context["request"], name, *parents))


def way(pieces: Pieces, request: HttpRequest, name: str, *parents: str) -> str:
    """As `breadcrumbs`."""
    data = _at(request, pieces.find(("way", parents), _way, parents), name)
    return f"{pieces.find(('crumbs', parents), _crumbs, parents)}{data}" if parents else data


def _crumbs(parents: Iterable[str]) -> SafeString:
    above = ((address_of(each), ABOVE[each]) for each in ("home", *parents))
    links = format_html_join("", '<li><a href="{}">{}</a></li>', above)
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', gettext("The way to this page"), links)


def _way(parents: Iterable[str]) -> str:
    way = [(ABOVE[each], f"{SITE}{address_of(each)}") for each in ("home", *parents)]
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": str(title), "item": address}
                for n, (title, address) in enumerate([*way, (NAME, HERE)], start=1)
            ],
        }
    )


SITE, HERE, NAME = "SITE-OF-OURS", "ADDRESS-OF-THIS-PAGE", "NAME-OF-THIS-PAGE"
"""Where the public origin comes in, the page's own address, and its name."""


def _at(request: HttpRequest, data: str, name: str) -> str:
    """Structured data of a page, with its own name and address, on the site where it is asked for."""
    site = site_of(request)
    here = escaped(f"{site}{iri_to_uri(request.path)}")
    return data.replace(SITE, escaped(site)).replace(HERE, here).replace(NAME, escaped(as_json(name)[1:-1]))


@register.simple_tag(takes_context=True)
def page_ld(context, name: str) -> SafeString:
    """Structured data of a page by itself."""
    return SafeString(page_data(pieces_in(context), context["request"], name))


def page_data(
    pieces: Pieces,
    request: HttpRequest,
    name: str,
    platforms: Iterable[Platform] = (),
    *,
    modified: datetime | None = None,
) -> str:
    """Structured data of a page, by itself or about some platforms."""
    start, end = pieces.find_all(("page data", "WebPage"), _page, "WebPage")
    about = ",".join([pieces.find(("about", platform.slug), _about, platform) for platform in platforms])
    since = f',"dateModified":"{modified.isoformat()}"' if modified else ""
    return _at(request, f"{start}{since}{f''',"about":[{about}]''' if about else ''}{end}", name)


def _page(kind: str) -> tuple[str, str]:
    """What all pages say of themselves, up to the end of it; and that end. `kind` is a type of page of schema.org."""
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": NAME,
        "url": HERE,
        "inLanguage": get_language(),
        "isPartOf": {"@type": "WebSite", "name": "Side by Side", "url": f"{SITE}/"},
    }
    start, end, script = json_ld(data).rpartition("}")
    return start, f"{end}{script}"


def _about(platform: Platform) -> str:
    """A platform as search engines know it: a site, with our page on it."""
    return escaped(
        as_json(
            {
                "@type": "WebSite",
                "name": platform.name,
                **({"alternateName": list(platform.also_known_as)} if platform.also_known_as else {}),
                "url": platform.website,
                "description": platform.tagline,
                "mainEntityOfPage": f"{SITE}{profile_address(platform.slug)}",
            }
        )
    )


def site_data(pieces: Pieces, request: HttpRequest) -> str:
    """Structured data of the site itself, with its search."""
    return pieces.find("site data", _site).replace(SITE, escaped(site_of(request)))


def _site() -> str:
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "Side by Side",
            "url": f"{SITE}{address_of('home')}",
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{SITE}{address_of('browse')}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def list_data(pieces: Pieces, request: HttpRequest, name: str, platforms: Iterable[Platform]) -> str:
    """Structured data of a page that lists platforms."""
    start, end = pieces.find_all(("page data", "CollectionPage"), _page, "CollectionPage")
    listed = [
        f'{{"position":{n}{pieces.find(("in list", platform.slug), _in_list, platform)}'
        for n, platform in enumerate(platforms, start=1)
    ]
    items = f'{{"@type":"ItemList","itemListElement":[{",".join(listed)}]}}'
    return _at(request, f'{start},"mainEntity":{items}{end}', name)


def _in_list(platform: Platform) -> str:
    """The rest of a platform's entry, after its position."""
    entry = {"url": f"{SITE}{profile_address(platform.slug)}", "@type": "ListItem", "name": platform.name}
    return escaped(f",{as_json(entry)[1:]}")


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
            "image": picture_tag(context, "picture_of_guide", slug=guide.slug),
            "inLanguage": get_language(),
            "author": publisher,
            "publisher": publisher,
        }
    )


@register.simple_tag(takes_context=True, name="picture")
def picture_tag(context, name: str = "picture", **of: str) -> str:
    return picture(context["request"], context.get("catalogue"), address_of(name, **of))


def picture(request: HttpRequest, catalogue: Catalogue | None, path: str) -> str:
    """The address of the picture that a shared link shows; another one with each revision, so that none is stale."""
    version = f"?v={catalogue.revision[:8]}" if catalogue else ""
    return f"{site_of(request)}{iri_to_uri(path)}{version}"


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
