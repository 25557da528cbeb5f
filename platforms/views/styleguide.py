"""The style guide, in the open while developing; otherwise for those who sign in at the desk."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from platforms import styleguide


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    return styleguide.page(request) if settings.DEBUG else redirect("admin:styleguide")
