"""Pages as Markdown, for assistants and other programs that read texts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.addresses import absolute_url, comparison_path
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing import comparison as comparing
from platforms.domain.comparing.selection import MOST, Selection
from platforms.sentences import comparison_description, comparison_title
from platforms.views import errors, guide, method
from platforms.views.public import public
from platforms.views.reuse.conversion import MARKDOWN, as_markdown


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Serve all that a profile says."""
    platform = catalogue.platform_by_slug.get(catalogue.current_slug(slug))
    if platform is None:
        return errors.not_found(request)
    page = absolute_url(request, reverse("profile", kwargs={"slug": platform.slug}))
    context = {
        "catalogue": catalogue,
        "platform": platform,
        "page": page,
        "comparison": comparing.profile(catalogue=catalogue, platform=platform, today=timezone.now().date()),
        "uses": [(goal, platform.uses.get(goal.slug)) for goal in catalogue.goals],
    }
    return _of_page(render(request, "markdown/profile.md", context, content_type=MARKDOWN), page)


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Serve a comparison with all its rows."""
    selection = Selection.parse(slugs, {}, known_goals=catalogue.goal_by_slug).with_current_slugs(catalogue)
    platforms = [catalogue.platform_by_slug.get(slug) for slug in selection.slugs[: MOST + 1]]
    present = [platform for platform in platforms if platform]
    if len(present) != len(platforms) or not selection.is_comparable:
        return errors.not_found(request)
    page = absolute_url(request, comparison_path(selection))
    result = comparing.compare(catalogue=catalogue, platforms=present, today=timezone.now().date())
    context = {
        "catalogue": catalogue,
        "comparison": result,
        "title": comparison_title(result),
        "description": comparison_description(result),
        "page": page,
    }
    return _of_page(render(request, "markdown/comparison.md", context, content_type=MARKDOWN), page)


def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve a guide."""
    page = absolute_url(request, reverse("guide", kwargs={"slug": slug}))
    return _of_page(as_markdown(guide.guide(request, slug=slug)), page)


def method_page(request: HttpRequest) -> HttpResponse:
    """Serve how it works."""
    return _of_page(as_markdown(method.method(request)), absolute_url(request, reverse("method")))


def _of_page(response: HttpResponse, address: str) -> HttpResponse:
    """Tell search engines which page says the same."""
    response["Link"] = f'<{address}>; rel="canonical"'
    return response
