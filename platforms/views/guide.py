"""The guide: texts of the editors, each claim beside what the ratings say, and the two kinds side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.comparing.kinds import FeatureOfKinds, Kinds, TraitOfKinds, compare_kinds
from platforms.domain.comparing.selection import Show
from platforms.domain.document import prose
from platforms.templatetags.speaking import in_language
from platforms.views.public import public, query_lists


@public
def guides(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return render(request, "platforms/guides.html", {"guides": catalogue.guides})


@public
def guide(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """One guide. What stands in braces is drawn; what it names and is gone since is left out."""
    found = catalogue.guide_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {"guide": found, "pieces": drawn(found, catalogue), "others": [g for g in catalogue.guides if g != found]}
    return render(request, "platforms/guide.html", context)


@public
def kinds(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Social and professional platforms side by side, as two kinds (`?show=differences` for what tells them apart)."""
    asked = query_lists(request).get("show", [""])[-1]
    show = Show(asked) if asked in list(Show) else Show.ALL
    found = _kinds(catalogue)
    rows: list[TraitOfKinds | FeatureOfKinds] = [*found.traits, *found.features]
    shown = [row for row in rows if show is Show.ALL or row.differs is (show is Show.DIFFERENCES)]
    context = {
        "kinds": found,
        "show": show,
        "shows": [
            (Show.ALL, len(rows)),
            (Show.DIFFERENCES, sum(row.differs for row in rows)),
            (Show.SAME, sum(not row.differs for row in rows)),
        ],
        "traits": [row for row in found.traits if row in shown],
        "groups": [
            (group, rows)
            for group in catalogue.groups
            if (rows := [row for row in found.features if row.feature.group == group and row in shown])
        ],
    }
    return render(request, "platforms/kinds.html", context)


def drawn(guide: Guide, catalogue: Catalogue) -> list[tuple[str, object]]:
    """The pieces of a guide, each with the name of its partial in _shared/drawn.html and what it shows."""
    found = _kinds(catalogue)
    traits = {row.trait.slug: row for row in found.traits}
    features = {row.feature.slug: row for row in found.features}
    pieces: list[tuple[str, object]] = []
    text = "html"
    for piece in prose.pieces(guide.markdown, address=lambda path: in_language(path, get_language())):
        match piece:
            case prose.Text(html):
                pieces.append((text, html))
            case prose.Drawing("english" | "translated" as what):
                text = "english" if what == "english" else "html"
            case prose.Drawing("trait", names):
                pieces += [("trait", traits[name]) for name in names if name in traits]
            case prose.Drawing("feature", names):
                pieces.append(("features", [features[name] for name in names if name in features]))
            case prose.Drawing("more", names):
                for name in names:
                    pieces.append(("features", found.more_social if name == "social" else found.more_professional))
            case prose.Drawing("shared"):
                pieces.append(("features", found.shared))
            case prose.Drawing("kinds"):
                pieces.append(("kinds", found))
    return pieces


def _kinds(catalogue: Catalogue) -> Kinds:
    return catalogue.memoize("kinds", lambda: compare_kinds(catalogue=catalogue))
