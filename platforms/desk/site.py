"""The desk's admin site: the queue as start page, second factors where they are required, its own addresses."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from platforms.desk import document, queue_lists, translating
from platforms.desk.access import attempts, passwords, second_factor, traces
from platforms.desk.access.sign_in import SignInForm
from platforms.desk.queue import queue
from platforms.desk.saving.again import give_back, is_ours
from platforms.domain.comparing.filters import LONGEST_SEARCH


class Desk(admin.AdminSite):
    """Django's admin site for editors."""

    site_title = site_header = _("Side by Side: the desk")
    index_title = _("What needs doing")
    index_template = "admin/queue.html"
    login_form = SignInForm
    login_template = "admin/sign_in.html"
    enable_nav_sidebar = False

    def get_urls(self):
        def page(view):
            return self.admin_view(lambda request: view(self, request))

        return [
            path("second-factor/", page(second_factor.own), name="second_factor"),
            path("second-factor/add/", page(second_factor.add), name="second_factor_add"),
            path("second-factor/codes/", page(second_factor.codes), name="second_factor_codes"),
            path("forgotten/", passwords.forgotten, name="forgotten"),
            path("set-password/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="set_password"),
            path("translations/", page(translating.index), name="translations"),
            path(
                "translations/<slug:language>/<str:part>/",
                self.admin_view(partial(translating.part_page, self)),
                name="translations_part",
            ),
            path("queue/unknown/", page(queue_lists.unknown), name="queue_unknown"),
            path("queue/stale/", page(queue_lists.stale), name="queue_stale"),
            path("document/", page(document.page), name="document"),
            path("document/download/", page(document.download), name="document_download"),
            path(
                "document/<slug:name>/",
                self.admin_view(partial(document.upload_page, self)),
                name="document_upload",
            ),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context=None):
        """Refuse one attempt too many before its password is looked at."""
        attempts.shorten(request)
        if request.method != "POST":
            return super().login(request, extra_context)
        try:
            with attempts.Attempt(request) as attempt:
                response = super().login(request, extra_context)
                if request.user.is_authenticated and response.status_code == 302:
                    attempt.succeeded(response)
                return response
        except attempts.TooMany:
            context = self.each_context(request) | {"is_busy": True}
            response = TemplateResponse(request, "admin/locked.html", context, status=429)
            response["Retry-After"] = "3600"
            return response

    def index(self, request: HttpRequest, extra_context=None):
        return super().index(
            request, {"queue": queue(request), "traces": traces.for_reader(request.user), **(extra_context or {})}
        )

    def admin_view(self, view, cacheable=False):
        """Redirect an account without its required second factor to the page that sets one up."""
        checked = super().admin_view(view, cacheable)

        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            _shorten_search(request)
            if request.user.is_anonymous and is_ours(request):
                return give_back(request, is_signed_out=True)
            if self.has_permission(request) and _lacks_second_factor(request):
                return redirect("admin:second_factor")
            return checked(request, *args, **kwargs)

        wrapper.csrf_exempt = getattr(checked, "csrf_exempt", False)  # type: ignore[attr-defined]
        return wrapper


def _shorten_search(request: HttpRequest) -> None:
    """Cut a long search: each word is a condition on every field, and thousands of them stop a database."""
    words = request.GET.get("q", "")
    if len(words) > LONGEST_SEARCH:
        shortened = request.GET.copy()
        shortened["q"] = words[:LONGEST_SEARCH]
        request.GET = shortened  # type: ignore[assignment]


def _lacks_second_factor(request: HttpRequest) -> bool:
    """Tell whether a second factor is required and was not given, on a page that does not set one up."""
    if not settings.SECOND_FACTOR or request.user.is_verified():  # type: ignore[union-attr]
        return False
    match = request.resolver_match
    return match is None or match.url_name not in ("second_factor", "second_factor_add", "logout", "jsi18n")
