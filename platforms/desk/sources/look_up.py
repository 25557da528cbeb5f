"""What a cell's field of sources is answered while somebody types: choices, what an address is, fields of a new one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse

from platforms.desk.sources.known import KnownSources, words_of
from platforms.desk.sources.new import PREFIX, NewSourceForm, empty_form
from platforms.models import Source
from platforms.sources.page_titles import describe
from platforms.sources.same_page import is_address, page_key, with_scheme

MOST = 20


def search(admin, request: HttpRequest) -> JsonResponse:
    """Return `{"results": [{"slug", "title"}]}` for `?q=`: every word in title, publisher, URL or slug."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    results, _distinct = admin.get_search_results(request, Source.objects.order_by("slug"), request.GET.get("q", ""))
    return JsonResponse({"results": [{"slug": s.slug, "title": str(s)} for s in results[:MOST]]})


def look_up(admin, request: HttpRequest) -> HttpResponse:
    """Say what the words of a field are, and give the fields of a page that is new; the first new one is asked.

    Pages that are new on the same sheet already come as their `source-…-url`.
    """
    if not admin.has_add_permission(request):
        raise PermissionDenied
    known = KnownSources()
    sent = request.GET.dict()
    given = {page_key(str(url)) for name, url in sent.items() if name.startswith(PREFIX)}
    typed = next((text for name, text in sent.items() if name.endswith("more")), "")
    lines: list[dict[str, str]] = []
    forms: list[NewSourceForm] = []
    for word in words_of(str(typed)[:2000])[:MOST]:
        if slug := known.slug_of(word):
            lines.append({"word": word, "title": known[slug]})
        elif not is_address(word):
            lines.append({"word": word, "fault": "wrong"})
        elif page_key(word) in given:
            lines.append({"word": word, "fault": "given"})
        else:
            said = describe(with_scheme(word)) if not forms else None
            initial = (
                {"title": said.title, "publisher": said.publisher, "published_on": said.published_on} if said else {}
            )
            forms.append(empty_form(word, **initial))
            given.add(page_key(word))
    return TemplateResponse(request, "admin/platforms/source/found.html", {"lines": lines, "forms": forms})
