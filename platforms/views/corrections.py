"""A visitor reports one wrong cell. No account, no cookie, nothing about the person."""

import secrets

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from platforms.storage import corrections, published
from platforms.views import errors

OPEN_FOR = 24 * 60 * 60
"""Seconds for which a form may be sent after it was shown."""


class ReportForm(forms.Form):
    platform = forms.ChoiceField(label=_("Platform"))
    cell = forms.ChoiceField(label=_("What it is about"))
    wrong = forms.CharField(
        label=_("What is wrong?"), max_length=2000, help_text=_("Please say nothing about yourself or others."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    source_url = forms.URLField(
        label=_("Where does it say so?"), max_length=500, assume_scheme="https", help_text=_("The address of a page.")
    )
    shown = forms.CharField(widget=forms.HiddenInput)
    # People never see this field; programs that fill in every field do.
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, catalogue, *args, **kwargs):
        super().__init__(*args, **kwargs)
        platforms = [(platform.slug, platform.name) for platform in catalogue.platforms]
        self.fields["platform"].choices = [("", _("Choose")), *platforms]  # type: ignore[attr-defined]
        self.fields["cell"].choices = [("", _("Choose")), *corrections.cells_of(catalogue)]  # type: ignore[attr-defined]

    def clean_shown(self) -> str:
        """Accept what we signed less than a day ago: it stands in for a cookie."""
        try:
            return signing.loads(self.cleaned_data["shown"], salt="correction", max_age=OPEN_FOR)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This form is out of date. Please send it again.")) from error


@csrf_exempt  # no cookie speaks for the visitor, so a foreign page gains nothing; `_from_here` keeps it out anyway
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form and store a report; `?platform=<slug>&cell=<key>` prefill it as far as they exist."""
    try:
        catalogue = published.current_in(get_language())
    except published.Unavailable:
        return errors.unavailable(request)
    if request.method != "POST":
        asked = {key: request.GET.get(key, "") for key in ("platform", "cell")}
        return _page(request, ReportForm(catalogue, initial=asked | {"shown": _signature()}))
    if not _from_here(request):
        return errors.forbidden(request)
    form = ReportForm(catalogue, request.POST)
    if not form.is_valid():
        form.data = request.POST.dict() | {"shown": _signature()}
        return _page(request, form, status=422)
    data = form.cleaned_data
    if data["website"]:
        return redirect("correction_received")
    platform = catalogue.platform_by_slug[data["platform"]]
    try:
        corrections.report(
            platform=platform, cell=data["cell"], wrong=data["wrong"], source_url=data["source_url"],
            address=request.META.get("REMOTE_ADDR", ""),
        )  # fmt: skip
    except corrections.TooMany:
        form.add_error(None, _("There are too many reports right now. Please try again in an hour."))
        response = _page(request, form, status=429)
        response["Retry-After"] = "3600"
        return response
    return redirect(f"{reverse('correction_received')}?platform={platform.slug}")


@never_cache
@require_http_methods(["GET", "HEAD"])
def received(request: HttpRequest) -> HttpResponse:
    try:
        platform = published.current().platform_by_slug.get(request.GET.get("platform", ""))
    except published.Unavailable:
        return errors.unavailable(request)
    return render(request, "corrections/received.html", {"platform": platform})


def _page(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    response = render(request, "corrections/new.html", {"form": form}, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def _signature() -> str:
    return signing.dumps(secrets.token_hex(4), salt="correction")


def _from_here(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent it. Browsers say so; what says nothing is none that a foreign page could use."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
