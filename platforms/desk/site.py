"""The desk as a whole: its start page is the queue, and it asks for second factors."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from platforms.desk.sign_in import SignInForm

LONGEST_SEARCH = 80


class Desk(admin.AdminSite):
    site_title = site_header = _("Side by Side: the desk")
    index_title = _("What needs doing")
    index_template = "admin/queue.html"
    login_form = SignInForm
    login_template = "admin/sign_in.html"
    enable_nav_sidebar = False

    def get_urls(self):
        from platforms.desk import import_export, second_factor

        def page(view):
            return self.admin_view(lambda request: view(self, request))

        return [
            path("second-factor/", page(second_factor.own), name="second_factor"),
            path("second-factor/add/", page(second_factor.add), name="second_factor_add"),
            path("second-factor/codes/", page(second_factor.codes), name="second_factor_codes"),
            path("document/", page(import_export.page), name="document"),
            path("document/download/", page(import_export.download), name="document_download"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context=None):
        from platforms.desk.queue import queue

        return super().index(request, {"queue": queue(request), **(extra_context or {})})

    def admin_view(self, view, cacheable=False):
        """Where a second factor is required, nothing but setting one up comes before it."""
        checked = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            _shorten_search(request)
            if lacks_second_factor(request) and self.has_permission(request) and not _sets_one_up(request):
                return redirect("admin:second_factor")
            return checked(request, *args, **kwargs)

        answer.csrf_exempt = getattr(checked, "csrf_exempt", False)  # type: ignore[attr-defined]
        return answer


def _shorten_search(request: HttpRequest) -> None:
    """Each word is a condition of its own on every field searched; thousands of them stop a database."""
    words = request.GET.get("q", "")
    if len(words) > LONGEST_SEARCH:
        asked = request.GET.copy()
        asked["q"] = words[:LONGEST_SEARCH]
        request.GET = asked  # type: ignore[assignment]


def lacks_second_factor(request: HttpRequest) -> bool:
    return settings.SECOND_FACTOR and not request.user.is_verified()  # type: ignore[union-attr]


def _sets_one_up(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in ("second_factor", "second_factor_add", "logout", "jsi18n")
