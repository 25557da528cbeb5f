"""The guide: texts of the editors, each claim beside what the ratings say, and the two kinds side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from platforms.addresses import in_language
from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.comparing.kinds import Kinds, compare_kinds, shown
from platforms.domain.comparing.selection import Show
from platforms.domain.document import prose
from platforms.domain.vocabulary import Kind
from platforms.views.public import public


@public
def guides(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return render(request, "guide/guides.html", {"catalogue": catalogue, "guides": catalogue.guides})


@public
def guide(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Show one guide. What its braces name is drawn from the catalogue, or left out once it is gone."""
    found = catalogue.guide_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {
        "catalogue": catalogue,
        "guide": found,
        "parts": lambda: parts(found, catalogue),
        "others": [other for other in catalogue.guides if other != found],
    }
    return render(request, "guide/guide.html", context)


KINDS_SHOWN = (Show.DIFFERENCES, Show.ALL, Show.SAME)
"""The first is shown at rest."""


@public
def kinds(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Compare social and professional platforms as two kinds: what tells them apart; with `?show=all` every point."""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in KINDS_SHOWN else KINDS_SHOWN[0]
    found = _kinds(catalogue)
    features = shown(found.features, show)
    groups = [(group, [row for row in features if row.feature.group == group]) for group in catalogue.groups]
    context = {
        "catalogue": catalogue,
        "kinds": found,
        "kinds_compared": [Kind.SOCIAL, Kind.PROFESSIONAL],
        "show": show,
        "shows": [(each, len(shown(found.traits, each)) + len(shown(found.features, each))) for each in KINDS_SHOWN],
        "traits": shown(found.traits, show),
        "groups": [(group, rows) for group, rows in groups if rows],
    }
    return render(request, "guide/kinds.html", context)


def parts(guide: Guide, catalogue: Catalogue) -> list[tuple[str, object]]:
    """Return the parts of a guide in their order: what each is, and its HTML or what it draws from the catalogue."""
    found = _kinds(catalogue)
    traits = {row.trait.slug: row for row in found.traits}
    features = {row.feature.slug: row for row in found.features}
    parts: list[tuple[str, object]] = []
    text = "html"
    for part in prose.parts_of(guide.markdown, address=lambda path: in_language(path, get_language())):
        match part:
            case prose.Html(html):
                parts.append((text, html))
            case prose.Drawing("english" | "translated" as what):
                text = "english" if what == "english" else "html"
            case prose.Drawing("trait", names):
                parts += [("trait", traits[name]) for name in names if name in traits]
            case prose.Drawing("feature", names):
                parts.append(("features", [features[name] for name in names if name in features]))
            case prose.Drawing("more", names):
                for name in names:
                    parts.append(("features", found.more_social if name == "social" else found.more_professional))
            case prose.Drawing("shared"):
                parts.append(("features", found.shared))
            case prose.Drawing("kinds"):
                parts.append(("kinds", found))
    return parts


def _kinds(catalogue: Catalogue) -> Kinds:
    return catalogue.memoize("kinds", lambda: compare_kinds(catalogue=catalogue))
