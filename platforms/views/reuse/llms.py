"""llms.txt: what there is to read for assistants, as llmstxt.org proposes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from platforms.addresses import site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.opendata.catalogue import LICENCE
from platforms.views.public import public
from platforms.views.reuse.conversion import MARKDOWN


@public
def llms(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """List the platforms, features and guides with their addresses."""
    context = {"catalogue": catalogue, "site": site_url(request), "licence": LICENCE}
    return render(request, "markdown/llms.md", context, content_type=MARKDOWN)
