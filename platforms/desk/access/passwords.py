"""Forgotten passwords, and the page of a one-time link, where somebody invited chooses the first one."""

from axes.utils import reset
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from platforms.desk.access import links, traces
from platforms.storage import limits


@never_cache
@csrf_protect
def forgotten(request: HttpRequest) -> HttpResponse:
    """Mail a link to the person with this address; without a mail server say who makes one.

    The answer is the same whether an account has the address or not.
    """
    context = admin.site.each_context(request) | {"title": _("Forgotten password")}
    if not settings.EMAIL_URL:
        return TemplateResponse(request, "admin/forgotten.html", context)
    form = PasswordResetForm(request.POST or None)
    context["form"] = form
    if request.method == "POST":
        if not limits.may_ask_for_a_link(request.META.get("REMOTE_ADDR", "")):
            return TemplateResponse(request, "admin/locked.html", context | {"is_busy": True}, status=429)
        if form.is_valid():
            for user in form.get_users(form.cleaned_data["email"]):
                links.mail(user, "link", link=links.link_for(request, user))
            context["is_sent"] = True
    return TemplateResponse(request, "admin/forgotten.html", context)


class SetPassword(PasswordResetConfirmView):
    """Django's page of a one-time link; a second factor is still asked for when signing in."""

    template_name = "admin/set_password.html"
    success_url = reverse_lazy("admin:login")
    title = gettext_lazy("Choose your password")

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        reset(username=form.user.get_username())  # wrong passwords of before count no more
        traces.leave(by=form.user, about=form.user, text="Set a password with a link.")
        return response

    def get_context_data(self, **kwargs):
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs)
